#pragma once
// What each token of a name is: legal form, title, particle, initial, place, ... One function for each kind
// of name; both change the tokens in place and may join or replace some. Only for name.cc. Pure; thread-safe.

#include <algorithm>
#include <string_view>
#include <vector>

#include "match/name.h"
#include "text/tokens.h"

namespace match {

void ClassifyOrganization(std::vector<Token>& tokens);

// `raw` are the tokens before segmentation: whether they were written in capitals matters.
void ClassifyPerson(std::vector<Token>& tokens, const std::vector<text::RawToken>& raw);

// One syllable of a Chinese, Korean or Vietnamese name.
bool IsSyllable(const Token& token);

inline bool IsSingleLetter(const Token& t) {
  return t.form.size() == 1 && t.form[0] >= 'a' && t.form[0] <= 'z';
}

// Looks a token up by its form, else by its original letters.
template <typename Map>
auto FindWord(const Map& map, const Token& token) {
  auto it = map.find(token.form);
  if (it == map.end() && !token.surface.empty()) it = map.find(token.surface);
  return it;
}

inline bool AllDigits(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace match
