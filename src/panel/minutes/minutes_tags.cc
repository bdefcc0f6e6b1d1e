// The decisions and actions of minutes as rows of their own, kept in step with the text.

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/minutes/actions.h"
#include "panel/minutes/fault_words.h"
#include "panel/minutes/minutes.h"
#include "panel/minutes/people_lookup.h"

namespace panel {
namespace {

Place PlaceOf(const Minutes& minutes) {
  return {minutes.session.panel, minutes.session};
}

std::int64_t MsOfDate(const base::PartialDate& date) {
  const base::Result<base::UtcTime> time = base::ParseTime(base::FormatDate(date) + "T00:00:00Z");
  CHECK(time.has_value());
  return time->ms;
}

base::Error AtLine(const Tag& tag, std::string_view words) {
  return base::Invalid(fmt::format("Line {}: {}", tag.line, words));
}

// Whether an organisation hosts or belongs to the session's panel, or hosts the session with others.
base::Result<bool> HasToDoWith(db::Transaction& tx, const PanelSession& session, const desk::OrgId& org) {
  const auto row = TRY(tx.QueryOne(
      "SELECT 1 WHERE EXISTS (SELECT 1 FROM panel_member x WHERE x.panel_id = $1 AND x.org_id = $3 AND "
      "x.state "
      "= 'admitted') OR EXISTS (SELECT 1 FROM panel y WHERE y.id = $1 AND y.host_org_id = $3) OR EXISTS "
      "(SELECT 1 FROM panel_session_host h WHERE h.session_id = $2 AND h.org_id = $3)",
      {session.panel, session.id, org}));
  return row.has_value();
}

// What stands in a draft is for those who write it; circulating puts it in force.
bool InForce(const Minutes& minutes) {
  return minutes.circulated.ms > 0 && minutes.phase != MinutesPhase::kDraft;
}

}  // namespace

base::Error TagFaultsError(const std::vector<TagFault>& faults) {
  std::string all;
  for (const TagFault& fault : faults)
    all += (all.empty() ? "" : "\n") + FaultWords(*html::FindLocale("en"), fault);
  return base::Invalid(all);
}

base::Result<MinutesService::Owner> MinutesService::ResolveOwner(db::Transaction& tx,
                                                                 const PanelSession& session,
                                                                 const Tag& tag) {
  const std::vector<Participant> participants = TRY(places_.access().Participants(tx, session.id));
  const auto belonging = [&](const auto& fits) -> const Participant* {
    for (const Participant& one : participants)
      if (one.belongs() && fits(one)) return &one;
    return nullptr;
  };
  if (tag.owner.find('@') == std::string::npos) {
    const auto org = TRY(FindOrgBySlug(tx, tag.owner));
    const bool known = org && (belonging([&](const Participant& one) { return one.org == org->id; }) ||
                               (!session.closed() && TRY(HasToDoWith(tx, session, org->id))));
    if (!known) return AtLine(tag, fmt::format("there is no organisation “{}” here.", tag.owner));
    return Owner{{}, org->id};
  }
  const auto person = TRY(FindPersonByEmail(tx, tag.owner));
  if (person) {
    const Participant* const one = belonging([&](const Participant& p) { return p.person == person->id; });
    if (one != nullptr) return Owner{person->id, one->org};
    // Somebody of the panel who was not there may be given an action of an open session. Others are not
    // told apart from nobody: minutes are no way to ask who has an account.
    if (!session.closed())
      for (const desk::OrgId& org : TRY(OrgsOf(tx, person->id)))
        if (TRY(HasToDoWith(tx, session, org))) return Owner{person->id, org};
  }
  return AtLine(tag, fmt::format("nobody here has the address “{}”.", tag.owner));
}

base::Status MinutesService::SyncTags(db::Transaction& tx, const Minutes& minutes,
                                      const std::vector<Tag>& tags) {
  TRY(RemoveMissing(tx, minutes, tags, TagKind::kDecision));
  TRY(RemoveMissing(tx, minutes, tags, TagKind::kAction));
  for (const Tag& tag : tags) {
    if (tag.kind == TagKind::kDecision) {
      TRY(SyncDecision(tx, minutes, tag));
    } else {
      TRY(SyncAction(tx, minutes, tag));
    }
  }
  return base::Ok();
}

base::Status MinutesService::RemoveMissing(db::Transaction& tx, const Minutes& minutes,
                                           const std::vector<Tag>& tags, TagKind kind) {
  const std::string table = kind == TagKind::kAction ? "panel_action" : "panel_decision";
  const db::Rows rows = TRY(tx.Query(
      "SELECT number, in_force, words, sealed_id FROM " + table + " WHERE session_id = $1 ORDER BY number",
      {minutes.session.id}));
  for (const db::Row& row : rows) {
    const bool there = std::any_of(tags.begin(), tags.end(), [&](const Tag& tag) {
      return tag.kind == kind && tag.number == row.Int(0);
    });
    if (there) continue;
    if (row.Bool(1))
      return base::Invalid(
          fmt::format("“!{} #{}” has gone from the text. These minutes were circulated: put it back; an "
                      "action is dropped on "
                      "its own page, with a reason.",
                      kind == TagKind::kAction ? "action" : "decision", row.Int(0)));
    TRY(places_.Drop(tx, PlaceOf(minutes), StoredWordsAt(row, 2)));
    TRY(tx.Execute("DELETE FROM " + table + " WHERE session_id = $1 AND number = $2",
                   {minutes.session.id, row.Int(0)}));
  }
  return base::Ok();
}

base::Status MinutesService::SyncDecision(db::Transaction& tx, const Minutes& minutes, const Tag& tag) {
  const Words words = {{"text", tag.text}};
  const auto row =
      TRY(tx.QueryOne("SELECT words, sealed_id FROM panel_decision WHERE session_id = $1 AND number = $2",
                      {minutes.session.id, tag.number}));
  const StoredWords stored = row ? TRY(places_.Replace(tx, PlaceOf(minutes), StoredWordsAt(*row, 0), words))
                                 : TRY(places_.Store(tx, PlaceOf(minutes), words));
  TRY(tx.Execute(
      "INSERT INTO panel_decision(session_id, number, words, sealed_id, in_force, made_ms) VALUES "
      "($1, $2, $3, "
      "$4, $5, $6) ON CONFLICT (session_id, number) DO UPDATE SET words = $3, sealed_id = $4",
      {minutes.session.id, tag.number, stored.open, stored.sealed, InForce(minutes), places_.Now().ms}));
  return base::Ok();
}

base::Status MinutesService::SyncAction(db::Transaction& tx, const Minutes& minutes, const Tag& tag) {
  const Owner owner = TRY(ResolveOwner(tx, minutes.session, tag));
  const Words words = {{"text", tag.text}};
  const auto row = TRY(tx.QueryOne(
      "SELECT words, sealed_id, state, due_ms, owner_person_id, owner_org_id, in_force FROM panel_action "
      "WHERE session_id = $1 AND number = $2",
      {minutes.session.id, tag.number}));
  const bool moved = row && row->Bool(6) &&
                     (row->Int(3) != MsOfDate(tag.due) || row->IdAt<desk::PersonId>(4) != owner.person ||
                      row->IdAt<desk::OrgId>(5) != owner.org);
  if (moved && !IsUnfinished(ActionStateNamed(row->Text(2)).value_or(ActionState::kOpen)))
    return AtLine(tag, "this action is done or dropped: owner and day stay as they are.");
  const StoredWords stored = row ? TRY(places_.Replace(tx, PlaceOf(minutes), StoredWordsAt(*row, 0), words))
                                 : TRY(places_.Store(tx, PlaceOf(minutes), words));
  const ActionId id = ActionId::New(seams_.random);
  TRY(tx.Execute(
      "INSERT INTO panel_action(id, session_id, panel_id, number, owner_person_id, owner_org_id, due_ms, "
      "state, "
      "words, sealed_id, in_force, made_ms, changed_ms, version) VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', "
      "$8, "
      "$9, $10, $11, $11, 1) ON CONFLICT (session_id, number) DO UPDATE SET owner_person_id = $5, "
      "owner_org_id = "
      "$6, due_ms = $7, words = $8, sealed_id = $9, version = panel_action.version + 1",
      {id, minutes.session.id, minutes.session.panel, tag.number, owner.person, owner.org, MsOfDate(tag.due),
       stored.open, stored.sealed, InForce(minutes), places_.Now().ms}));
  return base::Ok();
}

}  // namespace panel
