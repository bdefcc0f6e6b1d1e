#include <algorithm>
#include <string>

#include "match/classify.h"
#include "match/customs.h"
#include "match/tables.h"

namespace match {
namespace {

std::size_t ContentWords(const std::vector<Token>& tokens) {
  return static_cast<std::size_t>(std::count_if(tokens.begin(), tokens.end(), [](const Token& t) {
    return IsContent(t.token_class) && t.token_class != TokenClass::kInitial;
  }));
}

// The first spelling of the name's class, which stands for all of them; the name itself where it has no
// class.
std::string_view FirstSpelling(std::string_view form) {
  const Tables& t = GetTables();
  const auto groups = t.name_groups.find(form);
  if (groups == t.name_groups.end()) return form;
  for (std::uint32_t group : groups->second) {
    if (t.group_kinds[group] == GroupKind::kVariant) return t.groups[group].front();
  }
  return form;
}

bool IsKnownName(std::string_view form) {
  const Tables& t = GetTables();
  const auto groups = t.name_groups.find(form);
  return groups != t.name_groups.end() &&
         std::any_of(groups->second.begin(), groups->second.end(),
                     [&](std::uint32_t group) { return t.group_kinds[group] == GroupKind::kVariant; });
}

void SetForm(Token& token, std::string form) {
  if (token.form == form) return;
  if (token.surface.empty()) token.surface = token.form;
  token.form = std::move(form);
}

// The place of the first token that is no title.
std::size_t AfterTitles(const std::vector<Token>& tokens) {
  std::size_t at = 0;
  while (at < tokens.size() && tokens[at].token_class == TokenClass::kTitle) ++at;
  return at;
}

// "abu" or "umm" where the word opens a kunya, else nothing.
std::string_view KunyaHead(const std::vector<Token>& tokens, std::size_t at) {
  const Tables& t = GetTables();
  const Token& token = tokens[at];
  for (std::string_view with_article : {"abul", "aboul", "abol", "abool", "ebul", "abil"}) {
    if (token.form == with_article) return "abu";
  }
  // Abi, Aba, Om and Um are names elsewhere.
  for (std::string_view other : {"abi", "aba", "abo", "om", "um"}) {
    if (token.form == other && token.surface.empty()) return {};
  }
  const auto particle = FindWord(t.particles, token);
  if (particle == t.particles.end()) return {};
  const std::string& particle_class = t.particle_classes[particle->second - 1u];
  if (particle_class == "abu") return "abu";
  return particle_class == "umm" ? std::string_view("umm") : std::string_view();
}

bool IsArticle(const Token& token) {
  const Tables& t = GetTables();
  if (token.form == "l") return true;
  const auto particle = FindWord(t.particles, token);
  return particle != t.particles.end() && t.particle_classes[particle->second - 1u] == "article";
}

// A kunya in front of the name becomes one word. It says as little as half of the name in it, and weighs less
// than a name: who is called father of Ali is one of very many. Where the two are a given name (Abu Bakr),
// they are one.
bool JoinKunya(std::vector<Token>& tokens) {
  const std::size_t at = AfterTitles(tokens);
  if (at >= tokens.size()) return false;
  const std::string_view head = KunyaHead(tokens, at);
  if (head.empty()) return false;
  std::size_t name = at + 1;
  while (name < tokens.size() && IsArticle(tokens[name])) ++name;
  if (name >= tokens.size() || tokens[name].form.size() < 2) return false;
  Token joined = tokens[name];
  const std::uint8_t bits = std::min(PersonBits(joined.form), joined.most_bits);
  std::string written;
  for (std::size_t i = at; i < name; ++i) written += tokens[i].written + ' ';
  joined.written = written + joined.written;
  if (joined.surface.empty()) joined.surface = std::string(head) + joined.form;
  joined.form = std::string(head) + std::string(FirstSpelling(joined.form));
  joined.tag = 0;
  if (IsKnownName(joined.form)) {
    joined.token_class = TokenClass::kWord;
    joined.form = FirstSpelling(joined.form);
    joined.most_bits = bits;
  } else {
    joined.token_class = TokenClass::kLight;
    joined.most_bits = static_cast<std::uint8_t>(std::max(1, bits / 2));
  }
  if (joined.surface == joined.form) joined.surface.clear();
  tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(at),
               tokens.begin() + static_cast<std::ptrdiff_t>(name));
  tokens[at] = std::move(joined);
  return true;
}

// Abolhassan, Abubakar: the kunya that is written in one word and serves as a given name.
bool ReadWrittenKunya(Token& token) {
  for (std::string_view head : {"aboul", "abool", "abul", "abol", "abou", "aboo", "abu", "abo", "ebu"}) {
    if (!token.form.starts_with(head) || token.form.size() < head.size() + 3) continue;
    const std::string_view rest = std::string_view(token.form).substr(head.size());
    if (!IsKnownName(rest)) continue;
    const std::string joined = "abu" + std::string(FirstSpelling(rest));
    SetForm(token, std::string(FirstSpelling(joined)));
    return true;
  }
  return false;
}

// Abdelaziz, Abdurrahman: the name after "servant of", or nothing.
std::string ServantOf(const std::string& form) {
  if (!form.starts_with("abd")) return {};
  const auto after = [](std::string_view name, std::size_t begin) {
    const std::string_view rest = name.size() > begin ? name.substr(begin) : std::string_view();
    for (std::string_view whole : {"lah", "la", "lahi", "loh", "ali"}) {
      if (rest == whole) return std::string();
    }
    return rest.size() >= 3 ? std::string(rest) : std::string();
  };
  const std::string_view first = FirstSpelling(form);
  if (first != form || IsKnownName(form)) return first.starts_with("abdul") ? after(first, 5) : std::string();
  for (std::string_view head : {"abdoul", "abdool", "abdul", "abdel", "abdal", "abdol"}) {
    if (form.starts_with(head)) return after(form, head.size());
  }
  // The article takes the sound of the letter that follows.
  if (form.size() >= 8 && form[4] == form[5] &&
      std::string_view("aeiou").find(form[3]) != std::string_view::npos)
    return after(form, 5);
  return {};
}

// Abdel Aziz and Abdelaziz become one word: the servant of the Mighty is not the servant of the Merciful.
bool JoinServants(std::vector<Token>& tokens) {
  bool changed = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    Token& token = tokens[i];
    if (token.token_class != TokenClass::kWord) continue;
    if (token.form == "abdul" && i + 1 < tokens.size() && tokens[i + 1].token_class == TokenClass::kWord) {
      Token name = tokens[i + 1];
      name.most_bits = PersonBits(name.form);
      name.written = token.written + ' ' + name.written;
      if (name.surface.empty()) name.surface = "abdul" + name.form;
      name.form = "abdul" + std::string(FirstSpelling(name.form));
      if (name.surface == name.form) name.surface.clear();
      token = std::move(name);
      tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      changed = true;
    } else if (const std::string rest = ServantOf(token.form); !rest.empty()) {
      token.most_bits = PersonBits(token.form);
      SetForm(token, "abdul" + std::string(FirstSpelling(rest)));
      changed = true;
    }
  }
  return changed;
}

