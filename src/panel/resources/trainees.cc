#include "panel/resources/trainees.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/resources/text_checks.h"

namespace panel {
namespace {

constexpr std::array<std::string_view, 4> kGroups = {"female", "male", "other", "unknown"};

// Eight letters and digits without those that are taken for another, from an id's random bits.
std::string NewCode(base::Random& random) {
  std::string code = base::NewIdText(random).substr(0, 8);
  for (char& c : code) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return code.substr(0, 4) + "-" + code.substr(4);
}

std::string TidyCode(std::string_view text) {
  std::string code;
  for (const char c : text)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      code.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
  return code.size() == 8 ? code.substr(0, 4) + "-" + code.substr(4) : code;
}

base::Result<Trainee> Find(db::Transaction& tx, const ProjectId& id, const std::string& code) {
  const std::optional<db::Row> row = TRY(
      tx.QueryOne("SELECT id, code, grouping, state FROM project_trainee WHERE project_id = $1 AND code = $2",
                  {id, TidyCode(code)}));
  if (!row) return base::NotFound(fmt::format("codes: nobody here has the code “{}”", code.substr(0, 20)));
  return Trainee{.id = row->IdAt<TraineeId>(0),
                 .code = row->Text(1),
                 .group = row->Text(2),
                 .state = TraineeStateNamed(row->Text(3)).value_or(TraineeState::kEnrolled)};
}

base::Result<Training> FindTraining(db::Transaction& tx, const ProjectId& id, const TrainingId& training) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(
      "SELECT id, title, day, hours, state FROM project_training WHERE id = $1 AND project_id = $2",
      {training, id}));
  if (!row) return base::NotFound(desk::tr("There is no such training session."));
  return Training{.id = row->IdAt<TrainingId>(0),
                  .title = row->Text(1),
                  .day = row->Int(2),
                  .hours = row->Int(3),
                  .state = TrainingStateNamed(row->Text(4)).value_or(TrainingState::kPlanned)};
}

}  // namespace

base::Result<Project> Trainees::MustRun(db::Transaction& tx, const desk::Actor& actor, const ProjectId& id) {
  auto [project, viewer] = TRY(projects_.MustChange(tx, actor, id));
  if (project.kind != ProjectKind::kProgramme)
    return base::Error{base::Code::kConflict, desk::tr("Only a programme has trainees."), {}};
  if (project.state != ProjectState::kRunning)
    return base::Error{base::Code::kConflict, desk::tr("The programme does not run now."), {}};
  return project;
}

base::Result<std::vector<std::string>> Trainees::Enrol(const desk::Actor& actor, const ProjectId& id,
                                                       std::string_view group, std::int64_t count) {
  constexpr std::int64_t kMostAtOnce = 500;
  if (std::find(kGroups.begin(), kGroups.end(), group) == kGroups.end())
    return base::Invalid("group: is female, male, other or unknown");
  if (count < 1 || count > kMostAtOnce) return base::Invalid("count: is 1 to 500 at a time");
  std::vector<std::string> codes;
  const auto store = [&](db::Transaction& tx) -> base::Status {
    codes.clear();
    TRY(MustRun(tx, actor, id));
    const std::optional<db::Row> before =
        TRY(tx.QueryOne("SELECT COUNT(*) FROM project_trainee WHERE project_id = $1", {id}));
    if (before->Int(0) + count > base::kMaxProgrammeTrainees)
      return base::TooLarge(fmt::format("count: a programme has at most kMaxProgrammeTrainees ({}) trainees",
                                        base::kMaxProgrammeTrainees));
    for (std::int64_t i = 0; i < count; ++i) {
      codes.push_back(NewCode(seams_.random));
      TRY(
          tx.Execute("INSERT INTO project_trainee(id, project_id, code, grouping, state, enrolled_ms) VALUES "
                     "($1, $2, $3, $4, $5, $6)",
                     {TraineeId::New(seams_.random), id, codes.back(), group,
                      TraineeStateName(TraineeState::kEnrolled), seams_.clock.Now().ms}));
    }
    return seams_.audit.Append(tx, actor, "trainee.enrol", "project:" + id.text());
  };
  TRY(seams_.database.Write(store));
  return codes;
}

base::Status Trainees::Act(const desk::Actor& actor, const ProjectId& id,
                           const std::vector<std::string>& codes, TraineeAct act) {
  if (codes.empty()) return base::Invalid("codes: name at least one");
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    TRY(MustRun(tx, actor, id));
    for (const std::string& code : codes) {
      const Trainee trainee = TRY(Find(tx, id, code));
      const TraineeState after =
          TRY(Next(TraineeSteps(), trainee.state, act, TraineeStateName, TraineeActName));
      TRY(tx.Execute("UPDATE project_trainee SET state = $2 WHERE id = $1",
                     {trainee.id, TraineeStateName(after)}));
    }
    return seams_.audit.Append(tx, actor, "trainee." + std::string(TraineeActName(act)),
                               "project:" + id.text());
  });
}

