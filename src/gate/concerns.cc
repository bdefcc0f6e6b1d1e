// Confirming a concern, taking it back, and moving it to another person. None of it is audited (gate.h).

#include <algorithm>

#include "base/limits_gate.h"
#include "desk/tr.h"
#include "gate/boxes.h"
#include "gate/gate.h"
#include "gate/key.h"

namespace gate {

namespace {

base::Status CheckConcern(const Concern& concern) {
  const auto printable = [](char c) { return c > ' ' && c < '\x7f'; };
  if (concern.party.empty() || !std::all_of(concern.party.begin(), concern.party.end(), printable))
    return base::Invalid(desk::tr("the id of a party is printable ASCII without blanks"));
  if (concern.party.size() > base::kMaxGatePartyBytes)
    return base::Invalid(desk::tr("the id of a party is too long"));
  CHECK(concern.category < Category::kCount);
  return base::Ok();
}

bool IsOf(const Entry& entry, const ConcernId& id) {
  return std::string_view(entry.id.data(), entry.id.size()) == id.text();
}

// The quarter of now, if it is not closed: the clock may have been set back.
base::Result<Quarter> RunningQuarter(db::Transaction& tx, base::UtcTime now) {
  const Quarter quarter = Quarter::Of(now);
  const bool closed =
      !TRY(tx.Query("SELECT 1 FROM gate_publication WHERE quarter >= $1 LIMIT 1", {quarter.Text()})).empty();
  const bool before =
      !TRY(tx.Query("SELECT 1 FROM gate_key WHERE first_quarter > $1", {quarter.Text()})).empty();
  if (closed || before)
    return Conflict(
        desk::tr("the clock of this server stands in a quarter that is closed: it was set back; "
                 "have it set right, then try again"));
  return quarter;
}

}  // namespace

base::Result<GateKey> Gate::Begin(db::Transaction& tx, const desk::Actor& actor,
                                  const vault::UnlockedPerson& me) {
  TRY(CheckMay(actor, me, desk::Permission::kCasesWork));
  return OpenKey(tx, me);
}

base::Result<ConcernId> Gate::ConfirmConcern(db::Transaction& tx, const desk::Actor& actor,
                                             const vault::UnlockedPerson& me, const Concern& concern) {
  const GateKey key = TRY(Begin(tx, actor, me));
  TRY(CheckConcern(concern));
  const Quarter quarter = TRY(RunningQuarter(tx, clock_.Now()));
  ConcernId id = ConcernId::New(random_);
  TRY(Boxes(tx, key, random_).Add(quarter, concern, id));
  return id;
}

base::Status Gate::WithdrawConcern(db::Transaction& tx, const desk::Actor& actor,
                                   const vault::UnlockedPerson& me, const ConcernId& concern) {
  const GateKey key = TRY(Begin(tx, actor, me));
  Boxes boxes(tx, key, random_);
  const std::int64_t removed = TRY(boxes.ChangeAll([&](crypto::ByteView, Entry& entry) {
    return IsOf(entry, concern) ? Boxes::Fate::kRemoved : Boxes::Fate::kStays;
  }));
  if (removed == 0)
    return base::NotFound(desk::tr("there is no such concern in a quarter that is not closed"));
  return base::Ok();
}

base::Status Gate::Relink(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                          const PersonGateId& from, const PersonGateId& to) {
  const GateKey key = TRY(Begin(tx, actor, me));
  Boxes boxes(tx, key, random_);
  TRY(boxes.ChangeAll([&](crypto::ByteView quarter_key, Entry& entry) {
    if (entry.person != PersonCode(quarter_key, from)) return Boxes::Fate::kStays;
    entry.person = PersonCode(quarter_key, to);
    return Boxes::Fate::kChanged;
  }));
  return base::Ok();
}

base::Status Gate::Unlink(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                          std::span<const ConcernId> concerns, const PersonGateId& to) {
  const GateKey key = TRY(Begin(tx, actor, me));
  Boxes boxes(tx, key, random_);
  TRY(boxes.ChangeAll([&](crypto::ByteView quarter_key, Entry& entry) {
    const bool meant =
        std::any_of(concerns.begin(), concerns.end(), [&](const ConcernId& id) { return IsOf(entry, id); });
    if (!meant) return Boxes::Fate::kStays;
    entry.person = PersonCode(quarter_key, to);
    return Boxes::Fate::kChanged;
  }));
  return base::Ok();
}

base::Status Gate::Touch(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me) {
  const GateKey key = TRY(Begin(tx, actor, me));
  return Boxes(tx, key, random_).Touch(TRY(RunningQuarter(tx, clock_.Now())));
}

}  // namespace gate
