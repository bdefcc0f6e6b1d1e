#pragma once
// The facts inside OFAC's remarks field: "DOB 12 May 1974; POB Baghdad, Iraq; Passport A123 (Iran) expires
// 2001; a.k.a. 'PACHO'.". A remark is cut into clauses at ';'. A clause that is understood becomes a value,
// with the whole clause as its origin where it says more than the value (country, dates of issue); every
// other clause is kept as a note as printed. Thread-safe. Source: OFAC's data specification lists the fields;
// the clause shapes were counted in published editions (docs/lists.md).

#include <cstddef>
#include <string_view>

#include "lists/draft.h"

namespace lists {

struct RemarkCounts {
  std::size_t clauses = 0;
  std::size_t facts = 0;  // became values
  std::size_t statements =
      0;  // known kinds of text that are notes by nature: sanctions programmes, "Linked To", former operators
  std::size_t other = 0;  // free text, kept as notes
};

// OFAC cuts a remark at kOfacRemarkBytes; then the last clause is incomplete: it is reported and only kept as
// a note.
inline constexpr std::size_t kOfacRemarkBytes = 1000;

void ReadOfacRemarks(std::string_view remarks, Draft& draft, RemarkCounts& counts);

// One clause that stands by itself, whatever it holds: what the XML layout has as an id ("Tax ID No.
// 7702070139 (Russia)") reads like a clause of the remarks.
void ReadOfacClause(std::string_view clause, Draft& draft, RemarkCounts& counts);

}  // namespace lists
