#include "lists/mapped_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/limits.h"
#include "files/table.h"
#include "lists/text_rules.h"
#include "lists/whole_table.h"

namespace lists {
namespace {

using Cells = std::vector<std::string>;

std::string_view CellAt(const Cells& cells, std::size_t column) {
  return column < cells.size() ? std::string_view(cells[column]) : std::string_view();
}

// A TextFrom whose columns are found.
struct BoundText {
  struct Part {
    std::string literal;
    std::size_t column = 0;
  };
  std::vector<Part> parts;
  std::string tail;

  // A literal before an empty column is left out with it, and every literal before the first column that has
  // a text.
  std::string Of(const Cells& cells) const {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::string cell = Squeeze(CellAt(cells, parts[i].column));
      if (cell.empty()) continue;
      if (!text.empty() || i == 0) text += parts[i].literal;
      text += cell;
    }
    if (!text.empty()) text += tail;
    return text;
  }
};

struct BoundCondition {
  const Condition* condition = nullptr;
  BoundText from;

  // False also where the pattern gave up; that is reported.
  bool Holds(const Cells& cells, const Draft& draft) const {
    const std::string text = from.Of(cells);
    if (std::find(condition->is.begin(), condition->is.end(), Folded(text)) != condition->is.end())
      return true;
    if (!condition->matching) return false;
    const base::Result<std::optional<std::string>> match = condition->matching->Find(text);
    if (match) return match->has_value();
    draft.Report("", Shortened(text), match.error().external);
    return false;
  }
};

struct BoundRule {
  const ValueRule* rule = nullptr;
  BoundText from;
  std::optional<BoundCondition> when;
  std::string origin;
};

// The header, and the binding of column names to it.
class Columns {
 public:
  Columns(const Cells& header, std::size_t row, const std::string& name, const std::string& mapping_name)
      : row_(row), name_(name), mapping_name_(mapping_name) {
    for (const std::string& cell : header) folded_.push_back(Folded(cell));
  }

  base::Result<BoundText> Bind(const TextFrom& from) const {
    BoundText bound;
    bound.tail = from.tail;
    for (const TextFrom::Part& part : from.parts)
      bound.parts.push_back({part.literal, TRY(Find(part.column, from.line))});
    return bound;
  }

  base::Result<BoundCondition> Bind(const Condition& condition) const {
    return BoundCondition{&condition, TRY(Bind(condition.from))};
  }

 private:
  base::Result<std::size_t> Find(const std::string& column, std::size_t line) const {
    if (column.starts_with('#')) {
      std::size_t number = 0;
      const char* end = column.data() + column.size();
      const auto [stop, fault] = std::from_chars(column.data() + 1, end, number);
      if (fault == std::errc() && stop == end && number >= 1 && number <= base::kMaxColumns)
        return number - 1;
    }
    const auto found = std::find(folded_.begin(), folded_.end(), Folded(column));
    if (found != folded_.end()) return static_cast<std::size_t>(found - folded_.begin());
    std::string known;
    for (const std::string& header : folded_) known += (known.empty() ? "" : ", ") + Shortened(header, 30);
    return base::Invalid(fmt::format("{}: line {}: no column \"{}\" in {}; its header (row {}) has: {}",
                                     mapping_name_, line, Shortened(column), name_, row_,
                                     Shortened(known, 600)));
  }

  std::vector<std::string> folded_;
  std::size_t row_;
  const std::string& name_;
  const std::string& mapping_name_;
};

bool HoldsAll(const files::Record& record, const std::vector<std::string>& wanted) {
  std::vector<std::string> cells;
  for (const std::string& cell : record.cells) cells.push_back(Folded(cell));
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& text) {
    return std::find(cells.begin(), cells.end(), text) != cells.end();
  });
}

class Reader {
 public:
  Reader(const std::string& name, const Mapping& mapping, const std::string& mapping_name,
         const ProblemSink& problems, Collector& collector, Edition& edition)
      : name_(name),
        mapping_(mapping),
        mapping_name_(mapping_name),
        problems_(problems),
        collector_(collector),
        edition_(edition) {}

  base::Status Run(WholeTable& table) {
    edition_.date = mapping_.date;
    const Columns columns = TRY(FindHeader(table));
    TRY(Bind(columns));
    files::Record record;
    std::size_t skipped = 0;
    while (TRY(table.Next(record))) {
      LookForDate(record);
      if (record.IsBlank()) continue;
      if (skipped < mapping_.skip_after_header) {
        ++skipped;
        continue;
      }
      TRY(ReadRecord(record));
    }
    for (const std::string& warning : table.info().warnings) problems_(Problem{name_, 0, "", "", warning});
    return base::Ok();
  }

