// Who opens an order, and the cases that it holds, while members of the circle are kept out or leave.

#include <gtest/gtest.h>

#include "base/limits_voice.h"
#include "voice/casework/orders.h"
#include "voice/test_world.h"

namespace voice::testing {
namespace {

class OrderHolds : public VoiceTest {
 protected:
  void SetUp() override {
    VoiceTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    sara_ = AddPerson("sara", {desk::Role::kCaseSupervisor}, org_);
    Good(cheap_->MakeKeys(sara_.actor, crypto::AsBytes(PassphraseOf(sara_))));
    Good(cheap_->AddMember(mina_.actor, Open(mina_), circle_, sara_.person));
    mina_open_.emplace(Open(mina_));
    vera_open_.emplace(Open(vera_));
    sara_open_.emplace(Open(sara_));
    for (CaseId* id : {&first_, &second_})
      *id = Good(services().reports.File(team_, {.language = "en", .what = "x"}, {}, "")).id;
  }
  void TearDown() override {
    mina_open_.reset();
    vera_open_.reset();
    sara_open_.reset();
    VoiceTest::TearDown();
  }
  OrderId Recorded(std::vector<CaseId> cases) {
    NewOrder order;
    order.team = team_;
    order.received = DayOf(desk().clock().Now());
    order.authority = "The court";
    order.reference = "No. 7";
    order.cases = std::move(cases);
    return Good(Orders_().Record(mina_.actor, *mina_open_, order));
  }
  Orders& Orders_() { return services().orders; }
  Order Get(const OrderId& id) { return Good(Orders_().Open(mina_.actor, *mina_open_, id)); }
  void Close(const OrderId& id) {
    for (const OrderAct act : {OrderAct::kExamine, OrderAct::kRefuse, OrderAct::kClose})
      Good(Orders_().Act(sara_.actor, *sara_open_, {id, Get(id).version}, act, "because", {}));
  }
  template <typename T>
  static void ExpectCode(const base::Result<T>& result, base::Code code) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, code) << result.error().external;
  }

  Someone sara_;
  std::optional<vault::UnlockedPerson> mina_open_, vera_open_, sara_open_;
  CaseId first_, second_;
};

TEST_P(OrderHolds, WhoLeavesTheCircleOpensNoOrder) {
  Good(services().lifecycle.Exclude(vera_.actor, *vera_open_, first_, otto_.person));
  const OrderId id = Recorded({first_, second_});
  Good(Orders_().Open(mina_.actor, *mina_open_, id));
  Good(cheap_->RemoveMember(vera_.actor, circle_, mina_.person));
  ExpectCode(Orders_().Open(mina_.actor, *mina_open_, id), base::Code::kNotFound);
  const vault::RecordId record = vault::RecordId::FromStore(id.text());
  Good(desk().database().Write([&](db::Transaction& tx) {
    return cheap_->ShareRecord(tx, *vera_open_, {.circles = {}, .persons = {mina_.person}}, record);
  }));
  ExpectCode(Orders_().Open(mina_.actor, *mina_open_, id), base::Code::kNotFound);
  // Who is let into its case again opens it too.
  ExpectCode(Orders_().Open(otto_.actor, Open(otto_), id), base::Code::kNotFound);
  Good(services().lifecycle.LetIn(vera_.actor, *vera_open_, first_, otto_.person));
  Good(Orders_().Open(otto_.actor, Open(otto_), id));
}

TEST_P(OrderHolds, AHoldOfAnOrderThatOneCannotOpenDoesNotEnd) {
  // Vera is kept out of the other case that the order names, and so of the order.
  Good(services().lifecycle.Exclude(sara_.actor, *sara_open_, second_, vera_.person));
  const OrderId id = Recorded({first_, second_});
  ExpectCode(Orders_().Open(vera_.actor, *vera_open_, id), base::Code::kNotFound);
  const auto release = [&] { return services().lifecycle.SetHold(vera_.actor, *vera_open_, first_, false); };
  ExpectCode(release(), base::Code::kConflict);
  // Not even where the hold itself is gone.
  Good(desk().database().Write([&](db::Transaction& tx) {
    return tx.Execute(
        "UPDATE voice_case SET hold = 0, state = 'closed', closed_day = 0, delete_asked_by = $2 "
        "WHERE id = $1",
        {first_, mina_.person});
  }));
  ExpectCode(services().lifecycle.AskDeletion(mina_.actor, *mina_open_, first_), base::Code::kConflict);
  ExpectCode(services().lifecycle.Delete(vera_.actor, *vera_open_, first_), base::Code::kConflict);
  EXPECT_EQ(Good(services().lifecycle.Purge(base::kMaxPurgedAtOnce)), 0);
  // Two orders name it: the hold ends with the second.
  const OrderId other = Recorded({first_});
  Close(id);
  ExpectCode(release(), base::Code::kConflict);
  Close(other);
  Good(release());
  EXPECT_EQ(Good(services().lifecycle.Purge(base::kMaxPurgedAtOnce)), 1);
}

TEST_P(OrderHolds, CasesOfOrdersOfBeforeAreCountedWithTheNextStep) {
  const OrderId id = Recorded({first_, second_}), newer = Recorded({first_});
  // As it was recorded before holds were counted.
  Order before = Get(id);
  for (OrderCase& one : before.cases) one.counted = false;
  Good(desk().database().Write([&](db::Transaction& tx) -> base::Status {
    const auto row = TRY(tx.QueryOne("SELECT public_key FROM voice_order WHERE id = $1", {id}));
    const crypto::PublicKey key = TRY(crypto::ToPublicKey(row->Bytes(0)));
    const crypto::Bytes box =
        TRY(SealText(key, CaseId::FromStore(id.text()), "order " + std::to_string(before.version),
                     crypto::AsBytes(TextOf(before))));
    TRY(tx.Execute("UPDATE voice_order SET box = $2 WHERE id = $1", {id, crypto::ByteView(box)}));
    TRY(tx.Execute("UPDATE voice_case SET order_holds = order_holds - 1"));
    return base::Ok();
  }));
  Close(id);
  Good(services().lifecycle.SetHold(vera_.actor, *vera_open_, second_, false));
  ExpectCode(services().lifecycle.SetHold(vera_.actor, *vera_open_, first_, false), base::Code::kConflict);
  Close(newer);
  Good(services().lifecycle.SetHold(vera_.actor, *vera_open_, first_, false));
}

INSTANTIATE_TEST_SUITE_P(Both, OrderHolds, ::testing::Values(db::Dialect::kSqlite, db::Dialect::kPostgres),
                         db::testing::DialectName);

}  // namespace
}  // namespace voice::testing
