#include "lists/mapping.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "base/date.h"
#include "base/limits.h"
#include "lists/text_rules.h"
#include "lists/toml_section.h"

namespace lists {
namespace {

std::vector<std::string> FoldedAll(std::vector<std::string> texts) {
  for (std::string& text : texts) text = Folded(text);
  return texts;
}

std::optional<Pattern> ReadPattern(TomlSection& section, std::string_view key) {
  if (!section.Has(key)) return std::nullopt;
  base::Result<Pattern> pattern = Pattern::Compile(section.Text(key));
  if (pattern) return *std::move(pattern);
  section.Fail(key, pattern.error().external);
  return std::nullopt;
}

std::optional<DateOrder> ReadDateOrder(TomlSection& section, std::string_view key) {
  if (!section.Has(key)) return std::nullopt;
  const std::string order = section.Text(key);
  if (order == "day-first") return DateOrder::kDayFirst;
  if (order == "month-first") return DateOrder::kMonthFirst;
  section.Fail(key, "must be \"day-first\" or \"month-first\"");
  return std::nullopt;
}

entity::Property ReadProperty(TomlSection& section, std::string_view key) {
  const std::string name = section.Text(key);
  const std::optional<entity::Property> property = entity::FindProperty(name);
  if (!property)
    section.Fail(key, fmt::format("\"{}\" is not a property of FollowTheMoney", Shortened(name)));
  return property.value_or(entity::prop::Name());
}

entity::Schema ReadSchema(TomlSection& section, std::string_view key, std::string_view name) {
  const std::optional<entity::Schema> schema = entity::FindSchema(name);
  if (!schema) section.Fail(key, fmt::format("\"{}\" is not a schema of FollowTheMoney", Shortened(name)));
  return schema.value_or(entity::schema::LegalEntity());
}

// "{First} {Last}" in its parts.
TextFrom ReadTemplate(TomlSection& section, std::string_view key, std::string_view text) {
  TextFrom from;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    const std::size_t close = text.find('}', open == std::string_view::npos ? 0 : open);
    if (open == std::string_view::npos) break;
    if (close == std::string_view::npos) {
      section.Fail(key, "has a { without its }");
      return from;
    }
    from.parts.push_back(
        {std::string(text.substr(0, open)), std::string(text.substr(open + 1, close - open - 1))});
    text.remove_prefix(close + 1);
  }
  from.tail = text;
  if (from.parts.empty()) section.Fail(key, "names no column; write {Column}");
  return from;
}

// A column by `column`, or a text by `template`; empty where neither is there.
TextFrom ReadFrom(TomlSection& section, std::string_view column_key = "column") {
  TextFrom from;
  const bool has_column = section.Has(column_key);
  const bool has_template = section.Has("template");
  if (has_column && has_template) section.Fail("template", "stands beside column; only one of them can hold");
  if (has_column) {
    from.parts.push_back({"", section.Text(column_key)});
    if (from.parts.back().column.empty()) section.Fail(column_key, "names no column");
  } else if (has_template) {
    from = ReadTemplate(section, "template", section.Text("template"));
  }
  from.line = section.Line(has_column ? column_key : "template");
  return from;
}

Condition ReadCondition(TomlSection& section) {
  Condition condition;
  condition.line = section.line();
  condition.from = ReadFrom(section);
  condition.is = FoldedAll(section.Texts("is"));
  condition.matching = ReadPattern(section, "matching");
  if (condition.from.empty()) section.Fail("column", "is missing");
  if (condition.is.empty() && !condition.matching)
    section.Fail("is", "is missing: give the texts with is, or a pattern with matching");
  return condition;
}

// Calls `read` on the table under `key`, if there is one.
template <typename Read>
void WithTable(TomlSection& section, std::string_view key, const Read& read) {
  const toml::node* node = section.Node(key);
  if (node == nullptr) return;
  if (!node->is_table()) return section.Fail(key, "must be a table");
  TomlSection inner(*node->as_table(),
                    section.where().empty() ? std::string(key) : fmt::format("{}.{}", section.where(), key),
                    section.file(), section.error());
  read(inner);
  inner.NoOtherKeys();
}

// Calls `read` on each table of the list under `key`.
template <typename Read>
void WithTables(TomlSection& section, std::string_view key, const Read& read) {
  const toml::node* node = section.Node(key);
  if (node == nullptr) return;
  if (!node->is_array_of_tables()) return section.Fail(key, fmt::format("must be written as [[{}]]", key));
  for (const toml::node& element : *node->as_array()) {
    TomlSection inner(*element.as_table(), std::string(key), section.file(), section.error());
    read(inner);
    inner.NoOtherKeys();
  }
}

void ReadTableSection(TomlSection& section, Mapping& mapping) {
  mapping.header_line = section.line();
  mapping.sheet = section.Text("sheet");
  mapping.encoding = section.Text("encoding");
  const std::string delimiter = section.Text("delimiter");
  if (delimiter.size() > 1) section.Fail("delimiter", "must be one character, such as \";\" or \"\\t\"");
  if (delimiter.size() == 1) mapping.delimiter = delimiter[0];
  mapping.header = FoldedAll(section.Texts("header"));
  mapping.header_row = section.Number("header_row");
  mapping.columns = FoldedAll(section.Texts("columns"));
  mapping.skip_after_header = section.Number("skip_after_header");
  const int said = (mapping.header.empty() ? 0 : 1) + (mapping.header_row == 0 ? 0 : 1) +
                   (mapping.columns.empty() ? 0 : 1);
  if (said > 1) section.Fail("header", "only one of header, header_row and columns can hold");
}

void ReadListSection(TomlSection& section, Mapping& mapping) {
  mapping.date = section.Text("date");
  if (!mapping.date.empty()) {
    const base::Result<base::PartialDate> date = base::ParseDate(mapping.date);
    if (date) {
      mapping.date = base::FormatDate(*date);
    } else {
      section.Fail("date", date.error().external);
    }
  }
  WithTable(section, "date_cell", [&](TomlSection& cell) {
    mapping.date_row = cell.Number("row");
    mapping.date_column = cell.Number("column");
    mapping.date_pattern = ReadPattern(cell, "pattern");
    mapping.date_order = ReadDateOrder(cell, "dates");
    if (mapping.date_row == 0 || mapping.date_column == 0)
      cell.Fail("row", "row and column are needed, from 1");
  });
}

void ReadSchemaRule(TomlSection& section, Mapping& mapping) {
  const toml::node* node = section.Node("schema");
  if (node == nullptr) return section.Fail("schema", "is missing, for example schema = \"Organization\"");
  if (node->is_string()) {
    mapping.schema.fixed = ReadSchema(section, "schema", section.Text("schema"));
    return;
  }
  WithTable(section, "schema", [&](TomlSection& rule) {
    mapping.schema.from = ReadFrom(rule);
    if (mapping.schema.from.empty()) rule.Fail("column", "is missing");
    if (rule.Has("other")) mapping.schema.fixed = ReadSchema(rule, "other", rule.Text("other"));
    WithTable(rule, "values", [&](TomlSection& values) {
      for (const auto& [key, value] : *rule.Node("values")->as_table()) {
        mapping.schema.values[Folded(key.str())] = ReadSchema(values, key.str(), values.Text(key.str()));
      }
    });
    if (const toml::node* patterns = rule.Node("patterns")) {
      const toml::array* list = patterns->as_array();
      for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        const toml::array* pair = (*list)[i].as_array();
        if (pair == nullptr || pair->size() != 2 || !(*pair)[0].is_string() || !(*pair)[1].is_string()) {
          return rule.Fail("patterns", "must be a list of pairs: [[\"pattern\", \"Schema\"]]");
        }
        base::Result<Pattern> pattern = Pattern::Compile((*pair)[0].as_string()->get());
        if (!pattern) return rule.Fail("patterns", pattern.error().external);
        mapping.schema.patterns.emplace_back(*std::move(pattern),
                                             ReadSchema(rule, "patterns", (*pair)[1].as_string()->get()));
      }
      if (list == nullptr) rule.Fail("patterns", "must be a list of pairs: [[\"pattern\", \"Schema\"]]");
    }
  });
}

