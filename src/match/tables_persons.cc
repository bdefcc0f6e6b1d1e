#include <algorithm>
#include <charconv>
#include <set>

#include "embed/arabic_given.h"
#include "embed/chinese_surnames.h"
#include "embed/given_by_script.h"
#include "embed/given_equivalents.h"
#include "embed/korean_surnames.h"
#include "embed/name_customs.h"
#include "embed/name_variants.h"
#include "embed/name_variants_scripts.h"
#include "embed/nicknames.h"
#include "embed/particles.h"
#include "embed/patronymics.h"
#include "embed/person_titles.h"
#include "embed/vietnamese_surnames.h"
#include "match/table_readers.h"
#include "text/cantonese.h"
#include "text/han.h"
#include "text/hangul.h"
#include "text/mandarin.h"
#include "text/tsv.h"
#include "text/unicode.h"

namespace match {
namespace {

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

void ReadWords(Tables& t) {
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

}  // namespace

void ReadPersons(Tables& t) {
  ReadWords(t);
  ReadSyllables(t);
  UniteGroups(t);
  ReadCustoms(t);
}

}  // namespace match
