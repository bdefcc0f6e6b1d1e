#pragma once
// The parts of a claim's page: what is claimed, what was paid and what the worker says to it, what can be
// done next. Thread-safe.

#include "voice/casework/shell.h"
#include "voice/remedy/form_kit.h"

namespace voice::remedy {

struct ClaimView {
  const CasePage& page;
  const Claim& claim;
  std::int64_t version = 0;
  bool has_reader = false;
  const Refused& refused;

  std::string Href(std::string_view rest = {}) const {
    return page.Href("/claims/" + claim.id.text() + std::string(rest));
  }
};

html::Html StateBadge(const html::Locale& locale, ClaimState state);
html::Html ClaimFacts(const ClaimView& view);
html::Html Payments(const ClaimView& view);
html::Html NextSteps(const ClaimView& view);
html::Html WorkerSees(const ClaimView& view);
html::Html HistoryOf(const ClaimView& view);
// "Acme Foods", or what kind of payer it is.
std::string DebtorWords(const html::Locale& locale, const Claim& claim);

}  // namespace voice::remedy
