#pragma once
// The United Nations Security Council consolidated list in its XML layout (root CONSOLIDATED_LIST,
// sc-sanctions.xsd). Entries are the elements INDIVIDUAL and ENTITY; docs/lists.md says what becomes of each
// element inside. An element that is not known is reported. Thread-safe. Errors: those of ReadXmlRecords;
// kInvalid for another root; the sink's. Source of the layout:
// https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lists/collector.h"
#include "lists/xml_records.h"

namespace lists {

// Hands every entry to `collector` (the caller finishes it) and sets edition.date from dateGenerated.
base::Status ReadUnXml(std::string_view bytes, const std::string& name, const ProblemSink& problems,
                       Collector& collector, Edition& edition, XmlWay way = XmlWay::kBySize);

// One ALIAS_NAME may hold several names: "A; B", "A b) B", "حسن غول (Hassan Ghul; Hasan Gul)", "Abubakar
// (original script: Абубакар)". `remark` gets what is no name: "born 1 Jan. 1953 …", "(false identity …)".
// For tests and for un_xml.cc.
std::vector<std::string> AliasNames(std::string_view alias, std::string& remark);

// The number inside "Afghan passport number SE 012820", "Libyan passport No. 513519", "403062567 (US)"; the
// text itself where it does not have such a form.
std::string DocumentNumber(std::string_view text);

}  // namespace lists
