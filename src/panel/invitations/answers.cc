#include "panel/invitations/answers.h"

#include <array>

#include "base/limits_invitations.h"
#include "calendar/mail.h"
#include "desk/permission.h"
#include "desk/tr.h"
#include "panel/sessions/sessions.h"

namespace panel::invitations {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Receipt::kCount)> kReceipts = {
    "answer", "proposal", "sent again", "known already"};

base::Error Conflict(const char* words) {
  return base::Error{base::Code::kConflict, words, {}};
}
base::Error Forbid(const char* words) {
  return base::Error{base::Code::kForbidden, words, {}};
}
base::Error Unknown() {
  return base::NotFound(desk::tr("There is no invitation with this UID here."));
}

base::Error ErrorOf(calendar::Reason reason) {
  switch (reason) {
    case calendar::Reason::kStaleSequence:
      return Conflict(
          desk::tr("This answer is about an older version of the invitation. Answer the newest one."));
    case calendar::Reason::kFutureSequence:
      return Conflict(desk::tr("This answer is about a version of the invitation that was never sent."));
    case calendar::Reason::kStaleStamp:
      return Conflict(desk::tr("A later answer of this person is there already."));
    case calendar::Reason::kUnknownAttendee:
    case calendar::Reason::kForgedSender:
      return Forbid(desk::tr("This answer does not come from the address that was invited."));
    case calendar::Reason::kForgedOrganizer:
      return Forbid(desk::tr("This answer names another organiser than the invitation."));
    case calendar::Reason::kUnknownInstance:
      return base::NotFound(desk::tr("This session has no such day."));
    case calendar::Reason::kMethodNotTaken:
      return base::Invalid(desk::tr("This kind of calendar message is not taken here."));
    case calendar::Reason::kUnknownEvent:
    case calendar::Reason::kNotForUs:
      return Unknown();
    case calendar::Reason::kMalformed:
    case calendar::Reason::kNone:
    case calendar::Reason::kAlreadyKnown:
      break;
  }
  return base::Invalid(desk::tr("This answer names not exactly one person who answers."));
}

std::optional<InvitationAct> ActOf(calendar::Answer answer) {
  switch (answer) {
    case calendar::Answer::kAccepted:
      return InvitationAct::kAccept;
    case calendar::Answer::kTentative:
      return InvitationAct::kDoubt;
    case calendar::Answer::kDeclined:
      return InvitationAct::kDecline;
    case calendar::Answer::kNeedsAction:
    case calendar::Answer::kDelegated:
      break;
  }
  return std::nullopt;
}

std::string SenderUri(std::string_view sender) {
  return "mailto:" + std::string(sender);
}

// As on the page: who is suspended may still say no.
base::Status MustStand(db::Transaction& tx, SessionAccess& access, const PanelSession& session,
                       const desk::Actor& actor) {
  if (TRY(access.Stands(tx, session.panel, actor.org))) return base::Ok();
  return Forbid(desk::tr("Your organisation is suspended, or has left: it takes part in nothing new."));
}

// REFRESH names who asks; nothing else of it counts.
base::Status MayRefresh(const Invitation& invitation, const calendar::Calendar& message,
                        std::string_view sender) {
  const calendar::Event& event = message.events.at(0);
  if (event.attendees.size() != 1) return ErrorOf(calendar::Reason::kMalformed);
  const calendar::Event& sent = SeriesOf(invitation.sent);
  const calendar::Attendee* known = calendar::FindAttendee(sent, event.attendees[0].uri);
  const bool hers = known != nullptr && (calendar::SameAddress(known->uri, SenderUri(sender)) ||
                                         calendar::SameAddress(known->sent_by, SenderUri(sender)));
  return hers ? base::Ok() : base::Status(ErrorOf(calendar::Reason::kForgedSender));
}

}  // namespace

std::string_view ReceiptName(Receipt receipt) {
  return kReceipts.at(static_cast<std::size_t>(receipt));
}

base::Result<Receipt> Answers::Receive(std::string_view message) {
  if (message.size() > base::kMaxInvitationMailBytes)
    return base::TooLarge(desk::tr("This mail is too large for an answer to an invitation."));
  const net::IncomingMail mail = TRY(net::ReadMail(message));
  const calendar::Calendar answer = TRY(calendar::CalendarOf(mail));
  if (answer.method != calendar::Method::kReply && answer.method != calendar::Method::kCounter &&
      answer.method != calendar::Method::kRefresh)
    return ErrorOf(calendar::Reason::kMethodNotTaken);
  const Answerer who = TRY(WhoAnswers(answer));
  return seams_.database.Write(
      [&](db::Transaction& tx) -> base::Result<Receipt> { return Take(tx, who, answer, mail.from); });
}

