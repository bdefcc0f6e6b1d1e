#include "world/actor.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace world {
namespace {

const Part* PickPart(std::span<const Part> parts, Rng& rng) {
  return &parts[rng.Below(parts.size())];
}

std::string PartText(const Part& part, const Culture& culture, const Spelling& spelling) {
  std::size_t index = spelling.standard;
  if (spelling.rng != nullptr && !culture.one_standard) index = spelling.rng->Below(VariantCount(part.latin));
  return std::string(Variant(part.latin, index));
}

void Append(std::vector<Word>& words, std::string_view text, Role role) {
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    if (space != 0) words.push_back({std::string(text.substr(0, space)), role});
    if (space == std::string_view::npos) return;
    text.remove_prefix(space + 1);
  }
}

void LowerFirst(std::string& text) {
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
}

// A woman's surname in Russian: Ivanov -> Ivanova.
std::string SurnameLatin(const Actor& actor, const Part& part, const Spelling& spelling) {
  const Culture& culture = *actor.market->culture;
  std::string text = PartText(part, culture, spelling);
  if (culture.slavic_gender && actor.female &&
      (text.ends_with('v') || text.ends_with('n') || text.ends_with('w')))
    text += 'a';
  return text;
}

std::string SurnameNative(const Actor& actor, const Part& part) {
  std::string text(Variant(part.native, 0));
  if (actor.market->culture->slavic_gender && actor.female) text += "а";
  return text;
}

std::vector<Word> PersonWords(const Actor& actor, const Spelling& spelling) {
  const Culture& culture = *actor.market->culture;
  std::vector<Word> surname, given, words;
  Append(surname, SurnameLatin(actor, *actor.surname, spelling), Role::kSurname);
  if (actor.surname2 != nullptr)
    Append(surname, SurnameLatin(actor, *actor.surname2, spelling), Role::kSurname);
  if (culture.joined_given) {
    std::string joined;
    for (const Part* part : actor.given) {
      std::string syllable = PartText(*part, culture, spelling);
      if (!joined.empty()) LowerFirst(syllable);
      joined += syllable;
    }
    given.push_back({joined, Role::kGiven});
  } else {
    for (const Part* part : actor.given) Append(given, PartText(*part, culture, spelling), Role::kGiven);
  }
  if (actor.patronymic != nullptr)
    Append(given, PartText(*actor.patronymic, culture, spelling), Role::kPatronymic);
  words = culture.surname_first ? surname : given;
  const std::vector<Word>& rest = culture.surname_first ? given : surname;
  words.insert(words.end(), rest.begin(), rest.end());
  return words;
}

void AppendBrand(std::vector<Word>& words, const Actor& actor, const Spelling& spelling) {
  const Culture& culture = *actor.market->culture;
  if (culture.brand_style == BrandStyle::kWords) {
    for (const Part* part : actor.brand) Append(words, PartText(*part, culture, spelling), Role::kBrand);
    return;
  }
  std::string joined;
  for (const Part* part : actor.brand) {
    std::string syllable = PartText(*part, culture, spelling);
    if (!joined.empty()) LowerFirst(syllable);
    joined += syllable;
  }
  words.push_back({joined, Role::kBrand});
}

std::vector<Word> CompanyWords(const Actor& actor, const Spelling& spelling) {
  const Culture& culture = *actor.market->culture;
  std::vector<Word> words;
  std::string literal;
  const std::string_view shape =
      actor.place != nullptr ? culture.latin_shape : culture.latin_shape_without_place;
  for (char c : shape) {
    switch (c) {
      case 'P':
        Append(words, PartText(*actor.place, culture, spelling), Role::kPlace);
        break;
      case 'B':
        AppendBrand(words, actor, spelling);
        break;
      case 'I':
        Append(words, Variant(actor.industry->latin, 0), Role::kIndustry);
        break;
      case 'L':
        Append(words, Variant(actor.legal->latin, spelling.legal), Role::kLegal);
        break;
      case ' ':
        if (!literal.empty()) words.push_back({std::exchange(literal, {}), Role::kOther});
        break;
      default:
        literal += c;
    }
  }
  if (actor.number > 0) {
    words.push_back({"Plant", Role::kOther});
    words.push_back({fmt::format("{}", actor.number), Role::kNumber});
  }
  return words;
}