// Md. Rahim, Wm. Smith, Ma. Theresa. At the end they are degrees (Smith, MD).
bool ReadShortened(std::vector<Token>& tokens) {
  const NamingCustoms& c = GetTables().customs;
  bool changed = false;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    auto it = c.shortened.find(tokens[i].form);
    if (it == c.shortened.end()) {
      it = c.shortened_with_dot.find(tokens[i].form);
      if (it == c.shortened_with_dot.end() || !tokens[i].dot_after) continue;
    }
    SetForm(tokens[i], it->second);
    tokens[i].token_class = TokenClass::kWord;
    changed = true;
  }
  return changed;
}

// G/Medhin, H/Mariam: one letter for the first half of a compound.
bool ReadGeezLetters(std::vector<Token>& tokens) {
  const NamingCustoms& c = GetTables().customs;
  bool changed = false;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (!tokens[i].slash_after || tokens[i + 1].form.size() < 4) continue;
    const auto half = c.geez.find(tokens[i].form);
    if (half == c.geez.end()) continue;
    SetForm(tokens[i], half->second);
    tokens[i].token_class = TokenClass::kWord;
    changed = true;
  }
  return changed;
}

// Ukhnaagiin Khürelsükh: a Mongolian father's name in the genitive stands before the given name.
bool ReadGenitives(std::vector<Token>& tokens) {
  bool changed = false;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    Token& token = tokens[i];
    if (token.token_class != TokenClass::kWord || token.form.size() < 7) continue;
    if (!token.form.ends_with("iin") && !token.form.ends_with("iyn")) continue;
    std::string stem = token.form.substr(0, token.form.size() - 3);
    const auto vowel = [&](std::size_t from_end) {
      return std::string_view("aeiouy").find(stem[stem.size() - from_end]) != std::string_view::npos;
    };
    if (stem.back() == 'g' && vowel(2) && vowel(3)) stem.pop_back();
    SetForm(token, stem);
    changed = true;
  }
  return changed;
}

