#include <algorithm>
#include <string>

#include "base/limits.h"
#include "match/acronym.h"
#include "match/classify.h"
#include "match/districts.h"
#include "match/numbers.h"
#include "match/tables.h"
#include "match/vietnamese_words.h"
#include "text/distance.h"
#include "text/unicode.h"

namespace match {
namespace {

constexpr std::size_t kReferenceDigits = 5;  // a number of so many digits beside words is a reference

// The longest legal form that begins at token `begin`: number of tokens, 0 if none. Tried on the Latin forms
// and on the original letters, both without spaces.
std::size_t LegalFormAt(const std::vector<Token>& tokens, std::size_t begin, std::uint8_t& tag) {
  const Tables& t = GetTables();
  thread_local std::string forms;
  thread_local std::string surfaces;
  forms.clear();
  surfaces.clear();
  bool native = false;
  std::size_t best = 0;
  for (std::size_t i = begin; i < tokens.size() && i - begin < t.longest_legal + 4; ++i) {
    forms += tokens[i].form;
    surfaces += tokens[i].surface.empty() ? tokens[i].form : tokens[i].surface;
    native = native || !tokens[i].surface.empty();
    if (forms.size() > t.longest_legal_bytes && surfaces.size() > t.longest_legal_bytes) break;
    auto it = t.legal_forms.find(forms);
    if (native && it == t.legal_forms.end()) it = t.legal_forms.find(surfaces);
    if (it != t.legal_forms.end()) {
      best = i - begin + 1;
      tag = it->second;
    }
  }
  return best;
}

// Short legal forms are also words ("as", "sa", "co"): inside a name only long ones count, and those that are
// spelt letter by letter ("S.A.").
bool LegalInside(const std::vector<Token>& tokens, std::size_t begin, std::size_t count) {
  std::size_t letters = 0;
  for (std::size_t i = begin; i < begin + count; ++i) letters += tokens[i].form.size();
  const bool after_letter = begin > 0 && IsSingleLetter(tokens[begin - 1]);
  const bool before_letter = begin + count < tokens.size() && IsSingleLetter(tokens[begin + count]);
  if (count >= 2 && letters == count && !after_letter && !before_letter) return true;
  return letters >= 7 || (count >= 2 && letters >= 5);
}

// "A.B. Volvo" begins with a legal form, "A.B.C. Trading" does not: one letter of a run of letters is none.
bool CutsLetters(const std::vector<Token>& tokens, std::size_t begin, std::size_t count) {
  return count > 0 && begin + count < tokens.size() && IsSingleLetter(tokens[begin + count - 1]) &&
         IsSingleLetter(tokens[begin + count]);
}

const std::string& SourceLetters(const Token& token) {
  return token.surface.empty() ? token.form : token.surface;
}

// Appends `next` to `token`, as one word.
void Append(Token& token, const Token& next) {
  if (!token.surface.empty() || !next.surface.empty())
    token.surface = SourceLetters(token) + SourceLetters(next);
  token.form = (token.form + next.form).substr(0, base::kMaxWordLetters);
  token.written += ' ' + next.written;
}

// Each run of tokens that `length[begin]` says (2 or more) becomes one token; those within it have 0.
void JoinRuns(std::vector<Token>& tokens, const std::vector<std::size_t>& length) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < tokens.size(); ++kept) {
    const std::size_t end = i + std::max<std::size_t>(1, length[i]);
    if (kept != i) tokens[kept] = std::move(tokens[i]);
    while (++i < end) Append(tokens[kept], tokens[i]);
  }
  tokens.resize(kept);
}

// "Cà phê", "cơ khí": two words of the tables, of which the first alone would be a legal form.
bool BeginsPhrase(const std::vector<Token>& tokens, std::size_t at) {
  if (at + 1 >= tokens.size()) return false;
  const std::vector<std::string_view>& phrases = GetTables().phrases;
  return std::binary_search(phrases.begin(), phrases.end(),
                            SourceLetters(tokens[at]) + ' ' + SourceLetters(tokens[at + 1]));
}

