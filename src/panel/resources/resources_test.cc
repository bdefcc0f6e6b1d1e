// Projects, trainees, ledger and rates through their services, on both databases.

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "base/limits_panel.h"
#include "iati/simple_types.h"
#include "panel/common/panel_world.h"
#include "panel/common/walk_states.h"
#include "panel/resources/services.h"

namespace panel {
namespace {

base::Money M(std::string_view text) {
  return base::ParseMoney(text).value();
}
std::int64_t D(std::string_view date) {
  return *iati::DayNumber(date);
}

class ResourcesTest : public testing::PanelTest {
 protected:
  void SetUp() override {
    PanelTest::SetUp();
    if (IsSkipped()) return;
    resources_ = std::make_unique<ResourceServices>(services());
    hana_ = AddMemberOrganisation("hanbit", "Hanbit Electronics", desk::OrgType::kCompany, "kr");
    mei_ = AddMemberOrganisation("shelter", "Shelter Now", desk::OrgType::kNgo, "kh");
    stranger_org_ = AddOrganisation("stranger", "Stranger Inc.", desk::OrgType::kCompany, "us");
    stranger_ = AddPerson("s@stranger.example", "S", stranger_org_, desk::Role::kDelegate);
  }
  void TearDown() override {
    resources_.reset();
    PanelTest::TearDown();
  }
  Projects& projects() { return resources_->projects; }
  Ledger& ledger() { return resources_->ledger; }

  static Project Draft(ProjectKind kind = ProjectKind::kProject) {
    Project project;
    project.kind = kind;
    project.title = "Safe return";
    project.planned_start = D("2025-01-01");
    project.planned_end = D("2026-12-31");
    project.countries = {{"kh", "60"}, {"vn", "40"}};
    project.sectors = {{"15160", ""}};
    project.sdg_targets = {"8.7"};
    return project;
  }
  // A project of the shelter's, in any state.
  ProjectId Make(ProjectState state, ProjectKind kind = ProjectKind::kProject) {
    const ProjectId id = projects().Create(mei_.actor, panel_, Draft(kind)).value();
    const auto act = [&](ProjectAct one) { EXPECT_TRUE(projects().Act(sela_.actor, id, one)); };
    if (state == ProjectState::kDraft) return id;
    if (state == ProjectState::kCancelled) {
      act(ProjectAct::kCancel);
      return id;
    }
    act(ProjectAct::kApprove);
    if (state == ProjectState::kPipeline) return id;
    act(ProjectAct::kStart);
    if (state == ProjectState::kSuspended) act(ProjectAct::kSuspend);
    if (state == ProjectState::kClosed) act(ProjectAct::kClose);
    return id;
  }
  ProjectState StateOf(const ProjectId& id) { return projects().Get(sela_.actor, id)->project.state; }

  LedgerLine Line(const ProjectId& project, Stage stage, std::string_view money,
                  std::string_view day = "2025-05-01") {
    LedgerLine line;
    line.project = project;
    line.donor = "City of Busan";
    line.stage = stage;
    line.value = M(money);
    line.day = D(day);
    return line;
  }
  base::Decimal Total(const ProjectId& project, Stage stage, std::string_view currency) {
    const LedgerTotals all_of_it = ledger().Totals(sela_.actor, panel_, project).value();
    for (const StageTotal& total : all_of_it.totals)
      if (total.stage == stage && total.currency.code() == currency) return total.amount;
    return {};
  }

