#include "world/listed.h"

#include <fmt/format.h>

#include <algorithm>

namespace world {
namespace {

std::vector<int> Weights(int Market::* weight) {
  std::vector<int> weights;
  for (const Market& market : Markets()) weights.push_back(market.*weight);
  return weights;
}

// Per mille of the entries of a list that print a fact. Sources: counts over public editions: UN consolidated
// list of 27 February 2026 (original script 378 of 1,003 entries, a document number 460 of 730 persons); OFAC
// SDN July 2021 (a date of birth for 9 of 10 persons); the import-ban lists print names, country and date
// only.
struct Printing {
  int persons, native_name, birth_date, year_only, number_id, address;
};
constexpr Printing kPrinting[] = {
    {720, 380, 850, 250, 500, 600},  // UN
    {500, 0, 900, 120, 450, 800},    // OFAC
    {450, 600, 700, 150, 400, 600},  // FollowTheMoney
    {50, 300, 0, 0, 100, 700},       // import bans
};

// "Guangzhou Huasheng Textile Co., Ltd." -> "GHT"; empty where there are fewer than three words to take a
// letter from.
std::string Acronym(const Actor& actor) {
  std::string letters;
  for (const Word& word : LatinWords(actor)) {
    const char c = word.text[0];
    const bool counts =
        word.role == Role::kBrand || word.role == Role::kIndustry || word.role == Role::kPlace;
    if (counts && ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))) letters += static_cast<char>(c & ~0x20);
  }
  return letters.size() >= 3 ? letters : std::string();
}

void Append(std::vector<std::string>& all, const std::vector<std::string>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

// Another romanisation, whole names only: list editors add the spellings they met.
void AddSpellings(ListedParty& party, Rng& rng) {
  const int wanted = rng.Between(0, 3);
  for (int i = 0; i < wanted; ++i) {
    Spelling spelling;
    spelling.standard = 1 + rng.Below(2);
    spelling.rng = &rng;
    const std::vector<Word> words = LatinWords(party.actor, spelling);
    const std::string name = Join(words);
    bool known = name == party.primary;
    for (const Alias& alias : party.aliases) known = known || alias.text == name;
    if (!known)
      party.aliases.push_back({name, AliasQuality::kStrong, party.actor.person ? FamilyFirst(words) : ""});
  }
}

// Names that do not follow from the primary one: a trade name, a former name, an acronym, a kunya or a
// nickname.
// Their cores go to `cores`.
void AddOtherNames(ListedParty& party, std::vector<std::string>& cores, Rng& rng) {
  Actor other = party.actor;
  if (!party.actor.person) {
    if (rng.PerMille(250)) {
      const Actor brand = MakeCompany(*party.actor.market, rng);
      other.brand = brand.brand;
      if (rng.PerMille(500)) other.industry = brand.industry;
      Append(cores, CoreKeys(other));
      party.aliases.push_back(
          {LatinName(other), rng.PerMille(400) ? AliasQuality::kFormer : AliasQuality::kStrong, {}});
    }
    const std::string acronym = Acronym(party.actor);
    if (!acronym.empty() && rng.PerMille(300)) party.aliases.push_back({acronym, AliasQuality::kWeak, {}});
    return;
  }
  const Culture& culture = *party.actor.market->culture;
  if (rng.PerMille(120)) {
    const Actor name = MakePerson(*party.actor.market, rng);
    other.given = name.given;
    other.female = name.female;
    if (other.female == party.actor.female) {
      party.aliases.push_back({LatinName(other), AliasQuality::kStrong, FamilyFirst(LatinWords(other))});
      Append(cores, CoreKeys(other));
    }
  }
  if (culture.script == Script::kArabic && rng.PerMille(350)) {
    const Part& son = culture.men[rng.Below(culture.men.size())];
    party.aliases.push_back({fmt::format("Abu {}", Variant(son.latin, 0)), AliasQuality::kWeak, {}});
  }
}

Shown DrawShown(const ListedParty& party, const Printing& printing, Rng& rng) {
  Shown shown;
  shown.native_name = HasOwnScript(party.actor) && rng.PerMille(printing.native_name);
  shown.birth_date = party.actor.person && rng.PerMille(printing.birth_date);
  shown.birth_year_only = shown.birth_date && rng.PerMille(printing.year_only);
  shown.number_id = rng.PerMille(printing.number_id);
  shown.address = rng.PerMille(printing.address);
  return shown;
}

std::string EntryId(ListKind list, std::size_t ordinal, bool person) {
  switch (list) {
    case ListKind::kUn:
      return fmt::format("MW{}.{:03}", person ? "i" : "e", ordinal + 1);
    case ListKind::kOfac:
      return fmt::format("{}", 70001 + 3 * ordinal);
    case ListKind::kFtm:
      return fmt::format("mw-{:06x}", 0x1a0000 + 37 * ordinal);
    case ListKind::kImportBan:
      return fmt::format("IB-{:04}", ordinal + 1);
  }
  return {};
}

bool MakeOne(ListKind list, Rng& rng, TakenNames& taken, ListedParty& party) {
  const Printing& printing = kPrinting[static_cast<std::size_t>(list)];
  for (int attempt = 0; attempt < 60; ++attempt) {
    party = {};
    const Market& market = DrawListedMarket(rng);
    party.actor = rng.PerMille(printing.persons) ? MakePerson(market, rng) : MakeCompany(market, rng);
    party.primary = LatinName(party.actor);
    AddSpellings(party, rng);
    std::vector<std::string> cores = CoreKeys(party.actor);
    AddOtherNames(party, cores, rng);
    party.shown = DrawShown(party, printing, rng);
    std::vector<std::string> names = {party.primary};
    if (HasOwnScript(party.actor)) names.push_back(NativeName(party.actor));
    for (const Alias& alias : party.aliases)
      if (alias.quality != AliasQuality::kWeak) names.push_back(alias.text);
    if (taken.Take(cores, names)) return true;
  }
  return false;
}

}  // namespace

