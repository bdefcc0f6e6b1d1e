#pragma once
// Rules of the standard that its schema cannot say (https://iatistandard.org/en/guidance/, the standard's own
// "rules" for each element), and a few that make a file usable. Each has a name, which the finding carries:
//
//   sector-shares        sector percentages of one vocabulary add up to 100
//   place-shares         percentages of recipient countries and regions add up to 100
//   dates-in-order       starts before ends; actual dates not in the future; a start is there
//   status-and-dates     the activity status agrees with the dates
//   transaction-dates    no transaction or value date in the future
//   reporting-org        one reporting organisation in a file, its reference of the form AGENCY-NUMBER
//   code-lists           codes are on their lists
//   language             every narrative has a language, by itself or by its activity, on ISO 639-1's list
//   budget-period        a budget's period is in order and at most a year long
//   identifier-prefix    the identifier begins with the reporting organisation's, or an earlier one of it
//   unique-identifiers   no identifier twice in a file
//   currency             every value has a currency, by itself or by its activity, of ISO 4217
//   one-level            countries, regions and sectors stand at the activity or at its transactions, not at
//   both; one of them is there organisation-named   a participating organisation has a reference or a name
//   budget-or-reason     budget-not-provided stands only where there is no budget
//   indicator-values     numbers where the measure is a number; periods of results in order
//   version              the file says version 2.03
//
// Belongs to one thread. Cost: about as much as reading.

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "iati/document.h"
#include "iati/schema.h"

namespace iati {

std::span<const std::string_view> RuleNames();

class RuleChecker {
 public:
  // `today`: days since 1970-01-01, what "the future" begins after.
  RuleChecker(std::int64_t today, FindingSink sink) : today_(today), sink_(std::move(sink)) {}
  void Root(const Element& root);
  void Activity(const Element& activity);

 private:
  void ReportingOrg(const Element& activity);
  void Identifier(const Element& activity);
  void Dates(const Element& activity);
  void Transactions(const Element& activity);

  std::int64_t today_;
  FindingSink sink_;
  std::string reporting_ref_;               // of the first activity
  std::map<std::string, int> identifiers_;  // with their lines
};

}  // namespace iati
