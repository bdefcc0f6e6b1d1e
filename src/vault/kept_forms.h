#pragma once
// For rooms that hear only from their own store that something is sealed and the vault is locked.

#include "vault/access.h"

namespace vault {

// The handler, so that no form is lost: where it fails because the vault is locked (kUnauthenticated; nothing
// may be done by then), the answer is that of OpenDoor, and with the pass-phrase the handler runs once more.
// What is only read fails as before. `vault` must live as long as the handler.
desk::Handler KeepingForms(Vault& vault, desk::Handler handler);

}  // namespace vault
