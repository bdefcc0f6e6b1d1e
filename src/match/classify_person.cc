#include <algorithm>
#include <string>

#include "match/classify.h"
#include "match/tables.h"
#include "text/mandarin.h"
#include "text/unicode.h"
#include "text/vietnamese.h"

namespace match {
namespace {

// The reading of a word of few syllables is many a word's: Thai, Han, Hangul ... are looked up as written,
// Burmese, whose particles and titles the tables have by their readings (U, Daw, San), unless one letter is
// left of it.
const std::string& LookedUp(const Token& token) {
  if (token.surface.empty()) return token.form;
  const char32_t letter = text::Decode(token.surface)[0];
  const bool burmese = letter >= 0x1000 && letter <= 0x109F && token.form.size() > 1;
  return IsUnspaced(letter) && !burmese ? token.surface : token.form;
}

std::string_view ParticleClass(std::uint8_t tag) {
  return tag == 0 ? std::string_view() : std::string_view(GetTables().particle_classes[tag - 1u]);
}

// "Abd al-Aziz", "Abdul Aziz", "Abd el Aziz": the servant-of prefix with its article is one word in one form.
void JoinServantOf(std::vector<Token>& tokens) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i, ++kept) {
    if (kept != i) tokens[kept] = std::move(tokens[i]);
    Token& joined = tokens[kept];
    if (joined.token_class == TokenClass::kParticle && ParticleClass(joined.tag) == "bound" &&
        i + 1 < tokens.size()) {
      joined.token_class = TokenClass::kWord;
      joined.tag = 0;
      if (joined.surface.empty() && joined.form != "abdul") joined.surface = joined.form;
      joined.form = "abdul";
      if (i + 2 < tokens.size() && tokens[i + 1].token_class == TokenClass::kParticle &&
          ParticleClass(tokens[i + 1].tag) == "article") {
        joined.written += ' ' + tokens[i + 1].written;
        ++i;
      }
    }
  }
  tokens.resize(kept);
}

// Whether every word is a syllable of Chinese, Korean or Vietnamese names: there "il" and "du" are no
// articles.
bool AllEastAsian(const std::vector<Token>& tokens) {
  const Tables& t = GetTables();
  return tokens.size() <= 4 && std::all_of(tokens.begin(), tokens.end(), [&](const Token& token) {
           return text::IsVietnameseSyllable(token.form) || t.syllables.contains(token.form) ||
                  t.asian_surnames.contains(token.form) || !text::PinyinSyllables(token.form).empty();
         });
}

// A word at either end that is a surname somewhere is one here, whatever else it may be: "Du Gang", "He
// Longshan", "Ko Young Jin"; so is a syllable among syllables, and inside where there is such a surname ("Kim
// Il Sung").
bool MayBeSurname(const std::vector<Token>& tokens, std::size_t i) {
  const Tables& t = GetTables();
  const auto surname = [&](const Token& token) { return t.asian_surnames.contains(token.form); };
  const bool end = i == 0 || i + 1 == tokens.size();
  if (end && surname(tokens[i])) return true;
  return (end || surname(tokens.front()) || surname(tokens.back())) && AllEastAsian(tokens);
}

// One letter of an alphabet with capitals: initials are not written in other scripts.
bool IsInitial(const Token& token) {
  if (token.surface.empty()) return IsSingleLetter(token);
  const std::u32string letters = text::Decode(token.surface);
  return letters.size() == 1 && letters[0] >= 0x370 && letters[0] <= 0x58F;
}

void MarkTitles(std::vector<Token>& tokens) {
  const Tables& t = GetTables();
  thread_local std::string key;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    key.clear();
    for (std::size_t n = 1; n <= 3 && i + n <= tokens.size(); ++n) {
      key += LookedUp(tokens[i + n - 1]);
      auto title = t.titles.find(key);
      if (title == t.titles.end() && n == 1 && !tokens[i].surface.empty())
        title = t.titles.find(tokens[i].surface);
      if (title == t.titles.end() || (n == 1 && MayBeSurname(tokens, i))) continue;
      if (n == 1 && tokens[i].token_class == TokenClass::kInitial && !tokens[i].surface.empty()) continue;
      const TokenClass found = title->second ? TokenClass::kLight : TokenClass::kTitle;
      for (std::size_t k = i; k < i + n; ++k) tokens[k].token_class = found;
    }
  }
}

}  // namespace

void ClassifyPerson(std::vector<Token>& tokens, const std::vector<text::RawToken>& raw) {
  const Tables& t = GetTables();
  const bool all_upper = std::all_of(raw.begin(), raw.end(), [](const text::RawToken& r) {
    return r.upper || r.script == text::Script::kCommon;
  });
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    Token& token = tokens[i];
    auto particle = t.particles.find(LookedUp(token));
    if (particle == t.particles.end() && !token.surface.empty()) particle = t.particles.find(token.surface);
    const bool letter = IsInitial(token);
    if (particle != t.particles.end() && !MayBeSurname(tokens, i) && !(letter && !token.surface.empty())) {
      token.token_class = TokenClass::kParticle;
      token.tag = particle->second;
    } else if (letter) {
      token.token_class = TokenClass::kInitial;
      token.form.resize(1);  // "Ю." is an initial of "Yuri" and "Yusupov"
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

// One syllable of a Chinese, Korean or Vietnamese name.
bool IsSyllable(const Token& token) {
  if (token.token_class != TokenClass::kWord || token.form.size() > 6) return false;
  const Tables& t = GetTables();
  return t.asian_surnames.contains(token.form) || t.syllables.contains(token.form) ||
         text::PinyinSyllables(token.form).size() == 1;
}

}  // namespace match
