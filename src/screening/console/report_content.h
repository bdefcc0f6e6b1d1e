#pragma once
// What a downloaded report says: its head, the watch lists behind it, what was not checked, and its rows. The
// same for CSV, XLSX and PDF, so they never disagree. A report says what was compared, by whom it was decided
// and what is open; it never says that somebody has nothing to do with anything. Thread-safe.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "desk/ids.h"
#include "html/locale.h"
#include "screening/console/colleagues.h"
#include "screening/console/report_choice.h"
#include "screening/queue/alerts.h"
#include "screening/registry/watch_lists.h"

namespace screening {

struct ReportHead {
  const html::Locale* locale = nullptr;
  desk::OrgId org;
  std::string organisation;
  std::string made_by;
  base::UtcTime made;
  ReportChoice choice;
  double threshold = 0.70;
  Colleagues colleagues;
  std::shared_ptr<const ListSnapshot> lists;
};

// One alert as words. Times are kept as they are, because each kind of file writes them in its own way.
struct ReportRow {
  const QueuedAlert& alert;
  std::string party_own;  // the names in their own scripts, where they differ from the captions; else empty
  std::string entry_own;
  std::string stage;
  std::string decision;
  std::string reason;
  std::string decided_by;
  std::string approved_by;
  base::UtcTime approved;
  std::string identity;
  std::string edition;  // of the watch list now: "edition 3, 2026-11-20"
};

using RowVisitor = std::function<base::Status(const ReportRow&)>;
// Every alert of the choice, by stage and then by harm, in bounded memory. Errors: kTooLarge over `most`,
// which `limit_name` names.
base::Status EachRow(Alerts& alerts, const ReportHead& head, std::size_t most, std::string_view limit_name,
                     const RowVisitor& visit);

std::string ReportTitle(const html::Locale& locale);
// Name and value: organisation, made, by whom, what was chosen, threshold.
std::vector<std::pair<std::string, std::string>> HeadFacts(const ReportHead& head);
std::vector<std::string> NotCheckedLines(const ReportHead& head);
// The one sentence that stands in every row of a CSV, where there is no other place for it.
std::string NotCheckedInShort(const html::Locale& locale);

}  // namespace screening
