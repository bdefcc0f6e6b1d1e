#pragma once
// What a finished screening run hands to the two reports a person opens: the HTML page for an auditor
// (report_html.cc) and the workbook an analyst works in (report_xlsx.cc). Both are written from the same
// facts, so they never disagree.
//
// Plain data; the functions are pure but for the file WriteXlsxReport writes (to a temporary file, then
// renamed: on any error `path` is as it was). `lists[alert.list_index]->ReadEntity(alert.index)` is the
// listed entity of an alert. Limits: kMaxReportParties and kMaxReportResults bound what a run may hold for a
// report (see screen.h); kMaxReportAlerts how many alerts the page draws in full.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "entity/entity.h"
#include "match/goods.h"
#include "match/match.h"

namespace screening {

// One party that was screened, with its alerts best first, and the goods of its country among its products.
// `row` is the spreadsheet's row number.
struct ScreenedParty {
  std::size_t row = 0;
  entity::Entity party;
  std::vector<match::Alert> alerts;      // may be empty
  std::vector<match::GoodsAlert> goods;  // may be empty
};

// What a reader needs to know about the run itself.
struct RunFacts {
  std::string input_name;    // base name of the party file
  std::string input_sha256;  // 64 hexadecimal digits
  std::string started_utc;   // ISO 8601, "2026-05-01T09:30:00Z"
  std::vector<match::ListInfo> lists;
  std::size_t parties = 0;           // screened
  std::size_t rejected_rows = 0;     // rows that were not screened
  std::size_t set_aside_fields = 0;  // fields that were not used in rows that were
  std::size_t blank_rows = 0;
  double threshold = 0.70;
  std::size_t limit = 5;
  std::size_t listed_goods = 0;         // entries of the lists that are goods of a country
  std::size_t parties_for_goods = 0;    // parties that give a country and a product
  std::vector<std::string> recognised;  // "Supplier Name -> name", one a column
  std::vector<std::string> not_used;    // headers of columns that were not used
  std::string engine_version;
};

// The whole page: one file that needs nothing beside it. `parties` are all that were screened, in input
// order.
base::Result<std::string> RenderHtmlReport(const RunFacts& facts, std::span<const ScreenedParty> parties,
                                           std::span<const match::CompiledList* const> lists);

base::Status WriteXlsxReport(const std::string& path, const RunFacts& facts,
                             std::span<const ScreenedParty> parties,
                             std::span<const match::CompiledList* const> lists);

}  // namespace screening
