#pragma once
// Sends the mails about invitations that wait. Thread-safe.

#include "panel/invitations/book.h"

namespace desk {
class Desk;
}

namespace panel::invitations {

// At most base::kInvitationMailBatch at a call. A mail that cannot be sent stays and is tried again; those to
// the same person wait behind it, so that an update never comes before what it updates. What is true no more
// goes unsent: a request to somebody who does not take part any more, or of a session that is over.
base::Status SendInvitations(desk::Desk& desk, SessionAccess& access, Book& book);

}  // namespace panel::invitations
