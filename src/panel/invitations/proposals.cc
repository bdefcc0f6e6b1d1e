#include "panel/invitations/proposals.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_invitations.h"
#include "base/limits_panel.h"
#include "calendar/zone.h"
#include "desk/tr.h"

namespace panel::invitations {
namespace {

constexpr std::string_view kColumns =
    "SELECT id, session_id, person_id, day_ms, starts_ms, ends_ms, words, sealed_id, state, made_ms, "
    "decided_ms "
    "FROM panel_counter_proposal ";

Proposal FromRow(const db::Row& row) {
  Proposal one;
  one.id = row.IdAt<ProposalId>(0);
  one.session = row.IdAt<PanelSessionId>(1);
  one.person = row.IdAt<desk::PersonId>(2);
  if (!row.IsNull(3)) one.day = base::UtcTime{row.Int(3)};
  one.starts = {row.Int(4)};
  one.ends = {row.Int(5)};
  one.words = {row.Text(6), row.IdAt<vault::RecordId>(7)};
  one.state = ProposalStateNamed(row.Text(8)).value_or(ProposalState::kLapsed);
  one.made = {row.Int(9)};
  if (!row.IsNull(10)) one.decided = base::UtcTime{row.Int(10)};
  return one;
}

base::Error NoSuchProposal() {
  return base::NotFound(desk::tr("There is no such proposal."));
}

struct Times {
  std::optional<base::UtcTime> day;
  base::UtcTime starts;
  base::UtcTime ends;
};

// What the proposal means as moments. One for a series of days moves all of them: it names the hours of the
// first.
base::Result<Times> TimesOf(const PanelSession& session, const std::vector<SessionDay>& days,
                            const calendar::Calendar& message, const calendar::Event& event) {
  const auto end = calendar::EndOf(event);
  if (!event.start || !end) return base::Invalid(desk::tr("This proposal names no time."));
  const auto named = calendar::Zone::Named(session.zone);
  const calendar::Zone here = named ? *named : calendar::Zone::Utc();
  calendar::Zones zones(message.zones);
  Times times;
  times.starts = TRY(zones.ToUtc(*event.start, here));
  times.ends = TRY(zones.ToUtc(*end, here));
  if (event.recurrence_id) {
    times.day = TRY(zones.ToUtc(*event.recurrence_id, here));
    const bool known = std::any_of(days.begin(), days.end(), [&](const SessionDay& one) {
      return one.planned == *times.day && one.state != DayState::kCancelled;
    });
    if (!known) return base::NotFound(desk::tr("This session has no such day."));
  } else if (!days.empty()) {
    calendar::LocalTime last = here.ToLocal(times.ends);
    const auto more = static_cast<std::int64_t>(days.size()) - 1;
    last = calendar::FromSeconds(calendar::SecondsOf(last) + more * (base::kDayMs / base::kSecondMs));
    times.ends = here.ToUtc(last);
  }
  if (times.ends <= times.starts) return base::Invalid(desk::tr("The end must come after the beginning."));
  return times;
}

}  // namespace

base::Result<std::optional<Proposal>> Proposals::Find(db::Transaction& tx, const ProposalId& id) {
  const auto row = TRY(tx.QueryOne(std::string(kColumns) + "WHERE id = $1", {id}));
  return row ? std::optional(FromRow(*row)) : std::optional<Proposal>();
}

base::Status Proposals::Mark(db::Transaction& tx, const Proposal& proposal, ProposalAct act) {
  const ProposalState after =
      TRY(Next(ProposalSteps(), proposal.state, act, ProposalStateName, ProposalActName));
  TRY(tx.Execute("UPDATE panel_counter_proposal SET state = $2, decided_ms = $3 WHERE id = $1",
                 {proposal.id, ProposalStateName(after), seams_.clock.Now().ms}));
  return base::Ok();
}

base::Status Proposals::Take(db::Transaction& tx, const desk::Actor& actor, const PanelSession& session,
                             const calendar::Calendar& message, const calendar::Proposal& proposal) {
  const std::vector<SessionDay> days = TRY(days_.Of(tx, session));
  const Times times = TRY(TimesOf(session, days, message, proposal.event));
  if (times.starts <= seams_.clock.Now())
    return base::Invalid(desk::tr("The time that is proposed is past already."));
  if (times.ends.ms - times.starts.ms > static_cast<std::int64_t>(base::kMaxSessionDays) * base::kDayMs)
    return base::Invalid(desk::tr("A session takes at most 60 days; make a series of longer ones."));
  std::int64_t open = 0;
  for (const db::Row& row :
       TRY(tx.Query(std::string(kColumns) + "WHERE session_id = $1 AND state = 'open'", {session.id}))) {
    const Proposal one = FromRow(row);
    const bool replaced = one.person == actor.person && one.day == times.day;
    if (replaced) TRY(Mark(tx, one, ProposalAct::kReplace));
    open += replaced ? 0 : 1;
  }
  if (open >= base::kMaxProposals)
    return base::TooLarge(fmt::format("at most {} proposals wait for one session", base::kMaxProposals));
  Words words;
  const std::string comment = CutText(proposal.event.comment, base::kMaxAnswerCommentBytes);
  const std::string place = CutText(proposal.event.location, base::kMaxAnswerCommentBytes);
  if (!comment.empty()) words["comment"] = comment;
  const auto invitation = TRY(book_.Find(tx, session.id, actor.person));
  if (!place.empty() && invitation && place != SeriesOf(invitation->sent).location) words["place"] = place;
  const StoredWords stored = words.empty() ? StoredWords{} : TRY(access_.Store(tx, session, words));
  const ProposalId id = ProposalId::New(seams_.random);
  const db::Param day = times.day ? db::Param(times.day->ms) : db::Param(nullptr);
  TRY(
      tx.Execute("INSERT INTO panel_counter_proposal(id, session_id, person_id, day_ms, starts_ms, ends_ms, "
                 "words, sealed_id, "
                 "state, made_ms, decided_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, NULL)",
                 {id, session.id, actor.person, day, times.starts.ms, times.ends.ms, stored.open,
                  stored.sealed, seams_.clock.Now().ms}));
  return access_.Note(tx, actor, session, "panel-session.propose", SessionRecord(session.id),
                      {{"person", actor.person.text()}});
}

base::Result<std::vector<OpenProposal>> Proposals::Of(db::Transaction& tx, const desk::Actor& actor,
                                                      const PanelSessionId& id,
                                                      const vault::UnlockedPerson* reader) {
  const PanelSession session = TRY(access_.MustChair(tx, actor, id));
  std::vector<OpenProposal> all;
  for (const db::Row& row :
       TRY(tx.Query(std::string(kColumns) + "WHERE session_id = $1 ORDER BY CASE state WHEN 'open' THEN 0 "
                                            "ELSE 1 END, made_ms DESC, id LIMIT $2",
                    {id, base::kMaxProposals}))) {
    OpenProposal one{FromRow(row), {}, {}};
    const auto person = TRY(tx.QueryOne("SELECT name FROM person WHERE id = $1", {one.proposal.person}));
    one.name = person ? person->Text(0) : std::string();
    auto words = access_.Read(tx, session, one.proposal.words, reader);
    if (words) one.words = *std::move(words);
    all.push_back(std::move(one));
  }
  return all;
}

base::Status Proposals::Decide(const desk::Actor& actor, const PanelSessionId& session_id,
                               const ProposalId& id, ProposalAct act) {
  if (act != ProposalAct::kAccept && act != ProposalAct::kDecline)
    return base::Invalid(desk::tr("There is no such step."));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const PanelSession session = TRY(access_.MustChair(tx, actor, session_id));
    const auto proposal = TRY(Find(tx, id));
    if (!proposal || proposal->session != session_id) return NoSuchProposal();
    TRY(Mark(tx, *proposal, act));
    if (IsPast(session)) return base::Error{base::Code::kConflict, desk::tr("This session is over."), {}};
    TRY(access_.Note(tx, actor, session, fmt::format("panel-session.proposal-{}", ProposalActName(act)),
                     SessionRecord(session_id), {{"person", proposal->person.text()}}));
    if (act == ProposalAct::kAccept) {
      if (proposal->day)
        return days_.ActIn(tx, actor, session, *proposal->day, DayAct::kMove, proposal->starts,
                           proposal->ends);
      return sessions_.MoveIn(tx, actor, session_id, proposal->starts, proposal->ends);
    }
    const auto invitation = TRY(book_.Find(tx, session_id, proposal->person));
    if (!invitation || invitation->state == InvitationState::kWithdrawn) return base::Ok();
    return planner_.SendDecline(tx, *invitation, proposal->day);
  });
}

base::Result<std::vector<std::pair<PanelSessionId, std::int64_t>>> Proposals::WaitingFor(
    db::Transaction& tx, const desk::Actor& actor) {
  std::vector<std::pair<PanelSessionId, std::int64_t>> waiting;
  for (const db::Row& row : TRY(tx.Query(
           "SELECT c.session_id, count(*) FROM panel_session_participant p JOIN panel_counter_proposal c ON "
           "c.session_id = p.session_id AND c.state = 'open' JOIN panel_session s ON s.id = p.session_id "
           "WHERE "
           "p.person_id = $1 AND p.org_id = $2 AND p.role IN ('chair', 'co-chair', 'secretary') AND p.state "
           "IN "
           "('invited', 'coming') AND s.state IN ('announced', 'registration', 'full', 'under-way') GROUP BY "
           "c.session_id ORDER BY c.session_id LIMIT $3",
           {actor.person, actor.org, base::kMaxProposals})))
    waiting.emplace_back(row.IdAt<PanelSessionId>(0), row.Int(1));
  return waiting;
}

}  // namespace panel::invitations
