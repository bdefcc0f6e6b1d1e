#pragma once
// The services of this folder as the server has them: made once by RegisterInvitations. Thread-safe.

#include "desk/desk.h"
#include "desk/people/people.h"
#include "panel/invitations/addresses.h"
#include "panel/invitations/answers.h"
#include "panel/invitations/book.h"
#include "panel/invitations/days.h"
#include "panel/invitations/feeds.h"
#include "panel/invitations/planner.h"
#include "panel/invitations/post.h"
#include "panel/invitations/proposals.h"
#include "panel/sessions/services.h"

namespace panel::invitations {

struct InvitationServices {
  InvitationServices(desk::Desk& d, PanelServices& p)
      : desk(d),
        sessions(d, p),
        access(p.session_access),
        book(p.seams, d.InstallationKey("panel-invitation")),
        days(p.seams, access),
        addresses(p.seams, p.panels, d.config()),
        planner(p.seams, access, book, days, addresses, d.config()),
        proposals(p.seams, access, sessions.sessions, book, planner, days),
        answers(p.seams, access, sessions.participation, book, planner, proposals, d.sign_in()),
        feeds(p.seams, access, book, days, d.sign_in(), d.config()) {}
  InvitationServices(const InvitationServices&) = delete;
  InvitationServices& operator=(const InvitationServices&) = delete;

  // What the job does: everything that changed is put into the queue, and what is due is sent.
  base::Status RunOnce() {
    TRY(planner.Run());
    return SendInvitations(desk, access, book);
  }

  desk::Desk& desk;
  SessionServices sessions;
  SessionAccess& access;
  Book book;
  Days days;
  Addresses addresses;
  Planner planner;
  Proposals proposals;
  Answers answers;
  Feeds feeds;
};

}  // namespace panel::invitations
