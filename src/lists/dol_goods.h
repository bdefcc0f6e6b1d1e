#pragma once
// The US Department of Labor's list of goods produced by child labour or forced labour (required by the
// Trafficking Victims Protection Reauthorization Act) as a table: country, good, and an X for child labour,
// forced labour or both, or the kind in words. Each row is a Commodity entry: no party, but a good of a
// country. The list goes by country and good, so these two are its id. Thread-safe. Errors: the table's; the
// sink's. Source: https://www.dol.gov/agencies/ilab/reports/child-labor/list-of-goods

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "lists/collector.h"
#include "lists/official_table.h"

namespace lists {

std::span<const ColumnNames> DolGoodsColumns();

// Hands every entry to `collector`; the caller finishes it.
base::Status ReadDolGoods(std::string_view bytes, const std::string& name, const ProblemSink& problems,
                          Collector& collector);

}  // namespace lists
