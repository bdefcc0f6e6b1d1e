#include "panel/members/interests.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_panel.h"
#include "db/sql_text.h"
#include "desk/tr.h"
#include "panel/members/position.h"
#include "panel/members/store.h"

namespace panel::members {
namespace {

using desk::tr;

constexpr std::string_view kInterest =
    "SELECT i.id, i.panel_id, i.member_id, m.name, i.about_id, a.name, i.about_text, i.kind, i.words, "
    "i.handling, "
    "i.state, i.declared_ms, i.ended_ms, i.version FROM panel_interest i JOIN panel_member m ON m.id = "
    "i.member_id "
    "LEFT JOIN panel_member a ON a.id = i.about_id ";

Interest FromRow(const db::Row& row) {
  Interest interest;
  std::size_t at = 0;
  interest.id = row.IdAt<InterestId>(at++);
  interest.panel = row.IdAt<PanelId>(at++);
  interest.member = row.IdAt<MemberId>(at++);
  interest.member_name = row.Text(at++);
  interest.about = row.IdAt<MemberId>(at++);
  interest.about_name = row.Text(at++);
  interest.about_text = row.Text(at++);
  interest.kind = InterestKindNamed(row.Text(at++)).value_or(InterestKind::kOther);
  interest.text = row.Text(at++);
  interest.handling = row.Text(at++);
  interest.state = InterestStateNamed(row.Text(at++)).value_or(InterestState::kDeclared);
  interest.declared = base::UtcTime{row.Int(at++)};
  interest.ended = base::UtcTime{row.Int(at++)};
  interest.version = row.Int(at);
  return interest;
}

base::Status CheckAbout(db::Transaction& tx, MemberSeams& seams, const Access& access,
                        const NewInterest& interest, const std::string& about_text) {
  if (interest.about.empty()) {
    if (about_text.empty()) return base::Invalid(tr("Say with whom the interest is."));
    return base::Ok();
  }
  if (interest.about == access.member().id) return base::Invalid(tr("An interest is with somebody else."));
  const auto about = seams.directory.Get(tx, interest.about);
  const bool known = about && about->panel == access.panel.id &&
                     (access.secretariat || about->state == MemberState::kAdmitted ||
                      about->state == MemberState::kSuspended);
  if (!known) return base::Invalid(tr("Choose a member of this panel."));
  return base::Ok();
}

}  // namespace

base::Result<InterestId> Interests::Declare(const desk::Actor& actor, const MemberId& member,
                                            const NewInterest& interest) {
  const std::string text = TRY(CleanText(interest.text));
  const std::string about_text = TRY(CleanText(interest.about_text));
  if (text.empty()) return base::Invalid(tr("Say what the interest is."));
  const InterestId id = InterestId::New(seams_.base.random);
  const auto write = [&](db::Transaction& tx) -> base::Status {
    const Access access = TRY(AccessTo(tx, seams_, actor, member));
    if (!access.own && !access.secretariat) return Forbidden();
    TRY(CheckAbout(tx, seams_, access, interest, about_text));
    const auto count = TRY(tx.QueryOne("SELECT count(*) FROM panel_interest WHERE member_id = $1", {member}));
    if (count->Int(0) >= static_cast<std::int64_t>(base::kMaxMemberInterests))
      return base::TooLarge(fmt::format("a member declares at most {} interests (kMaxMemberInterests)",
                                        base::kMaxMemberInterests));
    TRY(tx.Execute(
        "INSERT INTO panel_interest(id, panel_id, member_id, about_id, about_text, kind, words, handling, "
        "state, declared_ms, ended_ms, version) VALUES ($1, $2, $3, $4, $5, $6, $7, '', 'declared', $8, 0, "
        "0)",
        {id, access.panel.id, member, interest.about, about_text, InterestKindName(interest.kind), text,
         seams_.base.clock.Now().ms}));
    return seams_.base.audit.Append(tx, actor, "member.interest", "member:" + member.text(),
                                    {{"interest", id.text()}});
  };
  TRY(seams_.base.database.Write(write));
  return id;
}

base::Status Interests::Act(const desk::Actor& actor, const InterestId& id, std::int64_t version,
                            InterestAct act, std::string_view words) {
  const std::string clean = TRY(CleanText(words));
  return seams_.base.database.Write([&](db::Transaction& tx) -> base::Status {
    const base::Error unknown = base::NotFound(tr("There is no such interest."));
    const auto row = TRY(tx.QueryOne(std::string(kInterest) + "WHERE i.id = $1", {id}));
    if (!row) return unknown;
    const Interest interest = FromRow(*row);
    const base::Result<Access> access = AccessTo(tx, seams_, actor, interest.member);
    if (!access) return access.error().code == base::Code::kNotFound ? unknown : access.error();
    const bool theirs = act == InterestAct::kEnd || act == InterestAct::kReopen;
    if (!access->secretariat && !(access->own && theirs)) return Forbidden();
    if (interest.version != version) return store::Overtaken();
    const InterestState after = TRY((Next<InterestState, InterestAct>(kInterestSteps, interest.state, act,
                                                                      InterestStateName, InterestActName)));
    if (clean.empty()) return base::Invalid(tr("Say how it is handled, or why it is over."));
    TRY(tx.Execute(
        "UPDATE panel_interest SET state = $2, handling = $3, ended_ms = $4, version = version + 1 "
        "WHERE id = $1",
        {id, InterestStateName(after), clean,
         after == InterestState::kEnded ? seams_.base.clock.Now().ms : 0}));
    return seams_.base.audit.Append(tx, actor, fmt::format("member.interest-{}", InterestActName(act)),
                                    "member:" + interest.member.text(), {{"interest", id.text()}});
  });
}

base::Status Interests::Confirm(const desk::Actor& actor, const MemberId& member) {
  return seams_.base.database.Write([&](db::Transaction& tx) -> base::Status {
    const Access access = TRY(MustEdit(tx, seams_, actor, member));
    if (access.membership.profile.empty())
      return base::Error{base::Code::kConflict, tr("This member has no application."), {}};
    Membership membership = access.membership;
    membership.interests_confirmed = seams_.base.clock.Now();
    TRY(store::UpdateMembership(tx, membership));
    return seams_.base.audit.Append(tx, actor, "member.interests-confirm", "member:" + member.text());
  });
}

base::Result<InterestPage> Interests::Register(const desk::Actor& actor, const PanelId& panel, bool ended,
                                               std::string_view after, std::size_t limit) {
  const std::size_t most = std::clamp<std::size_t>(limit, 1, base::kMaxMemberPage);
  return seams_.base.database.Read([&](db::Transaction& tx) -> base::Result<InterestPage> {
    InterestPage page;
    page.view = TRY(ViewOf(tx, seams_, actor, panel));
    if (!page.view.SeesMembers()) return Forbidden();
    db::SqlText sql(kInterest);
    sql.Add("WHERE i.panel_id = ").Bind(panel.text());
    if (!ended) sql.Add(" AND i.state <> 'ended'");
    // An applicant's interests are the secretariat's until the panel knows the applicant.
    if (!page.view.secretariat) sql.Add(" AND m.state IN ('admitted', 'suspended')");
    if (!after.empty()) {
      const auto [key, id] = TRY(PositionOf(after));
      std::int64_t declared = 0;
      for (const char c : key) {
        constexpr std::int64_t kBase = 10;
        if (c < '0' || c > '9' || declared > INT64_MAX / kBase - kBase)
          return base::Invalid(tr("This is not a position in this list."));
        declared = declared * kBase + (c - '0');
      }
      sql.Add(" AND (i.declared_ms, i.id) < (").Bind(declared).Add(", ").Bind(id).Add(")");
    }
    sql.Add(" ORDER BY i.declared_ms DESC, i.id DESC LIMIT ").Bind(static_cast<std::int64_t>(most + 1));
    for (const db::Row& row : TRY(sql.Query(tx))) page.interests.push_back(FromRow(row));
    if (page.interests.size() > most) {
      page.interests.pop_back();
      const Interest& last = page.interests.back();
      page.next = Position(std::to_string(last.declared.ms), last.id.text());
    }
    return page;
  });
}

base::Result<std::vector<Interest>> Interests::Of(const desk::Actor& actor, const MemberId& member) {
  return seams_.base.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Interest>> {
    const Access access = TRY(AccessTo(tx, seams_, actor, member));
    std::vector<Interest> interests;
    for (const db::Row& row : TRY(tx.Query(
             std::string(kInterest) +
                 "WHERE i.member_id = $1 OR (i.about_id = $1 AND m.state IN ('admitted', 'suspended')) "
                 "ORDER BY i.declared_ms DESC, i.id DESC LIMIT $2",
             {member, static_cast<std::int64_t>(2 * base::kMaxMemberInterests)})))
      interests.push_back(FromRow(row));
    static_cast<void>(access);
    return interests;
  });
}

}  // namespace panel::members
