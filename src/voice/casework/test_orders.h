#pragma once
// For the tests of orders: three people of the circle whose vaults are open, one supervisor more than
// elsewhere, since an order takes two, and two cases.

#include <optional>
#include <utility>
#include <vector>

#include "voice/casework/orders.h"
#include "voice/test_world.h"

namespace voice::testing {

class OrdersWorld : public VoiceTest {
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
    first_ = NewCase("Kwame took my passport");
    second_ = NewCase("they do not pay");
  }
  void TearDown() override {
    mina_open_.reset();
    vera_open_.reset();
    sara_open_.reset();
    VoiceTest::TearDown();
  }
  CaseId NewCase(const std::string& what) {
    Report report{.language = "en", .what = what, .contact = "010-1234-5678"};
    const CaseId id = Good(services().reports.File(team_, report, {}, "")).id;
    Good(services().redaction.HideEverywhere(mina_.actor, *mina_open_, id, {"Kwame"}, 1));
    return id;
  }
  Day Today() { return DayOf(desk().clock().Now()); }
  NewOrder Given(std::vector<CaseId> cases) {
    return {.team = team_,
            .received = Today(),
            .due = Today() + 14,
            .authority = "District Court of Eunpyeong",
            .reference = "2026-GA-7713",
            .basis = "Criminal Procedure Act, article 106",
            .asks = "all that was written by the complainant",
            .cases = std::move(cases),
            .papers = {{"order-1.pdf", "application/pdf", "%PDF the paper of the court"}}};
  }
  OrderId Recorded(std::vector<CaseId> cases) {
    return Good(Orders_().Record(mina_.actor, *mina_open_, Given(std::move(cases))));
  }
  OrderId Recorded() { return Recorded({first_, second_}); }
  Orders& Orders_() { return services().orders; }
  Order Get(const OrderId& id) { return Good(Orders_().Open(mina_.actor, *mina_open_, id)); }
  Orders::At At(const OrderId& id) { return {id, Get(id).version}; }
  template <typename T>
  static void ExpectCode(const base::Result<T>& result, base::Code code) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, code) << result.error().external;
  }

  Someone sara_;
  std::optional<vault::UnlockedPerson> mina_open_, vera_open_, sara_open_;
  CaseId first_, second_;
};

}  // namespace voice::testing
