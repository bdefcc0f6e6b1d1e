#pragma once
// What is outstanding as a table for other programs. Pure; thread-safe.

#include <string>

#include "voice/remedy/sums.h"

namespace voice::remedy {

// RFC 4180, with a heading. One line a currency of each employer, recruiter and corridor, and of all; the
// last line says how many cases are not in the sums, where some are not.
std::string OutstandingCsv(const Outstanding& all);

}  // namespace voice::remedy
