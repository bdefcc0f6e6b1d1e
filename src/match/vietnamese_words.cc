#include "match/vietnamese_words.h"

#include <algorithm>
#include <string>

#include "match/tables.h"
#include "text/unicode.h"
#include "text/vietnamese.h"

namespace match {
namespace {

std::string Lower(std::string_view written) {
  std::u32string letters = text::Decode(written);
  for (char32_t& c : letters) c = text::ToLower(c);
  return text::Encode(letters);
}

// The canonical word; empty where it is none.
std::string_view CanonicalWord(const Token& token) {
  const auto words = GetTables().vietnamese_words.find(token.form);
  if (words == GetTables().vietnamese_words.end() || !token.surface.empty()) return {};
  const std::string written = Lower(token.written);
  for (const auto& [marked, canonical] : words->second) {
    if (written == marked || written == token.form) return canonical;
  }
  return {};
}

}  // namespace

bool BeginsVietnamese(const std::vector<Token>& tokens) {
  if (tokens.empty()) return false;
  const std::string& form = tokens[0].form;
  const bool company =
      tokens[0].token_class == TokenClass::kLegal && (form.starts_with("congty") || form.starts_with("cty"));
  return company || form.starts_with("hoptacxa") || form.starts_with("doanhnghiep");
}

bool AmongVietnamese(const std::vector<Token>& tokens, const Token& token) {
  constexpr std::size_t kRun = 3;
  const auto syllable = [](const Token& t) {
    return t.token_class == TokenClass::kWord && !t.trade && t.surface.empty() &&
           text::IsVietnameseSyllable(t.form);
  };
  const auto at = static_cast<std::size_t>(&token - tokens.data());
  std::size_t begin = at;
  std::size_t end = at + 1;
  while (begin > 0 && syllable(tokens[begin - 1])) --begin;
  while (end < tokens.size() && syllable(tokens[end])) ++end;
  return end - begin >= kRun && syllable(token);
}

void ReadVietnameseWords(std::vector<Token>& tokens) {
  if (!BeginsVietnamese(tokens)) return;
  std::size_t words = 0;
  for (const Token& token : tokens) words += token.token_class == TokenClass::kWord;
  for (std::size_t i = 1; i < tokens.size() && words > 1; ++i, --words) {
    if (tokens[i].token_class == TokenClass::kLegal) continue;
    const std::string_view canonical = CanonicalWord(tokens[i]);
    if (canonical.empty() || i > 2) return;
    tokens[i].form = canonical;
  }
}

}  // namespace match