// The invited one as she would be on the page.
base::Result<Answers::Answerer> Answers::WhoAnswers(const calendar::Calendar& message) {
  if (message.events.empty()) return base::Invalid(desk::tr("This calendar message holds no event."));
  const std::string uid = message.events[0].uid;
  for (const calendar::Event& event : message.events)
    if (event.uid != uid)
      return base::Invalid(desk::tr("This calendar message is about more than one invitation."));
  struct Found {
    desk::PersonId person;
    desk::OrgId org;
  };
  const auto read = [&](db::Transaction& tx) -> base::Result<Found> {
    const auto invitation = TRY(book_.FindByUid(tx, uid));
    if (!invitation) return Unknown();
    const auto participant = TRY(access_.ParticipantOf(tx, invitation->session, invitation->person));
    if (!participant) return Unknown();
    return Found{participant->person, participant->org};
  };
  const Found found = TRY(seams_.database.Read(read));
  const auto actor = sign_in_.ActorOfPerson(found.person, found.org);
  if (!actor) return Unknown();
  if (!actor->Can(desk::Permission::kPanelTakePart))
    return Forbid(desk::tr("This person may not take part in sessions of the panel."));
  return Answerer{*actor, uid};
}

base::Result<Receipt> Answers::Take(db::Transaction& tx, const Answerer& who,
                                    const calendar::Calendar& message, std::string_view sender) {
  const auto invitation = TRY(book_.FindByUid(tx, who.uid));
  if (!invitation) return Unknown();
  const auto session = access_.Get(tx, invitation->session);
  if (!session && session.error().code != base::Code::kNotFound) return session.error();
  if (message.method == calendar::Method::kRefresh) {
    TRY(MayRefresh(*invitation, message, sender));
    TRY(planner_.SendAgain(tx, *invitation));
    return Receipt::kSentAgain;
  }
  calendar::Calendar stored = invitation->sent;
  // A proposal is no answer: one that comes with an answer of the same second is not that answer again.
  if (message.method == calendar::Method::kCounter)
    for (calendar::Event& event : stored.events)
      for (calendar::Attendee& attendee : event.attendees) attendee.answered.reset();
  calendar::Outcome outcome = TRY(calendar::TakeAnswer(stored, message, sender));
  if (outcome.reason == calendar::Reason::kAlreadyKnown) return Receipt::kKnown;
  if (outcome.reason != calendar::Reason::kNone) return ErrorOf(outcome.reason);
  if (invitation->state == InvitationState::kWithdrawn)
    return Conflict(desk::tr("This invitation was taken back."));
  const bool open = session && !IsPast(*session) && session->state != SessionState::kDraft;
  if (!open || invitation->ends <= seams_.clock.Now()) return Conflict(desk::tr("This session is over."));
  if (message.method == calendar::Method::kReply) {
    TRY(TakeReply(tx, who, *session, *invitation, outcome));
    return Receipt::kAnswer;
  }
  TRY(MustStand(tx, access_, *session, who.actor));
  for (const calendar::Proposal& proposal : outcome.proposals)
    TRY(proposals_.Take(tx, who.actor, *session, message, proposal));
  return Receipt::kProposal;
}

base::Status Answers::ChangePlace(db::Transaction& tx, const desk::Actor& actor, const PanelSession& session,
                                  InvitationAct act) {
  const auto participant = TRY(access_.ParticipantOf(tx, session.id, actor.person));
  if (!participant) return Unknown();
  const ParticipantState state = participant->state;
  if (act != InvitationAct::kDecline) TRY(MustStand(tx, access_, session, actor));
  if (act == InvitationAct::kAccept && state != ParticipantState::kComing) {
    // Who excused herself from a closed session knows of it no more.
    if (session.closed() && state != ParticipantState::kInvited)
      return Conflict(desk::tr("This invitation was taken back."));
    return participation_.AnswerIn(tx, actor, session.id, ParticipantAct::kAccept, AttendanceMode::kNone);
  }
  const bool comes = state == ParticipantState::kComing || state == ParticipantState::kInvited;
  if (act == InvitationAct::kDecline && comes)
    return participation_.AnswerIn(tx, actor, session.id, ParticipantAct::kExcuse, AttendanceMode::kNone);
  return base::Ok();
}

base::Status Answers::TakeReply(db::Transaction& tx, const Answerer& who, const PanelSession& session,
                                Invitation invitation, const calendar::Outcome& outcome) {
  std::string comment;
  for (const calendar::AnswerChange& change : outcome.changes) {
    const auto act = ActOf(change.after);
    if (!act) return base::Invalid(desk::tr("This answer is neither yes, no nor perhaps."));
    if (!change.comment.empty()) comment = CutText(change.comment, base::kMaxAnswerCommentBytes);
    if (change.recurrence_id) continue;
    invitation.state =
        TRY(Next(InvitationSteps(), invitation.state, *act, InvitationStateName, InvitationActName));
    TRY(ChangePlace(tx, who.actor, session, *act));
  }
  invitation.sent = outcome.calendar;
  invitation.answered = seams_.clock.Now();
  const PanelSession now = TRY(access_.Get(tx, session.id));
  if (!comment.empty()) {
    const Words words = {{"comment", comment}};
    invitation.words = invitation.words.open.empty() && invitation.words.sealed.empty()
                           ? TRY(access_.Store(tx, now, words))
                           : TRY(access_.Replace(tx, now, invitation.words, words));
  }
  // Her calendar knows her answer: nothing of it is sent back.
  const auto participant = TRY(access_.ParticipantOf(tx, session.id, invitation.person));
  if (participant) {
    invitation.seen_participant = participant->version;
    invitation.seen_state = participant->state;
  }
  TRY(book_.Save(tx, invitation));
  return access_.Note(tx, who.actor, now, "panel-session.answer", SessionRecord(session.id),
                      {{"person", invitation.person.text()}});
}

}  // namespace panel::invitations
