// Which parties a name means: asked of the rooms that know parties, joined so that nobody's list shows.

#include <algorithm>

#include "base/limits_gate.h"
#include "crypto/digest.h"
#include "desk/tr.h"
#include "gate/gate.h"
#include "gate/key.h"
#include "text/plain_words.h"

namespace gate {

namespace {

std::string KeyOf(const FoundParty& party) {
  return crypto::Sha256Hex(text::PlainWords(party.name) + "\n" + text::PlainWords(party.country) + "\n" +
                           text::PlainWords(party.place))
      .substr(0, 32);
}

void AddIds(FoundParty& to, const std::vector<std::string>& ids) {
  to.ids.insert(to.ids.end(), ids.begin(), ids.end());
  std::sort(to.ids.begin(), to.ids.end());
  to.ids.erase(std::unique(to.ids.begin(), to.ids.end()), to.ids.end());
}

// Where nothing is known of a party's place, it may be the one that is meant.
bool MayLieIn(const FoundParty& party, std::string_view place) {
  const std::string known = text::PlainWords(party.place);
  return known.empty() || known.find(text::PlainWords(place)) != std::string::npos;
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
                                             std::string_view country, std::string_view place) {
  TRY(Begin(tx, actor, me));
  if (text::PlainWords(name).empty()) return base::Invalid(desk::tr("please write the full name"));
  if (name.size() > base::kMaxGateNameBytes || place.size() > base::kMaxGateNameBytes)
    return base::TooLarge(desk::tr("the name is too long"));
  std::vector<FoundParty> joined;
  for (const PartyFinder& finder : finders_)
    for (FoundParty& party : TRY(finder(tx, name, country)))
      if (MayLieIn(party, place)) Join(joined, std::move(party));
  std::sort(joined.begin(), joined.end(), [](const FoundParty& a, const FoundParty& b) {
    return a.score != b.score ? a.score > b.score : a.key < b.key;
  });
  FoundParties found{.parties = std::move(joined)};
  found.more = found.parties.size() > base::kMaxGateFound;
  if (found.more) found.parties.resize(base::kMaxGateFound);
  return found;
}

}  // namespace gate
