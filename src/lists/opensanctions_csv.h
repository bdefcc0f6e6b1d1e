#pragma once
// OpenSanctions' simplified CSV (targets.simple.csv): id, schema, name, aliases, birth_date, countries,
// addresses, identifiers, sanctions, phones, emails, in newer editions program_ids, then dataset, first_seen,
// last_seen, last_change. A cell holds several values between ';', each in quotes where it holds a ';' or a
// quote itself. The file does not say what kind of number an identifier is: it becomes an idNumber of a
// person, an imoNumber of a vessel where it is written so, else a registrationNumber. Thread-safe. Errors:
// the table's; the sink's. Source of the layout: https://www.opensanctions.org/docs/bulk/csv/

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lists/collector.h"
#include "lists/official_table.h"

namespace lists {

std::span<const ColumnNames> OpenSanctionsColumns();

// Hands every party to `collector` (the caller finishes it) and counts edition.not_parties.
base::Status ReadOpenSanctionsCsv(std::string_view bytes, const std::string& name,
                                  const ProblemSink& problems, Collector& collector, Edition& edition);

// The values of one cell: `a;"b; c";"d ""e"""`. A quote that is never closed is taken as written.
std::vector<std::string> SimpleCsvValues(std::string_view cell);

}  // namespace lists
