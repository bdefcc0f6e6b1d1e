#pragma once
// How a case is locked. Each case has two key pairs, made when it is opened:
//   talk   what the worker and the team say to each other: her report, messages, files
//   inner  what only the team may read: notes, assessment, claims, referrals
// Anybody may seal to the public halves; so a report, a later message and a file are sealed on arrival, with
// nobody unlocked. The private halves lie in one record of the vault, which the intake team's circle opens.
// The worker opens `talk` alone, with her return code:
//   lookup = HMAC-SHA256(pepper, code)      where her case is found; the pepper is not in the database
//   key    = HKDF-SHA256(code, salt of the case)
// 88 random bits need no slow hash, so that filing stays cheap: whoever has database and pepper must try 2^87
// codes, one salt each. Every box is bound to its case and its place in it. Pure but for the kernel's
// randomness; thread-safe.

#include "base/result.h"
#include "crypto/box.h"
#include "crypto/mac.h"
#include "crypto/secret.h"
#include "voice/intake/return_code.h"
#include "voice/types.h"

namespace voice {

struct CasePublicKeys {
  crypto::PublicKey talk;
  crypto::PublicKey inner;
};

struct CaseKeys {
  crypto::KeyPair talk;
  crypto::KeyPair inner;
  SealingKeyId sealing = {};  // the team's key that the worker's browser sealed to; empty: it did not
  static CaseKeys Generate() { return {crypto::KeyPair::Generate(), crypto::KeyPair::Generate(), {}}; }
  CasePublicKeys public_keys() const { return {talk.public_key(), inner.public_key()}; }
};

// The private keys and the name of the sealing key as one text for the vault, of one length, and back.
// Errors: kCorrupt.
crypto::SecretBytes PackKeys(const CaseKeys& keys);
base::Result<CaseKeys> UnpackKeys(const crypto::SecretBytes& packed);

// Under which return codes are looked up and re-made: the installation's, apart from the database.
class Pepper {
 public:
  explicit Pepper(crypto::SecretBytes key) : key_(std::move(key)) {}
  crypto::Mac Lookup(const ReturnCode& code) const;
  // The code of a form that was sent: the same form sent twice has one code. `form` is 128 random bits.
  ReturnCode CodeFor(std::string_view form) const;
  // Tells whether a form that was sent again says the same; shows nothing of what it says.
  crypto::Mac ContentMark(const ReturnCode& code, std::string_view content) const;

 private:
  crypto::SecretBytes key_;
};

inline constexpr std::size_t kSaltBytes = 16;

// The private talk key under the return code, and back. Errors: kCorrupt (another code).
crypto::Bytes WrapTalkKey(const ReturnCode& code, crypto::ByteView salt, const CaseId& of,
                          const crypto::SecretBytes& private_key);
base::Result<crypto::KeyPair> UnwrapTalkKey(const ReturnCode& code, crypto::ByteView salt, const CaseId& of,
                                            crypto::ByteView wrapped);

// A text of a case: padded, sealed, bound to its place ("entry ID", "document KIND").
base::Result<crypto::Bytes> SealText(const crypto::PublicKey& key, const CaseId& of, std::string_view place,
                                     crypto::ByteView text);
base::Result<crypto::SecretBytes> OpenText(const crypto::KeyPair& key, const CaseId& of,
                                           std::string_view place, crypto::ByteView box);

}  // namespace voice
