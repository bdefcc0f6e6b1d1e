#pragma once
// Names of companies and recruiters that a claim's form offers, so that the same one is written the same way.
// Thread-safe.

#include <string>
#include <vector>

#include "voice/services.h"

namespace voice::remedy {

// Whom the case's concerns are about, and who owes in the newest cases of its team (base::kMaxDebtorCases)
// that the reader may open; by name, each once, at most base::kMaxDebtorNames. Not within a transaction.
base::Result<std::vector<std::string>> DebtorNames(VoiceServices& services, const desk::Actor& actor,
                                                   const vault::UnlockedPerson& me, const OpenedCase& opened);

}  // namespace voice::remedy
