#pragma once
// The pages and the API of people/, one function a file; called by RegisterPeople.

namespace desk {

class Desk;

void RegisterPeoplePages(Desk& desk);
void RegisterJoinPages(Desk& desk);
void RegisterKeyPages(Desk& desk);
void RegisterOrganisationPages(Desk& desk);
void RegisterPeopleApi(Desk& desk);
void RegisterKeysApi(Desk& desk);

}  // namespace desk
