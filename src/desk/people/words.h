#pragma once
// Roles, scopes and kinds of organisation in the reader's words. Thread-safe.

#include <string>
#include <vector>

#include "desk/people/people.h"
#include "html/forms.h"
#include "html/locale.h"

namespace desk {

std::string RoleWord(const html::Locale& locale, Role role);     // "Analyst"
std::string RoleMeaning(const html::Locale& locale, Role role);  // what it may do, one sentence
std::string ScopeMeaning(const html::Locale& locale, Scope scope);
std::string OrgTypeWord(const html::Locale& locale, OrgType type);
std::string RoleWords(const html::Locale& locale,
                      const std::vector<Role>& roles);  // "Administrator, Analyst"
std::vector<html::Choice> OrgTypeChoices(const html::Locale& locale);

}  // namespace desk
