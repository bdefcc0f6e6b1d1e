#include "desk/people/json.h"

#include <boost/json.hpp>

#include "desk/web/api.h"

namespace desk {

namespace {

boost::json::value TimeOrNull(const std::optional<base::UtcTime>& time) {
  if (!time) return nullptr;
  return boost::json::string(base::FormatTime(*time));
}

}  // namespace

boost::json::object JsonOf(const Organisation& organisation) {
  return {{"id", organisation.id.text()},
          {"slug", organisation.slug},
          {"name", organisation.name},
          {"type", OrgTypeName(organisation.type)},
          {"country",
           organisation.country.empty() ? boost::json::value() : boost::json::value(organisation.country)},
          {"active", organisation.active},
          {"created", base::FormatTime(organisation.created)}};
}

boost::json::array JsonOf(const std::vector<Role>& roles) {
  boost::json::array names;
  for (const Role role : roles) names.emplace_back(RoleName(role));
  return names;
}

boost::json::object JsonOf(const Person& person, const std::vector<Role>& roles) {
  return {{"id", person.id.text()},
          {"email", person.email},
          {"name", person.name},
          {"active", person.active},
          {"roles", JsonOf(roles)}};
}

boost::json::object JsonOf(const Invitation& invitation) {
  return {{"id", invitation.id},
          {"email", invitation.email},
          {"roles", JsonOf(invitation.roles)},
          {"expires", base::FormatTime(invitation.expires)}};
}

boost::json::object JsonOf(const ApiKey& key) {
  boost::json::array scopes;
  for (const Scope scope : key.scopes) scopes.emplace_back(ScopeName(scope));
  return {{"id", key.id.text()},
          {"name", key.name},
          {"scopes", std::move(scopes)},
          {"prefix", key.prefix},
          {"created", base::FormatTime(key.created)},
          {"last_used", TimeOrNull(key.last_used)},
          {"expires", TimeOrNull(key.expires)},
          {"revoked", key.revoked}};
}

base::Result<boost::json::object> BodyObject(const Context& context) {
  boost::json::value body = TRY(ReadJson(context));
  if (!body.is_object()) return base::Invalid("The body: a JSON object is expected.");
  return std::move(body.as_object());
}

base::Result<std::string> TextIn(const boost::json::object& body, std::string_view name) {
  const boost::json::value* value = body.if_contains(name);
  if (value == nullptr || value->is_null()) return std::string();
  if (!value->is_string()) return base::Invalid(std::string(name) + ": a text is expected.");
  return std::string(value->as_string());
}

base::Result<std::vector<std::string>> TextsIn(const boost::json::object& body, std::string_view name) {
  const base::Error wrong = base::Invalid(std::string(name) + ": a list of texts is expected.");
  const boost::json::value* value = body.if_contains(name);
  if (value == nullptr || !value->is_array()) return wrong;
  std::vector<std::string> texts;
  for (const boost::json::value& one : value->as_array()) {
    if (!one.is_string()) return wrong;
    texts.emplace_back(one.as_string());
  }
  return texts;
}

base::Result<std::vector<Role>> RolesIn(const boost::json::object& body) {
  std::vector<Role> roles;
  for (const std::string& name : TRY(TextsIn(body, "roles"))) {
    const std::optional<Role> role = RoleNamed(name);
    if (!role) return base::Invalid("roles: admin, analyst, approver, viewer or auditor is expected.");
    roles.push_back(*role);
  }
  return roles;
}

net::Response NoContent() {
  return {.status = 204, .headers = {}, .body = {}, .stream = {}, .shared_body = {}};
}

}  // namespace desk
