#pragma once
// The form in which a referral is put together: each part of the case with its text, ticked and shortened by
// the case worker. Thread-safe.

#include "voice/casework/shell.h"
#include "voice/referral/copy.h"

namespace voice::referral {

// The texts of the case that a part begins with; parts the case has nothing of are there and empty.
base::Result<std::map<Part, std::string>> PartsOfCase(const CasePage& page);
// `action`: below the case. `version`: of the draft, 0 for a new one.
base::Result<html::Html> DraftForm(const CasePage& page, const Draft& draft, std::string_view rest,
                                   std::int64_t version, const std::string& error);
// What was typed. Errors: as of RecipientIn.
base::Result<Draft> DraftIn(CasePage& page);

}  // namespace voice::referral