std::string NativePart(const Part& part) {
  return std::string(part.native.empty() ? Variant(part.latin, 0) : Variant(part.native, 0));
}

std::string NativePerson(const Actor& actor) {
  const Culture& culture = *actor.market->culture;
  const bool spaced = culture.native_spaces && culture.script != Script::kHangul;
  std::string surname =
      culture.slavic_gender ? SurnameNative(actor, *actor.surname) : NativePart(*actor.surname);
  if (actor.surname2 != nullptr) surname += " " + NativePart(*actor.surname2);
  std::string given;
  for (const Part* part : actor.given) {
    if (!given.empty() && spaced) given += ' ';
    given += NativePart(*part);
  }
  if (actor.patronymic != nullptr) given += " " + NativePart(*actor.patronymic);
  const bool surname_first = culture.surname_first || culture.script == Script::kKana;
  return surname_first ? surname + (spaced ? " " : "") + given : given + (spaced ? " " : "") + surname;
}

std::string NativeCompany(const Actor& actor, std::size_t legal) {
  const Culture& culture = *actor.market->culture;
  std::string text;
  const std::string_view shape =
      actor.place != nullptr ? culture.native_shape : culture.native_shape_without_place;
  for (char c : shape) {
    switch (c) {
      case 'P':
        text += NativePart(*actor.place);
        break;
      case 'B':
        for (std::size_t i = 0; i < actor.brand.size(); ++i) {
          if (i > 0 && culture.native_spaces && culture.brand_style == BrandStyle::kWords) text += ' ';
          text += NativePart(*actor.brand[i]);
        }
        break;
      case 'I':
        text += NativePart(*actor.industry);
        break;
      case 'L':
        text += actor.legal->native.empty() ? Variant(actor.legal->latin, 0)
                                            : Variant(actor.legal->native, legal);
        break;
      default:
        text += c;
    }
  }
  if (actor.number > 0) text += fmt::format(" {}", actor.number);
  return text;
}

}  // namespace

Actor MakePerson(const Market& market, Rng& rng) {
  const Culture& culture = *market.culture;
  Actor actor;
  actor.person = true;
  actor.market = &market;
  actor.female = rng.PerMille(250);
  actor.surname = PickPart(culture.surnames, rng);
  const std::span<const Part> pool = actor.female ? culture.women : culture.men;
  const bool two = culture.joined_given ? rng.PerMille(800)
                   : culture.middle == MiddleName::kSecondGiven
                       ? rng.PerMille(750)
                       : culture.middle == MiddleName::kSecondSurname && rng.PerMille(400);
  while (actor.given.size() < (two ? 2u : 1u)) {
    const Part* part = PickPart(pool, rng);
    if (actor.given.empty() || actor.given[0] != part) actor.given.push_back(part);
  }
  if (culture.middle == MiddleName::kSecondSurname && rng.PerMille(700)) {
    actor.surname2 = PickPart(culture.surnames, rng);
    if (actor.surname2 == actor.surname) actor.surname2 = nullptr;
  }
  if (culture.middle == MiddleName::kPatronymic && rng.PerMille(850))
    actor.patronymic = PickPart(actor.female ? culture.patronymics_f : culture.patronymics_m, rng);
  DrawFacts(actor, rng);
  return actor;
}

Actor MakeCompany(const Market& market, Rng& rng) {
  const Culture& culture = *market.culture;
  Actor actor;
  actor.market = &market;
  actor.brand.push_back(PickPart(culture.brands, rng));
  const Part* second = nullptr;
  do {
    if (culture.brand_style == BrandStyle::kCompound) {
      second = PickPart(culture.brand_tails, rng);
    } else if (culture.brand_style == BrandStyle::kWords && rng.PerMille(300)) {
      second = PickPart(culture.surnames, rng);
    } else {
      second = PickPart(culture.brands, rng);
    }
  } while (second->latin == actor.brand[0]->latin);
  actor.brand.push_back(second);
  actor.industry = PickPart(culture.industries, rng);
  actor.legal = PickPart(market.legal_forms, rng);
  DrawFacts(actor, rng);
  if (rng.PerMille(450)) actor.place = actor.city;
  if (rng.PerMille(60)) actor.number = rng.Between(1, 9);
  return actor;
}

