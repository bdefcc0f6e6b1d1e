#include "panel/invitations/post.h"

#include <set>

#include "base/log.h"
#include "calendar/mail.h"
#include "desk/desk.h"

namespace panel::invitations {
namespace {

base::Result<bool> IsWanted(db::Transaction& tx, SessionAccess& access, Book& book, const WaitingMail& mail,
                            base::UtcTime now) {
  const auto active = TRY(tx.QueryOne("SELECT active FROM person WHERE id = $1", {mail.person}));
  if (!active || !active->Bool(0)) return false;
  if (mail.purpose == MailPurpose::kCancel) return true;
  const auto invitation = TRY(book.Find(tx, mail.session, mail.person));
  if (!invitation || invitation->state == InvitationState::kWithdrawn || invitation->ends <= now)
    return false;
  const auto participant = TRY(access.ParticipantOf(tx, mail.session, mail.person));
  return participant && participant->belongs();
}

base::Status SendOne(desk::Desk& desk, SessionAccess& access, Book& book, const WaitingMail& mail,
                     bool& failed) {
  enum class Lot : std::uint8_t { kOthers, kUnwanted, kOurs };
  const auto look = [&](db::Transaction& tx) -> base::Result<Lot> {
    if (!TRY(book.Claim(tx, mail))) return Lot::kOthers;
    if (TRY(IsWanted(tx, access, book, mail, desk.clock().Now()))) return Lot::kOurs;
    TRY(book.Sent(tx, mail));
    return Lot::kUnwanted;
  };
  if (TRY(desk.database().Write(look)) != Lot::kOurs) return base::Ok();
  const base::Status sent =
      desk.mailer().Send(calendar::MailWith(mail.calendar, mail.address, mail.subject, mail.body));
  failed = !sent.has_value();
  if (failed) base::LogError("invitation-mail-failed", {{"code", base::CodeName(sent.error().code)}});
  return desk.database().Write(
      [&](db::Transaction& tx) { return failed ? book.Failed(tx, mail) : book.Sent(tx, mail); });
}

}  // namespace

base::Status SendInvitations(desk::Desk& desk, SessionAccess& access, Book& book) {
  const std::vector<WaitingMail> due =
      TRY(desk.database().Read([&](db::Transaction& tx) { return book.Due(tx); }));
  std::set<std::pair<PanelSessionId, desk::PersonId>> waiting;
  for (const WaitingMail& mail : due) {
    if (waiting.contains({mail.session, mail.person})) continue;
    bool failed = false;
    const base::Status done = SendOne(desk, access, book, mail, failed);
    if (!done) base::LogError("invitation-mail-failed", {{"code", base::CodeName(done.error().code)}});
    if (failed || !done) waiting.insert({mail.session, mail.person});
  }
  return base::Ok();
}

}  // namespace panel::invitations
