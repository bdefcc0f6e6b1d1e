#pragma once
// OFAC's lists in the classic XML layout (sdn.xml, consolidated.xml; root sdnList, one sdnEntry an entry;
// schema sdn.xsd). docs/lists.md says what becomes of each element. An entry's id is its uid, the ent_num of
// the CSV layout, so an edition in one layout can be compared with an edition in the other. Document numbers
// and remarks go through the rules of ofac_remarks.h. An element that is not known is reported. Thread-safe.
// Errors: those of ReadXmlRecords; kInvalid for another root; the sink's. Source of the layout: OFAC, "SDN
// data formats and data schemas", https://ofac.treasury.gov/sdn-list-data-formats-data-schemas

#include <string>
#include <string_view>

#include "base/result.h"
#include "lists/collector.h"
#include "lists/xml_records.h"

namespace lists {

inline constexpr std::string_view kOfacXmlRoot = "sdnList";

// Hands every entry to `collector` (the caller finishes it), sets edition.date from Publish_Date and compares
// Record_Count with the entries that are there: a difference is reported, as the file may be cut off.
base::Status ReadOfacXml(std::string_view bytes, const std::string& name, const ProblemSink& problems,
                         Collector& collector, Edition& edition, XmlWay way = XmlWay::kBySize);

}  // namespace lists
