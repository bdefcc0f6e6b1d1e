#include "match/name.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/limits.h"
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
constexpr std::size_t kReferenceDigits = 5;
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

bool IsSingleLetter(const Token& t) {
  return t.form.size() == 1 && t.form[0] >= 'a' && t.form[0] <= 'z';
}

bool AllDigits(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view Key(const Token& t) {
  return t.form;
}

// The longest legal form that begins at token `begin`: number of tokens, 0 if none. Tried on the Latin forms
// and on the original letters, both without spaces.
std::size_t LegalFormAt(const std::vector<Token>& tokens, std::size_t begin, std::uint8_t& tag) {
  const Tables& t = GetTables();
  std::string forms;
  std::string surfaces;
  std::size_t best = 0;
  for (std::size_t i = begin; i < tokens.size() && i - begin < t.longest_legal + 4; ++i) {
    forms += tokens[i].form;
    surfaces += tokens[i].surface.empty() ? tokens[i].form : tokens[i].surface;
    auto it = t.legal_forms.find(forms);
    if (it == t.legal_forms.end()) it = t.legal_forms.find(surfaces);
    if (it != t.legal_forms.end()) {
      best = i - begin + 1;
      tag = it->second;
    }
  }
  return best;
}

// Short legal forms are also words ("as", "sa", "co"): inside a name only long ones count.
bool LegalInside(const std::vector<Token>& tokens, std::size_t begin, std::size_t count) {
  std::size_t letters = 0;
  for (std::size_t i = begin; i < begin + count; ++i) letters += tokens[i].form.size();
  return letters >= 7 || (count >= 2 && letters >= 5);
}

// "A.B. Volvo" begins with a legal form, "A.B.C. Trading" does not: one letter of a run of letters is none.
bool CutsLetters(const std::vector<Token>& tokens, std::size_t begin, std::size_t count) {
  return count > 0 && begin + count < tokens.size() && IsSingleLetter(tokens[begin + count - 1]) &&
         IsSingleLetter(tokens[begin + count]);
}

void MarkLegalForms(std::vector<Token>& tokens) {
  std::vector<bool> legal(tokens.size(), false);
  const auto mark = [&](std::size_t begin, std::size_t end, std::uint8_t tag) {
    for (std::size_t k = begin; k < end; ++k) {
      tokens[k].token_class = TokenClass::kLegal;
      tokens[k].tag = tag;
      legal[k] = true;
    }
  };
  bool at_start = true;
  for (std::size_t i = 0; i < tokens.size();) {
    std::uint8_t tag = 0;
    const std::size_t count = LegalFormAt(tokens, i, tag);
    const bool to_end = count > 0 && i + count == tokens.size();
    if (count > 0 && ((at_start && !CutsLetters(tokens, i, count)) || to_end ||
                      LegalInside(tokens, i, count) || tokens[i].form == "ltd" || tokens[i].form == "co" ||
                      tokens[i].form == "llc" || tokens[i].form == "inc" || tokens[i].form == "gmbh")) {
      mark(i, i + count, tag);
      i += count;
      continue;
    }
    at_start = false;
    ++i;
  }
  // A run of legal forms before the end ("... Co Ltd (Group) SA") is found from the back as well.
  for (std::size_t end = tokens.size(); end > 0 && !legal[end - 1];) {
    bool found = false;
    for (std::size_t begin = 0; begin < end && !found; ++begin) {
      std::uint8_t tag = 0;
      const std::size_t count = LegalFormAt(tokens, begin, tag);
      if (count == 0 || begin + count != end) continue;
      mark(begin, end, tag);
      end = begin;
      found = true;
    }
    if (!found) break;
  }
}

// "L. X. C." and "L X C" are one word in an organisation's name.
void JoinSingleLetters(std::vector<Token>& tokens) {
  std::vector<Token> out;
  for (std::size_t i = 0; i < tokens.size();) {
    std::size_t end = i;
    while (end < tokens.size() && IsSingleLetter(tokens[end]) && tokens[end].token_class == TokenClass::kWord)
      ++end;
    if (end - i < 2) {
      out.push_back(std::move(tokens[i++]));
      continue;
    }
    Token joined;
    for (; i < end; ++i) {
      joined.form += tokens[i].form;
      joined.surface += tokens[i].surface;
      if (!joined.written.empty()) joined.written += ' ';
      joined.written += tokens[i].written;
    }
    out.push_back(std::move(joined));
  }
  tokens = std::move(out);
}

// Number words become digits ("forty four" → 44).
void ReadNumbers(std::vector<Token>& tokens) {
  const Tables& t = GetTables();
  std::vector<Token> out;
  for (Token& token : tokens) {
    if (token.token_class != TokenClass::kWord) {
      out.push_back(std::move(token));
      continue;
    }
    const auto number = t.numbers.find(Key(token));
    if (number != t.numbers.end()) {
      if (token.surface.empty()) token.surface = token.form;
      token.form = number->second;
      if (!out.empty() && AllDigits(out.back().form) && AllDigits(token.form) &&
          out.back().form.size() == 2 && out.back().form[1] == '0' && token.form.size() == 1) {
        out.back().form[1] = token.form[0];
        out.back().surface += token.surface;
        out.back().written += ' ' + token.written;
        continue;
      }
    }
    out.push_back(std::move(token));
  }
  tokens = std::move(out);
}

bool HasWord(const std::vector<Token>& tokens) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [](const Token& t) { return t.token_class == TokenClass::kWord && !AllDigits(t.form); });
}

