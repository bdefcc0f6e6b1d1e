// Cases of one person share one id at the gate, so that she counts once.

#include <algorithm>

#include "base/limits_voice.h"
#include "desk/tr.h"
#include "voice/casework/concerns.h"
#include "voice/casework/shell.h"

namespace voice {
namespace {

bool Holds(const std::vector<CaseId>& cases, const CaseId& id) {
  return std::find(cases.begin(), cases.end(), id) != cases.end();
}

base::Error Conflict(const char* words) {
  return base::Error{base::Code::kConflict, words, {}};
}

}  // namespace

base::Result<std::vector<Concerns::Stored>> Concerns::ReadGroup(db::Transaction& tx, const By& by,
                                                                const CaseId& id) {
  std::vector<Stored> group;
  group.push_back(TRY(Read(tx, by, id)));
  const std::vector<CaseId> linked = group.front().book.linked;
  for (const CaseId& other : linked) {
    // Deleted cases are no longer anybody's; what was confirmed in them stays with the person.
    if (!TRY(tx.QueryOne("SELECT 1 FROM voice_case WHERE id = $1", {other}))) continue;
    base::Result<Stored> stored = Read(tx, by, other);
    if (!stored && stored.error().code == base::Code::kNotFound)
      return base::NotFound(
          desk::tr("a case that is linked does not open for you: somebody who opens all of them does this"));
    if (!stored) return stored.error();
    group.push_back(*std::move(stored));
  }
  return group;
}

base::Status Concerns::Link(const By& by, const CaseId& other) {
  if (other == by.id) return base::Invalid(desk::tr("a case is not linked with itself"));
  gate::Gate* gate = TRY(TheGate());
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    std::vector<Stored> all = TRY(ReadGroup(tx, by, by.id));
    if (Holds(all.front().book.linked, other)) return Conflict(desk::tr("these cases are linked already"));
    std::vector<Stored> more = TRY(ReadGroup(tx, by, other));
    if (more.front().opened.row.state == "closed")
      return base::Invalid(desk::tr("choose a case that is open"));
    if (all.size() + more.size() > base::kMaxLinkedCases)
      return base::TooLarge(desk::tr("no more cases of one person fit"));
    const std::optional<gate::PersonGateId> mine = all.front().book.person, theirs = more.front().book.person;
    const gate::PersonGateId person = mine ? *mine : theirs ? *theirs : random_.Bytes<16>();
    if (theirs && *theirs != person)
      TRY(gate->Relink(tx, by.actor, by.me, *theirs, person));
    else
      TRY(gate->Touch(tx, by.actor, by.me));
    for (Stored& one : more) all.push_back(std::move(one));
    for (Stored& one : all) {
      one.book.person = person;
      one.book.linked.clear();
      for (const Stored& with : all)
        if (with.opened.row.id != one.opened.row.id) one.book.linked.push_back(with.opened.row.id);
      const CaseId& named = one.opened.row.id == by.id ? other : by.id;
      TRY(Save(
          tx, by, one,
          by.locale.tr("Linked as a case of the same person: {number}", {{"number", CaseNumber(named)}})));
    }
    return base::Ok();
  });
}

base::Status Concerns::Unlink(const By& by) {
  gate::Gate* gate = TRY(TheGate());
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    std::vector<Stored> group = TRY(ReadGroup(tx, by, by.id));
    Stored& own = group.front();
    if (own.book.linked.empty()) return Conflict(desk::tr("this case is linked with no other"));
    std::vector<gate::ConcernId> concerns;
    for (const Naming& naming : own.book.namings)
      for (const ConfirmedId& id : naming.ids) concerns.push_back(id.concern);
    own.book.person = random_.Bytes<16>();
    TRY(gate->Unlink(tx, by.actor, by.me, concerns, *own.book.person));
    for (Stored& one : group) {
      one.book.linked.clear();
      for (const Stored& with : group)
        if (one.opened.row.id != by.id && with.opened.row.id != by.id &&
            with.opened.row.id != one.opened.row.id)
          one.book.linked.push_back(with.opened.row.id);
      TRY(Save(
          tx, by, one,
          by.locale.tr("No longer linked as the same person: {number}", {{"number", CaseNumber(by.id)}})));
    }
    return base::Ok();
  });
}

}  // namespace voice
