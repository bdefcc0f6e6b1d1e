#include "panel/minutes/exchange_json.h"

#include <boost/json.hpp>

#include "panel/minutes/view.h"

namespace panel {

namespace json = boost::json;

json::object JsonOf(const Consultation& one) {
  return {{"id", one.id.text()},
          {"panel", one.panel.text()},
          {"state", ConsultationStateName(one.state)},
          {"title", one.title},
          {"question", one.question},
          {"last_day", DayBefore(one.closes)},
          {"published", JsonTime(one.published)},
          {"version", one.version}};
}
json::object JsonOf(const ConsultationInput& one) {
  return {{"id", one.id.text()},
          {"organisation", one.org.text()},
          {"member", one.member_name},
          {"constituency", desk::OrgTypeName(one.constituency)},
          {"state", InputStateName(one.state)},
          {"body", one.body},
          {"answer", one.answer ? json::value(AnswerName(*one.answer)) : json::value(nullptr)},
          {"reason", one.reason},
          {"version", one.version}};
}
json::object JsonOf(const Discussion& one) {
  return {{"id", one.id.text()},
          {"title", one.title},
          {"about", one.about},
          {"locked", one.locked},
          {"panel", one.place.panel.text()},
          {"created", JsonTime(one.created)}};
}
json::object JsonOf(const Opinion& one) {
  json::object object{{"id", one.id.text()},
                      {"state", OpinionStateName(one.state)},
                      {"title", one.title},
                      {"text", one.text},
                      {"locked", one.locked},
                      {"method", OpinionMethodName(one.rules.method)},
                      {"majority", MajorityRuleName(one.rules.majority)},
                      {"quorum_percent", one.rules.quorum_percent},
                      {"secret", one.secret},
                      {"entitled", one.entitled},
                      {"voted", one.voted},
                      {"last_day", DayBefore(one.closes)},
                      {"public_since", JsonTime(one.made_public)},
                      {"version", one.version}};
  object["tally"] = one.tally ? json::value(json::object{{"for", one.tally->votes_for},
                                                         {"against", one.tally->against},
                                                         {"abstain", one.tally->abstained}})
                              : json::value(nullptr);
  return object;
}

base::Result<NewestPosition> AfterOf(const desk::Context& context) {
  const std::string cursor = TRY(CursorOf(context));
  NewestPosition after;
  if (const auto position = PositionOf(cursor)) after = {position->first, position->second};
  return after;
}

base::Result<ConsultationDraft> ConsultationDraftOf(const JsonBody& body) {
  ConsultationDraft draft;
  draft.title = TRY(body.Text("title"));
  draft.question = TRY(body.Text("question"));
  draft.closes = TRY(body.Day("last_day"));
  return draft;
}

base::Result<OpinionDraft> OpinionDraftOf(const JsonBody& body) {
  OpinionDraft draft;
  draft.title = TRY(body.Text("title"));
  draft.text = TRY(body.Text("text"));
  draft.secret = TRY(body.Truth("secret"));
  const std::string method = TRY(body.Text("method"));
  const std::string majority = TRY(body.Text("majority"));
  const std::int64_t quorum = TRY(body.Number("quorum_percent"));
  if (!method.empty()) {
    const std::optional<OpinionMethod> named = OpinionMethodNamed(method);
    if (!named) return base::Invalid("\"method\" must be vote or consensus");
    draft.rules.method = *named;
  }
  if (!majority.empty()) {
    const std::optional<MajorityRule> named = MajorityRuleNamed(majority);
    if (!named) return base::Invalid("\"majority\" must be simple, two-thirds or all-entitled");
    draft.rules.majority = *named;
  }
  if (quorum != 0) draft.rules.quorum_percent = quorum;
  return draft;
}

}  // namespace panel
