#include "world/noise_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "world/noise_letters.h"

namespace world {
namespace {

bool IsNamePart(const Word& word) {
  return word.role == Role::kSurname || word.role == Role::kGiven || word.role == Role::kPatronymic ||
         word.role == Role::kPlace || word.role == Role::kBrand || word.role == Role::kIndustry;
}

// A word that carries the name and is long enough to be disturbed, drawn by its length; null where there is
// none.
Word* DrawWord(Words& words, std::size_t least_letters, Rng& rng) {
  std::vector<int> weights;
  int sum = 0;
  for (const Word& word : words) {
    const std::size_t letters = LetterCount(word.text);
    weights.push_back(IsNamePart(word) && letters >= least_letters ? static_cast<int>(letters) : 0);
    sum += weights.back();
  }
  return sum == 0 ? nullptr : &words[rng.Weighted(weights)];
}

Words OfRole(const Words& words, Role role) {
  Words found;
  for (const Word& word : words)
    if (word.role == role) found.push_back(word);
  return found;
}

// "Ningbo Huasheng Textile Co., Ltd." -> "Huasheng Textile (Ningbo) Co., Ltd." or "Huasheng Ningbo Textile
// Co., Ltd."
struct Short {
  std::string_view full, brief;  // brief: variants separated by '|'
};
// Abbreviations as vendor files write them (seen in the Open Supply Hub lists and in ISO 4 style word lists).
constexpr Short kShort[] = {
    {"International", "Intl|Int'l|Intl."},
    {"Internasional", "Int'l|Intl"},
    {"Manufacturing", "Mfg|Mfg.|Manuf."},
    {"Industries", "Ind.|Inds|Ind"},
    {"Industry", "Ind.|Ind"},
    {"Industrial", "Ind.|Indl"},
    {"Industri", "Ind."},
    {"Trading", "Trdg|Trd.|Tdg"},
    {"Textile", "Tex.|Text|Txtl"},
    {"Textiles", "Tex.|Txtls"},
    {"Garment", "Gmt|Garmt"},
    {"Garments", "Gmts|Garmts."},
    {"Technology", "Tech|Tech.|Technol"},
    {"Electronics", "Elec.|Elect"},
    {"Enterprises", "Ent.|Entp"},
    {"Enterprise", "Ent.|Entp."},
    {"Engineering", "Engg|Eng."},
    {"Construction", "Const.|Constr"},
    {"Chemical", "Chem.|Chem"},
    {"Chemicals", "Chem.|Chems"},
    {"Machinery", "Mach.|Mchy"},
    {"Import", "Imp.|Imp"},
    {"Export", "Exp.|Exp"},
    {"and", "&"},
    {"Group", "Grp|Grp."},
    {"Holdings", "Hldgs|Hldg"},
    {"Shipping", "Shpg|Ship."},
    {"Products", "Prod.|Prods"},
    {"Services", "Svcs|Serv."},
    {"General", "Gen.|Genl"},
    {"Fashions", "Fash.|Fashns"},
    {"Logistics", "Log.|Logis"},
    {"Mills", "Mls"},
    {"Exports", "Exp.|Expts"},
    {"Factory", "Fty|Fact."},
    {"Packaging", "Pkg|Pack."},
    {"Plastic", "Plas."},
    {"Plastics", "Plas.|Plast"},
    {"Contracting", "Cont.|Contr"},
    {"Company", "Co.|Co"},
    {"Corporation", "Corp.|Corp"},
    {"House", "Hse"},
    {"Muhammad", "Mohd|Md.|M."},
    {"Mohammad", "Mohd|Md."},
    {"Abdul", "Abd.|A."},
    {"Maria", "Ma."},
    {"Francisco", "Fco."},
    {"Aleksandr", "Alex|Aleks."},
    {"Christopher", "Chr."},
    {"William", "Wm"},
    {"Singh", "S."},
    {"Kumar", "Kr."},
    {"Guangzhou", "GZ"},
    {"Shenzhen", "SZ"},
    {"Shanghai", "SH"},
};

// Two neighbouring words of one role run together, or a joined brand or given name taken apart.

}  // namespace

bool Mistype(Words& words, Rng& rng) {
  Word* word = DrawWord(words, 4, rng);
  return word != nullptr && MistypeOnce(word->text, rng);
}

bool MistypeTwice(Words& words, Rng& rng) {
  Word* word = DrawWord(words, 5, rng);
  return word != nullptr && MistypeOnce(word->text, rng) && MistypeOnce(word->text, rng);
}

bool OnDrawnWord(Words& words, bool (*change)(std::string&, Rng&), Rng& rng) {
  for (int attempt = 0; attempt < 6; ++attempt) {
    Word* word = DrawWord(words, 4, rng);
    if (word != nullptr && change(word->text, rng)) return true;
  }
  return false;
}

bool Reformat(Words& words, Rng& rng) {
  std::string text = Join(words);
  const std::string before = text;
  switch (rng.Below(5)) {
    case 0:
    case 1:
      for (char& c : text) c = Upper(c);
      break;
    case 2:
      for (char& c : text) c = Lower(c);
      break;
    case 3:  // commas and full stops gone
      std::erase_if(text, [](char c) { return c == ',' || c == '.'; });
      break;
    default:  // "Co., Ltd." -> "Co.,Ltd."
      if (const std::size_t comma = text.find(", "); comma != std::string::npos) text.erase(comma + 1, 1);
  }
  if (text == before) return false;
  words = {{text, Role::kOther}};
  return true;
}

bool ReorderPerson(Words& words, Rng& rng) {
  Words surname = OfRole(words, Role::kSurname), rest;
  for (const Word& word : words)
    if (word.role != Role::kSurname) rest.push_back(word);
  if (surname.empty() || rest.empty()) return false;
  const bool was_first = words.front().role == Role::kSurname;
  if (!was_first || rng.PerMille(250)) {  // "GARCIA LOPEZ, Jose"
    if (was_first || rng.PerMille(500)) surname.back().text += ",";
    words = surname;
    words.insert(words.end(), rest.begin(), rest.end());
  } else {
    words = rest;
    words.insert(words.end(), surname.begin(), surname.end());
  }
  return true;
}

bool ReorderCompany(Words& words, Rng& rng) {
  const Words place = OfRole(words, Role::kPlace);
  if (place.empty()) return false;
  Words rest;
  for (const Word& word : words)
    if (word.role != Role::kPlace && word.text != "de") rest.push_back(word);
  const Role after = rng.PerMille(500) ? Role::kIndustry : Role::kBrand;
  std::size_t at = rest.size();
  for (std::size_t i = 0; i < rest.size(); ++i)
    if (rest[i].role == after) at = i + 1;
  const bool brackets = rng.PerMille(700);
  words = rest;
  words.insert(words.begin() + static_cast<std::ptrdiff_t>(at),
               {(brackets ? "(" : "") + Join(place) + (brackets ? ")" : ""), Role::kPlace});
  return true;
}

bool ChangeLegalForm(Words& words, const Actor& actor, Rng& rng) {
  const std::string before = Join(words);
  const std::size_t variants = VariantCount(actor.legal->latin);
  const std::size_t variant = 1 + rng.Below(variants);  // one past the end: dropped
  std::size_t first = words.size();
  for (std::size_t i = words.size(); i-- > 0;) {
    if (words[i].role != Role::kLegal) continue;
    first = i;
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
  }
  if (variant < variants && first <= words.size())
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(first),
                 {std::string(Variant(actor.legal->latin, variant)), Role::kLegal});
  return Join(words) != before;
}

