#pragma once
// The help board: what members ask of governments, the United Nations or others. A member asks; a member of
// the constituency that is asked, or the secretariat, takes it and answers; who asked closes it. Clocks: to
// be taken within kTakeDays, answered within kAnswerWithinDays, closed within kCloseDays. Every reader of the
// panel sees the board. Thread-safe.

#include "panel/exchange/viewer.h"

namespace panel::exchange {

inline constexpr std::int64_t kTakeDays = 14;
inline constexpr std::int64_t kAnswerWithinDays = 45;
inline constexpr std::int64_t kCloseDays = 30;

struct HelpFilter {
  std::optional<HelpState> state;
  std::optional<Addressee> to;
  MemberId owner;
  bool late = false;  // whose clock has run out
};

class HelpBoard {
 public:
  explicit HelpBoard(Gatekeeper& gate) : gate_(gate) {}
  // Of `help`: panel, to, country, title, details. Errors: kInvalid, kForbidden, kTooLarge.
  base::Result<HelpId> Ask(const desk::Actor& actor, const Help& help);
  // kTake, kAnswer (with words), kGiveBack: whoever was asked; kAskAgain (with words), kClose, kWithdraw: who
  // asked. `version`, where given, must be its version. Errors: kNotFound, kForbidden, kConflict, kInvalid.
  base::Status Act(const desk::Actor& actor, const HelpId& id, HelpAct act, std::string_view words,
                   std::optional<std::int64_t> version = std::nullopt);
  base::Result<Help> Get(const desk::Actor& actor, const HelpId& id);
  base::Result<PageOf<Help>> List(const desk::Actor& actor, const PanelId& panel, const HelpFilter& filter,
                                  std::string_view after, std::size_t limit);
  base::Result<std::vector<Gatekeeper::Event>> History(const desk::Actor& actor, const HelpId& id);
  // What this actor could take, and what of its own waits to be closed, for the home page.
  struct Waiting {
    std::int64_t to_take = 0;
    std::int64_t to_answer = 0;
    std::int64_t to_close = 0;
  };
  base::Result<Waiting> WaitingFor(const desk::Actor& actor, const PanelId& panel);

 private:
  Gatekeeper& gate_;
};

// Whether a member of this constituency is meant by it. Pure.
bool IsAsked(Addressee addressee, desk::OrgType type);

}  // namespace panel::exchange
