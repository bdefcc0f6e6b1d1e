#include "panel/members/flags.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/common/judge.h"
#include "panel/members/store.h"

namespace panel::members {
namespace {

using desk::tr;

constexpr std::string_view kFlag =
    "SELECT id, profile_id, panel_id, kind, risk, words, actor, escalated_by, created_ms, version FROM "
    "panel_flag ";
constexpr std::int64_t kMostEvents = 1000;

Flag FromRow(const db::Row& row) {
  Flag flag;
  std::size_t at = 0;
  flag.id = row.IdAt<FlagId>(at++);
  flag.profile = row.IdAt<ProfileId>(at++);
  flag.panel = row.IdAt<PanelId>(at++);
  flag.kind = FlagKindNamed(row.Text(at++)).value_or(FlagKind::kResolved);
  flag.risk = RiskNamed(row.Text(at++)).value_or(Risk::kOther);
  flag.text = row.Text(at++);
  flag.actor = row.Text(at++);
  flag.escalated_by = row.Text(at++);
  flag.created = base::UtcTime{row.Int(at++)};
  flag.version = row.Int(at);
  return flag;
}

base::Status AddEvent(db::Transaction& tx, MemberSeams& seams, const desk::Actor& actor,
                      const FlagEvent& event) {
  const auto last =
      TRY(tx.QueryOne("SELECT max(number) FROM panel_flag_event WHERE flag_id = $1", {event.flag}));
  TRY(tx.Execute(
      "INSERT INTO panel_flag_event(flag_id, number, from_kind, to_kind, time_ms, actor, words) VALUES "
      "($1, $2, $3, $4, $5, $6, $7)",
      {event.flag, (last ? last->Int(0) : 0) + 1,
       event.from == FlagKind::kCount ? std::string_view() : FlagKindName(event.from), FlagKindName(event.to),
       seams.base.clock.Now().ms, actor.label, event.text}));
  return base::Ok();
}

base::Status Insert(db::Transaction& tx, MemberSeams& seams, const desk::Actor& actor, const Access& access,
                    const Flag& flag) {
  const ProfileId& profile = access.membership.profile;
  if (profile.empty()) return base::Error{base::Code::kConflict, tr("This member has no application."), {}};
  const auto count = TRY(tx.QueryOne("SELECT count(*) FROM panel_flag WHERE profile_id = $1", {profile}));
  if (count->Int(0) >= static_cast<std::int64_t>(base::kMaxMemberFlags))
    return base::TooLarge(
        fmt::format("a member has at most {} flags (kMaxMemberFlags)", base::kMaxMemberFlags));
  TRY(tx.Execute(
      "INSERT INTO panel_flag(id, profile_id, panel_id, kind, risk, words, actor, escalated_by, created_ms, "
      "version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)",
      {flag.id, profile, access.panel.id, FlagKindName(flag.kind), RiskName(flag.risk), flag.text,
       actor.label, flag.kind == FlagKind::kEscalated ? actor.label : std::string(),
       seams.base.clock.Now().ms}));
  TRY(AddEvent(tx, seams, actor, {.flag = flag.id, .to = flag.kind, .text = flag.text}));
  return seams.base.audit.Append(tx, actor, "member.flag", "member:" + access.member().id.text(),
                                 {{"flag", flag.id.text()},
                                  {"kind", std::string(FlagKindName(flag.kind))},
                                  {"risk", std::string(RiskName(flag.risk))}});
}

// Who raised the matter: by escalating it, or by confirming the hit that made the flag.
std::string_view RaisedBy(const Flag& flag) {
  return flag.escalated_by.empty() ? flag.actor : flag.escalated_by;
}

// Two persons stand behind a decision. A key would be one person's second pair of eyes.
base::Status CheckFourEyes(const desk::Actor& actor, const Flag& flag, FlagAct act) {
  const bool decides = act == FlagAct::kConfirm || act == FlagAct::kReturn ||
                       (act == FlagAct::kResolve && flag.kind == FlagKind::kRed);
  if (!decides && act != FlagAct::kEscalate) return base::Ok();
  TRY(MustBePerson(actor));
  if (decides && RaisedBy(flag) == actor.label)
    return base::Error{base::Code::kForbidden, tr("Who escalated a flag does not decide about it."), {}};
  return base::Ok();
}

}  // namespace

base::Result<FlagId> Flags::Raise(const desk::Actor& actor, const MemberId& member, FlagKind kind, Risk risk,
                                  std::string_view text) {
  Flag flag{.id = FlagId::New(seams_.base.random), .kind = kind, .risk = risk, .text = TRY(CleanText(text))};
  if (flag.text.empty()) return base::Invalid(tr("Say what it is about."));
  if (kind != FlagKind::kObservation && kind != FlagKind::kYellow && kind != FlagKind::kEscalated)
    return base::Invalid(tr("A flag begins as an observation, yellow or escalated."));
  if (risk == Risk::kWatchList)
    return base::Invalid(tr("Confirm the hit of the watch list; that raises the flag."));
  if (kind == FlagKind::kEscalated) TRY(MustBePerson(actor));
  const auto write = [&](db::Transaction& tx) -> base::Status {
    const Access access = TRY(AccessTo(tx, seams_, actor, member));
    if (!access.secretariat && !(access.reviewer && kind == FlagKind::kObservation)) return Forbidden();
    return Insert(tx, seams_, actor, access, flag);
  };
  TRY(seams_.base.database.Write(write));
  return flag.id;
}

base::Status RaiseForHit(db::Transaction& tx, MemberSeams& seams, const desk::Actor& actor,
                         const Access& access, std::string_view text) {
  return Insert(tx, seams, actor, access,
                {.id = FlagId::New(seams.base.random),
                 .kind = FlagKind::kRed,
                 .risk = Risk::kWatchList,
                 .text = std::string(text)});
}

base::Status Flags::Act(const desk::Actor& actor, const MemberId& member, const FlagId& id,
                        std::int64_t version, FlagAct act, std::string_view text) {
  const std::string clean = TRY(CleanText(text));
  return seams_.base.database.Write([&](db::Transaction& tx) -> base::Status {
    const Access access = TRY(MustHost(tx, seams_, actor, member));
    TRY(MustBeStranger(tx, actor, access.member().org));
    const auto row = TRY(tx.QueryOne(std::string(kFlag) + "WHERE id = $1 AND profile_id = $2",
                                     {id, access.membership.profile}));
    if (!row) return base::NotFound(tr("There is no such flag."));
    const Flag flag = FromRow(*row);
    if (flag.version != version) return store::Overtaken();
    const FlagKind after =
        TRY((Next<FlagKind, FlagAct>(kFlagSteps, flag.kind, act, FlagKindName, FlagActName)));
    TRY(CheckFourEyes(actor, flag, act));
    if (act != FlagAct::kWarn && clean.empty()) return base::Invalid(tr("Say why."));
    const std::string escalated = act == FlagAct::kEscalate ? actor.label : flag.escalated_by;
    TRY(tx.Execute("UPDATE panel_flag SET kind = $2, escalated_by = $3, version = version + 1 WHERE id = $1",
                   {id, FlagKindName(after), escalated}));
    TRY(AddEvent(tx, seams_, actor, {.flag = id, .from = flag.kind, .to = after, .text = clean}));
    return seams_.base.audit.Append(tx, actor, fmt::format("member.flag-{}", FlagActName(act)),
                                    "member:" + member.text(), {{"flag", id.text()}});
  });
}

base::Result<std::vector<Flag>> Flags::Of(const desk::Actor& actor, const MemberId& member,
                                          std::vector<FlagEvent>* events) {
  return seams_.base.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Flag>> {
    const Access access = TRY(AccessTo(tx, seams_, actor, member));
    if (!access.SeesDiligence()) return Forbidden();
    std::vector<Flag> flags;
    for (const db::Row& row :
         TRY(tx.Query(std::string(kFlag) + "WHERE profile_id = $1 ORDER BY created_ms DESC, id",
                      {access.membership.profile})))
      flags.push_back(FromRow(row));
    const auto weight = [](const Flag& flag) {
      return flag.kind == FlagKind::kResolved ? -1 : static_cast<int>(flag.kind);
    };
    std::stable_sort(flags.begin(), flags.end(),
                     [&](const Flag& a, const Flag& b) { return weight(a) > weight(b); });
    if (events == nullptr) return flags;
    events->clear();
    for (const db::Row& row : TRY(tx.Query(
             "SELECT e.flag_id, e.from_kind, e.to_kind, e.time_ms, e.actor, e.words FROM panel_flag_event e "
             "JOIN panel_flag f ON f.id = e.flag_id WHERE f.profile_id = $1 "
             "ORDER BY e.time_ms DESC, e.number DESC LIMIT $2",
             {access.membership.profile, kMostEvents}))) {
      std::size_t at = 0;
      FlagEvent event;
      event.flag = row.IdAt<FlagId>(at++);
      event.from = FlagKindNamed(row.Text(at++)).value_or(FlagKind::kCount);
      event.to = FlagKindNamed(row.Text(at++)).value_or(FlagKind::kObservation);
      event.time = base::UtcTime{row.Int(at++)};
      event.actor = row.Text(at++);
      event.text = row.Text(at);
      events->push_back(std::move(event));
    }
    return flags;
  });
}

base::Result<std::vector<Flag>> Flags::Waiting(const desk::Actor& actor, const PanelId& panel) {
  return seams_.base.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Flag>> {
    TRY(seams_.panels.MustHost(tx, actor, panel));
    std::vector<Flag> flags;
    for (const db::Row& row : TRY(tx.Query(
             std::string(kFlag) + "WHERE panel_id = $1 AND kind = 'escalated' ORDER BY created_ms, id",
             {panel})))
      if (Flag flag = FromRow(row); flag.escalated_by != actor.label) flags.push_back(std::move(flag));
    return flags;
  });
}

}  // namespace panel::members
