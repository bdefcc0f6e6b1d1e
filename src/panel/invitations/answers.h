#pragma once
// An answer by mail: one message of RFC 5322 with text/calendar (RFC 6047) is read, checked against what was
// sent, and taken in, all of it or nothing. A mail server hands messages over by `manumit --config FILE
// calendar receive`.
//
// What is trusted is the UID, which only the invited one was sent; besides, the mail must come from her
// address (or from the one that the invitation names as speaking for her), and the answer be about the
// version that was sent last. An answer does what the person could do on the session's page: yes and no
// change her place, and only as far as the rules of participation let her; "perhaps" is noted. Another time
// that is proposed waits for the chair. Of a closed session the words of an answer are sealed to its
// participants. Thread-safe.

#include <string>
#include <string_view>

#include "calendar/itip.h"
#include "desk/signin/signin.h"
#include "net/mail_reader.h"
#include "panel/invitations/planner.h"
#include "panel/invitations/proposals.h"
#include "panel/sessions/participation.h"

namespace panel::invitations {

enum class Receipt : std::uint8_t { kAnswer, kProposal, kSentAgain, kKnown, kCount };
std::string_view ReceiptName(Receipt receipt);  // "answer"

class Answers {
 public:
  Answers(PanelSeams seams, SessionAccess& access, Participation& participation, Book& book, Planner& planner,
          Proposals& proposals, desk::SignIn& sign_in)
      : seams_(seams),
        access_(access),
        participation_(participation),
        book_(book),
        planner_(planner),
        proposals_(proposals),
        sign_in_(sign_in) {}

  // Errors: kTooLarge (base::kMaxInvitationMailBytes), kInvalid (no calendar, or one that answers nothing),
  // kNotFound (no such invitation), kForbidden (from somebody else, or without the right to take part),
  // kConflict (an older version, an older answer, withdrawn, over, or not allowed by the rules of
  // participation).
  base::Result<Receipt> Receive(std::string_view message);

 private:
  struct Answerer {
    desk::Actor actor;
    std::string uid;
  };
  base::Result<Answerer> WhoAnswers(const calendar::Calendar& message);
  base::Result<Receipt> Take(db::Transaction& tx, const Answerer& who, const calendar::Calendar& message,
                             std::string_view sender);
  base::Status TakeReply(db::Transaction& tx, const Answerer& who, const PanelSession& session,
                         Invitation invitation, const calendar::Outcome& outcome);
  base::Status ChangePlace(db::Transaction& tx, const desk::Actor& actor, const PanelSession& session,
                           InvitationAct act);

  PanelSeams seams_;
  SessionAccess& access_;
  Participation& participation_;
  Book& book_;
  Planner& planner_;
  Proposals& proposals_;
  desk::SignIn& sign_in_;
};

}  // namespace panel::invitations
