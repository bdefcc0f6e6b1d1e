#pragma once
// What of a case is still owed to the worker, in words: for who is about to end it. Pure; thread-safe.

#include <string>

#include "html/html.h"
#include "voice/remedy/claims.h"

namespace voice::remedy {

// "USD 100.00, the documents": of what is agreed all that she does not say she has. Empty: nothing.
std::string AgreedAndOwed(const html::Locale& locale, const ClaimBook& book);
// Of what is claimed without an agreement.
std::string ClaimedAndOpen(const html::Locale& locale, const ClaimBook& book);
// Both as a notice beside the step that closes a case. Empty: nothing is owed.
html::Html OwedNotice(const html::Locale& locale, const ClaimBook& book);

}  // namespace voice::remedy
