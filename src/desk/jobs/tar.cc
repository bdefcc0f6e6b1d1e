#include "desk/jobs/tar.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

#include "base/check.h"

namespace desk {

namespace {

constexpr std::size_t kBlock = 512;
constexpr std::string_view kMagic{"ustar\00000", 8};
constexpr std::uint64_t kLargestOctal = 077777777777;
constexpr std::size_t kMaxMembers = 1'000;

struct Field {
  std::size_t start;
  std::size_t size;
};
constexpr Field kName{0, 100};
constexpr Field kMode{100, 8};
constexpr Field kOwner{108, 8};
constexpr Field kGroup{116, 8};
constexpr Field kSize{124, 12};
constexpr Field kTime{136, 12};
constexpr Field kChecksum{148, 8};
constexpr std::size_t kType = 156;
constexpr Field kMagicField{257, 8};

using Header = std::array<char, kBlock>;

void PutOctal(Header& header, Field field, std::uint64_t value) {
  const std::string text = fmt::format("{:0{}o}", value, field.size - 1);
  std::copy(text.begin(), text.end(), header.begin() + static_cast<std::ptrdiff_t>(field.start));
}

void PutSize(Header& header, std::uint64_t size) {
  if (size <= kLargestOctal) return PutOctal(header, kSize, size);
  header[kSize.start] = static_cast<char>(0x80);
  for (std::size_t i = kSize.size - 1; i > 0; --i, size >>= 8)
    header[kSize.start + i] = static_cast<char>(size & 0xff);
}

// The sum of all bytes, those of the checksum taken for spaces.
std::uint64_t Checksum(std::string_view header) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    const bool own = i >= kChecksum.start && i < kChecksum.start + kChecksum.size;
    sum += own ? ' ' : static_cast<unsigned char>(header[i]);
  }
  return sum;
}

std::string_view Text(std::string_view header, Field field) {
  const std::string_view text = header.substr(field.start, field.size);
  return text.substr(0, text.find('\0'));
}

std::optional<std::uint64_t> Number(std::string_view header, Field field) {
  const std::string_view bytes = header.substr(field.start, field.size);
  std::uint64_t value = 0;
  if ((static_cast<unsigned char>(bytes[0]) & 0x80) != 0) {
    for (const char c : bytes.substr(bytes.size() - 8)) value = value << 8 | static_cast<unsigned char>(c);
    return value;
  }
  const std::string_view text = bytes.substr(0, bytes.find_first_of(std::string_view("\0 ", 2)));
  if (text.empty()) return std::nullopt;
  for (const char c : text) {
    if (c < '0' || c > '7') return std::nullopt;
    value = value << 3 | static_cast<std::uint64_t>(c - '0');
  }
  return value;
}

base::Error NotOurs(std::string_view what) {
  return base::Corrupt(fmt::format("this is not an intact backup: {}", what));
}

bool IsGoodName(std::string_view name) {
  return !name.empty() && name.front() != '/' && name.find("..") == std::string_view::npos;
}

bool IsZero(std::string_view block) {
  return std::ranges::all_of(block, [](char c) { return c == 0; });
}

std::size_t Padded(std::size_t size) {
  return (size + kBlock - 1) / kBlock * kBlock;
}

base::Error Failed(const std::string& path) {
  return base::IoError(fmt::format("{}: {}", path, std::strerror(errno)));
}

}  // namespace

base::Result<TarWriter> TarWriter::Create(const std::string& path) {
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0 && errno == EEXIST)
    return base::Error{base::Code::kConflict, path + " exists already", ""};
  if (descriptor < 0) return Failed(path);
  return TarWriter(path, descriptor);
}

TarWriter::TarWriter(TarWriter&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

TarWriter::~TarWriter() {
  if (descriptor_ >= 0) close(descriptor_);
}

base::Status TarWriter::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor_, bytes.data(), std::min(bytes.size(), std::size_t{1} << 30));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Failed(path_);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return base::Ok();
}

base::Status TarWriter::Add(std::string_view name, std::string_view bytes, std::int64_t modified_s) {
  CHECK(IsGoodName(name) && name.size() <= kName.size);
  Header header{};
  std::copy(name.begin(), name.end(), header.begin());
  PutOctal(header, kMode, 0600);
  PutOctal(header, kOwner, 0);
  PutOctal(header, kGroup, 0);
  PutSize(header, bytes.size());
  PutOctal(header, kTime, static_cast<std::uint64_t>(std::max<std::int64_t>(modified_s, 0)));
  header[kType] = '0';
  std::copy(kMagic.begin(), kMagic.end(), header.begin() + kMagicField.start);
  const std::string sum = fmt::format("{:06o}", Checksum({header.data(), header.size()}));
  std::copy(sum.begin(), sum.end(), header.begin() + kChecksum.start);
  header[kChecksum.start + 7] = ' ';
  TRY(Write({header.data(), header.size()}));
  TRY(Write(bytes));
  return Write(std::string(Padded(bytes.size()) - bytes.size(), '\0'));
}

base::Status TarWriter::Finish() {
  TRY(Write(std::string(2 * kBlock, '\0')));
  if (fsync(descriptor_) != 0) return Failed(path_);
  return base::Ok();
}

base::Result<std::vector<TarMember>> ReadTar(std::string_view archive) {
  std::vector<TarMember> members;
  while (archive.size() >= kBlock && !IsZero(archive.substr(0, kBlock))) {
    const std::string_view header = archive.substr(0, kBlock);
    if (header.substr(kMagicField.start, kMagic.size()) != kMagic ||
        Number(header, kChecksum) != Checksum(header))
      return NotOurs("a header in it is damaged, or it is another kind of file");
    const auto size = Number(header, kSize);
    const std::string name(Text(header, kName));
    if (header[kType] != '0' || !IsGoodName(name) || !size || members.size() == kMaxMembers)
      return NotOurs("it holds what backups do not hold");
    archive.remove_prefix(kBlock);
    if (*size > archive.size() || Padded(*size) > archive.size())
      return NotOurs(fmt::format("it is cut off within {}", name));
    members.push_back({name, archive.substr(0, *size)});
    archive.remove_prefix(Padded(*size));
  }
  if (archive.size() < 2 * kBlock || !IsZero(archive)) return NotOurs("its end is missing");
  return members;
}

}  // namespace desk
