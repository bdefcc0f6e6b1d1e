#include "desk/register.h"

#include "desk/desk.h"
#include "desk/people/faces.h"
#include "desk/people/migrations.h"

namespace desk {

void RegisterPeople(Desk& desk) {
  desk.AddMigrations(PeopleMigrations());
  RegisterPeoplePages(desk);
  RegisterJoinPages(desk);
  RegisterKeyPages(desk);
  RegisterOrganisationPages(desk);
  RegisterPeopleApi(desk);
  RegisterKeysApi(desk);
}

}  // namespace desk
