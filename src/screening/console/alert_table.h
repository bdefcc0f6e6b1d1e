#pragma once
// The queue as a table, for looking over many alerts and deciding or assigning those that are ticked. Pure;
// thread-safe.

#include <string>
#include <vector>

#include "desk/web/router.h"
#include "html/html.h"
#include "screening/console/view.h"

namespace screening {

struct TablePage {
  const desk::Context& context;
  const QueueView& view;
  const AlertPage& page;
  std::vector<std::pair<std::string, std::string>> analysts;  // id and name
};

html::Html AlertTable(const TablePage& page);

}  // namespace screening
