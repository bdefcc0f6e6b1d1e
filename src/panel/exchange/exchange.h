#pragma once
// The exchange's services together, as the desk keeps them and other folders of the room may use them.
// Thread-safe.

#include "panel/exchange/barriers.h"
#include "panel/exchange/help.h"
#include "panel/exchange/introductions.h"
#include "panel/exchange/listings.h"
#include "panel/exchange/overview.h"
#include "panel/exchange/pitch.h"
#include "panel/exchange/proposals.h"

namespace panel::exchange {

struct Exchange {
  Exchange(PanelSeams seams, Panels& panels, Directory& directory, desk::Jobs& jobs)
      : gate(seams, panels, directory),
        bars(gate),
        rankings(gate, bars),
        listings(gate),
        introductions(gate, rankings),
        proposals(gate, bars, jobs),
        overview(gate, bars),
        help(gate),
        barriers(gate),
        pitches(gate, bars) {}
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  Gatekeeper gate;
  Bars bars;  // bars.AddGuard: what other folders know of red flags and conflicts of interest
  Rankings rankings;
  Listings listings;
  Introductions introductions;
  Proposals proposals;
  Overview overview;
  HelpBoard help;
  Barriers barriers;
  Pitches pitches;
};

}  // namespace panel::exchange
