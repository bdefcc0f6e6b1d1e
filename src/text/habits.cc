#include "text/habits.h"

#include <algorithm>
#include <array>
#include <vector>

#include "embed/spelling_habits.h"
#include "text/tsv.h"

namespace text {
namespace {

enum class Family : std::uint8_t {
  kCyrillic,
  kGreek,
  kArmenian,
  kGeorgian,
  kArabic,
  kHebrew,
  kThai,
  kLao,
  kKhmer,
  kBurmese,
  kIndic,
  kSinhala,
  kEthiopic,
  kNone,
};
constexpr std::size_t kFamilies = static_cast<std::size_t>(Family::kNone);
constexpr std::array<std::string_view, kFamilies> kFamilyNames = {
    "cyrillic", "greek", "armenian", "georgian", "arabic",  "hebrew",  "thai",
    "lao",      "khmer", "burmese",  "indic",    "sinhala", "ethiopic"};

Family FamilyOf(char32_t c) {
  struct Range {
    char32_t first, last;
    Family family;
  };
  static constexpr Range kRanges[] = {
      {0x370, 0x3FF, Family::kGreek},      {0x400, 0x52F, Family::kCyrillic},
      {0x530, 0x58F, Family::kArmenian},   {0x590, 0x5FF, Family::kHebrew},
      {0x600, 0x77F, Family::kArabic},     {0x900, 0xD7F, Family::kIndic},
      {0xD80, 0xDFF, Family::kSinhala},    {0xE00, 0xE7F, Family::kThai},
      {0xE80, 0xEFF, Family::kLao},        {0x1000, 0x109F, Family::kBurmese},
      {0x10A0, 0x10FF, Family::kGeorgian}, {0x1200, 0x137F, Family::kEthiopic},
      {0x1780, 0x17FF, Family::kKhmer},    {0x1F00, 0x1FFF, Family::kGreek}};
  for (const Range& r : kRanges) {
    if (c >= r.first && c <= r.last) return r.family;
  }
  return Family::kNone;
}

bool IsVowel(char c) {
  return std::string_view("aeiou").find(c) != std::string_view::npos;
}

struct Unit {
  std::string_view text;
  std::vector<std::string_view> others;  // "" for nothing
  bool vowel = false;
};

// Units of a family by their first letter, the longest first.
using Units = std::array<std::vector<Unit>, 26>;

const Units& UnitsOf(Family family) {
  static const std::array<Units, kFamilies>* const all = [] {
    auto* units = new std::array<Units, kFamilies>;
    ForEachRow(embedded::spelling_habits(), [&](const std::vector<std::string_view>& row) {
      if (row.size() < 3 || row[1].empty()) return;
      const auto name = std::find(kFamilyNames.begin(), kFamilyNames.end(), row[0]);
      if (name == kFamilyNames.end() || row[1][0] < 'a' || row[1][0] > 'z') return;
      Unit unit{row[1], {}, std::all_of(row[1].begin(), row[1].end(), IsVowel)};
      std::string_view rest = row[2];
      while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        const std::string_view other = rest.substr(0, comma);
        unit.others.push_back(other == "-" ? std::string_view() : other);
        rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
      }
      (*units)[static_cast<std::size_t>(name - kFamilyNames.begin())]
              [static_cast<std::size_t>(row[1][0] - 'a')]
                  .push_back(std::move(unit));
    });
    for (Units& table : *units) {
      for (std::vector<Unit>& same : table) {
        std::sort(same.begin(), same.end(), [](const Unit& a, const Unit& b) {
          return a.text.size() != b.text.size() ? a.text.size() > b.text.size() : a.text < b.text;
        });
      }
    }
    return units;
  }();
  return (*all)[static_cast<std::size_t>(family)];
}

// A place in the romanised form: the unit of the table that begins there, or a single letter without habits.
struct Piece {
  std::string_view text;
  const Unit* unit = nullptr;
  bool vowel = false;
};

std::vector<Piece> Cut(const Units& units, std::string_view form) {
  std::vector<Piece> pieces;
  while (!form.empty()) {
    Piece piece{form.substr(0, 1), nullptr, IsVowel(form[0])};
    if (form[0] >= 'a' && form[0] <= 'z') {
      for (const Unit& u : units[static_cast<std::size_t>(form[0] - 'a')]) {
        if (!form.starts_with(u.text)) continue;
        piece = {u.text, &u, u.vowel};
        break;
      }
    }
    form.remove_prefix(piece.text.size());
    pieces.push_back(piece);
  }
  return pieces;
}

constexpr double kForgotten = 1.0;   // a consonant on one side only
constexpr double kVowel = 0.4;       // a vowel on one side only
constexpr double kOtherVowel = 0.5;  // another vowel
constexpr double kLongVowel = 0.25;  // a vowel that even Arabic script writes
constexpr double kInherentVowel = 0.15;
constexpr double kFirstVowel = 0.4;  // in front of a name vowels are written

struct Costs {
  bool hidden;
  bool strict;    // every vowel is written and has its habits: another one is another name
  bool inherent;  // a vowel that is not written may be heard or not