 private:
  bool IsHeader(const files::Record& record) const {
    if (!mapping_.header.empty()) return HoldsAll(record, mapping_.header);
    if (mapping_.header_row > 0) return record.row == mapping_.header_row;
    return !record.IsBlank();
  }

  base::Result<Columns> FindHeader(WholeTable& table) {
    if (!mapping_.columns.empty()) {
      table.BeginBelow(mapping_.columns);
      return Columns(mapping_.columns, 0, name_, mapping_name_);
    }
    files::Record record;
    for (std::size_t i = 0; i < base::kMaxMappingHeaderRows && TRY(table.Next(record)); ++i) {
      LookForDate(record);
      if (!IsHeader(record)) continue;
      table.BeginBelow(record.cells);
      return Columns(std::move(record.cells), record.row, name_, mapping_name_);
    }
    return base::Invalid(fmt::format(
        "{}: line {}: the header of {} was not found in its first {} records (kMaxMappingHeaderRows)",
        mapping_name_, mapping_.header_line, name_, base::kMaxMappingHeaderRows));
  }

  base::Status Bind(const Columns& columns) {
    schema_from_ = TRY(columns.Bind(mapping_.schema.from));
    id_from_ = TRY(columns.Bind(mapping_.id));
    parties_from_ = TRY(columns.Bind(mapping_.parties_from));
    for (const Condition& condition : mapping_.skip) skip_.push_back(TRY(columns.Bind(condition)));
    for (const ValueRule& rule : mapping_.values) {
      BoundRule bound;
      bound.rule = &rule;
      base::Result<BoundText> from = columns.Bind(rule.from);
      if (!from && rule.optional) continue;
      bound.from = TRY(std::move(from));
      if (rule.when) bound.when = TRY(columns.Bind(*rule.when));
      for (const TextFrom::Part& part : rule.from.parts)
        bound.origin += (bound.origin.empty() ? "" : ", ") + part.column;
      if (bound.origin.empty()) bound.origin = "mapping";
      rules_.push_back(std::move(bound));
    }
    return base::Ok();
  }

  void LookForDate(const files::Record& record) {
    if (mapping_.date_row == 0 || record.row != mapping_.date_row) return;
    std::string text = Squeeze(record.Cell(mapping_.date_column - 1));
    if (mapping_.date_pattern) {
      base::Result<std::optional<std::string>> match = mapping_.date_pattern->Find(text);
      text = match && match->has_value() ? **match : std::string();
    }
    const DateOrder order = mapping_.date_order.value_or(DateOrder::kDayFirst);
    const base::Result<DateReading> reading = ReadDates(text, order);
    if (reading && reading->dates.size() == 1) {
      edition_.date = reading->dates.front();
    } else {
      problems_(Problem{name_, record.row, "list.date_cell", Shortened(text),
                        "not a date; the list's date is not known"});
    }
  }

  base::Status ReadRecord(const files::Record& record) {
    const Draft whole(problems_, name_, record.row);
    for (const BoundCondition& condition : skip_) {
      if (!condition.Holds(record.cells, whole)) continue;
      ++edition_.not_parties;
      return base::Ok();
    }
    if (parties_from_.parts.empty()) return ReadParty(record.cells, record.row);
    const std::size_t column = parties_from_.parts[0].column;
    const std::vector<std::string> parties =
        Pieces({Squeeze(CellAt(record.cells, column))}, mapping_.parties_split);
    if (parties.empty()) return ReadParty(record.cells, record.row);
    for (const std::string& party : parties) {
      Cells cells = record.cells;
      cells[column] = party;
      TRY(ReadParty(cells, record.row));
    }
    return base::Ok();
  }

  base::Status ReadParty(const Cells& cells, std::size_t row) {
    Draft draft(problems_, name_, row);
    entity::Entity& entity = draft.entity();
    const std::optional<entity::Schema> schema = SchemaOf(cells, draft);
    if (!schema) return base::Ok();
    entity.schema = *schema;
    for (const BoundRule& rule : rules_) {
      if (!rule.when || rule.when->Holds(cells, draft)) Apply(rule, cells, draft);
    }
    entity.id = IdOf(cells, draft);
    entity.caption = entity.First(entity::prop::Name());
    for (const std::string& topic : mapping_.topics) draft.AddText(entity::prop::Topics(), topic, "mapping");
    return collector_.Take(std::move(draft));
  }

