#include "voice/remedy/sums.h"

#include <algorithm>

#include "base/check.h"
#include "text/plain_words.h"

namespace voice::remedy {
namespace {

base::Status AddTo(base::Decimal& sum, const base::Decimal& more) {
  sum = TRY(sum.Plus(more));
  return base::Ok();
}

base::Result<base::Decimal> Rest(const base::Decimal& whole, const base::Decimal& part) {
  const base::Decimal rest = TRY(whole.Minus(part));
  return rest.negative() ? base::Decimal() : rest;
}

// Whoever writes it, a name is one debtor. A number of the register stands only for who has no name: people
// cannot look it up, and where it was typed beside a name most others left it out.
std::string KeyOf(const Debtor& debtor) {
  std::string words = text::PlainWords(debtor.name);
  if (!words.empty()) return words;
  return debtor.name.empty() ? debtor.party : debtor.name;
}

OutstandingLine& LineOf(std::vector<OutstandingLine>& lines, const std::string& key,
                        const std::string& label) {
  for (OutstandingLine& line : lines)
    if (line.key == key) {
      if (line.label.empty()) line.label = label;
      return line;
    }
  lines.push_back({.key = key, .label = label, .tally = {}});
  return lines.back();
}

std::string Upper(std::string_view code) {
  std::string upper(code.empty() ? "?" : code);
  for (char& letter : upper)
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  return upper;
}

std::int64_t CountOf(const Tally& tally) {
  std::int64_t count = tally.documents;
  for (const auto& [currency, totals] : tally.money) count += totals.claims;
  return count;
}

}  // namespace

base::Status Totals::Add(const Claim& claim) {
  const base::Decimal has = ConfirmedOf(claim);
  TRY(AddTo(confirmed, has));
  if (claim.state == ClaimState::kWithdrawn) return AddTo(paid, has);
  ++claims;
  TRY(AddTo(claimed_low, claim.low));
  TRY(AddTo(claimed_high, claim.high));
  TRY(AddTo(paid, PaidOf(claim)));
  if (claim.agreed) TRY(AddTo(agreed, *claim.agreed));
  const base::Decimal rest_low = TRY(Rest(claim.agreed.value_or(claim.low), has));
  const base::Decimal rest_high = TRY(Rest(claim.agreed.value_or(claim.high), has));
  TRY(AddTo(open_low, rest_low));
  return AddTo(open_high, rest_high);
}

base::Status Tally::Add(const Claim& claim) {
  if (claim.confirmed) days.push_back(std::max<std::int64_t>(0, *claim.confirmed - claim.claimed));
  if (HasAmount(claim.kind)) return money[claim.currency].Add(claim);
  if (claim.state == ClaimState::kWithdrawn) return base::Ok();
  ++documents;
  if (claim.state == ClaimState::kConfirmed) ++documents_returned;
  return base::Ok();
}

std::optional<std::int64_t> Tally::MedianDays() const {
  if (days.empty()) return std::nullopt;
  std::vector<std::int64_t> sorted = days;
  std::sort(sorted.begin(), sorted.end());
  return sorted[(sorted.size() - 1) / 2];
}

base::Status Outstanding::Add(const Claim& claim) {
  TRY(all.Add(claim));
  const auto owed_by = [&](Owes owes) { return claim.owes == owes || claim.owes == Owes::kBoth; };
  // Of claims that both owe, each has a line for the whole: the lines of employers and of recruiters are
  // never added to each other.
  if (owed_by(Owes::kEmployer))
    TRY(LineOf(employers, KeyOf(claim.employer), claim.employer.name).tally.Add(claim));
  if (owed_by(Owes::kRecruiter))
    TRY(LineOf(recruiters, KeyOf(claim.recruiter), claim.recruiter.name).tally.Add(claim));
  if (claim.country_from.empty() && claim.country_to.empty()) return base::Ok();
  const std::string key = claim.country_from + "-" + claim.country_to;
  return LineOf(corridors, key, Upper(claim.country_from) + " → " + Upper(claim.country_to)).tally.Add(claim);
}

void Outstanding::Sort() {
  for (std::vector<OutstandingLine>* lines : {&employers, &recruiters, &corridors})
    std::sort(lines->begin(), lines->end(), [](const OutstandingLine& a, const OutstandingLine& b) {
      const std::int64_t of_a = CountOf(a.tally), of_b = CountOf(b.tally);
      return of_a != of_b ? of_a > of_b : std::tie(a.label, a.key) < std::tie(b.label, b.key);
    });
}

}  // namespace voice::remedy