  double Skip(const Piece& p, const Piece* before) const {
    if (!p.vowel) return before != nullptr && before->text == p.text ? 0.0 : kForgotten;
    if (!hidden) return inherent && p.text == "a" ? kInherentVowel : kVowel;
    return p.text == "a" ? 0.0 : kLongVowel;
  }
  double Insert(std::string_view latin, std::size_t at) const {
    const char c = latin[at];
    if (at > 0 && latin[at - 1] == c) return 0;  // a doubled letter
    if (!IsVowel(c)) return c == 'h' && at > 0 ? kVowel : kForgotten;
    if (!hidden) return inherent && at > 0 && (c == 'a' || c == 'o') ? kInherentVowel : kVowel;
    return at == 0 ? kFirstVowel : 0.0;
  }
  double Replace(const Piece& p, char c) const {
    if (!p.vowel || !IsVowel(c)) return kForgotten;
    if (strict) return kForgotten;
    return hidden ? (p.text == "a" ? 0.0 : kLongVowel) : kOtherVowel;
  }
};

}  // namespace

HabitDistance DistanceByHabit(char32_t letter, std::string_view form, std::string_view latin) {
  HabitDistance result;
  const Family family = FamilyOf(letter);
  if (family == Family::kNone || form.empty() || latin.empty()) return result;
  result.known = true;
  result.hidden = family == Family::kArabic || family == Family::kHebrew;
  const std::vector<Piece> pieces = Cut(UnitsOf(family), form);
  for (const Piece& p : pieces) result.consonants += !p.vowel;
  const Costs costs{result.hidden, family == Family::kThai, family == Family::kIndic};
  const std::size_t width = latin.size() + 1;
  constexpr double kFar = 1e9;
  std::vector<double> best((pieces.size() + 1) * width, kFar);
  best[0] = 0;
  const auto lower = [&](std::size_t i, std::size_t j, double cost) {
    best[i * width + j] = std::min(best[i * width + j], cost);
  };
  for (std::size_t i = 0; i <= pieces.size(); ++i) {
    for (std::size_t j = 0; j < width; ++j) {
      const double here = best[i * width + j];
      if (here >= kFar) continue;
      if (j < latin.size()) lower(i, j + 1, here + costs.Insert(latin, j));
      if (i == pieces.size()) continue;
      const Piece& p = pieces[i];
      lower(i + 1, j, here + costs.Skip(p, i > 0 ? &pieces[i - 1] : nullptr));
      const std::string_view rest = latin.substr(j);
      if (rest.starts_with(p.text)) lower(i + 1, j + p.text.size(), here);
      if (p.unit != nullptr) {
        for (std::string_view other : p.unit->others) {
          if (rest.starts_with(other)) lower(i + 1, j + other.size(), here);
        }
      }
      if (!rest.empty()) lower(i + 1, j + 1, here + costs.Replace(p, rest[0]));
    }
  }
  result.cost = best.back();
  return result;
}

}  // namespace text
