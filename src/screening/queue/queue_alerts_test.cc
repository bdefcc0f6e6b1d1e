#include <gtest/gtest.h>

#include <set>

#include "screening/queue/queue_world.h"

namespace screening {
namespace {

class AlertsTest : public testing::QueueWorld {
 protected:
  void SetUp() override {
    QueueWorld::SetUp();
    if (IsSkipped()) return;
    Lists({{"bans",
            {testing::Make("Company", "Hengda Textile Trading",
                           {{"topics", "export.control"}, {"country", "cn"}}, "B-1")}}});
    Settle(1001);
  }
  void Settle(int harm) {
    QueueSettings settings = Settings(*seams_).Get(org_).value();
    settings.second_look_harm = harm;
    ASSERT_TRUE(Settings(*seams_).Set(anna_, org_, settings).has_value());
  }
  QueuedAlert OneAlert() {
    party_ = Put(testing::Make("Company", "Hengda Textile Trading Co Ltd", {{"country", "cn"}}));
    Screen();
    const std::vector<QueuedAlert> waiting = InStage(Stage::kWaiting);
    EXPECT_EQ(waiting.size(), 1u);
    return waiting.empty() ? QueuedAlert() : waiting.front();
  }
  base::Result<AlertChange> Judge(const desk::Actor& actor, const QueuedAlert& alert, Decision decision,
                                  std::string_view reason = "r") {
    return alerts().Judge(actor, org_, alert.id, 0, decision, reason);
  }
  Alerts alerts() { return Alerts(*seams_); }
  Stage StageOf(const AlertId& id) { return alerts().Get(org_, id).value().stage; }

