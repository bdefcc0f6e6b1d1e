#include "htcds/check.h"

#include <fmt/format.h>

#include <string_view>

#include "base/limits_htcds.h"
#include "files/utf8.h"
#include "htcds/header.h"
#include "htcds/values.h"

namespace htcds {
namespace {

base::Status CheckText(std::string_view text, std::size_t most, const std::string& place) {
  if (text.size() > most) return base::TooLarge(fmt::format("{}: longer than {} bytes", place, most));
  if (files::ValidUtf8Prefix(text) != text.size() || text.find('\0') != std::string_view::npos)
    return base::Invalid(fmt::format("{}: not valid UTF-8, or with a NUL", place));
  return base::Ok();
}

base::Status CheckField(Part part, const std::string& name, const std::vector<std::string>& values,
                        const std::string& place) {
  const Field* field = FieldNamed(name);
  if (field == nullptr)
    return base::Invalid(fmt::format("{}: \"{}\" is no field of the standard", place, name));
  const std::string where = fmt::format("{}, {}", place, name);
  if (field->part != part)
    return base::Invalid(fmt::format("{}: belongs to the part \"{}\"", where, PartName(field->part)));
  for (const std::string& value : values) TRY(CheckText(value, base::kMaxHtcdsTextBytes, where));
  const CellValue read = ReadValue(*field, JoinValues(values), DateOrder::kUnknown, true);
  if (!read.problem.empty()) return base::Invalid(fmt::format("{}: {}", where, read.problem));
  if (values.empty() || read.values != values)
    return base::Invalid(fmt::format("{}: not in the form in which it would be read again", where));
  return base::Ok();
}

base::Status CheckSection(Part part, const Section& section, const std::string& place) {
  for (const auto& [name, values] : section.fields) TRY(CheckField(part, name, values, place));
  if (section.extra.size() > base::kMaxHtcdsExtra) {
    return base::TooLarge(fmt::format("{}: more than kMaxHtcdsExtra ({}) fields that the standard lacks",
                                      place, base::kMaxHtcdsExtra));
  }
  for (const auto& [name, value] : section.extra) {
    if (!IsFreeName(name) || value.empty())
      return base::Invalid(
          fmt::format("{}: an extra field needs a value, and a name that is no field", place));
    TRY(CheckText(name, base::kMaxHtcdsNameBytes, fmt::format("{}, the name of an extra field", place)));
    TRY(CheckText(value, base::kMaxHtcdsTextBytes, fmt::format("{}, an extra field", place)));
  }
  return base::Ok();
}

}  // namespace

base::Status Check(const Record& record, const std::string& place) {
  TRY(CheckText(record.number, base::kMaxHtcdsNameBytes, fmt::format("{}, the case number", place)));
  TRY(CheckSection(Part::kCase, record.main, place));
  for (std::size_t i = 0; i < kParts; ++i) {
    const Part part = static_cast<Part>(i);
    const auto& items = record.Items(part);
    if (part == Part::kCase && !items.empty())
      return base::Invalid(fmt::format("{}: the case itself stands in `main`", place));
    if (items.size() > base::kMaxHtcdsItems) {
      return base::TooLarge(fmt::format("{}: more than kMaxHtcdsItems ({}) of the part \"{}\"", place,
                                        base::kMaxHtcdsItems, PartName(part)));
    }
    for (std::size_t n = 0; n < items.size(); ++n)
      TRY(CheckSection(part, items[n], fmt::format("{}, {} {}", place, PartName(part), n + 1)));
  }
  return base::Ok();
}

}  // namespace htcds
