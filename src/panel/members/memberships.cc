#include "panel/members/memberships.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "entity/entity.h"
#include "panel/common/isic.h"
#include "panel/members/questions.h"
#include "panel/members/store.h"

namespace panel::members {
namespace {

using desk::tr;

base::Error Conflict(const char* words) {
  return {base::Code::kConflict, words, {}};
}

std::string Record(const MemberId& id) {
  return "member:" + id.text();
}

// Whether the organisation belongs where the chapter is: its country, or one of its sectors.
base::Status CheckScope(const Panel& panel, const Profile& profile) {
  if (panel.kind == PanelKind::kCountryChapter && profile.country != panel.scope)
    return base::Invalid(tr("This chapter is for organisations of its country."));
  if (panel.kind == PanelKind::kSectorChapter) {
    const bool fits = std::any_of(
        profile.sectors.begin(), profile.sectors.end(),
        [&](const std::string& sector) { return sector == panel.scope || SectionOf(sector) == panel.scope; });
    if (!fits) return base::Invalid(tr("This chapter is for organisations of its sector."));
  }
  return base::Ok();
}

base::Status CheckRoom(db::Transaction& tx, const PanelId& panel) {
  const auto row = TRY(tx.QueryOne("SELECT count(*) FROM panel_member WHERE panel_id = $1", {panel}));
  if (row->Int(0) >= base::kMaxPanelMembers)
    return base::TooLarge(fmt::format("a panel has at most {} members and applicants (kMaxPanelMembers)",
                                      base::kMaxPanelMembers));
  return base::Ok();
}

base::Result<std::string> NextLetter(db::Transaction& tx, const Panel& panel, base::UtcTime now) {
  constexpr std::size_t kYear = 4;
  const auto row =
      TRY(tx.QueryOne("SELECT count(*) FROM panel_member_event e JOIN panel_member m ON m.id = e.member_id "
                      "WHERE m.panel_id = $1 AND "
                      "e.act = 'admit'",
                      {panel.id}));
  return fmt::format("{}-{}-{:04}", panel.slug, base::FormatDay(now).substr(0, kYear), row->Int(0) + 1);
}

// Since when a declaration counts for the renewal of a term that ends then.
constexpr std::int64_t kRenewalMs = 180 * base::kDayMs;

base::Status CheckRenewal(const Membership& membership, const Assessment& assessment) {
  if (membership.expires.ms == 0) return Conflict(tr("This admission has no end and needs no renewal."));
  const Declaration& declaration = membership.declaration;
  if (declaration.edition != kDeclarationEdition ||
      declaration.signed_at.ms < membership.expires.ms - kRenewalMs)
    return Conflict(tr("The member signs the declaration again before it is renewed."));
  if (const auto blockers = assessment.Admitting(); !blockers.empty())
    return Conflict(BlockerWords(blockers.front()));
  return base::Ok();
}

}  // namespace

ActedBy WhoActs(MemberAct act) {
  switch (act) {
    case MemberAct::kSubmit:
    case MemberAct::kWithdraw:
    case MemberAct::kReply:
    case MemberAct::kLeave:
    case MemberAct::kReopen:
      return ActedBy::kMember;
    case MemberAct::kLapse:
      return ActedBy::kCalendar;
    default:
      return ActedBy::kSecretariat;
  }
}

bool NeedsWords(MemberAct act) {
  switch (act) {
    case MemberAct::kReturn:
    case MemberAct::kDecline:
    case MemberAct::kSuspend:
    case MemberAct::kReply:
    case MemberAct::kReinstate:
    case MemberAct::kEnd:
      return true;
    default:
      return false;
  }
}

base::Result<MemberId> Memberships::Apply(const desk::Actor& actor, const PanelId& panel) {
  if (actor.org.empty() || !actor.Can(desk::Permission::kPanelTakePart)) return Forbidden();
  const MemberId id = MemberId::New(seams_.base.random);
  const desk::Organisation organisation = TRY(seams_.organisation(actor.org));
  const Profile fresh{.id = ProfileId::New(seams_.base.random),
                      .org = actor.org,
                      .name = organisation.name,
                      .constituency = organisation.type,
                      .country = organisation.country};
  const auto write = [&](db::Transaction& tx) -> base::Status {
    TRY(seams_.panels.Get(tx, panel));
    TRY(CheckRoom(tx, panel));
    if (TRY(seams_.directory.OfOrg(tx, panel, actor.org)))
      return Conflict(tr("Your organisation has an entry in this panel already."));
    std::optional<Profile> profile = TRY(store::ProfileOfOrg(tx, actor.org));
    if (!profile) {
      profile = fresh;
      TRY(store::InsertProfile(tx, *profile));
    }
    TRY(store::InsertMember(tx, panel, id, *profile, seams_.base.clock.Now()));
    return seams_.base.audit.Append(tx, actor, "member.apply", Record(id), {{"panel", panel.text()}});
  };
  TRY(seams_.base.database.Write(write));
  return id;
}

base::Result<MemberId> Memberships::Register(const desk::Actor& actor, const PanelId& panel,
                                             const NewEntry& entry) {
  const MemberId id = MemberId::New(seams_.base.random);
  Profile profile{.id = ProfileId::New(seams_.base.random), .name = TRY(desk::NormaliseName(entry.name))};
  if (profile.name.empty()) return base::Invalid(tr("Write the organisation's name."));
  profile.constituency = entry.constituency;
  profile.country = entity::CountryCode(entry.country);
  if (profile.country.empty()) return base::Invalid(tr("Write the country's name or code."));
  const auto write = [&](db::Transaction& tx) -> base::Status {
    TRY(seams_.panels.MustHost(tx, actor, panel));
    TRY(CheckRoom(tx, panel));
    TRY(store::InsertProfile(tx, profile));
    TRY(store::InsertMember(tx, panel, id, profile, seams_.base.clock.Now()));
    return seams_.base.audit.Append(tx, actor, "member.register", Record(id), {{"panel", panel.text()}});
  };
  TRY(seams_.base.database.Write(write));
  return id;
}

base::Status Memberships::Sign(const desk::Actor& actor, const MemberId& member, std::string_view signatory,
                               std::string_view title, const std::vector<std::string>& accepted) {
  Declaration declaration{.edition = kDeclarationEdition};
  declaration.signatory = TRY(desk::NormaliseName(signatory));
  declaration.title = TRY(CleanText(title));
  if (declaration.signatory.empty()) return base::Invalid(tr("Write who signs."));
  for (const Statement& statement : Statements())
    if (std::find(accepted.begin(), accepted.end(), statement.key) == accepted.end())
      return base::Invalid(tr("The declaration is signed as a whole: agree to every statement."));
  return seams_.base.database.Write([&](db::Transaction& tx) -> base::Status {
    const Access access = TRY(MustEdit(tx, seams_, actor, member));
    Membership membership = access.membership;
    if (membership.profile.empty()) return Conflict(tr("This member has no application."));
    declaration.signed_at = seams_.base.clock.Now();
    membership.declaration = declaration;
    TRY(store::UpdateMembership(tx, membership));
    return seams_.base.audit.Append(tx, actor, "member.sign", Record(member),
                                    {{"edition", std::to_string(declaration.edition)}});
  });
}

base::Status Memberships::CheckMayAct(const Access& access, MemberAct act) {
  switch (WhoActs(act)) {
    case ActedBy::kMember:
      return access.MayEdit() ? base::Ok() : base::Status(Forbidden());
    case ActedBy::kSecretariat:
      return access.secretariat ? base::Ok() : base::Status(Forbidden());
    case ActedBy::kCalendar:
      break;
  }
  return Forbidden();
}

// What an act demands and sets beside the state.
base::Status Memberships::Prepare(db::Transaction& tx, Membership& membership, MemberAct act) {
  const base::UtcTime now = seams_.base.clock.Now();
  const bool checks = act == MemberAct::kSubmit || act == MemberAct::kAdmit || act == MemberAct::kRenew;
  if (act == MemberAct::kReopen) membership.declaration = {};
  if (!checks) return base::Ok();
  if (membership.profile.empty()) return Conflict(tr("This member has no application."));
  const Panel panel = TRY(seams_.panels.Get(tx, membership.member.panel));
  const File file = TRY(store::GetFile(tx, membership));
  const Assessment assessment = TRY(Assess(tx, seams_, membership, file));
  if (act == MemberAct::kSubmit) {
    if (!assessment.missing.empty()) return base::Invalid(tr("The application is not complete."));
    TRY(CheckScope(panel, file.profile));
    membership.submitted = now;
    return base::Ok();
  }
  const Rules rules = TRY(RulesOf(tx, panel.id));
  if (act == MemberAct::kRenew) {
    TRY(CheckRenewal(membership, assessment));
    membership.expires = rules.term_months == 0
                             ? base::UtcTime{}
                             : MonthsAfter(std::max(now, membership.expires), rules.term_months);
    return base::Ok();
  }
  if (const auto blockers = assessment.Admitting(); !blockers.empty())
    return Conflict(BlockerWords(blockers.front()));
  membership.member.admitted = now;
  membership.expires = rules.term_months == 0 ? base::UtcTime{} : MonthsAfter(now, rules.term_months);
  membership.letter = TRY(NextLetter(tx, panel, now));
  return base::Ok();
}

base::Status Memberships::Store(db::Transaction& tx, const desk::Actor& actor, Membership membership,
                                MemberAct act, MemberState after, const std::string& words) {
  const MemberId id = membership.member.id;
  const MemberState before = membership.member.state;
  membership.member.state = after;
  TRY(store::UpdateMembership(tx, membership));
  TRY(store::AddEvent(tx, id,
                      {.act = act,
                       .from = before,
                       .to = after,
                       .time = seams_.base.clock.Now(),
                       .actor = actor.label,
                       .text = words}));
  return seams_.base.audit.Append(tx, actor, fmt::format("member.{}", MemberActName(act)), Record(id));
}

base::Status Memberships::Act(const desk::Actor& actor, const MemberId& member, std::int64_t version,
                              MemberAct act, std::string_view words) {
  const std::string clean = TRY(CleanText(words));
  const bool screens = act == MemberAct::kSubmit;
  const auto write = [&](db::Transaction& tx) -> base::Status {
    const Access access = TRY(AccessTo(tx, seams_, actor, member));
    TRY(CheckMayAct(access, act));
    Membership membership = access.membership;
    if (membership.member.version != version) return store::Overtaken();
    const MemberState after = TRY((Next<MemberState, MemberAct>(kMemberSteps, membership.member.state, act,
                                                                MemberStateName, MemberActName)));
    if (NeedsWords(act) && clean.empty()) return base::Invalid(tr("Say why: the other side will read it."));
    TRY(Prepare(tx, membership, act));
    if (screens) TRY(seams_.screen_later(tx, actor));
    return Store(tx, actor, std::move(membership), act, after, clean);
  };
  TRY(seams_.base.database.Write(write));
  if (screens) seams_.nudge();
  return base::Ok();
}

base::Status Memberships::Show(const desk::Actor& actor, const MemberId& member,
                               const std::vector<PublicField>& shown) {
  return seams_.base.database.Write([&](db::Transaction& tx) -> base::Status {
    const Access access = TRY(MustEdit(tx, seams_, actor, member));
    if (access.membership.profile.empty()) return Conflict(tr("This member has no application."));
    Membership membership = access.membership;
    membership.shown = shown;
    std::sort(membership.shown.begin(), membership.shown.end());
    membership.shown.erase(std::unique(membership.shown.begin(), membership.shown.end()),
                           membership.shown.end());
    TRY(store::UpdateMembership(tx, membership));
    return seams_.base.audit.Append(tx, actor, "member.show", Record(member),
                                    {{"fields", std::to_string(membership.shown.size())}});
  });
}

base::Result<MemberDetail> Memberships::Detail(const desk::Actor& actor, const MemberId& member) {
  return seams_.base.database.Read([&](db::Transaction& tx) -> base::Result<MemberDetail> {
    MemberDetail detail;
    detail.access = TRY(AccessTo(tx, seams_, actor, member));
    const Membership& membership = detail.access.membership;
    const File file = TRY(store::GetFile(tx, membership));
    detail.assessment = TRY(Assess(tx, seams_, membership, file));
    if (detail.access.SeesFile()) detail.history = TRY(store::Events(tx, member));
    if (!detail.access.SeesFile()) detail.assessment.missing.clear();
    if (!detail.access.SeesDiligence()) {
      detail.assessment.open_hits = detail.assessment.matches = 0;
      detail.assessment.yellow = detail.assessment.escalated = detail.assessment.red = 0;
      if (!detail.access.own && detail.assessment.standing != Standing::kVerified) {
        detail.assessment.standing = Standing::kNever;
        detail.assessment.verification.reset();
      }
    }
    if (!membership.profile.empty())
      for (Membership& other : TRY(store::MembershipsOfProfile(tx, membership.profile)))
        if (other.member.id != member && other.member.state == MemberState::kAdmitted)
          detail.chapters.push_back(std::move(other));
    return detail;
  });
}

base::Result<std::vector<Membership>> Memberships::Mine(const desk::Actor& actor) {
  if (actor.org.empty()) return std::vector<Membership>();
  return seams_.base.database.Read(
      [&](db::Transaction& tx) { return store::MembershipsOfOrg(tx, actor.org); });
}

base::Result<std::int64_t> Memberships::LapseDue(const desk::Actor& calendar) {
  const base::UtcTime now = seams_.base.clock.Now();
  const auto write = [&](db::Transaction& tx) -> base::Result<std::int64_t> {
    std::int64_t lapsed = 0;
    const db::Rows due =
        TRY(tx.Query("SELECT s.member_id FROM panel_membership s JOIN panel_member m ON m.id = s.member_id "
                     "LEFT JOIN panel_rules r "
                     "ON r.panel_id = s.panel_id WHERE s.expires_ms > 0 AND s.expires_ms + "
                     "COALESCE(r.grace_days, $2) * $3 < $1 "
                     "AND m.state IN ('admitted', 'suspended') LIMIT $4",
                     {now.ms, Rules{}.grace_days, base::kDayMs, base::kMaxPanelMembers}));
    for (const db::Row& row : due) {
      Membership membership = TRY(store::GetMembership(tx, row.IdAt<MemberId>(0)));
      const MemberState after = TRY((Next<MemberState, MemberAct>(
          kMemberSteps, membership.member.state, MemberAct::kLapse, MemberStateName, MemberActName)));
      TRY(Store(tx, calendar, std::move(membership), MemberAct::kLapse, after, ""));
      ++lapsed;
    }
    return lapsed;
  };
  return seams_.base.database.Write(write);
}

}  // namespace panel::members
