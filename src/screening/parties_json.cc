#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <deque>
#include <unordered_map>

#include "base/limits.h"
#include "files/json_lines.h"
#include "screening/parties.h"

namespace screening {
namespace {

namespace json = boost::json;

// What one key of the objects means; worked out once a key.
struct Key {
  std::vector<Field> fields;
  std::string why_not;
};

// The text of a scalar; nothing for null, arrays and objects.
std::optional<std::string> ScalarText(const json::value& value) {
  if (value.is_string()) return std::string(value.get_string());
  if (value.is_bool()) return value.get_bool() ? "true" : "false";
  if (value.is_int64()) return std::to_string(value.get_int64());
  if (value.is_uint64()) return std::to_string(value.get_uint64());
  if (value.is_double()) return fmt::format("{}", value.get_double());
  return std::nullopt;
}

// Stands for every key beyond kMaxColumns different ones.
const std::pair<const std::string, Key> kTooManyKeys{"", {}};

class JsonParties final : public PartyReader {
 public:
  JsonParties(std::unique_ptr<files::JsonLinesReader> reader, const PartyOptions& options)
      : reader_(std::move(reader)), rules_(options.rules), uses_(options.uses), extra_(options.extra) {}

  base::Result<bool> Next(PartyRow& row) override {
    if (!TRY(reader_->Next())) return false;
    row.row = reader_->line();
    row.rejects.clear();
    row.party.reset();
    row.extra.assign(extra_.size(), {});
    if (row.row > last_line_ + 1) blank_rows_ += row.row - last_line_ - 1;
    last_line_ = row.row;
    const json::object* object = reader_->object();
    if (object == nullptr) {
      row.rejects.push_back({row.row, "", "", reader_->problem(), true});
      return true;
    }
    Read(*object, row);
    return true;
  }

  std::size_t blank_rows() const override { return blank_rows_; }

  InputFacts facts() const override {
    InputFacts facts;
    facts.format = "JSON lines";
    for (const std::string& name : order_) {
      const Key& key = keys_.at(name);
      if (key.fields.empty()) {
        facts.not_used.push_back(key.why_not.empty() ? name : fmt::format("{} ({})", name, key.why_not));
      }
      for (const Field& field : key.fields)
        facts.recognised.push_back(fmt::format("{} -> {}", name, FieldLabel(field)));
    }
    if (keys_.size() >= base::kMaxColumns) {
      facts.notes.push_back(
          fmt::format("only the first {} different keys were used (kMaxColumns)", base::kMaxColumns));
    }
    for (const MapRule& rule : rules_) {
      if (!rule.column.empty() && !keys_.contains(rule.column)) {
        facts.notes.push_back(fmt::format("--map names the key \"{}\", which no line has", rule.column));
      }
    }
    return facts;
  }

 private:
  void Read(const json::object& object, PartyRow& row) {
    texts_.clear();
    KeepExtra(object, row);
    std::vector<FieldCell> cells;
    std::vector<Reject> problems;
    const json::value* properties = object.if_contains("properties");
    if (properties != nullptr && properties->is_object()) {
      if (const json::value* schema = object.if_contains("schema"))
        AddKey("schema", *schema, true, row.row, cells, problems);
      for (const auto& [name, value] : properties->get_object())
        AddKey(name, value, true, row.row, cells, problems);
    } else {
      for (const auto& [name, value] : object) AddKey(name, value, false, row.row, cells, problems);
    }
    MadeParty made = MakeParty(row.row, cells);
    row.party = std::move(made.party);
    row.rejects = std::move(made.rejects);
    if (row.party) row.rejects.insert(row.rejects.end(), problems.begin(), problems.end());
  }

  void KeepExtra(const json::object& object, PartyRow& row) const {
    for (std::size_t i = 0; i < extra_.size(); ++i) {
      const json::value* value = object.if_contains(extra_[i].key);
      if (value == nullptr && object.if_contains("properties") && object.at("properties").is_object())
        value = object.at("properties").get_object().if_contains(extra_[i].key);
      if (value != nullptr && value->is_array() && !value->get_array().empty())
        value = &value->get_array().front();
      if (value != nullptr) row.extra[i] = ScalarText(*value).value_or(std::string());
    }
  }

  void AddKey(std::string_view name, const json::value& value, bool exact, std::size_t row,
              std::vector<FieldCell>& cells, std::vector<Reject>& problems) {
    const auto& [key_name, key] = KeyFor(name, exact);
    const auto add = [&](const json::value& item, bool may_split) {
      if (item.is_null()) return;
      std::optional<std::string> text = ScalarText(item);
      if (!text) {
        if (!key.fields.empty())
          problems.push_back({row, key_name, RejectValue(json::serialize(item)), "not a text", false});
        return;
      }
      texts_.push_back(std::move(*text));
      for (const Field& field : key.fields) cells.push_back({field, key_name, texts_.back(), may_split});
    };
    if (value.is_array()) {
      for (const json::value& item : value.get_array()) add(item, false);
    } else {
      add(value, !exact);
    }
  }

  // `exact`: a property of a FollowTheMoney object, which is that property or nothing.
  const std::pair<const std::string, Key>& KeyFor(std::string_view name, bool exact) {
    const auto found = keys_.find(std::string(name));
    if (found != keys_.end()) return *found;
    if (keys_.size() >= base::kMaxColumns) return kTooManyKeys;
    Key key;
    if (const auto property = entity::FindProperty(name); exact && property) {
      key.fields.push_back({Role::kProperty, *property, false});
    } else if (const auto field = RecogniseHeader(name); field && (!exact || field->role == Role::kSchema)) {
      key.fields.push_back(*field);
    } else {
      key.why_not = exact ? "not a FollowTheMoney property" : WhyNotUsed(name);
    }
    ApplyRules(name, key);
    ApplyUses(name, key);
    order_.emplace_back(name);
    return *keys_.emplace(name, std::move(key)).first;
  }

  void ApplyRules(std::string_view name, Key& key) const {
    const bool targeted =
        std::any_of(rules_.begin(), rules_.end(), [&](const MapRule& rule) { return rule.column == name; });
    if (targeted) key.fields.clear();
    for (const MapRule& rule : rules_) {
      if (!targeted) std::erase(key.fields, rule.field);
      if (rule.column == name) key.fields.push_back(rule.field);
    }
  }

  void ApplyUses(std::string_view name, Key& key) const {
    for (const ColumnUse& use : uses_) {
      if (use.key != name) continue;
      key.fields.clear();
      key.why_not.clear();
      if (use.field) key.fields.push_back(*use.field);
    }
  }

  std::unique_ptr<files::JsonLinesReader> reader_;
  std::vector<MapRule> rules_;
  std::vector<ColumnUse> uses_;
  std::vector<ColumnUse> extra_;
  std::unordered_map<std::string, Key> keys_;
  std::vector<std::string> order_;
  std::deque<std::string> texts_;  // what the cells of the current line point to
  std::size_t last_line_ = 0;
  std::size_t blank_rows_ = 0;
};

}  // namespace

base::Result<std::unique_ptr<PartyReader>> OpenJsonParties(std::string_view bytes, const std::string& name,
                                                           const PartyOptions& options) {
  std::unique_ptr<files::JsonLinesReader> reader = TRY(files::OpenJsonLinesBytes(bytes, name));
  return std::unique_ptr<PartyReader>(std::make_unique<JsonParties>(std::move(reader), options));
}

}  // namespace screening
