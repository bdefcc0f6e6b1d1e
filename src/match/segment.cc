#include "match/segment.h"

#include <algorithm>

#include "match/segment_scripts.h"
#include "match/tables.h"

namespace match {
namespace {

using text::Script;

Segment Part(const std::u32string& letters, const std::u32string& written, std::size_t begin,
             std::size_t count) {
  Segment s;
  s.letters = letters.substr(begin, count);
  // Traditional characters are compared as simplified ones but shown as written; the two run in step unless
  // marks were dropped.
  s.written = text::Encode(written.size() == letters.size() ? written.substr(begin, count) : s.letters);
  return s;
}

std::vector<Segment> SegmentHanPerson(const std::u32string& letters, const std::u32string& written) {
  if (letters.size() < 2 || letters.size() > 4) return {Part(letters, written, 0, letters.size())};
  const bool double_surname =
      letters.size() > 2 && GetTables().chinese_double_surnames.contains(text::Encode(letters.substr(0, 2)));
  const std::size_t cut = double_surname ? 2 : 1;
  return {Part(letters, written, 0, cut), Part(letters, written, cut, letters.size() - cut)};
}

std::vector<Segment> SegmentHangulPerson(const std::u32string& letters, const std::u32string& written) {
  if (letters.size() > 4) return {Part(letters, written, 0, letters.size())};
  const Tables& t = GetTables();
  std::size_t cut = 1;
  if (letters.size() > 2 && t.korean_surnames.contains(text::Encode(letters.substr(0, 2)))) cut = 2;
  Segment surname = Part(letters, written, 0, cut);
  const auto it = t.korean_surnames.find(text::Encode(surname.letters));
  if (it != t.korean_surnames.end()) surname.form = it->second;
  if (cut == letters.size()) return {surname};
  return {surname, Part(letters, written, cut, letters.size() - cut)};
}

// The longest entry of any table that begins at `at`: legal form, business word or place.
std::size_t KnownAt(const std::u32string& letters, std::size_t at) {
  const Tables& t = GetTables();
  const std::size_t longest = std::max({t.longest_org_word, t.longest_place, std::size_t{8}});
  for (std::size_t n = std::min(longest, letters.size() - at); n >= 2; --n) {
    const std::string key = text::Encode(letters.substr(at, n));
    if (t.legal_forms.contains(key) || t.org_words.contains(key) || t.places.contains(key)) return n;
  }
  return 0;
}

std::vector<Segment> SegmentOrganization(const std::u32string& letters, const std::u32string& written) {
  std::vector<Segment> parts;
  std::size_t open = 0;
  std::size_t at = 0;
  while (at < letters.size()) {
    const std::size_t known = KnownAt(letters, at);
    if (known == 0) {
      ++at;
      continue;
    }
    if (at > open) parts.push_back(Part(letters, written, open, at - open));
    parts.push_back(Part(letters, written, at, known));
    at += known;
    open = at;
  }
  if (at > open) parts.push_back(Part(letters, written, open, at - open));
  return parts;
}

}  // namespace

std::vector<Segment> SegmentToken(const text::RawToken& token, Kind kind, bool alone) {
  if (token.script == Script::kArabic) return SegmentArabic(token, kind);
  if (kind == Kind::kPerson && IsBurmese(token)) return SegmentBurmese(token);
  const bool han = token.script == Script::kHan;
  const bool hangul = token.script == Script::kHangul;
  if (!han && !hangul && token.script != Script::kKana) {
    Segment whole;
    whole.letters = token.letters;
    whole.written = token.written;
    return {whole};
  }
  const std::u32string written = text::Decode(token.written);
  if (kind == Kind::kOrganization) return SegmentOrganization(token.letters, written);
  if (han && alone) return SegmentHanPerson(token.letters, written);
  if (hangul && (alone || written.size() == 1)) return SegmentHangulPerson(token.letters, written);
  return {Part(token.letters, written, 0, token.letters.size())};
}

std::vector<Segment> CutIntoSyllables(const std::vector<Segment>& segments, Script script) {
  if (script != Script::kHan && script != Script::kHangul) return segments;
  std::vector<Segment> out;
  for (const Segment& segment : segments) {
    if (!segment.form.empty() || segment.letters.size() < 2) {
      out.push_back(segment);
      continue;
    }
    const std::u32string written = text::Decode(segment.written);
    for (std::size_t i = 0; i < segment.letters.size(); ++i)
      out.push_back(Part(segment.letters, written, i, 1));
  }
  return out;
}

}  // namespace match
