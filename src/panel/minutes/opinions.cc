#include "panel/minutes/opinions.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/minutes/people_lookup.h"

namespace panel {
namespace {

namespace json = boost::json;

constexpr std::string_view kColumns =
    "SELECT o.id, o.panel_id, o.session_id, o.state, o.words, o.sealed_id, o.method, o.majority, "
    "o.quorum_percent, "
    "o.secret, o.entitled, o.votes_for, o.votes_against, o.abstained, o.closes_ms, o.opened_ms, o.closed_ms, "
    "o.public_ms, o.created_ms, o.version FROM panel_opinion o ";

base::Error NoOpinion() {
  return base::NotFound(desk::tr("There is no such opinion."));
}

struct CheckedDraft {
  std::string title;
  std::string text;
};

base::Result<CheckedDraft> Checked(const OpinionDraft& draft) {
  CheckedDraft checked;
  checked.title = TRY(TidyWords(draft.title, base::kMaxSubjectBytes, desk::tr("Give it a title.")));
  checked.text = TRY(TidyWords(draft.text, base::kMaxStatementBytes, desk::tr("Write the opinion.")));
  constexpr std::int64_t kWhole = 100;
  if (draft.rules.quorum_percent < 1 || draft.rules.quorum_percent > kWhole)
    return base::Invalid(desk::tr("The quorum is a share from 1 to 100 percent."));
  return checked;
}

bool IsOver(OpinionState state) {
  return state == OpinionState::kAdopted || state == OpinionState::kRejected ||
         state == OpinionState::kLapsed;
}

}  // namespace

base::Result<OpinionId> OpinionService::Create(const desk::Actor& actor, const PanelId& panel,
                                               const PanelSessionId& session, const OpinionDraft& draft) {
  const CheckedDraft checked = TRY(Checked(draft));
  const OpinionId id = OpinionId::New(seams_.random);
  const auto store = [&](db::Transaction& tx) -> base::Status {
    const Place place = TRY(places_.MustRun(tx, actor, panel, session));
    const StoredWords stored =
        TRY(places_.Store(tx, place, {{"title", checked.title}, {"text", checked.text}}));
    TRY(tx.Execute(
        "INSERT INTO panel_opinion(id, panel_id, session_id, state, words, sealed_id, method, majority, "
        "quorum_percent, secret, entitled, votes_for, votes_against, abstained, closes_ms, opened_ms, "
        "closed_ms, "
        "public_ms, public_words, created_ms, version) VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7, $8, $9, "
        "0, 0, 0, "
        "0, 0, 0, 0, 0, '', $10, 1)",
        {id, place.panel, session, stored.open, stored.sealed, OpinionMethodName(draft.rules.method),
         MajorityRuleName(draft.rules.majority), draft.rules.quorum_percent, draft.secret,
         places_.Now().ms}));
    return places_.Note(tx, actor, place, "opinion.create", "opinion:" + id.text());
  };
  TRY(seams_.database.Write(store));
  return id;
}

base::Result<Opinion> OpinionService::FromRow(db::Transaction& tx, const db::Row& row, Place place,
                                              const vault::UnlockedPerson* reader) {
  Opinion one;
  one.id = row.IdAt<OpinionId>(0);
  one.place = std::move(place);
  one.state = OpinionStateNamed(row.Text(3)).value_or(OpinionState::kDraft);
  one.rules.method = OpinionMethodNamed(row.Text(6)).value_or(OpinionMethod::kVote);
  one.rules.majority = MajorityRuleNamed(row.Text(7)).value_or(MajorityRule::kSimple);
  one.rules.quorum_percent = row.Int(8);
  one.secret = row.Bool(9);
  one.entitled = row.Int(10);
  const Tally tally{row.Int(11), row.Int(12), row.Int(13)};
  one.voted = tally.cast();
  if (IsOver(one.state) || (!one.secret && one.state == OpinionState::kOpen)) one.tally = tally;
  one.closes = {row.Int(14)};
  one.opened = {row.Int(15)};
  one.closed = {row.Int(16)};
  one.made_public = {row.Int(17)};
  one.created = {row.Int(18)};
  one.version = row.Int(19);
  const base::Result<Words> words = places_.Read(tx, one.place, StoredWordsAt(row, 4), reader);
  one.locked =
      !words && one.place.closed() &&
      (words.error().code == base::Code::kUnauthenticated || words.error().code == base::Code::kForbidden);
  if (!words && !one.locked) return words.error();
  if (words) {
    one.title = WordOf(*words, "title");
    one.text = WordOf(*words, "text");
  }
  return one;
}

base::Result<bool> OpinionService::MayRun(db::Transaction& tx, const desk::Actor& actor,
                                          const Opinion& opinion) {
  return places_.MayRun(tx, actor, opinion.place);
}

base::Result<Opinion> OpinionService::Get(db::Transaction& tx, const desk::Actor& actor, const OpinionId& id,
                                          const vault::UnlockedPerson* reader) {
  const auto row = TRY(tx.QueryOne(std::string(kColumns) + "WHERE o.id = $1", {id}));
  if (!row) return NoOpinion();
  const base::Result<Place> place =
      places_.MustSee(tx, actor, row->IdAt<PanelId>(1), row->IdAt<PanelSessionId>(2));
  if (!place) return place.error().code == base::Code::kNotFound ? NoOpinion() : place.error();
  Opinion one = TRY(FromRow(tx, *row, *place, reader));
  if (one.opened.ms == 0 && !TRY(MayRun(tx, actor, one))) return NoOpinion();
  return one;
}

base::Result<Opinion> OpinionService::ForRunning(db::Transaction& tx, const desk::Actor& actor,
                                                 const OpinionId& id, std::int64_t version, OpinionAct act,
                                                 const vault::UnlockedPerson* reader) {
  Opinion one = TRY(Get(tx, actor, id, reader));
  if (!TRY(MayRun(tx, actor, one)))
    return ForbiddenOf(desk::tr("Only the secretariat, or who holds the session, may do this."));
  TRY((Next<OpinionState, OpinionAct>(OpinionSteps(), one.state, act, OpinionStateName, OpinionActName)));
  if (one.version != version) return SomebodyWasFirst();
  return one;
}

base::Status OpinionService::Change(const desk::Actor& actor, const OpinionId& id, std::int64_t version,
                                    const OpinionDraft& draft) {
  const CheckedDraft checked = TRY(Checked(draft));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const Opinion one = TRY(Get(tx, actor, id, nullptr));
    if (!TRY(MayRun(tx, actor, one)))
      return ForbiddenOf(desk::tr("Only the secretariat, or who holds the session, may do this."));
    if (one.state != OpinionState::kDraft)
      return ConflictOf(desk::tr("Once the ballot is open the text stands: withdraw it and begin anew."));
    if (one.version != version) return SomebodyWasFirst();
    const auto row = TRY(tx.QueryOne("SELECT words, sealed_id FROM panel_opinion WHERE id = $1", {id}));
    const StoredWords stored = TRY(places_.Replace(tx, one.place, StoredWordsAt(*row, 0),
                                                   {{"title", checked.title}, {"text", checked.text}}));
    TRY(tx.Execute(
        "UPDATE panel_opinion SET words = $2, sealed_id = $3, method = $4, majority = $5, quorum_percent = "
        "$6, secret = $7, version = version + 1 WHERE id = $1",
        {id, stored.open, stored.sealed, OpinionMethodName(draft.rules.method),
         MajorityRuleName(draft.rules.majority), draft.rules.quorum_percent, draft.secret}));
    return places_.Note(tx, actor, one.place, "opinion.change", "opinion:" + id.text());
  });
}

