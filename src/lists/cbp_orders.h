#pragma once
// Withhold-release orders and findings of US Customs and Border Protection, as the CSV behind its dashboard
// has them: entity, country, industry, effective date, type (WRO or Finding). A cell names parties in free
// text (free_names.h), vessels, or goods of a whole country; goods become Commodity entries (docs/lists.md).
// An order and a finding about the same party in the same country are one entry. Thread-safe. Errors: the
// table's; the sink's. Source: https://www.cbp.gov/trade/forced-labor/withhold-release-orders-and-findings

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "lists/collector.h"
#include "lists/official_table.h"

namespace lists {

std::span<const ColumnNames> CbpOrderColumns();

// By which the orders are told from any other table of manufacturers, countries and dates: the dashboard's
// type of order, or the web page's status beside the merchandise.
std::span<const TellingColumn> CbpTellingColumns();

// Hands every entry to `collector`; the caller finishes it.
base::Status ReadCbpOrders(std::string_view bytes, const std::string& name, const ProblemSink& problems,
                           Collector& collector);

}  // namespace lists
