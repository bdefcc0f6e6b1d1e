#include <boost/json.hpp>

#include "desk/desk.h"
#include "desk/people/faces.h"
#include "desk/people/json.h"
#include "desk/people/roles_form.h"
#include "desk/web/api.h"

namespace desk {

namespace {

namespace json = boost::json;

constexpr std::string_view kPersonSchema =
    R"({"type":"object","required":["id","email","name","active","roles"],"properties":{
  "id":{"type":"string"},"email":{"type":"string","format":"email"},"name":{"type":"string"},"active":{"type":"boolean"},
  "roles":{"type":"array","items":{"enum":["admin","analyst","approver","viewer","auditor"]}}}})";
constexpr std::string_view kPeopleSchema =
    R"({"type":"object","required":["people"],"properties":{"people":{"type":"array","items":{"type":"object"}}}})";
constexpr std::string_view kRolesSchema = R"({"type":"object","required":["roles"],"properties":{
  "roles":{"type":"array","minItems":1,"items":{"enum":["admin","analyst","approver","viewer","auditor"]}}}})";
constexpr std::string_view kInviteSchema =
    R"({"type":"object","required":["email","roles"],"properties":{"email":{"type":"string","format":"email"},
  "roles":{"type":"array","minItems":1,"items":{"enum":["admin","analyst","approver","viewer","auditor"]}}}})";
constexpr std::string_view kInvitationSchema =
    R"({"type":"object","required":["id","email","roles","expires"],"properties":{"id":{"type":"string"},
  "email":{"type":"string"},"roles":{"type":"array","items":{"type":"string"}},"expires":{"type":"string","format":"date-time"},
  "address":{"type":"string","description":"Where to accept; given once"}}})";
constexpr std::string_view kInvitationsSchema =
    R"({"type":"object","required":["invitations"],"properties":{"invitations":{"type":"array","items":{"type":"object"}}}})";
constexpr std::string_view kOrganisationSchema =
    R"({"type":"object","required":["id","slug","name","type","active"],"properties":{
  "id":{"type":"string"},"slug":{"type":"string"},"name":{"type":"string"},"type":{"type":"string"},"country":{"type":["string","null"]},
  "active":{"type":"boolean"},"created":{"type":"string","format":"date-time"}}})";
constexpr std::string_view kOrganisationsSchema =
    R"({"type":"object","required":["organisations"],"properties":{"organisations":{"type":"array","items":{"type":"object"}}}})";
constexpr std::string_view kNewOrganisationSchema =
    R"({"type":"object","required":["slug","name","type"],"properties":{
  "slug":{"type":"string","pattern":"^[a-z0-9-]{1,63}$"},"name":{"type":"string"},"type":{"type":"string"},"country":{"type":"string"}}})";
constexpr std::string_view kMeSchema =
    R"({"type":"object","required":["kind","permissions"],"properties":{"kind":{"enum":["person","key"]},
  "id":{"type":"string"},"email":{"type":"string"},"name":{"type":"string"},"organisation":{"type":["string","null"]},
  "permissions":{"type":"array","items":{"type":"string"}}}})";

base::Result<net::Response> GetMe(Context& context) {
  const Actor& actor = context.actor();
  if (actor.kind == Actor::Kind::kNobody)
    return base::Error{base::Code::kUnauthenticated, "Sign in first.", {}};
  json::array permissions;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Permission::kCount); ++i)
    if (actor.permissions.test(i)) permissions.emplace_back(PermissionName(static_cast<Permission>(i)));
  json::object me{{"permissions", std::move(permissions)}, {"organisation", nullptr}};
  if (!actor.org.empty()) me["organisation"] = TRY(context.desk().people().GetOrganisation(actor.org)).slug;
  if (actor.kind == Actor::Kind::kKey) {
    me["kind"] = "key";
    me["id"] = actor.key.text();
  } else {
    me["kind"] = "person";
    me["id"] = actor.person.text();
    me["email"] = actor.email;
    me["name"] = actor.name;
  }
  return JsonResponse(me);
}

base::Result<net::Response> GetPeople(Context& context) {
  json::array people;
  for (const auto& [person, roles] : TRY(context.desk().people().Members(context.org())))
    people.push_back(JsonOf(person, roles));
  return JsonWithETag(context, json::object{{"people", std::move(people)}});
}

base::Result<net::Response> OnePerson(Context& context, const PersonId& id) {
  for (const auto& [person, roles] : TRY(context.desk().people().Members(context.org())))
    if (person.id == id) return JsonWithETag(context, JsonOf(person, roles));
  return base::NotFound("There is no such person in this organisation.");
}

base::Result<net::Response> GetPerson(Context& context) {
  return OnePerson(context, TRY(PersonId::Parse(context.Path("id"))));
}

base::Result<net::Response> PutRoles(Context& context) {
  const PersonId id = TRY(PersonId::Parse(context.Path("id")));
  const json::object body = TRY(BodyObject(context));
  const std::vector<Role> roles = TRY(RolesIn(body));
  if (roles.empty()) return base::Invalid("roles: at least one is expected; to remove somebody, DELETE.");
  TRY(context.desk().people().SetRoles(context.actor(), context.org(), id, roles));
  return OnePerson(context, id);
}

base::Result<net::Response> DeletePerson(Context& context) {
  const PersonId id = TRY(PersonId::Parse(context.Path("id")));
  TRY(context.desk().people().SetRoles(context.actor(), context.org(), id, {}));
  return NoContent();
}

