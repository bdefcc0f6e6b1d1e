#pragma once
// The book of invitations: what was sent to whom and what she answered, and the mails that wait. Rows and
// rules of one invitation; who may do what is checked by the services that use it. Thread-safe.
//
// A UID is 32 digits of HMAC-SHA-256 over session and person under the installation's key: the store alone,
// or a copy of it, does not tell it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/secret.h"
#include "panel/common/seams.h"
#include "panel/invitations/types.h"
#include "panel/sessions/access.h"

namespace panel::invitations {

// What a waiting mail is about, for what comes later: news of the whole replaces what waits.
enum class MailPurpose : std::uint8_t { kRequest, kDay, kCancel, kCounter, kCount };
std::string_view MailPurposeName(MailPurpose purpose);
std::optional<MailPurpose> MailPurposeNamed(std::string_view name);

struct WaitingMail {
  std::string id;
  PanelSessionId session;
  desk::PersonId person;
  MailPurpose purpose = MailPurpose::kRequest;
  std::string address;
  std::string subject;
  std::string body;
  calendar::Calendar calendar;
  base::UtcTime due;
  std::int64_t tries = 0;
};

class Book {
 public:
  // `key`: Desk::InstallationKey("panel-invitation").
  Book(PanelSeams seams, crypto::SecretBytes key) : seams_(seams), key_(std::move(key)) {}

  std::string UidFor(const PanelSessionId& session, const desk::PersonId& person) const;
  // Of a person's feed: others than those of mails, so that a feed that is passed on answers nothing.
  std::string FeedUidFor(const PanelSessionId& session, const desk::PersonId& person) const;
  base::Result<std::optional<Invitation>> Find(db::Transaction& tx, const PanelSessionId& session,
                                               const desk::PersonId& person);
  base::Result<std::optional<Invitation>> FindByUid(db::Transaction& tx, std::string_view uid);
  base::Result<std::vector<Invitation>> Of(db::Transaction& tx, const PanelSessionId& session);  // by person
  base::Status Save(db::Transaction& tx, const Invitation& one);

  // Puts a mail to her into the queue.
  base::Status Post(db::Transaction& tx, const WaitingMail& mail);
  // What is due, the oldest first, in an order that does not depend on chance (what is not there must not be
  // seen by it); at most base::kInvitationMailBatch.
  base::Result<std::vector<WaitingMail>> Due(db::Transaction& tx);
  // Whether it is ours to send: false where another process took it meanwhile.
  base::Result<bool> Claim(db::Transaction& tx, const WaitingMail& mail);
  base::Status Sent(db::Transaction& tx, const WaitingMail& mail);
  // Once more after a while that grows with each try; so do those that wait behind it.
  base::Status Failed(db::Transaction& tx, const WaitingMail& mail);

 private:
  std::string Derived(std::string_view purpose, const PanelSessionId& session,
                      const desk::PersonId& person) const;

  PanelSeams seams_;
  crypto::SecretBytes key_;
};

}  // namespace panel::invitations
