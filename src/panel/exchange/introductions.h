#pragma once
// Introductions of one offer to one need, and what comes of them. The secretariat proposes and sends; a
// member may also ask for one itself, which is its own yes. Nothing is agreed without both yeses; what is
// agreed is taken off both, and given back when it is stopped. Only the two sides and the secretariat know of
// an introduction; for others it is kNotFound. Thread-safe.

#include "panel/exchange/ranking.h"

namespace panel::exchange {

inline constexpr std::int64_t kAnswerDays = 14;   // after it is sent; then it lapses
inline constexpr std::int64_t kBeginDays = 30;    // after both yeses: then both are reminded
inline constexpr std::int64_t kConfirmDays = 14;  // after a report: then the other side is reminded

struct ActWords {
  std::string words;                     // why, or what came of it
  std::optional<base::Decimal> arrived;  // kReport: must be there, 0 to what is agreed
  std::optional<std::int64_t> version;   // must be the introduction's, where given
};

class Introductions {
 public:
  Introductions(Gatekeeper& gate, Rankings& rankings) : gate_(gate), rankings_(rankings) {}

  // Brings an offer and a need together. By the owner of one of them: asks the other side (kOfferYes or
  // kNeedYes at once). By the secretariat: kProposed. `amount`: nothing for all that is possible. Errors:
  // kNotFound, kInvalid (two offers; the amount), kConflict (a hard condition fails, one is not open, or such
  // an introduction is under way).
  base::Result<IntroductionId> Bring(const desk::Actor& actor, const ListingId& offer, const ListingId& need,
                                     std::optional<base::Decimal> amount, std::string_view words);
  // Errors: kNotFound, kForbidden (not this side's, or the calendar's, act), kConflict (the state forbids it,
  // too little is left), kInvalid (no reason where one is needed: decline, dispute, stop; no amount at
  // report).
  base::Status Act(const desk::Actor& actor, const IntroductionId& id, IntroductionAct act,
                   const ActWords& words = {});
  // Sends every unsent pair of a plan. Returns how many.
  base::Result<std::int64_t> SendAll(const desk::Actor& actor, const PanelId& panel,
                                     const ProposalId& proposal);

  base::Result<Pair> Get(const desk::Actor& actor, const IntroductionId& id);
  base::Result<PageOf<Pair>> List(const desk::Actor& actor, const PanelId& panel, IntroductionFilter filter,
                                  std::string_view after, std::size_t limit);
  base::Result<std::vector<Gatekeeper::Event>> History(const desk::Actor& actor, const IntroductionId& id);
  // By the calendar: what was not answered in time lapses. Returns how many.
  base::Result<std::int64_t> LapseDue(const desk::Actor& system);

  // How many wait for something of this organisation, for its home page.
  struct Waiting {
    std::int64_t answers = 0;   // a yes or no
    std::int64_t begins = 0;    // agreed, not begun in time
    std::int64_t confirms = 0;  // the other side has reported
    std::int64_t unsent = 0;    // of the secretariat: proposed pairs
  };
  base::Result<Waiting> WaitingFor(const desk::Actor& actor, const PanelId& panel);

 private:
  struct Seen {
    Pair pair;
    Viewer viewer;
  };
  base::Result<Seen> See(db::Transaction& tx, const desk::Actor& actor, const IntroductionId& id);
  base::Status Step(db::Transaction& tx, const desk::Actor& actor, Pair& pair, IntroductionAct act,
                    const ActWords& words);
  Gatekeeper& gate_;
  Rankings& rankings_;
};

}  // namespace panel::exchange
