#pragma once
// One offer or need as its page shows it: the facts, what the viewer can do, what fits it and who was left
// out. Pure but for the context's token; thread-safe.

#include "panel/exchange/page_parts.h"
#include "panel/exchange/ranking.h"
#include "panel/exchange/viewer.h"

namespace panel::exchange {

// What the page is made of; what it refers to must outlive it.
struct ListingEntry {
  const desk::Context& context;
  const Listing& listing;
  const Viewer& viewer;
  const Ranking* ranking = nullptr;  // nullptr: it is not ranked in its state
  std::vector<Gatekeeper::Event> history;
  TypedAct typed;
};
html::Html ListingEntryView(const ListingEntry& view);

}  // namespace panel::exchange
