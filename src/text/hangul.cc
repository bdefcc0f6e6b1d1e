#include "text/hangul.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace text {
namespace {

constexpr char32_t kFirst = 0xAC00;
constexpr char32_t kLast = 0xD7A3;

// Numbers of letters in the order of Unicode's composition of Hangul.
enum Initial : std::uint8_t {
  kG = 0,
  kGG,
  kN,
  kD,
  kDD,
  kR,
  kM,
  kB,
  kBB,
  kS,
  kSS,
  kNone,
  kJ,
  kJJ,
  kCh,
  kK,
  kT,
  kP,
  kH
};
enum Vowel : std::uint8_t {
  kA = 0,
  kYA = 2,
  kYAE = 3,
  kYEO = 6,
  kYE = 7,
  kYO = 12,
  kU = 13,
  kYU = 17,
  kI = 20
};
enum Final : std::uint8_t {
  kOpen = 0,
  kFinalN = 4,
  kFinalD = 7,
  kFinalL = 8,
  kFinalM = 16,
  kFinalB = 17,
  kFinalG = 1,
  kFinalNg = 21,
  kFinalJ = 22,
  kFinalT = 25,
  kFinalH = 27,
};

constexpr std::array<std::string_view, 19> kInitials = {"g",  "kk", "n", "d",  "tt", "r", "m", "b", "pp", "s",
                                                        "ss", "",   "j", "jj", "ch", "k", "t", "p", "h"};
constexpr std::array<std::string_view, 21> kVowels = {"a",  "ae", "ya", "yae", "eo", "e",  "yeo",
                                                      "ye", "o",  "wa", "wae", "oe", "yo", "u",
                                                      "wo", "we", "wi", "yu",  "eu", "ui", "i"};
constexpr std::array<std::string_view, 28> kFinals = {"",  "k",  "k", "k", "n", "n", "n", "t", "l", "k",
                                                      "m", "l",  "l", "l", "p", "l", "m", "p", "p", "t",
                                                      "t", "ng", "t", "t", "k", "t", "p", "t"};

struct Syllable {
  std::uint8_t initial;
  std::uint8_t vowel;
  std::uint8_t final;
};

bool IsSyllable(char32_t c) {
  return c >= kFirst && c <= kLast;
}

Syllable Parts(char32_t c) {
  const std::uint32_t s = c - kFirst;
  return {static_cast<std::uint8_t>(s / 588), static_cast<std::uint8_t>(s % 588 / 28),
          static_cast<std::uint8_t>(s % 28)};
}

char32_t Compose(Syllable s) {
  return kFirst + (s.initial * 21U + s.vowel) * 28U + s.final;
}

// What a final leaves behind and what it carries over when the next syllable begins with a vowel: 은 after 국
// makes "gu-geun", 닭이 "dal-gi".
struct Carried {
  std::uint8_t stays;
  std::uint8_t moves;
};

Carried CarryOver(std::uint8_t final) {
  static constexpr std::array<Carried, 28> kTable = {{
      {0, kNone}, {0, kG},     {0, kGG}, {1, kS},  {0, kN}, {4, kJ}, {0, kN}, {0, kD},    {0, kR},  {8, kG},
      {8, kM},    {8, kB},     {8, kS},  {8, kT},  {8, kP}, {0, kR}, {0, kM}, {0, kB},    {17, kS}, {0, kS},
      {0, kSS},   {21, kNone}, {0, kJ},  {0, kCh}, {0, kK}, {0, kT}, {0, kP}, {0, kNone},
  }};
  return kTable[final];
}

// The one of seven sounds in which a final is heard: ㄱ ㄴ ㄷ ㄹ ㅁ ㅂ ㅇ.
std::uint8_t Heard(std::uint8_t final) {
  const std::string_view sound = kFinals[final];
  if (sound == "k") return kFinalG;
  if (sound == "n") return kFinalN;
  if (sound == "t") return kFinalD;
  if (sound == "l") return kFinalL;
  if (sound == "m") return kFinalM;
  if (sound == "p") return kFinalB;
  return sound == "ng" ? kFinalNg : kOpen;
}

// ㄷ and ㅌ before 이 are heard as ㅈ and ㅊ: 해돋이 "haedoji", 같이 "gachi".
bool Palatalize(Syllable& a, Syllable& b) {
  if (b.vowel != kI || (b.initial != kNone && b.initial != kH)) return false;
  if (a.final == kFinalD) {
    b.initial = b.initial == kH ? kCh : kJ;
  } else if (a.final == kFinalT && b.initial == kNone) {
    b.initial = kCh;
  } else {
    return false;
  }
  a.final = kOpen;
  return true;
}

// ㅎ and a plain sound beside it become one: 좋고 "joko", 놓다 "nota", 맞히다 "machida". ㄱ ㄷ ㅂ before it
// are left, as in nouns: 묵호 "mukho".
bool JoinBreath(Syllable& a, Syllable& b) {
  if (a.final == kFinalJ && b.initial == kH) {
    b.initial = kCh;
    a.final = kOpen;
    return true;
  }
  if (a.final != kFinalH) return false;
  if (b.initial == kG) {
    b.initial = kK;
  } else if (b.initial == kD) {
    b.initial = kT;
  } else if (b.initial == kJ) {
    b.initial = kCh;
  } else if (b.initial != kNone) {
    return false;
  }
  a.final = kOpen;
  return true;
}

// Section 3.1 of the Revised Romanization for two neighbouring syllables.
void ChangeSounds(Syllable& a, Syllable& b) {
  if (a.final == kOpen || Palatalize(a, b) || JoinBreath(a, b)) return;
  if (b.initial == kNone) {
    const Carried carried = CarryOver(a.final);
    a.final = carried.stays;
    b.initial = carried.moves;
    return;
  }
  a.final = Heard(a.final);
  if (b.initial == kR) {
    if (a.final == kFinalN || a.final == kFinalL) {
      a.final = kFinalL;  // 신라 "silla"
      return;             // "l" + "l": see Latin()
    }
    b.initial = kN;  // 종로 "jongno"
  }
  if (b.initial == kN && a.final == kFinalL) {
    b.initial = kR;  // 별내 "byeollae"
    return;
  }
  if (b.initial != kN && b.initial != kM) return;
  if (a.final == kFinalG) a.final = kFinalNg;  // 백마 "baengma"
  if (a.final == kFinalD) a.final = kFinalN;   // 낱말 "nanmal"
  if (a.final == kFinalB) a.final = kFinalM;   // 왕십리 "wangsimni"
}

std::string Latin(const std::vector<Syllable>& syllables) {
  std::string out;
  for (std::size_t i = 0; i < syllables.size(); ++i) {
    const bool after_l = i > 0 && Heard(syllables[i - 1].final) == kFinalL;
    out += syllables[i].initial == kR && after_l ? "l" : kInitials[syllables[i].initial];
    out += kVowels[syllables[i].vowel];
    out += kFinals[syllables[i].final];
  }
  return out;
}

std::vector<std::string_view> InitialSpellings(std::uint8_t initial) {
  switch (initial) {
    case kG:
      return {"g", "k"};
    case kD:
      return {"d", "t"};
    case kB:
      return {"b", "p"};
    case kJ:
      return {"j", "ch"};
    case kR:
      return {"r", "l"};
    default:
      return {kInitials[initial]};
  }
}

// The Revised Romanization first. Whether a consonant or a final stands beside the vowel matters to habit:
// "Young" but "Hyun", "Jee" but "Jin".
std::vector<std::string_view> VowelSpellings(const Syllable& s) {
  const std::string_view vowel = kVowels[s.vowel];
  const bool open = s.final == kOpen;
  if (vowel == "ae") return {"ae", "ai"};
  if (vowel == "eo")
    return open ? std::vector<std::string_view>{"eo", "o", "u", "uh"}
                : std::vector<std::string_view>{"eo", "o", "u"};
  if (vowel == "yeo") {
    if (s.initial == kNone) return {"yeo", "yo", "you", "yu"};
    return {"yeo", "yo", "yu", "you"};
  }
  if (vowel == "o")
    return open ? std::vector<std::string_view>{"o", "oh"} : std::vector<std::string_view>{"o"};
  if (vowel == "oe") return {"oe", "oi"};
  if (vowel == "u")
    return s.initial == kNone ? std::vector<std::string_view>{"u", "woo", "oo", "wu"}
                              : std::vector<std::string_view>{"u", "oo"};
  if (vowel == "wo") return {"wo", "weo"};
  if (vowel == "wi") return {"wi", "wee"};
  if (vowel == "yu") return {"yu", "yoo"};
  if (vowel == "eu") return {"eu", "u"};
  if (vowel == "ui") return {"ui", "ee", "i", "eui"};
  if (vowel == "i")
    return open ? std::vector<std::string_view>{"i", "ee"} : std::vector<std::string_view>{"i"};
  return {vowel};
}

std::vector<std::string_view> FinalSpellings(std::uint8_t final) {
  const std::string_view sound = kFinals[final];
  if (sound == "k") return {"k", "g"};
  if (sound == "p") return {"p", "b"};
  return {sound};
}

void AddSpellings(Syllable s, std::vector<std::string>& out) {
  for (std::string_view initial : InitialSpellings(s.initial)) {
    for (std::string_view vowel : VowelSpellings(s)) {
      for (std::string_view final : FinalSpellings(s.final)) {
        std::string spelling(initial);
        spelling += vowel;
        spelling += final;
        if (std::find(out.begin(), out.end(), spelling) == out.end()) out.push_back(std::move(spelling));
      }
    }
  }
  // 시 and 신 are as often written with the sound that English hears.
  if (s.initial == kS && s.vowel == kI) {
    std::string spelling = "shi";
    spelling += kFinals[s.final];
    out.push_back(std::move(spelling));
  }
  // 화 is as often "wha" as "hwa".
  const std::string_view vowel = kVowels[s.vowel];
  if (s.initial == kH && vowel.starts_with("w")) {
    std::string spelling = "wh";
    spelling += vowel.substr(1);
    spelling += kFinals[s.final];
    out.push_back(std::move(spelling));
  }
}

}  // namespace

