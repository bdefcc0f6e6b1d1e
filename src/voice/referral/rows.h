#pragma once
// The rows of referrals and their steps, for this folder. All within the caller's transaction.

#include <optional>
#include <string>
#include <vector>

#include "base/limits_referral.h"
#include "crypto/box.h"
#include "voice/casework/access.h"
#include "voice/consent/types.h"
#include "voice/intake/case_rows.h"
#include "voice/referral/copy.h"
#include "voice/referral/steps.h"

namespace voice::referral {

using ReferralId = base::Id<struct ReferralTag>;

struct ReferralRow {
  ReferralId id;
  CaseId of;  // empty: the case is deleted
  desk::OrgId org;
  TeamId team;
  TeamId to_team;        // empty: to an outsider
  consent::LineId line;  // empty: a draft, or by law
  State state = State::kDraft;
  bool by_law = false;
  bool unread = false;  // the recipient did something that nobody has looked at
  Day made = 0;
  std::optional<Day> sent, opened, answered, ended;
  std::optional<Day> due;      // a word from the recipient is expected by
  std::optional<Day> expires;  // the last day of the copy
  std::optional<Day> reminded;
  Deletion deletion = Deletion::kNone;
  std::optional<Day> deletion_asked, deletion_due, deletion_answered;
  bool deletion_mailed = false;
  std::int64_t tries = 0;  // wrong pass codes in a row
  std::int64_t words = 0;
  std::int64_t version = 0;
  std::int64_t mail_tries = 0;  // to no avail, in a row
  bool has_mail = false;        // an address is known
  bool has_link = false;        // to somebody outside

  bool Live() const { return IsLive(state); }
  // Too many wrong codes: the link opens nothing, whatever is typed.
  bool Locked() const { return has_link && tries >= base::kMaxPassCodeTries; }
  // Whoever got the link still has something to say: an answer, or that all is deleted.
  bool NeedsLink() const {
    return has_link && (Live() || deletion == Deletion::kAsked || deletion == Deletion::kRefused);
  }
};

std::string NumberOf(const ReferralId& id);    // "R-7f3q2k"
std::string RecordName(const ReferralId& id);  // "referral:ID", for the audit

std::string_view RowSelect();  // of `voice_referral r`
ReferralRow ReadRow(const db::Row& row);
// Errors: kNotFound.
base::Result<ReferralRow> RowOf(db::Transaction& tx, const ReferralId& id);

// One step, with its days; where it ends what was sent, the copy, its files and every way to its key are
// destroyed in the same transaction, and where something may have been kept a request for deletion begins.
// Errors: kConflict.
base::Status Move(db::Transaction& tx, vault::Vault& vault, const ReferralRow& row, Act act, Day today,
                  bool by_them);
base::Status MoveDeletion(db::Transaction& tx, const ReferralRow& row, DeletionAct act, Day today);
// Everything that was sent under the line is withdrawn.
base::Status EndLine(db::Transaction& tx, vault::Vault& vault, const consent::LineId& line, Day today);
// The case is deleted: what was sent is withdrawn, what anybody wrote is gone. A request for deletion that is
// not answered outlives its case, without it.
base::Status RemoveReferrals(db::Transaction& tx, vault::Vault& vault, const CaseId& of, Day today);

// The worker deletes what she wrote: what drafts and sent ones told of her is gone, and what is still open to
// a recipient ends. Recipient, days and state stay.
base::Status ForgetTold(db::Transaction& tx, vault::Vault& vault, const CaseId& of, Day today);
// What could not go at that time, because it stood in one box with the recipient.
base::Status EmptyForgotten(db::Transaction& tx, const OpenedCase& opened);

// ---- what was said about a referral, besides its copy
struct Word {
  bool theirs = false;
  Day day = 0;
  std::string act;  // "ask", "answer", ActName, "deleted", "kept"
  std::string text;
};
// Sealed to the case's inner key and, while the copy lives, to the copy's key. Errors: kTooLarge.
base::Status AddWord(db::Transaction& tx, const ReferralRow& row, const Word& word, Day today,
                     const crypto::SecretBytes* copy_key);
base::Result<std::vector<Word>> WordsOf(db::Transaction& tx, const ReferralRow& row,
                                        const OpenedCase& opened);
base::Result<std::vector<Word>> WordsOf(db::Transaction& tx, const ReferralRow& row,
                                        const crypto::SecretBytes& copy_key);

// ---- boxes
crypto::Bytes SealUnder(const crypto::SecretBytes& key, const ReferralId& id, std::string_view use,
                        crypto::ByteView text);
base::Result<crypto::SecretBytes> OpenUnder(const crypto::SecretBytes& key, const ReferralId& id,
                                            std::string_view use, crypto::ByteView box);
base::Result<Draft> DraftOf(db::Transaction& tx, const ReferralRow& row, const OpenedCase& opened);
// Without what it tells of the worker, which KeepDraft keeps apart.
base::Result<crypto::Bytes> SealDraft(const ReferralId& id, const CaseId& of, const CasePublicKeys& keys,
                                      const Draft& draft);
base::Status KeepDraft(db::Transaction& tx, const ReferralRow& row, const CasePublicKeys& keys,
                       const Draft& draft);
// Errors: kNotFound (it is gone).
base::Result<Copy> CopyIn(db::Transaction& tx, const ReferralRow& row, const crypto::SecretBytes& copy_key);
base::Result<OpenedFile> FileIn(db::Transaction& tx, const ReferralRow& row,
                                const crypto::SecretBytes& copy_key, std::size_t place);

}  // namespace voice::referral
