#include "match/name.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/limits.h"
#include "match/alternatives.h"
#include "match/classify.h"
#include "match/segment.h"
#include "match/tables.h"
#include "text/han.h"
#include "text/romanize.h"
#include "text/tokens.h"

namespace match {
namespace {

using text::RawToken;
using text::Script;

constexpr float kNumberWeight = 0.55F;
constexpr float kLightShare = 0.60F;  // of what the word would count
constexpr float kTradeShare = 0.60F;  // what it does, not what it is called
constexpr float kInitialWeight = 0.45F;
constexpr float kParticleWeight = 0.10F;
constexpr float kTitleWeight = 0.05F;
constexpr float kLegalWeight = 0.05F;
constexpr float kStopWeight = 0.03F;

// What a rare word counts more than a common one. In persons' names every part distinguishes, so the range is
// narrow.
float WordWeight(Kind kind, std::uint8_t bits) {
  static const std::array<std::array<float, 17>, 2>* const weights = [] {
    auto* w = new std::array<std::array<float, 17>, 2>;
    for (std::size_t b = 0; b <= 16; ++b) {
      const float rarity = static_cast<float>(b) / 16.0F;
      (*w)[0][b] = 0.60F + 0.40F * rarity;
      (*w)[1][b] = 0.15F + 0.85F * std::pow(rarity, 1.4F);
    }
    return w;
  }();
  return (*weights)[static_cast<std::size_t>(kind)][std::min<std::size_t>(bits, 16)];
}

struct Reader {
  Kind kind;
  text::Reading reading;
  std::vector<Token> tokens;

  void Add(const RawToken& raw, const std::u32string& letters, std::string written) {
    Token token;
    const std::u32string& compared =
        letters.size() > base::kMaxWordLetters ? letters.substr(0, base::kMaxWordLetters) : letters;
    token.form = text::Romanize(compared, raw.script, reading).substr(0, base::kMaxWordLetters);
    if (token.form.empty()) return;
    const bool native = raw.script != Script::kLatin && raw.script != Script::kCommon;
    if (native) token.surface = text::Encode(compared);
    token.written = std::move(written);
    if (raw.script == Script::kArabic) UseArabicName(token);
    tokens.push_back(std::move(token));
  }

