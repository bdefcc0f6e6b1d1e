#include "voice/casework/orders.h"

#include <gtest/gtest.h>

#include "base/limits_voice.h"
#include "base/walk_steps.h"
#include "crypto/digest.h"
#include "voice/casework/test_orders.h"

namespace voice::testing {
namespace {

class OrdersTest : public OrdersWorld {
 protected:
  base::Status Act(const OrderId& id, OrderAct act) {
    const html::Locale& english = *html::FindLocale("en");
    if (act == OrderAct::kApprove) return Orders_().Approve(sara_.actor, *sara_open_, At(id), english);
    if (act == OrderAct::kProduce) {
      // Handing over once more is no step.
      if (Get(id).state == OrderState::kProduced) return base::Error{base::Code::kConflict, "no step", {}};
      const base::Result<CaseCopy> copy =
          Orders_().Produce(vera_.actor, *vera_open_, At(id), "Inspector Park, receipt 12");
      if (!copy) return copy.error();
      last_ = copy->bytes;
      return base::Ok();
    }
    return Orders_().Act(vera_.actor, *vera_open_, At(id), act, "because", {first_});
  }
  OrderId In(OrderState state) {
    const OrderId id = Recorded();
    using A = OrderAct;
    std::vector<A> way;
    if (state != OrderState::kReceived) way.push_back(A::kExamine);
    if (state == OrderState::kContested) way.push_back(A::kContest);
    if (state == OrderState::kAcceptedInPart) way.push_back(A::kAcceptInPart);
    if (state == OrderState::kRefused) way.push_back(A::kRefuse);
    const bool on = state == OrderState::kAccepted || state == OrderState::kApproved ||
                    state == OrderState::kProduced || state == OrderState::kClosed;
    if (on) way.push_back(A::kAccept);
    if (on && state != OrderState::kAccepted) way.push_back(A::kApprove);
    if (state == OrderState::kProduced || state == OrderState::kClosed) way.push_back(A::kProduce);
    if (state == OrderState::kClosed) way.push_back(A::kClose);
    for (const A act : way) Good(Act(id, act));
    return id;
  }

