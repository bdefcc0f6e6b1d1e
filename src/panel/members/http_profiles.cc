// /api/v1/members/{id}/profile and below, and the due diligence.

#include <boost/json.hpp>

#include "desk/desk.h"
#include "panel/members/faces.h"
#include "panel/members/json_forms.h"
#include "panel/members/page_parts.h"
#include "panel/members/questions.h"

namespace panel::members {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::string_view kObject = R"({"type":"object"})";
constexpr std::string_view kProfileBody =
    R"({"type":"object","required":["name","country","version"],"properties":{"name":{"type":"string"},"constituency":{"type":"string"},"country":{"type":"string"},"sectors":{"type":"array","items":{"type":"string"}},"registration":{"type":"string"},"website":{"type":"string"},"purpose":{"type":"string"},"safeguards":{"type":"string"},"version":{"type":"integer"}}})";
constexpr std::string_view kNameBody =
    R"({"type":"object","required":["kind","name"],"properties":{"kind":{"type":"string","enum":["former","other","short"]},"name":{"type":"string"}}})";
constexpr std::string_view kPersonBody =
    R"({"type":"object","required":["kind","name"],"properties":{"kind":{"type":"string","enum":["head","officer","representative"]},"name":{"type":"string"},"title":{"type":"string"},"country":{"type":"string"},"birth_date":{"type":"string"},"gender":{"type":"string","enum":["not-said","woman","man","other"]}}})";
constexpr std::string_view kContactBody =
    R"({"type":"object","required":["name"],"properties":{"name":{"type":"string"},"role":{"type":"string"},"email":{"type":"string"},"phone":{"type":"string"},"visibility":{"type":"string","enum":["nobody","panel","public"]},"consents":{"type":"boolean"}}})";
constexpr std::string_view kShowBody =
    R"({"type":"object","required":["visibility"],"properties":{"visibility":{"type":"string"},"consents":{"type":"boolean"}}})";
constexpr std::string_view kOwnersBody =
    R"({"type":"object","required":["version","statements"],"properties":{"version":{"type":"integer"},"statements":{"type":"array","items":{"type":"object"}}}})";
constexpr std::string_view kDeclarationBody =
    R"({"type":"object","required":["signatory","accepted"],"properties":{"signatory":{"type":"string"},"title":{"type":"string"},"accepted":{"type":"array","items":{"type":"string"}}}})";
constexpr std::string_view kPublicBody =
    R"({"type":"object","required":["public"],"properties":{"public":{"type":"array","items":{"type":"string"}}}})";
constexpr std::string_view kVerifyBody =
    R"({"type":"object","required":["answers"],"properties":{"answers":{"type":"object"},"remarks":{"type":"string"}}})";
constexpr std::string_view kWordsBody =
    R"({"type":"object","required":["words"],"properties":{"words":{"type":"string"}}})";
constexpr std::string_view kFlagBody =
    R"({"type":"object","required":["kind","risk","words"],"properties":{"kind":{"type":"string"},"risk":{"type":"string"},"words":{"type":"string"}}})";
constexpr std::string_view kStepBody =
    R"({"type":"object","required":["act","version"],"properties":{"act":{"type":"string"},"version":{"type":"integer"},"words":{"type":"string"}}})";
constexpr std::string_view kAskBody =
    R"({"type":"object","properties":{"reviewer":{"type":"string"},"words":{"type":"string"}}})";
constexpr std::string_view kVettingBody =
    R"({"type":"object","required":["act"],"properties":{"act":{"type":"string","enum":["accept","recuse","cancel"]},"words":{"type":"string"}}})";

base::Result<json::object> ReadProfile(Services& services, Context& context) {
  const MemberId id = TRY(MemberIn(context));
  return JsonOf(TRY(services.profiles.Get(context.actor(), id)));
}

base::Result<json::object> WriteProfile(Services& services, Context& context) {
  const Body body = TRY(Body::Of(context));
  const MemberId id = TRY(MemberIn(context));
  Profile facts = TRY(services.profiles.Get(context.actor(), id)).profile;
  facts.name = TRY(body.Text("name"));
  facts.country = TRY(body.Text("country"));
  if (body.Has("constituency"))
    facts.constituency = TRY(body.Code<desk::OrgType>("constituency", desk::OrgTypeNamed));
  if (body.Has("sectors")) facts.sectors = TRY(body.Texts("sectors"));
  if (body.Has("registration")) facts.registration = TRY(body.Text("registration"));
  if (body.Has("website")) facts.website = TRY(body.Text("website"));
  if (body.Has("purpose")) facts.purpose = TRY(body.Text("purpose"));
  if (body.Has("safeguards")) facts.safeguards = TRY(body.Text("safeguards"));
  facts.version = TRY(body.Number("version"));
  TRY(services.profiles.SaveFacts(context.actor(), id, facts));
  return ReadProfile(services, context);
}

base::Result<json::object> AddName(Services& services, Context& context) {
  const Body body = TRY(Body::Of(context));
  const MemberId id = TRY(MemberIn(context));
  const NameKind kind = TRY(body.Code<NameKind>("kind", NameKindNamed));
  const std::string name = TRY(body.Text("name"));
  TRY(services.profiles.AddName(context.actor(), id, kind, name));
  return ReadProfile(services, context);
}

base::Result<json::object> AddPerson(Services& services, Context& context) {
  const Body body = TRY(Body::Of(context));
  const MemberId id = TRY(MemberIn(context));
  FilePerson person{.name = TRY(body.Text("name")),
                    .title = TRY(body.Text("title")),
                    .country = TRY(body.Text("country")),
                    .birth_date = TRY(body.Text("birth_date"))};
  person.kind = TRY(body.Code<PersonKind>("kind", PersonKindNamed));
  if (body.Has("gender")) person.gender = TRY(body.Code<Gender>("gender", GenderNamed));
  TRY(services.profiles.AddPerson(context.actor(), id, person));
  return ReadProfile(services, context);
}

base::Result<json::object> AddContact(Services& services, Context& context) {
  const Body body = TRY(Body::Of(context));
  const MemberId id = TRY(MemberIn(context));
  Contact contact{.name = TRY(body.Text("name")),
                  .role = TRY(body.Text("role")),
                  .email = TRY(body.Text("email")),
                  .phone = TRY(body.Text("phone"))};
  if (body.Has("visibility")) contact.visibility = TRY(body.Code<Visibility>("visibility", VisibilityNamed));
  const bool consents = TRY(body.Truth("consents"));
  TRY(services.profiles.AddContact(context.actor(), id, contact, consents));
  return ReadProfile(services, context);
}

base::Result<json::object> ShowContact(Services& services, Context& context) {
  const Body body = TRY(Body::Of(context));
  const MemberId id = TRY(MemberIn(context));
  const RowId row = TRY(RowId::Parse(context.Path("row")));
  const Visibility visibility = TRY(body.Code<Visibility>("visibility", VisibilityNamed));
  const bool consents = TRY(body.Truth("consents"));
  TRY(services.profiles.ShowContact(context.actor(), id, row, visibility, consents));
  return ReadProfile(services, context);
}

base::Result<json::object> RemoveRow(Services& services, Context& context) {
  const MemberId id = TRY(MemberIn(context));
  const RowId row = TRY(RowId::Parse(context.Path("row")));
  TRY(services.profiles.Remove(context.actor(), id, row));
  return ReadProfile(services, context);
}

base::Result<json::object> ReadOwners(Services& services, Context& context) {
  const MemberId id = TRY(MemberIn(context));
  const std::string document = TRY(services.profiles.OwnersDocument(context.actor(), id));
  return json::object{{"statements", json::parse(document)}};
}

base::Result<json::object> WriteOwners(Services& services, Context& context) {
  const Body body = TRY(Body::Of(context));
  const MemberId id = TRY(MemberIn(context));
  const std::int64_t version = TRY(body.Number("version"));
  const json::value* statements = body.object().if_contains("statements");
  if (statements == nullptr) return base::Invalid("\"statements\" must be a list of statements");
  const Ownership owners = TRY(ReadOwnership(json::serialize(*statements)));
  TRY(services.profiles.SetOwners(context.actor(), id, version, owners));
  return json::object{{"records", owners.records.size()},
                      {"relationships", owners.links.size()},
                      {"left_out", owners.left_out}};
}

base::Result<json::object> Sign(Services& services, Context& context) {
  const Body body = TRY(Body::Of(context));
  const MemberId id = TRY(MemberIn(context));
  const std::string signatory = TRY(body.Text("signatory")), title = TRY(body.Text("title"));
  const std::vector<std::string> accepted = TRY(body.Texts("accepted"));
  TRY(services.memberships.Sign(context.actor(), id, signatory, title, accepted));
  return JsonOf(TRY(services.memberships.Detail(context.actor(), id)));
}

base::Result<json::object> ShowToAll(Services& services, Context& context) {
  const Body body = TRY(Body::Of(context));
  const MemberId id = TRY(MemberIn(context));
  std::vector<PublicField> shown;
  for (const std::string& name : TRY(body.Texts("public"))) {
    const auto field = PublicFieldNamed(name);
    if (!field) return base::Invalid("\"public\" has no code \"" + name + "\"");
    shown.push_back(*field);
  }
  TRY(services.memberships.Show(context.actor(), id, shown));
  return JsonOf(TRY(services.memberships.Detail(context.actor(), id)));
}

// ---- due diligence

base::Result<json::object> ReadDiligence(Services& services, Context& context) {
  const MemberId id = TRY(MemberIn(context));
  std::vector<FlagEvent> events;
  const std::vector<Hit> hits = TRY(services.hits.Of(context.actor(), id));
  const std::vector<Flag> flags = TRY(services.flags.Of(context.actor(), id, &events));
  const std::vector<Verification> verifications = TRY(services.diligence.Of(context.actor(), id));
  const std::vector<Vetting> vettings = TRY(services.diligence.VettingsOf(context.actor(), id));
  json::array questions;
  for (const Question& question : Questions())
    questions.push_back(json::object{{"key", question.key},
                                     {"text", question.text},
                                     {"good", AnswerName(question.good)},
                                     {"may_not_apply", question.may_not_apply}});
  return json::object{{"hits", JsonAll(hits)},           {"flags", JsonAll(flags)},
                      {"flag_history", JsonAll(events)}, {"verifications", JsonAll(verifications)},
                      {"vettings", JsonAll(vettings)},   {"questions", std::move(questions)}};
}

base::Result<json::object> Verify(Services& services, Context& context) {
  const Body body = TRY(Body::Of(context));
  const MemberId id = TRY(MemberIn(context));
  const json::value* given = body.object().if_contains("answers");
  if (given == nullptr || !given->is_object()) return base::Invalid("\"answers\" must be an object");
  std::vector<Answer> answers(kQuestions, Answer::kNone);
  for (const auto& [key, value] : given->get_object()) {
    bool known = false;
    for (std::size_t i = 0; i < kQuestions; ++i) {
      if (Questions()[i].key != std::string_view(key)) continue;
      const auto answer =
          value.is_string() ? AnswerNamed(std::string_view(value.get_string())) : std::nullopt;
      if (!answer) return base::Invalid("\"" + std::string(key) + "\" must be yes, no or not-applicable");
      answers[i] = *answer;
      known = true;
    }
    if (!known) return base::Invalid("there is no question \"" + std::string(key) + "\"");
  }
  const std::string remarks = TRY(body.Text("remarks"));
  return json::object{{"id", TRY(services.diligence.Verify(context.actor(), id, answers, remarks)).text()}};
}

base::Result<json::object> WithdrawVerification(Services& services, Context& context) {
  const Body body = TRY(Body::Of(context));
  const MemberId id = TRY(MemberIn(context));
  const VerificationId verification = TRY(VerificationId::Parse(context.Path("verification")));
  const std::string words = TRY(body.Text("words"));
  TRY(services.diligence.Withdraw(context.actor(), id, verification, words));
  return ReadDiligence(services, context);
}

base::Result<json::object> ScreenNow(Services& services, Context& context) {
  const MemberId id = TRY(MemberIn(context));
  TRY(services.hits.Screen(context.actor(), id));
  return ReadDiligence(services, context);
}

base::Result<json::object> JudgeHit(Services& services, Context& context) {
  const Body body = TRY(Body::Of(context));
  const MemberId id = TRY(MemberIn(context));
  const HitId hit = TRY(HitId::Parse(context.Path("hit")));
  const HitAct act = TRY(body.Code<HitAct>("act", HitActNamed));
  const std::int64_t version = TRY(body.Number("version"));
  const std::string words = TRY(body.Text("words"));
  TRY(services.hits.Judge(context.actor(), id, hit, version, act, words));
  return ReadDiligence(services, context);
}

base::Result<json::object> RaiseFlag(Services& services, Context& context) {
  const Body body = TRY(Body::Of(context));
  const MemberId id = TRY(MemberIn(context));
  const FlagKind kind = TRY(body.Code<FlagKind>("kind", FlagKindNamed));
  const Risk risk = TRY(body.Code<Risk>("risk", RiskNamed));
  const std::string words = TRY(body.Text("words"));
  return json::object{{"id", TRY(services.flags.Raise(context.actor(), id, kind, risk, words)).text()}};
}

base::Result<json::object> ActOnFlag(Services& services, Context& context) {
  const Body body = TRY(Body::Of(context));
  const MemberId id = TRY(MemberIn(context));
  const FlagId flag = TRY(FlagId::Parse(context.Path("flag")));
  const FlagAct act = TRY(body.Code<FlagAct>("act", FlagActNamed));
  const std::int64_t version = TRY(body.Number("version"));
  const std::string words = TRY(body.Text("words"));
  TRY(services.flags.Act(context.actor(), id, flag, version, act, words));
  return ReadDiligence(services, context);
}

base::Result<json::object> AskOrOffer(Services& services, Context& context) {
  const Body body = TRY(Body::Of(context));
  const MemberId id = TRY(MemberIn(context));
  const std::string reviewer = TRY(body.Text("reviewer")), words = TRY(body.Text("words"));
  if (reviewer.empty())
    return json::object{{"id", TRY(services.diligence.Offer(context.actor(), id, words)).text()}};
  const MemberId other = TRY(MemberId::Parse(reviewer));
  return json::object{{"id", TRY(services.diligence.Ask(context.actor(), id, other, words)).text()}};
}

base::Result<json::object> ActOnVetting(Services& services, Context& context) {
  const Body body = TRY(Body::Of(context));
  const VettingId id = TRY(VettingId::Parse(context.Path("id")));
  const std::string name = TRY(body.Text("act")), words = TRY(body.Text("words"));
  for (const VettingAct act : {VettingAct::kAccept, VettingAct::kRecuse, VettingAct::kCancel}) {
    if (name != VettingActName(act)) continue;
    TRY(services.diligence.Act(context.actor(), id, act, words));
    return json::object{{"id", id.text()}};
  }
  return base::Invalid("\"act\" must be accept, recuse or cancel");
}

using Handler = base::Result<json::object> (*)(Services&, Context&);

class Adder {
 public:
  Adder(desk::Desk& desk, Services& services) : desk_(desk), services_(services) {}
  void operator()(std::string_view method, std::string_view pattern, Handler handler,
                  desk::ApiDoc doc) const {
    doc.response_schema = kObject;
    AddApi(desk_, method, pattern, method == "GET" ? Permission::kPanelRead : Permission::kPanelTakePart,
           std::move(doc),
           [services = &services_, handler](Context& context) { return handler(*services, context); });
  }

