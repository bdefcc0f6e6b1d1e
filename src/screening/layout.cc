#include "screening/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/limits.h"
#include "screening/fold.h"

namespace screening {
namespace {

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\v\f";
  const std::size_t from = text.find_first_not_of(kSpace);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(kSpace) - from + 1);
}

// A column written as a number from 1 or as spreadsheet letters.
std::optional<std::size_t> ColumnByPlace(std::string_view text, std::size_t width) {
  std::size_t place = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), place);
  if (error != std::errc{} || end != text.data() + text.size()) {
    place = 0;
    if (text.empty() || text.size() > 3) return std::nullopt;
    for (const char c : text) {
      const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      if (upper < 'A' || upper > 'Z') return std::nullopt;
      place = place * 26 + static_cast<std::size_t>(upper - 'A' + 1);
    }
  }
  if (place == 0 || place > width) return std::nullopt;
  return place - 1;
}

std::optional<std::size_t> ColumnByHeader(std::string_view text, const files::Record& header) {
  for (std::size_t i = 0; i < header.cells.size(); ++i) {
    if (Trim(header.cells[i]) == Trim(text)) return i;
  }
  const std::string key = FoldKey(text);
  for (std::size_t i = 0; i < header.cells.size(); ++i) {
    if (!key.empty() && FoldKey(header.cells[i]) == key) return i;
  }
  return std::nullopt;
}

// True where a rule for `ruled` takes the place of what the header said.
bool Overrides(const Field& ruled, const Field& recognised) {
  if (ruled.role == Role::kSchema) return recognised.role == Role::kSchema || recognised.role == Role::kKind;
  if (recognised.role == Role::kAddressPart) return ruled.property == entity::prop::AddressText();
  return ruled.role == recognised.role && ruled.property == recognised.property;
}

struct Attempt {
  Layout layout;
  std::size_t recognised = 0;  // headers that were understood
  std::size_t by_text = 0;     // rules whose column was found by its header
  std::string missing;         // a rule's column that is not there
};

void ApplyRules(std::span<const MapRule> rules, const files::Record& header, bool has_header,
                Attempt& attempt) {
  std::vector<Column>& columns = attempt.layout.columns;
  std::vector<bool> ruled(columns.size());
  for (const MapRule& rule : rules) {
    for (Column& column : columns) {
      if (ruled[column.index]) continue;
      std::erase_if(column.fields, [&](const Field& field) { return Overrides(rule.field, field); });
    }
    if (rule.column.empty()) continue;
    std::optional<std::size_t> place = has_header ? ColumnByHeader(rule.column, header) : std::nullopt;
    if (place) {
      ++attempt.by_text;
    } else {
      place = ColumnByPlace(rule.column, columns.size());
    }
    if (!place) {
      attempt.missing = rule.column;
      continue;
    }
    Column& column = columns[*place];
    if (!ruled[*place]) column.fields.clear();
    ruled[*place] = true;
    column.fields.push_back(rule.field);
    column.why_not.clear();
  }
}

// What the person fixes: rules by header, then uses by place.
struct Fixed {
  std::span<const MapRule> rules;
  std::span<const ColumnUse> uses;
};

void ApplyUses(std::span<const ColumnUse> uses, Layout& layout) {
  for (const ColumnUse& use : uses) {
    if (use.index >= layout.columns.size()) continue;
    Column& column = layout.columns[use.index];
    column.fields.clear();
    column.why_not.clear();
    if (use.field) column.fields.push_back(*use.field);
  }
}

Attempt Try(const files::Record& header, bool has_header, std::size_t width, const Fixed& fixed) {
  Attempt attempt;
  attempt.layout.header_row = has_header ? header.row : 0;
  for (std::size_t i = 0; i < width; ++i) {
    Column column;
    column.index = i;
    const std::string_view text = has_header ? Trim(header.Cell(i)) : std::string_view{};
    column.header = text.empty() ? "column " + ColumnLetters(i) : std::string(text);
    if (const auto field = RecogniseHeader(text)) {
      column.fields.push_back(*field);
      ++attempt.recognised;
    } else {
      column.why_not = WhyNotUsed(text);
    }
    attempt.layout.columns.push_back(std::move(column));
  }
  ApplyRules(fixed.rules, header, has_header, attempt);
  ApplyUses(fixed.uses, attempt.layout);
  return attempt;
}

std::string Quoted(std::string_view text) {
  constexpr std::size_t kShown = 60;
  if (text.size() <= kShown) return fmt::format("\"{}\"", text);
  std::size_t end = kShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return fmt::format("\"{}...\"", text.substr(0, end));
}

std::string HeaderList(const files::Record& header) {
  constexpr std::size_t kShown = 30;
  std::string list;
  for (std::size_t i = 0; i < std::min(header.cells.size(), kShown); ++i) {
    list += (i == 0 ? "" : ", ") + Quoted(Trim(header.cells[i]));
  }
  if (header.cells.size() > kShown) list += fmt::format(" and {} more", header.cells.size() - kShown);
  return list;
}

