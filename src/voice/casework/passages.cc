#include "voice/casework/passages.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/unicode.h"

namespace voice {
namespace {

constexpr std::size_t kLeastDigits = 4;       // of a number that is found however it is grouped
constexpr std::size_t kLeastPhoneDigits = 7;  // of what is offered as a telephone number
constexpr std::size_t kMaxBetweenDigits = 3;  // characters between two groups: ") -"

bool IsSpace(char32_t c) {
  return c == U' ' || (c >= U'\t' && c <= U'\r') || c == 0x85 || c == 0xa0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
         c == 0x3000;
}

// Shown by nothing: soft hyphen, joiners, direction marks, selectors of a variant.
bool IsInvisible(char32_t c) {
  return c == 0xad || c == 0x34f || c == 0x61c || c == 0x180e || (c >= 0x200b && c <= 0x200f) ||
         (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || (c >= 0xfe00 && c <= 0xfe0f) ||
         c == 0xfeff;
}

// Joins with the letter before it: marks, and the vowels and finals of Hangul that is written in parts.
bool Continues(char32_t c) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0 || (c >= 0x1160 && c <= 0x11ff);
}

// A text as it is compared: letters in one form and lower case, digits as 0 to 9, runs of white space as one
// space. Each code point knows the range of the original that it came from.
struct Folded {
  std::u32string letters;
  std::vector<Range> from;
};

Folded Fold(const std::u32string& text) {
  Folded folded;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = at + 1;
    if (IsSpace(text[at])) {
      while (end < text.size() && (IsSpace(text[end]) || IsInvisible(text[end]))) ++end;
      folded.letters += U' ';
      folded.from.push_back({at, end});
    } else if (!IsInvisible(text[at])) {
      while (end < text.size() && (Continues(text[end]) || IsInvisible(text[end]))) ++end;
      std::u32string cluster;
      for (std::size_t i = at; i < end; ++i)
        if (!IsInvisible(text[i])) cluster += text[i];
      for (const char32_t c : text::Decode(text::Normalize(text::Encode(cluster)))) {
        folded.letters +=
            text::IsDigit(c) ? static_cast<char32_t>(U'0' + text::DigitValue(c)) : text::ToLower(c);
        folded.from.push_back({at, end});
      }
    }
    at = end;
  }
  return folded;
}

bool IsPlainDigit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

bool GroupsDigits(char32_t c) {
  return c == U' ' || c == U'-' || c == U'.' || c == U'(' || c == U')' || c == U'/' || c == U'+' ||
         (c >= 0x2010 && c <= 0x2015);
}

// The digits of a number that is nothing but digits and what groups them; else empty.
std::u32string NumberIn(const std::u32string& folded) {
  std::u32string digits;
  for (const char32_t c : folded) {
    if (IsPlainDigit(c))
      digits += c;
    else if (!GroupsDigits(c))
      return {};
  }
  return digits.size() >= kLeastDigits ? digits : std::u32string();
}

// Where `digits` stand one after the other from `at` on, with at most kMaxBetweenDigits between: the end of
// the last one; npos where they do not.
std::size_t EndOfNumber(const std::u32string& text, std::size_t at, const std::u32string& digits) {
  std::size_t between = 0;
  for (std::size_t next = 0; at < text.size(); ++at) {
    if (text[at] == digits[next]) {
      between = 0;
      if (++next == digits.size()) return at + 1;
    } else if (!GroupsDigits(text[at]) || ++between > kMaxBetweenDigits) {
      break;
    }
  }
  return std::u32string::npos;
}

std::u32string Trimmed(std::u32string text) {
  while (!text.empty() && text.back() == U' ') text.pop_back();
  text.erase(0, std::min(text.find_first_not_of(U' '), text.size()));
  return text;
}

bool IsMailLetter(char32_t c) {
  return text::IsLetter(c) || text::IsDigit(c) || c == U'.' || c == U'-' || c == U'_' || c == U'+' ||
         c == U'%';
}

// The address around the "@" at `at`; empty where it is none.
Range MailAround(const std::u32string& text, std::size_t at) {
  std::size_t from = at, to = at + 1;
  while (from > 0 && IsMailLetter(text[from - 1])) --from;
  while (to < text.size() && IsMailLetter(text[to])) ++to;
  while (to > at + 1 && (text[to - 1] == U'.' || text[to - 1] == U'-')) --to;
  const std::size_t dot = text.find(U'.', at);
  return from < at && dot != std::u32string::npos && dot + 1 < to ? Range{from, to} : Range{at, at};
}

// The number that begins at `at`, up to its last digit; empty where it is too short.
Range NumberFrom(const std::u32string& text, std::size_t at) {
  std::size_t digits = 0, end = at, between = 0;
  for (std::size_t i = at; i < text.size(); ++i) {
    if (text::IsDigit(text[i])) {
      ++digits;
      end = i + 1;
      between = 0;
    } else if (!(GroupsDigits(text[i]) && text[i] != U'/') || ++between > kMaxBetweenDigits) {
      break;
    }
  }
  return digits >= kLeastPhoneDigits ? Range{at, end} : Range{at, at};
}

}  // namespace

