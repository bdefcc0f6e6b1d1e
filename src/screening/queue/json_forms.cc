#include "screening/queue/json_forms.h"

#include <fmt/format.h>

#include <boost/json.hpp>

namespace screening {
namespace {

namespace json = boost::json;

json::value TimeOf(base::UtcTime time) {
  return time.ms == 0 ? json::value(nullptr) : json::value(base::FormatTime(time));
}

json::value TimeOf(const std::optional<base::UtcTime>& time) {
  return time ? TimeOf(*time) : json::value(nullptr);
}

json::value TextOrNull(const std::string& text) {
  return text.empty() ? json::value(nullptr) : json::value(text);
}

json::array TextsOf(const std::vector<std::string>& texts) {
  json::array array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

json::object PropertiesOf(const entity::Entity& entity) {
  json::object properties;
  for (const entity::Value& value : entity.values) {
    json::value& list = properties[value.property.name()];
    if (list.is_null()) list = json::array();
    list.as_array().emplace_back(value.text);
  }
  return properties;
}

json::object EntityJson(const entity::Entity& entity) {
  return {{"id", TextOrNull(entity.id)},
          {"schema", entity.schema.name()},
          {"caption", entity.caption},
          {"properties", PropertiesOf(entity)}};
}

json::array ChangesJson(const std::vector<FieldChange>& changes) {
  json::array array;
  for (const FieldChange& change : changes)
    array.push_back(json::object{{"side", change.on_list ? "list" : "party"},
                                 {"property", change.property},
                                 {"gone", TextsOf(change.gone)},
                                 {"added", TextsOf(change.added)}});
  return array;
}

json::object ExplanationJson(const match::Alert& alert) {
  json::array evidence, tokens;
  json::object parts;
  for (const match::Evidence& item : alert.evidence)
    evidence.push_back(json::object{{"feature", item.feature},
                                    {"effect", item.effect},
                                    {"query", item.query},
                                    {"candidate", item.candidate},
                                    {"detail", item.detail}});
  for (const match::AlignedToken& token : alert.alignment)
    tokens.push_back(json::object{{"query", token.query},
                                  {"candidate", token.candidate},
                                  {"relation", token.relation},
                                  {"similarity", token.similarity},
                                  {"query_weight", token.query_weight},
                                  {"candidate_weight", token.candidate_weight}});
  for (const auto& [name, value] : alert.name_parts) parts[name] = value;
  return {{"score", alert.score},
          {"name_similarity", alert.name_similarity},
          {"identity", match::IdentityName(alert.identity)},
          {"query_name", alert.query_name},
          {"candidate_name", alert.candidate_name},
          {"tokens", std::move(tokens)},
          {"parts", std::move(parts)},
          {"evidence", std::move(evidence)},
          {"settle", alert.settle}};
}

json::value JudgementJson(const std::optional<Judgement>& judgement) {
  if (!judgement) return nullptr;
  return json::object{{"decision", DecisionName(judgement->decision)},
                      {"reason", judgement->reason},
                      {"decided_by", judgement->decided_by},
                      {"decided", TimeOf(judgement->decided)},
                      {"approved_by", TextOrNull(judgement->approved_by)},
                      {"approved", TimeOf(judgement->approved)}};
}

json::array HistoryJson(const std::vector<AlertEvent>& history) {
  json::array array;
  for (const AlertEvent& event : history)
    array.push_back(json::object{{"kind", EventKindName(event.kind)},
                                 {"time", TimeOf(event.time)},
                                 {"actor", event.actor},
                                 {"decision", DecisionName(event.decision)},
                                 {"text", event.text},
                                 {"about", TextOrNull(event.about.text())},
                                 {"undone", event.undone}});
  return array;
}

base::Error WrongMember(std::string_view name, std::string_view wanted) {
  return base::Invalid(fmt::format("\"{}\" must be {}", name, wanted));
}

base::Status AddValues(entity::Entity& entity, entity::Property property, std::string_view name,
                       const json::value& value) {
  if (value.is_string()) {
    entity.Add(property, value.get_string());
    return base::Ok();
  }
  const json::array* texts = value.if_array();
  if (texts == nullptr) return WrongMember(name, "a text or a list of texts");
  for (const json::value& text : *texts) {
    if (!text.is_string()) return WrongMember(name, "a text or a list of texts");
    entity.Add(property, text.get_string());
  }
  return base::Ok();
}

}  // namespace

json::object JsonOf(const Party& party) {
  json::object object = EntityJson(party.entity);
  object["id"] = party.id.text();
  object["key"] = party.key;
  object["number"] = TextOrNull(party.number);
  object["tags"] = TextsOf(party.tags);
  object["country"] = TextOrNull(party.country);
  object["spend"] = party.spend ? json::value(*party.spend) : json::value(nullptr);
  object["source"] = TextOrNull(party.source);
  object["import"] = TextOrNull(party.import.text());
  object["row"] = party.row;
  object["created"] = TimeOf(party.created);
  object["updated"] = TimeOf(party.updated);
  object["removed"] = TimeOf(party.removed);
  object["screened"] = TimeOf(party.screened);
  object["open_alerts"] = party.open_alerts;
  object["goods"] = party.goods;
  object["version"] = party.version;
  return object;
}

json::object JsonOf(const QueuedAlert& alert) {
  return {{"id", alert.id.text()},
          {"party", alert.party.text()},
          {"party_caption", alert.party_caption},
          {"party_schema", alert.party_schema.name()},
          {"country", TextOrNull(alert.country)},
          {"dataset", alert.dataset},
          {"entry", alert.entry_id},
          {"entry_caption", alert.entry_caption},
          {"score", alert.score},
          {"name_similarity", alert.name_similarity},
          {"identity", match::IdentityName(alert.identity)},
          {"harm", alert.harm},
          {"stage", StageName(alert.stage)},
          {"decision", alert.decision == Decision::kNone ? json::value(nullptr)
                                                         : json::value(DecisionName(alert.decision))},
          {"decided_by", TextOrNull(alert.decided_by)},
          {"decided", TimeOf(alert.decided)},
          {"carried", alert.carried},
          {"assigned_to", TextOrNull(alert.assigned_to.text())},
          {"lists", alert.snapshot},
          {"changes", ChangesJson(alert.changes)},
          {"created", TimeOf(alert.created)},
          {"changed", TimeOf(alert.changed)},
          {"version", alert.version}};
}

json::object JsonOf(const AlertDetail& detail) {
  json::object object = JsonOf(detail.alert);
  object["party_record"] = EntityJson(detail.party);
  object["entry_record"] = EntityJson(detail.entry);
  object["party_is_current"] = detail.party_is_current;
  object["explanation"] = ExplanationJson(detail.explained);
  object["judgement"] = JudgementJson(detail.judgement);
  object["history"] = HistoryJson(detail.history);
  object["needs_second_look"] = detail.needs_second_look;
  object["undo_until"] = detail.may_undo ? TimeOf(detail.undo_until) : json::value(nullptr);
  return object;
}

json::object JsonOf(const AlertChange& change) {
  return {{"id", change.id.text()}, {"stage", StageName(change.stage)}, {"version", change.version}};
}

json::object JsonOf(const Import& import) {
  json::array uses;
  for (const ImportMapping::Use& use : import.mapping.uses)
    uses.push_back(json::object{{"column", use.column}, {"key", use.key}, {"use", use.use}});
  return {{"id", import.id.text()},
          {"file_name", import.file_name},
          {"source", import.source},
          {"bytes", import.bytes},
          {"state", ImportStateName(import.state)},
          {"uses", std::move(uses)},
          {"sheet", import.mapping.sheet},
          {"header_row",
           import.mapping.header_row ? json::value(*import.mapping.header_row) : json::value(nullptr)},
          {"job", TextOrNull(import.job.text())},
          {"message", TextOrNull(import.message)},
          {"rows", import.rows},
          {"added", import.added},
          {"changed", import.changed},
          {"unchanged", import.unchanged},
          {"repeated", import.repeated},
          {"missing", import.missing},
          {"rejected_rows", import.rejected_rows},
          {"rejected_fields", import.rejected_fields},
          {"created_by", import.created_by},
          {"created", TimeOf(import.created)},
          {"version", import.version}};
}

json::object JsonOf(const match::GoodsAlert& goods) {
  return {{"kind", "goods"},          {"list", goods.list},           {"id", goods.id},
          {"caption", goods.caption}, {"commodity", goods.commodity}, {"country", goods.country},
          {"source", goods.source},   {"product", goods.product},     {"detail", goods.detail},
          {"settle", goods.settle}};
}

json::object JsonOf(const Reject& reject) {
  return {{"row", reject.row},
          {"column", reject.column},
          {"value", reject.value},
          {"reason", reject.reason},
          {"whole_row", reject.whole_row}};
}

json::object JsonOf(const ImportPreview& preview) {
  json::array columns, sample, rejects;
  for (const PreviewColumn& column : preview.columns)
    columns.push_back(json::object{{"column", column.index},
                                   {"header", column.header},
                                   {"recognised", TextOrNull(column.recognised)},
                                   {"use", TextOrNull(column.use)},
                                   {"why_not", TextOrNull(column.why_not)},
                                   {"samples", TextsOf(column.samples)}});
  for (const Party& party : preview.sample) {
    json::object object = EntityJson(party.entity);
    object["row"] = party.row;
    sample.push_back(std::move(object));
  }
  for (const Reject& reject : preview.rejects) rejects.push_back(JsonOf(reject));
  return {{"format", preview.format},      {"sheets", TextsOf(preview.sheets)},
          {"sheet", preview.sheet},        {"header_row", preview.header_row},
          {"columns", std::move(columns)}, {"sample", std::move(sample)},
          {"rejects", std::move(rejects)}, {"rows_read", preview.rows_read},
          {"uses", TextsOf(ColumnUses())}, {"problem", TextOrNull(preview.problem)}};
}

base::Result<entity::Entity> EntityOf(const json::object& object) {
  entity::Entity entity;
  const std::string schema = TRY(TextMember(object, "schema"));
  const auto known = entity::FindSchema(schema.empty() ? std::string_view("LegalEntity") : schema);
  if (!known)
    return base::Invalid(
        fmt::format("\"{}\" is no schema; use one such as Company, Person, LegalEntity", schema));
  entity.schema = *known;
  entity.caption = TRY(TextMember(object, "caption"));
  const json::value* properties = object.if_contains("properties");
  if (properties == nullptr || !properties->is_object())
    return WrongMember("properties", "an object of property names and values");
  for (const auto& [name, value] : properties->get_object()) {
    const auto property = entity::FindProperty(name);
    if (!property)
      return base::Invalid(fmt::format("\"{}\" is no FollowTheMoney property", std::string_view(name)));
    TRY(AddValues(entity, *property, name, value));
  }
  return entity;
}

base::Result<const json::object*> ObjectOf(const json::value& body) {
  const json::object* object = body.if_object();
  if (object == nullptr) return base::Invalid("the body must be a JSON object");
  return object;
}

base::Result<std::string> TextMember(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || value->is_null()) return std::string();
  if (!value->is_string()) return WrongMember(name, "a text");
  return std::string(value->get_string());
}

base::Result<std::optional<std::int64_t>> NumberMember(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || value->is_null()) return std::optional<std::int64_t>();
  if (!value->is_int64()) return WrongMember(name, "a whole number");
  return std::optional(value->get_int64());
}

base::Result<std::vector<std::string>> TextsMember(const json::object& object, std::string_view name) {
  std::vector<std::string> texts;
  const json::value* value = object.if_contains(name);
  if (value == nullptr || value->is_null()) return texts;
  const json::array* array = value->if_array();
  if (array == nullptr) return WrongMember(name, "a list of texts");
  for (const json::value& item : *array) {
    if (!item.is_string()) return WrongMember(name, "a list of texts");
    texts.emplace_back(item.get_string());
  }
  return texts;
}

base::Result<Decision> DecisionMember(const json::object& object) {
  const std::string name = TRY(TextMember(object, "decision"));
  const std::optional<Decision> decision = DecisionNamed(name);
  if (!decision || *decision == Decision::kNone)
    return base::Invalid("\"decision\" must be same, not-same or unsure");
  return *decision;
}

}  // namespace screening
