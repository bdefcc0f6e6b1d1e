#pragma once
// Matches of the exchange on the timeline of two members: introductions that both sides agreed to, with what
// was asked for. Only its two sides and the secretariat read such a timeline. Thread-safe.

#include "panel/common/sources.h"

namespace panel::exchange {

std::shared_ptr<TimelineSource> SharedMatches();

}  // namespace panel::exchange
