#include "voice/remedy/typed_amount.h"

#include <string>
#include <vector>

#include "desk/tr.h"
#include "text/unicode.h"

namespace voice::remedy {
namespace {

bool IsSpace(char32_t c) {
  return c == U' ' || c == U'\u00A0' || c == U'\u202F' || c == U'\u2009' || c == U'\u066C' || c == U'\'' ||
         c == U'\u2019';
}

struct Parts {
  std::vector<std::string> groups = {""};  // of the whole part, as they were set apart
  std::string after;                       // the point
  bool pointed = false;
  bool bad = false;
};

Parts PartsOf(std::string_view typed) {
  Parts parts;
  for (const char32_t c : text::Decode(typed)) {
    if (text::IsDigit(c)) {
      (parts.pointed ? parts.after : parts.groups.back()) += static_cast<char>('0' + text::DigitValue(c));
    } else if (c == U'.' || c == U'\u066B') {
      if (parts.pointed) parts.bad = true;
      parts.pointed = true;
    } else if (c == U',' || IsSpace(c)) {
      if (parts.pointed) parts.bad = true;
      parts.groups.emplace_back();
    } else {
      parts.bad = true;
    }
  }
  return parts;
}

// 1,234,567 and 12,34,567: the last group has three digits, those between two or three.
bool WellGrouped(const std::vector<std::string>& groups) {
  if (groups.size() == 1) return !groups.front().empty();
  if (groups.front().empty() || groups.front().size() > 3 || groups.back().size() != 3) return false;
  for (std::size_t i = 1; i + 1 < groups.size(); ++i)
    if (groups[i].size() != 2 && groups[i].size() != 3) return false;
  return true;
}

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

base::Result<base::Decimal> ReadTypedAmount(std::string_view typed, base::Currency currency) {
  const base::Error unclear = base::Invalid(desk::tr("write the amount in digits, as 1200 or 1200.50"));
  if (typed.size() > kMaxTypedAmountBytes) return unclear;
  const Parts parts = PartsOf(Trimmed(typed));
  if (parts.bad || !WellGrouped(parts.groups)) return unclear;
  const bool like_thousands = parts.groups.size() == 1 && parts.after.size() == 3;
  if (parts.pointed && (parts.after.empty() || (like_thousands && currency.minor_units() < 3)))
    return unclear;
  std::string plain;
  for (const std::string& group : parts.groups) plain += group;
  if (parts.pointed) plain += "." + parts.after;
  const base::Result<base::Decimal> amount = base::Decimal::Parse(plain);
  if (!amount) return unclear;
  if (amount->zero()) return base::Invalid(desk::tr("the amount must be above zero"));
  if (!currency.empty()) TRY(base::FitsCurrency({*amount, currency}));
  return *amount;
}

}  // namespace voice::remedy
