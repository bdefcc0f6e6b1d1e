// /api/v1/panels and /api/v1/members: panels, their members, the life of a membership, balance, interests.

#include <boost/json.hpp>

#include "base/limits_panel.h"
#include "desk/desk.h"
#include "desk/people/people.h"
#include "panel/members/faces.h"
#include "panel/members/json_forms.h"
#include "panel/members/page_parts.h"
#include "panel/members/rules.h"

namespace panel::members {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::size_t kUsualPage = 50;
constexpr std::string_view kObject = R"({"type":"object"})";
constexpr std::string_view kPanelBody =
    R"({"type":"object","required":["name","slug"],"properties":{"name":{"type":"string"},"slug":{"type":"string"},"parent":{"type":"string"},"kind":{"type":"string","enum":["panel","country-chapter","sector-chapter"]},"scope":{"type":"string"},"host":{"type":"string"}}})";
constexpr std::string_view kEntryBody =
    R"({"type":"object","properties":{"name":{"type":"string"},"constituency":{"type":"string"},"country":{"type":"string"}}})";
constexpr std::string_view kActBody =
    R"({"type":"object","required":["act","version"],"properties":{"act":{"type":"string","enum":["submit","withdraw","begin","return","admit","decline","suspend","reply","reinstate","renew","leave","end","reopen"]},"version":{"type":"integer"},"words":{"type":"string"}}})";
constexpr std::string_view kRulesBody =
    R"({"type":"object","required":["verification_years","term_months","grace_days","version"],"properties":{"verification_years":{"type":"integer"},"term_months":{"type":"integer"},"grace_days":{"type":"integer"},"version":{"type":"integer"}}})";
constexpr std::string_view kGoalsBody =
    R"({"type":"object","required":["goals"],"properties":{"goals":{"type":"array","items":{"type":"object","required":["dimension","key"],"properties":{"dimension":{"type":"string"},"key":{"type":"string"},"least":{"type":"integer"},"most":{"type":"integer"}}}}}})";
constexpr std::string_view kInterestBody =
    R"({"type":"object","required":["kind","words"],"properties":{"kind":{"type":"string"},"about":{"type":"string"},"about_text":{"type":"string"},"words":{"type":"string"}}})";
constexpr std::string_view kInterestActBody =
    R"({"type":"object","required":["act","version","words"],"properties":{"act":{"type":"string","enum":["disclose","recuse","end","reopen"]},"version":{"type":"integer"},"words":{"type":"string"}}})";

base::Result<Panel> PanelAt(Services& services, const Context& context) {
  return services.seams.base.database.Read(
      [&](db::Transaction& tx) { return services.seams.panels.BySlug(tx, context.Path("panel")); });
}

json::value Next(const Context& context, const std::string& position) {
  return position.empty() ? json::value(nullptr) : json::value(desk::EncodeCursor(context.desk(), position));
}

base::Result<std::string> After(const Context& context) {
  const std::string_view cursor = context.Query("cursor");
  if (cursor.empty()) return std::string();
  return desk::DecodeCursor(context.desk(), cursor);
}

base::Result<json::object> MakePanel(Services& services, Context& context) {
  const Body body = TRY(Body::Of(context));
  Panel panel{.slug = TRY(body.Text("slug")), .name = TRY(body.Text("name")), .host = context.org()};
  if (const std::string parent = TRY(body.Text("parent")); !parent.empty()) {
    panel.parent = TRY(services.seams.base.database.Read([&](db::Transaction& tx) {
                     return services.seams.panels.BySlug(tx, parent);
                   })).id;
    panel.kind = TRY(body.Code<PanelKind>("kind", PanelKindNamed));
    panel.scope = TRY(body.Text("scope"));
  }
  if (const std::string host = TRY(body.Text("host")); !host.empty())
    panel.host = TRY(context.desk().people().OrganisationBySlug(host)).id;
  return json::object{{"id", TRY(services.seams.panels.Create(context.actor(), panel)).text()}};
}

base::Result<json::object> ListMembers(Services& services, Context& context) {
  const Panel panel = TRY(PanelAt(services, context));
  MemberFilter filter;
  filter.view = context.Query("view");
  filter.text = context.Query("q");
  filter.country = context.Query("country");
  filter.constituency = context.Query("constituency");
  filter.section = context.Query("section");
  const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, base::kMaxMemberPage));
  const std::string after = TRY(After(context));
  const MemberPage page = TRY(services.memberships.List(context.actor(), panel.id, filter, after, limit));
  json::array items;
  for (const ListedMember& listed : page.members) items.push_back(JsonOf(listed, page.view.secretariat));
  return json::object{{"items", std::move(items)}, {"next", Next(context, page.next)}};
}

