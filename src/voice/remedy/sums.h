#pragma once
// What is claimed, agreed, paid and confirmed, added up per currency; no currency is ever added to another.
// Pure; thread-safe.
//
// Of one claim that was not withdrawn:
//   claimed    its low and high
//   agreed     what is agreed, where something is
//   paid       what counts as paid, as payers say (claims.h)
//   confirmed  what the worker has confirmed; never more than paid
//   open       what is still owed to her: agreed minus confirmed where something is agreed, else claimed (low
//              and high) minus confirmed; never below zero
// Of a withdrawn one only what she had confirmed before. Documents are counted apart.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "voice/remedy/claims.h"

namespace voice::remedy {

struct Totals {
  std::int64_t claims = 0;
  base::Decimal claimed_low, claimed_high, agreed, paid, confirmed, open_low, open_high;
  base::Status Add(const Claim& claim);
};

struct Tally {
  std::map<base::Currency, Totals> money;
  std::int64_t documents = 0;           // claims for documents that were not withdrawn
  std::int64_t documents_returned = 0;  // confirmed
  std::vector<std::int64_t> days;       // from claimed to confirmed, of those that are
  base::Status Add(const Claim& claim);
  std::optional<std::int64_t> MedianDays() const;  // of an even number: the lower of the two in the middle
};

// Who owes and along which way, as one line of a table. `key` brings lines of the same together: the words of
// the name (text::PlainWords), the party id where there is no name; "np-kr" for corridors.
struct OutstandingLine {
  std::string key;
  std::string label;
  Tally tally;
};
struct Outstanding {
  Tally all;
  std::vector<OutstandingLine> employers, recruiters, corridors;  // most open claims first, then by label
  std::size_t cases = 0;                                          // that were opened
  std::size_t unread = 0;                                         // that were left out (kMaxOutstandingCases)
  base::Status Add(const Claim& claim);
  void Sort();
};

}  // namespace voice::remedy
