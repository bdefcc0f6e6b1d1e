#pragma once
// Whether the one who asks has unlocked her vault, for the pages of any room. Thread-safe.

#include <optional>
#include <string>
#include <string_view>

#include "desk/web/router.h"
#include "vault/vault.h"

namespace vault {

// A pass-phrase as it was typed, out of a form's field.
crypto::SecretBytes PassphraseIn(desk::Context& context, std::string_view field);

// The person of this request, where her vault is unlocked: by the session's row and the browser's cookie
// together. Nothing where it is locked, where she has no keys, and where the cookie is not this session's.
base::Result<std::optional<UnlockedPerson>> Unlocked(Vault& vault, const desk::Context& context);

// What a page that needs her vault open begins with: the person, or else what to answer. Where the vault is
// locked a page that was asked for leads to unlocking and back. A form that was sent is not lost: the answer
// asks for the pass-phrase and holds what was typed, so that it is sent on with it; nothing of it is kept
// here. Files cannot be held, which the answer says. The pass-phrase of a form that comes back opens the
// vault at once; her browser gets the cookie with whatever is answered. Errors besides the vault's own: as of
// Context::Form.
struct Door {
  std::optional<UnlockedPerson> me;
  net::Response answer;  // where there is nobody
};
base::Result<Door> OpenDoor(Vault& vault, desk::Context& context);

// Where to unlock before going on to `next`, a path of this server.
std::string UnlockHref(std::string_view next);

}  // namespace vault