  std::string last_;
};

TEST_P(OrdersTest, EveryStepThatTheTableForbidsIsRefused) {
  std::vector<OrderState> states;
  std::vector<OrderAct> acts;
  for (int i = 0; i < static_cast<int>(OrderState::kCount); ++i) states.push_back(static_cast<OrderState>(i));
  for (int i = 0; i < static_cast<int>(OrderAct::kCount); ++i) acts.push_back(static_cast<OrderAct>(i));
  base::testing::WalkStates<OrderId, OrderState, OrderAct>(
      OrderSteps(), states, acts, [&](OrderState state) { return In(state); },
      [&](const OrderId& id, OrderAct act) { return Act(id, act); },
      [&](const OrderId& id) { return Get(id).state; });
}

TEST_P(OrdersTest, IsSealedAndHoldsItsCases) {
  const OrderId id = Recorded();
  const std::string store = WholeStore();
  for (const char* said : {"Eunpyeong", "7713", "article 106", "complainant", "the paper of the court"})
    EXPECT_FALSE(Has(store, said)) << said;
  const Order order = Get(id);
  EXPECT_EQ(order.reference, "2026-GA-7713");
  ASSERT_EQ(order.papers.size(), 1u);
  EXPECT_EQ(Good(Orders_().Paper(mina_.actor, *mina_open_, id, order.papers[0].id)).bytes,
            "%PDF the paper of the court");
  EXPECT_TRUE(Good(services().lifecycle.IsHeld(first_)));
  ExpectCode(services().lifecycle.AskDeletion(mina_.actor, *mina_open_, first_), base::Code::kConflict);
  ExpectCode(services().lifecycle.SetHold(vera_.actor, *vera_open_, first_, false), base::Code::kConflict);
  // Who is not of the circle learns nothing.
  ExpectCode(Orders_().Open(hal_.actor, Open(hal_), id), base::Code::kNotFound);
  EXPECT_TRUE(Good(Orders_().List(hal_.actor, Open(hal_))).empty());
  ExpectCode(Orders_().Record(hal_.actor, Open(hal_), Given({})), base::Code::kNotFound);
  EXPECT_EQ(Good(Orders_().List(mina_.actor, *mina_open_)).size(), 1u);
  // Once it is closed, the hold ends by hand.
  Good(Act(id, OrderAct::kExamine));
  Good(Act(id, OrderAct::kRefuse));
  ExpectCode(services().lifecycle.SetHold(vera_.actor, *vera_open_, first_, false), base::Code::kConflict);
  Good(Act(id, OrderAct::kClose));
  Good(services().lifecycle.SetHold(vera_.actor, *vera_open_, first_, false));
  // Nothing of its content stands in the audit log.
  for (const desk::AuditEntry& entry : Good(desk().audit().Page(org_, 0, 100))) {
    if (!entry.action.starts_with("order.")) continue;
    EXPECT_EQ(entry.record, "order:" + id.text());
    EXPECT_TRUE(entry.details.empty());
  }
}

TEST_P(OrdersTest, TwoSupervisorsAndReasons) {
  const OrderId id = Recorded();
  ExpectCode(Orders_().Act(mina_.actor, *mina_open_, At(id), OrderAct::kExamine, "because", {}),
             base::Code::kForbidden);
  ExpectCode(Orders_().Act(vera_.actor, *vera_open_, At(id), OrderAct::kExamine, "", {}),
             base::Code::kInvalid);
  Good(Act(id, OrderAct::kExamine));
  ExpectCode(Orders_().Act(vera_.actor, *vera_open_, At(id), OrderAct::kAcceptInPart, "because", {}),
             base::Code::kInvalid);
  ExpectCode(Orders_().Act(vera_.actor, *vera_open_, {id, 1}, OrderAct::kAccept, "", {}),
             base::Code::kConflict);
  Good(Act(id, OrderAct::kAccept));
  const html::Locale& english = *html::FindLocale("en");
  ExpectCode(Orders_().Approve(vera_.actor, *vera_open_, At(id), english), base::Code::kForbidden);
  ExpectCode(Orders_().Approve(mina_.actor, *mina_open_, At(id), english), base::Code::kForbidden);
  ExpectCode(Orders_().Act(sara_.actor, *sara_open_, At(id), OrderAct::kApprove, "x", {}),
             base::Code::kInvalid);
  Good(Act(id, OrderAct::kApprove));
  ExpectCode(Orders_().Produce(vera_.actor, *vera_open_, At(id), ""), base::Code::kInvalid);
  ExpectCode(Orders_().Produce(mina_.actor, *mina_open_, At(id), "x"), base::Code::kForbidden);
  Good(Act(id, OrderAct::kProduce));
  EXPECT_EQ(Get(id).steps.back().words, "Inspector Park, receipt 12");
}

TEST_P(OrdersTest, WhatIsHandedOverIsWhatWasApproved) {
  const OrderId id = In(OrderState::kApproved);
  EXPECT_EQ(Get(id).digest.size(), 64u);
  // What is written meanwhile is not in it.
  Good(services().cases.Answer(mina_.actor, *mina_open_, first_, "a later answer", {}));
  Good(Act(id, OrderAct::kProduce));
  EXPECT_EQ(crypto::Sha256Hex(last_), Get(id).digest);
  EXPECT_EQ(static_cast<std::int64_t>(last_.size()), Get(id).bytes);
  EXPECT_EQ(Good(Orders_().Produce(sara_.actor, *sara_open_, At(id), "")).bytes, last_);
  // Another hiding gives other bytes: it is not handed over again.
  Good(services().redaction.HideEverywhere(mina_.actor, *mina_open_, first_, {"passport"}, 1));
  ExpectCode(Orders_().Produce(sara_.actor, *sara_open_, At(id), ""), base::Code::kConflict);
  // Nobody looked at the later answer yet.
  ExpectCode(Act(In(OrderState::kAccepted), OrderAct::kApprove), base::Code::kConflict);
  Good(services().redaction.HideEverywhere(mina_.actor, *mina_open_, first_, {"passport"}, 2));
  // Nor for the first time.
  const OrderId other = In(OrderState::kApproved);
  Good(services().redaction.HideEverywhere(mina_.actor, *mina_open_, first_, {"took"}, 2));
  ExpectCode(Act(other, OrderAct::kProduce), base::Code::kConflict);
  Good(Act(other, OrderAct::kTakeBack));
  EXPECT_TRUE(Get(other).digest.empty());
  Good(Act(other, OrderAct::kAcceptInPart));
  Good(Act(other, OrderAct::kApprove));
  Good(Act(other, OrderAct::kProduce));
  EXPECT_FALSE(Get(other).cases[1].handed);
}

TEST_P(OrdersTest, NobodyApprovesWhatNobodyLookedAt) {
  Report report{.language = "en", .what = "unseen"};
  const CaseId unseen = Good(services().reports.File(team_, report, {}, "")).id;
  const OrderId id = Good(Orders_().Record(mina_.actor, *mina_open_, Given({})));
  Good(Act(id, OrderAct::kExamine));
  ExpectCode(Act(id, OrderAct::kAccept), base::Code::kInvalid);  // no case
  Good(Orders_().Name(mina_.actor, *mina_open_, At(id), {unseen}));
  EXPECT_TRUE(Good(services().lifecycle.IsHeld(unseen)));
  Good(Act(id, OrderAct::kAccept));
  ExpectCode(Orders_().Name(mina_.actor, *mina_open_, At(id), {first_}), base::Code::kConflict);
  ExpectCode(Act(id, OrderAct::kApprove), base::Code::kConflict);
}

TEST_P(OrdersTest, TheWorkerIsToldWhenTheLawLets) {
  NewOrder given = Given({first_});
  given.silent_until = Today() + 10;
  given.reminder = "Tell her";
  const OrderId id = Good(Orders_().Record(mina_.actor, *mina_open_, given));
  const auto tell = [&] {
    return Orders_().Tell(mina_.actor, *mina_open_, At(id), first_, "An order came.");
  };
  ExpectCode(tell(), base::Code::kConflict);
  const OpenedCase opened = Good(services().cases.Open(mina_.actor, *mina_open_, first_));
  const std::vector<Task> tasks = Good(services().tasks.Of(opened));
  ASSERT_EQ(tasks.size(), 1u);
  EXPECT_EQ(tasks[0].title, "Tell her");
  EXPECT_EQ(tasks[0].due, Today() + 10);
  clock_->Advance(11 * base::kDayMs);
  EXPECT_EQ(Good(services().tasks.LateFor(mina_.actor)).tasks, 1);
  Good(tell());
  ExpectCode(tell(), base::Code::kConflict);
  EXPECT_EQ(Good(services().cases.Talk(opened)).back().text, "An order came.");
  // A supervisor takes the silence back; a case worker does not.
  const OrderId other = Good(Orders_().Record(mina_.actor, *mina_open_, Given({second_})));
  ExpectCode(Orders_().SetSilence(mina_.actor, *mina_open_, At(other), Today() + 5, ""),
             base::Code::kForbidden);
  Good(Orders_().SetSilence(vera_.actor, *vera_open_, At(other), Today() + 5, ""));
  ExpectCode(Orders_().Tell(mina_.actor, *mina_open_, At(other), second_, "now"), base::Code::kConflict);
  Good(Orders_().SetSilence(vera_.actor, *vera_open_, At(other), std::nullopt, ""));
  Good(Orders_().Tell(mina_.actor, *mina_open_, At(other), second_, "now"));
}

TEST_P(OrdersTest, WhoIsKeptOutOfACaseDoesNotSeeItsOrder) {
  Good(services().lifecycle.Exclude(vera_.actor, *vera_open_, first_, otto_.person));
  const OrderId named_first = Recorded();
  const OrderId without = Good(Orders_().Record(mina_.actor, *mina_open_, Given({second_})));
  const vault::UnlockedPerson otto = Open(otto_);
  ExpectCode(Orders_().Open(otto_.actor, otto, named_first), base::Code::kNotFound);
  Good(Orders_().Open(otto_.actor, otto, without));
  Good(Orders_().Name(mina_.actor, *mina_open_, At(without), {first_}));
  ExpectCode(Orders_().Open(otto_.actor, otto, without), base::Code::kNotFound);
  EXPECT_EQ(Good(Orders_().List(otto_.actor, otto)).size(), 0u);
  // Kept out after the order came.
  const OrderId later = Good(Orders_().Record(mina_.actor, *mina_open_, Given({second_})));
  Good(Orders_().Open(otto_.actor, otto, later));
  Good(services().lifecycle.Exclude(otto_.actor, otto, second_, otto_.person));
  ExpectCode(Orders_().Open(otto_.actor, otto, later), base::Code::kNotFound);
  EXPECT_EQ(Get(later).papers.size(), 1u);
}

TEST_P(OrdersTest, YearsLatenessAndTheirEnd) {
  const OrderId id = In(OrderState::kClosed);
  Recorded();
  const std::vector<OrderYear> years = Good(Orders_().Years(org_));
  ASSERT_EQ(years.size(), 1u);
  EXPECT_EQ(years[0].received, 2);
  EXPECT_EQ(years[0].produced, 1);
  EXPECT_EQ(Good(Orders_().Late(mina_.actor)), 0);
  clock_->Advance(15 * base::kDayMs);
  EXPECT_EQ(Good(Orders_().Late(mina_.actor)), 1);
  EXPECT_EQ(Good(Orders_().Late(hal_.actor)), 0);
  EXPECT_EQ(Good(Orders_().Purge(base::kMaxPurgedAtOnce)), 0);
  clock_->Advance(730 * base::kDayMs);
  EXPECT_EQ(Good(Orders_().Purge(base::kMaxPurgedAtOnce)), 1);
  ExpectCode(Orders_().Open(mina_.actor, *mina_open_, id), base::Code::kNotFound);
  EXPECT_EQ(Good(Orders_().Years(org_)).size(), 1u);
  const db::Rows papers = Good(desk().database().Read(
      [&](db::Transaction& tx) { return tx.Query("SELECT 1 FROM voice_file WHERE case_id = $1", {id}); }));
  EXPECT_TRUE(papers.empty());
}

TEST_P(OrdersTest, FieldsAndLimits) {  // kMaxOrderCases, kMaxOrderFieldBytes, kMaxOrders, kMaxOrderSteps
  const auto record = [&](const NewOrder& given) {
    return Orders_().Record(mina_.actor, *mina_open_, given);
  };
  NewOrder given = Given({});
  given.authority.clear();
  ExpectCode(record(given), base::Code::kInvalid);
  given = Given({});
  given.received = Today() + 1;
  ExpectCode(record(given), base::Code::kInvalid);
  given = Given({});
  given.asks.assign(base::kMaxOrderFieldBytes, 'x');
  const OrderId id = Good(record(given));
  given.asks += 'x';
  ExpectCode(record(given), base::Code::kTooLarge);
  std::vector<CaseId> many;
  Report report{.language = "en", .what = "x"};
  for (std::size_t i = 0; i <= base::kMaxOrderCases; ++i)
    many.push_back(Good(services().reports.File(team_, report, {}, "")).id);
  ExpectCode(record(Given(many)), base::Code::kTooLarge);
  EXPECT_FALSE(Good(services().lifecycle.IsHeld(many.front()))) << "nothing of it is kept";
  many.pop_back();
  Good(record(Given(many)));
  Good(Orders_().Name(mina_.actor, *mina_open_, At(id), {first_}));
  for (std::size_t i = 0; i < base::kMaxOrderSteps; i += 2) {
    Good(Act(id, i == 0 ? OrderAct::kExamine : OrderAct::kTakeBack));
    Good(Act(id, OrderAct::kAccept));
  }
  ExpectCode(Act(id, OrderAct::kTakeBack), base::Code::kTooLarge);
  Good(desk().database().Write([&](db::Transaction& tx) -> base::Status {
    for (std::size_t i = 2; i < base::kMaxOrders; ++i)
      TRY(
          tx.Execute("INSERT INTO voice_order(id, org_id, team_id, state, received_day, public_key, version, "
                     "box) SELECT $1, org_id, team_id, 'received', 1, public_key, 1, box FROM voice_order "
                     "WHERE id = $2",
                     {OrderId::New(desk().random()), id}));
    return base::Ok();
  }));
  ExpectCode(record(Given({})), base::Code::kTooLarge);
}

TEST_P(OrdersTest, Pages) {
  const std::string mina = UnlockedCookie(mina_), vera = UnlockedCookie(vera_), sara = UnlockedCookie(sara_);
  EXPECT_EQ(Ask("GET", "/cases/orders", mina).status, 200);
  EXPECT_EQ(Ask("GET", "/cases/orders/new", mina).status, 200);
  const std::string today = base::FormatTime(desk().clock().Now()).substr(0, 10);
  EXPECT_EQ(Send("/cases/orders/new", mina, Form({{"team", team_.text()}, {"received", today}})).status, 422);
  EXPECT_EQ(Send("/cases/orders/new", mina,
                 Form({{"team", team_.text()},
                       {"received", today},
                       {"authority", "The court"},
                       {"reference", "No. 7"},
                       {"cases", "K-" + first_.text().substr(0, 6)}}))
                .status,
            303);
  const OrderId id = Good(Orders_().List(mina_.actor, *mina_open_)).front().id;
  const std::string page = "/cases/orders/" + id.text();
  EXPECT_TRUE(Has(Ask("GET", page, mina).body, "Supervisors take the next steps"));
  const auto version = [&] { return std::to_string(Get(id).version); };
  const auto act = [&](const std::string& cookies, const std::string& name) {
    return Send(page + "/act", cookies,
                Form({{"version", version()}, {"act", name}, {"words-" + name, "because"}}))
        .status;
  };
  EXPECT_EQ(act(mina, "examine"), 403);
  EXPECT_EQ(act(vera, "examine"), 303);
  EXPECT_EQ(act(vera, "accept"), 303);
  EXPECT_TRUE(Has(Ask("GET", page, vera).body, "You examined it."));
  EXPECT_EQ(Send(page + "/approve", vera, Form({{"version", version()}})).status, 422);
  EXPECT_EQ(Send(page + "/approve", sara, Form({{"version", version()}})).status, 303);
  EXPECT_EQ(Send(page + "/produce", vera, Form({{"version", version()}})).status, 422);
  const net::Response archive =
      Send(page + "/produce", vera, Form({{"version", version()}, {"receiver", "Inspector Park"}}));
  EXPECT_EQ(archive.status, 200);
  EXPECT_EQ(crypto::Sha256Hex(archive.body), Get(id).digest);
  EXPECT_TRUE(Has(Ask("GET", page, vera).body, "Inspector Park"));
  EXPECT_EQ(Send(page + "/tell", mina,
                 Form({{"version", version()}, {"case", first_.text()}, {"text", "An order came."}}))
                .status,
            303);
  EXPECT_EQ(Ask("GET", page, UnlockedCookie(hal_)).status, 404);
  EXPECT_TRUE(Has(Ask("GET", "/cases/orders", mina).body, "too few to show"));
}

INSTANTIATE_TEST_SUITE_P(Both, OrdersTest, ::testing::Values(db::Dialect::kSqlite, db::Dialect::kPostgres),
                         db::testing::DialectName);

}  // namespace
}  // namespace voice::testing
