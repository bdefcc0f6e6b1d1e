#include "panel/invitations/planner.h"

#include "base/limits_invitations.h"
#include "base/log.h"
#include "calendar/messages.h"
#include "desk/people/people.h"
#include "desk/tr.h"

namespace panel::invitations {
namespace {

// A session whose times people should have.
constexpr std::string_view kHasEntries = "s.state IN ('announced', 'registration', 'full', 'under-way')";
constexpr std::string_view kHasEntry = "p.state IN ('invited', 'coming')";
// She still belongs to the organisation for which she takes part.
constexpr std::string_view kStillThere =
    "EXISTS (SELECT 1 FROM membership m JOIN person n ON n.id = m.person_id WHERE m.person_id = p.person_id "
    "AND "
    "m.org_id = p.org_id AND n.active = 1)";

InvitationAct ActOf(calendar::Answer answer) {
  return answer == calendar::Answer::kAccepted ? InvitationAct::kAccept : InvitationAct::kAskAgain;
}

const calendar::Attendee& HerselfIn(const calendar::Calendar& sent) {
  return SeriesOf(sent).attendees.at(0);
}

// What the mail says of a change.
News NewsOf(const Invitation& before, const Revision& revision, bool first) {
  const bool coming = HerselfIn(revision.sent).answer == calendar::Answer::kAccepted;
  if (first || before.state == InvitationState::kWithdrawn || before.state == InvitationState::kDeclined)
    return coming ? News::kComing : News::kInvited;
  if (revision.is_new_time) return News::kMoved;
  if (revision.says_something && SeriesOf(revision.sent).sequence == SeriesOf(before.sent).sequence &&
      revision.sequence != before.sequence)
    return News::kDay;
  return revision.says_something ? News::kChanged : News::kComing;
}

}  // namespace

std::string Planner::UrlOf(const PanelSessionId& session) const {
  return config_.public_url.empty() ? std::string() : config_.public_url + "/sessions/" + session.text();
}

base::Result<std::vector<Planner::Key>> Planner::Stale(db::Transaction& tx, const Key& after) {
  std::vector<Key> found;
  const std::string sql =
      "SELECT p.session_id, p.person_id FROM panel_session s JOIN panel_session_participant p ON "
      "p.session_id = "
      "s.id LEFT JOIN panel_invitation i ON i.session_id = p.session_id AND i.person_id = p.person_id LEFT "
      "JOIN "
      "person e ON e.id = p.person_id WHERE s.ends_ms > $1 AND " +
      std::string(kHasEntries) + " AND " + std::string(kHasEntry) + " AND " + std::string(kStillThere) +
      " AND (i.session_id IS NULL OR i.seen_session <> s.version OR i.seen_participant <> p.version OR "
      "i.address "
      "<> e.email OR i.state = 'withdrawn') AND (p.session_id > $2 OR (p.session_id = $2 AND p.person_id > "
      "$3)) "
      "ORDER BY p.session_id, p.person_id LIMIT $4";
  for (const db::Row& row : TRY(tx.Query(
           sql, {seams_.clock.Now().ms, after.first.text(), after.second.text(), base::kInvitationBatch})))
    found.emplace_back(row.IdAt<PanelSessionId>(0), row.IdAt<desk::PersonId>(1));
  return found;
}

base::Result<std::vector<Planner::Key>> Planner::Superfluous(db::Transaction& tx, const Key& after) {
  std::vector<Key> found;
  const std::string sql =
      "SELECT i.session_id, i.person_id FROM panel_invitation i LEFT JOIN panel_session s ON s.id = "
      "i.session_id "
      "LEFT JOIN panel_session_participant p ON p.session_id = i.session_id AND p.person_id = i.person_id "
      "WHERE "
      "i.ends_ms > $1 AND i.state NOT IN ('withdrawn', 'declined') AND (s.id IS NULL OR s.state IN ('draft', "
      "'cancelled') OR p.person_id IS NULL OR NOT (" +
      std::string(kHasEntry) + " AND " + std::string(kStillThere) +
      ")) AND (i.session_id > $2 OR (i.session_id = $2 AND i.person_id > $3)) ORDER BY i.session_id, "
      "i.person_id "
      "LIMIT $4";
  for (const db::Row& row : TRY(tx.Query(
           sql, {seams_.clock.Now().ms, after.first.text(), after.second.text(), base::kInvitationBatch})))
    found.emplace_back(row.IdAt<PanelSessionId>(0), row.IdAt<desk::PersonId>(1));
  return found;
}

// Each in a transaction of its own: one that fails holds nobody else up, nor does a session of which the log
// must not tell.
template <typename Find, typename Work>
base::Status Planner::ForEach(Find find, Work work) {
  Key last;
  for (;;) {
    const std::vector<Key> keys = TRY(seams_.database.Read(
        [&](db::Transaction& tx) -> base::Result<std::vector<Key>> { return find(tx, last); }));
    for (const Key& key : keys) {
      last = key;
      const base::Status done =
          seams_.database.Write([&](db::Transaction& tx) -> base::Status { return work(tx, key); });
      if (!done) base::LogError("invitation-failed", {{"code", base::CodeName(done.error().code)}});
    }
    if (std::ssize(keys) < base::kInvitationBatch) return base::Ok();
  }
}

base::Status Planner::Run() {
  TRY(ForEach([&](db::Transaction& tx, const Key& after) { return Superfluous(tx, after); },
              [&](db::Transaction& tx, const Key& key) { return Withdraw(tx, key.first, key.second); }));
  return ForEach([&](db::Transaction& tx, const Key& after) { return Stale(tx, after); },
                 [&](db::Transaction& tx, const Key& key) { return Bring(tx, key.first, key.second); });
}

base::Result<Planner::Person> Planner::PersonOf(db::Transaction& tx, const desk::PersonId& person) {
  const auto row = TRY(tx.QueryOne("SELECT email, name, locale, active FROM person WHERE id = $1", {person}));
  if (!row) return Person{};
  return Person{row->Text(0), row->Text(1), row->Text(2), row->Bool(3)};
}

base::Result<EntryFacts> Planner::FactsOf(db::Transaction& tx, const PanelSession& session,
                                          const Participant& participant, const Person& person) {
  EntryFacts facts{
      .session = session, .participant = participant, .address = person.address, .name = person.name};
  if (!session.closed()) facts.words = TRY(access_.Read(tx, session, session.words, nullptr));
  facts.days = TRY(days_.Of(tx, session));
  const std::string own = TRY(addresses_.Of(tx, session.panel));
  facts.takes_answers = !own.empty();
  const auto panel = TRY(tx.QueryOne("SELECT name FROM panel WHERE id = $1", {session.panel}));
  facts.organizer.uri = "mailto:" + TRY(addresses_.OrganiserOf(tx, session.panel));
  facts.organizer.name = panel ? panel->Text(0) : std::string();
  facts.url = UrlOf(session.id);
  return facts;
}

base::Status Planner::PostAll(db::Transaction& tx, const Invitation& invitation, const Revision& revision,
                              const MailWords& words) {
  for (const calendar::Calendar& message : revision.messages) {
    const bool whole = !message.events.at(0).recurrence_id;
    WaitingMail mail{.session = invitation.session,
                     .person = invitation.person,
                     .purpose = whole ? MailPurpose::kRequest : MailPurpose::kDay,
                     .address = invitation.address,
                     .subject = words.subject,
                     .body = words.body,
                     .calendar = message};
    TRY(book_.Post(tx, mail));
  }
  return base::Ok();
}

base::Status Planner::Bring(db::Transaction& tx, const PanelSessionId& id, const desk::PersonId& person_id) {
  const PanelSession session = TRY(access_.Get(tx, id));
  const auto participant = TRY(access_.ParticipantOf(tx, id, person_id));
  if (!participant) return base::Ok();
  const Person person = TRY(PersonOf(tx, person_id));
  const EntryFacts facts = TRY(FactsOf(tx, session, *participant, person));
  const html::Locale& locale = html::ChooseLocale(person.locale, "");
  const calendar::Calendar wanted = EntryOf(locale, facts);
  const base::UtcTime now = seams_.clock.Now();
  auto before = TRY(book_.Find(tx, id, person_id));
  const bool coming = participant->state == ParticipantState::kComing;
  const bool ended =
      before && (before->state == InvitationState::kWithdrawn || before->state == InvitationState::kDeclined);
  const bool first = !before || ended;
  Revision revision;
  if (first) {
    const std::int64_t sequence = before ? before->sequence + 1 : 0;
    revision = FirstOf(wanted, book_.UidFor(id, person_id), sequence, coming, now);
  } else {
    const bool accepts = coming && before->seen_state != ParticipantState::kComing;
    revision = Revise(before->sent, before->sequence, wanted, accepts, now);
  }
  Invitation after = before ? *before : Invitation{.session = id, .person = person_id};
  after.sent = revision.sent;
  after.sequence = revision.sequence;
  const calendar::Answer answer = HerselfIn(revision.sent).answer;
  const bool answer_changed = first || revision.is_new_time || answer != HerselfIn(before->sent).answer;
  if (answer_changed) {
    // Asked first, then she may have said yes on the page.
    after.state = TRY(Next(InvitationSteps(), after.state, InvitationAct::kAskAgain, InvitationStateName,
                           InvitationActName));
    after.answered.reset();
    if (ActOf(answer) == InvitationAct::kAccept) after.state = InvitationState::kAccepted;
  }
  after.address = person.address;
  after.seen_session = session.version;
  after.seen_participant = participant->version;
  after.seen_state = participant->state;
  after.ends = session.ends;
  for (const SessionDay& day : facts.days) after.ends = std::max(after.ends, day.ends);
  TRY(book_.Save(tx, after));
  if (revision.is_new_time && !first)
    TRY(tx.Execute(
        "UPDATE panel_counter_proposal SET state = 'lapsed', decided_ms = $3 WHERE session_id = $1 AND "
        "person_id = $2 AND state = 'open'",
        {id, person_id, now.ms}));
  const News news = NewsOf(before ? *before : after, revision, first);
  const std::string title(session.closed() ? std::string_view() : WordOf(facts.words, "title"));
  return PostAll(tx, after, revision,
                 WordsOfMail(locale, news, session, title, facts.url, facts.takes_answers));
}

// The session, or what was sent of it where it is there no more.
base::Result<PanelSession> Planner::SessionOf(db::Transaction& tx, const Invitation& invitation) {
  auto session = access_.Get(tx, invitation.session);
  if (session || session.error().code != base::Code::kNotFound) return session;
  PanelSession gone{.id = invitation.session, .audience = SessionAudience::kClosed, .zone = "UTC"};
  const calendar::Event& event = SeriesOf(invitation.sent);
  calendar::Zones zones(invitation.sent.zones);
  gone.starts = TRY(zones.ToUtc(event.start.value_or(calendar::DateTime{}), calendar::Zone::Utc()));
  gone.ends = invitation.ends;
  if (event.start && event.start->form == calendar::TimeForm::kZoned) gone.zone = event.start->zone;
  return gone;
}

base::Status Planner::Withdraw(db::Transaction& tx, const PanelSessionId& id,
                               const desk::PersonId& person_id) {
  auto invitation = TRY(book_.Find(tx, id, person_id));
  if (!invitation) return base::Ok();
  invitation->state = TRY(Next(InvitationSteps(), invitation->state, InvitationAct::kWithdraw,
                               InvitationStateName, InvitationActName));
  const PanelSession session = TRY(SessionOf(tx, *invitation));
  const calendar::Calendar cancel = CancelAll(invitation->sent, invitation->sequence, seams_.clock.Now());
  invitation->sequence = cancel.events.at(0).sequence;
  TRY(book_.Save(tx, *invitation));
  const Person person = TRY(PersonOf(tx, person_id));
  if (!person.active) return base::Ok();
  const html::Locale& locale = html::ChooseLocale(person.locale, "");
  const bool all = session.state == SessionState::kCancelled;
  const MailWords words = WordsOfMail(locale, all ? News::kCancelled : News::kWithdrawn, session,
                                      session.title, UrlOf(id), false);
  WaitingMail mail{.session = id,
                   .person = person_id,
                   .purpose = MailPurpose::kCancel,
                   .address = invitation->address,
                   .subject = words.subject,
                   .body = words.body,
                   .calendar = cancel};
  return book_.Post(tx, mail);
}

base::Status Planner::SendAgain(db::Transaction& tx, const Invitation& invitation) {
  if (invitation.state == InvitationState::kWithdrawn)
    return base::Error{base::Code::kConflict, desk::tr("This invitation was taken back."), {}};
  const PanelSession session = TRY(SessionOf(tx, invitation));
  const Person person = TRY(PersonOf(tx, invitation.person));
  const html::Locale& locale = html::ChooseLocale(person.locale, "");
  const std::string own = TRY(addresses_.Of(tx, session.panel));
  const MailWords words =
      WordsOfMail(locale, News::kAgain, session, session.title, UrlOf(session.id), !own.empty());
  WaitingMail mail{.session = invitation.session,
                   .person = invitation.person,
                   .purpose = MailPurpose::kRequest,
                   .address = invitation.address,
                   .subject = words.subject,
                   .body = words.body,
                   .calendar = calendar::RequestFor(invitation.sent, seams_.clock.Now())};
  return book_.Post(tx, mail);
}

base::Status Planner::SendDecline(db::Transaction& tx, const Invitation& invitation,
                                  const std::optional<base::UtcTime>& day) {
  const PanelSession session = TRY(SessionOf(tx, invitation));
  const Person person = TRY(PersonOf(tx, invitation.person));
  if (!person.active) return base::Ok();
  const calendar::Event* about = &SeriesOf(invitation.sent);
  calendar::Event single;
  if (day) {
    single = DayAs(invitation.sent, TimeIn(session.zone, *day));
    about = &single;
  }
  const html::Locale& locale = html::ChooseLocale(person.locale, "");
  const MailWords words = WordsOfMail(locale, News::kStays, session, session.title, UrlOf(session.id), false);
  calendar::Calendar message =
      calendar::DeclineCounter(*about, "mailto:" + invitation.address, "", seams_.clock.Now());
  message.product = kProduct;
  WaitingMail mail{.session = invitation.session,
                   .person = invitation.person,
                   .purpose = MailPurpose::kCounter,
                   .address = invitation.address,
                   .subject = words.subject,
                   .body = words.body,
                   .calendar = std::move(message)};
  return book_.Post(tx, mail);
}

}  // namespace panel::invitations
