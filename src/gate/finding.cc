// Which parties a name means: asked of the rooms that know parties, joined so that nobody's list shows.

#include <algorithm>

#include "base/limits_gate.h"
#include "crypto/digest.h"
#include "desk/tr.h"
#include "gate/gate.h"
#include "gate/key.h"
#include "text/tokens.h"
#include "text/unicode.h"

namespace gate {

namespace {

// Words alone: what two lists write differently is mostly case, blanks and marks.
std::string Plain(std::string_view text) {
  std::string plain;
  for (const text::RawToken& token : text::SplitTokens(text))
    plain += (plain.empty() ? "" : " ") + text::Encode(token.letters);
  return plain;
}

std::string KeyOf(const FoundParty& party) {
  return crypto::Sha256Hex(Plain(party.name) + "\n" + Plain(party.country) + "\n" + Plain(party.place))
      .substr(0, 32);
}

void AddIds(FoundParty& to, const std::vector<std::string>& ids) {
  to.ids.insert(to.ids.end(), ids.begin(), ids.end());
  std::sort(to.ids.begin(), to.ids.end());
  to.ids.erase(std::unique(to.ids.begin(), to.ids.end()), to.ids.end());
}

// The spelling that is shown depends on what is known, not on who was asked first.
void Join(std::vector<FoundParty>& joined, FoundParty party) {
  party.key = KeyOf(party);
  const auto same = std::find_if(joined.begin(), joined.end(),
                                 [&](const FoundParty& known) { return known.key == party.key; });
  if (same == joined.end()) {
    joined.push_back(std::move(party));
    return;
  }
  AddIds(*same, party.ids);
  same->score = std::max(same->score, party.score);
  same->name = std::min(same->name, party.name);
  same->place = std::min(same->place, party.place);
}

}  // namespace

base::Result<FoundParties> Gate::FindParties(db::Transaction& tx, const desk::Actor& actor,
                                             const vault::UnlockedPerson& me, std::string_view name,
                                             std::string_view country) {
  TRY(Begin(tx, actor, me));
  if (Plain(name).empty()) return base::Invalid(desk::tr("please write the full name"));
  if (name.size() > base::kMaxGateNameBytes) return base::TooLarge(desk::tr("the name is too long"));
  std::vector<FoundParty> joined;
  for (const PartyFinder& finder : finders_)
    for (FoundParty& party : TRY(finder(tx, name, country))) Join(joined, std::move(party));
  std::sort(joined.begin(), joined.end(), [](const FoundParty& a, const FoundParty& b) {
    return a.score != b.score ? a.score > b.score : a.key < b.key;
  });
  FoundParties found{.parties = std::move(joined)};
  found.more = found.parties.size() > base::kMaxGateFound;
  if (found.more) found.parties.resize(base::kMaxGateFound);
  return found;
}

}  // namespace gate