base::Result<TrainingId> Trainees::Plan(const desk::Actor& actor, const ProjectId& id,
                                        const Training& training) {
  constexpr std::int64_t kMostHours = 1000;
  const TrainingId made = TrainingId::New(seams_.random);
  const std::string title = TRY(NameText(training.title, "title"));
  if (training.hours < 0 || training.hours > kMostHours) return base::Invalid("hours: is 0 to 1000");
  const auto store = [&](db::Transaction& tx) -> base::Status {
    TRY(MustRun(tx, actor, id));
    const std::optional<db::Row> before =
        TRY(tx.QueryOne("SELECT COUNT(*) FROM project_training WHERE project_id = $1", {id}));
    if (before->Int(0) >= base::kMaxProgrammeSessions)
      return base::TooLarge("a programme has at most kMaxProgrammeSessions training sessions");
    TRY(tx.Execute(
        "INSERT INTO project_training(id, project_id, title, day, hours, state) VALUES ($1, $2, $3, $4, $5, "
        "$6)",
        {made, id, title, training.day, training.hours, TrainingStateName(TrainingState::kPlanned)}));
    return seams_.audit.Append(tx, actor, "training.plan", "project:" + id.text());
  };
  TRY(seams_.database.Write(store));
  return made;
}

base::Status Trainees::ActOnTraining(const desk::Actor& actor, const ProjectId& id,
                                     const TrainingId& training_id, TrainingAct act) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    TRY(MustRun(tx, actor, id));
    const Training training = TRY(FindTraining(tx, id, training_id));
    const TrainingState after =
        TRY(Next(TrainingSteps(), training.state, act, TrainingStateName, TrainingActName));
    if (act == TrainingAct::kHold && training.day > seams_.clock.Now().ms / base::kDayMs)
      return base::Invalid("day: the training is in the future");
    TRY(tx.Execute("UPDATE project_training SET state = $2 WHERE id = $1",
                   {training_id, TrainingStateName(after)}));
    return seams_.audit.Append(tx, actor, "training." + std::string(TrainingActName(act)),
                               "project:" + id.text());
  });
}

base::Status Trainees::Attend(const desk::Actor& actor, const ProjectId& id, const TrainingId& training_id,
                              const std::vector<std::string>& codes) {
  if (codes.empty()) return base::Invalid("codes: name at least one");
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    TRY(MustRun(tx, actor, id));
    const Training training = TRY(FindTraining(tx, id, training_id));
    if (training.state != TrainingState::kHeld)
      return base::Error{
          base::Code::kConflict, desk::tr("Attendance is recorded once the training was held."), {}};
    for (const std::string& code : codes) {
      const Trainee trainee = TRY(Find(tx, id, code));
      TRY(tx.Execute(
          "INSERT INTO project_attendance(training_id, trainee_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
          {training_id, trainee.id}));
    }
    return seams_.audit.Append(tx, actor, "training.attend", "project:" + id.text());
  });
}

base::Result<TraineeBands> Trainees::BandsOf(db::Transaction& tx, const ProjectId& id) {
  TraineeBands bands;
  std::int64_t enrolled = 0;
  std::int64_t completed = 0;
  std::int64_t left = 0;
  for (const db::Row& row :
       TRY(tx.Query("SELECT state, grouping, COUNT(*) FROM project_trainee WHERE project_id = $1 "
                    "GROUP BY state, grouping ORDER BY grouping",
                    {id}))) {
    const std::int64_t count = row.Int(2);
    enrolled += count;
    if (row.Text(0) == TraineeStateName(TraineeState::kLeft)) left += count;
    if (row.Text(0) != TraineeStateName(TraineeState::kCompleted)) continue;
    completed += count;
    bands.completed_by_group.emplace_back(row.Text(1), BandOf(count));
  }
  bands.enrolled = BandOf(enrolled);
  bands.completed = BandOf(completed);
  bands.left = BandOf(left);
  const std::optional<db::Row> held =
      TRY(tx.QueryOne("SELECT COUNT(*), CAST(COALESCE(SUM(hours), 0) AS BIGINT) FROM project_training WHERE "
                      "project_id = $1 AND state = 'held'",
                      {id}));
  bands.trainings_held = held->Int(0);
  bands.hours_held = held->Int(1);
  return bands;
}

base::Result<TraineeBands> Trainees::Bands(const desk::Actor& actor, const ProjectId& id) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<TraineeBands> {
    TRY(projects_.MustSee(tx, actor, id));
    return BandsOf(tx, id);
  });
}

base::Result<TraineeList> Trainees::List(const desk::Actor& actor, const ProjectId& id) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<TraineeList> {
    TRY(projects_.MustChange(tx, actor, id));
    TraineeList list;
    for (const db::Row& row : TRY(tx.Query(
             "SELECT t.id, t.code, t.grouping, t.state, (SELECT COUNT(*) FROM project_attendance a WHERE "
             "a.trainee_id = t.id) FROM project_trainee t WHERE t.project_id = $1 ORDER BY t.code LIMIT $2",
             {id, base::kMaxProgrammeTrainees})))
      list.trainees.push_back({row.IdAt<TraineeId>(0), row.Text(1), row.Text(2),
                               TraineeStateNamed(row.Text(3)).value_or(TraineeState::kEnrolled), row.Int(4)});
    for (const db::Row& row : TRY(tx.Query(
             "SELECT t.id, t.title, t.day, t.hours, t.state, (SELECT COUNT(*) FROM project_attendance a "
             "WHERE a.training_id = t.id) FROM project_training t WHERE t.project_id = $1 ORDER BY t.day, "
             "t.id LIMIT $2",
             {id, base::kMaxProgrammeSessions})))
      list.trainings.push_back({row.IdAt<TrainingId>(0), row.Text(1), row.Int(2), row.Int(3),
                                TrainingStateNamed(row.Text(4)).value_or(TrainingState::kPlanned),
                                row.Int(5)});
    return list;
  });
}

}  // namespace panel