base::Error NoNameColumn(const files::Record& header) {
  if (header.cells.size() == 1) {
    return base::Invalid(
        fmt::format("one column, and nothing says what it holds (row {}: {}). If it holds names, say --map "
                    "name=1 where row {} is a "
                    "header, or --map name=1 --header-row 0 where it is a name already",
                    header.row, Quoted(Trim(header.cells[0])), header.row));
  }
  const std::string_view example = header.cells.empty() ? "Supplier" : Trim(header.cells[0]);
  return base::Invalid(
      fmt::format("no column with a name was recognised. Row {} has: {}. Say which column holds the name by "
                  "its header, letter or "
                  "number, for example --map name={} or --map name=2",
                  header.row, HeaderList(header), Quoted(example)));
}

// The record with the most understood headers, among those that give a name; the first of equals.
std::optional<Attempt> Best(std::span<const files::Record> records, std::size_t width, const Fixed& fixed) {
  std::optional<Attempt> best;
  std::size_t best_score = 0;
  for (const files::Record& record : records) {
    if (record.IsBlank()) continue;
    Attempt attempt = Try(record, true, width, fixed);
    const std::size_t score = attempt.recognised + 100 * attempt.by_text;
    if (HoldsNames(attempt.layout) && score > best_score) {
      best_score = score;
      best = std::move(attempt);
    }
  }
  return best;
}

}  // namespace

std::string ColumnLetters(std::size_t index) {
  std::string letters;
  for (std::size_t n = index + 1; n > 0; n = (n - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
  }
  return letters;
}

base::Result<std::vector<MapRule>> ParseMapRules(std::span<const std::string> arguments) {
  std::vector<MapRule> rules;
  for (const std::string& argument : arguments) {
    const std::size_t equals = argument.find('=');
    if (equals == std::string::npos || equals == 0) {
      return base::Invalid(
          fmt::format("--map {}: expected field=column, for example --map name=\"Supplier\"", argument));
    }
    const auto field = FieldNamed(std::string_view(argument).substr(0, equals));
    if (!field) {
      return base::Invalid(
          fmt::format("--map {}: \"{}\" is neither schema nor a FollowTheMoney property such as name, alias, "
                      "country, birthDate, "
                      "address, registrationNumber",
                      argument, argument.substr(0, equals)));
    }
    rules.push_back({*field, std::string(Trim(std::string_view(argument).substr(equals + 1)))});
  }
  return rules;
}

bool HoldsNames(const Layout& layout) {
  return std::any_of(layout.columns.begin(), layout.columns.end(), [](const Column& column) {
    return std::any_of(column.fields.begin(), column.fields.end(), HoldsName);
  });
}

namespace {

struct Chosen {
  Attempt attempt;
  const files::Record* header = nullptr;  // the row that is shown in messages
};

base::Result<Chosen> Choose(std::span<const files::Record> records, const Fixed& fixed,
                            std::optional<std::size_t> header_row) {
  records = records.first(std::min(records.size(), base::kMaxPartyHeaderRows));
  std::size_t width = 0;
  for (const files::Record& record : records) width = std::max(width, record.cells.size());
  const auto first =
      std::find_if(records.begin(), records.end(), [](const auto& record) { return !record.IsBlank(); });
  if (first == records.end()) return base::Invalid("no row with anything in it");
  if (header_row && *header_row == 0) return Chosen{Try(*first, false, width, fixed), &*first};
  if (header_row) {
    const auto at =
        std::find_if(records.begin(), records.end(), [&](const auto& r) { return r.row == *header_row; });
    if (at == records.end()) {
      return base::Invalid(
          fmt::format("row {} was given as the header row, but it is not among the first {} rows",
                      *header_row, base::kMaxPartyHeaderRows));
    }
    return Chosen{Try(*at, true, width, fixed), &*at};
  }
  if (std::optional<Attempt> best = Best(records, width, fixed)) return Chosen{std::move(*best), &*first};
  Chosen assumed{Try(*first, true, width, fixed), &*first};
  assumed.attempt.layout.header_assumed = true;
  return assumed;
}

}  // namespace

base::Result<Layout> FindLayout(std::span<const files::Record> records, std::span<const MapRule> rules,
                                std::optional<std::size_t> header_row, std::span<const ColumnUse> uses) {
  Chosen chosen = TRY(Choose(records, {rules, uses}, header_row));
  if (!chosen.attempt.missing.empty()) {
    return base::Invalid(fmt::format("--map names the column \"{}\", which is not there; the headers are: {}",
                                     chosen.attempt.missing, HeaderList(*chosen.header)));
  }
  if (!HoldsNames(chosen.attempt.layout)) return NoNameColumn(*chosen.header);
  return std::move(chosen.attempt.layout);
}

base::Result<Layout> DescribeLayout(std::span<const files::Record> records,
                                    std::optional<std::size_t> header_row, std::span<const ColumnUse> uses) {
  return std::move(TRY(Choose(records, {{}, uses}, header_row)).attempt.layout);
}

}  // namespace screening
