#pragma once
// The history of consents, in the case's document "consents". Within the caller's transaction.

#include "voice/consent/consents.h"

namespace voice::consent {

// What is written, and after it what the worker and time did since: the states tell.
base::Result<std::vector<HistoryLine>> HistoryOf(db::Transaction& tx, const OpenedCase& opened,
                                                 const std::vector<Consent>& all);
// Takes up what happened since, then adds `line`. `all` is as it stands after the act of the line. Errors: as
// of WriteDocument.
base::Status AddToHistory(db::Transaction& tx, const OpenedCase& opened, const std::vector<Consent>& all,
                          const HistoryLine& line);

}  // namespace voice::consent
