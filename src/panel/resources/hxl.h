#pragma once
// CSV with the tags of the Humanitarian Exchange Language 1.1 (https://hxlstandard.org/standard/1-1final/) in
// a row below the headings: who does what where (3W) and the ledger. Formulas are guarded against
// spreadsheets.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "panel/resources/types.h"

namespace panel {

// One row a project and country.
std::string HxlWho(const std::vector<Project>& projects);

// Headings and tags, then line by line.
std::string HxlLedgerHead();
void HxlLedgerLine(const LedgerLine& line, std::string& out);

}  // namespace panel
