#include "voice/casework/lifecycle.h"

#include <algorithm>

#include "base/limits_voice.h"
#include "desk/tr.h"
#include "voice/casework/shell.h"

namespace voice {
namespace {

base::Error Conflict(const char* words) {
  return base::Error{base::Code::kConflict, words, {}};
}

base::Error Forbidden(const char* words) {
  return base::Error{base::Code::kForbidden, words, {}};
}

base::Status MustSupervise(const desk::Actor& actor) {
  if (actor.Can(desk::Permission::kCasesSupervise)) return base::Ok();
  return Forbidden(desk::tr("a supervisor does this"));
}

bool Holds(const auto& list, const auto& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

struct Marks {
  std::string asked_by, delete_asked_by;
  bool hold = false;
  bool ordered = false;  // an order that is not closed names it
};

base::Result<Marks> MarksOf(db::Transaction& tx, const CaseId& id) {
  const auto row = TRY(
      tx.QueryOne("SELECT asked_by, delete_asked_by, hold, order_holds FROM voice_case WHERE id = $1", {id}));
  if (!row) return base::NotFound(desk::tr("there is no such case"));
  return Marks{row->Text(0), row->Text(1), row->Bool(2), row->Int(3) > 0};
}

base::Status MustNotBeOrdered(const Marks& marks) {
  if (!marks.ordered) return base::Ok();
  return Conflict(desk::tr("an order of an authority names this case and is not closed"));
}

}  // namespace

base::Status Lifecycle::Act(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                            CaseAct act, std::int64_t version) {
  const Day today = DayOf(clock_.Now());
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, id));
    if (opened.row.version != version)
      return Conflict(desk::tr("somebody changed this case meanwhile; look again"));
    const CaseState after =
        TRY(base::Next(CaseSteps(), CaseStateNamed(opened.row.state), act, CaseStateName, CaseActName));
    const Marks marks = TRY(MarksOf(tx, id));
    if (act == CaseAct::kApprove || act == CaseAct::kDecline) TRY(MustSupervise(actor));
    if (act == CaseAct::kApprove && marks.asked_by == actor.person.text())
      return Forbidden(desk::tr("another person than the one who asked closes the case"));
    TRY(tx.Execute(
        "UPDATE voice_case SET state = $2, unread = 0, version = version + 1, asked_by = $3, closed_day = $4 "
        "WHERE id = $1",
        {id, CaseStateName(after), act == CaseAct::kClose ? db::Param(actor.person) : db::Param(nullptr),
         after == CaseState::kClosed ? db::Param(today) : db::Param(nullptr)}));
    if (act == CaseAct::kReopen && opened.row.state == CaseStateName(CaseState::kClosed))
      TRY(PromiseAnew(tx, id, today));
    return audit_.Append(tx, actor, "case." + std::string(CaseActName(act)), CaseRecord(id));
  });
}

base::Status Lifecycle::SetHold(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                                bool hold) {
  TRY(MustSupervise(actor));
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    TRY(access_.OpenToSave(tx, actor, me, id));
    if (!hold) {
      const Marks marks = TRY(MarksOf(tx, id));
      TRY(MustNotBeOrdered(marks));
      for (const Released& released : released_) TRY(released(tx, actor, me, id));
    }
    TRY(tx.Execute("UPDATE voice_case SET hold = $2, version = version + 1 WHERE id = $1", {id, hold}));
    return audit_.Append(tx, actor, hold ? "case.hold" : "case.release", CaseRecord(id));
  });
}

base::Status Lifecycle::HoldForOrder(db::Transaction& tx, const desk::Actor& actor, const CaseId& id) {
  const Marks marks = TRY(MarksOf(tx, id));
  TRY(tx.Execute("UPDATE voice_case SET order_holds = order_holds + 1 WHERE id = $1", {id}));
  if (marks.hold) return base::Ok();
  TRY(tx.Execute("UPDATE voice_case SET hold = 1, version = version + 1 WHERE id = $1", {id}));
  return audit_.Append(tx, actor, "case.hold", CaseRecord(id), {{"why", "order"}});
}

base::Status Lifecycle::OrderClosed(db::Transaction& tx, const CaseId& id) {
  TRY(tx.Execute("UPDATE voice_case SET order_holds = order_holds - 1 WHERE id = $1 AND order_holds > 0",
                 {id}));
  return base::Ok();
}

base::Result<bool> Lifecycle::IsHeld(const CaseId& id) {
  return access_.database().Read(
      [&](db::Transaction& tx) -> base::Result<bool> { return TRY(MarksOf(tx, id)).hold; });
}