  PartyId party_;
};
MANUMIT_ON_BOTH_DATABASES(AlertsTest);

TEST_P(AlertsTest, SameNeedsAReasonAndNotSameDoesNot) {
  const QueuedAlert alert = OneAlert();
  EXPECT_EQ(Judge(anna_, alert, Decision::kSame, " ").error().code, base::Code::kInvalid);
  EXPECT_EQ(Judge(anna_, alert, Decision::kSame, std::string(base::kMaxReasonBytes + 1, 'x')).error().code,
            base::Code::kTooLarge);
  EXPECT_EQ(Judge(anna_, alert, Decision::kNotSame, "")->stage, Stage::kDecided);
  EXPECT_EQ(signals_.back(), "alert.decided");
}

TEST_P(AlertsTest, AnotherVersionIsAConflict) {
  const QueuedAlert alert = OneAlert();
  ASSERT_TRUE(alerts().Judge(anna_, org_, alert.id, alert.version, Decision::kUnsure, "").has_value());
  EXPECT_EQ(alerts().Judge(ben_, org_, alert.id, alert.version, Decision::kNotSame, "").error().code,
            base::Code::kConflict);
  EXPECT_EQ(StageOf(alert.id), Stage::kUnsure);
}

TEST_P(AlertsTest, AnotherOrganisationSeesNothing) {
  const QueuedAlert alert = OneAlert();
  const desk::OrgId other = desk::OrgId::New(ids_);
  EXPECT_EQ(alerts().Get(other, alert.id).error().code, base::Code::kNotFound);
  EXPECT_EQ(alerts().Detail(anna_, other, alert.id).error().code, base::Code::kNotFound);
  EXPECT_EQ(alerts().Judge(anna_, other, alert.id, 0, Decision::kNotSame, "").error().code,
            base::Code::kNotFound);
  EXPECT_EQ(alerts().AddNote(anna_, other, alert.id, "x").error().code, base::Code::kNotFound);
  EXPECT_EQ(alerts().Undo(anna_, other, alert.id).error().code, base::Code::kNotFound);
  EXPECT_EQ(Parties(*seams_).Get(other, party_).error().code, base::Code::kNotFound);
}

TEST_P(AlertsTest, UndoBringsBackWhatWas) {
  const QueuedAlert alert = OneAlert();
  ASSERT_TRUE(Judge(anna_, alert, Decision::kNotSame).has_value());
  EXPECT_TRUE(alerts().Detail(anna_, org_, alert.id)->may_undo);
  EXPECT_FALSE(alerts().Detail(ben_, org_, alert.id)->may_undo);
  EXPECT_EQ(alerts().Undo(ben_, org_, alert.id).error().code, base::Code::kForbidden);
  EXPECT_EQ(alerts().Undo(anna_, org_, alert.id)->stage, Stage::kWaiting);
  EXPECT_EQ(alerts().Undo(anna_, org_, alert.id).error().code, base::Code::kConflict);
  ASSERT_TRUE(Judge(anna_, alert, Decision::kUnsure).has_value());
  clock_.Advance(kUndoMs);
  EXPECT_EQ(alerts().Undo(anna_, org_, alert.id).error().code, base::Code::kConflict);
}

TEST_P(AlertsTest, TwoPeopleAboveTheHarm) {
  Settle(0);
  const QueuedAlert alert = OneAlert();
  EXPECT_EQ(Judge(anna_, alert, Decision::kSame)->stage, Stage::kSecondLook);
  EXPECT_EQ(Judge(ben_, alert, Decision::kNotSame).error().code, base::Code::kConflict);
  EXPECT_EQ(alerts().Approve(anna_, org_, alert.id, 0).error().code, base::Code::kForbidden);
  EXPECT_EQ(alerts().Return(anna_, org_, alert.id, 0, "no").error().code, base::Code::kForbidden);
  EXPECT_EQ(alerts().Return(ben_, org_, alert.id, 0, " ").error().code, base::Code::kInvalid);
  EXPECT_EQ(alerts().Return(ben_, org_, alert.id, 0, "look at the number")->stage, Stage::kWaiting);
  EXPECT_EQ(alerts().Undo(ben_, org_, alert.id)->stage, Stage::kSecondLook);
  EXPECT_EQ(alerts().Approve(ben_, org_, alert.id, 0)->stage, Stage::kDecided);
  const AlertDetail detail = alerts().Detail(anna_, org_, alert.id).value();
  ASSERT_TRUE(detail.judgement.has_value());
  EXPECT_EQ(detail.judgement->decided_by, anna_.label);
  EXPECT_EQ(detail.judgement->approved_by, ben_.label);
  EXPECT_EQ(detail.alert.decision, Decision::kSame);
}

TEST_P(AlertsTest, UnsureNeedsNoSecondPerson) {
  Settle(0);
  EXPECT_EQ(Judge(anna_, OneAlert(), Decision::kUnsure, "")->stage, Stage::kUnsure);
}

TEST_P(AlertsTest, DecisionsAreCarriedOverWhileNothingChanged) {
  const QueuedAlert alert = OneAlert();
  ASSERT_TRUE(Judge(anna_, alert, Decision::kNotSame, "another plant").has_value());
  PartyFacts twin;
  twin.key = "twin";
  Put(testing::Make("Company", "Hengda Textile Trading Co Ltd", {{"country", "cn"}}), twin);
  const ScreeningCounts counts = Screen();
  EXPECT_EQ(counts.found, 1);
  EXPECT_EQ(counts.carried, 1);
  const std::vector<QueuedAlert> decided = InStage(Stage::kDecided);
  ASSERT_EQ(decided.size(), 2u);
  const QueuedAlert& carried = decided[0].id == alert.id ? decided[1] : decided[0];
  EXPECT_TRUE(carried.carried);
  EXPECT_EQ(carried.decided_by, anna_.label);
  EXPECT_EQ(alerts().Detail(ben_, org_, carried.id)->judgement->reason, "another plant");
}

TEST_P(AlertsTest, AnUndoneDecisionIsForgottenAndTheOneBeforeIsBack) {
  const QueuedAlert alert = OneAlert();
  ASSERT_TRUE(Judge(anna_, alert, Decision::kNotSame, "first").has_value());
  ASSERT_TRUE(Judge(ben_, alert, Decision::kSame, "second").has_value());
  ASSERT_TRUE(alerts().Undo(ben_, org_, alert.id).has_value());
  EXPECT_EQ(alerts().Get(org_, alert.id)->decision, Decision::kNotSame);
  PartyFacts twin;
  twin.key = "twin";
  Put(testing::Make("Company", "Hengda Textile Trading Co Ltd", {{"country", "cn"}}), twin);
  Screen();
  for (const QueuedAlert& decided : InStage(Stage::kDecided)) EXPECT_EQ(decided.decision, Decision::kNotSame);
}

TEST_P(AlertsTest, AChangedSideWaitsAgainAndSaysWhat) {
  const QueuedAlert alert = OneAlert();
  ASSERT_TRUE(Judge(anna_, alert, Decision::kNotSame).has_value());
  Lists({{"bans",
          {testing::Make("Company", "Hengda Textile Trading",
                         {{"topics", "export.control"}, {"country", "cn"}, {"registrationNumber", "9133"}},
                         "B-1")}}});
  EXPECT_EQ(Screen().changed, 1);
  const AlertDetail detail = alerts().Detail(anna_, org_, alert.id).value();
  EXPECT_EQ(detail.alert.stage, Stage::kWaiting);
  EXPECT_EQ(detail.alert.decision, Decision::kNone);
  ASSERT_TRUE(detail.judgement.has_value()) << "the former decision is still shown";
  ASSERT_EQ(detail.alert.changes.size(), 1u);
  EXPECT_EQ(detail.alert.changes[0], (FieldChange{true, "registrationNumber", {}, {"9133"}}));
  EXPECT_FALSE(detail.may_undo);
  EXPECT_EQ(alerts().Undo(anna_, org_, alert.id).error().code, base::Code::kConflict);
}

TEST_P(AlertsTest, WithdrawnWhenTheEntryOrThePartyGoes) {
  const QueuedAlert alert = OneAlert();
  Lists({{"bans", {testing::Make("Company", "Something Else Altogether", {}, "B-2")}}});
  EXPECT_EQ(Screen().withdrawn, 1);
  EXPECT_EQ(StageOf(alert.id), Stage::kWithdrawn);
  EXPECT_EQ(Judge(anna_, alert, Decision::kNotSame).error().code, base::Code::kConflict);
  Lists({{"bans",
          {testing::Make("Company", "Hengda Textile Trading",
                         {{"topics", "export.control"}, {"country", "cn"}}, "B-1")}}});
  EXPECT_EQ(Screen().found, 1);
  EXPECT_EQ(StageOf(alert.id), Stage::kWaiting) << "found again: the same alert";
  ASSERT_TRUE(Parties(*seams_).Remove(anna_, org_, party_, 0).has_value());
  EXPECT_EQ(StageOf(alert.id), Stage::kWithdrawn);
}

TEST_P(AlertsTest, DetailExplainsTheStoredScore) {
  const QueuedAlert alert = OneAlert();
  const AlertDetail detail = alerts().Detail(anna_, org_, alert.id).value();
  EXPECT_DOUBLE_EQ(detail.explained.score, alert.score);
  EXPECT_FALSE(detail.explained.alignment.empty());
  EXPECT_EQ(detail.entry.id, "B-1");
  EXPECT_TRUE(detail.party_is_current);
  ASSERT_FALSE(detail.history.empty());
  EXPECT_EQ(detail.history.back().kind, EventKind::kFound);
}

TEST_P(AlertsTest, ManyAtOnceAndBack) {
  for (int i = 0; i < 5; ++i) {
    PartyFacts facts;
    facts.number = "n" + std::to_string(i);
    Put(testing::Make("Company", "Hengda Textile Trading Ltd",
                      {{"country", "cn"}, {"address", "Street " + std::to_string(i)}}),
        facts);
  }
  Screen();
  std::vector<BulkItem> items;
  for (const QueuedAlert& alert : InStage(Stage::kWaiting)) items.push_back({alert.id, alert.version});
  ASSERT_EQ(items.size(), 5u);
  items[0].version += 1;
  const BulkOutcome outcome = alerts().JudgeMany(anna_, org_, items, Decision::kNotSame, "").value();
  EXPECT_EQ(outcome.decided, 4u);
  ASSERT_EQ(outcome.skipped.size(), 1u);
  EXPECT_EQ(outcome.skipped[0].first, items[0].id);
  ASSERT_TRUE(alerts().Judge(ben_, org_, items[1].id, 0, Decision::kSame, "it is").has_value());
  EXPECT_EQ(alerts().UndoBatch(anna_, org_, outcome.batch).value(), 3u);
  EXPECT_EQ(InStage(Stage::kDecided).size(), 1u);
  EXPECT_EQ(alerts()
                .JudgeMany(anna_, org_, std::vector<BulkItem>(base::kMaxBulk + 1), Decision::kNotSame, "")
                .error()
                .code,
            base::Code::kTooLarge);
}

TEST_P(AlertsTest, AssignAndNote) {
  const QueuedAlert alert = OneAlert();
  EXPECT_EQ(alerts().Assign(anna_, org_, {alert.id}, ben_.person).value(), 1u);
  EXPECT_EQ(alerts().Assign(anna_, org_, {alert.id}, ben_.person).value(), 0u);
  ASSERT_TRUE(alerts().AddNote(ben_, org_, alert.id, "asked the supplier").has_value());
  AlertFilter mine;
  mine.assigned_to = ben_.person.text();
  EXPECT_EQ(alerts().List(org_, mine, AlertSort::kHarm, {}, Alerts::Direction::kForward, 10)->alerts.size(),
            1u);
  mine.assigned_to = "nobody";
  EXPECT_EQ(alerts().List(org_, mine, AlertSort::kHarm, {}, Alerts::Direction::kForward, 10)->alerts.size(),
            0u);
  const std::vector<AlertEvent> history = alerts().Detail(ben_, org_, alert.id)->history;
  ASSERT_EQ(history.size(), 3u);
  EXPECT_EQ(history[0].text, "asked the supplier");
  EXPECT_EQ(history[1].about, ben_.person);
}

TEST_P(AlertsTest, EveryPageOnceInEveryOrder) {
  for (int i = 0; i < 23; ++i) {
    PartyFacts facts;
    facts.number = "n" + std::to_string(i);
    facts.spend = i % 3 == 0 ? std::optional<std::int64_t>(5) : std::nullopt;
    clock_.Advance(i % 2);
    Put(testing::Make("Company", i % 4 == 0 ? "Hengda Textile" : "Hengda Textile Trading",
                      {{"country", i % 5 == 0 ? "vn" : "cn"}}),
        facts);
    if (i % 7 == 0) Screen();
  }
  Screen();
  for (const AlertSort sort : {AlertSort::kHarm, AlertSort::kOldest, AlertSort::kNewest, AlertSort::kScore}) {
    const AlertFilter filter;
    std::vector<std::string> forward;
    std::string position;
    std::string last;
    do {
      const AlertPage page =
          alerts().List(org_, filter, sort, position, Alerts::Direction::kForward, 4).value();
      EXPECT_EQ(page.before.empty(), position.empty());
      for (const QueuedAlert& alert : page.alerts) forward.push_back(alert.id.text());
      last = page.before;
      position = page.after;
    } while (!position.empty());
    EXPECT_EQ(forward.size(), 23u);
    EXPECT_EQ(std::set<std::string>(forward.begin(), forward.end()).size(), 23u);
    std::size_t place = forward.size() - (forward.size() % 4 == 0 ? 4 : forward.size() % 4);
    while (!last.empty()) {
      const AlertPage page = alerts().List(org_, filter, sort, last, Alerts::Direction::kBackward, 4).value();
      ASSERT_GE(place, page.alerts.size());
      place -= page.alerts.size();
      for (std::size_t i = 0; i < page.alerts.size(); ++i)
        EXPECT_EQ(page.alerts[i].id.text(), forward[place + i]);
      last = page.before;
    }
    EXPECT_EQ(place, 0u);
    const AlertId middle = AlertId::FromStore(forward[11]);
    EXPECT_EQ(alerts().Next(org_, filter, sort, middle).value()->text(), forward[12]);
    const AlertPage around = alerts().Around(org_, filter, sort, middle, 12).value();
    ASSERT_EQ(around.alerts.size(), 12u);
    EXPECT_EQ(around.alerts[2].id, middle);
    EXPECT_FALSE(around.before.empty());
    EXPECT_TRUE(around.after.empty() == (11u + 10u >= forward.size()));
  }
  EXPECT_FALSE(alerts().Next(org_, {}, AlertSort::kHarm, InStage(Stage::kWaiting).back().id)->has_value());
}

TEST_P(AlertsTest, FiltersLeaveOnlyWhatFits) {
  Lists({{"bans", {testing::Make("Company", "Hengda Textile Trading", {}, "B-1")}}});
  Put(testing::Make("Company", "Hengda Textile Trading", {{"country", "cn"}}));
  Put(testing::Make("Company", "Hengda Textile Trading", {{"alias", "恒达纺织"}, {"country", "vn"}}));
  Screen();
  const auto count = [&](const AlertFilter& filter) {
    return alerts().List(org_, filter, AlertSort::kHarm, {}, Alerts::Direction::kForward, 50)->alerts.size();
  };
  AlertFilter filter;
  EXPECT_EQ(count(filter), 2u);
  filter.country = "vn";
  EXPECT_EQ(count(filter), 1u);
  filter.text = "恒达";
  EXPECT_EQ(count(filter), 1u);
  filter.country = "cn";
  EXPECT_EQ(count(filter), 0u);
  filter = {};
  filter.text = "HENG text";
  EXPECT_EQ(count(filter), 2u);
  filter = {};
  filter.dataset = "bans";
  filter.schema = "Company";
  filter.score_from = 0.7;
  EXPECT_EQ(count(filter), 2u);
  filter.score_below = 0.7;
  EXPECT_EQ(count(filter), 0u);
  filter = {};
  filter.dataset = "other";
  EXPECT_EQ(count(filter), 0u);
  const Alerts::Choices choices = alerts().FilterChoices(org_).value();
  EXPECT_EQ(choices.datasets, std::vector<std::string>{"bans"});
  EXPECT_EQ(choices.countries, (std::vector<std::string>{"cn", "vn"}));
  EXPECT_EQ(alerts().Counts(org_)->waiting, 2);
}

}  // namespace
}  // namespace screening