  std::unique_ptr<ResourceServices> resources_;
  Someone hana_;
  Someone mei_;
  Someone stranger_;
  desk::OrgId stranger_org_;
};
MANUMIT_ON_BOTH_DATABASES(ResourcesTest);

TEST_P(ResourcesTest, ProjectStatesAreWalked) {
  std::vector<ProjectState> states;
  for (std::size_t i = 0; i < static_cast<std::size_t>(ProjectState::kCount); ++i)
    states.push_back(static_cast<ProjectState>(i));
  std::vector<ProjectAct> acts;
  for (std::size_t i = 0; i < static_cast<std::size_t>(ProjectAct::kCount); ++i)
    acts.push_back(static_cast<ProjectAct>(i));
  testing::WalkStates<ProjectId, ProjectState, ProjectAct>(
      ProjectSteps(), states, acts, [&](ProjectState state) { return Make(state); },
      [&](const ProjectId& id, ProjectAct act) { return projects().Act(sela_.actor, id, act); },
      [&](const ProjectId& id) { return StateOf(id); });
}

TEST_P(ResourcesTest, TraineeStatesAreWalked) {
  const ProjectId id = Make(ProjectState::kRunning, ProjectKind::kProgramme);
  Trainees& trainees = resources_->trainees;
  const auto state_of = [&](const std::string& code) {
    const TraineeList all_of_it = trainees.List(mei_.actor, id).value();
    for (const Trainee& trainee : all_of_it.trainees)
      if (trainee.code == code) return trainee.state;
    return TraineeState::kCount;
  };
  const std::vector<TraineeState> states = {TraineeState::kEnrolled, TraineeState::kCompleted,
                                            TraineeState::kLeft};
  const std::vector<TraineeAct> acts = {TraineeAct::kComplete, TraineeAct::kLeave, TraineeAct::kReturn};
  testing::WalkStates<std::string, TraineeState, TraineeAct>(
      TraineeSteps(), states, acts,
      [&](TraineeState state) {
        const std::string code = trainees.Enrol(mei_.actor, id, "female", 1)->front();
        if (state == TraineeState::kCompleted) {
          EXPECT_TRUE(trainees.Act(mei_.actor, id, {code}, TraineeAct::kComplete));
        }
        if (state == TraineeState::kLeft) {
          EXPECT_TRUE(trainees.Act(mei_.actor, id, {code}, TraineeAct::kLeave));
        }
        return code;
      },
      [&](const std::string& code, TraineeAct act) { return trainees.Act(mei_.actor, id, {code}, act); },
      state_of);
}

TEST_P(ResourcesTest, TrainingStatesAreWalked) {
  const ProjectId id = Make(ProjectState::kRunning, ProjectKind::kProgramme);
  Trainees& trainees = resources_->trainees;
  const auto state_of = [&](const TrainingId& training) {
    const TraineeList all_of_it = trainees.List(mei_.actor, id).value();
    for (const Training& one : all_of_it.trainings)
      if (one.id == training) return one.state;
    return TrainingState::kCount;
  };
  const std::vector<TrainingState> states = {TrainingState::kPlanned, TrainingState::kHeld,
                                             TrainingState::kCancelled};
  const std::vector<TrainingAct> acts = {TrainingAct::kHold, TrainingAct::kCancel};
  testing::WalkStates<TrainingId, TrainingState, TrainingAct>(
      TrainingSteps(), states, acts,
      [&](TrainingState state) {
        const TrainingId training =
            trainees.Plan(mei_.actor, id, {.title = "Contracts", .day = D("2025-03-01"), .hours = 6}).value();
        if (state == TrainingState::kHeld) {
          EXPECT_TRUE(trainees.ActOnTraining(mei_.actor, id, training, TrainingAct::kHold));
        }
        if (state == TrainingState::kCancelled) {
          EXPECT_TRUE(trainees.ActOnTraining(mei_.actor, id, training, TrainingAct::kCancel));
        }
        return training;
      },
      [&](const TrainingId& training, TrainingAct act) {
        return trainees.ActOnTraining(mei_.actor, id, training, act);
      },
      state_of);
}

TEST_P(ResourcesTest, AnotherOrganisationLearnsNothing) {
  const ProjectId running = Make(ProjectState::kRunning);
  const ProjectId draft = Make(ProjectState::kDraft);
  const LineId line = ledger().Add(mei_.actor, Line(running, Stage::kReceived, "USD 5")).value();
  const ProjectId nothing = ProjectId::New(desk().random());
  const base::Error unknown = projects().Get(sela_.actor, nothing).error();
  EXPECT_EQ(projects().Get(stranger_.actor, running).error().external, unknown.external);
  EXPECT_EQ(projects().Get(stranger_.actor, running).error().code, base::Code::kNotFound);
  EXPECT_EQ(projects().Get(hana_.actor, draft).error().external, unknown.external);
  EXPECT_EQ(ledger().Get(stranger_.actor, line).error().code, base::Code::kNotFound);
  EXPECT_EQ(ledger().Reverse(stranger_.actor, line, "x").error().external,
            ledger().Get(sela_.actor, LineId::New(desk().random())).error().external);
  EXPECT_EQ(ledger().Totals(stranger_.actor, panel_, {}).error().code, base::Code::kNotFound);
  EXPECT_EQ(projects().List(stranger_.actor, panel_, {}, 0, 10).error().code, base::Code::kNotFound);
  EXPECT_EQ(resources_->rates.Settings(stranger_.actor, panel_).error().code, base::Code::kNotFound);
  // Members see each other's projects once they are approved, and do not change them.
  EXPECT_TRUE(projects().Get(hana_.actor, running));
  EXPECT_EQ(projects().List(hana_.actor, panel_, {}, 0, 10)->projects.size(), 1U);
  EXPECT_EQ(projects().List(mei_.actor, panel_, {}, 0, 10)->projects.size(), 2U);
  EXPECT_EQ(projects().Act(hana_.actor, running, ProjectAct::kClose).error().code, base::Code::kForbidden);
  EXPECT_EQ(projects().Act(mei_.actor, draft, ProjectAct::kApprove).error().code, base::Code::kForbidden);
  EXPECT_EQ(resources_->trainees.List(hana_.actor, running).error().code, base::Code::kForbidden);
  EXPECT_EQ(
      resources_->rates.Add(mei_.actor, panel_, {M("USD 1").currency, M("KRW 1").currency, 0, "1300", "x"})
          .error()
          .code,
      base::Code::kNotFound);
}

TEST_P(ResourcesTest, EditsMeetEachOther) {
  const ProjectId id = Make(ProjectState::kDraft);
  Project changed = projects().Get(mei_.actor, id)->project;
  changed.title = "Safer return";
  EXPECT_TRUE(projects().Edit(mei_.actor, id, changed, changed.version));
  EXPECT_EQ(projects().Edit(sela_.actor, id, changed, changed.version).error().code, base::Code::kConflict);
  EXPECT_EQ(projects().Get(mei_.actor, id)->project.title, "Safer return");
}

TEST_P(ResourcesTest, ProjectsAreChecked) {
  const auto refused = [&](const std::function<void(Project&)>& change) {
    Project draft = Draft();
    change(draft);
    const auto made = projects().Create(mei_.actor, panel_, draft);
    return made.has_value() ? std::string("taken") : made.error().external;
  };
  EXPECT_NE(refused([](Project& p) { p.title = " "; }).find("title"), std::string::npos);
  EXPECT_NE(refused([](Project& p) { p.countries[0].percentage = "61"; }).find("101"), std::string::npos);
  EXPECT_NE(refused([](Project& p) { p.countries = {{"zz", ""}}; }).find("countries"), std::string::npos);
  EXPECT_NE(refused([](Project& p) { p.sectors = {{"1516", ""}}; }).find("sectors"), std::string::npos);
  EXPECT_NE(refused([](Project& p) { p.sdg_targets = {"8.13"}; }).find("sdg"), std::string::npos);
  EXPECT_NE(refused([](Project& p) { p.planned_end = D("2024-01-01"); }).find("planned_end"),
            std::string::npos);
  EXPECT_NE(refused([](Project& p) {
              p.title = std::string(base::kMaxResourceName + 1, 'x');
            }).find("kMaxResourceName"),
            std::string::npos);
  EXPECT_NE(refused([](Project& p) {
              p.description = std::string(base::kMaxResourceText + 1, 'x');
            }).find("kMaxResourceText"),
            std::string::npos);
}

TEST_P(ResourcesTest, LedgerSumsExactly) {
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

TEST_P(ResourcesTest, LinesAreChecked) {
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

TEST_P(ResourcesTest, AMemberPledgesForItself) {
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

TEST_P(ResourcesTest, TheLedgerIsAppendOnly) {
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

TEST_P(ResourcesTest, RatesAreKeptAndNeverGuessed) {
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

TEST_P(ResourcesTest, ImportsAllOrNothing) {
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

TEST_P(ResourcesTest, ImportLimits) {
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

TEST_P(ResourcesTest, TotalsAreWhatTheLinesAddUpTo) {
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

TEST_P(ResourcesTest, ResultsAndBudgets) {
  const ProjectId id = Make(ProjectState::kRunning);
  EXPECT_TRUE(projects().AddBudget(mei_.actor, id, {D("2025-01-01"), D("2025-12-31"), M("USD 1000")}));
  EXPECT_EQ(
      projects().AddBudget(mei_.actor, id, {D("2025-06-01"), D("2026-01-31"), M("USD 1000")}).error().code,
      base::Code::kConflict);
  EXPECT_EQ(
      projects().AddBudget(mei_.actor, id, {D("2026-01-01"), D("2027-06-01"), M("USD 1000")}).error().code,
      base::Code::kInvalid);
  const ResultId result =
      projects().AddResult(mei_.actor, id, ResultLevel::kOutput, "Workers trained").value();
  Indicator indicator{.result = result,
                      .title = "Workers",
                      .unit = "people",
                      .people = true,
                      .baseline_year = "2024",
                      .baseline_value = "0"};
  const IndicatorId workers = projects().AddIndicator(mei_.actor, id, indicator).value();
  EXPECT_TRUE(
      projects().SetValue(mei_.actor, id, workers, {D("2025-01-01"), D("2025-06-30"), false, "50", "", ""}));
  EXPECT_TRUE(projects().SetValue(mei_.actor, id, workers,
                                  {D("2025-01-01"), D("2025-06-30"), true, "41", "sex=female", ""}));
  EXPECT_TRUE(projects().SetValue(mei_.actor, id, workers,
                                  {D("2025-01-01"), D("2025-06-30"), true, "42", "sex=female", ""}));
  EXPECT_EQ(projects().SetValue(mei_.actor, id, workers, {0, 1, true, "4.5", "", ""}).error().code,
            base::Code::kInvalid);
  EXPECT_EQ(projects().SetValue(mei_.actor, id, workers, {0, 1, true, "4", "sex", ""}).error().code,
            base::Code::kInvalid);
  const ProjectView view = projects().Get(hana_.actor, id).value();
  ASSERT_EQ(view.results.size(), 1U);
  ASSERT_EQ(view.results[0].indicators[0].values.size(), 2U);
  EXPECT_EQ(view.results[0].indicators[0].values[1].value, "42");
  EXPECT_FALSE(view.may_change);
  EXPECT_EQ(view.budgets.size(), 1U);
  EXPECT_TRUE(projects().RemoveBudget(mei_.actor, id, D("2025-01-01")));
}

TEST_P(ResourcesTest, CountsOfPeopleAreBands) {
  EXPECT_EQ(BandOf(0), "");
  EXPECT_EQ(BandOf(10), "");
  EXPECT_EQ(BandOf(11), "11–19");
  EXPECT_EQ(BandOf(19), "11–19");
  EXPECT_EQ(BandOf(20), "20–29");
  EXPECT_EQ(BandOf(105), "100–109");
  const ProjectId id = Make(ProjectState::kRunning, ProjectKind::kProgramme);
  Trainees& trainees = resources_->trainees;
  const std::vector<std::string> women = trainees.Enrol(mei_.actor, id, "female", 14).value();
  const std::vector<std::string> men = trainees.Enrol(mei_.actor, id, "male", 6).value();
  EXPECT_EQ(std::set<std::string>(women.begin(), women.end()).size(), 14U);
  std::string typed = women[0];
  for (char& c : typed) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  EXPECT_TRUE(trainees.Act(mei_.actor, id, {typed}, TraineeAct::kComplete));
  EXPECT_TRUE(trainees.Act(mei_.actor, id, {women.begin() + 1, women.end()}, TraineeAct::kComplete));
  EXPECT_TRUE(trainees.Act(mei_.actor, id, men, TraineeAct::kComplete));
  EXPECT_EQ(trainees.Act(mei_.actor, id, {"NOPE-NOPE"}, TraineeAct::kComplete).error().code,
            base::Code::kNotFound);
  const TraineeBands bands = trainees.Bands(hana_.actor, id).value();
  EXPECT_EQ(bands.enrolled, "20–29");
  EXPECT_EQ(bands.completed, "20–29");
  ASSERT_EQ(bands.completed_by_group.size(), 2U);
  EXPECT_EQ(bands.completed_by_group[0].second, "11–19");
  EXPECT_EQ(bands.completed_by_group[1].second, "");
  EXPECT_EQ(bands.left, "");
  const TrainingId training =
      trainees.Plan(mei_.actor, id, {.title = "Rights", .day = D("2025-03-01"), .hours = 6}).value();
  EXPECT_EQ(trainees.Attend(mei_.actor, id, training, women).error().code, base::Code::kConflict);
  EXPECT_TRUE(trainees.ActOnTraining(mei_.actor, id, training, TrainingAct::kHold));
  EXPECT_TRUE(trainees.Attend(mei_.actor, id, training, women));
  EXPECT_EQ(trainees.List(mei_.actor, id)->trainings[0].attended, 14);
  EXPECT_EQ(trainees.Enrol(mei_.actor, Make(ProjectState::kRunning), "male", 1).error().code,
            base::Code::kConflict);
}

TEST_P(ResourcesTest, OnlyWhatWasPublishedIsPublic) {
  const ProjectId id = Make(ProjectState::kRunning);
  EXPECT_TRUE(ledger().Add(sela_.actor, Line(id, Stage::kReceived, "USD 5")));
  EXPECT_TRUE(projects().Published(panel_, 10)->empty());
  EXPECT_EQ(projects().PublishedOne(id).error().code, base::Code::kNotFound);
  EXPECT_EQ(projects().Publish(sela_.actor, id, true).error().code, base::Code::kForbidden);
  EXPECT_EQ(projects().Publish(mei_.actor, Make(ProjectState::kDraft), true).error().code,
            base::Code::kConflict);
  EXPECT_TRUE(projects().Publish(mei_.actor, id, true));
  const std::vector<Project> published = projects().Published(panel_, 10).value();
  ASSERT_EQ(published.size(), 1U);
  EXPECT_EQ(ledger().PublishedTotals(published)->at(0).totals[0].amount.text(), "5");
  EXPECT_TRUE(projects().Publish(mei_.actor, id, false));
  EXPECT_TRUE(ledger().PublishedTotals(published)->empty());
}

}  // namespace
}  // namespace panel
