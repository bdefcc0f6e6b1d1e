#include "screening/field_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/date.h"
#include "base/limits.h"
#include "screening/fold.h"

namespace screening {
namespace {

using entity::PropertyType;

constexpr std::string_view kSpace = " \t\r\n\v\f";

// Countries by folded name, for hints only; recognising is the entity room's business.
const std::vector<std::pair<std::string, std::string>>& CountriesByKey() {
  static const auto countries = [] {
    std::vector<std::pair<std::string, std::string>> made;
    for (char a = 'a'; a <= 'z'; ++a) {
      for (char b = 'a'; b <= 'z'; ++b) {
        const std::string code{a, b};
        const std::string_view name = entity::CountryName(code);
        if (name != code) made.emplace_back(FoldKey(name), name);
      }
    }
    return made;
  }();
  return countries;
}

std::string CountryHint(std::string_view text) {
  const std::string key = FoldKey(text);
  if (key.size() < 4) return "use the country's name or its two-letter code";
  const int cap = std::max(1, static_cast<int>(key.size()) / 4);
  int best = cap + 1;
  std::string hint = "use the country's name or its two-letter code";
  for (const auto& [country_key, name] : CountriesByKey()) {
    const int distance = country_key.starts_with(key) ? 1 : KeyDistance(key, country_key, cap);
    if (distance >= best) continue;
    best = distance;
    hint = fmt::format("did you mean \"{}\"?", name);
  }
  return hint;
}

base::Result<std::string> ReadCountry(std::string_view text) {
  const std::string_view code = entity::CountryCode(text);
  if (!code.empty()) return std::string(code);
  return base::Invalid(fmt::format("not a country that is known; {}", CountryHint(text)));
}

base::Result<std::string> ReadGender(std::string_view text) {
  static const std::unordered_map<std::string, std::string_view> words = [] {
    std::unordered_map<std::string, std::string_view> made;
    for (const std::string_view word :
         {"male",     "m",         "man",   "boy",      "mr",      "남",        "남자",   "남성",
          "男",       "男性",      "男的",  "nam",      "мужской", "муж",       "м",      "мужчина",
          "чоловіча", "чоловічий", "чол",   "ч",        "ذكر",     "masculino", "hombre", "varón",
          "h",        "masculin",  "homme", "männlich", "erkek",   "laki-laki", "pria"}) {
      made.emplace(FoldKey(word), "male");
    }
    for (const std::string_view word :
         {"female",  "f",      "woman",    "girl",  "mrs",       "ms",      "여",       "여자",
          "여성",    "女",     "女性",     "女的",  "nữ",        "женский", "жен",      "ж",
          "женщина", "жіноча", "жіночий",  "жін",   "أنثى",      "انثى",    "femenino", "mujer",
          "féminin", "femme",  "weiblich", "kadın", "perempuan", "wanita"}) {
      made.emplace(FoldKey(word), "female");
    }
    for (const std::string_view word :
         {"other", "x", "diverse", "non-binary", "기타", "其他", "khác", "другой", "otro", "autre"}) {
      made.emplace(FoldKey(word), "other");
    }
    return made;
  }();
  const auto found = words.find(FoldKey(text));
  if (found != words.end()) return std::string(found->second);
  return base::Invalid("not a gender that is known; use male, female or other");
}

bool HasLetterOrDigit(std::string_view text) {
  return !FoldKey(text).empty();
}

// "1.23457E+17" is what a spreadsheet leaves of a long number; the digits are gone.
bool IsShortenedNumber(std::string_view text) {
  const std::size_t e = text.find_first_of("eE");
  if (e == std::string_view::npos || e == 0 || e + 2 >= text.size() || text[e + 1] != '+') return false;
  const auto is_number = [](std::string_view part) {
    return part.find_first_not_of("0123456789.,") == std::string_view::npos;
  };
  return is_number(text.substr(0, e)) && is_number(text.substr(e + 2));
}

base::Result<std::string> ReadIdentifier(std::string_view text) {
  if (!HasLetterOrDigit(text)) return base::Invalid("not a number: there is no letter and no digit in it");
  if (IsShortenedNumber(text)) {
    return base::Invalid(
        "a spreadsheet has shortened this number and its digits are lost; format the column as text and "
        "enter it again");
  }
  return TidyText(text);
}

std::vector<std::string> SplitAt(std::string_view text, std::string_view separators) {
  std::vector<std::string> values;
  std::size_t start = 0;
  while (start <= text.size()) {
    const std::size_t end = std::min(text.find_first_of(separators, start), text.size());
    std::string value = TidyText(text.substr(start, end - start));
    if (!value.empty()) values.push_back(std::move(value));
    start = end + 1;
  }
  return values;
}

bool MayHoldSeveral(entity::Property property) {
  switch (property.type()) {
    case PropertyType::kName:
      return property != entity::prop::Name();
    case PropertyType::kDate:
    case PropertyType::kCountry:
    case PropertyType::kIdentifier:
    case PropertyType::kEmail:
    case PropertyType::kPhone:
    case PropertyType::kTopic:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::string TidyText(std::string_view text) {
  std::string tidy;
  bool gap = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool space = kSpace.find(text[i]) != std::string_view::npos;
    if (!space && text.substr(i).starts_with("\u00a0")) {
      space = true;
      ++i;
    }
    if (space) {
      gap = true;
      continue;
    }
    if (gap && !tidy.empty()) tidy += ' ';
    gap = false;
    tidy += text[i];
  }
  return tidy;
}

bool IsPlaceholder(std::string_view text) {
  if (text.size() > 8) return false;
  std::string lower;
  for (const char c : text) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (const std::string_view word :
       {"n/a", "#n/a", "n.a.", "#ref!", "#name?", "#value!", "#null!", "#num!", "#div/0!"}) {
    if (lower == word) return true;
  }
  return !lower.empty() && lower.find_first_not_of("-_.?/") == std::string::npos;
}

std::vector<std::string> SplitCell(entity::Property property, std::string_view text) {
  if (!MayHoldSeveral(property)) {
    std::string one = TidyText(text);
    return one.empty() ? std::vector<std::string>{} : std::vector<std::string>{std::move(one)};
  }
  std::vector<std::string> values = SplitAt(text, ";|\n\r");
  if (property.type() != PropertyType::kCountry || values.size() != 1 ||
      !entity::CountryCode(values[0]).empty())
    return values;
  std::vector<std::string> pieces = SplitAt(values[0], ",/");
  const bool all = std::all_of(pieces.begin(), pieces.end(),
                               [](const auto& piece) { return !entity::CountryCode(piece).empty(); });
  return all ? pieces : values;
}

base::Result<std::string> ReadValue(entity::Property property, std::string_view text) {
  if (text.size() > base::kMaxPartyValueBytes) {
    return base::TooLarge(
        fmt::format("longer than {} bytes (kMaxPartyValueBytes)", base::kMaxPartyValueBytes));
  }
  switch (property.type()) {
    case PropertyType::kDate:
      return base::FormatDate(TRY(base::ParseDate(TidyText(text))));
    case PropertyType::kCountry:
      return ReadCountry(TidyText(text));
    case PropertyType::kGender:
      return ReadGender(text);
    case PropertyType::kIdentifier:
      return ReadIdentifier(text);
    default:
      return TidyText(text);
  }
}

std::optional<entity::Schema> SchemaOfKind(std::string_view text) {
  static const std::unordered_map<std::string, std::string_view> kinds = [] {
    std::unordered_map<std::string, std::string_view> made;
    const auto add = [&made](std::string_view schema, std::initializer_list<std::string_view> words) {
      for (const std::string_view word : words) made.emplace(FoldKey(word), schema);
    };
    add("Person", {"person",
                   "individual",
                   "natural person",
                   "private person",
                   "human",
                   "worker",
                   "employee",
                   "개인",
                   "자연인",
                   "个人",
                   "個人",
                   "自然人",
                   "cá nhân",
                   "физическое лицо",
                   "физлицо",
                   "физ. лицо",
                   "фізична особа",
                   "фізособа",
                   "فرد",
                   "شخص",
                   "شخص طبيعي",
                   "persona",
                   "persona física",
                   "persona natural",
                   "individuo",
                   "personne physique",
                   "particulier",
                   "pessoa física",
                   "natürliche person",
                   "gerçek kişi",
                   "perorangan"});
    add("Company",
        {"company",  "corporation",  "corporate",  "firm",     "business",    "enterprise", "회사",
         "법인",     "기업",         "公司",       "企业",     "企業",        "法人",       "会社",
         "công ty",  "doanh nghiệp", "компания",   "компанія", "предприятие", "شركة",       "empresa",
         "compañía", "sociedad",     "entreprise", "société",  "unternehmen", "şirket",     "perusahaan"});
    add("LegalEntity",
        {"legal entity", "legal person", "entity", "법인체", "юридическое лицо", "юрлицо", "юр. лицо",
         "юридична особа", "юрособа", "شخص اعتباري", "persona jurídica", "persona moral", "personne morale",
         "pháp nhân", "pessoa jurídica", "juristische person", "tüzel kişi"});
    add("Organization", {"organization", "organisation", "ngo", "association", "기관", "단체", "组织", "組織",
                         "机构", "機構", "团体", "tổ chức", "организация", "організація", "منظمة", "مؤسسة",
                         "organización", "association loi 1901"});
    add("Facility", {"facility", "factory", "plant", "site", "production site", "공장", "사업장", "시설",
                     "工厂", "工廠", "工場", "nhà máy", "завод", "фабрика", "مصنع", "fábrica", "usine"});
    add("Vessel",
        {"vessel", "ship", "boat", "선박", "船舶", "船", "tàu", "судно", "سفينة", "buque", "navire"});
    return made;
  }();
  const auto found = kinds.find(FoldKey(text));
  if (found != kinds.end()) return entity::FindSchema(found->second);
  return entity::FindSchema(TidyText(text));
}

}  // namespace screening
