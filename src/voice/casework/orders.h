#pragma once
// Orders of the police or a court to hand over cases. An order is sealed to the team whose cases it names:
// who ordered, under which law, what it asks, which cases, the paper itself and every step with its reasons.
// The store knows of it the state, the day it came, the day it is due, and no case.
//
// A case worker may record it; from then on the cases that it names are on legal hold, and the hold does not
// end while the order is not closed. Supervisors take the steps (order_steps.h): one examines, with the legal
// adviser's reasons; another approves exactly what will be handed over, of which the digest is kept; then it
// is handed over, which gives the same bytes or nothing. What is handed over are the copies of the named
// cases (case_copy.h): what is hidden in a case narrows the order. The worker is told, unless the law forbids
// it until a day; then a task in the case reminds on that day.
//
// Thread-safe. Steps are audited with the order's id and nothing of its content. Errors besides the usual: as
// of CaseAccess; kNotFound for who is not of the team's circle; kConflict (changed meanwhile; a step that
// the table forbids); kForbidden (no supervisor; the same person twice).

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "desk/audit/audit.h"
#include "voice/casework/case_copy.h"
#include "voice/casework/lifecycle.h"
#include "voice/casework/order_steps.h"
#include "voice/casework/tasks.h"
#include "voice/intake/teams.h"

namespace voice {

using OrderId = base::Id<struct OrderTag>;

struct OrderCase {
  CaseId id;
  bool handed = false;       // it is among those that are handed over
  std::int64_t entries = 0;  // approved: so many of its entries
  bool told = false;         // the worker was told
  bool counted = false;  // its hold is (Lifecycle::HoldForOrder); not so of orders before there was a count
};

struct OrderStep {
  OrderAct act = OrderAct::kExamine;
  desk::PersonId by;
  Day day = 0;
  std::string words;
};

struct Order {
  OrderId id;
  TeamId team;
  OrderState state = OrderState::kReceived;
  Day received = 0;
  std::optional<Day> due;
  std::int64_t version = 0;
  // from here on sealed
  std::string authority;
  std::string reference;
  std::string basis;  // the law it rests on
  std::string asks;
  std::optional<Day> silent_until;  // the worker must not be told before that day
  std::vector<OrderCase> cases;
  std::vector<OrderStep> steps;
  desk::PersonId recorded_by;
  std::string language;  // of the copies, since it was approved
  std::string digest;    // SHA-256 of what is handed over, since it was approved
  std::int64_t bytes = 0;
  std::vector<ShownFile> papers;
};
std::string TextOf(const Order& order);
// Fills what is sealed but `papers`. Errors: kCorrupt.
base::Status ReadOrderText(std::string_view text, Order& order);

struct NewOrder {
  TeamId team;
  Day received = 0;
  std::optional<Day> due;
  std::string authority, reference, basis, asks;
  std::optional<Day> silent_until;
  std::string reminder;       // words of the task that reminds once she may be told
  std::vector<CaseId> cases;  // may be named later
  std::vector<SentFile> papers;
};

// What the organisation may say of itself in public is made of these, in bands (gate/band.h).
struct OrderYear {
  std::int64_t year = 0;
  std::int64_t received = 0;
  std::int64_t produced = 0;
};

class Orders {
 public:
  Orders(CaseAccess& access, vault::Vault& vault, Teams& teams, Lifecycle& lifecycle, Tasks& tasks,
         CaseCopies& copies, const base::Clock& clock, base::Random& random, desk::Audit& audit)
      : access_(access),
        vault_(vault),
        teams_(teams),
        lifecycle_(lifecycle),
        tasks_(tasks),
        copies_(copies),
        clock_(clock),
        random_(random),
        audit_(audit) {}

  // Of the caller's circles, those that are not closed first, then by the day they came, newest first.
  base::Result<std::vector<Order>> List(const desk::Actor& actor, const vault::UnlockedPerson& me);
  base::Result<Order> Open(const desk::Actor& actor, const vault::UnlockedPerson& me, const OrderId& id);
  base::Result<OpenedFile> Paper(const desk::Actor& actor, const vault::UnlockedPerson& me, const OrderId& id,
                                 const FileId& file);
  // Teams of the caller's circles.
  base::Result<std::vector<Team>> TeamsOf(const desk::Actor& actor);
  // Errors: kInvalid naming the field, kTooLarge (kMaxOrders, kMaxOrderCases, kMaxOrderFieldBytes).
  base::Result<OrderId> Record(const desk::Actor& actor, const vault::UnlockedPerson& me,
                               const NewOrder& order);

