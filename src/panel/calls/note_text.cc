#include "panel/calls/note_text.h"

#include <algorithm>

#include "panel/minutes/name_warning.h"
#include "text/tokens.h"
#include "text/unicode.h"

namespace panel::calls {
namespace {

constexpr std::size_t kNameWatchWords = 6;

// Letters that make one word: 0 where words have blanks between them.
std::size_t LettersAWord(char32_t c) {
  constexpr std::size_t kHan = 2, kSouthEastAsian = 5;
  const text::Script script = text::ScriptOf(c);
  if (script == text::Script::kHan || script == text::Script::kKana) return kHan;
  // Blocks of the Unicode Standard: Thai and Lao, Myanmar, Khmer.
  const bool thai_or_lao = c >= 0x0E00 && c <= 0x0EFF;
  const bool burmese = c >= 0x1000 && c <= 0x109F;
  const bool khmer = c >= 0x1780 && c <= 0x17FF;
  return thai_or_lao || burmese || khmer ? kSouthEastAsian : 0;
}

bool IsBlank(char32_t c) {
  return c <= U' ' || c == 0x00A0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 ||
         c == 0x2029;
}

// The words of a run without blanks: each stretch of one kind of letters by itself.
std::int64_t WordsOfRun(std::u32string_view run) {
  std::int64_t words = 0;
  std::size_t letters = 0, a_word = 0;
  bool spaced = false;  // a stretch of letters that have blanks between words, counted already
  const auto finish = [&] {
    if (letters > 0) words += static_cast<std::int64_t>((letters + a_word - 1) / a_word);
    letters = 0;
  };
  for (const char32_t c : run) {
    const std::size_t now = LettersAWord(c);
    if (now > 0 && (text::IsLetter(c) || text::IsDigit(c))) {
      if (now != a_word) finish();
      a_word = now;
      ++letters;
      spaced = false;
    } else if (text::IsLetter(c) || text::IsDigit(c)) {
      finish();
      if (!spaced) ++words;
      spaced = true;
    }
  }
  finish();
  return words;
}

std::vector<std::u32string> LettersOf(const std::vector<text::RawToken>& tokens) {
  std::vector<std::u32string> letters;
  for (const text::RawToken& token : tokens) letters.push_back(token.letters);
  return letters;
}

void LookAt(std::int64_t part, std::string_view written, const NameWatch& watch,
            const std::vector<std::u32string>& name, std::vector<NameSeen>& seen) {
  for (const NameFound& found : watch.In(written))
    if (found.whole) seen.push_back({part, found.written});
  if (name.size() <= kNameWatchWords) return;
  const std::vector<std::u32string> words = LettersOf(text::SplitTokens(written));
  if (std::search(words.begin(), words.end(), name.begin(), name.end()) != words.end())
    seen.push_back({part, {}});
}

}  // namespace

std::int64_t CountWords(std::string_view written) {
  const std::u32string letters = text::Decode(written);
  std::int64_t words = 0;
  std::size_t from = 0;
  while (from < letters.size()) {
    std::size_t end = from;
    while (end < letters.size() && !IsBlank(letters[end])) ++end;
    words += WordsOfRun(std::u32string_view(letters).substr(from, end - from));
    from = end + 1;
  }
  return words;
}

std::vector<NameSeen> NamesIn(const Note& note, std::string_view name) {
  std::vector<NameSeen> seen;
  const NameWatch watch({std::string(name)});
  const std::vector<std::u32string> words = LettersOf(text::SplitTokens(name));
  LookAt(0, note.title + "\n" + note.summary, watch, words, seen);
  for (const Numbered& one : note.texts) LookAt(one.number, one.text, watch, words, seen);
  std::string lines;
  for (const BudgetLine& line : note.budget) lines += line.title + "\n";
  LookAt(0, lines, watch, words, seen);
  for (NameSeen& one : seen)
    if (one.written.empty()) one.written = name;
  return seen;
}

}  // namespace panel::calls
