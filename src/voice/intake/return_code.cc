#include "voice/intake/return_code.h"

#include <algorithm>
#include <map>

#include "base/check.h"
#include "base/limits_voice.h"
#include "embed/words_en.h"
#include "embed/words_ko.h"
#include "embed/words_zh.h"
#include "text/unicode.h"

namespace voice {
namespace {

__extension__ using Number = unsigned __int128;

constexpr std::size_t kDigits = 30, kNumberDigits = 27, kGroupDigits = 5;
constexpr unsigned kCheckPrime = 997;
constexpr std::size_t kListWords = 2048;
constexpr unsigned kWordBits = 11;
constexpr Number kEnd = Number{1} << 88;  // the first number that is no code

struct WordList {
  std::string_view language;
  std::vector<std::u32string> words;             // lower case, composed
  std::map<std::u32string, unsigned> places;     // whole words
  std::map<std::u32string, unsigned> shortened;  // first four letters, where these name one word
};

std::u32string Composed(std::string_view text) {
  std::u32string word = text::Decode(text::Normalize(text));
  std::transform(word.begin(), word.end(), word.begin(), text::ToLower);
  return word;
}

WordList ReadList(std::string_view language, std::string_view bytes) {
  constexpr std::size_t kTellingLetters = 4;  // BIP-39: the first four letters name the word
  WordList list{.language = language, .words = {}, .places = {}, .shortened = {}};
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    if (end > 0) list.words.push_back(Composed(bytes.substr(0, end)));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  CHECK(list.words.size() == kListWords);
  std::map<std::u32string, int> beginnings;
  for (unsigned i = 0; i < kListWords; ++i) {
    list.places[list.words[i]] = i;
    ++beginnings[list.words[i].substr(0, kTellingLetters)];
  }
  CHECK(list.places.size() == kListWords);
  for (const auto& [word, place] : list.places)
    if (word.size() > kTellingLetters && beginnings[word.substr(0, kTellingLetters)] == 1)
      list.shortened[word.substr(0, kTellingLetters)] = place;
  return list;
}

const std::vector<WordList>& Lists() {
  static const std::vector<WordList> lists = {ReadList("en", embedded::words_en()),
                                              ReadList("ko", embedded::words_ko()),
                                              ReadList("zh", embedded::words_zh())};
  return lists;
}

// One letter more, less or other.
bool IsNear(const std::u32string& a, const std::u32string& b) {
  const std::u32string& longer = a.size() >= b.size() ? a : b;
  const std::u32string& shorter = a.size() >= b.size() ? b : a;
  if (longer.size() - shorter.size() > 1) return false;
  std::size_t same = 0;
  while (same < shorter.size() && longer[same] == shorter[same]) ++same;
  const std::size_t skip = longer.size() == shorter.size() ? 1 : 0;
  return longer.substr(std::min(same + 1, longer.size())) ==
         shorter.substr(std::min(same + skip, shorter.size()));
}

std::optional<unsigned> PlaceOf(const WordList& list, const std::u32string& word) {
  if (const auto found = list.places.find(word); found != list.places.end()) return found->second;
  if (const auto found = list.shortened.find(word); found != list.shortened.end()) return found->second;
  std::optional<unsigned> near;
  if (word.size() < 3) return near;  // of so short a word every letter counts
  for (unsigned i = 0; i < kListWords; ++i) {
    if (!IsNear(word, list.words[i])) continue;
    if (near) return std::nullopt;
    near = i;
  }
  return near;
}

// Words of scripts that write them apart; each Han character is a word of its own.
std::vector<std::u32string> WordsIn(const std::u32string& typed) {
  std::vector<std::u32string> words(1);
  for (const char32_t c : typed) {
    const bool han = text::ScriptOf(c) == text::Script::kHan;
    if ((!text::IsLetter(c) || han) && !words.back().empty()) words.emplace_back();
    if (text::IsLetter(c)) words.back() += c;
    if (han) words.emplace_back();
  }
  std::erase_if(words, [](const std::u32string& word) { return word.empty(); });
  return words;
}

std::optional<Number> NumberOfWords(const std::vector<std::u32string>& words) {
  if (words.size() != kReturnCodeWords) return std::nullopt;
  for (const WordList& list : Lists()) {
    Number number = 0;
    const bool all = std::all_of(words.begin(), words.end(), [&](const std::u32string& word) {
      const std::optional<unsigned> place = PlaceOf(list, word);
      number = (number << kWordBits) | place.value_or(0);
      return place.has_value();
    });
    if (all) return number;
  }
  return std::nullopt;
}

std::optional<Number> NumberOfDigits(const std::string& digits) {
  if (digits.size() != kDigits) return std::nullopt;
  Number number = 0;
  for (std::size_t i = 0; i < kNumberDigits; ++i)
    number = number * 10 + static_cast<unsigned>(digits[i] - '0');
  unsigned check = 0;
  for (std::size_t i = kNumberDigits; i < kDigits; ++i)
    check = check * 10 + static_cast<unsigned>(digits[i] - '0');
  if (number >= kEnd || number % kCheckPrime != check) return std::nullopt;
  return number;
}

// Some browsers and readers copy the places of a list with what stands at them: "1 24083 2 21857", "1.
// 24083". The digits without them, where each stands where the page has it; else all digits.
std::string WithoutPlaces(const std::string& digits) {
  constexpr std::size_t kNumberedGroup = kGroupDigits + 1;
  if (digits.size() != kReturnCodeGroups * kNumberedGroup) return digits;
  std::string groups;
  for (std::size_t i = 0; i < kReturnCodeGroups; ++i) {
    if (digits[i * kNumberedGroup] != static_cast<char>('1' + i)) return digits;
    groups += digits.substr(i * kNumberedGroup + 1, kGroupDigits);
  }
  return groups;
}

// The digits of "1 abandon 2 ability ...".
constexpr std::string_view kPlacesOfWords = "12345678";
static_assert(kPlacesOfWords.size() == kReturnCodeWords);

Number NumberOf(crypto::ByteView bytes) {
  Number number = 0;
  for (const std::byte byte : bytes) number = (number << 8) | static_cast<unsigned>(byte);
  return number;
}

}  // namespace

ReturnCode ReturnCode::FromBytes(crypto::ByteView bytes) {
  CHECK(bytes.size() >= kReturnCodeBytes);
  ReturnCode code;
  std::copy_n(bytes.begin(), kReturnCodeBytes, code.bytes_.begin());
  return code;
}

std::optional<ReturnCode> ReturnCode::Parse(std::string_view typed) {
  if (typed.size() > base::kMaxTypedCodeBytes) return std::nullopt;
  const std::u32string text = Composed(typed);
  std::string digits;
  for (const char32_t c : text)
    if (text::IsDigit(c)) digits += static_cast<char>('0' + text::DigitValue(c));
  std::optional<Number> number = NumberOfDigits(WithoutPlaces(digits));
  if (!number && (digits.empty() || digits == kPlacesOfWords)) number = NumberOfWords(WordsIn(text));
  if (!number) return std::nullopt;
  ReturnCode code;
  for (std::size_t i = kReturnCodeBytes; i > 0; --i, *number >>= 8)
    code.bytes_[i - 1] = static_cast<std::byte>(*number & 0xFF);
  return code;
}

std::array<std::string, kReturnCodeGroups> ReturnCode::Groups() const {
  Number number = NumberOf(bytes_);
  auto check = static_cast<unsigned>(number % kCheckPrime);
  std::string digits(kDigits, '0');
  for (std::size_t i = kDigits; i > kNumberDigits; --i, check /= 10)
    digits[i - 1] = static_cast<char>('0' + check % 10);
  for (std::size_t i = kNumberDigits; i > 0; --i, number /= 10)
    digits[i - 1] = static_cast<char>('0' + static_cast<unsigned>(number % 10));
  std::array<std::string, kReturnCodeGroups> groups;
  for (std::size_t i = 0; i < kReturnCodeGroups; ++i)
    groups[i] = digits.substr(i * kGroupDigits, kGroupDigits);
  return groups;
}

std::string ReturnCode::Digits() const {
  std::string all;
  for (const std::string& group : Groups()) all += (all.empty() ? "" : " ") + group;
  return all;
}

std::vector<std::string> ReturnCode::Words(std::string_view language) const {
  const auto list = std::find_if(Lists().begin(), Lists().end(),
                                 [&](const WordList& one) { return one.language == language; });
  if (list == Lists().end()) return {};
  const Number number = NumberOf(bytes_);
  std::vector<std::string> words;
  for (std::size_t i = kReturnCodeWords; i > 0; --i) {
    const auto place = static_cast<unsigned>(number >> (kWordBits * (i - 1))) % kListWords;
    words.push_back(text::Encode(list->words[place]));
  }
  return words;
}

std::vector<std::string_view> LanguagesWithWords() {
  std::vector<std::string_view> languages;
  for (const WordList& list : Lists()) languages.push_back(list.language);
  return languages;
}

}  // namespace voice
