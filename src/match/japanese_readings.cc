#include "match/japanese_readings.h"

#include <algorithm>
#include <string>

#include "embed/japanese_names.h"
#include "match/tables.h"
#include "text/han.h"
#include "text/japanese.h"
#include "text/kana.h"
#include "text/tsv.h"

namespace match {
namespace {

using text::RawToken;
using text::Script;
using Spellings = std::vector<std::string_view>;

constexpr std::size_t kLongestPart = 3;  // characters of a surname or given name
constexpr std::size_t kMaxSpellings = 4;

struct Known {
  Spellings surname;
  Spellings given;
};

Spellings SplitCommas(std::string_view s) {
  Spellings out;
  while (!s.empty()) {
    const std::size_t comma = std::min(s.find(','), s.size());
    out.push_back(s.substr(0, comma));
    s.remove_prefix(std::min(comma + 1, s.size()));
  }
  return out;
}

// By the characters as tokens hold them: simplified where there is such a form.
std::string KeyOf(std::u32string_view letters) {
  std::u32string key(letters);
  for (char32_t& c : key) c = text::Simplified(c);
  return text::Encode(key);
}

const StringMap<Known>& Names() {
  static const StringMap<Known>* const names = [] {
    auto* all = new StringMap<Known>;
    text::ForEachRow(embedded::japanese_names(), [&](const std::vector<std::string_view>& row) {
      Known& known = (*all)[KeyOf(text::Decode(row[0]))];
      const auto add = [](Spellings& to, const Spellings& from) {
        for (std::string_view s : from) {
          if (std::find(to.begin(), to.end(), s) == to.end()) to.push_back(s);
        }
      };
      if (row.size() > 1) add(known.surname, SplitCommas(row[1]));
      if (row.size() > 2) add(known.given, SplitCommas(row[2]));
    });
    return all;
  }();
  return *names;
}

const Known* Find(std::u32string_view letters) {
  const auto found = Names().find(text::Encode(letters));
  return found == Names().end() ? nullptr : &found->second;
}

const Spellings* Surname(std::u32string_view letters) {
  const Known* known = Find(letters);
  return known == nullptr || known->surname.empty() ? nullptr : &known->surname;
}
const Spellings* Given(std::u32string_view letters) {
  const Known* known = Find(letters);
  return known == nullptr || known->given.empty() ? nullptr : &known->given;
}

RawToken Part(const RawToken& token, std::size_t begin, std::size_t count) {
  RawToken part = token;
  part.letters = token.letters.substr(begin, count);
  const std::u32string written = text::Decode(token.written);
  part.written =
      text::Encode(written.size() == token.letters.size() ? written.substr(begin, count) : part.letters);
  return part;
}

// "田中太郎" → "田中", "太郎": where both are known; of several cuts the one with the surname of two
// characters, which most are. A surname of one character is left to Chinese and Korean unless two characters
// follow.
std::vector<RawToken> CutName(const RawToken& token) {
  const std::u32string& letters = token.letters;
  for (std::size_t cut : {2U, 3U, 1U}) {
    if (letters.size() <= cut || letters.size() - cut > kLongestPart) continue;
    if (cut == 1 && letters.size() < 3) continue;
    const std::u32string_view all(letters);
    if (Surname(all.substr(0, cut)) == nullptr) continue;
    const bool composed = cut == 2 && letters.size() == 5;  // 高橋翔太郎
    if (Given(all.substr(cut)) == nullptr && !composed) continue;
    return {Part(token, 0, cut), Part(token, cut, letters.size() - cut)};
  }
  return {};
}

// The readings of a given name: by the table, of one character by its Sino-Japanese reading too (淳 Atsushi,
// Jun), else by its parts (翔太郎: Shō and Tarō).
Spellings GivenReadings(std::u32string_view letters, std::vector<std::string>& made) {
  const Spellings* known = Given(letters);
  Spellings out = known == nullptr ? Spellings() : *known;
  if (known != nullptr && letters.size() > 1) return out;
  made.push_back(text::RomanizeJapanese(letters, true));
  const std::string_view read = made.back();
  if (!read.empty() && std::find(out.begin(), out.end(), read) == out.end()) out.push_back(read);
  return out;
}

// The readings of the tokens when the surname stands at `at`; empty where one is not known.
std::vector<Spellings> Read(const std::vector<RawToken>& tokens, std::size_t at,
                            std::vector<std::string>& kana) {
  std::vector<Spellings> out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].script == Script::kKana && i != at) {
      kana.push_back(text::RomanizeKana(tokens[i].letters, true));
      out.push_back({std::string_view(kana.back())});
      continue;
    }
    const Spellings* surname = i == at ? Surname(tokens[i].letters) : nullptr;
    out.push_back(surname != nullptr ? *surname
                  : i == at          ? Spellings()
                                     : GivenReadings(tokens[i].letters, kana));
    if (out.back().empty()) return {};
  }
  return out;
}

void Append(const std::vector<RawToken>& tokens, const std::vector<Spellings>& readings,
            std::vector<NameReading>& out) {
  std::size_t spellings = 1;
  for (const Spellings& s : readings) spellings *= s.size();
  for (std::size_t n = 0; n < std::min(spellings, kMaxSpellings); ++n) {
    NameReading written{tokens};
    std::size_t rest = n;
    for (const Spellings& s : readings) {
      written.forms.emplace_back(s[rest % s.size()]);
      rest /= s.size();
    }
    NameReading plain = written;
    for (std::string& form : plain.forms) form = text::ShortVowels(form);
    out.push_back(std::move(plain));
    if (out.back().forms != written.forms) out.push_back(std::move(written));
  }
}

}  // namespace

bool OtherJapaneseName(std::string_view a, std::string_view b) {
  constexpr std::size_t kTelling = 5;
  static const StringSet* const forms = [] {
    auto* all = new StringSet;
    for (const auto& [name, known] : Names()) {
      for (std::string_view form : known.surname) all->insert(text::ShortVowels(form));
      for (std::string_view form : known.given) all->insert(text::ShortVowels(form));
    }
    return all;
  }();
  if (a.size() < kTelling || b.size() < kTelling) return false;
  const std::string x = text::ShortVowels(a);
  const std::string y = text::ShortVowels(b);
  return x != y && forms->contains(x) && forms->contains(y);
}

void AddJapaneseReadings(const std::vector<RawToken>& raw, std::vector<NameReading>& out) {
  const bool readable = std::all_of(raw.begin(), raw.end(), [](const RawToken& t) {
    return t.script == Script::kHan || t.script == Script::kKana;
  });
  if (!readable || raw.size() > 3) return;
  const std::vector<RawToken> tokens = raw.size() == 1 ? CutName(raw[0]) : raw;
  if (tokens.size() < 2) return;
  std::vector<std::string> kana;
  kana.reserve(4 * tokens.size());
  for (std::size_t at : {std::size_t{0}, tokens.size() - 1}) {
    const std::vector<Spellings> readings = Read(tokens, at, kana);
    if (readings.empty()) continue;
    Append(tokens, readings, out);
    return;
  }
}

}  // namespace match
