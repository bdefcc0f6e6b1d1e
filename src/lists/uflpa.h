#pragma once
// The entity list of the Uyghur Forced Labor Prevention Act (US Department of Homeland Security) as a table:
// the entity's name, in the words of the Federal Register with its other names in parentheses (free_names.h)
// or with a column of aliases between '|' or ';', and the section of the law or the day from which it is
// listed. Thread-safe. Errors: the table's; the sink's. Source: https://www.dhs.gov/uflpa-entity-list

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "lists/collector.h"
#include "lists/official_table.h"

namespace lists {

std::span<const ColumnNames> UflpaColumns();

// By which the list is told from another table with a column "UFLPA list": cells that cite the law's section.
TellingColumn UflpaTellingColumn();

// Hands every entry to `collector`; the caller finishes it.
base::Status ReadUflpa(std::string_view bytes, const std::string& name, const ProblemSink& problems,
                       Collector& collector);

}  // namespace lists
