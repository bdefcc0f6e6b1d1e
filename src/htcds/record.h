#pragma once
// One case as HTCDS 2.0 describes it, and what the standard does not know of it. Value types.
//
// What a record may hold (Check in check.h says so, and so does Write): fields of their own part, values as
// values.h reads them, texts of valid UTF-8 without NUL. A field without a value is absent.

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "htcds/standard.h"

namespace htcds {

// The case itself, or one comment, event, ...
struct Section {
  std::map<std::string, std::vector<std::string>, std::less<>>
      fields;                                             // by API name; several where Field::multi
  std::map<std::string, std::string, std::less<>> extra;  // what the standard does not know, by its header

  bool operator==(const Section&) const = default;
  bool empty() const { return fields.empty() && extra.empty(); }
  // The value, or of several the first; empty where absent.
  std::string_view Value(std::string_view name) const {
    auto found = fields.find(name);
    return found == fields.end() ? std::string_view() : std::string_view(found->second.front());
  }
};

struct Record {
  std::string number;                              // the organisation's own case number; may be empty
  Section main;                                    // Part::kCase
  std::array<std::vector<Section>, kParts> parts;  // by Part; that of kCase stays empty

  bool operator==(const Record&) const = default;
  std::vector<Section>& Items(Part part) { return parts[static_cast<std::size_t>(part)]; }
  const std::vector<Section>& Items(Part part) const { return parts[static_cast<std::size_t>(part)]; }
};

}  // namespace htcds
