#include "panel/practices/practice_json.h"

#include <boost/json.hpp>

#include "panel/practices/business_case.h"
#include "panel/practices/review_json.h"

namespace panel {

namespace json = boost::json;

namespace {

json::value TimeOf(base::UtcTime time) {
  return time.ms > 0 ? json::value(base::FormatTime(time)) : json::value(nullptr);
}

template <typename Id>
json::value IdOf(const Id& id) {
  return id.empty() ? json::value(nullptr) : json::value(id.text());
}

json::array CountsOf(const std::vector<FacetCount>& counts) {
  json::array array;
  for (const FacetCount& count : counts)
    array.push_back(json::object{{"value", count.code}, {"count", count.count}});
  return array;
}

json::array PlacesOf(std::uint8_t place) {
  json::array places;
  const auto add = [&](WordPlace bit, const char* name) {
    if ((place & bit) != 0) places.emplace_back(name);
  };
  add(kInTitle, "title");
  add(kInSummary, "summary");
  add(kInTags, "taxonomy");
  add(kInText, "text");
  add(kInTranslation, "translation");
  return places;
}

json::object HitOf(const PracticeHit& hit) {
  json::array reasons;
  for (const WordFound& reason : hit.reasons)
    reasons.push_back(json::object{{"word", reason.word}, {"places", PlacesOf(reason.place)}});
  json::array languages;
  for (const std::string& language : hit.languages) languages.emplace_back(language);
  return {{"id", hit.subject},
          {"kind", hit.kind},
          {"grade", hit.grade},
          {"replications", hit.replications},
          {"score", hit.score},
          {"languages", std::move(languages)},
          {"reasons", std::move(reasons)}};
}

json::array TotalsJson(const PracticeContent& content) {
  json::array totals;
  for (const CaseTotal& total : TotalsOf(content))
    totals.push_back(
        json::object{{"currency", total.currency},
                     {"years", total.years},
                     {"cost", AmountText(total.cost)},
                     {"benefit", AmountText(total.benefit)},
                     {"net", AmountText(total.net)},
                     {"ratio", total.ratio_hundredths < 0 ? json::value(nullptr)
                                                          : json::value(RatioText(total.ratio_hundredths))},
                     {"payback_years",
                      total.payback_years < 0 ? json::value(nullptr) : json::value(total.payback_years)}});
  return totals;
}

}  // namespace

json::object JsonOf(const Practice& practice) {
  return {{"id", practice.id.text()},
          {"panel", practice.panel.text()},
          {"owner", practice.owner},
          {"state", PracticeStateName(practice.state)},
          {"kind", practice.kind},
          {"title", practice.title},
          {"language", practice.language},
          {"revision", practice.revision},
          {"edition", practice.edition},
          {"grade", practice.grade},
          {"public", practice.is_public},
          {"replications", practice.replications},
          {"changed", TimeOf(practice.changed)},
          {"published", practice.published_revision > 0 ? TimeOf(practice.published) : json::value(nullptr)},
          {"withdrawn", TimeOf(practice.withdrawn)},
          {"withdrawn_reason", practice.withdrawn_reason},
          {"version", practice.version}};
}

json::object JsonOf(const PracticeRevision& revision) {
  return {{"revision", revision.number},
          {"change_note", revision.change_note},
          {"edition", revision.edition},
          {"grade", revision.grade},
          {"interest_declared", revision.interest},
          {"submitted", TimeOf(revision.submitted)},
          {"published", TimeOf(revision.published)},
          {"content", JsonOf(revision.content)},
          {"totals", TotalsJson(revision.content)}};
}

json::object JsonOf(const PracticeView& view) {
  // What was published is not said to whoever may see it because of what is in work.
  json::object object = JsonOf(view.practice);
  const bool inside = view.standing.inside();
  if (!inside) {
    object["state"] = "published";
    object["title"] =
        view.published ? json::value(view.published->content.texts.title) : json::value(nullptr);
    object["revision"] = view.practice.published_revision;
  }
  object["working"] = view.working ? json::value(JsonOf(*view.working)) : json::value(nullptr);
  object["latest"] = view.published ? json::value(JsonOf(*view.published)) : json::value(nullptr);
  json::array revisions;
  for (const PracticeRevision& revision : view.revisions)
    revisions.push_back(json::object{{"revision", revision.number},
                                     {"edition", revision.edition},
                                     {"change_note", revision.change_note},
                                     {"submitted", TimeOf(revision.submitted)},
                                     {"published", TimeOf(revision.published)}});
  object["revisions"] = std::move(revisions);
  json::array events;
  for (const PracticeEvent& event : view.events)
    events.push_back(json::object{{"act", event.act},
                                  {"by", event.role},
                                  {"note", event.note},
                                  {"revision", event.revision},
                                  {"time", TimeOf(event.time)}});
  object["history"] = std::move(events);
  json::array possible;
  for (const PracticeAct act : view.possible) possible.emplace_back(PracticeActName(act));
  object["possible"] = std::move(possible);
  return object;
}

json::object JsonOf(const PracticeReview& review) {
  return {{"id", review.id.text()},
          {"practice", review.practice.text()},
          {"revision", review.revision},
          {"reviewer", review.name.empty() ? json::value(nullptr) : json::value(review.name)},
          {"place", review.place},
          {"state", ReviewStateName(review.state)},
          {"interest", review.interest},
          {"answers", JsonOf(review.answers)},
          {"recommendation", review.recommendation},
          {"to_owner", review.to_owner},
          {"to_secretariat", review.to_secretariat},
          {"due", TimeOf(review.due)},
          {"done", TimeOf(review.done)},
          {"version", review.version}};
}

json::object JsonOf(const PracticeComment& comment) {
  return {{"id", comment.id.text()},
          {"kind", comment.kind},
          {"audience", comment.audience},
          {"role", comment.role},
          {"place", comment.place},
          {"name", comment.name},
          {"question", IdOf(comment.answers)},
          {"answered", comment.answered},
          {"revision", comment.revision},
          {"text", comment.text},
          {"time", TimeOf(comment.created)}};
}

json::object JsonOf(const Replication& replication) {
  json::object object = JsonOf(replication.claim);
  object["id"] = replication.id.text();
  object["practice"] = replication.practice.text();
  object["edition"] = replication.edition;
  object["by"] = replication.name;
  object["state"] = ReplicationStateName(replication.state);
  object["decided_by"] = replication.decided_by;
  object["decision"] = replication.decision;
  object["claimed"] = TimeOf(replication.created);
  object["decided"] = TimeOf(replication.decided);
  object["version"] = replication.version;
  return object;
}

json::object JsonOf(const PracticeTranslation& translation) {
  json::object object = JsonOf(translation.texts);
  object["id"] = translation.id.text();
  object["practice"] = translation.practice.text();
  object["language"] = translation.language;
  object["of_revision"] = translation.of_revision;
  object["stale"] = translation.stale;
  object["by"] = translation.name;
  object["state"] = TranslationStateName(translation.state);
  object["changed"] = TimeOf(translation.changed);
  object["version"] = translation.version;
  return object;
}

json::object JsonOf(const Tool& tool) {
  json::object object = JsonOf(tool.content);
  object["id"] = tool.id.text();
  object["state"] = ToolStateName(tool.state);
  object["offered_by"] = tool.name;
  object["public"] = tool.is_public;
  object["decision"] = tool.decision;
  object["changed"] = TimeOf(tool.changed);
  object["version"] = tool.version;
  return object;
}

json::object JsonOf(const PublicList& list) {
  const PracticeResults& results = list.results;
  json::array items;
  for (const PracticeHit& hit : results.hits) {
    json::object item = HitOf(hit);
    for (const PublicLine& line : list.practices)
      if (line.practice.id.text() == hit.subject) {
        item["owner"] = line.practice.owner;
        item["edition"] = line.practice.edition;
        item["published"] = TimeOf(line.practice.published);
        item["public"] = line.practice.is_public;
        item["content"] = JsonOf(line.content);
      }
    for (const Tool& tool : list.tools)
      if (tool.id.text() == hit.subject) item["content"] = JsonOf(tool.content);
    items.push_back(std::move(item));
  }
  return {{"total", results.total},
          {"all", results.all},
          {"cut", results.cut},
          {"items", std::move(items)},
          {"counts", json::object{{"kind", CountsOf(results.kinds)},
                                  {"topic", CountsOf(results.topics)},
                                  {"industry", CountsOf(results.industries)},
                                  {"country", CountsOf(results.countries)},
                                  {"stage", CountsOf(results.stages)},
                                  {"group", CountsOf(results.groups)},
                                  {"language", CountsOf(results.languages)},
                                  {"grade", CountsOf(results.grades)}}}};
}

}  // namespace panel
