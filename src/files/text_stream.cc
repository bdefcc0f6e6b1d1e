#include "files/text_stream.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <utility>

#include "files/encoding.h"
#include "files/utf8.h"

namespace files {
namespace {

constexpr std::size_t kChunk = 1u << 18;
constexpr std::size_t kLeastChunk = 1u << 12;  // a file that grows meanwhile

// Room for the next piece: no more than is left, so that small files need little.
std::size_t ChunkAt(const ByteSource& source, std::uint64_t offset) {
  const std::uint64_t left = source.size() > offset ? source.size() - offset : 0;
  return std::clamp<std::size_t>(std::min<std::uint64_t>(left, kChunk), kLeastChunk, kChunk);
}
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

class Utf8Stream final : public TextStream {
 public:
  Utf8Stream(ByteSource& source, std::uint64_t offset) : source_(source), offset_(offset) {}

  base::Result<bool> Next(TextChunk& chunk) override {
    chunk.bad.clear();
    std::size_t kept = tail_.size();
    const std::size_t room = ChunkAt(source_, offset_);
    if (buffer_.size() < kept + room) buffer_.resize(kept + room);
    std::copy(tail_.begin(), tail_.end(), buffer_.begin());
    std::size_t count = TRY(source_.Read(buffer_.data() + kept, room, offset_));
    offset_ += count;
    tail_.clear();
    std::string_view bytes(buffer_.data(), kept + count);
    if (bytes.empty()) return false;
    if (count > 0) bytes = HoldBackTail(bytes);
    chunk.text = Clean(bytes, chunk.bad);
    return true;
  }

 private:
  // A character cut by the end of the chunk waits for the next one.
  std::string_view HoldBackTail(std::string_view bytes) {
    for (std::size_t length = 1; length <= std::min<std::size_t>(3, bytes.size()); ++length) {
      if (!IsCutUtf8(bytes.substr(bytes.size() - length))) continue;
      tail_ = bytes.substr(bytes.size() - length);
      return bytes.substr(0, bytes.size() - length);
    }
    return bytes;
  }

  std::string_view Clean(std::string_view bytes, std::vector<TextChunk::BadSpot>& bad) {
    std::size_t good = CleanPrefix(bytes);
    if (good == bytes.size()) return bytes;
    cleaned_.clear();
    while (true) {
      cleaned_.append(bytes.substr(0, good));
      bytes.remove_prefix(good);
      if (bytes.empty()) return cleaned_;
      bad.push_back({cleaned_.size(), 1});
      cleaned_ += kReplacement;
      bytes.remove_prefix(1);
      good = CleanPrefix(bytes);
    }
  }

  // Valid UTF-8 up to the first NUL.
  static std::size_t CleanPrefix(std::string_view bytes) {
    std::size_t at = 0;
    while (at < bytes.size()) {
      at += PlainAsciiPrefix(bytes.substr(at));
      if (at == bytes.size() || bytes[at] == 0) return at;
      std::size_t length = Utf8Length(bytes.substr(at));
      if (length == 0) return at;
      at += length;
    }
    return at;
  }

  ByteSource& source_;
  std::uint64_t offset_;
  std::string tail_;
  std::string buffer_;
  std::string cleaned_;
};

// Called by ICU for bytes it cannot read: one U+FFFD for each group.
void ReplaceBad(const void* context, UConverterToUnicodeArgs* args, const char*, std::int32_t length,
                UConverterCallbackReason reason, UErrorCode* error) {
  if (reason > UCNV_IRREGULAR) return;
  *error = U_ZERO_ERROR;
  static_cast<std::vector<std::size_t>*>(const_cast<void*>(context))
      ->push_back(static_cast<std::size_t>(length));
  const UChar replacement = 0xFFFD;
  ucnv_cbToUWriteUChars(args, &replacement, 1, 0, error);
}

class ConvertedStream final : public TextStream {
 public:
  ConvertedStream(ByteSource& source, UConverter* converter, std::uint64_t offset)
      : source_(source),
        converter_(converter),
        offset_(offset),
        input_(ChunkAt(source, offset), '\0'),
        units_(input_.size()) {
    UErrorCode status = U_ZERO_ERROR;
    ucnv_setToUCallBack(converter_, ReplaceBad, &bad_lengths_, nullptr, nullptr, &status);
  }
  ConvertedStream(const ConvertedStream&) = delete;
  ConvertedStream& operator=(const ConvertedStream&) = delete;
  ~ConvertedStream() override { ucnv_close(converter_); }

