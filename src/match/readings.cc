#include "match/readings.h"

#include <algorithm>

#include "match/japanese_readings.h"
#include "match/latin_readings.h"
#include "match/slavic_readings.h"
#include "match/tables.h"
#include "text/han.h"
#include "text/hangul.h"
#include "text/readings.h"

namespace match {
namespace {

using text::RawToken;
using text::Reading;
using text::Script;

// What a name holds, by script.
struct Seen {
  bool han = false;
  bool hangul = false;
  bool kana = false;
  bool south_east = false;  // Thai, Lao, Burmese, Khmer
  bool cyrillic = false;
  bool latin_only = true;
};

Seen Look(const std::vector<RawToken>& raw) {
  Seen seen;
  for (const RawToken& token : raw) {
    seen.han = seen.han || token.script == Script::kHan;
    seen.hangul = seen.hangul || token.script == Script::kHangul;
    seen.kana = seen.kana || token.script == Script::kKana;
    seen.south_east = seen.south_east || IsSouthEastAsian(token.letters[0]);
    seen.cyrillic = seen.cyrillic || token.script == Script::kCyrillic;
    seen.latin_only = seen.latin_only && token.script == Script::kLatin;
  }
  return seen;
}

bool DoubleSurname(const std::u32string& letters) {
  return letters.size() >= 2 &&
         GetTables().chinese_double_surnames.contains(text::Encode(letters.substr(0, 2)));
}

// Surname and given name of two to four characters in all: "王小明", "王 小明", "小明 王", "欧阳娜娜".
bool ShapedLikeChinese(const std::vector<RawToken>& raw) {
  std::size_t letters = 0;
  for (const RawToken& token : raw) {
    if (token.script != Script::kHan) return false;
    letters += token.letters.size();
  }
  if (letters < 2 || letters > 4) return false;
  if (raw.size() == 1) return letters < 4 || DoubleSurname(raw[0].letters);
  const auto surname = [](const RawToken& token) {
    return token.letters.size() == 1 || (token.letters.size() == 2 && DoubleSurname(token.letters));
  };
  return surname(raw.front()) || surname(raw.back());
}

// The character at the place of the surname: the first of one run, the first or last where there are several.
template <typename Is>
bool SurnameIs(const std::vector<RawToken>& raw, const Is& is) {
  if (is(raw.front().letters.front())) return true;
  return raw.size() > 1 && raw.back().letters.size() == 1 && is(raw.back().letters.front());
}

bool KoreanSurname(char32_t han) {
  const char32_t hangul = text::HangulOfHan(han);
  if (hangul == 0) return false;
  const Tables& t = GetTables();
  return t.korean_surnames.contains(text::Encode(std::u32string(1, hangul))) ||
         t.korean_surnames.contains(text::Encode(std::u32string(1, text::AtWordStart(hangul))));
}

bool VietnameseSurname(char32_t han) {
  return GetTables().vietnamese_surnames.contains(text::VietnameseOfHan(han));
}

// An organisation that says so by kana or by a form of Japanese law (simplified, as tokens are).
bool IsJapanese(const std::vector<RawToken>& raw) {
  return std::any_of(raw.begin(), raw.end(), [](const RawToken& token) {
    if (token.script == Script::kKana) return true;
    const auto has = [&](std::u32string_view form) {
      return token.letters.find(form) != std::u32string::npos;
    };
    return has(U"株式会社") || has(U"有限会社") || has(U"合名会社") || has(U"合资会社") || has(U"合同会社") ||
           has(U"协同组合") || token.letters == U"株" || token.letters == U"有";
  });
}

// Whether all characters have a reading: without one of them it would be a shorter name.
template <typename ReadingOf>
bool AllRead(const std::vector<RawToken>& raw, const ReadingOf& reading_of) {
  return std::all_of(raw.begin(), raw.end(), [&](const RawToken& token) {
    return std::all_of(token.letters.begin(), token.letters.end(), reading_of);
  });
}

void AddHan(const std::vector<RawToken>& raw, std::vector<NameReading>& out) {
  out.push_back({{}, Reading::kCantonese});
  if (!ShapedLikeChinese(raw)) return;
  out.push_back({{}, Reading::kHongKong, {}, true});
  out.push_back({{}, Reading::kWadeGiles, {}, true});
  const auto korean = [](char32_t c) { return text::HangulOfHan(c) != 0; };
  const auto vietnamese = [](char32_t c) { return !text::VietnameseOfHan(c).empty(); };
  if (SurnameIs(raw, KoreanSurname) && AllRead(raw, korean))
    out.push_back({{}, Reading::kSinoKorean, {}, true});
  if (SurnameIs(raw, VietnameseSurname) && AllRead(raw, vietnamese))
    out.push_back({{}, Reading::kSinoVietnamese, {}, true});
}

}  // namespace

std::vector<NameReading> ReadingsOf(const std::vector<RawToken>& raw, Kind kind) {
  const Seen seen = Look(raw);
  std::vector<NameReading> out;
  for (Reading reading : text::ReadingsOf(raw)) out.push_back({{}, reading});
  if (kind == Kind::kPerson) {
    if (seen.han) {
      AddHan(raw, out);
      AddJapaneseReadings(raw, out);
    }
    if (seen.hangul) {
      out.push_back({{}, Reading::kKoreanNames});
      out.push_back({{}, Reading::kDefault, {}, true});
    }
    if (seen.latin_only) AddLatinReadings(raw, out);
  } else {
    if (seen.hangul) {
      out.push_back({{}, Reading::kHangulSounds});
    } else if (seen.han) {
      if (IsJapanese(raw)) {
        out.push_back({{}, Reading::kJapanese});
        out.push_back({{}, Reading::kJapaneseLong});
      } else {
        out.push_back({{}, Reading::kHongKong});
      }
    }
    if (seen.cyrillic) AddSlavicReadings(raw, out);
  }
  if (seen.south_east) {
    for (Reading reading : text::ReadingsOf(raw)) out.push_back({{}, reading, {}, false, true});
  }
  if (seen.kana) out.push_back({{}, Reading::kLongVowels});
  if (out.size() > kMaxReadings) out.resize(kMaxReadings);
  return out;
}

}  // namespace match
