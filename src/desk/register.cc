#include "desk/register.h"

#include "desk/desk.h"

namespace desk {

void Register(Desk& desk) {
  RegisterPeople(desk);
  RegisterSignIn(desk);
  RegisterAudit(desk);
  RegisterJobs(desk);
  RegisterWeb(desk);
}

}  // namespace desk