bool Abbreviate(Words& words, Rng& rng) {
  bool changed = false;
  for (Word& word : words) {
    for (const Short& entry : kShort) {
      if (word.text != entry.full || (changed && rng.PerMille(400))) continue;
      word.text = Variant(entry.brief, rng.Below(VariantCount(entry.brief)));
      changed = true;
      break;
    }
  }
  return changed;
}

bool UseInitials(Words& words, Rng& rng) {
  bool changed = false;
  for (Word& word : words) {
    if (word.role != Role::kGiven && word.role != Role::kPatronymic) continue;
    if (!IsLetter(word.text[0]) || LetterCount(word.text) < 2) continue;
    word.text = fmt::format("{}{}", word.text[0], rng.PerMille(700) ? "." : "");
    changed = true;
  }
  return changed;
}

bool DropPart(Words& words, const Actor& actor) {
  const auto drop = [&](Role role, bool last_only) {
    for (std::size_t i = words.size(); i-- > 0;) {
      if (words[i].role != role) continue;
      if (last_only) {
        std::size_t same = 0;
        for (const Word& word : words) same += word.role == role ? 1 : 0;
        if (same < 2) return false;
      }
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
      return true;
    }
    return false;
  };
  if (!actor.person) {
    bool any = false;
    while (drop(Role::kPlace, false)) any = true;
    std::erase_if(words, [](const Word& word) { return word.text == "de"; });
    return any;
  }
  if (actor.patronymic != nullptr) return drop(Role::kPatronymic, false);
  if (actor.surname2 != nullptr) return drop(Role::kSurname, true);
  // Two syllables of one given name (Korea, Taiwan, Viet Nam, Myanmar) are never parted; a second given name
  // is left out.
  const Culture& culture = *actor.market->culture;
  if (culture.surname_first || culture.script == Script::kMyanmar) return false;
  return actor.given.size() > 1 && drop(Role::kGiven, true);
}

