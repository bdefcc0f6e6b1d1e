#pragma once
// The organisation's parties as a list: filters, table, pages. Pure; thread-safe.

#include <cstdint>
#include <string>
#include <vector>

#include "desk/web/router.h"
#include "html/html.h"
#include "html/locale.h"
#include "screening/queue/parties.h"

namespace screening {

struct PartyListPage {
  const desk::Context& context;
  const PartyFilter& filter;
  const PartyPage& page;
  std::vector<std::string> countries;  // choices of the filters
  std::vector<std::string> sources;
  std::int64_t with_goods = 0;  // Parties::CountWithGoods
};

// The filter as it stands in the address.
PartyFilter ReadPartyFilter(const net::Arguments& query);
// "/parties?country=vn", without position.
std::string PartiesHref(const PartyFilter& filter);

html::Html PartyListView(const PartyListPage& page);
// The table alone, without forms and pages: also for the search.
html::Html PartyTable(const html::Locale& locale, const std::vector<Party>& parties);

}  // namespace screening