 private:
  desk::Desk& desk_;
  Services& services_;
};

}  // namespace

void AddProfileApi(desk::Desk& desk, Services& services) {
  const Adder add(desk, services);
  add("GET", "/api/v1/members/{id}/profile", ReadProfile, {.summary = "What a member says of itself"});
  add("PUT", "/api/v1/members/{id}/profile", WriteProfile,
      {.summary = "Change its facts", .request_schema = kProfileBody});
  add("POST", "/api/v1/members/{id}/names", AddName,
      {.summary = "Add a former or other name", .request_schema = kNameBody});
  add("POST", "/api/v1/members/{id}/people", AddPerson,
      {.summary = "Add a head, officer or representative", .request_schema = kPersonBody});
  add("POST", "/api/v1/members/{id}/contacts", AddContact,
      {.summary = "Add a contact point", .request_schema = kContactBody});
  add("PUT", "/api/v1/members/{id}/contacts/{row}", ShowContact,
      {.summary = "Who sees a contact point, with the person's consent", .request_schema = kShowBody});
  add("DELETE", "/api/v1/members/{id}/rows/{row}", RemoveRow,
      {.summary = "Remove a name, a person or a contact point"});
  add("GET", "/api/v1/members/{id}/owners", ReadOwners,
      {.summary = "Its owners as statements of the Beneficial Ownership Data Standard 0.4"});
  add("PUT", "/api/v1/members/{id}/owners", WriteOwners,
      {.summary = "Its owners, from such statements", .request_schema = kOwnersBody});
  add("POST", "/api/v1/members/{id}/declaration", Sign,
      {.summary = "Sign the declaration", .request_schema = kDeclarationBody});
  add("PUT", "/api/v1/members/{id}/public", ShowToAll,
      {.summary = "What of its entry everybody sees", .request_schema = kPublicBody});
}

