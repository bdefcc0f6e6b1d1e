#pragma once
// One party: what is known of it, where it came from, its alerts in every stage. Pure; thread-safe.

#include <vector>

#include "desk/web/pages.h"
#include "html/html.h"
#include "match/goods.h"
#include "screening/queue/types.h"

namespace screening {

struct ProfilePage {
  const desk::Context& context;
  const Party& party;
  const std::vector<QueuedAlert>& alerts;
  const std::vector<match::GoodsAlert>& goods;  // of its country, on lists of goods
  html::Html concerns;                          // bands of the gate; may be empty
};

desk::PageOptions ProfileOptions(const ProfilePage& page);
html::Html ProfileView(const ProfilePage& page);

}  // namespace screening