base::Result<json::object> AddMember(Services& services, Context& context) {
  const Panel panel = TRY(PanelAt(services, context));
  const Body body = TRY(Body::Of(context));
  if (!body.Has("name"))
    return json::object{{"id", TRY(services.memberships.Apply(context.actor(), panel.id)).text()}};
  NewEntry entry{.name = TRY(body.Text("name")), .country = TRY(body.Text("country"))};
  entry.constituency = TRY(body.Code<desk::OrgType>("constituency", desk::OrgTypeNamed));
  return json::object{{"id", TRY(services.memberships.Register(context.actor(), panel.id, entry)).text()}};
}

base::Result<json::object> OneMember(Services& services, Context& context) {
  const MemberId id = TRY(MemberIn(context));
  return JsonOf(TRY(services.memberships.Detail(context.actor(), id)));
}

base::Result<json::object> ActOn(Services& services, Context& context) {
  const Body body = TRY(Body::Of(context));
  const MemberId id = TRY(MemberIn(context));
  const MemberAct act = TRY(body.Code<MemberAct>("act", MemberActNamed));
  const std::int64_t version = TRY(body.Number("version"));
  const std::string words = TRY(body.Text("words"));
  TRY(services.memberships.Act(context.actor(), id, version, act, words));
  return OneMember(services, context);
}

json::object RulesJson(const Rules& rules) {
  return {{"verification_years", rules.verification_years},
          {"term_months", rules.term_months},
          {"grace_days", rules.grace_days},
          {"version", rules.version}};
}

base::Result<json::object> ReadRules(Services& services, Context& context) {
  const auto read = [&](db::Transaction& tx) -> base::Result<Rules> {
    const Panel panel = TRY(services.seams.panels.BySlug(tx, context.Path("panel")));
    const PanelView view = TRY(ViewOf(tx, services.seams, context.actor(), panel.id));
    if (!view.SeesMembers()) return Forbidden();
    return RulesOf(tx, panel.id);
  };
  return RulesJson(TRY(services.seams.base.database.Read(read)));
}

base::Result<json::object> WriteRules(Services& services, Context& context) {
  const Body body = TRY(Body::Of(context));
  const Panel panel = TRY(PanelAt(services, context));
  const Rules rules{TRY(body.Number("verification_years")), TRY(body.Number("term_months")),
                    TRY(body.Number("grace_days")), TRY(body.Number("version"))};
  TRY(SetRules(services.seams, context.actor(), panel.id, rules));
  return ReadRules(services, context);
}

base::Result<json::object> ReadBalance(Services& services, Context& context) {
  const Panel panel = TRY(PanelAt(services, context));
  return JsonOf(TRY(services.balances.Get(context.actor(), panel.id)));
}

base::Result<Goal> GoalOf(const json::value& value) {
  const json::object* object = value.if_object();
  if (object == nullptr) return base::Invalid("\"goals\" must be a list of objects");
  Goal goal;
  const json::value* dimension = object->if_contains("dimension");
  const json::value* key = object->if_contains("key");
  if (dimension == nullptr || !dimension->is_string() || key == nullptr || !key->is_string())
    return base::Invalid("a goal has a \"dimension\" and a \"key\"");
  const auto named = DimensionNamed(std::string_view(dimension->get_string()));
  if (!named) return base::Invalid("\"dimension\" has no such code");
  goal.dimension = *named;
  goal.key = std::string(key->get_string());
  for (const auto& [name, number] : {std::pair("least", &goal.least), std::pair("most", &goal.most)})
    if (const json::value* given = object->if_contains(name)) {
      if (!given->is_int64()) return base::Invalid("\"" + std::string(name) + "\" must be a whole number");
      *number = given->get_int64();
    }
  return goal;
}

base::Result<json::object> WriteGoals(Services& services, Context& context) {
  const Body body = TRY(Body::Of(context));
  const Panel panel = TRY(PanelAt(services, context));
  const json::value* given = body.object().if_contains("goals");
  if (given == nullptr || !given->is_array()) return base::Invalid("\"goals\" must be a list of objects");
  std::vector<Goal> goals;
  for (const json::value& item : given->get_array()) goals.push_back(TRY(GoalOf(item)));
  TRY(services.balances.SetGoals(context.actor(), panel.id, goals));
  return ReadBalance(services, context);
}

base::Result<json::object> ListInterests(Services& services, Context& context) {
  const Panel panel = TRY(PanelAt(services, context));
  const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, base::kMaxMemberPage));
  const std::string after = TRY(After(context));
  const InterestPage page = TRY(
      services.interests.Register(context.actor(), panel.id, context.Query("ended") == "true", after, limit));
  return json::object{{"items", JsonAll(page.interests)}, {"next", Next(context, page.next)}};
}

base::Result<json::object> DeclareInterest(Services& services, Context& context) {
  const Body body = TRY(Body::Of(context));
  const MemberId id = TRY(MemberIn(context));
  NewInterest interest{.about_text = TRY(body.Text("about_text")), .text = TRY(body.Text("words"))};
  interest.kind = TRY(body.Code<InterestKind>("kind", InterestKindNamed));
  if (const std::string about = TRY(body.Text("about")); !about.empty())
    interest.about = TRY(MemberId::Parse(about));
  return json::object{{"id", TRY(services.interests.Declare(context.actor(), id, interest)).text()}};
}

