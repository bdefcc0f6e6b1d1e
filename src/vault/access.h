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

// Where to unlock before going on to `next`, a path of this server.
std::string UnlockHref(std::string_view next);

}  // namespace vault