  base::Result<bool> Next(TextChunk& chunk) override {
    chunk.bad.clear();
    text_.clear();
    while (text_.empty()) {
      if (at_ == filled_ && !ended_) {
        filled_ = TRY(source_.Read(input_.data(), input_.size(), offset_));
        offset_ += filled_;
        at_ = 0;
        ended_ = filled_ == 0;
      } else if (at_ == filled_ && flushed_) {
        return false;
      }
      TRY(Convert(chunk));
    }
    chunk.text = text_;
    return true;
  }

 private:
  base::Status Convert(TextChunk& chunk) {
    const char* from = input_.data() + at_;
    UChar* to = units_.data();
    UErrorCode status = U_ZERO_ERROR;
    bad_lengths_.clear();
    ucnv_toUnicode(converter_, &to, units_.data() + units_.size(), &from, input_.data() + filled_, nullptr,
                   ended_, &status);
    at_ = static_cast<std::size_t>(from - input_.data());
    if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) {
      return base::Error{base::Code::kInternal, "the text could not be converted", u_errorName(status)};
    }
    flushed_ = ended_ && status != U_BUFFER_OVERFLOW_ERROR;
    Append(static_cast<std::size_t>(to - units_.data()), chunk);
    return base::Ok();
  }

  void Append(std::size_t count, TextChunk& chunk) {
    std::size_t next_bad = 0;
    for (std::size_t i = 0; i < count;) {
      UChar32 c = units_[i++];
      if (pending_ != 0) {
        c = U16_IS_TRAIL(c) ? U16_GET_SUPPLEMENTARY(pending_, c) : (--i, 0xFFFD);
        pending_ = 0;
      } else if (U16_IS_LEAD(c)) {
        pending_ = static_cast<UChar>(c);
        continue;
      } else if (U16_IS_TRAIL(c)) {
        c = 0xFFFD;
      }
      if (c == 0 || c == 0xFFFD) {
        std::size_t bytes = c != 0 && next_bad < bad_lengths_.size() ? bad_lengths_[next_bad++] : 1;
        chunk.bad.push_back({text_.size(), bytes});
        c = 0xFFFD;
      }
      AppendUtf8(text_, static_cast<char32_t>(c));
    }
    if (flushed_ && pending_ != 0) {
      chunk.bad.push_back({text_.size(), 2});
      text_ += kReplacement;
      pending_ = 0;
    }
  }

  ByteSource& source_;
  UConverter* converter_;
  std::uint64_t offset_;
  std::string input_;
  std::vector<UChar> units_;
  std::string text_;
  std::vector<std::size_t> bad_lengths_;
  std::size_t at_ = 0;
  std::size_t filled_ = 0;
  UChar pending_ = 0;  // a lead surrogate whose pair comes with the next chunk
  bool ended_ = false;
  bool flushed_ = false;
};

}  // namespace

base::Result<std::unique_ptr<TextStream>> OpenTextStream(ByteSource& source, std::string_view encoding,
                                                         std::uint64_t offset) {
  std::string canonical;
  std::string name = ConverterName(encoding, &canonical);
  if (name.empty()) return base::Invalid(fmt::format("the encoding \"{}\" is not known", encoding));
  if (canonical == "UTF-8") return std::unique_ptr<TextStream>(std::make_unique<Utf8Stream>(source, offset));
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(name.c_str(), &status);
  if (U_FAILURE(status))
    return base::Error{base::Code::kInternal, fmt::format("no converter for {}", encoding),
                       u_errorName(status)};
  return std::unique_ptr<TextStream>(std::make_unique<ConvertedStream>(source, converter, offset));
}

}  // namespace files