std::vector<Range> PlacesOf(std::string_view text, std::string_view words) {
  std::vector<Range> places;
  const Folded in = Fold(text::Decode(text));
  const std::u32string wanted = Trimmed(Fold(text::Decode(words)).letters);
  const bool says_something = std::any_of(wanted.begin(), wanted.end(),
                                          [](char32_t c) { return text::IsLetter(c) || text::IsDigit(c); });
  if (!says_something) return places;
  if (const std::u32string digits = NumberIn(wanted); !digits.empty()) {
    for (std::size_t at = 0; at < in.letters.size(); ++at) {
      if (in.letters[at] != digits.front()) continue;
      const std::size_t end = EndOfNumber(in.letters, at, digits);
      if (end != std::u32string::npos) places.push_back({in.from[at].from, in.from[end - 1].to});
    }
    return places;
  }
  for (std::size_t at = in.letters.find(wanted); at != std::u32string::npos;
       at = in.letters.find(wanted, at + 1))
    places.push_back({in.from[at].from, in.from[at + wanted.size() - 1].to});
  return places;
}

std::string WithBars(std::string_view text, std::vector<Range> ranges) {
  const std::u32string letters = text::Decode(text);
  std::sort(ranges.begin(), ranges.end());
  std::u32string shown;
  std::size_t done = 0;
  bool after_bar = false;
  for (Range range : ranges) {
    range.to = std::min(range.to, letters.size());
    range.from = std::max(range.from, done);
    if (range.from >= range.to) continue;
    const bool only_space = std::all_of(letters.begin() + static_cast<std::ptrdiff_t>(done),
                                        letters.begin() + static_cast<std::ptrdiff_t>(range.from),
                                        [](char32_t c) { return IsSpace(c) || IsInvisible(c); });
    if (!after_bar || !only_space) {
      shown.append(letters, done, range.from - done);
      shown += text::Decode(kBar);
    }
    after_bar = true;
    done = range.to;
  }
  shown.append(letters, done);
  return text::Encode(shown);
}

std::vector<std::string> LooksLikeContact(std::string_view text) {
  const std::u32string letters = text::Decode(text);
  std::vector<std::string> found;
  const auto add = [&](const Range& range) {
    std::string one = text::Encode(letters.substr(range.from, range.to - range.from));
    if (std::find(found.begin(), found.end(), one) == found.end()) found.push_back(std::move(one));
  };
  for (std::size_t at = 0; at < letters.size(); ++at) {
    if (letters[at] == U'@') {
      const Range mail = MailAround(letters, at);
      if (mail.from < mail.to) add(mail);
    }
    const bool begins = text::IsDigit(letters[at]) || letters[at] == U'+' || letters[at] == U'(';
    if (!begins) continue;
    const Range number = NumberFrom(letters, at);
    if (number.from < number.to) {
      add(number);
      at = number.to - 1;
    }
  }
  return found;
}

}  // namespace voice