std::string RomanizeHangul(std::u32string_view letters, HangulStyle style) {
  std::vector<Syllable> syllables;
  for (char32_t c : letters) {
    if (IsSyllable(c)) syllables.push_back(Parts(c));
  }
  if (style == HangulStyle::kSounds) {
    for (std::size_t i = 0; i + 1 < syllables.size(); ++i) ChangeSounds(syllables[i], syllables[i + 1]);
    return Latin(syllables);
  }
  std::string out;
  for (const Syllable& s : syllables) {
    const bool names = style == HangulStyle::kMcCune;
    const std::string_view vowel = kVowels[s.vowel];
    out += names && s.initial == kG ? "k" : kInitials[s.initial];
    out += !names ? vowel : vowel == "eo" ? "o" : vowel == "yeo" ? "yo" : vowel == "eu" ? "u" : vowel;
    out += kFinals[s.final];
  }
  return out;
}

std::vector<std::string> HangulSpellings(char32_t syllable) {
  std::vector<std::string> out;
  if (!IsSyllable(syllable)) return out;
  AddSpellings(Parts(syllable), out);
  const char32_t start = AtWordStart(syllable);
  if (start != syllable) AddSpellings(Parts(start), out);
  return out;
}

char32_t AtWordStart(char32_t syllable) {
  if (!IsSyllable(syllable)) return syllable;
  Syllable s = Parts(syllable);
  const bool glide = s.vowel == kYA || s.vowel == kYAE || s.vowel == kYEO || s.vowel == kYE ||
                     s.vowel == kYO || s.vowel == kYU || s.vowel == kI;
  if (glide && (s.initial == kR || s.initial == kN)) {
    s.initial = kNone;
  } else if (s.initial == kR) {
    s.initial = kN;
  }
  return Compose(s);
}

