#include "voice/remedy/groups.h"

#include "base/limits_remedy.h"
#include "voice/remedy/remedy_world.h"

namespace voice::remedy {
namespace {

class GroupsTest : public RemedyTest {
 protected:
  void SetUp() override {
    RemedyTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    MakeGate();
  }
  base::Currency usd_ = base::Currency::Parse("USD").value();
  ClaimGroupId NewGroup() {
    return Good(services_->claim_groups.Create(mina_.actor, *mina_.me, team_, "Zebra's canning line", usd_));
  }
  GroupView View(const ClaimGroupId& id) {
    return Good(services_->claim_groups.Open(sol_.actor, *sol_.me, id));
  }
  ClaimGroups::At At(const ClaimGroupId& id) { return {id, View(id).group.version}; }
  base::Status Join(const ClaimGroupId& id, const std::vector<GroupMember>& members) {
    return services_->claim_groups.Join(mina_.actor, *mina_.me, At(id), members);
  }
  base::Status Pay(const ClaimGroupId& id, std::string_view amount) {
    return services_->claim_groups.Pay(mina_.actor, *mina_.me, At(id),
                                       {.amount = Amount(amount), .day = Today(), .note = {}, .parts = {}});
  }
};
MANUMIT_ON_BOTH_DATABASES(GroupsTest);

TEST_P(GroupsTest, OnePaymentIsSharedOutAndEachConfirmsHerOwn) {
  const ClaimGroupId group = NewGroup();
  std::vector<Worker> workers;
  std::vector<GroupMember> members;
  for (const char* amount : {"100", "100", "100"}) {
    workers.push_back(Reports());
    members.push_back({workers.back().id, AddFee(workers.back().id, amount)});
    Good(services_->remedy.Show(mina_.actor, *mina_.me, AtOf(members.back().of, members.back().claim), true));
  }
  Good(Join(group, members));
  EXPECT_EQ(CodeOf(Join(group, {members[0]})), base::Code::kConflict) << "in a group already";
  EXPECT_EQ(CodeOf(Pay(group, "10")), base::Code::kInvalid) << "nothing is agreed";
  EXPECT_EQ(CodeOf(services_->claim_groups.Agree(mina_.actor, *mina_.me, At(group), Amount("200"), "")),
            base::Code::kInvalid)
      << "less needs a reason";
  Good(services_->claim_groups.Agree(mina_.actor, *mina_.me, At(group), Amount("200"), "all they have"));
  Good(Pay(group, "100"));
  GroupView view = View(group);
  ASSERT_EQ(view.group.payments.size(), 1U);
  base::Decimal sum;
  for (const GroupPart& part : view.group.payments[0].parts) sum = Good(sum.Plus(part.amount));
  EXPECT_EQ(sum, Amount("100"));
  EXPECT_EQ(*view.members[0].claim.agreed, Amount("66.67"));
  EXPECT_EQ(*view.members[1].claim.agreed, Amount("66.67"));
  EXPECT_EQ(*view.members[2].claim.agreed, Amount("66.66"));
  EXPECT_EQ(CodeOf(Pay(group, "100.01")), base::Code::kInvalid) << "more than what is left";
  Good(Pay(group, "100"));
  view = View(group);
  for (const MemberView& member : view.members) {
    EXPECT_EQ(member.claim.state, ClaimState::kPaid);
    EXPECT_EQ(PaidOf(member.claim), *member.claim.agreed);
  }
  // Each confirms her own; nobody's answer is another's.
  for (const Payment& payment : view.members[1].claim.payments)
    Good(services_->remedy.AnswerMoney(*workers[1].visit, members[1].claim, payment.id, Answer::kGot, {},
                                       "yes"));
  view = View(group);
  EXPECT_EQ(view.members[0].claim.state, ClaimState::kPaid);
  EXPECT_EQ(view.members[1].claim.state, ClaimState::kConfirmed);
  EXPECT_EQ(CodeOf(services_->remedy.AnswerMoney(*workers[0].visit, members[1].claim,
                                                 view.members[1].claim.payments[0].id, Answer::kGot, {}, "")),
            base::Code::kNotFound);
}

TEST_P(GroupsTest, MembersComeAndGo) {
  const ClaimGroupId group = NewGroup();
  const Worker a = Reports(), b = Reports();
  const GroupMember first{a.id, AddFee(a.id, "10")}, second{a.id, AddFee(a.id, "20")},
      third{b.id, AddFee(b.id, "30")};
  const GroupMember other_currency{b.id, AddFee(b.id, "30000", "KRW")};
  EXPECT_EQ(Good(services_->claim_groups.Candidates(mina_.actor, *mina_.me, View(group).group)).size(), 3U);
  EXPECT_EQ(CodeOf(Join(group, {first, other_currency})), base::Code::kInvalid);
  EXPECT_TRUE(View(group).group.members.empty()) << "all or nothing";
  Good(Join(group, {first, second, third}));
  EXPECT_EQ(ClaimOf(a.id, first.claim).group, group);
  // A claim of a group keeps its currency.
  Claim after = ClaimOf(a.id, first.claim);
  after.currency = base::Currency::Parse("KRW").value();
  EXPECT_EQ(CodeOf(services_->remedy.Edit(mina_.actor, *mina_.me, AtOf(a.id, first.claim), after, "")),
            base::Code::kConflict);
  const ClaimGroups::At stale = At(group);
  Good(services_->claim_groups.Leave(mina_.actor, *mina_.me, stale, second));
  EXPECT_EQ(CodeOf(services_->claim_groups.Leave(sol_.actor, *sol_.me, stale, third)), base::Code::kConflict);
  EXPECT_TRUE(ClaimOf(a.id, second.claim).group.empty());
  EXPECT_EQ(View(group).group.members.size(), 2U);
  Good(services_->claim_groups.Agree(mina_.actor, *mina_.me, At(group), Amount("40"), ""));
  Good(Pay(group, "36"));
  // Of a case that was deleted nothing is left to be read; the others are paid.
  Good(services_->lifecycle.AskDeletion(mina_.actor, *mina_.me, b.id));
  Good(services_->lifecycle.Delete(sol_.actor, *sol_.me, b.id));
  const GroupView left = View(group);
  ASSERT_EQ(left.group.members, std::vector<GroupMember>{first});
  ASSERT_EQ(left.members.size(), 1U);
  ASSERT_EQ(left.group.payments.size(), 1U);
  ASSERT_EQ(left.group.payments[0].parts.size(), 1U);
  EXPECT_EQ(left.group.payments[0].parts[0].member, first);
  EXPECT_EQ(left.group.payments[0].amount, Amount("9"));
  Good(Pay(group, "1"));
  EXPECT_EQ(ClaimOf(a.id, first.claim).state, ClaimState::kPaid);
  Good(services_->claim_groups.Dissolve(mina_.actor, *mina_.me, At(group)));
  EXPECT_EQ(CodeOf(services_->claim_groups.Open(mina_.actor, *mina_.me, group)), base::Code::kNotFound);
  EXPECT_TRUE(ClaimOf(a.id, first.claim).group.empty());
  EXPECT_EQ(ClaimOf(a.id, first.claim).state, ClaimState::kPaid);
  EXPECT_TRUE(Good(services_->claim_groups.List(mina_.actor, *mina_.me)).empty());
}

TEST_P(GroupsTest, ItsBoxHasNoAmounts) {
  ClaimGroup group;
  group.title = "the line";
  group.currency = usd_;
  const GroupMember member{CaseId::New(desk().random()), ClaimId::New(desk().random())};
  group.payments.push_back({.amount = Amount("77.31"),
                            .day = Today(),
                            .note = "n",
                            .parts = {{member, PaymentId::New(desk().random()), Amount("77.31")}}});
  EXPECT_EQ(TextOf(group).find("77.31"), std::string::npos) << TextOf(group);
  EXPECT_EQ(Good(ReadGroup(TextOf(group))).payments[0].parts[0].member, member);
}

TEST_P(GroupsTest, WhoIsKeptOutOfACaseDoesNotSeeItsGroups) {
  Person kim = Add("kim", desk::Role::kCaseWorker);
  Good(cheap_->AddMember(sol_.actor, *sol_.me, circle_, kim.actor.person));
  const auto sees = [&](const Person& who) {
    return Good(services_->claim_groups.List(who.actor, *who.me)).size();
  };
  const Worker a = Reports(), b = Reports();
  const GroupMember first{a.id, AddFee(a.id, "10")}, second{b.id, AddFee(b.id, "20")};
  const ClaimGroupId group = NewGroup(), later = NewGroup();
  Good(Join(group, {first}));
  EXPECT_EQ(sees(kim), 2U);
  const vault::RecordId record = vault::RecordId::FromStore(group.text());
  ASSERT_TRUE(cheap_->OpenRecord(*kim.me, record)) << "she may have kept the group's key";
  const std::string key = crypto::HexEncode(Good(cheap_->OpenRecord(*kim.me, record)).view());
  Good(services_->lifecycle.Exclude(sol_.actor, *sol_.me, a.id, kim.actor.person));
  EXPECT_EQ(sees(kim), 1U);
  EXPECT_EQ(CodeOf(services_->claim_groups.Open(kim.actor, *kim.me, group)), base::Code::kNotFound);
  EXPECT_EQ(CodeOf(cheap_->OpenRecord(*kim.me, record)), base::Code::kForbidden);
  EXPECT_NE(crypto::HexEncode(Good(cheap_->OpenRecord(*mina_.me, record)).view()), key);
  EXPECT_EQ(View(group).members.size(), 1U);
  Good(Join(group, {second}));
  EXPECT_EQ(View(group).members.size(), 2U);
  EXPECT_EQ(sees(kim), 1U);
  // Into another group with a case that she is kept out of: then that one too.
  Good(services_->lifecycle.Exclude(sol_.actor, *sol_.me, b.id, kim.actor.person));
  Good(services_->claim_groups.Leave(mina_.actor, *mina_.me, At(group), second));
  Good(Join(later, {second}));
  EXPECT_EQ(sees(kim), 0U);
  // Somebody who joins the circle later does not open these cases, so she does not open the groups.
  Person lee = Add("lee", desk::Role::kCaseWorker);
  Good(cheap_->AddMember(sol_.actor, *sol_.me, circle_, lee.actor.person));
  EXPECT_EQ(sees(lee), 0U);
  EXPECT_EQ(sees(mina_), 2U);
  // Nobody is kept out so that none is left who opens the group.
  Good(services_->lifecycle.Exclude(mina_.actor, *mina_.me, b.id, mina_.actor.person));
  EXPECT_EQ(sees(mina_), 1U);
  EXPECT_EQ(sees(sol_), 2U);
}

TEST_P(GroupsTest, ClaimsOfOneTeamAlone) {
  const vault::CircleId other =
      Good(cheap_->CreateCircle(admin_, "second", {mina_.actor.person, jun_.actor.person}));
  const TeamId team = MakeTeam("Second", other);
  const ClaimGroupId group = NewGroup();
  const Worker worker = Reports(team);
  const GroupMember member{worker.id, AddFee(worker.id, "10")};
  EXPECT_EQ(CodeOf(Join(group, {member})), base::Code::kInvalid);
  EXPECT_TRUE(Good(services_->claim_groups.Candidates(mina_.actor, *mina_.me, View(group).group)).empty());
}

TEST_P(GroupsTest, Limits) {
  const std::string title(base::kMaxClaimNameBytes + 1, 'x');
  EXPECT_EQ(CodeOf(services_->claim_groups.Create(mina_.actor, *mina_.me, team_, title, usd_)),
            base::Code::kTooLarge);
  const ClaimGroupId group = NewGroup();
  std::vector<GroupMember> members;
  while (members.size() <= base::kMaxGroupMembers) {
    const Worker worker = Reports();
    for (std::size_t i = 0; i < base::kMaxCaseClaims && members.size() <= base::kMaxGroupMembers; ++i)
      members.push_back({worker.id, AddFee(worker.id, "1000")});
  }
  EXPECT_EQ(CodeOf(Join(group, members)), base::Code::kTooLarge);
  members.resize(1);
  Good(Join(group, members));
  Good(services_->claim_groups.Agree(mina_.actor, *mina_.me, At(group), Amount("1000"), ""));
  // As if there had been kMaxGroupPayments before; the claim's own limit is lower.
  for (std::size_t i = 0; i < base::kMaxClaimPayments; ++i) Good(Pay(group, "1"));
  EXPECT_EQ(CodeOf(Pay(group, "1")), base::Code::kTooLarge);
}

TEST_P(GroupsTest, ATeamHasSoManyGroups) {
  for (std::size_t i = 0; i < base::kMaxClaimGroups; ++i) NewGroup();
  EXPECT_EQ(CodeOf(services_->claim_groups.Create(mina_.actor, *mina_.me, team_, "one more", usd_)),
            base::Code::kTooLarge);
}

TEST_P(GroupsTest, AGroupTakesSoManyPayments) {
  const ClaimGroupId group = NewGroup();
  std::vector<GroupMember> members;
  for (int i = 0; i < 4; ++i) {
    const Worker worker = Reports();
    members.push_back({worker.id, AddFee(worker.id, "60")});
  }
  Good(Join(group, members));
  Good(services_->claim_groups.Agree(mina_.actor, *mina_.me, At(group), Amount("240"), ""));
  // A unit too small to be shared goes to one of them at a time, so that no claim has too many payments.
  std::size_t paid = 0;
  base::Status done = base::Ok();
  while (done && paid <= base::kMaxGroupPayments) {
    done = Pay(group, "0.01");
    if (done) ++paid;
  }
  EXPECT_EQ(paid, base::kMaxGroupPayments);
  EXPECT_EQ(CodeOf(done), base::Code::kTooLarge);
}

}  // namespace
}  // namespace voice::remedy