// Legal forms become one token each: "Limited Liability Company" is what "LLC" is.
void MarkLegalForms(std::vector<Token>& tokens) {
  std::vector<bool> legal(tokens.size(), false);
  std::vector<std::size_t> length(tokens.size(), 1);
  const auto mark = [&](std::size_t begin, std::size_t end, std::uint8_t tag) {
    length[begin] = end - begin;
    tokens[begin].trade = length[begin] > 1;
    for (std::size_t k = begin; k < end; ++k) {
      tokens[k].token_class = TokenClass::kLegal;
      tokens[k].tag = tag;
      legal[k] = true;
    }
  };
  bool at_start = true;
  for (std::size_t i = 0; i < tokens.size();) {
    std::uint8_t tag = 0;
    std::size_t count = LegalFormAt(tokens, i, tag);
    if (count == 1 && BeginsPhrase(tokens, i)) count = 0;
    const bool to_end = count > 0 && i + count == tokens.size();
    if (count > 0 &&
        ((at_start && !CutsLetters(tokens, i, count)) || to_end || LegalInside(tokens, i, count) ||
         tokens[i].form == "ltd" || tokens[i].form == "co" || tokens[i].form == "llc" ||
         tokens[i].form == "jsc" || tokens[i].form == "inc" || tokens[i].form == "gmbh")) {
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
  JoinRuns(tokens, length);
}

// "One Member Limited Liability Company" is a form, too: how many members it has says nothing of the name.
void JoinMembers(std::vector<Token>& tokens) {
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    const bool one = tokens[i].form == "one" || tokens[i].form == "1" || tokens[i].form == "single";
    if (!one || tokens[i + 1].form != "member" || tokens[i + 2].token_class != TokenClass::kLegal) continue;
    tokens[i].token_class = tokens[i + 1].token_class = TokenClass::kStop;
  }
}

// A phrase that the end of a field cut off: "Rio de Janeir".
constexpr std::size_t kLeastCutPhrase = 9;
bool IsCutPhrase(std::string_view cut, std::string_view phrase) {
  return cut.size() >= kLeastCutPhrase && cut.size() + 3 >= phrase.size() && phrase.starts_with(cut) &&
         phrase[cut.size()] != ' ';
}

// Whether `words` are a phrase that begins with the same word but for one slip of the pen: "Hong Kogn".
constexpr std::size_t kLeastSlippedPhrase = 8;
bool IsSlippedPhrase(const Tables& t, std::string_view words) {
  if (words.size() < kLeastSlippedPhrase) return false;
  const std::string_view start = words.substr(0, words.find(' ') + 1);
  for (auto it = std::lower_bound(t.phrases.begin(), t.phrases.end(), start);
       it != t.phrases.end() && it->starts_with(start); ++it) {
    if (it->size() + 1 < words.size() || words.size() + 1 < it->size()) continue;
    if (std::count(it->begin(), it->end(), ' ') == std::count(words.begin(), words.end(), ' ') &&
        text::EditDistance(words, *it, 1) <= 1)
      return true;
  }
  return false;
}

// "Hong Kong", "Ho Chi Minh City" and "Хонг Конг" are one word each, as 香港 is; so are "thương mại" and
// "machine tools".
void JoinPhrases(std::vector<Token>& tokens) {
  const Tables& t = GetTables();
  std::vector<std::size_t> length(tokens.size(), 1);
  for (std::size_t i = 0; i < tokens.size(); i += length[i]) {
    if (!t.phrase_starts.contains(SourceLetters(tokens[i]))) continue;
    std::string phrase = SourceLetters(tokens[i]);
    std::size_t slipped = 1;
    for (std::size_t k = i + 1; k < tokens.size() && k < i + t.longest_phrase; ++k) {
      if (tokens[k - 1].token_class != TokenClass::kWord || tokens[k].token_class != TokenClass::kWord) break;
      phrase += ' ' + SourceLetters(tokens[k]);
      const auto found = std::lower_bound(t.phrases.begin(), t.phrases.end(), phrase);
      const bool whole = found != t.phrases.end() && *found == phrase;
      if (whole || (k + 1 == tokens.size() && found != t.phrases.end() && IsCutPhrase(phrase, *found)))
        length[i] = k + 1 - i;
      if (!whole && k < i + 3 && IsSlippedPhrase(t, phrase)) slipped = k + 1 - i;
    }
    length[i] = length[i] > 1 ? length[i] : slipped;
  }
  JoinRuns(tokens, length);
}

// "Import and export" is one word in some languages and two in others: "Impex", 进出口 and "XNK" become the
// two.
void SplitImportExport(std::vector<Token>& tokens) {
  const auto is_both = [](const Token& token) {
    return token.token_class == TokenClass::kWord && TradeWordOf(token.form, token.surface) == "importexport";
  };
  if (std::none_of(tokens.begin(), tokens.end(), is_both)) return;
  std::vector<Token> out;
  for (Token& token : tokens) {
    if (!is_both(token)) {
      out.push_back(std::move(token));
      continue;
    }
    Token import;
    import.form = "import";
    import.written = std::move(token.written);
    Token export_word;
    export_word.form = "export";
    out.push_back(std::move(import));
    out.push_back(std::move(export_word));
  }
  tokens = std::move(out);
}

// "L. X. C." and "L X C" are one word in an organisation's name.
void JoinSingleLetters(std::vector<Token>& tokens) {
  const auto letters = std::count_if(tokens.begin(), tokens.end(), IsSingleLetter);
  if (letters < 2) return;
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
  std::size_t kept = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (kept != i) tokens[kept] = std::move(tokens[i]);
    Token& token = tokens[kept];
    if (token.token_class != TokenClass::kWord) {
      ++kept;
      continue;
    }
    std::string digits = AllDigits(token.form) ? std::string() : DigitsOf(token.form, token.surface);
    if (!digits.empty()) {
      if (token.surface.empty()) token.surface = token.form;
      token.form = std::move(digits);
      if (kept > 0 && AllDigits(tokens[kept - 1].form) && AllDigits(token.form) &&
          tokens[kept - 1].form.size() == 2 && tokens[kept - 1].form[1] == '0' && token.form.size() == 1) {
        tokens[kept - 1].form[1] = token.form[0];
        tokens[kept - 1].surface += token.surface;
        tokens[kept - 1].written += ' ' + token.written;
        continue;
      }
    }
    ++kept;
  }
  tokens.resize(kept);
}

