#include "match/alternatives.h"

#include <algorithm>

#include "base/limits_match.h"

namespace match {
namespace {

bool IsSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Bytes of the word that ends (or begins) at the slash; letters of other scripts have two bytes and more.
std::size_t LettersBefore(std::string_view text, std::size_t slash) {
  while (slash > 0 && IsSpace(text[slash - 1])) --slash;
  std::size_t letters = 0;
  while (letters < slash && !IsSpace(text[slash - 1 - letters]) && text[slash - 1 - letters] != '/')
    ++letters;
  return letters;
}

std::size_t LettersAfter(std::string_view text, std::size_t slash) {
  std::size_t begin = slash + 1;
  while (begin < text.size() && IsSpace(text[begin])) ++begin;
  std::size_t end = begin;
  while (end < text.size() && !IsSpace(text[end]) && text[end] != '/') ++end;
  return end - begin;
}

}  // namespace

std::vector<std::string_view> AlternativesOf(std::string_view text) {
  std::vector<std::string_view> parts;
  if (text.find('/') == std::string_view::npos) return parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '/' || LettersBefore(text, i) < 2 || LettersAfter(text, i) < 2) continue;
    parts.push_back(text.substr(begin, i - begin));
    begin = i + 1;
  }
  if (parts.empty()) return parts;
  parts.push_back(text.substr(begin));
  if (parts.size() > base::kMaxAlternatives) parts.clear();
  return parts;
}

std::vector<std::string_view> NamesInBrackets(std::string_view text) {
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  if (!text.ends_with(')')) return {};
  const std::size_t open = text.find('(');
  // One pair of brackets; others may be nested or parts of the name.
  if (open == 0 || open == std::string_view::npos || text.find_first_of("()", open + 1) != text.size() - 1)
    return {};
  const std::string_view inside = text.substr(open + 1, text.size() - open - 2);
  const std::size_t space = inside.find(' ');
  if (space == 0 || space == std::string_view::npos || space + 1 == inside.size()) return {};
  return {text.substr(0, open), inside};
}

}  // namespace match
