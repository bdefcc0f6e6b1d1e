#pragma once
// The queue at the left of the review, with its tabs, filters and order. Pure but for nothing; thread-safe.

#include <optional>
#include <string>
#include <vector>

#include "desk/web/router.h"
#include "html/html.h"
#include "screening/console/view.h"

namespace screening {

struct QueuePane {
  const QueueView& view;
  const AlertPage& page;
  std::optional<AlertId> opened;
};

html::Html StageTabs(const desk::Context& context, const QueueView& view, const StageCounts& counts,
                     bool table);
html::Html QueueList(const desk::Context& context, const QueuePane& pane);
// The form with all filters, closed where none is set.
html::Html FilterForm(const desk::Context& context, const QueueView& view, const Alerts::Choices& choices,
                      std::string_view action);

}  // namespace screening