void ReadEntitySection(TomlSection& section, Mapping& mapping) {
  ReadSchemaRule(section, mapping);
  mapping.topics = section.Texts("topics");
  WithTable(section, "id", [&](TomlSection& id) {
    mapping.id = ReadFrom(id);
    mapping.id_pattern = ReadPattern(id, "pattern");
    if (mapping.id.empty()) id.Fail("column", "is missing");
  });
  WithTable(section, "parties", [&](TomlSection& parties) {
    mapping.parties_from = ReadFrom(parties);
    mapping.parties_split = parties.Texts("split");
    if (mapping.parties_from.parts.size() != 1) parties.Fail("column", "is missing");
    if (mapping.parties_split.empty()) parties.Fail("split", "is missing");
  });
}

ValueRule ReadValue(TomlSection& section) {
  ValueRule rule;
  rule.line = section.line();
  rule.property = ReadProperty(section, "property");
  if (section.Has("rest")) rule.rest = ReadProperty(section, "rest");
  rule.from = ReadFrom(section);
  rule.constant = section.Text("constant");
  if (rule.from.empty() == rule.constant.empty())
    section.Fail("column", "give exactly one of column, template and constant");
  rule.nulls = FoldedAll(section.Texts("nulls"));
  rule.remove = ReadPattern(section, "remove");
  rule.split = section.Texts("split");
  for (const std::string& separator : rule.split) {
    if (separator.empty()) section.Fail("split", "has an empty text");
  }
  rule.split_pattern = ReadPattern(section, "split_pattern");
  rule.pattern = ReadPattern(section, "pattern");
  rule.dates = ReadDateOrder(section, "dates");
  rule.optional = section.Flag("optional");
  WithTable(section, "when", [&](TomlSection& when) { rule.when = ReadCondition(when); });
  WithTable(section, "values", [&](TomlSection& values) {
    for (const auto& [key, value] : *section.Node("values")->as_table())
      rule.values[Folded(key.str())] = values.Text(key.str());
  });
  return rule;
}

