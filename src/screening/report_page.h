#pragma once
// The pieces of the HTML report; internal to the room. Each gives one part of the page from the run's facts.
// Pure; thread-safe.

#include <cstddef>
#include <span>
#include <string_view>

#include "html/html.h"
#include "screening/record_view.h"
#include "screening/report_facts.h"

namespace screening {

struct ReportPage {
  const RunFacts& facts;
  std::span<const ScreenedParty> parties;
  const Summary& summary;
  const EntryReader& read_entry;
};

// Both records of an alert side by side, its names word by word, its evidence step by step, and what would
// settle it.
html::Html AlertCard(const ReportPage& page, const RankedAlert& ranked);

html::Html SummarySection(const ReportPage& page);  // the picture, with its numbers as tables
html::Html AlertsSection(const ReportPage& page);   // at or above the threshold
html::Html WeakerSection(const ReportPage& page);   // below it
html::Html GoodsSection(
    const ReportPage& page);  // goods of the parties' countries; nothing where there are none
html::Html NothingFoundSection(const ReportPage& page);
html::Html NotCheckedSection(const ReportPage& page);
html::Html InputSection(const ReportPage& page);   // the party file, its columns, what was set aside
html::Html ListsSection(const ReportPage& page);   // dates, checksums, counts
html::Html ScoresSection(const ReportPage& page);  // how a score is made, in words

// The whole page with listed entries from `read_entry`; RenderHtmlReport is this with ReadEntriesFrom(lists).
std::string RenderReportPage(const RunFacts& facts, std::span<const ScreenedParty> parties,
                             const EntryReader& read_entry);

}  // namespace screening