// Own compilation of common knowledge: syllables of given names, of Chinese and of Korean origin.
std::u32string_view NameSyllables() {
  return U"가각간갑강건걸겸경계고곤공관광교구국권귀규균근금기길김나낙난남노녹늘다단달담대덕도돈동두라락란람랑"
         U"래"
         U"량려력련렬렴령례로록룡류륙륜률륭름리린림립만말매명모목무문미민박배백범법별병보복봉부분비빈빛사산삼"
         U"상"
         U"새샘서석선설섭성세소솔송수숙순술숭슬승시식신실심아안애양억언엄여연열염엽영예오옥온완요용우욱운웅원"
         U"월"
         U"위유육윤율융은을음응의이익인일임자장재전점정제조종좌주준중증지직진집차찬창채천철청초총최춘충치칠탁"
         U"태택평표필하학한함해행향허헌혁현형혜호홍화환황회효훈휘휴흠흥희힘";
}

WordSyllables KoreanSyllables(std::string_view word) {
  static const SyllableSet* const syllables = [] {
    auto* set = new SyllableSet;
    for (char32_t c : NameSyllables()) {
      for (const std::string& spelling : HangulSpellings(c)) set->Add(spelling);
    }
    return set;
  }();
  return CutSyllables(word, *syllables);
}

}  // namespace text
