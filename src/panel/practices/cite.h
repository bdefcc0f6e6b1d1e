#pragma once
// How a published practice is cited: as a line, and as files for programs that keep references. Formats:
// BibTeX (entry type misc, as BibTeX's manual has it), RIS (Research Information Systems' tags TY to ER, type
// ELEC), CSL-JSON 1.0.2 (type "webpage"). The year and day are those of the edition in UTC. Pure;
// thread-safe.

#include <string>
#include <string_view>

#include "base/time.h"

namespace panel {

struct Citation {
  std::string id;  // of the practice
  std::string title;
  std::string author;     // the organisation that owns it
  std::string publisher;  // the panel
  std::string url;        // absolute, of this edition
  std::string language;
  std::string summary;
  std::string licence;
  base::UtcTime published;
  std::int64_t edition = 1;
};

std::string PlainCitation(const Citation& citation);
std::string BibtexCitation(const Citation& citation);
std::string RisCitation(const Citation& citation);
std::string CslCitation(const Citation& citation);

}  // namespace panel