void ClassifyOrganization(std::vector<Token>& tokens) {
  const Tables& t = GetTables();
  MarkLegalForms(tokens);
  JoinSingleLetters(tokens);
  ReadNumbers(tokens);
  for (Token& token : tokens) {
    if (token.token_class != TokenClass::kWord) continue;
    token.trade = !CanonicalOf(token.form, token.surface).empty();
    if (AllDigits(token.form)) {
      // A long number beside words is somebody's reference, not part of the name.
      token.token_class =
          token.form.size() >= kReferenceDigits && HasWord(tokens) ? TokenClass::kStop : TokenClass::kNumber;
    } else if (t.org_stops.contains(token.form)) {
      token.token_class = TokenClass::kStop;
    } else if (t.places.contains(token.form) ||
               (!token.surface.empty() && t.places.contains(token.surface))) {
      token.token_class = TokenClass::kLight;
    }
  }
}

std::string_view ParticleClass(std::uint8_t tag) {
  return tag == 0 ? std::string_view() : std::string_view(GetTables().particle_classes[tag - 1u]);
}

// "Abd al-Aziz", "Abdul Aziz", "Abd el Aziz": the servant-of prefix with its article is one word in one form.
void JoinServantOf(std::vector<Token>& tokens) {
  std::vector<Token> out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].token_class == TokenClass::kParticle && ParticleClass(tokens[i].tag) == "bound" &&
        i + 1 < tokens.size()) {
      Token joined = tokens[i];
      joined.token_class = TokenClass::kWord;
      joined.tag = 0;
      if (joined.surface.empty() && joined.form != "abdul") joined.surface = joined.form;
      joined.form = "abdul";
      if (i + 2 < tokens.size() && tokens[i + 1].token_class == TokenClass::kParticle &&
          ParticleClass(tokens[i + 1].tag) == "article") {
        joined.written += ' ' + tokens[i + 1].written;
        ++i;
      }
      out.push_back(std::move(joined));
      continue;
    }
    out.push_back(tokens[i]);
  }
  tokens = std::move(out);
}

// A word at either end that is a surname somewhere is one here, whatever else it may be: "Du Gang", "He
// Longshan", "Ko Young Jin"; and so is a Mandarin syllable among Mandarin syllables.
bool MayBeSurname(const std::vector<Token>& tokens, std::size_t i) {
  if (i != 0 && i + 1 != tokens.size()) return false;
  if (GetTables().asian_surnames.contains(tokens[i].form)) return true;
  return tokens.size() <= 3 && std::all_of(tokens.begin(), tokens.end(), [](const Token& t) {
           return !text::PinyinSyllables(t.form).empty();
         });
}

// One syllable of a Chinese, Korean or Vietnamese name.
bool IsSyllable(const Token& token) {
  if (token.token_class != TokenClass::kWord || token.form.size() > 6) return false;
  return GetTables().asian_surnames.contains(token.form) || text::PinyinSyllables(token.form).size() == 1;
}

void MarkTitles(std::vector<Token>& tokens) {
  const Tables& t = GetTables();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::string key;
    for (std::size_t n = 1; n <= 3 && i + n <= tokens.size(); ++n) {
      key += tokens[i + n - 1].form;
      auto title = t.titles.find(key);
      if (title == t.titles.end() && n == 1 && !tokens[i].surface.empty())
        title = t.titles.find(tokens[i].surface);
      if (title == t.titles.end() || (n == 1 && MayBeSurname(tokens, i))) continue;
      const TokenClass found = title->second ? TokenClass::kLight : TokenClass::kTitle;
      for (std::size_t k = i; k < i + n; ++k) tokens[k].token_class = found;
    }
  }
}

void ClassifyPerson(std::vector<Token>& tokens, const std::vector<RawToken>& raw) {
  const Tables& t = GetTables();
  const bool all_upper = std::all_of(
      raw.begin(), raw.end(), [](const RawToken& r) { return r.upper || r.script == Script::kCommon; });
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    Token& token = tokens[i];
    auto particle = t.particles.find(token.form);
    if (particle == t.particles.end() && !token.surface.empty()) particle = t.particles.find(token.surface);
    if (particle != t.particles.end() && !MayBeSurname(tokens, i)) {
      token.token_class = TokenClass::kParticle;
      token.tag = particle->second;
    } else if (IsSingleLetter(token) && token.surface.empty()) {
      token.token_class = TokenClass::kInitial;
    } else if (AllDigits(token.form)) {
      token.token_class = TokenClass::kNumber;
    }
  }
  MarkTitles(tokens);
  if (tokens.size() >= 2) {
    Token& last = tokens.back();
    const auto legal = t.legal_forms.find(last.form);
    const bool sure = last.form == "llc" || last.form == "ltd" || last.form == "inc" || last.form == "gmbh" ||
                      last.form == "plc";
    const bool capitals = raw.back().upper && !all_upper && last.form.size() <= 4;
    if (legal != t.legal_forms.end() && (sure || capitals) && last.token_class != TokenClass::kInitial) {
      last.token_class = TokenClass::kLegal;
      last.tag = legal->second;
    }
  }
  JoinServantOf(tokens);
}

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
  std::vector<RawToken> raw = text::SplitTokens(name);
  if (raw.empty() || raw.size() > base::kMaxNameTokens) return names;
  if (kind == Kind::kPerson) raw = SplitCapitalPairs(raw);
  for (text::Reading reading : ReadingsOf(raw, kind)) {
    Name prepared = Read(raw, kind, reading);
    if (prepared.tokens.empty() || prepared.tokens.size() > base::kMaxNameTokens) continue;
    const bool same = std::any_of(names.begin(), names.end(), [&](const Name& other) {
      return std::equal(other.tokens.begin(), other.tokens.end(), prepared.tokens.begin(),
                        prepared.tokens.end(),
                        [](const Token& a, const Token& b) { return a.form == b.form; });
    });
    if (!same) names.push_back(std::move(prepared));
  }
  return names;
}

}  // namespace match
