#include "text/tokens.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/han.h"

namespace text {
namespace {

bool IsApostrophe(char32_t c) {
  switch (c) {
    case U'\'':
    case U'`':
    case U'\u00B4':
    case U'\u2018':
    case U'\u2019':
    case U'\u201B':
    case U'\u02BB':
    case U'\u02BC':
    case U'\u02BD':
    case U'\u02BE':
    case U'\u02BF':
    case U'\u2032':
    case U'\u05F3':
    case U'\u05F4':
    case U'\uFF07':
      return true;
    default:
      return false;
  }
}

bool IsAscii(std::string_view s) {
  return std::all_of(s.begin(), s.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// NFKC makes an acute accent that stands alone a space with a mark; in names it is an apostrophe.
std::string WithPlainAccents(std::string_view name) {
  constexpr std::string_view kAccent = "\u00B4";
  std::string out(name);
  for (std::size_t at = out.find(kAccent); at != std::string::npos; at = out.find(kAccent, at))
    out.replace(at, kAccent.size(), "'");
  return out;
}

// Joiners, soft hyphen and tatweel stand inside words and are no part of them.
bool IsFiller(char32_t c) {
  return c == U'\u200C' || c == U'\u200D' || c == U'\u00AD' || c == U'\u0640';
}

bool IsHebrew(char32_t c) {
  return c >= 0x590 && c <= 0x5FF;
}

bool IsMark(char32_t c) {
  return c >= 0x300 && (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

// Letters of Latin with digits stay together ("3M", "I9or"); Han, Hangul and kana are cut from digits
// ("第3工厂").
bool Continues(Script token, Script next) {
  if (token == next) return true;
  const bool joins_digits = token == Script::kLatin || token == Script::kCyrillic;
  if (next == Script::kCommon) return joins_digits || token == Script::kCommon;
  return token == Script::kCommon && (next == Script::kLatin || next == Script::kCyrillic);
}

constexpr std::size_t kUsualTokens = 6;
constexpr std::size_t kUsualLetters = 11;

struct Builder {
  Builder() { tokens.reserve(kUsualTokens); }

  std::vector<RawToken> tokens;
  RawToken open;
  bool any_lower = false;
  bool any_upper = false;

  void Close() {
    if (open.letters.empty()) {
      open = {};
      return;
    }
    open.upper = any_upper && !any_lower;
    tokens.push_back(std::move(open));
    open = {};
    any_lower = any_upper = false;
  }

  void Push(char32_t c, Script script) {
    if (!open.letters.empty() && !Continues(open.script, script)) Close();
    if (open.letters.empty()) open.letters.reserve(kUsualLetters);
    if (open.letters.empty() || open.script == Script::kCommon) open.script = script;
    const char32_t lower = ToLower(c);
    if (lower != c) {
      any_upper = true;
    } else if (script != Script::kCommon) {
      any_lower = true;
    }
    open.letters.push_back(script == Script::kHan ? Simplified(lower) : lower);
    Append(open.written, c);
  }

  // A mark that parts tokens.
  void Part(char32_t c) {
    Close();
    if (tokens.empty()) return;
    if (c == U'.') tokens.back().dot_after = true;
    if (c == U',' || c == U'\u060C' || c == U'\uFF0C') tokens.back().comma_after = true;
    if (c == U'/' || c == U'\u2044') tokens.back().slash_after = true;
  }
};

std::vector<RawToken> SplitAscii(std::string_view name) {
  Builder b;
  for (char byte : name) {
    const auto c = static_cast<char32_t>(static_cast<unsigned char>(byte));
    if (IsLetter(c)) {
      b.Push(c, Script::kLatin);
    } else if (IsDigit(c)) {
      b.Push(c, Script::kCommon);
    } else if (c == U'\'' || c == U'`') {
      if (!b.open.letters.empty()) b.open.written.push_back(byte);
    } else {
      b.Part(c);
    }
  }
  b.Close();
  return std::move(b.tokens);
}

}  // namespace

std::vector<RawToken> SplitTokens(std::string_view name) {
  if (IsAscii(name)) return SplitAscii(name);
  Builder b;
  for (char32_t c : Decode(Normalize(WithPlainAccents(name)))) {
    if (IsFiller(c)) continue;  // before the letters: tatweel is one to Unicode
    if (IsMark(c)) {
      // Vowel signs belong to their letters; a mark that opens a token has nothing to belong to.
      if (!b.open.letters.empty()) {
        b.open.letters.push_back(c);
        Append(b.open.written, c);
      }
    } else if (IsApostrophe(c)) {
      // Before the letters: ʿ, ʾ and ʼ are letters to Unicode.
      if (!b.open.letters.empty()) Append(b.open.written, c);
    } else if (IsLetter(c)) {
      Script script = ScriptOf(c);
      if (script == Script::kCommon) script = b.open.letters.empty() ? Script::kOther : b.open.script;
      b.Push(c, script);
    } else if (IsDigit(c)) {
      b.Push(c, Script::kCommon);
    } else if (c == U'"' && b.open.script == Script::kOther && !b.open.letters.empty() &&
               IsHebrew(b.open.letters.back())) {
      Append(b.open.written, c);  // gershayim inside an abbreviation
    } else {
      b.Part(c);
    }
  }
  b.Close();
  return std::move(b.tokens);
}

}  // namespace text
