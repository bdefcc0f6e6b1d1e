#pragma once
// Canada's consolidated autonomous sanctions list (Special Economic Measures Act and Justice for Victims of
// Corrupt Foreign Officials Act) as Global Affairs Canada publishes it: root data-set, one record an entry.
// `Country` names the regulations, not where the party is, so it becomes the programme and no country is
// claimed. Entries have no number of their own; regulations, schedule and item together are the id, as the
// regulations number their items. Thread-safe. Errors: those of ReadXmlRecords; kInvalid for another root;
// the sink's. Source:
// https://www.international.gc.ca/world-monde/international_relations-relations_internationales/sanctions/consolidated-consolide.aspx

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lists/collector.h"
#include "lists/xml_records.h"

namespace lists {

inline constexpr std::string_view kSemaXmlRoot = "data-set";

// Hands every entry to `collector`; the caller finishes it. The file gives no date of the edition.
base::Status ReadSemaXml(std::string_view bytes, const std::string& name, const ProblemSink& problems,
                         Collector& collector, XmlWay way = XmlWay::kBySize);

// The names in one Aliases element: "A; B", "A, B" (not before a legal form), "A / B", "Russian: A", "A or
// B". `person`: a comma may then stand between surname and given name, so it separates only names of two
// words or more. For tests and for sema_xml.cc.
std::vector<std::string> SemaAliases(std::string_view text, bool person);

// "Iranian Navy/Force navale iranienne" is a name in English and one in French; a slash inside a short text
// separates nothing. Other names in parentheses are no part of the text any more.
std::vector<std::string> SemaNames(std::string_view text);

}  // namespace lists