  // Arabic script does not write short vowels; well-known names are read by table instead of letter by
  // letter.
  static void UseArabicName(Token& token) {
    const Tables& t = GetTables();
    const auto it = t.arabic_given.find(token.surface);
    if (it != t.arabic_given.end()) token.form = it->second;
  }
};

// "JC Juncker" beside "Jean-Claude Juncker": two capitals in a name that is not all capitals are two
// initials.
std::vector<RawToken> SplitCapitalPairs(const std::vector<RawToken>& raw) {
  const bool any_mixed = std::any_of(
      raw.begin(), raw.end(), [](const RawToken& r) { return !r.upper && r.script == Script::kLatin; });
  std::vector<RawToken> out;
  for (const RawToken& r : raw) {
    const bool vowel = r.written.find_first_of("AEIOUY") != std::string::npos;  // "KO, Ho Min", "AL"
    const bool pair = any_mixed && !vowel && r.upper && r.script == Script::kLatin && r.letters.size() == 2 &&
                      &r == &raw.front() && raw.size() >= 2;
    if (!pair) {
      out.push_back(r);
      continue;
    }
    for (std::size_t i = 0; i < 2; ++i) {
      RawToken letter = r;
      letter.letters = r.letters.substr(i, 1);
      letter.written = text::Encode(text::Decode(r.written).substr(i, 1));
      out.push_back(letter);
    }
  }
  return out;
}

// Where nothing would be left to compare ("The Company Ltd", "Bin Al"), what is there has to carry the name.
void KeepSomeContent(std::vector<Token>& tokens) {
  for (TokenClass c : {TokenClass::kParticle, TokenClass::kTitle, TokenClass::kStop, TokenClass::kLegal,
                       TokenClass::kInitial}) {
    if (std::any_of(tokens.begin(), tokens.end(), [](const Token& t) {
          return IsContent(t.token_class) && t.token_class != TokenClass::kInitial;
        })) {
      return;
    }
    for (Token& token : tokens) {
      if (token.token_class == c) token.token_class = TokenClass::kWord;
    }
  }
}

// What was joined from several tokens keeps to the length of a word.
void Shorten(std::string& surface) {
  if (surface.size() <= base::kMaxWordLetters) return;
  const std::u32string letters = text::Decode(surface);
  if (letters.size() > base::kMaxWordLetters)
    surface = text::Encode(letters.substr(0, base::kMaxWordLetters));
}

void Weigh(Name& name) {
  name.content_weight = 0;
  for (Token& token : name.tokens) {
    token.bits =
        name.kind == Kind::kPerson ? PersonBits(token.form) : OrganizationBits(token.form, token.surface);
    token.weight = TokenWeight(name.kind, token.token_class, token.bits, token.trade);
    if (IsContent(token.token_class)) name.content_weight += token.weight;
  }
}

Name Read(const std::vector<RawToken>& raw, Kind kind, text::Reading reading) {
  Reader reader{kind, reading, {}};
  for (const RawToken& token : raw) {
    for (Segment& segment : SegmentToken(token, kind, raw.size() == 1)) {
      reader.Add(token, segment.letters, std::move(segment.written));
      if (!reader.tokens.empty() && !segment.form.empty()) reader.tokens.back().form = segment.form;
    }
  }
  Name name;
  name.kind = kind;
  name.tokens = std::move(reader.tokens);
  if (kind == Kind::kPerson) {
    ClassifyPerson(name.tokens, raw);
    for (Token& token : name.tokens) token.syllable = IsSyllable(token);
  } else {
    ClassifyOrganization(name.tokens);
  }
  for (Token& token : name.tokens) Shorten(token.surface);
  KeepSomeContent(name.tokens);
  Weigh(name);
  return name;
}

std::vector<text::Reading> ReadingsOf(const std::vector<RawToken>& raw, Kind kind) {
  bool cyrillic = false;
  bool may = true;
  bool must = false;
  bool han = false;
  bool hangul = false;
  for (const RawToken& token : raw) {
    if (token.script == Script::kCyrillic) {
      cyrillic = true;
      may = may && text::MayBeUkrainian(token.letters);
      must = must || text::MustBeUkrainian(token.letters);
    }
    han = han || token.script == Script::kHan;
    hangul = hangul || token.script == Script::kHangul;
  }
  std::vector<text::Reading> readings;
  if (!(cyrillic && must && may)) readings.push_back(text::Reading::kDefault);
  if (cyrillic && may) readings.push_back(text::Reading::kUkrainian);
  if (han && kind == Kind::kPerson) readings.push_back(text::Reading::kCantonese);
  if (hangul && kind == Kind::kPerson) readings.push_back(text::Reading::kKoreanNames);
  return readings;
}

// A part of a text is a name by itself where one of its words is neither a line of business nor in many
// names.
bool CarriesAName(const Name& name) {
  constexpr std::uint8_t kTellingBits = 8;
  return std::any_of(name.tokens.begin(), name.tokens.end(), [](const Token& t) {
    return t.token_class == TokenClass::kWord && !t.trade && t.bits >= kTellingBits;
  });
}

// Adds the readings of a text that gives one name.
void AddReadings(std::string_view name, Kind kind, bool part, std::vector<Name>& names) {
  std::vector<RawToken> raw = text::SplitTokens(name);
  if (raw.empty() || raw.size() > base::kMaxNameTokens) return;
  if (kind == Kind::kPerson) raw = SplitCapitalPairs(raw);
  for (text::Reading reading : ReadingsOf(raw, kind)) {
    Name prepared = Read(raw, kind, reading);
    if (prepared.tokens.empty() || prepared.tokens.size() > base::kMaxNameTokens) continue;
    if (part && !CarriesAName(prepared)) continue;
    const bool same = std::any_of(names.begin(), names.end(), [&](const Name& other) {
      return std::equal(other.tokens.begin(), other.tokens.end(), prepared.tokens.begin(),
                        prepared.tokens.end(),
                        [](const Token& a, const Token& b) { return a.form == b.form; });
    });
    if (!same) names.push_back(std::move(prepared));
  }
}

}  // namespace

float TokenWeight(Kind kind, TokenClass token_class, std::uint8_t bits, bool trade) {
  switch (token_class) {
    case TokenClass::kWord:
      return (trade ? kTradeShare : 1.0F) * WordWeight(kind, bits);
    case TokenClass::kNumber:
      return kNumberWeight;
    case TokenClass::kLight:
      return kLightShare * WordWeight(kind, bits);
    case TokenClass::kInitial:
      return kInitialWeight;
    case TokenClass::kLegal:
      return kLegalWeight;
    case TokenClass::kTitle:
      return kTitleWeight;
    case TokenClass::kParticle:
      return kParticleWeight;
    case TokenClass::kStop:
      return kStopWeight;
  }
  return 0;
}

std::vector<Name> PrepareName(std::string_view name, Kind kind) {
  std::vector<Name> names;
  if (name.size() > base::kMaxNameBytes) return names;
  AddReadings(name, kind, false, names);
  if (kind == Kind::kOrganization) {
    for (std::string_view part : AlternativesOf(name)) AddReadings(part, kind, true, names);
  }
  return names;
}

}  // namespace match