// What "son of" and "daughter of" are among Turkic peoples, and how Russian papers end the father's name.
struct Kin {
  std::string_view word, ending;
};
constexpr Kin kKin[] = {{"oglu", "ovich"}, {"ogly", "ovich"}, {"ogli", "ovich"}, {"uly", "ovich"},
                        {"uulu", "ovich"}, {"kyzy", "ovna"},  {"qyzy", "ovna"},  {"qizi", "ovna"},
                        {"gyzy", "ovna"},  {"kizi", "ovna"}};

bool EndsInKin(std::string_view form) {
  return std::any_of(std::begin(kKin), std::end(kKin),
                     [&](const Kin& kin) { return form.ends_with(kin.word); });
}

// Кайратұлы, Magomed oglu, Zhumabekkyzy: the father's name of Turkic peoples, which Russian papers give as
// Кайратович, Магомедович, Жумабековна.
bool ReadFathersNames(std::vector<Token>& tokens) {
  bool changed = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    for (const Kin& kin : kKin) {
      const bool apart =
          i > 0 && tokens[i].form == kin.word && tokens[i - 1].token_class == TokenClass::kWord;
      const bool joined = tokens[i].form.ends_with(kin.word) && tokens[i].form.size() >= kin.word.size() + 3;
      if (!apart && !joined) continue;
      const std::size_t name = apart ? i - 1 : i;
      std::string form = tokens[name].form;
      if (joined) form.resize(form.size() - kin.word.size());
      SetForm(tokens[name], form + std::string(kin.ending));
      if (apart) {
        tokens[name].written += ' ' + tokens[i].written;
        tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i));
        --i;
      }
      changed = true;
      break;
    }
  }
  return changed;
}

bool HasOldSpelling(std::string_view form) {
  for (std::size_t i = 1; i < form.size(); ++i) {
    if ((form[i] == 'e' && form[i - 1] == 'o') ||
        (form[i] == 'j' && (form[i - 1] == 'd' || form[i - 1] == 't')))
      return true;
  }
  return false;
}

// Soeharto, Tjokro, Djoko: the Indonesian spelling before 1972.
bool ModernizeSpelling(std::vector<Token>& tokens) {
  bool changed = false;
  for (Token& token : tokens) {
    if (token.token_class != TokenClass::kWord || token.form.size() < 5 || !token.surface.empty()) continue;
    if (!HasOldSpelling(token.form)) continue;
    std::string form;
    for (std::size_t i = 0; i < token.form.size(); ++i) {
      const std::string_view pair = std::string_view(token.form).substr(i, 2);
      if (pair == "oe") form += 'u';
      if (pair == "dj") form += 'j';
      if (pair == "tj") form += 'c';
      if (pair == "oe" || pair == "dj" || pair == "tj") {
        ++i;
      } else {
        form += token.form[i];
      }
    }
    if (form == token.form) continue;
    SetForm(token, form);
    changed = true;
  }
  return changed;
}

}  // namespace

bool MayHaveCustoms(const std::vector<Token>& tokens) {
  const NamingCustoms& c = GetTables().customs;
  for (const Token& token : tokens) {
    const std::string_view form = token.form;
    // Compounds of Abu and Abd, Mongolian genitives, fathers of Turkic peoples, Indonesian spelling before
    // 1972.
    if (token.slash_after || form.starts_with("ab") || form.starts_with("eb") || form.ends_with("iin") ||
        form.ends_with("iyn") || EndsInKin(form) || HasOldSpelling(form))
      return true;
    if (c.shortened.contains(form) || (token.dot_after && c.shortened_with_dot.contains(form))) return true;
  }
  const std::size_t first = AfterTitles(tokens);
  return first < tokens.size() && !KunyaHead(tokens, first).empty();
}

Customs ReadByCustoms(std::vector<Token>& tokens) {
  bool changed = ReadShortened(tokens);
  changed = ReadGeezLetters(tokens) || changed;
  changed = ReadGenitives(tokens) || changed;
  changed = ReadFathersNames(tokens) || changed;
  changed = ModernizeSpelling(tokens) || changed;
  const bool kunya = JoinKunya(tokens);
  if (kunya && ContentWords(tokens) == 1) return Customs::kInstead;
  for (Token& token : tokens) {
    if (token.token_class == TokenClass::kWord) changed = ReadWrittenKunya(token) || changed;
  }
  changed = JoinServants(tokens) || changed;
  return changed || kunya ? Customs::kSecond : Customs::kNone;
}

}  // namespace match
