#pragma once
// One alert, opened: both records, names word by word, what would settle it, the score step by step, what
// happened so far, and the decision. Pure; thread-safe.

#include <functional>
#include <string>

#include "desk/web/router.h"
#include "html/html.h"
#include "screening/console/view.h"

namespace screening {

struct DetailPage {
  const desk::Context& context;
  const QueueView& view;
  const AlertDetail& detail;
  double threshold = 0.70;
  std::string list_facts;  // "edition 3 of 22 Nov 2026"
  std::vector<std::pair<std::string, std::string>>
      analysts;  // id and name of those who can be given an alert
  std::function<std::string(const std::string& actor_label)>
      name_of;              // "Mina O." of "person:ID"; the label itself where unknown
  html::Html sealed_notes;  // SealedNotesView
};

html::Html AlertView(const DetailPage& page);

}  // namespace screening
