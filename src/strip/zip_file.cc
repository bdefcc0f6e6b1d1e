#include "strip/zip_file.h"

#include <zip.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <set>

#include "base/limits_strip.h"
#include "strip/bytes_io.h"
#include "strip/outcome.h"

namespace strip {
namespace {

constexpr std::uint64_t kRatioFrom = 1u << 20;

struct Discard {
  void operator()(zip_t* zip) const { zip_discard(zip); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Zip = std::unique_ptr<zip_t, Discard>;

base::Result<Zip> Open(std::string_view bytes) {
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  if (source == nullptr) return Refuse(Refusal::kDamaged, "ZIP: no source");
  Zip zip(zip_open_from_source(source, ZIP_RDONLY, nullptr));
  if (zip == nullptr) {
    zip_source_free(source);
    return Refuse(Refusal::kDamaged, "ZIP: not whole");
  }
  if (zip_get_num_entries(zip.get(), 0) > static_cast<zip_int64_t>(base::kMaxStripEntries)) {
    return Refuse(Refusal::kTooMuch, "ZIP: kMaxStripEntries");
  }
  return zip;
}

base::Result<std::string> ReadEntry(zip_t* zip, zip_uint64_t index, const zip_stat_t& info, Budget& budget) {
  if ((info.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && info.encryption_method != ZIP_EM_NONE) {
    return Refuse(Refusal::kLocked, "ZIP: encrypted");
  }
  std::unique_ptr<zip_file_t, Discard> file(zip_fopen_index(zip, index, 0));
  if (file == nullptr) return Refuse(Refusal::kDamaged, "ZIP: an entry");
  std::string content, buffer(64u << 10, '\0');
  while (true) {
    zip_int64_t count = zip_fread(file.get(), buffer.data(), buffer.size());
    if (count < 0) return Refuse(Refusal::kDamaged, "ZIP: an entry");
    if (count == 0) return content;
    TRY(budget.Spend(static_cast<std::uint64_t>(count)));
    content.append(buffer, 0, static_cast<std::size_t>(count));
    if (content.size() > kRatioFrom && content.size() / base::kMaxStripRatio > info.comp_size) {
      return Refuse(Refusal::kTooMuch, "ZIP: kMaxStripRatio");
    }
  }
}

std::string Lower(std::string name) {
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name;
}

// A file's name as it should be: no folder entry, no way out of the archive, no other separators.
bool Acceptable(std::string_view name) {
  return !name.empty() && name.front() != '/' && name.find('\\') == std::string_view::npos &&
         name.find("..") == std::string_view::npos && name.size() < 1000;
}

struct Header {
  const std::string* name;
  std::uint32_t method, crc, packed, size, offset;
};

void PutCommon(std::string& out, const Header& header) {
  constexpr std::uint32_t kVersion = 20, kUtf8Names = 0x0800, kFirstDay = 0x0021;
  PutLittle16(out, kVersion);
  PutLittle16(out, kUtf8Names);
  PutLittle16(out, header.method);
  PutLittle16(out, 0);  // midnight
  PutLittle16(out, kFirstDay);
  PutLittle32(out, header.crc);
  PutLittle32(out, header.packed);
  PutLittle32(out, header.size);
  PutLittle16(out, static_cast<std::uint32_t>(header.name->size()));
  PutLittle16(out, 0);  // no extra field
}

void PutEntry(std::string& out, const ZipEntry& entry, bool store, std::vector<Header>& headers) {
  std::string packed = store ? std::string() : Deflate(entry.content, Wrap::kRaw);
  store = store || packed.size() >= entry.content.size();
  const std::string& body = store ? entry.content : packed;
  Header header{&entry.name,
                store ? 0u : 8u,
                Crc32(entry.content),
                static_cast<std::uint32_t>(body.size()),
                static_cast<std::uint32_t>(entry.content.size()),
                static_cast<std::uint32_t>(out.size())};
  out += "PK\3\4";
  PutCommon(out, header);
  out += entry.name;
  out += body;
  headers.push_back(header);
}

void PutDirectory(std::string& out, const std::vector<Header>& headers) {
  std::size_t from = out.size();
  for (const Header& header : headers) {
    out += "PK\1\2";
    PutLittle16(out, 20);  // made by the oldest system there is
    PutCommon(out, header);
    out.append(10, '\0');  // comment, disk, attributes
    PutLittle32(out, header.offset);
    out += *header.name;
  }
  std::size_t length = out.size() - from;
  out += "PK\5\6";
  PutLittle32(out, 0);  // disks
  PutLittle16(out, static_cast<std::uint32_t>(headers.size()));
  PutLittle16(out, static_cast<std::uint32_t>(headers.size()));
  PutLittle32(out, static_cast<std::uint32_t>(length));
  PutLittle32(out, static_cast<std::uint32_t>(from));
  PutLittle16(out, 0);  // no comment
}

}  // namespace

base::Result<std::vector<std::string>> ZipNames(std::string_view bytes) {
  Zip zip = TRY(Open(bytes));
  std::vector<std::string> names;
  for (zip_int64_t i = 0; i < zip_get_num_entries(zip.get(), 0); ++i) {
    const char* name = zip_get_name(zip.get(), static_cast<zip_uint64_t>(i), 0);
    if (name != nullptr && *name != '\0' && std::string_view(name).back() != '/') names.emplace_back(name);
  }
  return names;
}

base::Result<std::vector<ZipEntry>> ReadZip(std::string_view bytes, Budget& budget) {
  Zip zip = TRY(Open(bytes));
  std::vector<ZipEntry> entries;
  std::set<std::string> seen;
  auto count = static_cast<zip_uint64_t>(zip_get_num_entries(zip.get(), 0));
  for (zip_uint64_t i = 0; i < count; ++i) {
    zip_stat_t info;
    if (zip_stat_index(zip.get(), i, 0, &info) != 0) return Refuse(Refusal::kDamaged, "ZIP: directory");
    std::string name = info.name;
    if (!name.empty() && name.back() == '/') continue;
    if (!Acceptable(name) || !seen.insert(Lower(name)).second) return Refuse(Refusal::kDamaged, "ZIP: names");
    std::string content = TRY(ReadEntry(zip.get(), i, info, budget));
    entries.push_back({std::move(name), std::move(content)});
  }
  return entries;
}

std::string WriteZip(const std::vector<ZipEntry>& entries) {
  std::string out;
  std::vector<Header> headers;
  for (const ZipEntry& entry : entries) {
    PutEntry(out, entry, headers.empty() && entry.name == "mimetype", headers);
  }
  PutDirectory(out, headers);
  return out;
}

}  // namespace strip
