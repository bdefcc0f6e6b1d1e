#include "match/compounds.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "match/classify.h"
#include "match/tables.h"
#include "text/unicode.h"

namespace match {
namespace {

constexpr std::size_t kLeastPart = 3;  // letters of a name that is cut off

bool IsVowel(char c) {
  return std::string_view("aeiou").find(c) != std::string_view::npos;
}

bool IsSunLetter(char c) {
  return std::string_view("tdrzsnl").find(c) != std::string_view::npos;
}

Token Part(const Token& whole, std::string_view form) {
  Token part = whole;
  part.form = form;
  part.surface.clear();
  return part;
}

// Surnames made of the names (Abdullaev, Abdurakhmanov, Abdullazade) stay whole.
bool IsSurname(std::string_view form) {
  for (std::string_view ending : {"ov", "ev", "ova", "eva", "off", "eff", "ovich", "evich", "ovna", "evna",
                                  "oglu", "ogly", "zade", "zada", "zadeh", "zoda"}) {
    if (form.ends_with(ending)) return true;
  }
  return false;
}

bool IsCyrillic(const Token& token) {
  return !token.surface.empty() &&
         text::ScriptOf(text::Decode(std::string_view(token.surface).substr(0, 4))[0]) ==
             text::Script::kCyrillic;
}

// "alhassan", "essaadi", "ennouri": an article and a known name; "ess…", "enn…", "err…" are Arabic before any
// word.
std::size_t ArticlePrefix(std::string_view form) {
  if (form.size() < 6 || !IsVowel(form[0])) return 0;
  const bool moon = form[1] == 'l';
  const bool sun = IsSunLetter(form[1]) && form[1] == form[2];
  if (!moon && !sun) return 0;
  if (sun && !moon && form[0] == 'e' && form.size() >= 7) return 2;
  return GetTables().arabic_forms.contains(std::string(form.substr(2))) ? 2 : 0;
}

// "bensalah", "binladen": son of a known name.
std::size_t SonPrefix(std::string_view form) {
  if (form.size() < 7 || !(form.starts_with("ben") || form.starts_with("bin"))) return 0;
  return GetTables().arabic_forms.contains(std::string(form.substr(3))) ? 3 : 0;
}

struct Attribute {
  std::string_view ending, form;
};

// Second parts of compounds of the type Aziz-ur-Rahman, as customarily written together in South Asia and
// Afghanistan.
constexpr Attribute kAttributes[] = {
    {"urrahman", "rahman"}, {"urrehman", "rahman"}, {"urahman", "rahman"}, {"urehman", "rahman"},
    {"irahman", "rahman"},  {"irehman", "rahman"},  {"ulhaq", "haq"},      {"ulhaque", "haq"},
    {"ulhuq", "haq"},       {"ulhoque", "haq"},     {"ulislam", "islam"},  {"ulhassan", "hassan"},
    {"ulhasan", "hassan"},  {"urrahim", "rahim"},   {"urraheem", "rahim"},
};

bool SplitOne(const Token& token, std::vector<Token>& out) {
  const std::string_view form = token.form;
  if ((!token.surface.empty() && !IsCyrillic(token)) || form.size() < 6 || IsSurname(form)) return false;
  if (form.starts_with("abd") || (GetTables().arabic_forms.contains(token.form) && ArticlePrefix(form) == 0))
    return false;
  if (const std::size_t prefix = ArticlePrefix(form); prefix != 0) {
    out.push_back(Part(token, "al"));
    out.push_back(Part(token, form.substr(prefix)));
    return true;
  }
  if (const std::size_t prefix = SonPrefix(form); prefix != 0) {
    out.push_back(Part(token, form.substr(0, prefix)));
    out.push_back(Part(token, form.substr(prefix)));
    return true;
  }
  for (const Attribute& a : kAttributes) {
    if (form.ends_with(a.ending) && form.size() >= a.ending.size() + kLeastPart) {
      out.push_back(Part(token, form.substr(0, form.size() - a.ending.size())));
      out.push_back(Part(token, a.form));
      return true;
    }
  }
  return false;
}

// What the second token of "… Allah" looks like.
bool IsGod(const Token& t) {
  if (t.surface == "الله" || t.surface == "اله") return true;
  for (std::string_view s :
       {"allah", "ullah", "ollah", "alah", "ulah", "llah", "oullah", "lah", "illah", "ellah"}) {
    if (t.form == s) return true;
  }
  return false;
}

bool IsFaith(std::string_view form) {
  for (std::string_view s : {"din", "deen", "dine", "dean", "dein", "diin"}) {
    if (form == s) return true;
  }
  return false;
}

// "uddin", "eddine", "aldin", "addin": the faith with its article in one word.
bool IsFaithWithArticle(std::string_view form) {
  if (form.size() < 5 || !IsVowel(form[0])) return false;
  const std::size_t d = form.find('d');
  if (d == std::string_view::npos || d > 3) return false;
  const std::string_view rest = form.substr(form.substr(d).starts_with("dd") ? d + 1 : d);
  const std::string_view article = form.substr(0, d);
  return IsFaith(rest) && (article.size() == 1 || article.ends_with('l'));
}

std::string WithEnding(std::string_view first, std::string_view ending) {
  while (first.size() > 2 && IsVowel(first.back())) first.remove_suffix(1);
  return std::string(first) + std::string(ending);
}

// The same ending in one Latin word: seifallah → seifullah, noureddine → nouruddin.
void UnifyEnding(Token& token) {
  const std::string_view form = token.form;
  if (form.size() < 6) return;
  if (form.ends_with("lah")) {
    std::size_t stem = form.size() - 3;
    if (stem > 0 && form[stem - 1] == 'l') --stem;
    const bool vowel = stem > 1 && IsVowel(form[stem - 1]);
    const bool doubled = stem + 4 == form.size();
    if (vowel && doubled && stem > 3) token.form = WithEnding(form.substr(0, stem), "ullah");
    return;
  }
  for (std::size_t cut = form.size() - 1; cut-- > 3;) {
    if (IsVowel(form[cut]) && IsFaithWithArticle(form.substr(cut)) &&
        form.substr(cut).find("dd") != std::string::npos) {
      token.form = WithEnding(form.substr(0, cut), "uddin");
      return;
    }
  }
}

bool IsArticle(const Token& t) {
  for (std::string_view s : {"ud", "ad", "ed", "al", "el", "ul", "il"}) {
    if (t.form == s) return true;
  }
  return t.token_class == TokenClass::kParticle && t.tag != 0 &&
         GetTables().particle_classes[t.tag - 1U] == "article";
}

// How many tokens from i on make one compound, and with which ending; 0 where they make none.
std::size_t CompoundAt(const std::vector<Token>& tokens, std::size_t i, std::string_view& ending) {
  const Token& first = tokens[i];
  if (first.token_class != TokenClass::kWord || first.form.size() < 2) return 0;
  if (i + 1 >= tokens.size()) return 0;
  const Token& next = tokens[i + 1];
  if (IsGod(next)) {
    ending = "ullah";
    return 2;
  }
  ending = "uddin";
  if (IsFaithWithArticle(next.form)) return 2;
  if (i + 2 < tokens.size() && IsArticle(next)) {
    if (IsFaith(tokens[i + 2].form)) return 3;
    ending = "ullah";
    if (tokens[i + 2].form == "lah" || tokens[i + 2].form == "llah") return 3;
  }
  return 0;
}

}  // namespace

void SplitArabicCompounds(std::vector<Token>& tokens) {
  std::vector<Token> parts;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    parts.clear();
    if (!SplitOne(tokens[i], parts)) continue;
    tokens[i] = std::move(parts[0]);
    tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move_iterator(parts.begin() + 1),
                  std::move_iterator(parts.end()));
    i += parts.size() - 1;
  }
}

void JoinArabicCompounds(std::vector<Token>& tokens, const std::vector<text::RawToken>& raw) {
  const auto comma_after = [&](const Token& token) {
    return std::any_of(raw.begin(), raw.end(),
                       [&](const text::RawToken& r) { return r.comma_after && r.written == token.written; });
  };
  std::size_t kept = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i, ++kept) {
    std::string_view ending;
    const std::size_t count = comma_after(tokens[i]) ? 0 : CompoundAt(tokens, i, ending);
    if (kept != i) tokens[kept] = std::move(tokens[i]);
    Token& joined = tokens[kept];
    if (count == 0) {
      UnifyEnding(joined);
      continue;
    }
    if (joined.form == "abdul" && ending == "ullah") {
      joined.form = "abdullah";
    } else {
      joined.form = WithEnding(joined.form, ending);
    }
    for (std::size_t k = 1; k < count; ++k) {
      joined.surface += tokens[i + k].surface;
      joined.written += ' ' + tokens[i + k].written;
    }
    i += count - 1;
  }
  tokens.resize(kept);
}

bool IsArabicCompound(std::string_view form) {
  return form.size() >= 7 && (form.ends_with("uddin") || form.ends_with("ullah"));
}

}  // namespace match
