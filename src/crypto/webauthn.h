#pragma once
// Passkeys: what a server has to check of a registration and of a sign-in (Web Authentication Level 2,
// sections 7.1 and 7.2). Pure; the caller makes the challenges (32 random bytes, good once, some minutes),
// keeps them, and stores what comes out. Algorithms: ES256, RS256, EdDSA (Ed25519). Which authenticator it is
// is not asked for: attestation "none" is expected, a self attestation ("packed" without a certificate) is
// checked, other formats are taken without believing what they attest. Thread-safe.
//
// Errors: kUnauthenticated for everything that does not fit; `internal` says what. Sizes over
// base::kMaxWebAuthnBytes: kTooLarge.

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/bytes.h"

namespace crypto {

struct RelyingParty {
  std::string id;      // the host name, "manumit.example.org"
  std::string origin;  // what the browser shows, "https://manumit.example.org" (with a port where it is not
                       // the usual one)
};

// COSE numbers for the browser's pubKeyCredParams, in order of preference.
inline constexpr std::int64_t kCoseEdDsa = -8;
inline constexpr std::int64_t kCoseEs256 = -7;
inline constexpr std::int64_t kCoseRs256 = -257;

struct PasskeyRegistration {
  ByteView client_data_json;    // response.clientDataJSON
  ByteView attestation_object;  // response.attestationObject
  ByteView challenge;           // the one that was given out
  bool require_user_verification = true;
};

struct Passkey {
  Bytes credential_id;  // unique; the caller refuses one that is already stored for anyone
  Bytes public_key;     // COSE_Key as it came
  std::uint32_t sign_count = 0;
  bool user_verified = false;
  bool backed_up = false;  // the passkey lies in a cloud
};

base::Result<Passkey> VerifyRegistration(const RelyingParty& party, const PasskeyRegistration& registration);

struct PasskeyAssertion {
  ByteView client_data_json;
  ByteView authenticator_data;
  ByteView signature;
  ByteView challenge;
  bool require_user_verification = true;
};

struct AssertionOutcome {
  std::uint32_t sign_count = 0;  // to be stored
  bool user_verified = false;
  bool backed_up = false;
};

// `public_key` and `stored_sign_count` are those of the passkey whose id the browser named. A counter that
// did not rise (where either is not 0) means a copied authenticator and is refused.
base::Result<AssertionOutcome> VerifyAssertion(const RelyingParty& party, ByteView public_key,
                                               std::uint32_t stored_sign_count,
                                               const PasskeyAssertion& assertion);

}  // namespace crypto
