#include "voice/remedy/debtor_names.h"

#include <algorithm>
#include <set>

#include "base/limits_remedy.h"
#include "text/plain_words.h"
#include "voice/remedy/open_cases.h"

namespace voice::remedy {

base::Result<std::vector<std::string>> DebtorNames(VoiceServices& services, const desk::Actor& actor,
                                                   const vault::UnlockedPerson& me,
                                                   const OpenedCase& opened) {
  std::vector<std::string> names;
  std::set<std::string> known;
  const auto offer = [&](const std::string& name) {
    const std::string words = text::PlainWords(name);
    if (words.empty() || names.size() >= base::kMaxDebtorNames || !known.insert(words).second) return;
    names.push_back(name);
  };
  const ConcernBook concerns = TRY(services.concerns.Book(opened));
  for (const Naming& naming : concerns.namings) offer(naming.name);
  for (const KeptName& kept : concerns.kept) offer(kept.name);
  const Visitor visit = [&](const OpenedCase&, const ClaimBook& book) -> base::Status {
    for (const Claim& claim : book.claims) {
      offer(claim.employer.name);
      offer(claim.recruiter.name);
    }
    return base::Ok();
  };
  TRY(EachCase(
      services.access, actor, me,
      {.team = opened.row.team, .closed_too = true, .newest_first = true, .most = base::kMaxDebtorCases},
      visit));
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace voice::remedy