void DrawFacts(Actor& actor, Rng& rng) {
  if (actor.person) {
    actor.birth_date =
        fmt::format("{}-{:02}-{:02}", rng.Between(1945, 1998), rng.Between(1, 12), rng.Between(1, 28));
    actor.number_id = fmt::format("{}{:07}", static_cast<char>('A' + rng.Below(26)), rng.Below(10'000'000));
  } else {
    actor.birth_date.clear();
    actor.number_id = fmt::format("{:09}", rng.Below(1'000'000'000));
  }
  actor.city = PickPart(actor.market->places, rng);
  const std::span<const std::string_view> streets = actor.market->culture->streets;
  actor.street = fmt::format("{} {}", rng.Between(1, 480), streets[rng.Below(streets.size())]);
  actor.postcode = fmt::format("{:05}", rng.Between(1000, 99999));
}

std::vector<Word> LatinWords(const Actor& actor, const Spelling& spelling) {
  return actor.person ? PersonWords(actor, spelling) : CompanyWords(actor, spelling);
}

std::string Join(const std::vector<Word>& words) {
  std::string text;
  for (const Word& word : words) {
    if (!text.empty()) text += ' ';
    text += word.text;
  }
  return text;
}

std::string LatinName(const Actor& actor, const Spelling& spelling) {
  return Join(LatinWords(actor, spelling));
}

std::string FamilyFirst(const std::vector<Word>& words) {
  std::string family, given;
  for (const Word& word : words) {
    std::string& side = word.role == Role::kSurname ? family : given;
    if (!side.empty()) side += ' ';
    side += word.text;
    if (word.role != Role::kSurname) continue;
    for (char& c : side)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return family + ", " + given;
}

std::string NativeName(const Actor& actor, std::size_t legal) {
  return actor.person ? NativePerson(actor) : NativeCompany(actor, legal);
}

bool HasOwnScript(const Actor& actor) {
  return actor.market->culture->script != Script::kLatin;
}

std::vector<std::string> CoreKeys(const Actor& actor) {
  const auto first = [](const Part* part) { return std::string(Variant(part->latin, 0)); };
  if (!actor.person) {
    std::vector<std::string> words;
    for (const Part* part : actor.brand) words.push_back(FoldedName(first(part)));
    std::sort(words.begin(), words.end());
    return {fmt::format("c/{}", fmt::join(words, "/"))};
  }
  std::vector<std::string> given, keys;
  if (actor.market->culture->joined_given) given.emplace_back();
  for (const Part* part : actor.given) {
    if (actor.market->culture->joined_given) {
      given.back() += first(part);
    } else {
      given.push_back(first(part));
    }
  }
  for (const Part* surname : {actor.surname, actor.surname2})
    if (surname != nullptr)
      for (const std::string& name : given)
        keys.push_back(fmt::format("p/{}/{}", FoldedName(first(surname)), FoldedName(name)));
  return keys;
}

std::string Capitals(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

std::string FoldedName(std::string_view name) {
  std::vector<std::string> tokens(1);
  for (char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      tokens.back() += c;
    } else if (c >= 'A' && c <= 'Z') {
      tokens.back() += static_cast<char>(c - 'A' + 'a');
    } else if (c != '\'' && c != '.' && !tokens.back().empty()) {
      tokens.emplace_back();
    }
  }
  std::sort(tokens.begin(), tokens.end());
  std::string folded;
  for (const std::string& token : tokens) {
    if (token.empty()) continue;
    if (!folded.empty()) folded += ' ';
    folded += token;
  }
  return folded;
}

std::size_t EditDistance(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

std::string FullAddress(const Actor& actor) {
  return fmt::format("{}, {} {}, {}", actor.street, Variant(actor.city->latin, 0), actor.postcode,
                     actor.market->country);
}

}  // namespace world
