#include "panel/members/json_forms.h"

#include <boost/json.hpp>

#include "desk/desk.h"
#include "panel/members/letter.h"
#include "panel/members/questions.h"

namespace panel::members {

namespace json = boost::json;

namespace {

json::array TextsOf(const std::vector<std::string>& texts) {
  return json::array(texts.begin(), texts.end());
}

template <typename T>
json::array AllOf(const std::vector<T>& items) {
  json::array array;
  for (const T& item : items) array.push_back(JsonOf(item));
  return array;
}

base::Error Wrong(std::string_view name, std::string_view what) {
  return base::Invalid("\"" + std::string(name) + "\" must be " + std::string(what));
}

}  // namespace

base::Result<Body> Body::Of(const desk::Context& context) {
  json::value value = TRY(desk::ReadJson(context));
  if (!value.is_object()) return base::Invalid("the body must be a JSON object");
  return Body(std::make_shared<const json::object>(std::move(value.get_object())));
}

bool Body::Has(std::string_view name) const {
  return object_->contains(name);
}

base::Result<std::string> Body::Text(std::string_view name) const {
  const json::value* value = object_->if_contains(name);
  if (value == nullptr || value->is_null()) return std::string();
  if (!value->is_string()) return Wrong(name, "a text");
  return std::string(value->get_string());
}

base::Result<std::int64_t> Body::Number(std::string_view name) const {
  const json::value* value = object_->if_contains(name);
  if (value == nullptr || !value->is_int64()) return Wrong(name, "a whole number");
  return value->get_int64();
}

base::Result<bool> Body::Truth(std::string_view name) const {
  const json::value* value = object_->if_contains(name);
  if (value == nullptr || value->is_null()) return false;
  if (!value->is_bool()) return Wrong(name, "true or false");
  return value->get_bool();
}

base::Result<std::vector<std::string>> Body::Texts(std::string_view name) const {
  std::vector<std::string> texts;
  const json::value* value = object_->if_contains(name);
  if (value == nullptr || value->is_null()) return texts;
  if (!value->is_array()) return Wrong(name, "a list of texts");
  for (const json::value& item : value->get_array()) {
    if (!item.is_string()) return Wrong(name, "a list of texts");
    texts.emplace_back(item.get_string());
  }
  return texts;
}

json::value JsonTime(base::UtcTime time) {
  return time.ms == 0 ? json::value(nullptr) : json::value(base::FormatTime(time));
}

json::object JsonOf(const Panel& panel) {
  return {{"id", panel.id.text()},
          {"slug", panel.slug},
          {"name", panel.name},
          {"kind", PanelKindName(panel.kind)},
          {"scope", panel.scope},
          {"parent", panel.parent.empty() ? json::value(nullptr) : json::value(panel.parent.text())}};
}

json::object JsonOf(const Member& member) {
  return {{"id", member.id.text()},
          {"name", member.name},
          {"constituency", desk::OrgTypeName(member.constituency)},
          {"country", member.country},
          {"sectors", TextsOf(member.sectors)},
          {"state", MemberStateName(member.state)},
          {"since", JsonTime(member.admitted)},
          {"version", member.version}};
}

json::object JsonOf(const ListedMember& listed, bool secretariat) {
  json::object object = JsonOf(listed.member);
  object["verification"] = StandingName(listed.standing);
  object["interests_confirmed"] = JsonTime(listed.interests_confirmed);
  if (!secretariat) return object;
  object["expires"] = JsonTime(listed.expires);
  object["open_hits"] = listed.open_hits;
  object["worst_flag"] =
      listed.worst == FlagKind::kResolved ? json::value(nullptr) : json::value(FlagKindName(listed.worst));
  return object;
}

json::object JsonOf(const MemberDetail& detail) {
  const Membership& membership = detail.access.membership;
  json::object object = JsonOf(membership.member);
  object["panel"] = detail.access.panel.slug;
  object["verification"] = StandingName(detail.assessment.standing);
  if (detail.assessment.verification) object["verified_by"] = detail.assessment.verification->by_name;
  if (!detail.access.SeesFile()) return object;
  json::array missing, admitting, history, shown;
  for (const Missing& item : detail.assessment.missing)
    missing.push_back(json::object{{"step", WizardStepName(item.step)}, {"what", item.words}});
  if (detail.access.SeesDiligence())
    for (const Blocker blocker : detail.assessment.Admitting())
      admitting.push_back(json::value(BlockerName(blocker)));
  for (const MemberEvent& event : detail.history)
    history.push_back(json::object{{"act", MemberActName(event.act)},
                                   {"from", MemberStateName(event.from)},
                                   {"to", MemberStateName(event.to)},
                                   {"time", JsonTime(event.time)},
                                   {"words", event.text}});
  for (const PublicField field : membership.shown) shown.push_back(json::value(PublicFieldName(field)));
  object["missing"] = std::move(missing);
  if (detail.access.SeesDiligence()) object["in_the_way"] = std::move(admitting);
  object["history"] = std::move(history);
  object["public"] = std::move(shown);
  object["expires"] = JsonTime(membership.expires);
  object["letter"] = HasLetter(membership) ? membership.letter : std::string();
  object["declaration"] = json::object{{"edition", membership.declaration.edition},
                                       {"signatory", membership.declaration.signatory},
                                       {"title", membership.declaration.title},
                                       {"signed", JsonTime(membership.declaration.signed_at)}};
  return object;
}

json::object JsonOf(const File& file) {
  const Profile& profile = file.profile;
  json::array names, people, contacts;
  for (const OtherName& name : file.names)
    names.push_back(
        json::object{{"id", name.id.text()}, {"kind", NameKindName(name.kind)}, {"name", name.text}});
  for (const FilePerson& person : file.people)
    people.push_back(json::object{{"id", person.id.text()},
                                  {"kind", PersonKindName(person.kind)},
                                  {"name", person.name},
                                  {"title", person.title},
                                  {"country", person.country},
                                  {"birth_date", person.birth_date},
                                  {"gender", GenderName(person.gender)}});
  for (const Contact& contact : file.contacts)
    contacts.push_back(json::object{{"id", contact.id.text()},
                                    {"name", contact.name},
                                    {"role", contact.role},
                                    {"email", contact.email},
                                    {"phone", contact.phone},
                                    {"visibility", VisibilityName(contact.visibility)},
                                    {"consent", JsonTime(contact.consent)}});
  return {{"name", profile.name},
          {"constituency", desk::OrgTypeName(profile.constituency)},
          {"country", profile.country},
          {"sectors", TextsOf(profile.sectors)},
          {"registration", profile.registration},
          {"website", profile.website},
          {"purpose", profile.purpose},
          {"safeguards", profile.safeguards},
          {"screened", JsonTime(profile.screened)},
          {"names", std::move(names)},
          {"people", std::move(people)},
          {"contacts", std::move(contacts)},
          {"version", profile.version}};
}

json::object JsonOf(const Verification& verification) {
  json::object answers;
  for (std::size_t i = 0; i < verification.answers.size() && i < kQuestions; ++i)
    answers[Questions()[i].key] = AnswerName(verification.answers[i]);
  return {{"id", verification.id.text()},        {"by", verification.by_name},
          {"made", JsonTime(verification.made)}, {"passed", verification.passed},
          {"withdrawn", verification.withdrawn}, {"remarks", verification.remarks},
          {"answers", std::move(answers)}};
}

json::object JsonOf(const Vetting& vetting) {
  return {{"id", vetting.id.text()},
          {"subject", vetting.subject.text()},
          {"reviewer", vetting.reviewer.text()},
          {"reviewer_name", vetting.reviewer_name},
          {"state", VettingStateName(vetting.state)},
          {"created", JsonTime(vetting.created)},
          {"words", vetting.text}};
}

json::object JsonOf(const Flag& flag) {
  return {{"id", flag.id.text()}, {"kind", FlagKindName(flag.kind)},   {"risk", RiskName(flag.risk)},
          {"words", flag.text},   {"created", JsonTime(flag.created)}, {"version", flag.version}};
}

json::object JsonOf(const FlagEvent& event) {
  return {
      {"flag", event.flag.text()},
      {"from", event.from == FlagKind::kCount ? json::value(nullptr) : json::value(FlagKindName(event.from))},
      {"to", FlagKindName(event.to)},
      {"time", JsonTime(event.time)},
      {"words", event.text}};
}

json::object JsonOf(const Hit& hit) {
  return {{"id", hit.id.text()},    {"subject", hit.subject},
          {"caption", hit.caption}, {"dataset", hit.dataset},
          {"entry", hit.entry},     {"entry_caption", hit.entry_caption},
          {"score", hit.score},     {"state", HitStateName(hit.state)},
          {"reason", hit.reason},   {"judged", JsonTime(hit.judged)},
          {"changed", hit.changed}, {"version", hit.version}};
}

json::object JsonOf(const Interest& interest) {
  return {{"id", interest.id.text()},
          {"member", interest.member.text()},
          {"member_name", interest.member_name},
          {"about", interest.about.empty() ? json::value(nullptr) : json::value(interest.about.text())},
          {"about_name", interest.about.empty() ? interest.about_text : interest.about_name},
          {"kind", InterestKindName(interest.kind)},
          {"words", interest.text},
          {"handling", interest.handling},
          {"state", InterestStateName(interest.state)},
          {"declared", JsonTime(interest.declared)},
          {"ended", JsonTime(interest.ended)},
          {"version", interest.version}};
}

json::object JsonOf(const Balance& balance) {
  json::object dimensions;
  for (std::size_t i = 0; i < balance.rows.size(); ++i) {
    json::array rows;
    for (const BalanceRow& row : balance.rows[i])
      rows.push_back(json::object{{"key", row.key},
                                  {"count", row.count},
                                  {"value", row.value},
                                  {"least", row.least},
                                  {"most", row.most},
                                  {"applicants", row.applicants}});
    dimensions[DimensionName(static_cast<Dimension>(i))] = std::move(rows);
  }
  json::array missing;
  for (const Balance::Gap& gap : balance.Missing())
    missing.push_back(json::object{{"dimension", DimensionName(gap.dimension)},
                                   {"key", gap.row.key},
                                   {"lacks", gap.row.least - gap.row.value}});
  return {{"panel", balance.panel.slug},
          {"members", balance.members},
          {"dimensions", std::move(dimensions)},
          {"missing", std::move(missing)}};
}

json::array JsonAll(const std::vector<Panel>& items) {
  return AllOf(items);
}

json::array JsonAll(const std::vector<Verification>& items) {
  return AllOf(items);
}

json::array JsonAll(const std::vector<Vetting>& items) {
  return AllOf(items);
}

json::array JsonAll(const std::vector<Flag>& items) {
  return AllOf(items);
}

json::array JsonAll(const std::vector<FlagEvent>& items) {
  return AllOf(items);
}

json::array JsonAll(const std::vector<Hit>& items) {
  return AllOf(items);
}

json::array JsonAll(const std::vector<Interest>& items) {
  return AllOf(items);
}

void AddApi(desk::Desk& desk, std::string_view method, std::string_view pattern, desk::Permission permission,
            desk::ApiDoc doc, ApiHandler handler) {
  doc.tag = "panel members";
  const bool reads = method == "GET";
  const int success = doc.success;
  auto answer = [handler = std::move(handler), reads,
                 success](desk::Context& context) -> base::Result<net::Response> {
    if (reads) {
      const json::object value = TRY(handler(context));
      return desk::JsonWithETag(context, value);
    }
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const json::object value = TRY(handler(context));
      return desk::JsonResponse(value, success);
    });
  };
  desk.router().Add({.method = method,
                     .pattern = pattern,
                     .permission = permission,
                     .handler = std::move(answer),
                     .face = desk::Face::kApi,
                     .doc = std::move(doc)});
}

}  // namespace panel::members