const Entry* EntryOn(const ListedParty& party, ListKind list) {
  for (const Entry& entry : party.entries)
    if (entry.list == list) return &entry;
  return nullptr;
}

bool TakenNames::HasCore(const Actor& actor) const {
  const std::vector<std::string> cores = CoreKeys(actor);
  return std::any_of(cores.begin(), cores.end(),
                     [&](const std::string& core) { return cores_.contains(core); });
}

bool TakenNames::Take(const std::vector<std::string>& cores, const std::vector<std::string>& names) {
  for (const std::string& core : cores)
    if (cores_.contains(core)) return false;
  for (const std::string& name : names)
    if (names_.contains(FoldedName(name))) return false;
  cores_.insert(cores.begin(), cores.end());
  for (const std::string& name : names) names_.insert(FoldedName(name));
  return true;
}

const Market& DrawMarket(Rng& rng) {
  static const std::vector<int> weights = Weights(&Market::weight);
  return Markets()[rng.Weighted(weights)];
}

const Market& DrawListedMarket(Rng& rng) {
  static const std::vector<int> weights = Weights(&Market::list_weight);
  return Markets()[rng.Weighted(weights)];
}

std::vector<ListedParty> MakeListedParties(const ListSizes& sizes, Rng& rng, TakenNames& taken) {
  const std::size_t wanted[] = {sizes.un, sizes.ofac, sizes.ftm, sizes.import_ban};
  std::vector<ListedParty> parties;
  std::size_t also_ofac = 0;
  for (std::size_t l = 0; l < std::size(wanted); ++l) {
    const auto list = static_cast<ListKind>(l);
    for (std::size_t i = list == ListKind::kOfac ? also_ofac : 0; i < wanted[l]; ++i) {
      ListedParty party;
      if (!MakeOne(list, rng, taken, party)) continue;
      party.entries.push_back({list, EntryId(list, i, party.actor.person)});
      // The United States lists most of what the Security Council lists, under its own number; a tenth is
      // enough to plant pairs.
      if (list == ListKind::kUn && also_ofac < sizes.ofac && rng.PerMille(100))
        party.entries.push_back({ListKind::kOfac, EntryId(ListKind::kOfac, also_ofac++, party.actor.person)});
      parties.push_back(std::move(party));
    }
  }
  return parties;
}

}  // namespace world
