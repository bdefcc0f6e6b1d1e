#include "match/customs.h"

#include <algorithm>
#include <string>

#include "match/classify.h"
#include "match/tables.h"

namespace match {
namespace {

// "Ramasamy s/o Muthu", "Muthu a/l Ramasamy": son or daughter of, as bin and bint.
void JoinKinLetters(std::vector<Token>& tokens) {
  const NamingCustoms& c = GetTables().customs;
  for (std::size_t i = 1; i + 2 < tokens.size(); ++i) {
    if (!tokens[i].slash_after || !IsSingleLetter(tokens[i]) || !IsSingleLetter(tokens[i + 1])) continue;
    const auto tag = c.kin_tags.find(tokens[i].form + tokens[i + 1].form);
    if (tag == c.kin_tags.end()) continue;
    tokens[i].form += tokens[i + 1].form;
    tokens[i].written += '/' + tokens[i + 1].written;
    tokens[i].token_class = tag->second == 0 ? TokenClass::kStop : TokenClass::kParticle;
    tokens[i].tag = tag->second;
    tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

// U Thein Sein, Daw Suu Kyi, Ko Min Ko Naing; but Ko Ko Gyi and Maung Maung are names.
void MarkBurmeseAddress(std::vector<Token>& tokens) {
  const NamingCustoms& c = GetTables().customs;
  if (tokens.size() < 2 || !c.address.contains(tokens[0].form) || tokens[0].form == tokens[1].form) return;
  const bool burmese = std::all_of(tokens.begin() + 1, tokens.end(), [&](const Token& t) {
    return c.burmese.contains(t.form) || c.address.contains(t.form);
  });
  // A name of two words that begins with Ma or Ko may be Chinese or Korean.
  const bool sure = tokens.size() > 2 || tokens[0].form == "u" || tokens[0].form == "daw";
  if (burmese && sure) tokens[0].token_class = TokenClass::kTitle;
}

// Nguyễn Văn An, Lê Thị Hồng: the middle word tells men from women and little else. "Van" is Dutch elsewhere.
void MarkVietnameseMiddle(std::vector<Token>& tokens) {
  const Tables& t = GetTables();
  if (tokens.size() < 3) return;
  const bool vietnamese = std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
    return t.vietnamese_surnames.contains(token.form);
  });
  const bool short_words = std::all_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.form.size() <= 6 && token.token_class != TokenClass::kInitial;
  });
  if (!vietnamese || !short_words) return;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i].form == "van" || tokens[i].form == "thi") {
      tokens[i].token_class = TokenClass::kLight;
      tokens[i].tag = 0;
    }
  }
}

bool InCapitals(const std::string& written) {
  return std::none_of(written.begin(), written.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// Jr, III, Filho, Neto after a given name and a surname are numbers: father and son are two persons.
void NumberGenerations(std::vector<Token>& tokens) {
  const NamingCustoms& c = GetTables().customs;
  std::size_t before = 0;
  for (Token& token : tokens) {
    const auto it = FindWord(c.generation, token);
    const bool roman = token.form.find_first_not_of("iv") == std::string::npos;
    if (before >= 2 && it != c.generation.end() && (!roman || InCapitals(token.written))) {
      if (token.surface.empty()) token.surface = token.form;
      token.form = it->second;
      token.token_class = TokenClass::kNumber;
    }
    before += IsContent(token.token_class) && token.token_class != TokenClass::kInitial;
  }
}

// Angela Merkel née Kasner: one of the two surnames is what a document says.
void MarkMaidenName(std::vector<Token>& tokens) {
  const NamingCustoms& c = GetTables().customs;
  for (std::size_t i = 2; i + 1 < tokens.size(); ++i) {
    if (!c.maiden.contains(tokens[i].form)) continue;
    // Born is a surname, too.
    if (tokens[i].form == "born" && tokens[i].written != "born") continue;
    tokens[i].token_class = TokenClass::kStop;
    for (std::size_t k = i + 1; k < tokens.size(); ++k) {
      if (tokens[k].token_class == TokenClass::kWord) tokens[k].token_class = TokenClass::kLight;
    }
    return;
  }
}

}  // namespace

void MarkCustoms(std::vector<Token>& tokens) {
  const NamingCustoms& c = GetTables().customs;
  for (Token& token : tokens) {
    const auto common = c.common.find(token.form);
    if (common != c.common.end()) token.most_bits = common->second;
  }
  JoinKinLetters(tokens);
  MarkBurmeseAddress(tokens);
  MarkVietnameseMiddle(tokens);
  MarkMaidenName(tokens);
  NumberGenerations(tokens);
}

}  // namespace match
