#include "screening/api/entry_json.h"

#include <algorithm>

#include "entity/json_text.h"
#include "screening/registry/entry_index.h"

namespace screening {

namespace {

struct Topic {
  std::string_view code;
  std::string_view label;
  bool risk;
};

constexpr Topic kTopics[] = {
#define TOPIC(code, label, risk) {code, label, risk},
#include "screening/api/topic_table.inc"
#undef TOPIC
};

const Topic* FindTopic(std::string_view code) {
  const auto found = std::find_if(std::begin(kTopics), std::end(kTopics),
                                  [&](const Topic& topic) { return topic.code == code; });
  return found == std::end(kTopics) ? nullptr : found;
}

// An entry is a target where a topic says so; one without any topic is there because the list is about it.
bool IsTarget(const EntryIndex& index, std::uint32_t entry) {
  const auto topics = index.Topics(entry);
  return topics.empty() || std::any_of(topics.begin(), topics.end(),
                                       [&](std::uint32_t code) { return TopicIsRisk(index.Code(code)); });
}

}  // namespace

std::string PeerTime(base::UtcTime time) {
  constexpr std::size_t kToTheSecond = 19;
  return base::FormatTime(time).substr(0, kToTheSecond);
}

std::string_view TopicLabel(std::string_view topic) {
  const Topic* found = FindTopic(topic);
  return found == nullptr ? topic : found->label;
}

bool TopicIsRisk(std::string_view topic) {
  const Topic* found = FindTopic(topic);
  return found != nullptr && found->risk;
}

std::string_view ExportedSchema(entity::Schema schema) {
  static const entity::Schema commodity = entity::SchemaNamed("Commodity");
  if (schema == entity::schema::Facility()) return entity::schema::Organization().name();
  return schema == commodity ? entity::schema::Thing().name() : schema.name();
}

void AppendSchemaAndProperties(std::string& out, const entity::Entity& entity) {
  const std::string whole = entity::ToJson(entity, true);
  out += std::string_view(whole).substr(1, whole.size() - 2);
}

void AppendEntry(std::string& out, const ListSnapshot& snapshot, const match::CompiledList& list,
                 std::uint32_t index) {
  const entity::Entity entity = list.ReadEntity(index);
  const EntryIndex& entries = snapshot.IndexOf(list);
  const ListEdition& edition = snapshot.EditionOf(list);
  out += "{\"id\":";
  entity::AppendJsonString(out, entity.id);
  out += ",\"caption\":";
  entity::AppendJsonString(out, entity.caption);
  out += ',';
  AppendSchemaAndProperties(out, entity);
  out += ",\"datasets\":[";
  entity::AppendJsonString(out, edition.dataset);
  out += "],\"referents\":[],\"target\":";
  out += IsTarget(entries, index) ? "true" : "false";
  out += ",\"first_seen\":\"" + PeerTime(entries.FirstSeen(index));
  out += "\",\"last_seen\":\"" + PeerTime(edition.imported);
  out += "\",\"last_change\":\"" + PeerTime(entries.LastChange(index)) + '"';
}

}  // namespace screening