void AddDiligenceApi(desk::Desk& desk, Services& services) {
  const Adder add(desk, services);
  add("GET", "/api/v1/members/{id}/diligence", ReadDiligence,
      {.summary = "Hits, flags, verifications and vettings, for those who look into it"});
  add("POST", "/api/v1/members/{id}/verifications", Verify,
      {.summary = "Answer the nine questions", .request_schema = kVerifyBody, .success = 201});
  add("POST", "/api/v1/members/{id}/verifications/{verification}/withdraw", WithdrawVerification,
      {.summary = "Withdraw one's own verification", .request_schema = kWordsBody});
  add("POST", "/api/v1/members/{id}/screen", ScreenNow,
      {.summary = "Compare its names with the watch lists now"});
  add("POST", "/api/v1/members/{id}/hits/{hit}", JudgeHit,
      {.summary = "Decide a hit: clear, confirm or reopen", .request_schema = kStepBody});
  add("POST", "/api/v1/members/{id}/flags", RaiseFlag,
      {.summary = "Raise a flag", .request_schema = kFlagBody, .success = 201});
  add("POST", "/api/v1/members/{id}/flags/{flag}", ActOnFlag,
      {.summary = "Warn, escalate, confirm, return, resolve or reopen", .request_schema = kStepBody});
  add("POST", "/api/v1/members/{id}/vettings", AskOrOffer,
      {.summary = "Ask a member to vet it (secretariat), or offer to",
       .request_schema = kAskBody,
       .success = 201});
  add("POST", "/api/v1/panel-vettings/{id}", ActOnVetting,
      {.summary = "Accept, recuse or cancel a vetting", .request_schema = kVettingBody});
}

}  // namespace panel::members