base::Result<net::Response> GetInvitations(Context& context) {
  json::array all;
  for (const Invitation& invitation : TRY(context.desk().people().Invitations(context.org())))
    all.push_back(JsonOf(invitation));
  return JsonResponse(json::object{{"invitations", std::move(all)}});
}

base::Result<net::Response> PostInvitation(Context& context) {
  const json::object body = TRY(BodyObject(context));
  const std::string email = TRY(TextIn(body, "email"));
  const std::vector<Role> roles = TRY(RolesIn(body));
  const auto made = TRY(context.desk().people().Invite(context.actor(), context.org(), email, roles));
  json::object answer = JsonOf(made.invitation);
  answer["address"] = JoinAddress(context, made.token);
  return JsonResponse(answer, 201);
}

base::Result<net::Response> DeleteInvitation(Context& context) {
  TRY(context.desk().people().Withdraw(context.actor(), context.org(), context.Path("id")));
  return NoContent();
}

base::Result<net::Response> GetOrganisations(Context& context) {
  json::array all;
  for (const Organisation& organisation : TRY(context.desk().people().Organisations()))
    all.push_back(JsonOf(organisation));
  return JsonResponse(json::object{{"organisations", std::move(all)}});
}

base::Result<net::Response> PostOrganisation(Context& context) {
  return Idempotent(context, [&]() -> base::Result<net::Response> {
    const json::object body = TRY(BodyObject(context));
    const std::string type_name = TRY(TextIn(body, "type"));
    const std::optional<OrgType> type = OrgTypeNamed(type_name);
    if (!type) return base::Invalid("type: there is no such kind of organisation.");
    People& people = context.desk().people();
    const std::string slug = TRY(TextIn(body, "slug"));
    const std::string name = TRY(TextIn(body, "name"));
    const std::string country = TRY(TextIn(body, "country"));
    const OrgId id = TRY(people.CreateOrganisation(context.actor(), slug, name, *type, country));
    const Organisation made = TRY(people.GetOrganisation(id));
    return JsonResponse(JsonOf(made), 201);
  });
}

void AddPeople(Router& router) {
  constexpr Permission kPermission = Permission::kPeopleManage;
  router.Add({.method = "GET",
              .pattern = "/api/v1/people",
              .permission = kPermission,
              .handler = GetPeople,
              .face = Face::kApi,
              .doc = {.summary = "The people of the organisation and their roles",
                      .tag = "people",
                      .response_schema = kPeopleSchema}});
  router.Add(
      {.method = "GET",
       .pattern = "/api/v1/people/{id}",
       .permission = kPermission,
       .handler = GetPerson,
       .face = Face::kApi,
       .doc = {
           .summary = "One person of the organisation", .tag = "people", .response_schema = kPersonSchema}});
  router.Add({.method = "PUT",
              .pattern = "/api/v1/people/{id}/roles",
              .permission = kPermission,
              .handler = PutRoles,
              .face = Face::kApi,
              .doc = {.summary = "Sets a person's roles",
                      .tag = "people",
                      .request_schema = kRolesSchema,
                      .response_schema = kPersonSchema}});
  router.Add({.method = "DELETE",
              .pattern = "/api/v1/people/{id}",
              .permission = kPermission,
              .handler = DeletePerson,
              .face = Face::kApi,
              .doc = {.summary = "Removes a person from the organisation", .tag = "people", .success = 204}});
  router.Add(
      {.method = "GET",
       .pattern = "/api/v1/invitations",
       .permission = kPermission,
       .handler = GetInvitations,
       .face = Face::kApi,
       .doc = {.summary = "Open invitations", .tag = "people", .response_schema = kInvitationsSchema}});
  router.Add(
      {.method = "POST",
       .pattern = "/api/v1/invitations",
       .permission = kPermission,
       .handler = PostInvitation,
       .face = Face::kApi,
       .doc = {.summary = "Invites somebody; the answer holds the address to accept at, which is not mailed",
               .tag = "people",
               .request_schema = kInviteSchema,
               .response_schema = kInvitationSchema,
               .success = 201}});
  router.Add({.method = "DELETE",
              .pattern = "/api/v1/invitations/{id}",
              .permission = kPermission,
              .handler = DeleteInvitation,
              .face = Face::kApi,
              .doc = {.summary = "Withdraws an invitation", .tag = "people", .success = 204}});
}

}  // namespace

void RegisterPeopleApi(Desk& desk) {
  Router& router = desk.router();
  router.Add({.method = "GET",
              .pattern = "/api/v1/me",
              .permission = Permission::kPublic,
              .handler = GetMe,
              .face = Face::kApi,
              .doc = {.summary = "Who asks, in which organisation, and what that one may do",
                      .tag = "people",
                      .response_schema = kMeSchema}});
  AddPeople(router);
  constexpr Permission kOperator = Permission::kInstallationManage;
  router.Add({.method = "GET",
              .pattern = "/api/v1/organisations",
              .permission = kOperator,
              .handler = GetOrganisations,
              .face = Face::kApi,
              .doc = {.summary = "All organisations of the installation",
                      .tag = "organisations",
                      .response_schema = kOrganisationsSchema}});
  router.Add({.method = "POST",
              .pattern = "/api/v1/organisations",
              .permission = kOperator,
              .handler = PostOrganisation,
              .face = Face::kApi,
              .doc = {.summary = "Adds an organisation",
                      .tag = "organisations",
                      .request_schema = kNewOrganisationSchema,
                      .response_schema = kOrganisationSchema,
                      .success = 201}});
}

}  // namespace desk
