#include "world/lookalike.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace world {
namespace {

// Where false alarms come from, by what peers' users report: one token of several is another word (Banco de A
// / Banco de B), relatives and namesakes, the same trade words, sister plants.
enum class Kind {
  kOtherGiven,
  kOtherSurname,
  kOtherMiddle,
  kNamesake,
  kOtherBrand,
  kOtherName,
  kOtherPlace,
  kOtherTrade,
  kSisterNumber
};
struct Share {
  Kind kind;
  std::string_view name;
  int persons, companies;
};
constexpr Share kShares[] = {
    {Kind::kOtherGiven, "other-given-name", 40, 0},   {Kind::kOtherSurname, "other-surname", 20, 0},
    {Kind::kOtherMiddle, "other-middle-name", 10, 0}, {Kind::kNamesake, "namesake", 30, 0},
    {Kind::kOtherBrand, "other-brand-word", 0, 30},   {Kind::kOtherName, "same-trade-words", 0, 25},
    {Kind::kOtherPlace, "other-place", 0, 15},        {Kind::kOtherTrade, "other-trade", 0, 15},
    {Kind::kSisterNumber, "sister-number", 0, 15},
};

// Every romanisation of `a` is at least `least` edits from every one of `b`.
bool FarApart(const Part& a, const Part& b, std::size_t least) {
  for (std::size_t i = 0; i < VariantCount(a.latin); ++i)
    for (std::size_t j = 0; j < VariantCount(b.latin); ++j)
      if (EditDistance(Variant(a.latin, i), Variant(b.latin, j)) < least) return false;
  return true;
}

constexpr std::size_t kLeastEdits = 3;

const Part* OtherPart(std::span<const Part> parts, const Part& part, std::size_t least, Rng& rng) {
  for (int attempt = 0; attempt < 20; ++attempt) {
    const Part& other = parts[rng.Below(parts.size())];
    if (FarApart(other, part, least)) return &other;
  }
  return nullptr;
}

bool ReplaceGiven(Actor& actor, Rng& rng) {
  const Culture& culture = *actor.market->culture;
  const std::span<const Part> pool = actor.female ? culture.women : culture.men;
  const std::vector<const Part*> before = actor.given;
  for (int attempt = 0; attempt < 20; ++attempt) {
    for (const Part*& part : actor.given) part = &pool[rng.Below(pool.size())];
    std::string old_name, new_name;
    for (const Part* part : before) old_name += Variant(part->latin, 0);
    for (const Part* part : actor.given) new_name += Variant(part->latin, 0);
    const bool repeats = actor.given.size() > 1 && actor.given[0] == actor.given[1];
    if (!repeats && EditDistance(old_name, new_name) >= kLeastEdits &&
        FarApart(*before[0], *actor.given[0], 2))
      return true;
  }
  return false;
}

bool ReplaceMiddle(Actor& actor, Rng& rng) {
  const Culture& culture = *actor.market->culture;
  const Part** middle = nullptr;
  std::span<const Part> pool;
  if (actor.patronymic != nullptr) {
    middle = &actor.patronymic;
    pool = actor.female ? culture.patronymics_f : culture.patronymics_m;
  } else if (actor.given.size() > 1 && !culture.joined_given && !culture.surname_first) {
    middle = &actor.given[1];
    pool = actor.female ? culture.women : culture.men;
  } else if (actor.surname2 != nullptr) {
    middle = &actor.surname2;
    pool = culture.surnames;
  }
  if (middle == nullptr) return false;
  const Part* other = OtherPart(pool, **middle, kLeastEdits, rng);
  if (other == nullptr || other == actor.given[0] || other == actor.surname) return false;
  *middle = other;
  return true;
}

int Year(std::string_view date) {
  int year = 0;
  for (char c : date.substr(0, 4)) year = year * 10 + (c - '0');
  return year;
}

// A namesake: born at least five years apart, in another country where the culture has one in the world.
bool MakeNamesake(Actor& actor, const std::string& listed_date, Rng& rng) {
  std::vector<const Market*> others;
  for (const Market& market : Markets())
    if (market.culture == actor.market->culture && market.code != actor.market->code)
      others.push_back(&market);
  if (!others.empty()) actor.market = rng.Pick(others);
  for (int attempt = 0; attempt < 50; ++attempt) {
    DrawFacts(actor, rng);
    const int apart = std::abs(Year(actor.birth_date) - Year(listed_date));
    if (apart >= 5 && actor.birth_date.substr(5, 2) != listed_date.substr(5, 2) &&
        actor.birth_date.substr(8) != listed_date.substr(8))
      return true;
  }
  return false;
}

std::string BrandText(const Actor& actor) {
  std::string text;
  for (const Part* part : actor.brand) text += Variant(part->latin, 0);
  return text;
}

bool ReplaceBrand(Actor& actor, bool whole, Rng& rng) {
  const std::string before = BrandText(actor);
  const std::size_t kept = whole ? 2 : rng.Below(2);
  for (int attempt = 0; attempt < 30; ++attempt) {
    const Actor drawn = MakeCompany(*actor.market, rng);
    for (std::size_t i = 0; i < actor.brand.size(); ++i)
      if (i != kept) actor.brand[i] = drawn.brand[i];
    if (actor.brand[0]->latin != actor.brand[1]->latin &&
        EditDistance(before, BrandText(actor)) >= kLeastEdits)
      return true;
  }
  return false;
}

bool Change(Kind kind, LookAlike& look, const ListedParty& party, Rng& rng) {
  Actor& actor = look.actor;
  const Culture& culture = *actor.market->culture;
  switch (kind) {
    case Kind::kOtherGiven:
      return ReplaceGiven(actor, rng);
    case Kind::kOtherSurname: {
      const Part* other =
          OtherPart(culture.surnames, *actor.surname, culture.script == Script::kHan ? 2 : kLeastEdits, rng);
      if (other != nullptr && other != actor.surname2) actor.surname = other;
      return actor.surname != party.actor.surname;
    }
    case Kind::kOtherMiddle:
      return ReplaceMiddle(actor, rng);
    case Kind::kNamesake:
      look.show_date = true;
      return party.shown.birth_date && MakeNamesake(actor, party.actor.birth_date, rng);
    case Kind::kOtherBrand:
      return ReplaceBrand(actor, false, rng);
    case Kind::kOtherName:
      return ReplaceBrand(actor, true, rng);
    case Kind::kOtherPlace: {
      if (actor.place == nullptr) return false;
      const Part* other = OtherPart(actor.market->places, *actor.place, kLeastEdits, rng);
      if (other != nullptr) actor.place = other;
      return other != nullptr;
    }
    case Kind::kOtherTrade: {
      const Part* other = OtherPart(culture.industries, *actor.industry, kLeastEdits, rng);
      if (other != nullptr) actor.industry = other;
      return other != nullptr;
    }
    case Kind::kSisterNumber:
      if (actor.number == 0) return false;
      actor.number = 1 + (actor.number + rng.Between(0, 7)) % 9;
      return actor.number != party.actor.number;
  }
  return false;
}

// The look-alike may share a core with its model only, and only where the kind means it to.
bool Free(const LookAlike& look, const ListedParty& party, Kind kind, const TakenNames& taken) {
  const bool shares = kind == Kind::kOtherMiddle || kind == Kind::kNamesake || kind == Kind::kOtherPlace ||
                      kind == Kind::kOtherTrade || kind == Kind::kSisterNumber;
  const std::vector<std::string> own = CoreKeys(party.actor);
  for (const std::string& core : CoreKeys(look.actor)) {
    const bool of_model = shares && std::find(own.begin(), own.end(), core) != own.end();
    if (!of_model && taken.HasCore(core)) return false;
  }
  return true;
}

}  // namespace

std::optional<LookAlike> MakeLookAlike(const ListedParty& party, const TakenNames& taken, Rng& rng) {
  std::array<int, std::size(kShares)> weights{};
  for (std::size_t i = 0; i < weights.size(); ++i)
    weights[i] = party.actor.person ? kShares[i].persons : kShares[i].companies;
  for (int attempt = 0; attempt < 10; ++attempt) {
    const Share& share = kShares[rng.Weighted(weights)];
    LookAlike look{party.actor, std::string(share.name), false};
    if (!Change(share.kind, look, party, rng) || !Free(look, party, share.kind, taken)) continue;
    if (share.kind != Kind::kNamesake) {
      const Part* place = look.actor.place;
      DrawFacts(look.actor, rng);
      if (place != nullptr) look.actor.city = place;
      if (taken.HasName(LatinName(look.actor))) continue;
    }
    return look;
  }
  return std::nullopt;
}

}  // namespace world
