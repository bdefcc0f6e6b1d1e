#pragma once
// Choosing a recipient in a form: services of the directory, teams of other organisations. Thread-safe.

#include <string>
#include <vector>

#include "html/forms.h"
#include "voice/casework/shell.h"
#include "voice/referral/directory.h"

namespace voice::referral {

// What the address asks for: ?kind=&country=&language=; the country is that of the case's team where nothing
// else is asked.
base::Result<ServiceFilter> FilterOf(const CasePage& page);
// Narrows the choices below; `rest` is the page that has them.
html::Html FilterForm(const CasePage& page, std::string_view rest, const ServiceFilter& filter);
// "service:ID", "team:ID" with their names; at most kMostChoices services. `keep`: what was chosen before is
// among them also where the filter leaves it out.
base::Result<std::vector<html::Choice>> RecipientChoices(const CasePage& page, const ServiceFilter& filter,
                                                         std::string_view keep);
std::string ValueOf(const consent::Recipient& to);  // "service:ID"
// The recipient of such a value, named as it is now; for anything else one without a name.
base::Result<consent::Recipient> RecipientIn(const CasePage& page, std::string_view value);

std::vector<html::Choice> TradeChoices(const html::Locale& locale);
std::vector<html::Choice> PurposeChoices(const html::Locale& locale);

}  // namespace voice::referral
