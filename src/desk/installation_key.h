#pragma once
// The installation's key: 32 random bytes in DATA_DIR/keys/installation.key (mode 0600, folder 0700), made
// once by `manumit init`. It authenticates cursors, forgery tokens and one-time messages; it opens nothing
// that the vault sealed. All processes of one installation share it.

#include <cstddef>
#include <string>

#include "base/result.h"
#include "crypto/secret.h"

namespace desk {

inline constexpr std::size_t kInstallationKeyBytes = 32;

// Errors: kConflict where there is one already, kIo.
base::Status MakeInstallationKey(const std::string& data_dir);
// Errors: kNotFound with the advice to run `manumit init`; kCorrupt (wrong size); kForbidden where others may
// read the file.
base::Result<crypto::SecretBytes> ReadInstallationKey(const std::string& data_dir);

}  // namespace desk
