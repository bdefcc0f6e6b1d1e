#include "match/segment_scripts.h"

#include "match/tables.h"
#include "text/arabic.h"
#include "text/burmese.h"

namespace match {
namespace {

constexpr std::u32string_view kArticle = U"ال";
constexpr std::u32string_view kServant = U"عبد";
constexpr std::size_t kLeastGiven = 3;  // letters of a given name in a compound of two
constexpr std::u32string_view kGod = U"الله";

bool Known(std::u32string_view letters) {
  return GetTables().given_by_script.contains(text::Encode(text::PlainArabic(letters)));
}

bool IsFaith(std::u32string_view plain) {
  return plain == U"الدين";
}

// The lengths of the parts of a run of letters, in order.
struct Cutter {
  std::u32string_view letters;
  Kind kind;
  std::vector<std::size_t> parts = {};

  std::u32string Plain(std::size_t begin, std::size_t count) const {
    std::u32string plain = text::PlainArabic(letters.substr(begin, count));
    // A letter for a letter, or the places would not be those of `letters`.
    return plain.size() == std::min(count, letters.size() - begin)
               ? plain
               : std::u32string(letters.substr(begin, count));
  }

  void Cut(std::size_t begin) {
    const std::size_t size = letters.size() - begin;
    if (size == 0) return;
    const std::u32string plain = Plain(begin, size);
    const bool servant = kind == Kind::kPerson && plain.starts_with(U"عبدال") && !plain.ends_with(kGod);
    if (!servant && Known(letters.substr(begin))) return Take(size);
    if (kind == Kind::kOrganization && CutPrefix(begin, plain)) return;
    if (size >= 4 && plain.starts_with(kArticle) && plain != kGod) {
      Take(2);
      return CutEnd(begin + 2);
    }
    if (kind == Kind::kPerson && CutFirst(begin, plain)) return;
    CutEnd(begin);
  }

  // وال…, لل…, بال…, ب + ال: conjunction or preposition and article; the word is compared without.
  bool CutPrefix(std::size_t begin, const std::u32string& plain) {
    for (std::u32string_view prefix :
         {std::u32string_view(U"وال"), std::u32string_view(U"بال"), std::u32string_view(U"لل")}) {
      if (plain.size() >= prefix.size() + 3 && plain.starts_with(prefix)) {
        dropped_ = prefix.size();
        Take(letters.size() - begin);
        return true;
      }
    }
    return false;
  }

  bool CutFirst(std::size_t begin, const std::u32string& plain) {
    if (plain.starts_with(U"عبدال") && plain.size() >= 7) {
      Take(3);
      Take(2);
      CutEnd(begin + 5);
      return true;
    }
    if (plain.starts_with(kServant) && plain.size() >= 6 && Known(letters.substr(begin + 3))) {
      Take(3);
      Cut(begin + 3);
      return true;
    }
    if (plain.starts_with(U"ابو") && plain.size() >= 6) {
      Take(3);
      Cut(begin + 3);
      return true;
    }
    if (plain.starts_with(U"بن") && plain.size() >= 5 && Known(letters.substr(begin + 2))) {
      Take(2);
      Take(plain.size() - 2);
      return true;
    }
    return false;
  }

  void CutEnd(std::size_t begin) {
    const std::size_t size = letters.size() - begin;
    // Two given names in one: امیرحسین, غلامعلی.
    for (std::size_t first = kLeastGiven; kind == Kind::kPerson && first + kLeastGiven <= size; ++first) {
      if (!Known(letters.substr(begin, first)) || !Known(letters.substr(begin + first))) continue;
      Take(first);
      return Take(size - first);
    }
    if (kind == Kind::kPerson && size >= 7) {
      const std::u32string plain = Plain(begin, size);
      if (plain.ends_with(kGod)) {
        Take(size - 4);
        return Take(4);
      }
      if (size >= 8 && IsFaith(std::u32string_view(plain).substr(size - 5))) {
        Take(size - 5);
        Take(2);
        return Take(3);
      }
    }
    Take(size);
  }

  void Take(std::size_t count) {
    if (count > 0) parts.push_back(count);
  }
  std::size_t dropped_ = 0;
};

Segment Part(std::u32string_view letters, std::u32string_view written, std::size_t begin, std::size_t count) {
  Segment s;
  s.letters = letters.substr(begin, count);
  s.written = text::Encode(written.size() == letters.size() ? written.substr(begin, count) : s.letters);
  return s;
}

}  // namespace

std::vector<Segment> SegmentArabic(const text::RawToken& token, Kind kind) {
  const std::u32string written = text::Decode(token.written);
  Cutter cutter{token.letters, kind};
  cutter.Cut(0);
  std::vector<Segment> out;
  std::size_t begin = 0;
  for (std::size_t count : cutter.parts) {
    const std::size_t dropped = begin == 0 ? cutter.dropped_ : 0;
    out.push_back(Part(token.letters, written, begin + dropped, count - dropped));
    begin += count;
  }
  return out;
}

std::vector<Segment> SegmentThaiTitle(const text::RawToken& token) {
  constexpr std::size_t kLeastName = 3;  // letters, vowel signs among them
  const std::u32string_view letters = token.letters;
  const auto part = [](std::u32string_view text) {
    Segment s;
    s.letters = text;
    s.written = text::Encode(text);
    return s;
  };
  // The longer first: นางสาว begins with นาง.
  for (std::u32string_view title : {U"นางสาว", U"เด็กชาย", U"เด็กหญิง", U"นาย", U"นาง", U"คุณ", U"ທ້າວ", U"ນາງ"}) {
    if (letters.starts_with(title) && letters.size() >= title.size() + kLeastName)
      return {part(title), part(letters.substr(title.size()))};
  }
  return {part(letters)};
}

bool IsBurmese(const text::RawToken& token) {
  return !token.letters.empty() && token.letters[0] >= 0x1000 && token.letters[0] <= 0x109F;
}

std::vector<Segment> SegmentBurmese(const text::RawToken& token) {
  std::vector<Segment> out;
  for (std::u32string_view syllable : text::BurmeseSyllables(token.letters)) {
    Segment s;
    s.letters = syllable;
    s.written = text::Encode(syllable);
    out.push_back(std::move(s));
  }
  return out;
}

}  // namespace match
