// Who opens an order, and the cases that it holds, while members of the circle are kept out or leave.

#include <gtest/gtest.h>

#include "base/limits_voice.h"
#include "voice/casework/test_orders.h"

namespace voice::testing {
namespace {

class OrderHolds : public OrdersWorld {
 protected:
  void Close(const OrderId& id) {
    for (const OrderAct act : {OrderAct::kExamine, OrderAct::kRefuse, OrderAct::kClose})
      Good(Orders_().Act(sara_.actor, *sara_open_, {id, Get(id).version}, act, "because", {}));
  }
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
