#include "desk/register.h"

#include "desk/desk.h"
#include "desk/signin/faces.h"
#include "desk/signin/migrations.h"

namespace desk {

void RegisterSignIn(Desk& desk) {
  desk.AddMigrations(SignInMigrations());
  RegisterSignInPages(desk);
  RegisterOidcPages(desk);
  RegisterAccountPages(desk);
  RegisterFactorPages(desk);
}

}  // namespace desk
