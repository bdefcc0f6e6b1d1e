#include "screening/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <numeric>

namespace screening {
namespace {

// Letters that carry no combining mark in Unicode but are typed with and without their stroke, and Arabic
// letters that are typed one for the other.
char32_t FoldLetter(char32_t c) {
  switch (c) {
    case U'đ':
      return U'd';
    case U'ł':
      return U'l';
    case U'ø':
      return U'o';
    case U'ı':
      return U'i';
    case U'ة':
      return U'ه';
    case U'ى':
    case U'ی':
      return U'ي';
    case U'ک':
      return U'ك';
    default:
      return c;
  }
}

// "supplierName" has no space to split at once it is in lower case, so the humps are split first.
icu::UnicodeString SplitHumps(const icu::UnicodeString& text) {
  icu::UnicodeString out;
  UChar32 before = 0;
  for (int32_t i = 0; i < text.length();) {
    const UChar32 c = text.char32At(i);
    if (u_isupper(c) && u_islower(before)) out.append(UChar32{U' '});
    out.append(c);
    before = c;
    i += U16_LENGTH(c);
  }
  return out;
}

icu::UnicodeString Normalise(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFDInstance(status);
  const icu::Normalizer2* compose = icu::Normalizer2::getNFCInstance(status);
  const icu::UnicodeString raw =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  if (U_FAILURE(status)) return raw;
  const icu::UnicodeString loose = decompose->normalize(casefold->normalize(SplitHumps(raw), status), status);
  icu::UnicodeString bare;
  for (int32_t i = 0; i < loose.length();) {
    const UChar32 c = loose.char32At(i);
    const auto category = u_charType(c);
    if (category != U_NON_SPACING_MARK && category != U_ENCLOSING_MARK && c != 0x0640) {
      bare.append(static_cast<UChar32>(FoldLetter(static_cast<char32_t>(c))));
    }
    i += U16_LENGTH(c);
  }
  icu::UnicodeString out = compose->normalize(bare, status);
  return U_FAILURE(status) ? raw : out;
}

}  // namespace

std::vector<std::string> FoldWords(std::string_view text) {
  constexpr std::size_t kMost = 4096;  // no label is longer; keeps hostile cells cheap
  const icu::UnicodeString folded = Normalise(text.substr(0, kMost));
  std::vector<std::string> words;
  icu::UnicodeString word;
  auto flush = [&] {
    if (word.isEmpty()) return;
    words.emplace_back();
    word.toUTF8String(words.back());
    word.remove();
  };
  for (int32_t i = 0; i < folded.length();) {
    const UChar32 c = folded.char32At(i);
    if (u_isalnum(c) || u_charType(c) == U_COMBINING_SPACING_MARK) {
      word.append(c);
    } else if (c != U'\'' && c != 0x2019) {
      flush();
    }
    i += U16_LENGTH(c);
  }
  flush();
  return words;
}

std::string FoldKey(std::string_view text) {
  std::string key;
  for (const std::string& word : FoldWords(text)) key += word;
  return key;
}

int KeyDistance(std::string_view a, std::string_view b, int cap) {
  const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > static_cast<std::size_t>(cap)) return cap + 1;
  std::vector<int> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    int diagonal = row[0];
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return std::min(row.back(), cap + 1);
}

}  // namespace screening