base::Result<json::object> ActOnInterest(Services& services, Context& context) {
  const Body body = TRY(Body::Of(context));
  const InterestId id = TRY(InterestId::Parse(context.Path("id")));
  const InterestAct act = TRY(body.Code<InterestAct>("act", InterestActNamed));
  const std::int64_t version = TRY(body.Number("version"));
  const std::string words = TRY(body.Text("words"));
  TRY(services.interests.Act(context.actor(), id, version, act, words));
  return json::object{{"id", id.text()}};
}

base::Result<json::object> ConfirmInterests(Services& services, Context& context) {
  const MemberId id = TRY(MemberIn(context));
  TRY(services.interests.Confirm(context.actor(), id));
  return json::object{{"id", id.text()}};
}

using Handler = base::Result<json::object> (*)(Services&, Context&);

}  // namespace

void AddMemberApi(desk::Desk& desk, Services& services) {
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       Handler handler, desk::ApiDoc doc) {
    AddApi(desk, method, pattern, permission, std::move(doc),
           [&services, handler](Context& context) { return handler(services, context); });
  };
  const Handler list_panels = [](Services& all, Context&) -> base::Result<json::object> {
    return json::object{{"items", JsonAll(TRY(all.seams.panels.All()))}};
  };
  add("GET", "/api/v1/panels", Permission::kPanelRead, list_panels,
      {.summary = "The panel and its chapters", .response_schema = kObject});
  add("POST", "/api/v1/panels", Permission::kPanelManage, MakePanel,
      {.summary = "Make the panel, or a chapter of one",
       .request_schema = kPanelBody,
       .response_schema = kObject,
       .success = 201});
  add("GET", "/api/v1/panels/{panel}/members", Permission::kPanelRead, ListMembers,
      {.summary = "Members of a panel, by name",
       .response_schema = kObject,
       .query = {"view:string:members, applications, suspended, former or drafts (secretariat)",
                 "q:string:Beginnings of words of the names, in any script",
                 "country:string:ISO 3166-1 alpha-2", "constituency:string:Kind of organisation",
                 "section:string:ISIC section", "cursor:string:From the answer before",
                 "limit:integer:How many (1 to 200)"}});
  add("POST", "/api/v1/panels/{panel}/members", Permission::kPanelTakePart, AddMember,
      {.summary = "Begin an application of the own organisation, or (with a name) register another",
       .request_schema = kEntryBody,
       .response_schema = kObject,
       .success = 201});
  add("GET", "/api/v1/panels/{panel}/rules", Permission::kPanelRead, ReadRules,
      {.summary = "What the panel agreed on for its members", .response_schema = kObject});
  add("PUT", "/api/v1/panels/{panel}/rules", Permission::kPanelManage, WriteRules,
      {.summary = "Change it", .request_schema = kRulesBody, .response_schema = kObject});
  add("GET", "/api/v1/panels/{panel}/balance", Permission::kPanelRead, ReadBalance,
      {.summary = "Who is at the table, against the goals, and who is missing", .response_schema = kObject});
  add("PUT", "/api/v1/panels/{panel}/goals", Permission::kPanelManage, WriteGoals,
      {.summary = "Set the goals", .request_schema = kGoalsBody, .response_schema = kObject});
  add("GET", "/api/v1/panels/{panel}/interests", Permission::kPanelRead, ListInterests,
      {.summary = "Register of conflicts of interest, newest first",
       .response_schema = kObject,
       .query = {"ended:boolean:Those that are over too", "cursor:string:From the answer before",
                 "limit:integer:How many (1 to 200)"}});
  add("GET", "/api/v1/members/{id}", Permission::kPanelRead, OneMember,
      {.summary = "A member, as far as the asker may know it", .response_schema = kObject});
  add("POST", "/api/v1/members/{id}/acts", Permission::kPanelTakePart, ActOn,
      {.summary = "A step of the membership's life", .request_schema = kActBody, .response_schema = kObject});
  add("POST", "/api/v1/members/{id}/interests", Permission::kPanelTakePart, DeclareInterest,
      {.summary = "Declare a conflict of interest",
       .request_schema = kInterestBody,
       .response_schema = kObject,
       .success = 201});
  add("POST", "/api/v1/members/{id}/interests/confirm", Permission::kPanelTakePart, ConfirmInterests,
      {.summary = "Confirm that the member's part of the register is complete", .response_schema = kObject});
  add("POST", "/api/v1/panel-interests/{id}", Permission::kPanelTakePart, ActOnInterest,
      {.summary = "How a conflict of interest is handled, or that it is over",
       .request_schema = kInterestActBody,
       .response_schema = kObject});
}

}  // namespace panel::members