// Of the panel, or of a chapter below it.
base::Result<bool> OpinionService::IsMember(db::Transaction& tx, const PanelId& panel,
                                            const desk::OrgId& org) {
  const auto row =
      TRY(tx.QueryOne("SELECT 1 FROM panel_member WHERE org_id = $1 AND state = 'admitted' LIMIT 1", {org}));
  if (!row) return false;
  const auto own = TRY(places_.directory().OfOrg(tx, panel, org));
  if (own) return own->state == MemberState::kAdmitted;
  return places_.access().Stands(tx, panel, org);
}

base::Result<std::vector<desk::OrgId>> OpinionService::Entitled(db::Transaction& tx, const Place& place) {
  std::vector<desk::OrgId> orgs;
  if (place.session) {
    // Whoever may only listen has no vote, nor has who is no member: an opinion is the panel's.
    for (const Participant& one : TRY(places_.access().Participants(tx, place.session->id))) {
      const bool there = one.state == ParticipantState::kInvited || one.state == ParticipantState::kComing;
      if (!there || one.role == ParticipantRole::kObserver) continue;
      if (TRY(IsMember(tx, place.panel, one.org))) orgs.push_back(one.org);
    }
  } else {
    for (const Member& member : TRY(places_.directory().Admitted(tx, place.panel)))
      if (!member.org.empty()) orgs.push_back(member.org);
  }
  std::sort(orgs.begin(), orgs.end());
  orgs.erase(std::unique(orgs.begin(), orgs.end()), orgs.end());
  return orgs;
}

