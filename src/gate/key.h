#pragma once
// The gate's key in memory, and what is made from it. Inside the room only.

#include <string>
#include <string_view>

#include "crypto/mac.h"
#include "crypto/secret.h"
#include "gate/types.h"
#include "vault/vault.h"

namespace gate {

class GateKey {
 public:
  static GateKey Generate();
  // Errors: kCorrupt (not 32 bytes).
  static base::Result<GateKey> FromBytes(crypto::SecretBytes bytes);

  crypto::ByteView view() const { return bytes_.view(); }
  crypto::SecretBytes BoxKey() const;
  // Of one quarter, so that codes of two quarters have nothing in common.
  crypto::SecretBytes QuarterKey(Quarter quarter) const;
  std::string Code() const;

 private:
  explicit GateKey(crypto::SecretBytes bytes) : bytes_(std::move(bytes)) {}
  crypto::SecretBytes bytes_;
};

// HMAC(quarter's key, "party" or "case", what).
crypto::Mac PartyCode(crypto::ByteView quarter_key, std::string_view party);
crypto::Mac PersonCode(crypto::ByteView quarter_key, const PersonGateId& person);

// kForbidden without the permission, where no person acts, and where somebody else is unlocked.
base::Status CheckMay(const desk::Actor& actor, desk::Permission permission);
base::Status CheckMay(const desk::Actor& actor, const vault::UnlockedPerson& me, desk::Permission permission);

base::Error Conflict(std::string external);
base::Error Forbidden(std::string external);

// Rows of these types (db::Row::Fits), so that what somebody put into a table by hand is an error and no
// crash. Errors: kCorrupt.
base::Result<db::Rows> Fitting(base::Result<db::Rows> rows, std::string_view types);

}  // namespace gate
