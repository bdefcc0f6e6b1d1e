#include "match/name.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "base/limits.h"
#include "match/alternatives.h"
#include "match/classify.h"
#include "match/compounds.h"
#include "match/customs.h"
#include "match/letter_names.h"
#include "match/readings.h"
#include "match/segment.h"
#include "match/tables.h"
#include "match/token_similarity.h"
#include "text/arabic.h"
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
constexpr std::size_t kTellingLetters = 3;  // two names of letters may be a word (비티)
constexpr std::uint8_t kCompoundBits = 12;  // the most that a name of the type Saifullah or Nuruddin says

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

  void Add(const RawToken& raw, std::u32string_view letters, std::string written) {
    Token token;
    const std::u32string_view compared = letters.substr(0, base::kMaxWordLetters);
    const bool hebrew =
        !compared.empty() && compared[0] >= 0x590 && compared[0] <= 0x5FF && letters == raw.letters;
    token.form = hebrew
                     ? text::Romanize(text::HebrewWithGeresh(text::Decode(raw.written)), raw.script, reading)
                     : text::Romanize(compared, raw.script, reading);
    if (token.form.size() > base::kMaxWordLetters) token.form.resize(base::kMaxWordLetters);
    if (token.form.empty()) return;
    const bool native = raw.script != Script::kLatin && raw.script != Script::kCommon;
    if (native)
      token.surface =
          raw.script == Script::kArabic ? text::Encode(text::PlainArabic(compared)) : text::Encode(compared);
    token.written = std::move(written);
    token.dot_after = raw.dot_after;
    token.slash_after = raw.slash_after;
    if (native) UseKnownName(token);
    if (kind == Kind::kOrganization && native) UseLetters(token);
    tokens.push_back(std::move(token));
  }

  // "เค.พี." and "เคพีเอส": Latin letters that are written by their names.
  static void UseLetters(Token& token) {
    const std::string letters = LettersNamed(token.surface);
    if (letters.size() >= kTellingLetters || (letters.size() == 1 && token.dot_after)) token.form = letters;
  }

  // Arabic and Hebrew do not write short vowels, and some names are written as nobody reads them (মোঃ):
  // well-known ones are read by table instead of letter by letter.
  static void UseKnownName(Token& token) {
    const Tables& t = GetTables();
    const auto it = t.given_by_script.find(token.surface);
    if (it != t.given_by_script.end()) token.form = it->second;
  }
};

// "KP Singh", "AKM Huq": consonants, or a vowel and two consonants, can only be initials. NG is a surname, DR
// a title.
bool IsInitials(const RawToken& r) {
  if (!r.upper || r.script != Script::kLatin || r.letters.size() < 2 || r.letters.size() > 3) return false;
  const Tables& t = GetTables();
  const std::string form = text::Encode(r.letters);
  if (t.asian_surnames.contains(form) || t.titles.contains(form) || t.particles.contains(form) ||
      t.customs.shortened.contains(form))
    return false;
  return form.find_first_of("aeiouy", form.size() - 2) == std::string::npos;
}

// "JC Juncker" beside "Jean-Claude Juncker": capitals in a name that is not all capitals are
// initials.
std::vector<RawToken> SplitCapitalPairs(std::vector<RawToken> raw) {
  if (raw.size() < 2 || !IsInitials(raw.front())) return raw;
  const bool any_mixed = std::any_of(
      raw.begin(), raw.end(), [](const RawToken& r) { return !r.upper && r.script == Script::kLatin; });
  if (!any_mixed) return raw;
  std::vector<RawToken> out;
  const RawToken& r = raw.front();
  for (std::size_t i = 0; i < r.letters.size(); ++i) {
    RawToken letter = r;
    letter.letters = r.letters.substr(i, 1);
    letter.written = text::Encode(text::Decode(r.written).substr(i, 1));
    out.push_back(letter);
  }
  std::move(raw.begin() + 1, raw.end(), std::back_inserter(out));
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
      if (token.token_class != c) continue;
      token.token_class = TokenClass::kWord;
      token.trade = false;
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
    Meaning meaning;
    if (name.kind == Kind::kPerson) {
      token.bits = std::min(PersonBits(token.form), token.most_bits);
      if (IsArabicCompound(token.form)) token.bits = std::min(token.bits, kCompoundBits);
    } else {
      meaning = MeaningOf(token.form, token.surface);
      token.bits = OrganizationBits(token.form, meaning);
    }
    if (IsContent(token.token_class)) token.marks = MarksOf(WordOf(token), name.kind, meaning.canonical);
    token.weight = TokenWeight(name.kind, token.token_class, token.bits, token.trade);
    if (IsContent(token.token_class)) name.content_weight += token.weight;
  }
}

