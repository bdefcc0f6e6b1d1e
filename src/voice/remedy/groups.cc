#include "voice/remedy/groups.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_remedy.h"
#include "db/sql_text.h"
#include "desk/tr.h"
#include "voice/remedy/groups_opened.h"
#include "voice/remedy/open_cases.h"
#include "voice/remedy/split.h"

namespace voice::remedy {
namespace {

base::Decimal LeftOf(const Claim& claim) {
  if (claim.state != ClaimState::kAgreed || !claim.agreed) return {};
  const base::Result<base::Decimal> left = claim.agreed->Minus(PaidOf(claim));
  return left && !left->negative() ? *left : base::Decimal();
}

}  // namespace

template <typename Act>
base::Status ClaimGroups::Change(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                                 const std::vector<GroupMember>& more, const Act& act) {
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    Opened opened = TRY(OpenGroup(tx, actor, me, at.group));
    if (opened.group.version != at.version)
      return base::Error{
          base::Code::kConflict, desk::tr("somebody changed this group meanwhile; look again"), {}};
    const std::set<CaseId> before = CasesOf(opened.group);
    std::set<CaseId> touched = before;
    for (const GroupMember& one : more) touched.insert(one.of);
    Books books = TRY(OpenBooks(tx, actor, me, touched, true));
    books.Settle(opened.group);
    TRY(act(opened.group, books));
    if (CasesOf(opened.group) != before) TRY(SealAnew(tx, actor.org, opened));
    return WriteAll(tx, actor, opened, books);
  });
}

base::Result<std::vector<Team>> ClaimGroups::TeamsOf(const desk::Actor& actor) {
  const std::vector<vault::CircleId> circles = TRY(access_.CirclesOf(actor));
  std::vector<Team> mine;
  for (Team& team : TRY(teams_.OfOrganisation(actor.org)))
    if (std::find(circles.begin(), circles.end(), team.circle) != circles.end())
      mine.push_back(std::move(team));
  return mine;
}

base::Result<std::vector<ClaimGroup>> ClaimGroups::List(const desk::Actor& actor,
                                                        const vault::UnlockedPerson& me) {
  std::vector<TeamId> teams;
  for (const Team& team : TRY(TeamsOf(actor))) teams.push_back(team.id);
  std::vector<ClaimGroup> groups;
  if (teams.empty()) return groups;
  const auto read = [&](db::Transaction& tx) -> base::Status {
    groups.clear();
    db::SqlText sql("SELECT id FROM voice_claim_group WHERE org_id = ");
    sql.Bind(actor.org).Add(" AND team_id IN ").BindAll(teams).Add(" ORDER BY id");
    for (const db::Row& row : TRY(sql.Query(tx))) {
      base::Result<Opened> opened = OpenGroup(tx, actor, me, row.IdAt<ClaimGroupId>(0));
      if (!opened && opened.error().code == base::Code::kNotFound) continue;  // kept out of a case of it
      if (!opened) return opened.error();
      groups.push_back(std::move(opened->group));
    }
    return base::Ok();
  };
  TRY(access_.database().Read(read));
  std::sort(groups.begin(), groups.end(), [](const ClaimGroup& a, const ClaimGroup& b) {
    return std::tie(a.title, a.id) < std::tie(b.title, b.id);
  });
  return groups;
}

base::Result<GroupView> ClaimGroups::Open(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                          const ClaimGroupId& id) {
  return access_.database().Read([&](db::Transaction& tx) -> base::Result<GroupView> {
    Opened opened = TRY(OpenGroup(tx, actor, me, id));
    Books books = TRY(OpenBooks(tx, actor, me, CasesOf(opened.group), false));
    books.Settle(opened.group);
    GroupView view{.group = std::move(opened.group), .members = {}};
    for (const GroupMember& member : view.group.members)
      view.members.push_back({.member = member, .claim = *books.ClaimOf(member)});
    return view;
  });
}

base::Result<ClaimGroupId> ClaimGroups::Create(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                               const TeamId& team, std::string_view title,
                                               base::Currency currency) {
  if (title.empty()) return base::Invalid(desk::tr("the group needs a title"));
  if (title.size() > base::kMaxClaimNameBytes) return base::TooLarge(desk::tr("the title is too long"));
  if (currency.empty()) return base::Invalid(desk::tr("choose a currency"));
  const std::vector<Team> teams = TRY(TeamsOf(actor));
  const auto mine = std::find_if(teams.begin(), teams.end(), [&](const Team& one) { return one.id == team; });
  if (mine == teams.end() || me.org() != actor.org) return base::NotFound(desk::tr("there is no such team"));
  ClaimGroup group;
  group.id = ClaimGroupId::New(random_);
  group.title = std::string(title);
  group.currency = currency;
  const crypto::KeyPair keys = crypto::KeyPair::Generate();
  const crypto::Bytes box = TRY(SealGroup(keys, group, 1));
  const auto create = [&](db::Transaction& tx) -> base::Status {
    const auto known =
        TRY(tx.QueryOne("SELECT COUNT(*) FROM voice_claim_group WHERE team_id = $1", {mine->id}));
    if (known->Int(0) >= static_cast<std::int64_t>(base::kMaxClaimGroups))
      return base::TooLarge(fmt::format("a team has at most {} groups of claims", base::kMaxClaimGroups));
    TRY(tx.Execute(
        "INSERT INTO voice_claim_group(id, org_id, team_id, public_key, version, box) VALUES ($1, "
        "$2, $3, $4, 1, $5)",
        {group.id, actor.org, mine->id, crypto::ByteView(keys.public_key()), crypto::ByteView(box)}));
    TRY(vault_.SealRecord(tx, actor.org, {.circles = {mine->circle}, .persons = {}},
                          vault::RecordId::FromStore(group.id.text()), keys.private_key().view()));
    return AuditGroup(audit_, tx, actor, group.id);
  };
  TRY(access_.database().Write(create));
  return group.id;
}

