#pragma once
// The roster of experts of a panel: who can speak about what, in which languages, found by competence. Kept
// by the secretariat; members see those who agreed to be listed, without their addresses. Thread-safe.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "panel/sessions/access.h"
#include "panel/sessions/pieces.h"

namespace panel {

enum class ExpertState : std::uint8_t { kProposed, kListed, kResting, kRetired, kCount };
enum class ExpertAct : std::uint8_t { kList, kRest, kReturn, kRetire, kCount };
std::string_view ExpertStateName(ExpertState state);
std::optional<ExpertState> ExpertStateNamed(std::string_view name);
std::string_view ExpertActName(ExpertAct act);
std::optional<ExpertAct> ExpertActNamed(std::string_view name);
std::span<const Step<ExpertState, ExpertAct>> ExpertSteps();

// What an expert knows: our own short list, by name as stored and label for locale.tr.
struct Competence {
  std::string_view name;
  std::string_view label;
};
std::span<const Competence> Competences();

struct Expert {
  ExpertId id;
  PanelId panel;
  std::string name;
  std::string organisation;
  std::string country;    // ISO 3166-1 alpha-2 in lower case, or empty
  std::string languages;  // as the expert says them
  std::string about;
  std::string email;     // shown to the secretariat alone
  bool consent = false;  // to be listed
  ExpertState state = ExpertState::kProposed;
  std::vector<std::string> competences;  // ordered
  std::int64_t version = 0;
};

class Experts {
 public:
  Experts(PanelSeams seams, Panels& panels, SessionAccess& access)
      : seams_(seams), panels_(panels), access_(access) {}

  // By the secretariat. Errors: kInvalid, kTooLarge.
  base::Result<ExpertId> Add(const desk::Actor& actor, const Expert& expert);
  base::Status Change(const desk::Actor& actor, const Expert& expert, std::int64_t version);
  // kList needs the expert's consent (kConflict).
  base::Status Act(const desk::Actor& actor, const ExpertId& id, ExpertAct act);
  // Of the panels the actor sees, by name: the secretariat's with everything, others only who is listed and
  // agreed, without addresses. `competence` empty: all.
  base::Result<std::vector<Expert>> List(db::Transaction& tx, const desk::Actor& actor,
                                         std::string_view competence, std::int64_t limit);
  base::Result<Expert> MustSee(db::Transaction& tx, const desk::Actor& actor, const ExpertId& id);

 private:
  base::Result<Expert> Find(db::Transaction& tx, const ExpertId& id);
  base::Status WriteCompetences(db::Transaction& tx, const Expert& expert);

  PanelSeams seams_;
  Panels& panels_;
  SessionAccess& access_;
};

}  // namespace panel