bool SplitOrJoin(Words& words, const Actor& actor, Rng& rng) {
  const Culture& culture = *actor.market->culture;
  const std::vector<const Part*>& parts = actor.person ? actor.given : actor.brand;
  const bool joined = actor.person ? culture.joined_given : culture.brand_style != BrandStyle::kWords;
  for (std::size_t i = 0; i < words.size(); ++i) {
    Word& word = words[i];
    if (joined && parts.size() == 2 && word.role == (actor.person ? Role::kGiven : Role::kBrand)) {
      const std::size_t cut = Variant(parts[0]->latin, 0).size();
      if (cut >= word.text.size()) return false;
      word.text = word.text.substr(0, cut) + (rng.PerMille(300) ? "-" : " ") + Upper(word.text[cut]) +
                  word.text.substr(cut + 1);
      return true;
    }
    if (const std::size_t hyphen = word.text.find('-'); hyphen != std::string::npos && IsNamePart(word)) {
      if (rng.PerMille(500)) {
        word.text[hyphen] = ' ';
      } else {
        word.text.erase(hyphen, 1);
        word.text[hyphen] = Lower(word.text[hyphen]);
      }
      return true;
    }
    const bool next = i + 1 < words.size() && words[i + 1].role == word.role &&
                      (word.role == Role::kBrand || word.role == Role::kGiven);
    if (!next) continue;
    std::string tail = words[i + 1].text;
    const bool hyphenated = actor.person && rng.PerMille(500);
    if (hyphenated || rng.PerMille(700)) tail[0] = Lower(tail[0]);
    word.text += (hyphenated ? "-" : "") + tail;
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    return true;
  }
  return false;
}

bool Truncate(Words& words, Rng& rng) {
  std::string text = Join(words);
  const std::size_t width = text.size() > 41 && rng.PerMille(400) ? 40 : 35;
  if (text.size() <= width + 1) return false;
  text.resize(width);
  while (!text.empty() && (text.back() == ' ' || text.back() == ',')) text.pop_back();
  for (char c : text)
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  words = {{text, Role::kOther}};
  return true;
}

bool AddExtra(Words& words, const Actor& actor, Rng& rng) {
  std::string text = Join(words);
  const std::string_view city = Variant(actor.city->latin, 0);
  if (actor.person) {
    constexpr std::string_view kBefore[] = {"Mr. ", "Mr ", "Dr. "},
                               kAfter[] = {" (Director)", " (Owner)", " - Agent"};
    text = rng.PerMille(600) ? std::string(actor.female ? "Ms. " : kBefore[rng.Below(3)]) + text
                             : text + std::string(kAfter[rng.Below(3)]);
  } else {
    switch (rng.Below(6)) {
      case 0:
        text += fmt::format(" - {}", city);
        break;
      case 1:
        text += fmt::format(" ({} Branch)", city);
        break;
      case 2:
        text += fmt::format(" #{}", rng.Between(10000, 99999));
        break;
      case 3:
        text += " (Main Factory)";
        break;
      case 4:
        text = "M/s. " + text;
        break;
      default:
        text += fmt::format(" - V{}", rng.Between(1000, 9999));
    }
  }
  words = {{text, Role::kOther}};
  return true;
}

bool Transliterate(Words& words, const Actor& actor, Rng& rng) {
  const std::string before = Join(words);
  for (int attempt = 0; attempt < 8; ++attempt) {
    Spelling spelling;
    spelling.standard = 1 + rng.Below(2);
    spelling.rng = &rng;
    words = LatinWords(actor, spelling);
    if (Join(words) != before) return true;
  }
  return false;
}

bool UseAlias(Words& words, const ListedParty& party, AliasQuality quality, Rng& rng) {
  std::vector<const Alias*> usable;
  for (const Alias& alias : party.aliases)
    if ((alias.quality == AliasQuality::kWeak) == (quality == AliasQuality::kWeak)) usable.push_back(&alias);
  if (usable.empty()) return false;
  words = {{rng.Pick(usable)->text, Role::kOther}};
  return true;
}

bool UseNative(Words& words, const ListedParty& party, bool own_script, Rng& rng) {
  if (HasOwnScript(party.actor) != own_script) return false;
  const std::string before = Join(words);
  const std::size_t legal = party.actor.person ? 0 : rng.Below(VariantCount(party.actor.legal->native));
  words = {{NativeName(party.actor, legal), Role::kOther}};
  return Join(words) != before;
}

}  // namespace world
