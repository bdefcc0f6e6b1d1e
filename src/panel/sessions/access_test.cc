// Closed sessions on both databases: who knows, who opens, joining and leaving, and the log of their own.

#include "panel/sessions/sessions_world.h"

namespace panel {
namespace {

using testing::ExpectCode;
using testing::Good;
using testing::Has;
using A = SessionAct;

class ClosedSession : public testing::SessionsTest {
 protected:
  void SetUp() override {
    SessionsTest::SetUp();
    if (IsSkipped()) return;
    GiveKeys(mill_);
    GiveKeys(union_);
    id_ = Make(mill_, SessionAudience::kClosed, "Behind the door");
  }
  base::Status Invite(const std::string& slug) {
    const vault::UnlockedPerson me = Open(mill_);
    return s_->participation.Invite(mill_.actor, &me, id_, EmailOf(slug), slug, ParticipantRole::kGuest);
  }
  base::Status Remove(const Someone& one) {
    const vault::UnlockedPerson me = Open(mill_);
    return s_->participation.Decide(mill_.actor, &me, id_, one.person, ParticipantAct::kRemove);
  }
  std::int64_t Count(const std::string& sql) {
    return Good(desk().database().Read([&](db::Transaction& tx) { return tx.QueryOne(sql); }))->Int(0);
  }
  base::Status Verify() {
    return desk().database().Read([&](db::Transaction& tx) { return s_->access.closed_log().Verify(tx); });
  }
  PanelSessionId id_;
};
MANUMIT_ON_BOTH_DATABASES(ClosedSession);

TEST_P(ClosedSession, NeitherTheSecretariatNorTheOperatorKnows) {
  ExpectCode(See(sela_, id_), base::Code::kNotFound);
  ExpectCode(See(union_, id_), base::Code::kNotFound);
  EXPECT_TRUE(See(mill_, id_));
  const net::Response page = Get("/sessions/" + id_.text());
  EXPECT_EQ(page.status, 404);
  EXPECT_FALSE(Has(Get("/sessions?view=").body, id_.text()));
  EXPECT_FALSE(Has(Get("/audit").body, "panel-session"));
}

TEST_P(ClosedSession, NothingReadableLiesInTheDatabase) {
  const vault::UnlockedPerson me = Open(mill_);
  Good(s_->pieces.Add(mill_.actor, id_, {.kind = PieceKind::kPart, .label = "plenary"},
                      {{"title", "Behind too"}}));
  Good(s_->pieces.AddDocument(mill_.actor, id_, "behind.pdf", "Behind", "%PDF Behind"));
  EXPECT_EQ(Count("SELECT count(*) FROM panel_session WHERE title <> '' OR words <> ''"), 0);
  EXPECT_EQ(Count("SELECT count(*) FROM panel_session_piece WHERE words <> '' OR (kind = 'document' AND "
                  "label <> '')"),
            0);
  EXPECT_EQ(Count("SELECT count(*) FROM panel_session_term"), 0);
  const auto row = Good(desk().database().Read([&](db::Transaction& tx) {
    return tx.QueryOne("SELECT sha256 FROM panel_session_piece WHERE kind = 'document'");
  }));
  EXPECT_FALSE(Has(Good(desk().blobs().Read(row->Text(0))), "Behind"));
}

TEST_P(ClosedSession, WhoIsInvitedOpensAllWhoIsRemovedNothing) {
  EXPECT_EQ(TitleFor(mill_, id_), "Behind the door");
  ASSERT_TRUE(Invite("union"));
  EXPECT_EQ(TitleFor(union_, id_), "Behind the door");
  {
    const As as(cookie_, union_);
    EXPECT_TRUE(Has(Get("/sessions/" + id_.text()).body, "Behind the door"));
    EXPECT_TRUE(Has(Get("/sessions?view=mine").body, "Behind the door"));
    EXPECT_TRUE(Has(Get("/sessions?q=behind").body, "Behind the door")) << "searched within the request";
  }
  ASSERT_TRUE(Remove(union_));
  ExpectCode(See(union_, id_), base::Code::kNotFound);
  EXPECT_NE(TitleFor(union_, id_), "Behind the door");
  EXPECT_EQ(TitleFor(mill_, id_), "Behind the door");
  EXPECT_EQ(Count("SELECT count(*) FROM vault_shared_record WHERE renew = 1"), 0) << "already under new keys";
}

TEST_P(ClosedSession, WhoHasNoKeysYetIsLetInLater) {
  ASSERT_TRUE(Invite("ngo"));
  EXPECT_TRUE(See(ngo_, id_)) << "she knows that she is invited";
  EXPECT_FALSE(Part(id_, ngo_)->let_in);
  GiveKeys(ngo_);
  EXPECT_NE(TitleFor(ngo_, id_), "Behind the door");
  ExpectCode(s_->participation.LetIn(ngo_.actor, Open(ngo_), id_), base::Code::kForbidden);
  EXPECT_EQ(Good(s_->participation.LetIn(mill_.actor, Open(mill_), id_)), 0);
  EXPECT_EQ(TitleFor(ngo_, id_), "Behind the door");
}

TEST_P(ClosedSession, LockedItShowsNoTitleAndAsksForThePassphrase) {
  Someone locked = mill_;
  locked.cookie = locked.cookie.substr(0, locked.cookie.find(';'));
  const As as(cookie_, locked);
  const net::Response page = Get("/sessions/" + id_.text());
  EXPECT_EQ(page.status, 200);
  EXPECT_FALSE(Has(page.body, "Behind the door"));
  EXPECT_TRUE(Has(page.body, "/vault?next="));
}

TEST_P(ClosedSession, WhoLeavesHerOrganisationIsOut) {
  ASSERT_TRUE(Invite("union"));
  desk::Actor system = system_;
  system.org = union_.org;
  const Someone other = AddPerson("b@union.example", "B", union_.org, desk::Role::kAdmin);
  Good(desk().people().SetRoles(system, union_.org, union_.person, {}));
  EXPECT_FALSE(Part(id_, union_)->let_in);
  EXPECT_EQ(Count("SELECT count(*) FROM vault_shared_seal WHERE person_id = '" + union_.person.text() + "'"),
            0);
  const vault::UnlockedPerson me = Open(mill_);
  const auto renew = [&](db::Transaction& tx) { return s_->access.Renew(tx, me, id_); };
  EXPECT_GT(Good(desk().database().Write(renew)), 0);
}

TEST_P(ClosedSession, ItsLogIsAChainOfItsOwnThatCommitmentsHold) {
  const auto before = Good(desk().audit().Head());
  ASSERT_TRUE(Invite("union"));
  Do(mill_, id_, {A::kAnnounce});
  EXPECT_EQ(Good(desk().audit().Head()).number, before.number) << "no line, no gap";
  EXPECT_TRUE(Verify());
  const auto commit = [&](db::Transaction& tx) { return s_->access.closed_log().Commit(tx, system_); };
  clock_->Advance(base::kMinuteMs);
  Good(desk().database().Write(commit));
  EXPECT_EQ(Good(desk().audit().Head()).number, before.number + 1);
  EXPECT_TRUE(Good(desk().audit().Verify()).number > 0);
  EXPECT_TRUE(Verify());
  Do(mill_, id_, {A::kBegin});
  EXPECT_TRUE(Verify()) << "what came after the commitment does not disturb it";
  const auto change = [&](const std::string& sql) {
    Good(desk().database().Write([&](db::Transaction& tx) { return tx.Execute(sql); }));
  };
  change("UPDATE panel_closed_log SET action = 'nothing' WHERE number = 2");
  ExpectCode(Verify(), base::Code::kCorrupt);
  change("UPDATE panel_closed_log SET action = 'panel-session.invite' WHERE number = 2");
  EXPECT_TRUE(Verify());
  change("DELETE FROM panel_closed_log WHERE number >= 3");
  ExpectCode(Verify(), base::Code::kCorrupt);
}

TEST_P(ClosedSession, AnotherOrganisationOfTheSamePersonKnowsNothing) {
  desk::Actor elsewhere = mill_.actor;
  elsewhere.org = union_.org;
  const Someone there{.person = mill_.person, .org = union_.org, .actor = elsewhere};
  ExpectCode(See(there, id_), base::Code::kNotFound);
}

}  // namespace
}  // namespace panel
