#include "panel/invitations/book.h"

#include <algorithm>
#include <array>

#include "base/limits_invitations.h"
#include "base/limits_panel.h"
#include "calendar/read.h"
#include "calendar/write.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "crypto/mac.h"
#include "panel/invitations/entry.h"

namespace panel::invitations {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(MailPurpose::kCount)> kPurposes = {
    "request", "day", "cancel", "counter"};
constexpr std::int64_t kClaimMs = 10 * base::kMinuteMs;  // longer than a mail server may take
constexpr std::int64_t kFirstRestMs = 5 * base::kMinuteMs;
constexpr std::int64_t kLongestRestMs = 6 * base::kHourMs;

constexpr std::string_view kColumns =
    "SELECT session_id, person_id, state, sequence, calendar, address, seen_session, seen_participant, "
    "seen_state, ends_ms, answered_ms, words, sealed_id FROM panel_invitation ";

// The store holds everything but the UID.
std::string TextOf(calendar::Calendar calendar) {
  for (calendar::Event& event : calendar.events) event.uid = kNoUid;
  return calendar::WriteCalendar(calendar, {.keep_answered = true});
}

base::Result<calendar::Calendar> CalendarIn(const std::string& text, const std::string& uid) {
  auto read = calendar::ReadCalendar(text);
  if (!read || read->events.empty()) return base::Corrupt("a stored calendar entry cannot be read");
  for (calendar::Event& event : read->events) event.uid = uid;
  return *std::move(read);
}

}  // namespace

std::string_view MailPurposeName(MailPurpose purpose) {
  return kPurposes.at(static_cast<std::size_t>(purpose));
}
std::optional<MailPurpose> MailPurposeNamed(std::string_view name) {
  const auto found = std::find(kPurposes.begin(), kPurposes.end(), name);
  if (found == kPurposes.end()) return std::nullopt;
  return static_cast<MailPurpose>(found - kPurposes.begin());
}

std::string Book::Derived(std::string_view purpose, const PanelSessionId& session,
                          const desk::PersonId& person) const {
  constexpr std::size_t kDigits = 32;
  const std::string message = std::string(purpose) + "\n" + session.text() + "\n" + person.text();
  return crypto::HexEncode(crypto::HmacSha256(key_.view(), crypto::AsBytes(message))).substr(0, kDigits);
}

std::string Book::UidFor(const PanelSessionId& session, const desk::PersonId& person) const {
  return Derived("invitation", session, person);
}

std::string Book::FeedUidFor(const PanelSessionId& session, const desk::PersonId& person) const {
  return Derived("feed", session, person);
}

base::Result<std::optional<Invitation>> Book::Find(db::Transaction& tx, const PanelSessionId& session,
                                                   const desk::PersonId& person) {
  const auto row =
      TRY(tx.QueryOne(std::string(kColumns) + "WHERE session_id = $1 AND person_id = $2", {session, person}));
  if (!row) return std::optional<Invitation>();
  Invitation one;
  one.session = row->IdAt<PanelSessionId>(0);
  one.person = row->IdAt<desk::PersonId>(1);
  one.state = InvitationStateNamed(row->Text(2)).value_or(InvitationState::kWithdrawn);
  one.sequence = row->Int(3);
  one.sent = TRY(CalendarIn(row->Text(4), UidFor(session, person)));
  one.address = row->Text(5);
  one.seen_session = row->Int(6);
  one.seen_participant = row->Int(7);
  one.seen_state = ParticipantStateNamed(row->Text(8)).value_or(ParticipantState::kInvited);
  one.ends = {row->Int(9)};
  if (!row->IsNull(10)) one.answered = base::UtcTime{row->Int(10)};
  one.words = {row->Text(11), row->IdAt<vault::RecordId>(12)};
  return std::optional(std::move(one));
}

base::Result<std::optional<Invitation>> Book::FindByUid(db::Transaction& tx, std::string_view uid) {
  const auto row = TRY(tx.QueryOne("SELECT session_id, person_id FROM panel_invitation WHERE uid_key = $1",
                                   {crypto::Sha256Hex(uid)}));
  if (!row) return std::optional<Invitation>();
  return Find(tx, row->IdAt<PanelSessionId>(0), row->IdAt<desk::PersonId>(1));
}

base::Result<std::vector<Invitation>> Book::Of(db::Transaction& tx, const PanelSessionId& session) {
  std::vector<Invitation> all;
  for (const db::Row& row : TRY(tx.Query(
           "SELECT person_id FROM panel_invitation WHERE session_id = $1 ORDER BY person_id LIMIT $2",
           {session, base::kMaxParticipants})))
    if (auto one = TRY(Find(tx, session, row.IdAt<desk::PersonId>(0)))) all.push_back(*std::move(one));
  return all;
}

