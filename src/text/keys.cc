#include "text/keys.h"

#include <algorithm>

namespace text {
namespace {

bool IsVowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

void Push(std::string& out, char c) {
  if (out.empty() || out.back() != c) out.push_back(c);
}

// Digraphs that stand for one sound; the second letter is skipped.
char Digraph(char c, char next) {
  switch (c) {
    case 'k':
      return next == 'h' ? 'k' : 0;
    case 'g':
      return next == 'h' ? 'g' : 0;
    case 'c':
      return next == 'h' ? 'j' : next == 'k' ? 'k' : 0;
    case 's':
      return next == 'h' ? 's' : 0;
    case 'p':
      return next == 'h' ? 'f' : 0;
    case 't':
      return next == 'h' ? 't' : next == 's' || next == 'z' ? 's' : next == 'j' ? 'j' : 0;
    case 'd':
      return next == 'h' ? 'd' : next == 'j' || next == 'z' ? 'j' : 0;
    case 'z':
      return next == 'h' ? 'j' : 0;
    case 'r':
      return next == 'h' ? 'r' : 0;
    case 'b':
      return next == 'h' ? 'b' : 0;
    default:
      return 0;
  }
}

char Single(char c, char next) {
  switch (c) {
    case 'c':
      return next == 'e' || next == 'i' || next == 'y' ? 's' : 'k';
    case 'q':
      return 'k';
    case 'z':
      return 's';
    case 'w':
      return 'v';
    default:
      return c;
  }
}

}  // namespace

std::string SkeletonKey(std::string_view word) {
  std::string out;
  out.reserve(word.size() + 1);
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    const char next = i + 1 < word.size() ? word[i + 1] : '\0';
    if (IsVowel(c)) {
      const bool french =
          i == 0 && c == 'o' && next == 'u' && word.size() > 3 && IsVowel(word[2]);  // Oualid, Ouattara
      if (i == 0) out.push_back(french ? 'v' : 'a');
      continue;
    }
    // A Slavic surname in German or Polish spelling: Schtscherbakow, Janukowytsch, Wischnewskaja.
    const bool surname = c == 'w' && out.size() >= 3 && (word[i - 1] == 'o' || word[i - 1] == 'e') &&
                         (next == '\0' || IsVowel(next) || next == 'y' || next == 's' || next == 'n');
    if ((c == 'y' || c == 'w') && i > 0 && !surname) continue;
    if (c == 'y') {  // Yusuf, Jusuf; Yanukovych, Janukowytsch
      Push(out, 'j');
      continue;
    }
    const std::string_view rest = word.substr(i);
    if (c == 't' && (rest.starts_with("tsch") || rest.starts_with("tch"))) {
      Push(out, 'j');
      i += rest[1] == 's' ? 3 : 2;
      continue;
    }
    if (i == 0 && c == 'c' &&
        (rest.starts_with("chr") || rest.starts_with("chl"))) {  // Christos, Chruschtschow
      Push(out, 'k');
      ++i;
      continue;
    }
    if (c == 's' && next == 'c' && i + 2 < word.size() && word[i + 2] == 'h') {
      Push(out, 's');
      i += 2;
      continue;
    }
    if (c == 'x') {
      if (i > 0) Push(out, 'k');
      Push(out, 's');
      continue;
    }
    const char pair = c == 'r' && i > 0 ? '\0' : Digraph(c, next);  // Rhodes; but Farhan
    if (pair != 0) {
      Push(out, pair);
      ++i;
      continue;
    }
    Push(out, Single(c, next));
  }
  return out;
}

std::string PhoneticKey(std::string_view word) {
  std::string out;
  for (char c : SkeletonKey(word)) {
    switch (c) {
      case 'b':
        c = 'p';
        break;
      case 'd':
        c = 't';
        break;
      case 'g':
        c = 'k';
        break;
      case 'v':
        c = 'f';
        break;
      case 'j':
        c = 's';
        break;
      case 'm':
        c = 'n';
        break;
      case 'h':
        continue;
      default:
        break;
    }
    Push(out, c);
  }
  return out;
}

void Trigrams(std::string_view word, std::vector<unsigned>& out) {
  out.clear();
  const auto code = [](char c) -> unsigned {
    if (c >= 'a' && c <= 'z') return static_cast<unsigned>(c - 'a') + 2;
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0') + 28;
    return 38;
  };
  constexpr unsigned kStart = 0;
  constexpr unsigned kEnd = 1;
  unsigned first = kStart;
  unsigned second = kStart;
  for (std::size_t i = 0; i <= word.size(); ++i) {
    const unsigned third = i < word.size() ? code(word[i]) : kEnd;
    out.push_back((first * 39 + second) * 39 + third);
    first = second;
    second = third;
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

}  // namespace text
