#include "files/archive.h"

#include <fmt/format.h>
#include <zip.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/limits.h"

namespace files {
namespace {

constexpr std::uint64_t kRatioFrom = 1u << 20;  // kMaxInflateRatio counts for members larger than this

// libzip's view of a ByteSource.
struct SourceState {
  ByteSource* source;
  std::uint64_t offset = 0;
  zip_error_t error{};
};

zip_int64_t SeekSource(SourceState& state, void* data, zip_uint64_t length) {
  zip_int64_t offset =
      zip_source_seek_compute_offset(state.offset, state.source->size(), data, length, &state.error);
  if (offset < 0) return -1;
  state.offset = static_cast<std::uint64_t>(offset);
  return 0;
}

zip_int64_t ReadSource(SourceState& state, void* data, zip_uint64_t length) {
  auto count = state.source->Read(static_cast<char*>(data), length, state.offset);
  if (!count.has_value()) {
    zip_error_set(&state.error, ZIP_ER_READ, EIO);
    return -1;
  }
  state.offset += *count;
  return static_cast<zip_int64_t>(*count);
}

zip_int64_t SourceCallback(void* user, void* data, zip_uint64_t length, zip_source_cmd_t command) {
  auto& state = *static_cast<SourceState*>(user);
  switch (command) {
    case ZIP_SOURCE_OPEN:
      state.offset = 0;
      return 0;
    case ZIP_SOURCE_READ:
      return ReadSource(state, data, length);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
      return 0;
    case ZIP_SOURCE_STAT: {
      auto* info = static_cast<zip_stat_t*>(data);
      zip_stat_init(info);
      info->size = state.source->size();
      info->valid = ZIP_STAT_SIZE;
      return sizeof(zip_stat_t);
    }
    case ZIP_SOURCE_ERROR:
      return zip_error_to_data(&state.error, data, length);
    case ZIP_SOURCE_SEEK:
      return SeekSource(state, data, length);
    case ZIP_SOURCE_TELL:
      return static_cast<zip_int64_t>(state.offset);
    case ZIP_SOURCE_SUPPORTS:
      return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                            ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
                                            ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, -1);
    default:
      zip_error_set(&state.error, ZIP_ER_OPNOTSUPP, 0);
      return -1;
  }
}

class ZipArchive final : public Archive {
 public:
  ZipArchive(std::unique_ptr<ByteSource> source, std::string name)
      : source_(std::move(source)), name_(std::move(name)) {
    state_.source = source_.get();
    zip_error_init(&state_.error);
  }
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;
  ~ZipArchive() override {
    if (zip_ != nullptr) zip_discard(zip_);
    zip_error_fini(&state_.error);
  }

  base::Status Open() {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* view = zip_source_function_create(SourceCallback, &state_, &error);
    if (view != nullptr) {
      zip_ = zip_open_from_source(view, ZIP_RDONLY, &error);
      if (zip_ == nullptr) zip_source_free(view);
    }
    std::string reason = zip_ == nullptr ? zip_error_strerror(&error) : "";
    zip_error_fini(&error);
    if (zip_ == nullptr) {
      return base::Invalid(fmt::format(
          "{}: not a whole ZIP archive, it may have been cut off on its way ({})", name_, reason));
    }
    zip_int64_t members = zip_get_num_entries(zip_, 0);
    if (members > static_cast<zip_int64_t>(base::kMaxArchiveMembers)) {
      return base::TooLarge(fmt::format("{}: the archive has {} members, more than kMaxArchiveMembers ({})",
                                        name_, members, base::kMaxArchiveMembers));
    }
    return base::Ok();
  }

  const std::string& name() const override { return name_; }
  bool Has(const std::string& member) const override { return Locate(member) >= 0; }
  base::Result<std::unique_ptr<Member>> OpenMember(const std::string& member) override;

  base::Status Charge(std::uint64_t bytes) override {
    inflated_ += bytes;
    if (inflated_ <= base::kMaxInflatedBytes) return base::Ok();
    return base::TooLarge(fmt::format("{}: the archive inflates to more than kMaxInflatedBytes ({} bytes)",
                                      name_, base::kMaxInflatedBytes));
  }

 private:
  zip_int64_t Locate(const std::string& member) const {
    zip_int64_t index = zip_name_locate(zip_, member.c_str(), 0);
    return index >= 0 ? index : zip_name_locate(zip_, member.c_str(), ZIP_FL_NOCASE);
  }

  std::unique_ptr<ByteSource> source_;
  std::string name_;
  SourceState state_{};
  zip_t* zip_ = nullptr;
  std::uint64_t inflated_ = 0;
};

class ZipMember final : public Member {
 public:
  ZipMember(ZipArchive& archive, zip_file_t* file, std::string name, std::uint64_t stored)
      : archive_(archive), file_(file), name_(std::move(name)), stored_(stored) {}
  ZipMember(const ZipMember&) = delete;
  ZipMember& operator=(const ZipMember&) = delete;
  ~ZipMember() override { zip_fclose(file_); }

  base::Result<std::size_t> Read(char* buffer, std::size_t size) override {
    zip_int64_t count = zip_fread(file_, buffer, size);
    if (count < 0) {
      return base::Invalid(fmt::format("{}: the archive is damaged at {} ({})", archive_.name(), name_,
                                       zip_error_strerror(zip_file_get_error(file_))));
    }
    inflated_ += static_cast<std::uint64_t>(count);
    TRY(archive_.Charge(static_cast<std::uint64_t>(count)));
    if (inflated_ > kRatioFrom && inflated_ / base::kMaxInflateRatio > stored_) {
      return base::TooLarge(
          fmt::format("{}: {} inflates to more than kMaxInflateRatio ({}) times its size in the archive",
                      archive_.name(), name_, base::kMaxInflateRatio));
    }
    return static_cast<std::size_t>(count);
  }

 private:
  ZipArchive& archive_;
  zip_file_t* file_;
  std::string name_;
  std::uint64_t stored_;
  std::uint64_t inflated_ = 0;
};

base::Result<std::unique_ptr<Member>> ZipArchive::OpenMember(const std::string& member) {
  zip_int64_t index = Locate(member);
  if (index < 0) return base::NotFound(fmt::format("{}: the archive has no member {}", name_, member));
  zip_stat_t info;
  bool known = zip_stat_index(zip_, static_cast<zip_uint64_t>(index), 0, &info) == 0;
  if (known && (info.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && info.encryption_method != ZIP_EM_NONE) {
    return base::Invalid(fmt::format("{}: the file is encrypted; save it without a password", name_));
  }
  zip_file_t* file = zip_fopen_index(zip_, static_cast<zip_uint64_t>(index), 0);
  if (file == nullptr || !known) {
    if (file != nullptr) zip_fclose(file);
    return base::Invalid(
        fmt::format("{}: the archive is damaged at {} ({})", name_, member, zip_strerror(zip_)));
  }
  return std::unique_ptr<Member>(std::make_unique<ZipMember>(*this, file, member, info.comp_size));
}

}  // namespace

base::Result<std::unique_ptr<Archive>> Archive::Open(std::unique_ptr<ByteSource> source,
                                                     const std::string& name) {
  auto archive = std::make_unique<ZipArchive>(std::move(source), name);
  TRY(archive->Open());
  return std::unique_ptr<Archive>(std::move(archive));
}

}  // namespace files
