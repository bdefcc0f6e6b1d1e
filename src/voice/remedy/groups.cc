#include "voice/remedy/groups.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/limits_remedy.h"
#include "db/sql_text.h"
#include "desk/tr.h"
#include "voice/remedy/open_cases.h"
#include "voice/remedy/split.h"

namespace voice::remedy {
namespace {

// Sealing binds a text to a case; a group stands in the place of one, its ids are of the same kind.
CaseId PlaceHolder(const ClaimGroupId& id) {
  return CaseId::FromStore(id.text());
}

std::string PlaceOf(std::int64_t version) {
  return fmt::format("claim group {}", version);
}

base::Error NoSuchGroup() {
  return base::NotFound(desk::tr("there is no such group of claims"));
}

std::string RecordName(const ClaimGroupId& id) {
  return "claim-group:" + id.text();
}

base::Decimal LeftOf(const Claim& claim) {
  if (claim.state != ClaimState::kAgreed || !claim.agreed) return {};
  const base::Result<base::Decimal> left = claim.agreed->Minus(PaidOf(claim));
  return left && !left->negative() ? *left : base::Decimal();
}

}  // namespace

struct ClaimGroups::Opened {
  ClaimGroup group;
  crypto::KeyPair keys;
};

// The cases of some members, each opened once however many claims of it there are.
struct ClaimGroups::Books {
  struct One {
    OpenedCase opened;
    StoredBook stored;
  };
  std::map<CaseId, One> cases;

  Claim* ClaimOf(const GroupMember& member) {
    const auto found = cases.find(member.of);
    if (found == cases.end()) return nullptr;
    const base::Result<Claim*> claim = Find(found->second.stored.book, member.claim);
    return claim ? *claim : nullptr;
  }
};

base::Result<ClaimGroups::Opened> ClaimGroups::OpenGroup(db::Transaction& tx, const desk::Actor& actor,
                                                         const vault::UnlockedPerson& me,
                                                         const ClaimGroupId& id) {
  if (!actor.Can(desk::Permission::kCasesWork))
    return base::Error{base::Code::kForbidden, desk::tr("you do not work on cases"), {}};
  const auto row = TRY(tx.QueryOne(
      "SELECT team_id, version, box FROM voice_claim_group WHERE id = $1 AND org_id = $2", {id, actor.org}));
  if (!row) return NoSuchGroup();
  base::Result<crypto::SecretBytes> key = vault_.OpenRecord(tx, me, vault::RecordId::FromStore(id.text()));
  if (!key) {
    const base::Code code = key.error().code;
    return code == base::Code::kForbidden || code == base::Code::kNotFound ? NoSuchGroup() : key.error();
  }
  crypto::KeyPair keys = TRY(crypto::KeyPair::FromPrivate(*std::move(key)));
  const std::int64_t version = row->Int(1);
  const crypto::SecretBytes text = TRY(OpenText(keys, PlaceHolder(id), PlaceOf(version), row->Bytes(2)));
  ClaimGroup group = TRY(ReadGroup(crypto::AsText(text.view())));
  group.id = id;
  group.team = row->IdAt<TeamId>(0);
  group.version = version;
  return Opened{std::move(group), std::move(keys)};
}

// Cases that were deleted since are left out; one that the caller may not open is an error, or somebody would
// be passed over unseen.
base::Result<ClaimGroups::Books> ClaimGroups::OpenBooks(db::Transaction& tx, const desk::Actor& actor,
                                                        const vault::UnlockedPerson& me,
                                                        const std::vector<GroupMember>& members) {
  Books books;
  for (const GroupMember& member : members) {
    if (books.cases.contains(member.of)) continue;
    const auto there = TRY(tx.QueryOne("SELECT 1 FROM voice_case WHERE id = $1", {member.of}));
    if (!there) continue;
    OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, member.of));
    StoredBook stored = TRY(ReadClaims(tx, opened));
    books.cases.emplace(member.of, Books::One{std::move(opened), std::move(stored)});
  }
  return books;
}

base::Status ClaimGroups::WriteAll(db::Transaction& tx, const desk::Actor& actor, const Opened& opened,
                                   const Books& books) {
  for (const auto& [id, one] : books.cases) {
    TRY(WriteClaims(tx, one.opened, one.stored));
    TRY(audit_.Append(tx, actor, "case.claims", CaseRecord(id)));
  }
  const ClaimGroup& group = opened.group;
  const std::string text = TextOf(group);
  const crypto::Bytes box = TRY(SealText(opened.keys.public_key(), PlaceHolder(group.id),
                                         PlaceOf(group.version + 1), crypto::AsBytes(text)));
  const std::int64_t written =
      TRY(tx.Execute("UPDATE voice_claim_group SET version = version + 1, box = $3 WHERE id = $1 AND version "
                     "= $2",
                     {group.id, group.version, crypto::ByteView(box)}));
  if (written != 1)
    return base::Error{
        base::Code::kConflict, desk::tr("somebody changed this group meanwhile; look again"), {}};
  return audit_.Append(tx, actor, "case.claim-group", RecordName(group.id));
}

template <typename Act>
base::Status ClaimGroups::Change(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                                 const std::vector<GroupMember>& more, const Act& act) {
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    Opened opened = TRY(OpenGroup(tx, actor, me, at.group));
    if (opened.group.version != at.version)
      return base::Error{
          base::Code::kConflict, desk::tr("somebody changed this group meanwhile; look again"), {}};
    std::vector<GroupMember> touched = opened.group.members;
    touched.insert(touched.end(), more.begin(), more.end());
    Books books = TRY(OpenBooks(tx, actor, me, touched));
    TRY(act(opened.group, books));
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
    for (const db::Row& row : TRY(sql.Query(tx)))
      groups.push_back(TRY(OpenGroup(tx, actor, me, row.IdAt<ClaimGroupId>(0))).group);
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
    Books books = TRY(OpenBooks(tx, actor, me, opened.group.members));
    GroupView view{.group = std::move(opened.group), .members = {}};
    for (const GroupMember& member : view.group.members) {
      const Claim* claim = books.ClaimOf(member);
      view.members.push_back(
          {.member = member, .claim = claim == nullptr ? std::nullopt : std::optional(*claim)});
    }
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
  const crypto::Bytes box =
      TRY(SealText(keys.public_key(), PlaceHolder(group.id), PlaceOf(1), crypto::AsBytes(TextOf(group))));
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
    return audit_.Append(tx, actor, "case.claim-group", RecordName(group.id));
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
  TRY(EachOpenCase(access_, actor, me, group.team, base::kMaxOutstandingCases, visit));
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
    Claim* claim = books.ClaimOf(member);
    if (claim != nullptr) claim->group = {};
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
      if (claim == nullptr || claim->state != ClaimState::kClaimed) continue;
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
      const Claim* claim = books.ClaimOf(member);
      weights.push_back(claim == nullptr ? base::Decimal() : LeftOf(*claim));
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
    for (const GroupMember& member : group.members)
      if (Claim* claim = books.ClaimOf(member); claim != nullptr) claim->group = {};
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
