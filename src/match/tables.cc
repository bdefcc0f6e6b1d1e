#include "match/tables.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <set>

#include "base/check.h"
#include "base/hash.h"
#include "embed/arabic_given.h"
#include "embed/chinese_surnames.h"
#include "embed/given_by_script.h"
#include "embed/given_equivalents.h"
#include "embed/korean_surnames.h"
#include "embed/legal_forms.h"
#include "embed/name_customs.h"
#include "embed/name_variants.h"
#include "embed/name_variants_scripts.h"
#include "embed/nicknames.h"
#include "embed/number_words.h"
#include "embed/org_words.h"
#include "embed/org_words_arabic.h"
#include "embed/particles.h"
#include "embed/patronymics.h"
#include "embed/person_titles.h"
#include "embed/place_names.h"
#include "embed/places.h"
#include "embed/rarity.h"
#include "embed/stop_org.h"
#include "embed/vietnamese_surnames.h"
#include "match/abbreviation.h"
#include "text/arabic.h"
#include "text/cantonese.h"
#include "text/han.h"
#include "text/hangul.h"
#include "text/mandarin.h"
#include "text/tsv.h"
#include "text/unicode.h"

namespace match {
namespace {

using Row = std::vector<std::string_view>;

constexpr std::size_t kPlaces = 32'000;  // room for them, in round numbers

std::string WithoutSpaces(std::string_view s) {
  std::string out;
  for (char c : s) {
    if (c != ' ') out.push_back(c);
  }
  return out;
}

// A key as tokens have it: without spaces, traditional characters as simplified ones, hamza and final letters
// of Arabic in one form.
std::string Plain(std::string_view s) {
  const bool ascii =
      std::all_of(s.begin(), s.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return WithoutSpaces(s);
  std::u32string letters = text::Decode(s);
  std::erase(letters, U' ');
  if (!letters.empty() && text::ScriptOf(letters[0]) == text::Script::kArabic)
    return text::Encode(text::PlainArabic(letters));
  for (char32_t& c : letters) c = text::Simplified(c);
  return text::Encode(letters);
}

std::size_t Words(std::string_view s) {
  return 1 + static_cast<std::size_t>(std::count(s.begin(), s.end(), ' '));
}

// The first letters of the words of a phrase, without those of stop words ("Republic of Korea": "rk").
std::string Initials(const StringSet& stops, std::string_view words) {
  std::string out;
  while (!words.empty()) {
    const std::size_t space = words.find(' ');
    if (!stops.contains(words.substr(0, space))) out.push_back(words[0]);
    words.remove_prefix(space == std::string_view::npos ? words.size() : space + 1);
  }
  return out;
}

template <typename OnPart>
void ForEachPart(std::string_view s, const OnPart& on_part) {
  while (!s.empty()) {
    const std::size_t comma = s.find(',');
    if (comma != 0) on_part(s.substr(0, comma));
    s.remove_prefix(comma == std::string_view::npos ? s.size() : comma + 1);
  }
}

std::vector<std::string> SplitCommas(std::string_view s) {
  std::vector<std::string> out;
  ForEachPart(s, [&](std::string_view part) { out.emplace_back(part); });
  return out;
}

// The number of code points when the text is in a script written without spaces, else 0.
std::size_t UnspacedLength(std::string_view s) {
  if (s.empty() || static_cast<unsigned char>(s[0]) < 0xE0) return 0;
  const std::u32string letters = text::Decode(s);
  return std::all_of(letters.begin(), letters.end(), IsUnspaced) ? letters.size() : 0;
}

// A word of organisations or a place in Arabic is looked up without its article.
std::string WithoutArticle(std::string_view plain) {
  constexpr std::string_view kArticle = "ال";
  if (!plain.starts_with(kArticle) || plain.size() < kArticle.size() + 6) return std::string(plain);
  return std::string(plain.substr(kArticle.size()));
}

std::uint8_t ClassOf(std::vector<std::string>& classes, std::string_view name) {
  const auto it = std::find(classes.begin(), classes.end(), name);
  if (it == classes.end()) {
    classes.emplace_back(name);
    CHECK(classes.size() < 256);
    return static_cast<std::uint8_t>(classes.size());
  }
  return static_cast<std::uint8_t>(it - classes.begin() + 1);
}

void AddGroup(Tables& t, const std::vector<std::string>& members, GroupKind kind, std::string_view key = {}) {
  if (members.size() < 2) return;
  const auto group = static_cast<std::uint32_t>(t.groups.size());
  t.groups.push_back(members);
  t.group_kinds.push_back(kind);
  t.group_keys.emplace_back(key);
  for (const std::string& member : members) t.name_groups[member].push_back(group);
}

// A nickname is one of every spelling of the name: Sasha of Oleksandr, too. Angelo and Angela are two names.
void AddNicknameOf(Tables& t, std::string_view nickname, std::string_view name) {
  std::vector<std::string> members = {std::string(nickname), std::string(name)};
  const auto groups = t.name_groups.find(name);
  if (groups == t.name_groups.end()) return AddGroup(t, members, GroupKind::kNickname);
  for (std::uint32_t group : groups->second) {
    if (t.group_kinds[group] != GroupKind::kVariant) continue;
    for (const std::string& spelling : t.groups[group]) {
      const char other = nickname.back() == 'a' ? 'o' : nickname.back() == 'o' ? 'a' : '\0';
      if (spelling.back() != other && std::find(members.begin(), members.end(), spelling) == members.end())
        members.push_back(spelling);
    }
  }
  AddGroup(t, members, GroupKind::kNickname);
}

// What an organisation is by law says little about which one it is. A foundation, a group, an association or
// a ministry is named so: those words stay part of the name.
bool IsFormOfLaw(std::string_view legal_class) {
  for (std::string_view c :
       {"llc", "jsc", "lp", "llp", "gp", "sole", "company", "corp", "coltd", "asianjsc"}) {
    if (legal_class == c) return true;
  }
  return false;
}

void AddPhrase(Tables& t, std::string_view phrase) {
  if (phrase.find(' ') == std::string_view::npos) return;
  t.phrases.push_back(phrase);
  t.phrase_starts.emplace(phrase.substr(0, phrase.find(' ')));
  t.longest_phrase = std::max(t.longest_phrase, Words(phrase));
  if (phrase[0] >= 'a' && phrase[0] <= 'z')
    t.phrase_initials.try_emplace(WithoutSpaces(phrase), Initials(t.org_stops, phrase));
}

void ReadOrganizations(Tables& t) {
  text::ForEachRow(embedded::legal_forms(), [&](const Row& row) {
    if (row.size() < 2 || !IsFormOfLaw(row[1])) return;
    t.legal_forms.try_emplace(Plain(row[0]), ClassOf(t.legal_classes, row[1]));
    t.longest_legal = std::max(t.longest_legal, Words(row[0]));
    t.longest_legal_letters = std::max(t.longest_legal_letters, UnspacedLength(Plain(row[0])));
  });
  text::ForEachRow(embedded::stop_org(), [&](const Row& row) { t.org_stops.insert(Plain(row[0])); });
  const auto org_word = [&](const Row& row) {
    if (row.size() < 2) return;
    const std::string variant = Plain(row[0]);
    t.org_words.try_emplace(variant, Plain(row[1]));
    t.org_words.try_emplace(WithoutArticle(variant), Plain(row[1]));
    t.longest_org_word = std::max(t.longest_org_word, UnspacedLength(variant));
    AddPhrase(t, row[0]);
    t.org_words.try_emplace(Plain(row[1]), Plain(row[1]));
  };
  text::ForEachRow(embedded::org_words(), org_word);
  text::ForEachRow(embedded::org_words_arabic(), org_word);
  text::ForEachRow(embedded::number_words(), [&](const Row& row) {
    if (row.size() >= 2) t.numbers.try_emplace(Plain(row[0]), row[1]);
  });
}

void ReadPlaces(Tables& t) {
  const auto add = [&](std::string place, std::string_view canonical) {
    t.longest_place = std::max(t.longest_place, UnspacedLength(place));
    t.places.try_emplace(WithoutArticle(place), canonical);
    t.places.try_emplace(std::move(place), canonical);
  };
  t.places.reserve(kPlaces);
  text::ForEachRow(embedded::place_names(), [&](const Row& row) {
    if (row.size() < 3) return;
    add(std::string(row[0]), row[0]);
    ForEachPart(row[2], [&](std::string_view name) {
      add(Plain(name), row[0]);
      AddPhrase(t, name);
    });
  });
  text::ForEachRow(embedded::places(), [&](const Row& row) { add(Plain(row[0]), {}); });
  std::sort(t.phrases.begin(), t.phrases.end());
}

void ReadPersons(Tables& t) {
  text::ForEachRow(embedded::person_titles(), [&](const Row& row) {
    const bool name = (row.size() > 1 && row[1] == "weak") || (row.size() > 2 && row[2] == "name");
    t.titles.try_emplace(Plain(row[0]), name);
  });
  text::ForEachRow(embedded::particles(), [&](const Row& row) {
    if (row.size() >= 2) t.particles.try_emplace(Plain(row[0]), ClassOf(t.particle_classes, row[1]));
  });
  const auto variants = [&](const Row& row) {
    if (row.size() >= 2) AddGroup(t, SplitCommas(row[1]), GroupKind::kVariant);
  };
  text::ForEachRow(embedded::name_variants(), variants);
  text::ForEachRow(embedded::name_variants_scripts(), variants);
  text::ForEachRow(embedded::korean_surnames(), [&](const Row& row) {
    if (row.size() < 2) return;
    const std::vector<std::string> forms = SplitCommas(row[1]);
    if (!forms.empty()) t.korean_surnames.try_emplace(std::string(row[0]), forms[0]);
    t.asian_surnames.insert(forms.begin(), forms.end());
    t.korean_surname_forms.insert(forms.begin(), forms.end());
    AddGroup(t, forms, GroupKind::kKoreanSurname, row[0]);
  });
  text::ForEachRow(embedded::chinese_surnames(), [&](const Row& row) {
    if (row.size() < 2) return;
    std::vector<std::string> forms = SplitCommas(row[1]);
    forms.insert(forms.begin(), std::string(row[0]));
    t.asian_surnames.insert(forms.begin(), forms.end());
    t.chinese_surname_ranks.try_emplace(forms[0], t.chinese_surname_ranks.size());
    AddGroup(t, forms, GroupKind::kRomanization, row[0]);
  });
  text::ForEachRow(embedded::vietnamese_surnames(), [&](const Row& row) {
    t.asian_surnames.emplace(row[0]);
    t.vietnamese_surnames.emplace(row[0]);
  });
  text::ForEachRow(embedded::arabic_given(), [&](const Row& row) {
    if (row.size() < 2) return;
    const std::vector<std::string> forms = SplitCommas(row[1]);
    if (forms.empty()) return;
    t.given_by_script.try_emplace(Plain(row[0]), forms[0]);
    t.arabic_forms.insert(forms.begin(), forms.end());
    AddGroup(t, forms, GroupKind::kVariant);
  });
  text::ForEachRow(embedded::given_by_script(), [&](const Row& row) {
    if (row.size() < 2) return;
    const std::vector<std::string> forms = SplitCommas(row[1]);
    if (forms.empty()) return;
    t.given_by_script.try_emplace(std::string(row[0]), forms[0]);
    AddGroup(t, forms, GroupKind::kVariant);
  });
  text::ForEachRow(embedded::patronymics(), [&](const Row& row) {
    if (row.size() >= 2) AddGroup(t, SplitCommas(row[1]), GroupKind::kVariant);
  });
  text::ForEachRow(embedded::given_equivalents(), [&](const Row& row) {
    if (row.size() >= 2) AddGroup(t, SplitCommas(row[1]), GroupKind::kEquivalent);
  });
  text::ForEachRow(embedded::nicknames(), [&](const Row& row) {
    if (row.size() < 2) return;
    AddNicknameOf(t, row[0], row[1]);
    AddNicknameOf(t, row[1], row[0]);
  });
  for (const char* surname :
       {"欧阳", "司马", "诸葛", "上官", "司徒", "东方", "夏侯", "皇甫", "尉迟", "公孙",
        "慕容", "令狐", "宇文", "长孙", "端木", "南宫", "独孤", "百里", "呼延", "轩辕"}) {
    t.chinese_double_surnames.insert(surname);
  }
}

// A word stands in dozens of groups that share most of their members; the index looks each up once.
void UniteGroups(Tables& t) {
  for (const auto& [word, groups] : t.name_groups) {
    std::vector<std::string>& members = t.known_names[word];
    for (std::uint32_t group : groups)
      members.insert(members.end(), t.groups[group].begin(), t.groups[group].end());
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
  }
}

void ReadCustoms(Tables& t) {
  NamingCustoms& c = t.customs;
  text::ForEachRow(embedded::name_customs(), [&](const Row& row) {
    if (row.size() < 2) return;
    const std::string form(row[1]);
    const std::string value(row.size() > 2 ? row[2] : std::string_view());
    if (row[0] == "burmese") c.burmese.insert(form);
    if (row[0] == "address") c.address.insert(form);
    if (row[0] == "maiden") c.maiden.insert(form);
    if (row[0] == "generation") c.generation.try_emplace(form, value);
    if (row[0] == "short") c.shortened.try_emplace(form, value);
    if (row[0] == "short_dot") c.shortened_with_dot.try_emplace(form, value);
    if (row[0] == "geez") c.geez.try_emplace(form, value);
    if (row[0] == "common") {
      std::uint8_t bits = 16;
      std::from_chars(value.data(), value.data() + value.size(), bits);
      c.common.try_emplace(form, bits);
    }
    if (row[0] == "kin")
      c.kin_tags.try_emplace(form, value == "-" ? std::uint8_t{0} : ClassOf(t.particle_classes, value));
  });
}

// A spelling of one letter would be an initial.
void AddSyllable(Tables& t, std::vector<std::string> spellings, GroupKind kind, std::string_view key) {
  std::erase_if(spellings, [](const std::string& s) { return s.size() < 2; });
  t.syllables.insert(spellings.begin(), spellings.end());
  AddGroup(t, spellings, kind, key);
}

void ReadSyllables(Tables& t) {
  for (char32_t c : text::NameSyllables())
    AddSyllable(t, text::HangulSpellings(c), GroupKind::kKoreanSyllable, text::Encode(std::u32string(1, c)));
  text::ForEachMandarinReading([&](std::string_view reading) {
    t.syllables.emplace(reading);
    t.syllables.insert(text::WadeGiles(reading));
  });
  std::set<std::string_view> cantonese;
  text::ForEachCantoneseReading([&](std::string_view reading) { cantonese.insert(reading); });
  for (std::string_view reading : cantonese)
    AddSyllable(t, text::HongKongSpellings(reading), GroupKind::kCantoneseSyllable, reading);
}

// The rarity table's layout: "MNR1", u32 persons, u32 organisations, then for each of the two a sorted array
// of u32 (the high half of Hash64 of the token) and an array of u8 (bits), all little-endian.
struct Rarity {
  const char* keys = nullptr;
  const char* bits = nullptr;
  std::uint32_t count = 0;

  std::uint8_t Find(std::string_view form) const {
    const auto key = static_cast<std::uint32_t>(base::Hash64(form) >> 32);
    std::uint32_t low = 0;
    std::uint32_t high = count;
    while (low < high) {
      const std::uint32_t middle = (low + high) / 2;
      std::uint32_t value = 0;
      std::memcpy(&value, keys + 4 * static_cast<std::size_t>(middle), 4);
      if (value < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    std::uint32_t value = 0;
    if (low < count) std::memcpy(&value, keys + 4 * static_cast<std::size_t>(low), 4);
    return low < count && value == key ? static_cast<std::uint8_t>(bits[low]) : 0;
  }
};

struct RarityTables {
  Rarity person;
  Rarity organization;
};

const RarityTables& GetRarity() {
  static const RarityTables* const tables = [] {
    const std::string_view bytes = embedded::rarity();
    CHECK(bytes.size() >= 12 && bytes.substr(0, 4) == "MNR1");
    auto* t = new RarityTables;
    std::memcpy(&t->person.count, bytes.data() + 4, 4);
    std::memcpy(&t->organization.count, bytes.data() + 8, 4);
    const char* at = bytes.data() + 12;
    for (Rarity* r : {&t->person, &t->organization}) {
      r->keys = at;
      at += 4 * static_cast<std::size_t>(r->count);
      r->bits = at;
      at += r->count;
    }
    CHECK(at == bytes.data() + bytes.size());
    return t;
  }();
  return *tables;
}

// A token that the table does not know is as rare as can be, but a short one cannot carry more than its
// letters: 4 bits each.
std::uint8_t Bounded(std::uint8_t found, std::string_view form) {
  const std::size_t by_length = std::min<std::size_t>(16, 4 * form.size());
  const std::size_t bits = found == 0 ? by_length : std::min<std::size_t>(found, by_length);
  return static_cast<std::uint8_t>(std::max<std::size_t>(1, bits));
}

constexpr std::uint8_t kMostPhraseBits = 12;

std::string_view PlaceOf(std::string_view form, std::string_view surface) {
  const Tables& t = GetTables();
  if (surface.empty()) {
    const auto it = t.places.find(form);
    return it == t.places.end() ? std::string_view() : it->second;
  }
  auto it = t.places.find(surface);
  // The reading of a word in syllables is many a word's.
  if (it == t.places.end() && !IsUnspaced(text::Decode(surface)[0])) it = t.places.find(form);
  return it == t.places.end() ? std::string_view() : it->second;
}

}  // namespace

const Tables& GetTables() {
  static const Tables* const tables = [] {
    auto* t = new Tables;
    ReadOrganizations(*t);
    ReadPlaces(*t);
    ReadPersons(*t);
    ReadSyllables(*t);
    UniteGroups(*t);
    ReadCustoms(*t);
    return t;
  }();
  return *tables;
}

std::string_view TradeWordOf(std::string_view form, std::string_view surface) {
  const Tables& t = GetTables();
  auto it = t.org_words.find(form);
  if (it == t.org_words.end() && !surface.empty()) it = t.org_words.find(surface);
  if (it != t.org_words.end()) return it->second;
  return surface.empty() ? WordOfAbbreviation(form) : std::string_view();
}

std::string_view CanonicalOf(std::string_view form, std::string_view surface) {
  const std::string_view trade = TradeWordOf(form, surface);
  return trade.empty() ? PlaceOf(form, surface) : trade;
}

// A place of several words has no rarity of its own.
std::uint8_t OrganizationBits(std::string_view form, std::string_view surface) {
  const std::string_view trade = TradeWordOf(form, surface);
  if (!trade.empty()) return OrganizationBits(trade);
  const std::string_view place = PlaceOf(form, surface);
  if (place.empty()) return OrganizationBits(form);
  const bool phrase = GetTables().phrase_initials.contains(place);
  return phrase ? std::min(kMostPhraseBits, OrganizationBits(place)) : OrganizationBits(place);
}

bool IsPlace(std::string_view form, std::string_view surface) {
  const Tables& t = GetTables();
  return t.places.contains(form) || (!surface.empty() && t.places.contains(surface));
}

bool LegalFormsMeet(std::uint8_t a, std::uint8_t b) {
  if (a == b) return true;
  const Tables& t = GetTables();
  const auto is = [&](std::uint8_t tag, std::string_view name) {
    return tag > 0 && t.legal_classes[tag - 1] == name;
  };
  const auto either = [&](std::string_view x, std::string_view y) {
    return (is(a, x) && is(b, y)) || (is(b, x) && is(a, y));
  };
  return either("coltd", "llc") || either("asianjsc", "coltd") || either("asianjsc", "jsc");
}

bool IsKnownWord(std::string_view form) {
  return GetRarity().person.Find(form) != 0 || GetRarity().organization.Find(form) != 0;
}

bool IsUnspaced(char32_t c) {
  const text::Script script = text::ScriptOf(c);
  if (script == text::Script::kHan || script == text::Script::kHangul || script == text::Script::kKana)
    return true;
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF);
}

std::uint8_t PersonBits(std::string_view form) {
  return Bounded(GetRarity().person.Find(form), form);
}
std::uint8_t OrganizationBits(std::string_view form) {
  return Bounded(GetRarity().organization.Find(form), form);
}

}  // namespace match