base::Status OpinionService::SetState(db::Transaction& tx, const desk::Actor& actor, const Opinion& opinion,
                                      OpinionAct act, OpinionState after) {
  TRY(tx.Execute("UPDATE panel_opinion SET state = $2, version = version + 1 WHERE id = $1",
                 {opinion.id, OpinionStateName(after)}));
  return places_.Note(tx, actor, opinion.place, "opinion." + std::string(OpinionActName(act)),
                      "opinion:" + opinion.id.text());
}

base::Status OpinionService::Open(const desk::Actor& actor, const OpinionId& id, std::int64_t version,
                                  base::UtcTime closes) {
  if (closes.ms > 0 && closes <= places_.Now())
    return base::Invalid(desk::tr("Choose a day to come until which votes are taken."));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const Opinion one = TRY(ForRunning(tx, actor, id, version, OpinionAct::kOpen, nullptr));
    const std::vector<desk::OrgId> entitled = TRY(Entitled(tx, one.place));
    if (entitled.empty()) return ConflictOf(desk::tr("Nobody could vote on this: there are no members yet."));
    std::vector<db::Param> rows;
    for (const desk::OrgId& org : entitled)
      for (const db::Param& value : std::initializer_list<db::Param>{id, org, 0, ""}) rows.push_back(value);
    TRY(tx.InsertMany("panel_opinion_voter", {"opinion_id", "org_id", "voted", "choice"}, rows));
    TRY(tx.Execute("UPDATE panel_opinion SET entitled = $2, opened_ms = $3, closes_ms = $4 WHERE id = $1",
                   {id, std::ssize(entitled), places_.Now().ms, closes.ms}));
    return SetState(tx, actor, one, OpinionAct::kOpen, OpinionState::kOpen);
  });
}

base::Result<OpinionState> OpinionService::Close(const desk::Actor& actor, const OpinionId& id,
                                                 std::int64_t version) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Result<OpinionState> {
    const Opinion one = TRY(ForRunning(tx, actor, id, version, OpinionAct::kAdopt, nullptr));
    const auto row =
        TRY(tx.QueryOne("SELECT votes_for, votes_against, abstained FROM panel_opinion WHERE id = $1", {id}));
    const Tally tally{row->Int(0), row->Int(1), row->Int(2)};
    // Members were told until when they can vote.
    const bool all_voted = tally.votes_for + tally.against + tally.abstained >= one.entitled;
    if (one.closes > places_.Now() && !all_voted)
      return ConflictOf(
          desk::tr("The ballot is open until the day that was announced, or until everybody has voted."));
    OpinionAct act = OpinionAct::kLapse;
    switch (CountBallot(one.rules, one.entitled, tally)) {
      case Outcome::kAdopted:
        act = OpinionAct::kAdopt;
        break;
      case Outcome::kRejected:
        act = OpinionAct::kReject;
        break;
      case Outcome::kNoQuorum:
        break;
    }
    const OpinionState after = TRY(
        (Next<OpinionState, OpinionAct>(OpinionSteps(), one.state, act, OpinionStateName, OpinionActName)));
    TRY(tx.Execute("UPDATE panel_opinion SET closed_ms = $2 WHERE id = $1", {id, places_.Now().ms}));
    TRY(SetState(tx, actor, one, act, after));
    return after;
  });
}

