#pragma once
// Trainees of a programme: pseudonymous enrolment by code, sessions, attendance, completion. Who is behind a
// code stays with those who train; the codes themselves are shown to the project's owner and the secretariat
// alone, to everybody else counts in bands (BandOf). Thread-safe.

#include <string>
#include <vector>

#include "panel/resources/projects.h"

namespace panel {

// As everybody sees it: bands, empty where fewer than 11.
struct TraineeBands {
  std::string enrolled;  // ever
  std::string completed;
  std::string left;
  std::vector<std::pair<std::string, std::string>> completed_by_group;
  std::int64_t trainings_held = 0;
  std::int64_t hours_held = 0;
};
// As the owner sees it.
struct TraineeList {
  std::vector<Trainee> trainees;  // by code
  std::vector<Training> trainings;
};

class Trainees {
 public:
  Trainees(PanelSeams seams, Projects& projects) : seams_(seams), projects_(projects) {}

  // New codes, in order. Errors: kConflict (not a programme, or not one that runs), kTooLarge
  // (kMaxProgrammeTrainees).
  base::Result<std::vector<std::string>> Enrol(const desk::Actor& actor, const ProjectId& id,
                                               std::string_view group, std::int64_t count);
  // All of the codes or none. Errors: kNotFound naming the first code that is not there, kConflict
  // (TraineeSteps).
  base::Status Act(const desk::Actor& actor, const ProjectId& id, const std::vector<std::string>& codes,
                   TraineeAct act);
  base::Result<TrainingId> Plan(const desk::Actor& actor, const ProjectId& id, const Training& training);
  base::Status ActOnTraining(const desk::Actor& actor, const ProjectId& id, const TrainingId& training,
                             TrainingAct act);
  // Adds those who were there; only to a session that was held.
  base::Status Attend(const desk::Actor& actor, const ProjectId& id, const TrainingId& training,
                      const std::vector<std::string>& codes);

  base::Result<TraineeBands> Bands(const desk::Actor& actor, const ProjectId& id);
  base::Result<TraineeList> List(const desk::Actor& actor, const ProjectId& id);  // kForbidden for others
  // Within a caller's transaction, of a project that was already found visible.
  static base::Result<TraineeBands> BandsOf(db::Transaction& tx, const ProjectId& id);

 private:
  base::Result<Project> MustRun(db::Transaction& tx, const desk::Actor& actor, const ProjectId& id);
  PanelSeams seams_;
  Projects& projects_;
};

}  // namespace panel
