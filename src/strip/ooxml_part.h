#pragma once
// One part of an OOXML package.

#include <map>
#include <pugixml.hpp>
#include <set>
#include <string>

#include "strip/outcome.h"

namespace strip {

// Cleans a part's tree. `gone`: the ids of relationships of this part that no longer exist.
// False where the part is nothing but what must go: it must not be kept.
[[nodiscard]] bool CleanOoxmlPart(pugi::xml_document& part, const std::set<std::string>& gone, Tally& tally);

}  // namespace strip
