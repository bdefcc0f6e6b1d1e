#pragma once
// What of the queue a page shows: filter, order and place, as they stand in the address, so that a view can
// be kept, shared and come back to. Pure; thread-safe.

#include <string>
#include <string_view>

#include "base/result.h"
#include "net/http.h"
#include "screening/queue/alerts.h"

namespace screening {

struct QueueView {
  AlertFilter filter;
  AlertSort sort = AlertSort::kHarm;
  std::string position;  // empty: the beginning
  Alerts::Direction direction = Alerts::Direction::kForward;
};

// Errors: kInvalid, naming the argument and what is expected.
base::Result<QueueView> ReadView(const net::Arguments& query);

// "?stage=unsure&sort=score", without what is usual; empty for the usual view. Without position.
std::string ViewQuery(const QueueView& view);

std::string QueueHref(const QueueView& view);  // "/alerts?..."
std::string TableHref(const QueueView& view);  // "/alerts/table?..."
std::string AlertHref(const QueueView& view, const AlertId& id);

}  // namespace screening
