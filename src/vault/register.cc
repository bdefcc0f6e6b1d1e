#include "vault/register.h"

#include "desk/desk.h"
#include "vault/vault.h"

namespace vault {

void Register(desk::Desk& desk) {
  desk.AddMigrations(Migrations());
}

}  // namespace vault