// "Rice and paddy", "du lịch lữ hành": a line of business that is named a second time says nothing more.
void DropRepeatedTrades(std::vector<Token>& tokens) {
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i].token_class != TokenClass::kWord || !tokens[i].trade) continue;
    const std::string_view trade = TradeWordOf(tokens[i].form, tokens[i].surface);
    const bool repeated =
        std::any_of(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(i), [&](const Token& t) {
          // "Indus Industries": what looks like the same word cut off may be a name.
          return t.token_class == TokenClass::kWord && t.trade && !tokens[i].form.starts_with(t.form) &&
                 TradeWordOf(t.form, t.surface) == trade;
        });
    if (!repeated) continue;
    tokens[i].token_class = TokenClass::kStop;
    tokens[i].trade = false;
  }
}

// An-Nur, Ar-Rashid, As-Salam: the article takes the sound of the letter that follows.
bool IsAssimilatedArticle(const std::vector<Token>& tokens, std::size_t i) {
  if (i + 1 >= tokens.size() || !tokens[i].surface.empty() || !tokens[i + 1].surface.empty()) return false;
  const std::string& form = tokens[i].form;
  const std::string& next = tokens[i + 1].form;
  if (form.size() < 2 || form.size() > 3 || next.size() < 3 ||
      std::string_view("ae").find(form[0]) == std::string_view::npos)
    return false;
  return std::string_view("nrstdz").find(form[1]) != std::string_view::npos &&
         next.starts_with(form.substr(1));
}

bool HasWord(const std::vector<Token>& tokens) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [](const Token& t) { return t.token_class == TokenClass::kWord && !AllDigits(t.form); });
}

}  // namespace

void ClassifyOrganization(std::vector<Token>& tokens) {
  const Tables& t = GetTables();
  MarkLegalForms(tokens);
  JoinMembers(tokens);
  JoinSingleLetters(tokens);
  JoinPhrases(tokens);
  ReadVietnameseWords(tokens);
  SplitImportExport(tokens);
  ReadNumbers(tokens);
  const bool vietnamese = BeginsVietnamese(tokens);      // there "An" and "Á" are no articles
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {  // "số 5": number five
    if (tokens[i].form == "so" && AllDigits(tokens[i + 1].form) && tokens[i].token_class == TokenClass::kWord)
      tokens[i].token_class = TokenClass::kStop;
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    Token& token = tokens[i];
    if (token.token_class != TokenClass::kWord) continue;
    if (IsAssimilatedArticle(tokens, i)) {
      token.token_class = TokenClass::kStop;
      continue;
    }
    token.trade = !TradeWordOf(token.form, token.surface).empty();
    const bool unspaced = !token.surface.empty() && IsUnspaced(text::Decode(token.surface)[0]);
    if (AllDigits(token.form)) {
      // A long number beside words is somebody's reference, not part of the name.
      token.token_class =
          token.form.size() >= kReferenceDigits && HasWord(tokens) ? TokenClass::kStop : TokenClass::kNumber;
    } else if ((!unspaced && !vietnamese && !AmongVietnamese(tokens, token) &&
                t.org_stops.contains(token.form)) ||
               t.org_stops.contains(token.surface)) {
      token.token_class = TokenClass::kStop;
    } else if (IsPlace(token.form, token.surface)) {
      token.token_class = TokenClass::kLight;
    }
  }
  MarkDistricts(tokens);
  DropRepeatedTrades(tokens);
  MarkOwnAcronym(tokens);
}

}  // namespace match
