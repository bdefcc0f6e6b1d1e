#pragma once
// What a team lets wait for three days longer than was promised, first answers to workers and tasks, is its
// supervisors' matter: on their home page, and once by mail. Numbers alone; nobody is unlocked. Thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "desk/people/people.h"
#include "net/client.h"
#include "voice/casework/access.h"
#include "voice/types.h"

namespace voice {

struct LateTeam {
  TeamId id;
  desk::OrgId org;
  vault::CircleId circle;
  std::string name;
  std::int64_t first_answers = 0;
  std::int64_t tasks = 0;
};

class Escalation {
 public:
  Escalation(CaseAccess& access, vault::Vault& vault, desk::People& people, const base::Clock& clock)
      : access_(access), vault_(vault), people_(people), clock_(clock) {}

  // Of the whole organisation, but of no case from which the actor is kept out. By name.
  base::Result<std::vector<LateTeam>> Of(const desk::Actor& actor);
  // One mail a team to each of its supervisors (of the organisation's, where none is in its circle), for what
  // nobody was told of yet. What could not be mailed to anybody is tried again. Called by a job, each hour.
  base::Status Tell(net::Mailer& mailer, std::string_view public_url);

 private:
  base::Result<std::vector<LateTeam>> Count(const desk::Actor* actor);
  base::Result<std::vector<desk::Person>> SupervisorsOf(const LateTeam& team);
  Day Before() const;

  CaseAccess& access_;
  vault::Vault& vault_;
  desk::People& people_;
  const base::Clock& clock_;
};

}  // namespace voice