base::Status OpinionService::Withdraw(const desk::Actor& actor, const OpinionId& id, std::int64_t version) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const Opinion one = TRY(ForRunning(tx, actor, id, version, OpinionAct::kWithdraw, nullptr));
    return SetState(tx, actor, one, OpinionAct::kWithdraw, OpinionState::kWithdrawn);
  });
}

base::Result<std::string> OpinionService::PublicText(db::Transaction& tx, const Opinion& opinion,
                                                     const vault::UnlockedPerson* reader) {
  NamesOfPeople names(tx);
  json::array dissents;
  for (const Dissent& dissent : TRY(Dissents(tx, opinion, reader)))
    dissents.push_back(json::object{{"member", TRY(names.Org(dissent.org))}, {"text", dissent.text}});
  return json::serialize(
      json::object{{"title", opinion.title}, {"text", opinion.text}, {"dissents", std::move(dissents)}});
}

base::Status OpinionService::Publish(const desk::Actor& actor, const OpinionId& id, std::int64_t version,
                                     const vault::UnlockedPerson* reader) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const Opinion one = TRY(ForRunning(tx, actor, id, version, OpinionAct::kPublish, reader));
    if (one.locked)
      return base::Error{
          base::Code::kUnauthenticated, desk::tr("This is sealed: unlock your vault to read it."), {}};
    const std::string words = TRY(PublicText(tx, one, reader));
    TRY(tx.Execute("UPDATE panel_opinion SET public_ms = $2, public_words = $3 WHERE id = $1",
                   {id, one.made_public.ms > 0 ? one.made_public.ms : places_.Now().ms, words}));
    return SetState(tx, actor, one, OpinionAct::kPublish, OpinionState::kAdopted);
  });
}

base::Status OpinionService::Unpublish(const desk::Actor& actor, const OpinionId& id, std::int64_t version) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const Opinion one = TRY(ForRunning(tx, actor, id, version, OpinionAct::kUnpublish, nullptr));
    if (one.made_public.ms == 0) return ConflictOf(desk::tr("This is not public."));
    TRY(tx.Execute("UPDATE panel_opinion SET public_ms = 0, public_words = '' WHERE id = $1", {id}));
    return SetState(tx, actor, one, OpinionAct::kUnpublish, OpinionState::kAdopted);
  });
}

base::Result<std::vector<Opinion>> OpinionService::List(db::Transaction& tx, const desk::Actor& actor,
                                                        const NewestPosition& after, std::int64_t limit,
                                                        const vault::UnlockedPerson* reader) {
  const std::vector<PanelId> panels = TRY(places_.PanelsOf(tx, actor));
  SeenSessions seen(places_.access(), actor);
  const std::string sql =
      std::string(kColumns) +
      "LEFT JOIN panel_session s ON s.id = o.session_id WHERE (o.session_id IS NULL OR " +
      MayBeSeenSql("$1", "$2") +
      ") AND ($4 = '' OR o.created_ms < $3 OR (o.created_ms = $3 AND o.id < $4)) ORDER BY "
      "o.created_ms DESC, o.id DESC LIMIT $5";
  std::vector<Opinion> list;
  NewestPosition position = after;
  while (true) {
    constexpr std::int64_t kBatch = 100;
    const db::Rows rows =
        TRY(tx.Query(sql, {actor.person.text(), actor.org.text(), position.created.ms, position.id, kBatch}));
    for (const db::Row& row : rows) {
      position = {{row.Int(18)}, row.Text(0)};
      Place place{row.IdAt<PanelId>(1), {}};
      if (row.IsNull(2)) {
        if (std::find(panels.begin(), panels.end(), place.panel) == panels.end()) continue;
      } else {
        const PanelSession* const session = TRY(seen.See(tx, row.IdAt<PanelSessionId>(2)));
        if (session == nullptr) continue;
        place.session = *session;
      }
      Opinion one = TRY(FromRow(tx, row, std::move(place), reader));
      if (one.opened.ms == 0 && !TRY(MayRun(tx, actor, one))) continue;
      list.push_back(std::move(one));
      if (std::ssize(list) == limit) return list;
    }
    if (std::ssize(rows) < kBatch) return list;
  }
}

}  // namespace panel
