#include "text/romanize_scripts.h"

#include <vector>

// The Indic blocks of Unicode (U+0900 to U+0D7F) are laid out alike, after ISCII (IS 13194:1991): one table
// by place in the block reads all nine. Latin values as in the Hunterian system, India's national one,
// without marks; the unwritten vowel is dropped at the end of a word and, between two syllables that have a
// vowel, inside it (Ohala, Aspects of Hindi Phonology, 1983), in the scripts whose languages drop it. Bengali
// and Tamil differ as customary names do (জ য j, ব b; Tamil stops voiced between vowels and after nasals).

namespace text {
namespace {

enum class Block : std::uint8_t {
  kDevanagari,
  kBengali,
  kGurmukhi,
  kGujarati,
  kOriya,
  kTamil,
  kTelugu,
  kKannada,
  kMalayalam
};

Block BlockOf(char32_t c) {
  return static_cast<Block>((c - 0x900) / 0x80);
}

// Independent vowels 05–14, signs 3E–4C, by place in the block.
std::string_view IndicVowel(std::uint32_t place) {
  switch (place) {
    case 0x05:
    case 0x06:
    case 0x3E:
      return "a";
    case 0x07:
    case 0x08:
    case 0x3F:
    case 0x40:
      return "i";
    case 0x09:
    case 0x0A:
    case 0x41:
    case 0x42:
      return "u";
    case 0x0B:
    case 0x43:
    case 0x44:
      return "ri";
    case 0x0D:
    case 0x0E:
    case 0x0F:
    case 0x45:
    case 0x46:
    case 0x47:
      return "e";
    case 0x10:
    case 0x48:
      return "ai";
    case 0x11:
    case 0x12:
    case 0x13:
    case 0x49:
    case 0x4A:
    case 0x4B:
      return "o";
    case 0x14:
    case 0x4C:
      return "au";
    case 0x57:
      return "au";
    default:
      return {};
  }
}

std::string_view IndicConsonant(std::uint32_t place) {
  static constexpr std::string_view kLetters[] = {"k", "kh", "g",  "gh", "n",  "ch", "chh", "j", "jh", "n",
                                                  "t", "th", "d",  "dh", "n",  "t",  "th",  "d", "dh", "n",
                                                  "n", "p",  "ph", "b",  "bh", "m",  "y",   "r", "r",  "l",
                                                  "l", "zh", "v",  "sh", "sh", "s",  "h"};
  if (place >= 0x15 && place <= 0x39) return kLetters[place - 0x15];
  static constexpr std::string_view kDotted[] = {"q", "kh", "gh", "z", "r", "rh", "f", "y"};
  if (place >= 0x58 && place <= 0x5F) return kDotted[place - 0x58];
  return {};
}

// A letter with a dot below written apart (U+093C): other sounds for Persian and Arabic names, ड़ and ढ़.
std::string_view WithNukta(std::uint32_t place) {
  switch (place) {
    case 0x15:
      return "q";
    case 0x16:
      return "kh";
    case 0x17:
      return "gh";
    case 0x1C:
      return "z";
    case 0x21:
      return "r";
    case 0x22:
      return "rh";
    case 0x2B:
      return "f";
    case 0x2F:
      return "y";
    default:
      return {};
  }
}

struct Unit {
  std::string consonants;
  std::string vowel;      // as written, or "a"
  bool inherent = false;  // the vowel is not written
  std::string nasal;      // anusvara and what else closes the syllable
};

bool DropsInherent(Block b) {
  return b == Block::kDevanagari || b == Block::kBengali || b == Block::kGurmukhi || b == Block::kGujarati;
}

std::string_view ConsonantIn(Block block, std::uint32_t place) {
  if (block == Block::kBengali) {
    if (place == 0x2F) return "j";
    if (place == 0x35 || place == 0x2C) return "b";
  }
  if (block == Block::kTamil && place == 0x1A) return "s";
  if (block == Block::kTamil && place == 0x24) return "th";
  return IndicConsonant(place);
}

bool IsLabial(std::string_view consonants) {
  return consonants == "m" || consonants == "b" || consonants == "p" || consonants == "bh" ||
         consonants == "ph";
}

bool IsVowelLetter(char32_t c) {
  const std::uint32_t place = (c - 0x900) % 0x80;
  return place >= 0x05 && place <= 0x14;
}

// ইউসুফ, ইয়াসমিন, ইয়ার্ড: i before a vowel or y opens a word as y.
void OpenWithY(std::vector<Unit>& units) {
  if (units.size() < 2 || !units[0].consonants.empty() || units[0].vowel != "i") return;
  Unit& next = units[1];
  if (next.consonants.empty() && next.vowel != "i") next.consonants = "y";
  if (next.consonants == "y") units.erase(units.begin());
}

std::vector<Unit> UnitsOf(std::u32string_view token) {
  std::vector<Unit> units;
  bool joined = false;  // after a virama: the next consonant joins the cluster
  for (std::size_t i = 0; i < token.size(); ++i) {
    const char32_t c = token[i];
    if (c < 0x900 || c > 0xD7F) continue;
    const Block block = BlockOf(c);
    const std::uint32_t place = (c - 0x900) % 0x80;
    std::string_view consonant = ConsonantIn(block, place);
    if (block == Block::kBengali && c == U'ৎ') consonant = "t";
    // A velar nasal by itself is "ng" (तामाङ); before a velar stop the g is heard anyway.
    if (place == 0x19 && (i + 1 >= token.size() || (token[i + 1] - 0x900) % 0x80 != 0x4D)) consonant = "ng";
    if (!consonant.empty()) {
      if (i + 1 < token.size() && (token[i + 1] - 0x900) % 0x80 == 0x3C) {
        const std::string_view dotted = WithNukta(place);
        if (!dotted.empty()) consonant = dotted;
      }
      // ya-phala and ba-phala of Bengali only double what they follow.
      const bool silent = joined && block == Block::kBengali && (c == U'য' || c == U'ব') &&
                          units.back().consonants != "m" && units.back().consonants != "r";
      if (joined && !units.empty()) {
        if (!silent) units.back().consonants += consonant;
        units.back().vowel = "a";
        units.back().inherent = true;
      } else if (block == Block::kBengali && consonant == "y" && !units.empty() &&
                 units.back().consonants.empty() && units.back().vowel == "o") {
        units.back() = {"w", "a", true, {}};  // ওয়
      } else {
        units.push_back({std::string(consonant), "a", true, {}});
      }
      if (c == U'ৎ') units.back().vowel.clear();
      joined = false;
      continue;
    }
    if (place == 0x4D) {  // virama
      if (!units.empty() && units.back().inherent) {
        units.back().vowel.clear();
        units.back().inherent = false;
        joined = i + 1 < token.size();
      }
      continue;
    }
    // অ্যা, এ্যা: the a of English "and".
    if (joined && c == U'য') continue;
    joined = false;
    const std::string_view vowel = IndicVowel(place);
    if (!vowel.empty()) {
      const bool sign = place >= 0x3E;
      if (sign && !units.empty()) {
        units.back().vowel = vowel;
        units.back().inherent = false;
      } else {
        units.push_back({{}, std::string(vowel), false, {}});
      }
    } else if (place == 0x01 && block == Block::kBengali && i + 1 < token.size() &&
               IsVowelLetter(token[i + 1])) {
      continue;  // ভূঁইয়া: no consonant
    } else if ((place == 0x01 || place == 0x02) && !units.empty()) {
      units.back().nasal = block == Block::kBengali && place == 0x02 ? "ng" : "n";
    } else if (block == Block::kGurmukhi && place == 0x70 && !units.empty()) {
      units.back().nasal = "n";
    }
  }
  return units;
}

void DropInherent(std::vector<Unit>& units) {
  if (units.size() < 2) return;
  Unit& last = units.back();
  if (last.inherent && last.nasal.empty() && last.consonants.size() <= 2) {
    last.vowel.clear();
    last.inherent = false;
  } else if (last.inherent && last.nasal.empty()) {
    // After a cluster the vowel is heard (Krishna, Mishra) or not (Singh): it stays.
    last.inherent = false;
  }
  for (std::size_t i = units.size() - 1; i-- > 1;) {
    Unit& u = units[i];
    const bool before = !units[i - 1].vowel.empty() && units[i - 1].nasal.empty();
    const bool after = !units[i + 1].vowel.empty() && !units[i + 1].consonants.empty();
    if (u.inherent && u.nasal.empty() && before && after && u.consonants.size() <= 2) {
      u.vowel.clear();
      u.inherent = false;
    }
  }
}

// Tamil has one letter for voiced and voiceless stops.
void VoiceTamil(std::vector<Unit>& units) {
  for (std::size_t i = 0; i < units.size(); ++i) {
    std::string& c = units[i].consonants;
    // A cluster such as "ngk", "nt": the stop after a nasal.
    for (const auto& [voiceless, voiced] :
         {std::pair("nk", "ng"), std::pair("ns", "nj"), std::pair("nt", "nd"), std::pair("nth", "nth"),
          std::pair("mp", "mb")}) {
      if (c == voiceless) c = voiced;
    }
    if (i == 0) continue;
    if (c == "k") c = "g";
    if (c == "t") c = "d";
    if (c == "p") c = "b";
    if (c == "ss") c = "ch";
  }
}

}  // namespace

std::string RomanizeIndic(std::u32string_view token) {
  if (token.empty()) return {};
  std::vector<Unit> units = UnitsOf(token);
  const Block block = BlockOf(token[0]);
  if (block == Block::kBengali) OpenWithY(units);
  if (DropsInherent(block)) DropInherent(units);
  if (block == Block::kTamil) VoiceTamil(units);
  std::string out;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const Unit& u = units[i];
    out += u.consonants;
    out += u.vowel;
    if (u.nasal.empty()) continue;
    const std::string_view next =
        i + 1 < units.size() ? std::string_view(units[i + 1].consonants) : std::string_view();
    out += IsLabial(next) ? "m" : next == "h" ? "ng" : u.nasal;  // सिंह: Singh
  }
  return out;
}

}  // namespace text
