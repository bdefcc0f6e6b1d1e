#include "screening/header.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "screening/fold.h"

namespace screening {
namespace {

struct Label {
  std::string_view text;
  std::string_view field;
};

constexpr Label kLabels[] = {
#include "screening/header_table.inc"
};

using Words = std::vector<std::string>;

// Words that carry no meaning in a header, folded. The first group is grammar and is dropped on both sides of
// a comparison; the second only in the header that was typed ("legal form" must not become "form").
bool IsGrammar(const std::string& word) {
  static const std::unordered_set<std::string> words = {"the", "of",  "de", "del", "la", "el",
                                                        "los", "las", "le", "les", "du", "des",
                                                        "d",   "l",   "do", "da",  "a",  "an"};
  return words.contains(word);
}

bool IsFiller(const std::string& word) {
  static const std::unordered_set<std::string> words = {
      "full",     "official", "registered", "legal", "please", "enter",  "your",       "our",     "specify",
      "required", "optional", "mandatory",  "if",    "any",    "all",    "applicable", "as",      "current",
      "main",     "primary",  "complete",   "s",     "in",     "is",     "what",       "provide", "known",
      "exact",    "yyyy",     "mm",         "dd",    "полное", "полный", "повна",      "повне"};
  return words.contains(word);
}

// Whose the property is: "supplier country" is a country.
bool IsSubject(const std::string& word) {
  static const std::unordered_set<std::string> words = {
      "supplier",     "vendor",      "factory",       "facility",     "site",         "company",  "plant",
      "manufacturer", "producer",    "business",      "organisation", "organization", "entity",   "party",
      "firm",         "mill",        "employer",      "agency",       "recruiter",    "worker",   "employee",
      "person",       "suppliers",   "vendors",       "proveedor",    "empresa",      "fabrica",  "planta",
      "fournisseur",  "usine",       "societe",       "entreprise",   "поставщика",   "компании", "завода",
      "фабрики",      "организации", "постачальника", "компаніі",     "заводу",       "المورد",   "الشركه",
      "المصنع"};
  return words.contains(word);
}

constexpr std::array<std::string_view, 16> kSubjectPrefixes = {
    "공급업체", "협력업체", "협력사", "사업장", "업체", "공장", "회사", "供应商",
    "供應商",   "工厂",     "工廠",   "公司",   "企业", "企業", "厂家", "制造商"};

bool IsNumber(const std::string& word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string Joined(const Words& words) {
  std::string key;
  for (const std::string& word : words) key += word;
  return key;
}

template <typename Predicate>
Words Without(Words words, Predicate drop) {
  Words rest;
  for (std::string& word : words) {
    if (!drop(word)) rest.push_back(std::move(word));
  }
  return rest;
}

std::string Bag(Words words) {
  std::sort(words.begin(), words.end());
  std::string bag;
  for (const std::string& word : words) bag += word + ' ';
  return bag;
}

struct Tables {
  std::unordered_map<std::string, std::string_view> by_key;  // joined words
  std::unordered_map<std::string, std::string_view> by_bag;  // sorted words without grammar
};

const Tables& AllTables() {
  static const Tables tables = [] {
    Tables made;
    for (const Label& label : kLabels) {
      const Words words = FoldWords(label.text);
      made.by_key.emplace(Joined(words), label.field);
      made.by_bag.emplace(Bag(Without(words, IsGrammar)), label.field);
    }
    return made;
  }();
  return tables;
}

std::string_view ByKey(const std::string& key) {
  const auto found = AllTables().by_key.find(key);
  return found == AllTables().by_key.end() ? std::string_view{} : found->second;
}

std::string_view ByBag(const Words& words) {
  if (words.empty()) return {};
  const auto found = AllTables().by_bag.find(Bag(words));
  return found == AllTables().by_bag.end() ? std::string_view{} : found->second;
}

std::string_view ByWords(const Words& words) {
  if (words.empty()) return {};
  if (const auto field = ByKey(Joined(words)); !field.empty()) return field;
  const Words lean = Without(words, IsGrammar);
  if (const auto field = ByBag(lean); !field.empty()) return field;
  const Words leaner = Without(lean, IsFiller);
  if (const auto field = ByBag(leaner); !field.empty()) return field;
  if (const auto field = ByBag(Without(leaner, IsSubject)); !field.empty()) return field;
  const std::string key = Joined(leaner);
  for (const std::string_view prefix : kSubjectPrefixes) {
    if (key.size() <= prefix.size() || !key.starts_with(prefix)) continue;
    if (const auto field = ByKey(key.substr(prefix.size())); !field.empty()) return field;
  }
  return {};
}

// "1. Supplier Name" and "Alias 2" are what they are without the number.
std::string_view ByText(std::string_view text) {
  Words words = FoldWords(text);
  if (const auto field = ByWords(words); !field.empty()) return field;
  Words shorter = words;
  while (shorter.size() > 1 && IsNumber(shorter.front())) shorter.erase(shorter.begin());
  if (const auto field = ByWords(shorter); !field.empty()) return field;
  while (shorter.size() > 1 && IsNumber(shorter.back())) shorter.pop_back();
  return ByWords(shorter);
}

struct Brackets {
  std::string outside;
  std::string inside;
};

// Splits off what stands in (), [] or the wide forms of the East Asian brackets.
Brackets SplitBrackets(std::string_view text) {
  static constexpr std::string_view kOpen[] = {"(", "[", "（", "【", "［"};
  static constexpr std::string_view kClose[] = {")", "]", "）", "】", "］"};
  Brackets parts;
  int depth = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t step = 0;
    for (std::size_t k = 0; k < std::size(kOpen) && step == 0; ++k) {
      if (text.substr(i).starts_with(kOpen[k])) {
        ++depth;
        step = kOpen[k].size();
      } else if (text.substr(i).starts_with(kClose[k])) {
        depth = std::max(0, depth - 1);
        step = kClose[k].size();
      }
    }
    if (step == 0) {
      (depth > 0 ? parts.inside : parts.outside) += text[i++];
      continue;
    }
    (depth > 0 ? parts.inside : parts.outside) += ' ';
    i += step;
  }
  return parts;
}

// "Nombre / Name" and a header of two lines hold two labels.
std::vector<std::string_view> Pieces(std::string_view text) {
  std::vector<std::string_view> pieces;
  std::size_t start = 0;
  while (start <= text.size()) {
    const std::size_t end = std::min(text.find_first_of("/|\n\r:;", start), text.size());
    if (end > start) pieces.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return pieces;
}

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\v\f";
  const std::size_t from = text.find_first_not_of(kSpace);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(kSpace) - from + 1);
}

// The table's field for a header; empty where nothing fits.
std::string_view TableField(std::string_view header) {
  constexpr std::size_t kLongestHeader = 400;  // a longer cell is prose, not a header
  header = Trim(header);
  if (header.empty() || header.size() > kLongestHeader) return {};
  if (const auto field = ByText(header); !field.empty()) return field;
  const Brackets parts = SplitBrackets(header);
  if (const auto field = ByText(parts.outside); !field.empty()) return field;
  for (const std::string_view piece : Pieces(parts.outside)) {
    if (const auto field = ByText(piece); !field.empty()) return field;
  }
  for (const std::string_view piece : Pieces(parts.inside)) {
    if (const auto field = ByText(piece); !field.empty()) return field;
  }
  return {};
}

std::optional<Field> FieldOf(std::string_view name, std::optional<entity::Property> exact) {
  if (name == "@other") return std::nullopt;
  if (name == "@type" || name == "@part") {
    const Role role = name == "@type" ? Role::kKind : Role::kAddressPart;
    return Field{role, exact.value_or(entity::Property{}), exact.has_value()};
  }
  if (const auto property = entity::FindProperty(name)) return Field{Role::kProperty, *property, false};
  return std::nullopt;
}

}  // namespace

