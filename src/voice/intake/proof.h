#pragma once
// Proof of filing: what a worker can show to somebody else, a labour office or a court, to prove that a
// report was sent on a day to a team of this installation. Two numbers:
//   number  eight digits, HMAC(key, the case's private talk key): the same for one report;
//           made only while the code is open;
//           tells nothing of the case or its code
//   check   twenty digits: the day, and HMAC(key, team, number, day)
// Nothing is stored for it, so nothing can be looked up by it: from a proof no way leads to a row, not even
// for whoever has the database and the installation's key, but by day and team, which the paper says. A proof
// stays true after the case is deleted. Whoever has that key can make a proof for any day; it proves as much
// as the installation is trusted. Forging one without the key takes some 2^49 tries against this server.
// Thread-safe.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/secret.h"
#include "db/db.h"
#include "voice/intake/reports.h"

namespace voice {

struct FilingProof {
  Day day = 0;
  std::string team;
  std::string organisation;
  std::string number;  // "1234 5678"
  std::string check;   // "1234 5678 1234 5678 1234"
};

class Proofs {
 public:
  Proofs(db::Database& database, Teams& teams, crypto::SecretBytes key)
      : database_(database), teams_(teams), key_(std::move(key)) {}

  // Errors: kNotFound (the case or its team is gone).
  base::Result<FilingProof> Of(const Visit& visit);
  // What the two numbers prove; nothing where they are not right. Digits of any script, anything between
  // them; longer than base::kMaxTypedProofBytes is not right.
  base::Result<std::optional<FilingProof>> Check(std::string_view number, std::string_view check);

 private:
  db::Database& database_;
  Teams& teams_;
  crypto::SecretBytes key_;
};

// The decimal digits in what somebody typed, in any script, as ASCII.
std::string DigitsIn(std::string_view typed);

}  // namespace voice
