#include "world/noise.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "world/noise_letters.h"
#include "world/noise_words.h"

namespace world {
namespace {

constexpr std::string_view kNoiseNames[] = {
#define NOISE(enumerator, name, persons, companies) name,
#include "world/noise_table.inc"
#undef NOISE
};
constexpr int kPersonWeights[] = {
#define NOISE(enumerator, name, persons, companies) persons,
#include "world/noise_table.inc"
#undef NOISE
};
constexpr int kCompanyWeights[] = {
#define NOISE(enumerator, name, persons, companies) companies,
#include "world/noise_table.inc"
#undef NOISE
};

bool Apply(Noise noise, Words& words, const ListedParty& party, Rng& rng) {
  const Actor& actor = party.actor;
  switch (noise) {
    case Noise::kExact:
      return true;
    case Noise::kFormat:
      return Reformat(words, rng);
    case Noise::kTypo:
      return Mistype(words, rng);
    case Noise::kTwoTypos:
      return MistypeTwice(words, rng);
    case Noise::kKeyboard:
      return OnDrawnWord(words, HitNeighbourKey, rng);
    case Noise::kOcr:
      return OnDrawnWord(words, MisreadOptically, rng);
    case Noise::kPhonetic:
      return OnDrawnWord(words, SpellAsHeard, rng);
    case Noise::kTransliteration:
      return Transliterate(words, actor, rng);
    case Noise::kDiacritics:
      return UseNative(words, party, false, rng);
    case Noise::kReorder:
      return actor.person ? ReorderPerson(words, rng) : ReorderCompany(words, rng);
    case Noise::kLegalForm:
      return !actor.person && ChangeLegalForm(words, actor, rng);
    case Noise::kAbbreviation:
      return Abbreviate(words, rng);
    case Noise::kAlias:
      return UseAlias(words, party, AliasQuality::kStrong, rng);
    case Noise::kWeakAlias:
      return party.shown.number_id && UseAlias(words, party, AliasQuality::kWeak, rng);
    case Noise::kScript:
      return UseNative(words, party, true, rng);
    case Noise::kInitials:
      return actor.person && party.shown.birth_date && UseInitials(words, rng);
    case Noise::kMissingPart:
      return DropPart(words, actor);
    case Noise::kSplit:
      return SplitOrJoin(words, actor, rng);
    case Noise::kTruncated:
      return Truncate(words, rng);
    case Noise::kExtra:
      return AddExtra(words, actor, rng);
  }
  return false;
}

}  // namespace

std::string_view NoiseName(Noise noise) {
  return kNoiseNames[static_cast<std::size_t>(noise)];
}

std::optional<Disturbed> DisturbAs(Noise noise, const ListedParty& party, Rng& rng) {
  Words words = LatinWords(party.actor);
  if (!Apply(noise, words, party, rng)) return std::nullopt;
  Disturbed disturbed;
  disturbed.kind = NoiseName(noise);
  disturbed.own_script = noise == Noise::kScript;
  disturbed.needs_date = noise == Noise::kInitials;
  disturbed.needs_number = noise == Noise::kWeakAlias;
  constexpr std::array<Noise, 4> kSecond = {Noise::kFormat, Noise::kTypo, Noise::kLegalForm, Noise::kExtra};
  const bool light = noise != Noise::kExact && noise != Noise::kScript && noise != Noise::kDiacritics &&
                     noise != Noise::kTwoTypos;
  if (light && rng.PerMille(200)) {
    const Noise second = kSecond[rng.Below(kSecond.size())];
    Words changed = words;
    if (second != noise && Apply(second, changed, party, rng)) {
      words = changed;
      disturbed.kind += "+";
      disturbed.kind += NoiseName(second);
    }
  }
  disturbed.name = Join(words);
  return disturbed;
}

Disturbed Disturb(const ListedParty& party, Rng& rng) {
  for (int attempt = 0; attempt < 50; ++attempt) {
    const std::size_t drawn =
        rng.Weighted(party.actor.person ? std::span<const int>(kPersonWeights) : kCompanyWeights);
    if (std::optional<Disturbed> disturbed = DisturbAs(static_cast<Noise>(drawn), party, rng))
      return *disturbed;
  }
  return *DisturbAs(Noise::kExact, party, rng);
}

}  // namespace world
