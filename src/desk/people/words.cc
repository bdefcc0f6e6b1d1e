#include "desk/people/words.h"

namespace desk {

std::string RoleWord(const html::Locale& locale, Role role) {
  switch (role) {
    case Role::kAdmin:
      return locale.tr("Administrator");
    case Role::kAnalyst:
      return locale.tr("Analyst");
    case Role::kApprover:
      return locale.tr("Approver");
    case Role::kViewer:
      return locale.tr("Viewer");
    case Role::kAuditor:
      return locale.tr("Auditor");
    case Role::kSecretary:
      return locale.tr("Panel secretary");
    case Role::kDelegate:
      return locale.tr("Panel delegate");
    case Role::kCaseWorker:
      return locale.tr("Case worker");
    case Role::kCaseSupervisor:
      return locale.tr("Case supervisor");
    case Role::kCount:
      break;
  }
  return {};
}

std::string RoleMeaning(const html::Locale& locale, Role role) {
  switch (role) {
    case Role::kAdmin:
      return locale.tr("does everything in the organisation: people, keys, settings, decisions");
    case Role::kAnalyst:
      return locale.tr("brings parties in, judges alerts");
    case Role::kApprover:
      return locale.tr("as an analyst, and gives the second decision on serious alerts");
    case Role::kViewer:
      return locale.tr("reads, changes nothing");
    case Role::kAuditor:
      return locale.tr("reads everything, the audit log too, changes nothing");
    case Role::kSecretary:
      return locale.tr(
          "runs the panels that the organisation hosts: members, sessions, practices, resources");
    case Role::kDelegate:
      return locale.tr("speaks for the organisation in the panel: registers, offers, promises");
    case Role::kCaseWorker:
      return locale.tr("takes in reports of workers and works on their cases; opens what a circle lets them");
    case Role::kCaseSupervisor:
      return locale.tr("as a case worker, and approves; lets teams in and closes quarters of the gate");
    case Role::kCount:
      break;
  }
  return {};
}

std::string ScopeMeaning(const html::Locale& locale, Scope scope) {
  switch (scope) {
    case Scope::kMatch:
      return locale.tr("screens names against the watch lists");
    case Scope::kRead:
      return locale.tr("reads parties, alerts and reports");
    case Scope::kWrite:
      return locale.tr("as an analyst: brings parties in, judges alerts");
    case Scope::kAdmin:
      return locale.tr("also changes people and settings, reads the audit log");
    case Scope::kMetrics:
      return locale.tr("reads the measurements of the whole server");
    case Scope::kCount:
      break;
  }
  return {};
}

std::string OrgTypeWord(const html::Locale& locale, OrgType type) {
  switch (type) {
    case OrgType::kCompany:
      return locale.tr("Company");
    case OrgType::kIndustryBody:
      return locale.tr("Industry body");
    case OrgType::kWorkersOrganisation:
      return locale.tr("Workers' organisation");
    case OrgType::kEmployersOrganisation:
      return locale.tr("Employers' organisation");
    case OrgType::kNgo:
      return locale.tr("Non-governmental organisation");
    case OrgType::kGovernment:
      return locale.tr("Government body");
    case OrgType::kInternationalOrganisation:
      return locale.tr("International organisation");
    case OrgType::kAcademic:
      return locale.tr("University or institute");
    case OrgType::kFoundation:
      return locale.tr("Foundation");
    case OrgType::kExpert:
      return locale.tr("Independent expert");
    case OrgType::kMedia:
      return locale.tr("Media");
    case OrgType::kCount:
      break;
  }
  return {};
}

std::string RoleWords(const html::Locale& locale, const std::vector<Role>& roles) {
  std::string words;
  for (const Role role : roles) words += (words.empty() ? "" : ", ") + RoleWord(locale, role);
  return words;
}

std::vector<html::Choice> OrgTypeChoices(const html::Locale& locale) {
  std::vector<html::Choice> choices;
  for (std::size_t i = 0; i < static_cast<std::size_t>(OrgType::kCount); ++i) {
    const auto type = static_cast<OrgType>(i);
    choices.push_back({std::string(OrgTypeName(type)), OrgTypeWord(locale, type)});
  }
  return choices;
}

}  // namespace desk
