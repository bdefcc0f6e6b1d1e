#pragma once
// What the parts of this room share: places that ciphertexts are bound to, private keys under a pass-phrase,
// and the rows that hold public keys. Inside the room only.

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vault/vault.h"

namespace vault {

// The context of a box: what it is and where it belongs. Parts are ids and numbers, which hold no line end.
std::string Place(std::initializer_list<std::string_view> parts);
inline std::string PersonPlace(const desk::OrgId& org, const desk::PersonId& person) {
  return Place({"person", org.text(), person.text()});
}

// A private key that a pass-phrase opens.
struct Protected {
  crypto::Bytes sealed_private;
  crypto::PassphraseSalt salt{};
  crypto::HashCost cost;
};
// kInvalid under base::kMinPassphraseBytes.
base::Status CheckNewPassphrase(crypto::ByteView passphrase);
base::Result<Protected> Protect(const crypto::KeyPair& keys, crypto::ByteView passphrase,
                                crypto::HashCost cost, std::string_view place);
// Errors: kForbidden (it does not open), kCorrupt (it opens to another key than `public_key`, or its numbers
// are impossible), kBusy.
base::Result<crypto::KeyPair> Unprotect(const Protected& key, crypto::ByteView passphrase,
                                        const crypto::PublicKey& public_key, std::string_view place);
// `row` from `column` on: sealed_private, salt, passes, memory_bytes. Errors: kCorrupt.
base::Result<Protected> ReadProtected(const db::Row& row, std::size_t column);

// The actor's own key from now on; all her sessions are locked.
base::Status StoreProtected(db::Transaction& tx, const desk::Actor& actor, const Protected& key);

// The key pair of a private key that was opened, if it belongs to the public key of the store. Errors:
// kCorrupt.
base::Result<crypto::KeyPair> Pair(crypto::SecretBytes private_key, const crypto::PublicKey& public_key);

// Rows of these types (db::Row::Fits), so that what somebody put into a table by hand is an error and no
// crash. Errors: kCorrupt.
base::Result<db::Rows> Fitting(base::Result<db::Rows> rows, std::string_view types);
base::Result<std::optional<db::Row>> Fitting(base::Result<std::optional<db::Row>> row,
                                             std::string_view types);

base::Error Forbidden(std::string external);
base::Error Conflict(std::string external);

// kInvalid where the actor is no person in an organisation.
base::Status CheckPerson(const desk::Actor& actor);
// kForbidden where somebody else is unlocked than the one who acts.
base::Status CheckSame(const desk::Actor& actor, const UnlockedPerson& unlocked);
std::string RecordOf(const desk::PersonId& person);  // as the audit log names it

// Errors: kInvalid where the person has no keys in the organisation.
base::Result<crypto::PublicKey> PublicKeyOf(db::Transaction& tx, const desk::OrgId& org,
                                            const desk::PersonId& person);

struct CircleKey {
  std::int64_t generation = 0;
  crypto::PublicKey public_key{};
};
// The present one. Errors: kNotFound.
base::Result<CircleKey> PresentKey(db::Transaction& tx, const desk::OrgId& org, const CircleId& circle);
// Opens the private key of one generation. Errors: kForbidden where `person` is no member.
base::Result<crypto::KeyPair> OpenCircle(db::Transaction& tx, const UnlockedPerson& person,
                                         const CircleId& circle, std::int64_t generation);
std::string CirclePlace(const desk::OrgId& org, const CircleId& circle, std::int64_t generation,
                        const desk::PersonId& person);
// Of a record's key that is sealed to a circle.
std::string RecordCirclePlace(const desk::OrgId& org, const RecordId& record, const CircleId& circle,
                              std::int64_t generation);

}  // namespace vault
