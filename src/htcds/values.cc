#include "htcds/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/date.h"
#include "base/limits_htcds.h"
#include "htcds/places.h"

namespace htcds {
namespace {

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

CellValue Good(std::string value) {
  CellValue cell;
  cell.values.push_back(std::move(value));
  return cell;
}

CellValue Noted(std::string_view value, std::string note) {
  CellValue cell = Good(std::string(value));
  cell.note = std::move(note);
  return cell;
}

CellValue Problem(std::string what) {
  CellValue cell;
  cell.problem = std::move(what);
  return cell;
}

// Up to `most` digits from the front; nothing where there is none.
std::optional<int> TakeNumber(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t length = 0;
  while (length < text.size() && length <= most && IsDigit(text[length])) ++length;
  if (length < least || length > most) return std::nullopt;
  int value = 0;
  for (const char digit : text.substr(0, length)) value = value * 10 + (digit - '0');
  text.remove_prefix(length);
  return value;
}

// 25/12/1990, 25.12.1990, 25-12-1990, perhaps with a time behind it.
struct NumericDate {
  int first = 0, second = 0, year = 0;
};

std::optional<NumericDate> TakeNumericDate(std::string_view text) {
  const auto first = TakeNumber(text, 1, 2);
  if (!first || text.empty()) return std::nullopt;
  const char separator = text[0];
  if (separator != '/' && separator != '.' && separator != '-') return std::nullopt;
  text.remove_prefix(1);
  const auto second = TakeNumber(text, 1, 2);
  if (!second || !text.starts_with(separator)) return std::nullopt;
  text.remove_prefix(1);
  const auto year = TakeNumber(text, 4, 4);
  // A midnight behind it comes from the spreadsheet.
  const bool alone = text.empty() || text == " 00:00" || text == " 00:00:00" || text == " 0:00";
  if (!year || !alone) return std::nullopt;
  return NumericDate{*first, *second, *year};
}

// Asks who reads the date again: what is written here must be readable there.
bool IsDay(int year, int month, int day) {
  return month >= 1 && day >= 1 &&
         base::ParseDate(fmt::format("{:04}-{:02}-{:02}", year, month, day)).has_value();
}

CellValue ReadNumericDate(const NumericDate& date, DateOrder order) {
  const bool day_first = IsDay(date.year, date.second, date.first);
  const bool month_first = IsDay(date.year, date.first, date.second);
  if (!day_first && !month_first) return Problem("no date of the calendar; write it as YYYY-MM-DD");
  const bool both = day_first && month_first && date.first != date.second;
  if (both && order == DateOrder::kUnknown)
    return Problem("day and month can be read either way; write the date as YYYY-MM-DD");
  const bool use_day_first = both ? order == DateOrder::kDayFirst : day_first;
  return Good(fmt::format("{:04}-{:02}-{:02}", date.year, use_day_first ? date.second : date.first,
                          use_day_first ? date.first : date.second));
}

// 1990-12-25T10:30, with seconds, fraction and zone as they come.
bool IsIsoTime(std::string_view text) {
  const auto year = TakeNumber(text, 4, 4);
  if (!year || !text.starts_with('-')) return false;
  text.remove_prefix(1);
  const auto month = TakeNumber(text, 2, 2);
  if (!month || !text.starts_with('-')) return false;
  text.remove_prefix(1);
  const auto day = TakeNumber(text, 2, 2);
  if (!day || !IsDay(*year, *month, *day) || (!text.starts_with('T') && !text.starts_with(' '))) return false;
  text.remove_prefix(1);
  const auto hour = TakeNumber(text, 2, 2);
  if (!hour || *hour > 23 || !text.starts_with(':')) return false;
  text.remove_prefix(1);
  const auto minute = TakeNumber(text, 2, 2);
  if (!minute || *minute > 59) return false;
  return text.size() <= 24 && text.find_first_not_of("0123456789:.+-Z") == std::string_view::npos;
}

CellValue ReadDate(std::string_view text, DateOrder order) {
  if (const auto date = TakeNumericDate(text)) return ReadNumericDate(*date, order);
  if (IsIsoTime(text)) {
    const std::string_view time = text.substr(11);
    if (time == "00:00" || time == "00:00:00") return Good(std::string(text.substr(0, 10)));
    return Good(std::string(text));
  }
  const auto date = base::ParseDate(text);
  if (!date.has_value() || date->ambiguous || text.find(':') != std::string_view::npos)
    return Problem(
        "not a date that can be read; write it as YYYY-MM-DD (YYYY-MM or YYYY where no more is known)");
  if (date->circa) return Noted(text, "an approximate date: kept as it is written");
  return Good(base::FormatDate(*date));
}

CellValue ReadInteger(std::string_view text) {
  std::string_view rest = text;
  const auto value = TakeNumber(rest, 1, 3);
  if (!value || (!rest.empty() && rest != ".0")) return Problem("not a whole number from 0 to 999");
  return Good(fmt::format("{}", *value));
}

CellValue ReadDegrees(std::string_view text, double most) {
  std::string plain(text);
  if (std::ranges::count(plain, ',') == 1 && plain.find('.') == std::string::npos)
    plain[plain.find(',')] = '.';
  if (plain.starts_with('+')) plain.erase(0, 1);
  const bool shape = !plain.empty() && plain.size() <= 40 &&
                     plain.find_first_not_of("0123456789.", plain[0] == '-' ? 1 : 0) == std::string::npos;
  double value = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (!shape || error != std::errc() || end != plain.data() + plain.size() || value < -most || value > most)
    return Problem(fmt::format("not a number of degrees from -{} to {}; write it as 13.7563", most, most));
  return Good(std::move(plain));
}

CellValue ReadCheckbox(std::string_view text) {
  const std::string key = Key(text);
  for (const std::string_view yes :
       {"true", "yes", "y", "1", "x", "checked", "on", "\xE2\x9C\x93", "\xE2\x98\x91"})
    if (key == yes) return Good("true");
  for (const std::string_view no : {"false", "no", "n", "0", "unchecked", "off", "\xE2\x98\x90"})
    if (key == no) return Good("false");
  return Problem("neither yes nor no; write true or false");
}

CellValue ReadPhone(std::string_view text) {
  const std::string_view digits = text.starts_with('+') ? text.substr(1) : text;
  const bool e164 =
      digits.size() >= 2 && digits.size() <= 15 && digits[0] != '0' && std::ranges::all_of(digits, IsDigit);
  return e164 ? Good(std::string(text))
              : Noted(text, "not a number in the form of E.164 (+ and up to 15 digits): kept");
}

CellValue ReadEmail(std::string_view text) {
  const std::size_t at = text.find('@');
  const bool fits = at != 0 && at != std::string_view::npos && at + 1 < text.size() &&
                    text.find_first_of(" ,;") == std::string_view::npos;
  return fits ? Good(std::string(text)) : Noted(text, "not an e-mail address: kept");
}

// One value of a list; empty where it is none of it.
std::string KnownValue(const Field& field, std::string_view text) {
  if (field.type == Type::kCountry) return CountryMeant(text);
  if (field.type == Type::kLanguage) return LanguageMeant(text);
  return std::string(CodeMeant(field.list, text));
}

std::string UnknownNote(const Field& field) {
  if (field.type == Type::kCountry) return "not a country of ISO 3166: kept";
  if (field.type == Type::kLanguage) return "not a language of ISO 639-2: kept";
  return fmt::format("not in the code list of {}: kept", field.name);
}

CellValue ReadListed(const Field& field, std::string_view text) {
  std::string known = KnownValue(field, text);
  return known.empty() ? Noted(text, UnknownNote(field)) : Good(std::move(known));
}

std::vector<std::string_view> Pieces(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    const std::string_view piece = Trim(text.substr(0, end));
    if (!piece.empty()) pieces.push_back(piece);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return pieces;
}

// "DebtBondage TakesEarnings", as survey tools write it: only where every word is a code.
bool TakeWords(const Field& field, std::string_view piece, std::vector<std::string>& values) {
  if (field.type != Type::kCode) return false;
  std::vector<std::string> found;
  for (const std::string_view word : Pieces(piece, ' ')) {
    found.push_back(KnownValue(field, word));
    if (found.back().empty()) return false;
  }
  values.insert(values.end(), found.begin(), found.end());
  return !found.empty();
}

// Labels of ISIC hold semicolons themselves: two pieces that are such a label are one value.
bool TakeLongLabel(const Field& field, std::string_view first, std::string_view second,
                   std::vector<std::string>& values) {
  for (const Code& code : Codes()) {
    if (code.list != field.list || code.label.find(';') == std::string_view::npos) continue;
    if (Key(code.label) != Key(first) + Key(second)) continue;
    values.emplace_back(code.code);
    return true;
  }
  return false;
}

// Reads from pieces[at] on; how many were used.
std::size_t TakePiece(const Field& field, const std::vector<std::string_view>& pieces, std::size_t at,
                      CellValue& cell) {
  if (at + 1 < pieces.size() && field.type == Type::kCode &&
      TakeLongLabel(field, pieces[at], pieces[at + 1], cell.values))
    return 2;
  std::string known = KnownValue(field, pieces[at]);
  if (!known.empty()) {
    cell.values.push_back(std::move(known));
  } else if (!TakeWords(field, pieces[at], cell.values)) {
    cell.values.emplace_back(pieces[at]);
    cell.note = UnknownNote(field);
  }
  return 1;
}

CellValue ReadSeveral(const Field& field, std::string_view text) {
  CellValue cell;
  const std::vector<std::string_view> pieces = Pieces(text, ';');
  if (pieces.size() > base::kMaxHtcdsValues)
    return Problem(fmt::format("more than kMaxHtcdsValues ({}) values", base::kMaxHtcdsValues));
  for (std::size_t at = 0; at < pieces.size();) at += TakePiece(field, pieces, at, cell);
  if (cell.values.size() > base::kMaxHtcdsValues)
    return Problem(fmt::format("more than kMaxHtcdsValues ({}) values", base::kMaxHtcdsValues));
  return cell;
}

CellValue ReadTyped(const Field& field, std::string_view text, DateOrder order) {
  switch (field.type) {
    case Type::kDate:
      return ReadDate(text, order);
    case Type::kInteger:
      return ReadInteger(text);
    case Type::kLongitude:
      return ReadDegrees(text, 180);
    case Type::kLatitude:
      return ReadDegrees(text, 90);
    case Type::kCheckbox:
      return ReadCheckbox(text);
    case Type::kPhone:
      return ReadPhone(text);
    case Type::kEmail:
      return ReadEmail(text);
    default:
      return field.multi ? ReadSeveral(field, text) : ReadListed(field, text);
  }
}

bool IsFreeText(Type type) {
  return type == Type::kText || type == Type::kLongText || type == Type::kLookup;
}

}  // namespace

CellValue ReadValue(const Field& field, std::string_view text, DateOrder order, bool exact) {
  const std::string_view trimmed = Trim(text);
  if (text.empty() || (trimmed.empty() && !(exact && IsFreeText(field.type)))) return {};
  if (text.size() > base::kMaxHtcdsTextBytes)
    return Problem(fmt::format("longer than kMaxHtcdsTextBytes ({} bytes)", base::kMaxHtcdsTextBytes));
  return IsFreeText(field.type) ? Good(std::string(text)) : ReadTyped(field, trimmed, order);
}

DateOrder OrderShown(std::string_view text) {
  const auto date = TakeNumericDate(Trim(text));
  if (!date) return DateOrder::kUnknown;
  const bool day_first = IsDay(date->year, date->second, date->first);
  const bool month_first = IsDay(date->year, date->first, date->second);
  if (day_first == month_first) return DateOrder::kUnknown;
  return day_first ? DateOrder::kDayFirst : DateOrder::kMonthFirst;
}

bool IsOpenDate(std::string_view text) {
  const auto date = TakeNumericDate(Trim(text));
  return date && date->first != date->second && IsDay(date->year, date->second, date->first) &&
         IsDay(date->year, date->first, date->second);
}

std::string JoinValues(const std::vector<std::string>& values) {
  std::string joined;
  for (const std::string& value : values) {
    if (!joined.empty()) joined += ';';
    joined += value;
  }
  return joined;
}

}  // namespace htcds
