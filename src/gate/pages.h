#pragma once
// The gate's page in the console: which teams have the key, which quarters are closed, what was published.
// Works without script. Inside the room only.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "desk/desk.h"
#include "desk/people/fields.h"
#include "gate/gate.h"
#include "html/html.h"

namespace gate {

// What the page shows, of one request.
struct View {
  desk::Context& context;
  const html::Locale& locale;
  bool has_key = false;
  bool in_team = false;                     // she is a member of a team that has the key
  std::optional<vault::UnlockedPerson> me;  // where her vault is unlocked
  std::string code;                         // of the key, where she can open it
  std::string key_problem;                  // why she cannot, though she should
  std::vector<vault::Circle> own_circles;   // of her organisation, of which she is a member
  std::vector<Team> teams;
  std::vector<QuarterState> quarters;  // newest first
  std::vector<Publication> publications;
  std::map<desk::OrgId, std::string> organisations;
  std::map<vault::CircleId, std::string> circles;

  bool MaySupervise() const { return context.actor().Can(desk::Permission::kCasesSupervise); }
  std::string NameOf(const Team& team) const;
};

html::Html TeamsSection(const View& view);
html::Html QuartersSection(const View& view);

struct PageServices {
  Gate& gate;
  vault::Vault& vault;
};
void RegisterPages(desk::Desk& desk, const PageServices& services);

}  // namespace gate
