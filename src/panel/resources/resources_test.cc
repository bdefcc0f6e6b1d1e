// Projects, results and trainees through their services, on both databases.

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "base/limits_panel.h"
#include "panel/resources/project_store.h"
#include "panel/resources/resources_world.h"
#include "panel/resources/shared_projects.h"

namespace panel {
namespace {

using testing::D;
using testing::M;

class ResourcesTest : public testing::ResourcesTest {};
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
  EXPECT_TRUE(projects().Published(panel_, 0, 10)->empty());
  EXPECT_EQ(projects().PublishedOne(id).error().code, base::Code::kNotFound);
  EXPECT_EQ(projects().Publish(sela_.actor, id, true).error().code, base::Code::kForbidden);
  EXPECT_EQ(projects().Publish(mei_.actor, Make(ProjectState::kDraft), true).error().code,
            base::Code::kConflict);
  EXPECT_TRUE(projects().Publish(mei_.actor, id, true));
  const std::vector<Project> published = projects().Published(panel_, 0, 10).value();
  ASSERT_EQ(published.size(), 1U);
  EXPECT_EQ(ledger().PublishedTotals(published)->at(0).totals[0].amount.text(), "5");
  EXPECT_TRUE(projects().Publish(mei_.actor, id, false));
  EXPECT_TRUE(ledger().PublishedTotals(published)->empty());
}

TEST_P(ResourcesTest, Limits) {
  const ProjectId id = Make(ProjectState::kRunning, ProjectKind::kProgramme);
  const auto fill = [&](std::int64_t count,
                        const std::function<base::Status(db::Transaction&, const std::string&)>& one) {
    const auto all = [&](db::Transaction& tx) -> base::Status {
      for (std::int64_t i = 0; i < count; ++i) TRY(one(tx, "x" + std::to_string(i)));
      return base::Ok();
    };
    ASSERT_TRUE(desk().database().Write(all));
  };
  const ResultId result = projects().AddResult(mei_.actor, id, ResultLevel::kOutput, "Trained").value();
  const IndicatorId indicator =
      projects().AddIndicator(mei_.actor, id, {.result = result, .title = "Officers"}).value();
  fill(base::kMaxIndicatorValues, [&](db::Transaction& tx, const std::string& key) {
    return PutValue(tx, id, indicator, {.start = 1, .end = 2, .value = "1", .dimension = key});
  });
  EXPECT_TRUE(testing::Has(
      projects().SetValue(mei_.actor, id, indicator, {.start = 5, .end = 6, .value = "1"}).error().external,
      "kMaxIndicatorValues"));
  fill(base::kMaxProjectIndicators, [&](db::Transaction& tx, const std::string& key) -> base::Status {
    TRY(InsertIndicator(tx, id, {.id = IndicatorId::FromStore(key), .result = result, .title = key}, 1));
    return InsertResult(tx, id, {.id = ResultId::FromStore(key), .title = key}, 1);
  });
  EXPECT_TRUE(testing::Has(
      projects().AddIndicator(mei_.actor, id, {.result = result, .title = "More"}).error().external,
      "kMaxProjectIndicators"));
  EXPECT_TRUE(
      testing::Has(projects().AddResult(mei_.actor, id, ResultLevel::kOutput, "More").error().external,
                   "kMaxProjectIndicators"));
  fill(base::kMaxProgrammeTrainees, [&](db::Transaction& tx, const std::string& key) -> base::Status {
    TRY(
        tx.Execute("INSERT INTO project_trainee(id, project_id, code, grouping, state, enrolled_ms) VALUES "
                   "($1, $2, $1, 'other', 'enrolled', 0)",
                   {key, id}));
    return base::Ok();
  });
  EXPECT_TRUE(testing::Has(resources_->trainees.Enrol(mei_.actor, id, "other", 1).error().external,
                           "kMaxProgrammeTrainees"));
  fill(base::kMaxProgrammeSessions, [&](db::Transaction& tx, const std::string& key) -> base::Status {
    TRY(
        tx.Execute("INSERT INTO project_training(id, project_id, title, day, hours, state) VALUES ($1, $2, "
                   "$1, 0, 0, 'planned')",
                   {key, id}));
    return base::Ok();
  });
  EXPECT_TRUE(
      testing::Has(resources_->trainees.Plan(mei_.actor, id, {.title = "More", .day = 1}).error().external,
                   "kMaxProgrammeSessions"));
}

TEST_P(ResourcesTest, ProjectsStandInThePlanAndWhatOneGaveToTheOther) {
  AddProjectSources(services());
  const ProjectId id = Make(ProjectState::kRunning);
  Make(ProjectState::kDraft);
  LedgerLine line = Line(id, Stage::kPledged, "KRW 1000000");
  line.donor.clear();
  line.member = members_["hanbit"];
  const auto added = ledger().Add(mei_.actor, line);
  ASSERT_TRUE(added) << added.error().external;
  const Panel panel =
      desk().database().Read([&](db::Transaction& tx) { return services().panels.Root(tx); }).value();
  const auto rows = desk().database().Read([&](db::Transaction& tx) {
    return services().plan.all().at(0)->Rows(tx, hana_.actor, panel, {D("2025-01-01") * base::kDayMs},
                                             {D("2027-01-01") * base::kDayMs}, 10);
  });
  ASSERT_TRUE(rows) << rows.error().internal;
  ASSERT_EQ(rows->size(), 1U);
  EXPECT_EQ(rows->at(0).title, "Safe return");
  EXPECT_EQ(rows->at(0).owner, "Shelter Now");
  for (const auto& [a, b] : {std::pair("hanbit", "shelter"), std::pair("shelter", "hanbit")}) {
    const auto items = desk().database().Read([&](db::Transaction& tx) {
      return services().timeline.all().at(0)->Between(tx, hana_.actor, panel_, members_[a], members_[b], 10);
    });
    ASSERT_TRUE(items) << items.error().internal;
    ASSERT_EQ(items->size(), 1U);
    EXPECT_EQ(items->at(0).at.ms, D("2025-05-01") * base::kDayMs);
  }
}

}  // namespace
}  // namespace panel
