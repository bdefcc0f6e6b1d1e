#pragma once
// A pass-phrase from standard input, for commands: one line, kept in guarded memory only; at a terminal it is
// asked for and does not show. Errors: kInvalid (nothing was typed; the two are not the same), kTooLarge.

#include "base/result.h"
#include "crypto/secret.h"

namespace vault {

// `twice`: a new one, which a terminal asks for a second time.
base::Result<crypto::SecretBytes> ReadPassphrase(bool twice);

}  // namespace vault
