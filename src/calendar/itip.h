#pragma once
// What a message of RFC 5546 (iTIP) changes in a stored event: event + message → new state, or the reason why
// the message counts for nothing. Pure; nothing is changed where one event of the message is refused.
//
// The stored calendar holds one UID: the event or series, and the instances that were changed. The organiser
// keeps in Attendee::answered when each answer was written (WriteOptions::keep_answered).
//
// Rules (sections 2.1.4, 2.1.5, 3.2 and 6.1):
//  - A message about an older SEQUENCE is stale; of the same SEQUENCE, the later DTSTAMP counts.
//  - Only the stored organiser invites, changes and cancels. Only who is invited answers, and only for
//  herself:
//    the mail's sender must be the attendee or her SENT-BY. What the sender's address is worth is for the
//    mail system to say; here it is compared, not proved.
//  - A RECURRENCE-ID must be an instance of the series. RANGE=THISANDFUTURE, ADD, REFRESH and delegation are
//  not
//    taken in, and say so.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "calendar/event.h"

namespace calendar {

enum class Reason : std::uint8_t {
  kNone,             // taken in
  kUnknownEvent,     // no such UID here
  kStaleSequence,    // about an older version
  kFutureSequence,   // about a version that was never sent
  kStaleStamp,       // a later answer or update is there
  kAlreadyKnown,     // the same message again
  kUnknownAttendee,  // who answers was not invited
  kForgedOrganizer,  // not the organiser whom we know
  kForgedSender,     // the mail comes from somebody else
  kUnknownInstance,  // the series has no such RECURRENCE-ID
  kNotForUs,         // we are not among those whom it concerns
  kMethodNotTaken,   // ADD, REFRESH, a range, a delegation, or the method of the other side
  kMalformed,        // without what the method needs: one ATTENDEE of an answer, an event
};
std::string_view ReasonName(Reason reason);  // "stale-sequence", for logs and counts

struct AnswerChange {
  std::string uri;
  std::optional<DateTime> recurrence_id;  // of that instance alone
  Answer before = Answer::kNeedsAction;
  Answer after = Answer::kNeedsAction;
  std::string comment;
};

struct Proposal {  // COUNTER
  std::string uri;
  Event event;  // as proposed: start, end, location, comment
};

struct Outcome {
  Reason reason = Reason::kNone;
  Calendar calendar;  // the new state; the old one where nothing changed
  std::vector<AnswerChange> changes;
  std::vector<Proposal> proposals;
  bool counter_declined = false;
};

// The organiser's side: REPLY and COUNTER. `sender`: the mail address in From; empty where it did not come by
// mail. Errors: kInvalid, kTooLarge (a time zone that is not known, too many instances).
base::Result<Outcome> TakeAnswer(const Calendar& stored, const Calendar& message, std::string_view sender);

// The attendee's side: REQUEST, PUBLISH, CANCEL and DECLINECOUNTER. `stored` has no events where the UID is
// new; `me`: our URI, empty where anybody may look on (PUBLISH). Errors: as above.
base::Result<Outcome> TakeInvitation(const Calendar& stored, const Calendar& message, std::string_view sender,
                                     std::string_view me);

}  // namespace calendar