// `parts`: its words are parts of what is written as one.
Name Finish(std::vector<Token> tokens, Kind kind, bool parts) {
  Name name;
  name.kind = kind;
  name.tokens = std::move(tokens);
  for (Token& token : name.tokens) {
    if (kind == Kind::kPerson)
      token.syllable = IsSyllable(token) || (parts && token.token_class == TokenClass::kWord);
    Shorten(token.surface);
    if (token.form.size() > base::kMaxWordLetters) token.form.resize(base::kMaxWordLetters);
  }
  KeepSomeContent(name.tokens);
  Weigh(name);
  return name;
}

// The name as this reading has it, word by word and, where it follows a people's customs, as those say.
std::vector<Name> Read(const std::vector<RawToken>& written, const NameReading& how, Kind kind) {
  const std::vector<RawToken>& raw = how.raw.empty() ? written : how.raw;
  Reader reader{kind, how.reading, {}};
  reader.tokens.reserve(raw.size() + 1);
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const RawToken& token = raw[i];
    // Most tokens are one segment; digits may be Thai.
    if ((token.script == Script::kLatin || token.script == Script::kCommon) && token.letters[0] < 0x0E00 &&
        how.forms.empty()) {
      reader.Add(token, token.letters, token.written);
      continue;
    }
    std::vector<Segment> segments = SegmentToken(token, kind, raw.size() == 1);
    if (how.by_syllable) segments = CutIntoSyllables(segments, token.script);
    if (how.by_word) segments = CutIntoWords(segments, token.script);
    if (!how.forms.empty() && segments.size() == 1) segments[0].form = how.forms[i];
    for (Segment& segment : segments) {
      reader.Add(token, segment.letters, std::move(segment.written));
      if (!reader.tokens.empty() && !segment.form.empty()) reader.tokens.back().form = segment.form;
    }
  }
  std::vector<Token>& tokens = reader.tokens;
  if (kind == Kind::kOrganization) {
    ClassifyOrganization(tokens);
    return {Finish(std::move(tokens), kind, how.by_word)};
  }
  SplitArabicCompounds(tokens);
  ClassifyPerson(tokens, raw);
  JoinArabicCompounds(tokens, raw);
  MarkCustoms(tokens);
  std::vector<Name> names;
  if (!MayHaveCustoms(tokens)) {
    names.push_back(Finish(std::move(tokens), kind, how.by_word));
    return names;
  }
  std::vector<Token> by_customs = tokens;
  const Customs customs = ReadByCustoms(by_customs);
  if (customs != Customs::kInstead) names.push_back(Finish(std::move(tokens), kind, how.by_word));
  if (customs != Customs::kNone) names.push_back(Finish(std::move(by_customs), kind, how.by_word));
  return names;
}

// A part of a text is a name by itself where one of its words is neither a line of business nor in many
// names.
bool CarriesAName(const Name& name) {
  constexpr std::uint8_t kTellingBits = 8;
  return std::any_of(name.tokens.begin(), name.tokens.end(), [](const Token& t) {
    // A tag is left where a legal form has to carry the name because there is nothing else.
    return t.token_class == TokenClass::kWord && t.tag == 0 && !t.trade && t.bits >= kTellingBits;
  });
}

// Adds the readings of a text that gives one name.
void AddReadings(std::string_view name, Kind kind, bool part, std::vector<Name>& names) {
  std::vector<RawToken> raw = text::SplitTokens(name);
  if (raw.empty() || raw.size() > base::kMaxNameTokens) return;
  if (kind == Kind::kPerson) raw = SplitCapitalPairs(std::move(raw));
  for (const NameReading& reading : ReadingsOf(raw, kind)) {
    for (Name& prepared : Read(raw, reading, kind)) {
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
      return trade ? 2 * kLegalWeight : kLegalWeight;
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
  for (std::string_view part : NamesInBrackets(name)) AddReadings(part, kind, true, names);
  return names;
}

}  // namespace match
