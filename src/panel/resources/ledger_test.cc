// Ledger, rates and imports through their services, on both databases.

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "base/limits_panel.h"
#include "panel/resources/resources_world.h"

namespace panel {
namespace {

using testing::D;
using testing::M;

class LedgerTest : public testing::ResourcesTest {};
MANUMIT_ON_BOTH_DATABASES(LedgerTest);

TEST_P(LedgerTest, LedgerSumsExactly) {
  const ProjectId id = Make(ProjectState::kRunning);
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(ledger().Add(mei_.actor, Line(id, Stage::kReceived, "USD 0.1")));
  EXPECT_EQ(Total(id, Stage::kReceived, "USD").text(), "1");
  EXPECT_TRUE(ledger().Add(sela_.actor, Line(id, Stage::kReceived, "USD 999999999999999.99")));
  EXPECT_EQ(Total(id, Stage::kReceived, "USD").text(), "1000000000000000.99");
  EXPECT_EQ(Total({}, Stage::kReceived, "USD").text(), "1000000000000000.99");
  const auto donors = ledger().ByDonor(mei_.actor, panel_, {}, "", 10).value();
  ASSERT_EQ(donors.size(), 1U);
  EXPECT_EQ(donors[0].name, "City of Busan");
  EXPECT_EQ(donors[0].totals[0].amount.text(), "1000000000000000.99");
  EXPECT_EQ(donors[0].totals[0].lines, 11);
}

TEST_P(LedgerTest, LinesAreChecked) {
  const ProjectId id = Make(ProjectState::kRunning);
  const auto refused = [&](const std::function<void(LedgerLine&)>& change) {
    LedgerLine line = Line(id, Stage::kReceived, "USD 5");
    change(line);
    const auto added = ledger().Add(sela_.actor, line);
    return added.has_value() ? std::string("taken") : added.error().external;
  };
  EXPECT_NE(refused([](LedgerLine& l) { l.value = M("KRW 5.5"); }).find("amount"), std::string::npos);
  EXPECT_NE(refused([](LedgerLine& l) { l.value = M("USD -5"); }).find("reverse"), std::string::npos);
  EXPECT_NE(refused([](LedgerLine& l) { l.value = M("USD 1000000000000001"); }).find("kMaxLedgerWholeUnits"),
            std::string::npos);
  EXPECT_NE(refused([](LedgerLine& l) { l.day = D("2099-01-01"); }).find("future"), std::string::npos);
  EXPECT_NE(refused([](LedgerLine& l) { l.in_kind = true; }).find("unit"), std::string::npos);
  EXPECT_NE(refused([](LedgerLine& l) { l.unit = "boxes"; }).find("kind"), std::string::npos);
  EXPECT_NE(refused([](LedgerLine& l) { l.donor = ""; }).find("donor"), std::string::npos);
  EXPECT_EQ(refused([](LedgerLine& l) { l.reference = "A1"; }), "taken");
  EXPECT_NE(refused([](LedgerLine& l) { l.reference = "A1"; }).find("reference"), std::string::npos);
  EXPECT_EQ(
      ledger().Add(sela_.actor, Line(Make(ProjectState::kDraft), Stage::kPledged, "USD 1")).error().code,
      base::Code::kConflict);
  const ProjectId cancelled = Make(ProjectState::kCancelled);
  EXPECT_EQ(ledger().Add(sela_.actor, Line(cancelled, Stage::kPledged, "USD 1")).error().code,
            base::Code::kConflict);
  EXPECT_TRUE(ledger().Add(sela_.actor, Line(cancelled, Stage::kReturned, "USD 1")));
}

TEST_P(LedgerTest, AMemberPledgesForItself) {
  const ProjectId id = Make(ProjectState::kPipeline);
  LedgerLine line = Line(id, Stage::kPledged, "KRW 5000000");
  EXPECT_EQ(ledger().Add(hana_.actor, line).error().code, base::Code::kForbidden);
  line.member = members_["hanbit"];
  const LineId pledged = ledger().Add(hana_.actor, line).value();
  EXPECT_EQ(ledger().Get(hana_.actor, pledged)->donor, "Hanbit Electronics");
  line.stage = Stage::kReceived;
  EXPECT_EQ(ledger().Add(hana_.actor, line).error().code, base::Code::kForbidden);
  line.member = members_["shelter"];
  line.stage = Stage::kPledged;
  EXPECT_EQ(ledger().Add(hana_.actor, line).error().code, base::Code::kForbidden);
}

TEST_P(LedgerTest, TheLedgerIsAppendOnly) {
  const ProjectId id = Make(ProjectState::kRunning);
  const LineId line = ledger().Add(sela_.actor, Line(id, Stage::kReceived, "USD 5")).value();
  for (const char* sql : {"UPDATE ledger_line SET amount_u = 1", "DELETE FROM ledger_line"})
    EXPECT_FALSE(desk().database().Write([&](db::Transaction& tx) { return tx.Execute(sql); })) << sql;
  EXPECT_EQ(ledger().Reverse(sela_.actor, line, "").error().code, base::Code::kInvalid);
  const LineId reversal = ledger().Reverse(sela_.actor, line, "booked twice").value();
  EXPECT_EQ(Total(id, Stage::kReceived, "USD").text(), "0");
  EXPECT_EQ(ledger().Get(sela_.actor, line)->reversed_by, reversal);
  EXPECT_EQ(ledger().Reverse(sela_.actor, line, "again").error().code, base::Code::kConflict);
  EXPECT_EQ(ledger().Reverse(sela_.actor, reversal, "again").error().code, base::Code::kConflict);
}

TEST_P(LedgerTest, RatesAreKeptAndNeverGuessed) {
  const ProjectId id = Make(ProjectState::kRunning);
  const base::Currency usd = M("USD 1").currency;
  const base::Currency krw = M("KRW 1").currency;
  Rates& rates = resources_->rates;
  const LineId before =
      ledger().Add(sela_.actor, Line(id, Stage::kReceived, "KRW 1391250", "2025-05-05")).value();
  EXPECT_FALSE(ledger().Get(sela_.actor, before)->valued);
  auto missing = rates.Wanted(mei_.actor, panel_).value();
  ASSERT_EQ(missing.size(), 1U);
  EXPECT_EQ(missing[0].lines, 1);
  EXPECT_EQ(ledger().Totals(mei_.actor, panel_, id)->totals[0].unvalued, 1);
  // The other direction, two days before; the day before that one is too old for a line a week later.
  EXPECT_TRUE(rates.Add(sela_.actor, panel_, {usd, krw, D("2025-05-03"), "1391.25", "Bank of Korea"}));
  EXPECT_EQ(rates.Add(sela_.actor, panel_, {usd, krw, D("2025-05-03"), "1400", "x"}).error().code,
            base::Code::kConflict);
  EXPECT_EQ(rates.ValueMissing(sela_.actor, panel_).value(), 1);
  const LedgerLine valued = ledger().Get(sela_.actor, before).value();
  ASSERT_TRUE(valued.valued);
  EXPECT_EQ(base::FormatMoney(valued.valued->value), "USD 1000.00");
  EXPECT_EQ(valued.valued->rate, "1391.25");
  EXPECT_TRUE(valued.valued->inverse);
  EXPECT_EQ(valued.valued->source, "Bank of Korea");
  EXPECT_TRUE(rates.Wanted(mei_.actor, panel_)->empty());
  EXPECT_EQ(ledger().Totals(mei_.actor, panel_, id)->totals[0].valued.text(), "1000");
  const LineId late = ledger().Add(sela_.actor, Line(id, Stage::kReceived, "KRW 5", "2025-05-11")).value();
  EXPECT_FALSE(ledger().Get(sela_.actor, late)->valued);
  const LineId there =
      ledger().Add(sela_.actor, Line(id, Stage::kReceived, "KRW 1391250", "2025-05-10")).value();
  EXPECT_TRUE(ledger().Get(sela_.actor, there)->valued);
  // Taken back at the rate of the line itself.
  EXPECT_TRUE(ledger().Reverse(sela_.actor, there, "wrong"));
  EXPECT_EQ(ledger().Totals(mei_.actor, panel_, id)->totals[0].valued.text(), "1000");
  EXPECT_EQ(rates.SetSettings(sela_.actor, panel_, {krw, "XM-DAC-41122", "40", 0}).error().code,
            base::Code::kConflict);
  EXPECT_TRUE(rates.SetSettings(sela_.actor, panel_, {usd, "XM-DAC-41122", "40", 0}));
  EXPECT_EQ(rates.SetSettings(sela_.actor, panel_, {usd, "XM-DAC-41122", "40", 0}).error().code,
            base::Code::kConflict);
}

TEST_P(LedgerTest, TheLaterRateCountsWhicheverWayItGoes) {
  const ProjectId id = Make(ProjectState::kRunning);
  const base::Currency usd = M("USD 1").currency;
  const base::Currency krw = M("KRW 1").currency;
  Rates& rates = resources_->rates;
  ASSERT_TRUE(rates.Add(sela_.actor, panel_, {krw, usd, D("2025-05-01"), "0.0005", "old and direct"}));
  ASSERT_TRUE(rates.Add(sela_.actor, panel_, {usd, krw, D("2025-05-05"), "1000", "of the day"}));
  const auto source = [&](const char* day) {
    const LineId line = ledger().Add(sela_.actor, Line(id, Stage::kReceived, "KRW 1000", day)).value();
    return ledger().Get(sela_.actor, line)->valued->source;
  };
  EXPECT_EQ(source("2025-05-04"), "old and direct");
  EXPECT_EQ(source("2025-05-05"), "of the day");
  EXPECT_EQ(source("2025-05-07"), "of the day");
  // Of one day the rate as it was published, not turned round.
  ASSERT_TRUE(rates.Add(sela_.actor, panel_, {krw, usd, D("2025-05-05"), "0.001", "direct"}));
  EXPECT_EQ(source("2025-05-06"), "direct");
}

TEST_P(LedgerTest, ImportsAllOrNothing) {
  Make(ProjectState::kRunning);
  const std::string head =
      "date,stage,project,donor,currency,amount,kind,quantity,unit,valued_by,reference\n";
  const std::string good = "2025-05-01,pledged,P1,Hanbit Electronics,KRW,5000000,,,,,R1\n";
  const std::string goods = "2025-05-02,received,P1,City of Busan,USD,120.50,in-kind,12,boxes,Customs,R2\n";
  const auto import = [&](const std::string& text) {
    return ledger().Import(sela_.actor, panel_, text, "lines.csv").value();
  };
  const ImportOutcome wrong =
      import(head + good +
             "2025-13-01,pledged,P1,X,USD,1\n2025-05-01,given,P9,X,USD,1\n2025-05-01,pledged,P9,X,USD,1\n"
             "2025-05-01,pledged,P1,X,ZZZ,1\n2025-05-01,pledged,P1,X,USD,\"1,000\"\n" +
             good);
  EXPECT_EQ(wrong.taken, 0U);
  ASSERT_EQ(wrong.fault_count, 6U);
  EXPECT_EQ(wrong.faults[0].row, 3U);
  EXPECT_EQ(wrong.faults[0].field, "date");
  EXPECT_EQ(wrong.faults[1].field, "stage");
  EXPECT_EQ(wrong.faults[2].field, "project");
  EXPECT_EQ(wrong.faults[3].field, "currency");
  EXPECT_EQ(wrong.faults[4].field, "amount");
  EXPECT_EQ(wrong.faults[5].field, "reference");
  EXPECT_TRUE(ledger().List(sela_.actor, panel_, {}, 0, 10)->lines.empty());
  const ImportOutcome right = import(head + good + goods);
  EXPECT_EQ(right.taken, 2U) << right.faults[0].text;
  const std::vector<LedgerLine> lines = ledger().List(sela_.actor, panel_, {}, 0, 10)->lines;
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[1].member, members_["hanbit"]);
  EXPECT_TRUE(lines[0].in_kind);
  EXPECT_EQ(lines[0].quantity.text(), "12");
  EXPECT_EQ(import(head + good).fault_count, 1U);
  EXPECT_EQ(import("date,stage,colour\n").fault_count, 5U);
  EXPECT_NE(ledger()
                .Import(hana_.actor, panel_, head + "2025-05-01,received,P1,X,USD,1\n", "x.csv")
                ->faults[0]
                .text.find("secretariat"),
            std::string::npos);
}

TEST_P(LedgerTest, ImportLimits) {
  const std::string large(base::kMaxResourceImportBytes + 1, 'x');
  EXPECT_NE(
      ledger().Import(sela_.actor, panel_, large, "x.csv").error().external.find("kMaxResourceImportBytes"),
      std::string::npos);
  std::string rows = "date,from,to,rate,source\n";
  for (std::size_t i = 0; i < base::kMaxResourceImportFaults + 3; ++i) rows += "x,,,,\n";
  const ImportOutcome outcome = resources_->rates.Import(sela_.actor, panel_, rows, "x.csv").value();
  EXPECT_EQ(outcome.faults.size(), base::kMaxResourceImportFaults);
  EXPECT_EQ(outcome.fault_count, base::kMaxResourceImportFaults + 3);
  std::string many = "date,from,to,rate,source\n";
  for (std::size_t i = 0; i < base::kMaxResourceImportRows + 1; ++i) many += "x,,,,\n";
  EXPECT_NE(resources_->rates.Import(sela_.actor, panel_, many, "x.csv")
                .error()
                .external.find("kMaxResourceImportRows"),
            std::string::npos);
}

TEST_P(LedgerTest, TotalsAreWhatTheLinesAddUpTo) {
  const std::vector<ProjectId> ids = {Make(ProjectState::kRunning), Make(ProjectState::kRunning),
                                      Make(ProjectState::kClosed)};
  std::mt19937_64 random(11);
  std::vector<LineId> lines;
  for (int i = 0; i < 150; ++i) {
    LedgerLine line =
        Line(ids[random() % 3], static_cast<Stage>(random() % 6), random() % 2 == 0 ? "USD 1.23" : "KRW 7");
    line.value.amount =
        line.value.amount.Times(static_cast<std::int64_t>(random() % 1'000'000'000 + 1)).value();
    line.donor = "Donor " + std::to_string(random() % 5);
    lines.push_back(ledger().Add(sela_.actor, line).value());
    if (random() % 5 == 0)
      static_cast<void>(ledger().Reverse(sela_.actor, lines[random() % lines.size()], "x"));
  }
  std::map<std::tuple<std::string, Stage, base::Currency>, base::Decimal> slow;
  const auto add = [&](const LedgerLine& line) -> base::Status {
    for (const std::string& key : {std::string("all"), line.project.text(), "donor " + line.donor}) {
      base::Decimal& sum = slow[{key, line.stage, line.value.currency}];
      sum = sum.Plus(line.value.amount).value();
    }
    return base::Ok();
  };
  ASSERT_TRUE(ledger().Each(sela_.actor, panel_, add));
  std::size_t compared = 0;
  const auto compare = [&](const std::string& key, const std::vector<StageTotal>& totals) {
    for (const StageTotal& total : totals) {
      EXPECT_EQ(total.amount, (slow[{key, total.stage, total.currency}])) << key;
      ++compared;
    }
  };
  compare("all", ledger().Totals(sela_.actor, panel_, {}).value().totals);
  for (const ProjectId& id : ids) compare(id.text(), ledger().Totals(sela_.actor, panel_, id)->totals);
  const auto donors = ledger().ByDonor(sela_.actor, panel_, {}, "", 100).value();
  for (const NamedTotals& donor : donors) compare("donor " + donor.name, donor.totals);
  EXPECT_EQ(compared, slow.size());
}

}  // namespace
}  // namespace panel
