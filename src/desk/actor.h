#pragma once
// Who does something: a person in a session, an API key, the program itself on behalf of an operating-system
// user (CLI), a job, or nobody. Plain data, made by sign-in (or by the CLI), read by everybody.

#include <string>
#include <vector>

#include "desk/ids.h"
#include "desk/permission.h"

namespace desk {

struct Actor {
  enum class Kind : std::uint8_t { kNobody, kPerson, kKey, kSystem };
  Kind kind = Kind::kNobody;
  PersonId person;            // kPerson
  SessionId session;          // kPerson on the web
  KeyId key;                  // kKey
  OrgId org;                  // the organisation acted in; empty where none
  PermissionSet permissions;  // in that organisation, with kPublic
  std::string label;          // for the audit log: "person:ID", "key:ID", "system:root"
  std::string name;           // of the person, for the page's top bar; never logged
  std::string email;          // of the person
  std::string locale;         // the person's choice, or empty
  std::string theme;          // "", "light", "dark"
  bool single_keys = true;    // the person's choice

  bool Can(Permission permission) const {
    return permission == Permission::kPublic || Has(permissions, permission);
  }
};

}  // namespace desk
