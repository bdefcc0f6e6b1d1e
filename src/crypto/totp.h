#pragma once
// Time-based one-time codes (RFC 6238: HMAC-SHA1, 6 digits, steps of 30 s, as authenticator apps expect).
// Pure, thread-safe.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "crypto/secret.h"

namespace crypto {

inline constexpr std::int64_t kTotpStepMs = 30 * base::kSecondMs;

SecretBytes NewTotpSecret();  // 160 bits

// The step a code was good for, or nothing. Accepts the step of `now` and its two neighbours, but only steps
// after `used_step`: the caller stores the returned step ("UPDATE ... SET used_step = $1 WHERE used_step <
// $1") so that no code is good twice. A new secret begins with used_step 0. Takes the same time whichever
// step fits.
std::optional<std::int64_t> VerifyTotp(ByteView secret, std::string_view code, base::UtcTime now,
                                       std::int64_t used_step);

// The code of a step (`time.ms / kTotpStepMs`), six digits.
std::string TotpCode(ByteView secret, std::int64_t step);

// "otpauth://totp/ISSUER:ACCOUNT?secret=...&issuer=ISSUER&algorithm=SHA1&digits=6&period=30", for a QR code.
// It holds the secret.
std::string TotpUri(ByteView secret, std::string_view issuer, std::string_view account);

}  // namespace crypto
