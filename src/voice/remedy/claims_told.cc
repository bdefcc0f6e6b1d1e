#include "voice/remedy/claims_told.h"

#include "voice/remedy/claim_parts.h"
#include "voice/remedy/kinds.h"

namespace voice::remedy {
namespace {

std::string LineOf(const html::Locale& locale, const Claim& claim) {
  std::string line = Word(locale, claim.kind);
  const auto add = [&](const std::string& label, const std::string& words) {
    if (!words.empty()) line += "\n  " + label + ": " + words;
  };
  const auto amount = [&](const base::Decimal& value) {
    return HasAmount(claim.kind) && !value.zero() ? AmountWords(locale, value, claim.currency)
                                                  : std::string();
  };
  add(locale.tr("Claimed"), RangeWords(locale, claim));
  add(locale.tr("Who owes it"), DebtorWords(locale, claim));
  add(locale.tr("Best evidence"), Word(locale, claim.evidence));
  if (claim.agreed) add(locale.tr("Agreed"), amount(*claim.agreed));
  add(locale.tr("Paid, they say"), amount(PaidOf(claim)));
  add(locale.tr("Confirmed by the worker"), amount(ConfirmedOf(claim)));
  return line;
}

}  // namespace

std::string ClaimsTold(const html::Locale& locale, const ClaimBook& book) {
  std::string told;
  for (const Claim& claim : book.claims) {
    if (claim.state == ClaimState::kWithdrawn) continue;
    told += (told.empty() ? "" : "\n") + LineOf(locale, claim);
  }
  return told;
}

base::Result<std::string> ClaimsToldOf(db::Transaction& tx, const OpenedCase& opened,
                                       const html::Locale& locale) {
  const StoredBook stored = TRY(ReadClaims(tx, opened));
  return ClaimsTold(locale, stored.book);
}

}  // namespace voice::remedy