base::Status Book::Save(db::Transaction& tx, const Invitation& one) {
  const db::Param answered = one.answered ? db::Param(one.answered->ms) : db::Param(nullptr);
  TRY(tx.Execute(
      "INSERT INTO panel_invitation(session_id, person_id, uid_key, state, sequence, calendar, address, "
      "seen_session, seen_participant, seen_state, ends_ms, answered_ms, words, sealed_id) VALUES ($1, $2, "
      "$3, "
      "$4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (session_id, person_id) DO UPDATE SET "
      "state = $4, sequence = $5, calendar = $6, address = $7, seen_session = $8, seen_participant = $9, "
      "seen_state = $10, ends_ms = $11, answered_ms = $12, words = $13, sealed_id = $14",
      {one.session, one.person, crypto::Sha256Hex(UidFor(one.session, one.person)),
       InvitationStateName(one.state), one.sequence, TextOf(one.sent), one.address, one.seen_session,
       one.seen_participant, ParticipantStateName(one.seen_state), one.ends.ms, answered, one.words.open,
       one.words.sealed}));
  return base::Ok();
}

base::Status Book::Post(db::Transaction& tx, const WaitingMail& mail) {
  if (mail.purpose == MailPurpose::kRequest || mail.purpose == MailPurpose::kCancel)
    TRY(tx.Execute(
        "DELETE FROM panel_invitation_mail WHERE session_id = $1 AND person_id = $2 AND purpose IN "
        "('request', 'day', 'cancel')",
        {mail.session, mail.person}));
  const std::int64_t now = seams_.clock.Now().ms;
  // Behind what waits for her already, also where that failed and rests.
  const auto last = TRY(tx.QueryOne(
      "SELECT max(number), max(due_ms) FROM panel_invitation_mail WHERE session_id = $1 AND person_id = $2",
      {mail.session, mail.person}));
  const bool waits = last && !last->IsNull(0);
  const std::int64_t number = waits ? last->Int(0) + 1 : 1;
  const std::int64_t due = waits ? std::max(now, last->Int(1)) : now;
  TRY(tx.Execute(
      "INSERT INTO panel_invitation_mail(id, session_id, person_id, purpose, address, subject, body, "
      "calendar, made_ms, number, due_ms, tries) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0)",
      {base::NewIdText(seams_.random), mail.session, mail.person, MailPurposeName(mail.purpose), mail.address,
       mail.subject, mail.body, TextOf(mail.calendar), now, number, due}));
  return base::Ok();
}

base::Result<std::vector<WaitingMail>> Book::Due(db::Transaction& tx) {
  std::vector<WaitingMail> due;
  for (const db::Row& row : TRY(tx.Query(
           "SELECT id, session_id, person_id, purpose, address, subject, body, calendar, due_ms, tries "
           "FROM panel_invitation_mail WHERE due_ms <= $1 ORDER BY due_ms, made_ms, session_id, person_id, "
           "number LIMIT $2",
           {seams_.clock.Now().ms, base::kInvitationMailBatch}))) {
    WaitingMail mail{.id = row.Text(0),
                     .session = row.IdAt<PanelSessionId>(1),
                     .person = row.IdAt<desk::PersonId>(2),
                     .purpose = MailPurposeNamed(row.Text(3)).value_or(MailPurpose::kRequest),
                     .address = row.Text(4),
                     .subject = row.Text(5),
                     .body = row.Text(6)};
    mail.calendar = TRY(CalendarIn(row.Text(7), UidFor(mail.session, mail.person)));
    mail.due = {row.Int(8)};
    mail.tries = row.Int(9);
    due.push_back(std::move(mail));
  }
  return due;
}

base::Result<bool> Book::Claim(db::Transaction& tx, const WaitingMail& mail) {
  const std::int64_t taken =
      TRY(tx.Execute("UPDATE panel_invitation_mail SET due_ms = $3 WHERE id = $1 AND due_ms = $2",
                     {mail.id, mail.due.ms, seams_.clock.Now().ms + kClaimMs}));
  return taken == 1;
}

base::Status Book::Sent(db::Transaction& tx, const WaitingMail& mail) {
  TRY(tx.Execute("DELETE FROM panel_invitation_mail WHERE id = $1", {mail.id}));
  return base::Ok();
}

base::Status Book::Failed(db::Transaction& tx, const WaitingMail& mail) {
  std::int64_t rest = kFirstRestMs;
  for (std::int64_t i = 0; i < mail.tries && rest < kLongestRestMs; ++i) rest *= 2;
  TRY(tx.Execute("UPDATE panel_invitation_mail SET due_ms = $3 WHERE session_id = $1 AND person_id = $2",
                 {mail.session, mail.person, seams_.clock.Now().ms + std::min(rest, kLongestRestMs)}));
  TRY(tx.Execute("UPDATE panel_invitation_mail SET tries = tries + 1 WHERE id = $1", {mail.id}));
  return base::Ok();
}

}  // namespace panel::invitations