base::Result<Mapping> FromToml(const toml::table& table, const std::string& name) {
  Mapping mapping;
  std::string error;
  TomlSection root(table, "", name, error);
  for (const char* words : {"title", "publisher", "url", "note"}) root.Text(words);  // for people
  WithTable(root, "table", [&](TomlSection& section) { ReadTableSection(section, mapping); });
  WithTable(root, "list", [&](TomlSection& section) { ReadListSection(section, mapping); });
  if (!root.Has("entity")) root.Fail("entity", "is missing: a [entity] with its schema is needed");
  WithTable(root, "entity", [&](TomlSection& section) { ReadEntitySection(section, mapping); });
  WithTables(root, "skip", [&](TomlSection& section) { mapping.skip.push_back(ReadCondition(section)); });
  WithTables(root, "value", [&](TomlSection& section) { mapping.values.push_back(ReadValue(section)); });
  bool named = false;
  for (const ValueRule& rule : mapping.values)
    named = named || rule.property.type() == entity::PropertyType::kName;
  if (!named) root.Fail("value", "no [[value]] with property = \"name\": entries would have no name");
  root.NoOtherKeys();
  if (!error.empty()) return base::Invalid(error);
  return mapping;
}

}  // namespace

base::Result<Mapping> ParseMapping(std::string_view toml, const std::string& name) {
  if (toml.size() > base::kMaxMappingBytes) {
    return base::TooLarge(
        fmt::format("{}: larger than {} bytes (kMaxMappingBytes)", name, base::kMaxMappingBytes));
  }
  if (!IsCleanUtf8(toml)) return base::Invalid(fmt::format("{}: not valid UTF-8", name));
  try {
    return FromToml(toml::parse(toml, name), name);
  } catch (const toml::parse_error& fault) {
    return base::Invalid(
        fmt::format("{}: line {}: {}", name, fault.source().begin.line, fault.description()));
  }
}

}  // namespace lists