base::Status Lifecycle::AskDeletion(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                    const CaseId& id) {
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    TRY(access_.OpenToSave(tx, actor, me, id));
    const Marks marks = TRY(MarksOf(tx, id));
    if (marks.hold) return Conflict(desk::tr("this case is on legal hold"));
    TRY(MustNotBeOrdered(marks));
    TRY(
        tx.Execute("UPDATE voice_case SET delete_asked_by = $2, delete_asked_day = $3, version = version + 1 "
                   "WHERE id = $1",
                   {id, actor.person, DayOf(clock_.Now())}));
    return audit_.Append(tx, actor, "case.ask-deletion", CaseRecord(id));
  });
}

base::Status Lifecycle::DeclineDeletion(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                        const CaseId& id) {
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    TRY(access_.OpenToSave(tx, actor, me, id));
    const Marks marks = TRY(MarksOf(tx, id));
    if (marks.delete_asked_by.empty()) return Conflict(desk::tr("nobody asks for the deletion of this case"));
    if (marks.delete_asked_by != actor.person.text()) TRY(MustSupervise(actor));
    TRY(tx.Execute(
        "UPDATE voice_case SET delete_asked_by = NULL, delete_asked_day = NULL, version = version + "
        "1 WHERE id = $1",
        {id}));
    return audit_.Append(tx, actor, "case.decline-deletion", CaseRecord(id));
  });
}

base::Result<std::optional<DeletionAsked>> Lifecycle::AskedDeletion(const CaseId& id) {
  using Asked = std::optional<DeletionAsked>;
  const auto row = TRY(access_.database().Read([&](db::Transaction& tx) {
    return tx.QueryOne(
        "SELECT delete_asked_by, delete_asked_day FROM voice_case WHERE id = $1 AND delete_asked_by IS NOT "
        "NULL",
        {id});
  }));
  if (!row) return Asked();
  DeletionAsked asked{.by = row->IdAt<desk::PersonId>(0), .day = {}};
  if (!row->IsNull(1)) asked.day = row->Int(1);
  return Asked(std::move(asked));
}

base::Result<DeletionProof> Lifecycle::Destroy(db::Transaction& tx, const desk::Actor& actor,
                                               const CaseRow& row, std::string_view reason) {
  const Day today = DayOf(clock_.Now());
  const Marks marks = TRY(MarksOf(tx, row.id));
  TRY(MustNotBeOrdered(marks));
  for (const Deleted& deleted : deleted_) TRY(deleted(tx, row.id));
  TRY(vault_.RemoveRecord(tx, row.org, vault::RecordId::FromStore(row.id.text())));
  TRY(tx.Execute("DELETE FROM voice_return WHERE case_id = $1", {row.id}));
  TRY(RemoveSide(tx, row.id, Side::kTalk));
  TRY(RemoveSide(tx, row.id, Side::kInner));
  for (const char* sql :
       {"DELETE FROM voice_document WHERE case_id = $1", "DELETE FROM voice_task WHERE case_id = $1",
        "DELETE FROM voice_conflict WHERE case_id = $1", "DELETE FROM voice_case WHERE id = $1"})
    TRY(tx.Execute(sql, {row.id}));
  TRY(tx.Execute("INSERT INTO voice_deletion(case_id, org_id, day, reason) VALUES ($1, $2, $3, $4)",
                 {row.id, row.org, today, reason}));
  TRY(audit_.Append(tx, actor, "case.delete", CaseRecord(row.id), {{"reason", std::string(reason)}}));
  return DeletionProof{row.id, today, today + base::kBackupKeepDays, std::string(reason)};
}

base::Result<DeletionProof> Lifecycle::Delete(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                              const CaseId& id) {
  TRY(MustSupervise(actor));
  return access_.database().Write([&](db::Transaction& tx) -> base::Result<DeletionProof> {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, id));
    const Marks marks = TRY(MarksOf(tx, id));
    if (marks.hold) return Conflict(desk::tr("this case is on legal hold"));
    if (marks.delete_asked_by.empty())
      return Conflict(desk::tr("another person asks for the deletion first"));
    if (marks.delete_asked_by == actor.person.text())
      return Forbidden(desk::tr("another person than the one who asked deletes the case"));
    return Destroy(tx, actor, opened.row, "asked");
  });
}

base::Result<DeletionProof> Lifecycle::ProofOf(const desk::OrgId& org, const CaseId& id) {
  const auto row = TRY(access_.database().Read([&](db::Transaction& tx) {
    return tx.QueryOne("SELECT day, reason FROM voice_deletion WHERE case_id = $1 AND org_id = $2",
                       {id, org});
  }));
  if (!row) return base::NotFound(desk::tr("there is no such case"));
  return DeletionProof{id, row->Int(0), row->Int(0) + base::kBackupKeepDays, row->Text(1)};
}

