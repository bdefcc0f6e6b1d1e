#pragma once
// Senzing's entity format as JSON lines: DATA_SOURCE, RECORD_ID, then attributes by Senzing's names, flat in
// the record ("PRIMARY_NAME_LAST"), in FEATURES, or in lists by kind (NAMES, ADDRESSES, IDENTIFIERS …) as
// OpenSanctions writes them. senzing_attributes.inc says which attribute becomes which property; what is no
// attribute of Senzing's becomes a note. Relationships are not read. A record of another kind than a party is
// counted as no party. The id is the RECORD_ID, or DATA_SOURCE:RECORD_ID of all records where the
// file holds several data sources, so that it does not hang on the order of the lines; such a file is read
// twice. Thread-safe. Errors: the lines'; the sink's. Source: Senzing entity specification,
// https://senzing.com/docs/entity_specification/

#include <string>
#include <string_view>

#include "base/result.h"
#include "lists/collector.h"

namespace lists {

// Hands every party to `collector` (the caller finishes it) and counts edition.not_parties. `name` stands in
// problems.
base::Status ReadSenzingJsonLines(std::string_view bytes, const std::string& name,
                                  const ProblemSink& problems, Collector& collector, Edition& edition);

}  // namespace lists