  std::optional<entity::Schema> SchemaOf(const Cells& cells, const Draft& draft) const {
    const SchemaRule& rule = mapping_.schema;
    if (rule.from.empty()) return rule.fixed;
    const std::string text = schema_from_.Of(cells);
    if (const auto found = rule.values.find(Folded(text)); found != rule.values.end()) return found->second;
    for (const auto& [pattern, schema] : rule.patterns) {
      const base::Result<std::optional<std::string>> match = pattern.Find(text);
      if (match && match->has_value()) return schema;
    }
    if (!rule.fixed)
      draft.Report("schema", Shortened(text), "the mapping says no schema for this; the row is not read");
    return rule.fixed;
  }

  std::string IdOf(const Cells& cells, const Draft& draft) const {
    if (mapping_.id.empty()) return {};
    std::string id = id_from_.Of(cells);
    if (mapping_.id_pattern && !id.empty()) {
      base::Result<std::optional<std::string>> match = mapping_.id_pattern->Find(id);
      if (!match || !match->has_value()) {
        draft.Report("id", Shortened(id),
                     "does not match the mapping's id pattern; a hash of name and country stands for it");
        return {};
      }
      id = **match;
    }
    if (id.empty()) draft.Report("id", "", "empty; a hash of name and country stands for it");
    return id;
  }

  // Each text cut at each separator; empty pieces left out.
  static std::vector<std::string> Pieces(std::vector<std::string> texts,
                                         const std::vector<std::string>& separators) {
    for (const std::string& separator : separators) {
      std::vector<std::string> pieces;
      for (std::string_view text : texts) {
        for (std::size_t at = text.find(separator); at != std::string_view::npos; at = text.find(separator)) {
          pieces.emplace_back(Trim(text.substr(0, at)));
          text.remove_prefix(at + separator.size());
        }
        pieces.emplace_back(Trim(text));
      }
      texts = std::move(pieces);
    }
    std::erase_if(texts, [](const std::string& text) { return text.empty(); });
    return texts;
  }

  // The rule's steps in order: nulls, remove, split, then each piece: pattern, values.
  static base::Result<std::vector<std::string>> Texts(const ValueRule& rule, std::string text) {
    const auto is_null = [&](const std::string& piece) {
      return piece.empty() ||
             std::find(rule.nulls.begin(), rule.nulls.end(), Folded(piece)) != rule.nulls.end();
    };
    std::vector<std::string> texts;
    if (is_null(text)) return texts;
    if (rule.remove) text = Squeeze(TRY(rule.remove->Remove(text)));
    std::vector<std::string> pieces = {text};
    if (rule.split_pattern) pieces = TRY(rule.split_pattern->Split(text));
    for (std::string& piece : Pieces(std::move(pieces), rule.split)) {
      piece = Squeeze(piece);
      if (rule.pattern) piece = TRY(rule.pattern->Find(piece)).value_or("");
      if (is_null(piece)) continue;
      const auto replaced = rule.values.find(Folded(piece));
      texts.push_back(replaced == rule.values.end() ? piece : replaced->second);
    }
    return texts;
  }

  static void Apply(const BoundRule& bound, const Cells& cells, Draft& draft) {
    const ValueRule& rule = *bound.rule;
    base::Result<std::vector<std::string>> texts =
        Texts(rule, rule.from.empty() ? rule.constant : bound.from.Of(cells));
    if (!texts) return draft.Report(bound.origin, "", texts.error().external);
    for (std::size_t i = 0; i < texts->size(); ++i) {
      const entity::Property property = i > 0 && rule.rest ? *rule.rest : rule.property;
      if (property.type() == entity::PropertyType::kDate) {
        draft.AddDate(property, (*texts)[i], bound.origin, rule.dates);
      } else {
        draft.Add(property, (*texts)[i], bound.origin);
      }
    }
  }

  const std::string& name_;
  const Mapping& mapping_;
  const std::string& mapping_name_;
  const ProblemSink& problems_;
  Collector& collector_;
  Edition& edition_;
  BoundText schema_from_, id_from_, parties_from_;
  std::vector<BoundCondition> skip_;
  std::vector<BoundRule> rules_;
};

}  // namespace

base::Status ReadMappedTable(std::string_view bytes, const std::string& name, const Mapping& mapping,
                             const std::string& mapping_name, const ProblemSink& problems,
                             Collector& collector, Edition& edition) {
  files::TableOptions options;
  options.sheet = mapping.sheet;
  options.encoding = mapping.encoding;
  options.delimiter = mapping.delimiter;
  WholeTable table(TRY(files::OpenTableBytes(bytes, name, options)), bytes, name);
  return Reader(name, mapping, mapping_name, problems, collector, edition).Run(table);
}

}  // namespace lists