base::Result<std::int64_t> Lifecycle::Purge(std::size_t limit) {
  const Day today = DayOf(clock_.Now());
  desk::Actor system;
  system.kind = desk::Actor::Kind::kSystem;
  system.label = "system:retention";
  return access_.database().Write([&](db::Transaction& tx) -> base::Result<std::int64_t> {
    const db::Rows rows = TRY(tx.Query(
        std::string(CaseSelect()) +
            "JOIN voice_team t ON t.id = c.team_id WHERE c.state = 'closed' AND c.hold = 0 AND "
            "c.order_holds = 0 AND c.closed_day + t.purge_days < $1 ORDER BY c.closed_day, c.id LIMIT $2",
        {today, static_cast<std::int64_t>(limit)}));
    for (const db::Row& found : rows) {
      const CaseRow row = TRY(ReadCaseRow(found));
      system.org = row.org;
      TRY(Destroy(tx, system, row, "retention"));
    }
    return static_cast<std::int64_t>(rows.size());
  });
}

base::Result<Lifecycle::Circle> Lifecycle::CircleWithin(db::Transaction& tx, const CaseRow& row) {
  const vault::CircleId circle = TRY(access_.CircleOfTeam(tx, row.team));
  const vault::Audience audience =
      TRY(vault_.AudienceOf(tx, row.org, vault::RecordId::FromStore(row.id.text())));
  const bool all = Holds(audience.circles, circle);
  Circle found;
  for (const vault::Circle& one : TRY(vault_.Circles(tx, row.org))) {
    if (one.id != circle) continue;
    for (const desk::PersonId& member : one.members)
      (all || Holds(audience.persons, member) ? found.inside : found.outside).push_back(member);
  }
  return found;
}

base::Result<Lifecycle::Circle> Lifecycle::CircleOf(const OpenedCase& opened) {
  return access_.database().Read([&](db::Transaction& tx) { return CircleWithin(tx, opened.row); });
}

base::Status Lifecycle::SealToSome(db::Transaction& tx, const OpenedCase& opened,
                                   const std::vector<desk::PersonId>& persons) {
  const CaseRow& row = opened.row;
  const vault::RecordId record = vault::RecordId::FromStore(row.id.text());
  const vault::Members members{
      .circle = TRY(access_.CircleOfTeam(tx, row.team)), .persons = persons, .called = CaseNumber(row.id)};
  const crypto::SecretBytes keys = PackKeys(opened.keys);
  TRY(vault_.RemoveRecord(tx, row.org, record));
  return vault_.SealToMembers(tx, row.org, members, record, keys.view());
}

base::Status Lifecycle::Exclude(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                                const desk::PersonId& person) {
  // A person keeps herself out; of others a supervisor decides.
  if (person != actor.person) TRY(MustSupervise(actor));
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, id));
    std::vector<desk::PersonId> allowed = TRY(CircleWithin(tx, opened.row)).inside;
    if (std::erase(allowed, person) == 0)
      return base::NotFound(desk::tr("this person does not open the case"));
    if (allowed.empty()) return Conflict(desk::tr("nobody else could open the case"));
    TRY(SealToSome(tx, opened, allowed));
    TRY(tx.Execute("INSERT INTO voice_conflict(case_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                   {id, person}));
    TRY(tx.Execute("UPDATE voice_case SET version = version + 1 WHERE id = $1", {id}));
    for (const Released& excluded : excluded_) TRY(excluded(tx, actor, me, id));
    return audit_.Append(tx, actor, "case.exclude", CaseRecord(id), {{"person", person.text()}});
  });
}

base::Status Lifecycle::LetIn(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                              const desk::PersonId& person) {
  TRY(MustSupervise(actor));
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, id));
    if (!Holds(TRY(CircleWithin(tx, opened.row)).outside, person))
      return base::NotFound(
          desk::tr("this person is no member of the team's circle, or opens the case already"));
    TRY(vault_.ShareRecord(tx, me, {.circles = {}, .persons = {person}},
                           vault::RecordId::FromStore(id.text())));
    TRY(tx.Execute("DELETE FROM voice_conflict WHERE case_id = $1 AND person_id = $2", {id, person}));
    TRY(tx.Execute("UPDATE voice_case SET version = version + 1 WHERE id = $1", {id}));
    for (const Released& excluded : excluded_) TRY(excluded(tx, actor, me, id));
    return audit_.Append(tx, actor, "case.let-in", CaseRecord(id), {{"person", person.text()}});
  });
}

}  // namespace voice