base::Result<std::vector<MemberView>> ClaimGroups::Candidates(const desk::Actor& actor,
                                                              const vault::UnlockedPerson& me,
                                                              const ClaimGroup& group) {
  std::vector<MemberView> found;
  const Visitor visit = [&](const OpenedCase& opened, const ClaimBook& book) -> base::Status {
    for (const Claim& claim : book.claims)
      if (claim.currency == group.currency && claim.group.empty() && claim.state != ClaimState::kWithdrawn &&
          claim.state != ClaimState::kConfirmed)
        found.push_back({.member = {opened.row.id, claim.id}, .claim = claim});
    return base::Ok();
  };
  TRY(EachCase(access_, actor, me, {.team = group.team}, visit));
  return found;
}

base::Status ClaimGroups::Join(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                               const std::vector<GroupMember>& members) {
  if (members.empty()) return base::Invalid(desk::tr("choose at least one claim"));
  return Change(actor, me, at, members, [&](ClaimGroup& group, Books& books) -> base::Status {
    for (const GroupMember& member : members) {
      Claim* claim = books.ClaimOf(member);
      if (claim == nullptr) return base::NotFound(desk::tr("there is no such claim"));
      if (books.cases.at(member.of).opened.row.team != group.team)
        return base::Invalid(desk::tr("the case belongs to another team"));
      if (claim->currency != group.currency) return base::Invalid(desk::tr("a group has one currency"));
      if (!claim->group.empty())
        return base::Error{base::Code::kConflict, desk::tr("the claim is in a group already"), {}};
      if (group.members.size() >= base::kMaxGroupMembers)
        return base::TooLarge(fmt::format("a group has at most {} claims", base::kMaxGroupMembers));
      claim->group = group.id;
      group.members.push_back(member);
    }
    return base::Ok();
  });
}

base::Status ClaimGroups::Leave(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                                const GroupMember& member) {
  return Change(actor, me, at, {}, [&](ClaimGroup& group, Books& books) -> base::Status {
    if (std::erase(group.members, member) == 0) return base::NotFound(desk::tr("there is no such claim"));
    books.ClaimOf(member)->group = {};
    return base::Ok();
  });
}

base::Status ClaimGroups::Agree(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                                const base::Decimal& total, std::string_view reason) {
  const By by{.person = me.person(), .day = DayOf(clock_.Now())};
  return Change(actor, me, at, {}, [&](ClaimGroup& group, Books& books) -> base::Status {
    std::vector<Claim*> claims;
    std::vector<base::Decimal> weights;
    for (const GroupMember& member : group.members) {
      Claim* claim = books.ClaimOf(member);
      if (claim->state != ClaimState::kClaimed) continue;
      claims.push_back(claim);
      weights.push_back(claim->high);
    }
    if (claims.empty())
      return base::Error{base::Code::kConflict, desk::tr("no claim of the group waits to be agreed"), {}};
    TRY(base::FitsCurrency({total, group.currency}));
    const std::vector<base::Decimal> parts = TRY(SplitExactly(total, weights, group.currency.minor_units()));
    for (std::size_t i = 0; i < claims.size(); ++i) TRY(remedy::Agree(*claims[i], parts[i], reason, by));
    return base::Ok();
  });
}

base::Status ClaimGroups::Pay(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                              GroupPayment payment) {
  const By by{.person = me.person(), .day = DayOf(clock_.Now())};
  return Change(actor, me, at, {}, [&](ClaimGroup& group, Books& books) -> base::Status {
    if (group.payments.size() >= base::kMaxGroupPayments)
      return base::TooLarge(fmt::format("a group has at most {} payments", base::kMaxGroupPayments));
    TRY(base::FitsCurrency({payment.amount, group.currency}));
    std::vector<base::Decimal> weights;
    base::Decimal left;
    for (const GroupMember& member : group.members) {
      weights.push_back(LeftOf(*books.ClaimOf(member)));
      left = TRY(left.Plus(weights.back()));
    }
    if (payment.amount.zero() || payment.amount.negative())
      return base::Invalid(desk::tr("the amount must be above zero"));
    if (payment.amount > left)
      return base::Invalid(desk::tr("that is more than what is left; agree on more first"));
    const std::vector<base::Decimal> parts =
        TRY(SplitExactly(payment.amount, weights, group.currency.minor_units()));
    payment.parts.clear();
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (parts[i].zero()) continue;
      const GroupMember& member = group.members[i];
      const Payment one{.id = PaymentId::New(random_),
                        .amount = parts[i],
                        .day = payment.day,
                        .way = payment.way,
                        .said_by = payment.said_by,
                        .note = payment.note,
                        .confirmation = {}};
      TRY(remedy::Pay(*books.ClaimOf(member), one, by));
      payment.parts.push_back({.member = member, .payment = one.id, .amount = one.amount});
    }
    group.payments.push_back(payment);
    return base::Ok();
  });
}

base::Status ClaimGroups::Dissolve(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at) {
  const auto empty = [&](ClaimGroup& group, Books& books) -> base::Status {
    for (const GroupMember& member : group.members) books.ClaimOf(member)->group = {};
    group.members.clear();
    return base::Ok();
  };
  TRY(Change(actor, me, at, {}, empty));
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    TRY(tx.Execute("DELETE FROM voice_claim_group WHERE id = $1 AND org_id = $2", {at.group, actor.org}));
    return vault_.RemoveRecord(tx, actor.org, vault::RecordId::FromStore(at.group.text()));
  });
}

}  // namespace voice::remedy
