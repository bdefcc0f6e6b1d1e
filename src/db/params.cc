#include <cmath>
#include <string>

#include <fmt/format.h>

#include "base/limits.h"
#include "db/connection.h"

namespace db {
namespace {

// Bytes of the sequence at the start of `text`, 0 where it is not UTF-8 (RFC 3629) or is NUL.
std::size_t SequenceLength(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return lead == 0 ? 0 : 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  const unsigned second = byte(1);
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool surrogate = lead == 0xED && second >= 0xA0;
  const bool too_high = lead == 0xF4 && second >= 0x90;
  return overlong || surrogate || too_high ? 0 : length;
}

base::Status CheckSize(std::size_t size) {
  if (size <= base::kMaxStoredValueBytes) return base::Ok();
  return base::TooLarge(
      fmt::format("a value of {} bytes is too large to store; at most {} are (kMaxStoredValueBytes)", size,
                  base::kMaxStoredValueBytes));
}

base::Status CheckText(std::string_view text) {
  TRY(CheckSize(text.size()));
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = SequenceLength(text.substr(at));
    if (length == 0) {
      const char* what = text[at] == 0 ? "holds a NUL character" : "is not valid UTF-8";
      return base::Invalid(fmt::format("the text {} at byte {}; it cannot be stored", what, at));
    }
    at += length;
  }
  return base::Ok();
}

}  // namespace

base::Status CheckParams(std::span<const Param> params) {
  for (const Param& param : params) {
    const Param::Value& value = param.value();
    if (const auto* text = std::get_if<std::string_view>(&value)) TRY(CheckText(*text));
    if (const auto* bytes = std::get_if<std::span<const std::byte>>(&value)) TRY(CheckSize(bytes->size()));
    const auto* number = std::get_if<double>(&value);
    if (number != nullptr && !std::isfinite(*number))
      return base::Invalid("the value is not a finite number; it cannot be stored");
  }
  return base::Ok();
}

std::string_view Shortened(std::string_view sql) {
  constexpr std::size_t kShown = 300;
  return sql.substr(0, kShown);
}

std::string InsertHead(std::string_view table, std::span<const std::string_view> columns) {
  return fmt::format("INSERT INTO {}({}) ", table, fmt::join(columns, ", "));
}

}  // namespace db