  struct At {
    OrderId order;
    std::int64_t version = 0;
  };
  // More cases, before it is decided.
  base::Status Name(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                    const std::vector<CaseId>& cases);
  // A supervisor: until when the worker must not be told; nothing: she may be told now.
  base::Status SetSilence(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                          std::optional<Day> until, std::string_view reminder);
  // Writes to the worker of one named case. Errors: kConflict (she must not be told yet; told already; nobody
  // can read it), kInvalid (no words).
  base::Status Tell(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at, const CaseId& id,
                    std::string_view text);
  // All steps but approving and handing over. `handed`: of kAcceptInPart, the cases that are handed over.
  // Errors: kInvalid (reasons are missing; no case, or all).
  base::Status Act(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at, OrderAct act,
                   std::string_view words, const std::vector<CaseId>& handed);
  // Another supervisor than who examined it. Makes what would be handed over and keeps its digest. Errors:
  // kConflict where nobody has looked at what is hidden in one of the cases.
  base::Status Approve(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                       const html::Locale& locale);
  // What was approved, as one ZIP archive; in memory alone. The first time it is a step, later it is the same
  // once more. Errors: kConflict where it would no longer be the same, for something was hidden, shown or
  // deleted since.
  base::Result<CaseCopy> Produce(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                                 std::string_view receiver);

  // Newest first. Needs nobody unlocked.
  base::Result<std::vector<OrderYear>> Years(const desk::OrgId& org);
  // Orders of the caller's circles that are not closed and whose day has passed.
  base::Result<std::int64_t> Late(const desk::Actor& actor);
  // For Lifecycle::OnRelease: kConflict where an order that is not closed names the case.
  base::Status CheckRelease(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                            const CaseId& id);
  // For Lifecycle::OnExclude: orders that name the case are sealed anew, without who is kept out of it. Those
  // that `me` cannot open stay as they are.
  base::Status SealWithout(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                           const CaseId& id);
  // Orders that were closed as long ago as their team keeps cases; at most `limit`. Returns how many.
  base::Result<std::int64_t> Purge(std::size_t limit);

 private:
  struct Opened {
    Order order;
    crypto::KeyPair keys;
  };
  base::Result<Opened> OpenWithin(db::Transaction& tx, const desk::Actor& actor,
                                  const vault::UnlockedPerson& me, const OrderId& id);
  base::Status WriteBack(db::Transaction& tx, const desk::Actor& actor, const Opened& opened,
                         std::string_view what);
  template <typename Change>  // orders_edit.h
  base::Status Edit(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                    std::string_view what, const Change& change);
  // On legal hold from now on, and one of the order's.
  base::Status TakeIn(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                      Order& order, const std::vector<CaseId>& cases);
  base::Status CountHolds(db::Transaction& tx, const desk::Actor& actor, Order& order);
  base::Status Remind(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                      const Order& order, std::string_view words);
  // To the team's circle, or to its members but those who are kept out of one of the cases.
  base::Status SealKeys(db::Transaction& tx, const desk::OrgId& org, const Order& order,
                        const crypto::KeyPair& keys);
  base::Status SealAnew(db::Transaction& tx, const desk::OrgId& org, const Opened& opened);
  // Of those that `me` can open.
  base::Result<std::vector<Opened>> Naming(db::Transaction& tx, const desk::Actor& actor,
                                           const vault::UnlockedPerson& me, const CaseId& id);
  base::Status Count(db::Transaction& tx, const desk::OrgId& org, bool produced);
  base::Status Insert(db::Transaction& tx, const desk::Actor& actor, const Team& team, const Order& order,
                      const std::vector<SentFile>& papers);
  // The archive of the cases that are handed over, each with as many entries as the order knows.
  base::Result<std::string> Archive(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                    const Order& order, const html::Locale& locale);

  CaseAccess& access_;
  vault::Vault& vault_;
  Teams& teams_;
  Lifecycle& lifecycle_;
  Tasks& tasks_;
  CaseCopies& copies_;
  const base::Clock& clock_;
  base::Random& random_;
  desk::Audit& audit_;
};

}  // namespace voice
