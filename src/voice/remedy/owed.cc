#include "voice/remedy/owed.h"

#include "html/components.h"
#include "html/console_components.h"
#include "voice/remedy/sums.h"

namespace voice::remedy {
namespace {

using html::El;
using html::Html;

std::string WordsOf(const html::Locale& locale, const ClaimBook& book, bool agreed) {
  Tally tally;
  bool documents = false;
  for (const Claim& claim : book.claims) {
    const bool is_agreed = claim.state == ClaimState::kAgreed || claim.state == ClaimState::kPaid;
    if (agreed ? !is_agreed : claim.state != ClaimState::kClaimed) continue;
    if (!HasAmount(claim.kind))
      documents = true;
    else if (!tally.Add(claim))
      return {};  // sums that do not fit; amounts of one case are far from it
  }
  std::string words;
  const auto add = [&](const std::string& more) { words += (words.empty() ? "" : ", ") + more; };
  for (const auto& [currency, totals] : tally.money)
    if (!totals.open_high.zero()) add(RangeWords(locale, totals.open_low, totals.open_high, currency));
  if (documents) add(AmountWords(locale, {}, {}));
  return words;
}

}  // namespace

std::string AgreedAndOwed(const html::Locale& locale, const ClaimBook& book) {
  return WordsOf(locale, book, true);
}

std::string ClaimedAndOpen(const html::Locale& locale, const ClaimBook& book) {
  return WordsOf(locale, book, false);
}

Html OwedNotice(const html::Locale& locale, const ClaimBook& book) {
  const std::string agreed = AgreedAndOwed(locale, book), claimed = ClaimedAndOpen(locale, book);
  if (agreed.empty() && claimed.empty()) return {};
  Html lines;
  if (!agreed.empty())
    lines.Add(El(
        "p", locale.tr("Agreed, and the worker does not say that she has it: {what}", {{"what", agreed}})));
  if (!claimed.empty())
    lines.Add(El("p", locale.tr("Claimed, and nothing is agreed: {what}", {{"what", claimed}})));
  lines.Add(El("p", {{"class", "small"}},
               locale.tr("Also in a closed case it stays among the repayments, until the case is deleted.")));
  return html::NoticeOf(html::Mark::kCare, lines);
}

}  // namespace voice::remedy
