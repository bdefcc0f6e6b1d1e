#include "files/json_lines.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <cstring>
#include <utility>

#include "base/limits.h"
#include "files/byte_source.h"
#include "files/utf8.h"

namespace files {
namespace {

constexpr std::size_t kChunk = 1u << 18;

class Reader final : public JsonLinesReader {
 public:
  Reader(std::unique_ptr<ByteSource> source, std::string name)
      : source_(std::move(source)), name_(std::move(name)), parser_({}, Options()) {}

  base::Result<bool> Next() override {
    object_ = nullptr;
    problem_.clear();
    while (true) {
      bool more = TRY(ReadLine());
      if (!more) return false;
      ++line_;
      std::string_view text = line_text_;
      if (line_ == 1 && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
      text = text.substr(std::min(text.find_first_not_of(" \t\r"), text.size()));
      if (text.empty() && !too_long_) continue;
      Parse(text);
      return true;
    }
  }

  std::size_t line() const override { return line_; }
  const boost::json::object* object() const override { return object_; }
  const std::string& problem() const override { return problem_; }

 private:
  static boost::json::parse_options Options() {
    boost::json::parse_options options;
    options.max_depth = base::kMaxJsonDepth;
    return options;
  }

  // Moves the next line, without its end, to line_text_; of a line over the limit only the fact is kept.
  base::Result<bool> ReadLine() {
    line_text_.clear();
    too_long_ = false;
    bool any = false;
    while (true) {
      if (at_ == chunk_.size()) {
        chunk_ = TRY(ReadPart(*source_, offset_, kChunk));
        offset_ += chunk_.size();
        at_ = 0;
        if (chunk_.empty()) return any;
      }
      any = true;
      const char* start = chunk_.data() + at_;
      std::size_t left = chunk_.size() - at_;
      const void* end = std::memchr(start, '\n', left);
      std::size_t length = end ? static_cast<std::size_t>(static_cast<const char*>(end) - start) : left;
      if (line_text_.size() + length > base::kMaxRecordBytes) too_long_ = true;
      if (!too_long_) line_text_.append(start, length);
      at_ += length + (end ? 1 : 0);
      if (end) return true;
    }
  }

  void Parse(std::string_view text) {
    if (too_long_) {
      problem_ = fmt::format("longer than kMaxRecordBytes ({} bytes)", base::kMaxRecordBytes);
      return;
    }
    if (ValidUtf8Prefix(text) != text.size()) {
      problem_ = "not valid UTF-8";
      return;
    }
    try {
      boost::json::error_code error;
      parser_.reset();
      parser_.write(text.data(), text.size(), error);
      if (error) {
        problem_ = error == boost::json::error::too_deep
                       ? fmt::format("nested deeper than kMaxJsonDepth ({})", base::kMaxJsonDepth)
                       : fmt::format("not valid JSON: {}", error.message());
        return;
      }
      value_ = parser_.release();
    } catch (const std::exception& failure) {
      problem_ = fmt::format("cannot be read as JSON: {}", failure.what());
      return;
    }
    object_ = value_.if_object();
    if (object_ == nullptr) problem_ = "valid JSON, but not an object in braces";
  }

  std::unique_ptr<ByteSource> source_;
  std::string name_;
  boost::json::parser parser_;
  boost::json::value value_;
  const boost::json::object* object_ = nullptr;
  std::string problem_;
  std::string line_text_;
  std::string chunk_;
  std::size_t at_ = 0;
  std::uint64_t offset_ = 0;
  std::size_t line_ = 0;
  bool too_long_ = false;
};

}  // namespace

base::Result<std::unique_ptr<JsonLinesReader>> OpenJsonLines(const std::string& path) {
  auto source = TRY(OpenByteSource(path));
  return std::unique_ptr<JsonLinesReader>(std::make_unique<Reader>(std::move(source), path));
}

base::Result<std::unique_ptr<JsonLinesReader>> OpenJsonLinesBytes(std::string_view bytes,
                                                                  const std::string& name) {
  return std::unique_ptr<JsonLinesReader>(std::make_unique<Reader>(MemorySource(bytes), name));
}

}  // namespace files
