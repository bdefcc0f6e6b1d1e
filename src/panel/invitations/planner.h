#pragma once
// Brings people's calendars up to date: compares what every participant should have with what was sent to her
// last, and puts the difference into the queue of mails. It looks at the state of things, not at what was
// done to them, so nothing is forgotten whichever way a session changed, and several changes between two runs
// go out as one. Thread-safe.
//
// She has an entry while the session is announced and not over and she is invited or coming. Cost of a run:
// one query over the sessions to come, and a transaction for each entry that changed.

#include <string>

#include "desk/config.h"
#include "panel/invitations/addresses.h"
#include "panel/invitations/book.h"
#include "panel/invitations/days.h"
#include "panel/invitations/entry.h"
#include "panel/invitations/words.h"

namespace panel::invitations {

class Planner {
 public:
  Planner(PanelSeams seams, SessionAccess& access, Book& book, Days& days, Addresses& addresses,
          const desk::Config& config)
      : seams_(seams), access_(access), book_(book), days_(days), addresses_(addresses), config_(config) {}

  // Everything that changed since. An entry that cannot be made is left for the next run and logged without
  // saying whose.
  base::Status Run();

  // Parts of Run, for one entry. Bring invites, asks again or tells of a change; Withdraw takes the entry
  // back. Errors of Withdraw: kConflict (withdrawn already).
  base::Status Bring(db::Transaction& tx, const PanelSessionId& session, const desk::PersonId& person);
  base::Status Withdraw(db::Transaction& tx, const PanelSessionId& session, const desk::PersonId& person);
  // The newest request once more. Errors: kConflict (withdrawn).
  base::Status SendAgain(db::Transaction& tx, const Invitation& invitation);
  // To whoever proposed another time: it stays.
  base::Status SendDecline(db::Transaction& tx, const Invitation& invitation,
                           const std::optional<base::UtcTime>& day);

 private:
  struct Person {
    std::string address;
    std::string name;
    std::string locale;
    bool active = false;
  };
  using Key = std::pair<PanelSessionId, desk::PersonId>;

  base::Result<std::vector<Key>> Stale(db::Transaction& tx, const Key& after);
  base::Result<std::vector<Key>> Superfluous(db::Transaction& tx, const Key& after);
  template <typename Find, typename Work>
  base::Status ForEach(Find find, Work work);
  base::Result<Person> PersonOf(db::Transaction& tx, const desk::PersonId& person);
  base::Result<EntryFacts> FactsOf(db::Transaction& tx, const PanelSession& session,
                                   const Participant& participant, const Person& person);
  base::Status PostAll(db::Transaction& tx, const Invitation& invitation, const Revision& revision,
                       const MailWords& words);
  base::Result<PanelSession> SessionOf(db::Transaction& tx, const Invitation& invitation);
  std::string UrlOf(const PanelSessionId& session) const;

  PanelSeams seams_;
  SessionAccess& access_;
  Book& book_;
  Days& days_;
  Addresses& addresses_;
  const desk::Config& config_;
};

}  // namespace panel::invitations
