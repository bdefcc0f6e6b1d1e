#include "screening/console/colleagues.h"

#include <algorithm>

#include "desk/desk.h"
#include "desk/people/people.h"
#include "desk/web/pages.h"

namespace screening {

base::Result<Colleagues> Colleagues::Of(const desk::Context& context) {
  Colleagues all;
  for (const auto& [person, roles] : TRY(context.desk().people().Members(context.org()))) {
    const std::string& name = person.name.empty() ? person.email : person.name;
    all.names_.emplace_back("person:" + person.id.text(), name);
    const bool judges = std::any_of(roles.begin(), roles.end(), [](desk::Role role) {
      return Has(desk::PermissionsOf(role), desk::Permission::kAlertsJudge);
    });
    if (judges && person.active) all.analysts_.emplace_back(person.id.text(), name);
  }
  std::sort(all.analysts_.begin(), all.analysts_.end(),
            [](const auto& a, const auto& b) { return a.second < b.second; });
  const html::Locale& locale = desk::LocaleOf(context);
  all.service_account_ = locale.tr("a service account");
  all.program_ = locale.tr("the program");
  return all;
}

std::string Colleagues::NameOf(const std::string& actor_label) const {
  for (const auto& [label, name] : names_)
    if (label == actor_label) return name;
  if (actor_label.starts_with("key:")) return service_account_;
  return actor_label.starts_with("person:") ? actor_label : program_;
}

}  // namespace screening