std::string FieldLabel(const Field& field) {
  switch (field.role) {
    case Role::kSchema:
      return "schema";
    case Role::kKind:
      return "type (person, company, ...)";
    case Role::kAddressPart:
      return "address (part)";
    case Role::kProperty:
      break;
  }
  return std::string(field.property.name());
}

bool HoldsName(const Field& field) {
  if (field.role != Role::kProperty) return false;
  return field.property.type() == entity::PropertyType::kName ||
         field.property == entity::prop::FirstName() || field.property == entity::prop::LastName();
}

std::optional<Field> RecogniseHeader(std::string_view header) {
  const std::string_view text = Trim(header);
  if (text == "schema") return Field{Role::kSchema, {}, false};
  std::optional<entity::Property> exact = entity::FindProperty(text);
  // "supplier" or "owner" as a FollowTheMoney property points to another entity; as a header it holds a name.
  if (exact && exact->type() == entity::PropertyType::kEntity) exact.reset();
  const std::string_view known = TableField(text);
  if (exact && known != "@type" && known != "@part") return Field{Role::kProperty, *exact, false};
  if (known.empty()) return std::nullopt;
  return FieldOf(known, exact);
}

std::string_view WhyNotUsed(std::string_view header) {
  if (RecogniseHeader(header) || TableField(header) != "@other") return {};
  return "names somebody other than the party; screen them as rows of their own";
}

std::optional<Field> FieldNamed(std::string_view name) {
  const std::string_view text = Trim(name);
  if (const auto property = entity::FindProperty(text)) return Field{Role::kProperty, *property, false};
  const std::string key = FoldKey(text);
  if (key == "schema") return Field{Role::kSchema, {}, false};
  if (key.empty()) return std::nullopt;
  for (const std::string_view candidate : entity::PropertyNames()) {
    if (FoldKey(candidate) == key) return Field{Role::kProperty, entity::PropertyNamed(candidate), false};
  }
  return std::nullopt;
}

}  // namespace screening
