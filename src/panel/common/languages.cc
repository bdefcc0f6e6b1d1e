#include "panel/common/languages.h"

#include <algorithm>

namespace panel {
namespace {

constexpr WrittenLanguage kLanguages[] = {
    {"am", "አማርኛ"},         {"ar", "العربية"},     {"az", "Azərbaycan"},   {"be", "Беларуская"},
    {"bg", "Български"},    {"bn", "বাংলা"},       {"ca", "Català"},       {"cs", "Čeština"},
    {"da", "Dansk"},        {"de", "Deutsch"},     {"el", "Ελληνικά"},     {"en", "English"},
    {"es", "Español"},      {"et", "Eesti"},       {"fa", "فارسی"},        {"fi", "Suomi"},
    {"fil", "Filipino"},    {"fr", "Français"},    {"gu", "ગુજરાતી"},       {"ha", "Hausa"},
    {"he", "עברית"},        {"hi", "हिन्दी"},       {"hr", "Hrvatski"},     {"hu", "Magyar"},
    {"hy", "Հայերեն"},      {"id", "Indonesia"},   {"ig", "Igbo"},         {"it", "Italiano"},
    {"ja", "日本語"},       {"ka", "ქართული"},     {"kk", "Қазақша"},      {"km", "ខ្មែរ"},
    {"kn", "ಕನ್ನಡ"},         {"ko", "한국어"},      {"ky", "Кыргызча"},     {"lo", "ລາວ"},
    {"lt", "Lietuvių"},     {"lv", "Latviešu"},    {"mg", "Malagasy"},     {"ml", "മലയാളം"},
    {"mn", "Монгол"},       {"mr", "मराठी"},       {"ms", "Melayu"},       {"my", "မြန်မာ"},
    {"nb", "Norsk bokmål"}, {"ne", "नेपाली"},       {"nl", "Nederlands"},   {"om", "Oromoo"},
    {"pa", "ਪੰਜਾਬੀ"},        {"pl", "Polski"},      {"ps", "پښتو"},         {"pt", "Português"},
    {"ro", "Română"},       {"ru", "Русский"},     {"rw", "Ikinyarwanda"}, {"si", "සිංහල"},
    {"sk", "Slovenčina"},   {"sl", "Slovenščina"}, {"so", "Soomaali"},     {"sq", "Shqip"},
    {"sr", "Српски"},       {"sv", "Svenska"},     {"sw", "Kiswahili"},    {"ta", "தமிழ்"},
    {"te", "తెలుగు"},        {"tg", "Тоҷикӣ"},      {"th", "ไทย"},          {"ti", "ትግርኛ"},
    {"tr", "Türkçe"},       {"uk", "Українська"},  {"ur", "اردو"},         {"uz", "Oʻzbekcha"},
    {"vi", "Tiếng Việt"},   {"yo", "Yorùbá"},      {"zh", "中文"},         {"zh-Hant", "繁體中文"},
    {"zu", "IsiZulu"},
};
static_assert(std::ranges::is_sorted(kLanguages, {}, &WrittenLanguage::tag), "looked up by halves");

}  // namespace

std::span<const WrittenLanguage> WrittenLanguages() {
  return kLanguages;
}

std::optional<std::size_t> LanguageIndex(std::string_view tag) {
  const auto* const found =
      std::lower_bound(std::begin(kLanguages), std::end(kLanguages), tag,
                       [](const WrittenLanguage& one, std::string_view wanted) { return one.tag < wanted; });
  if (found == std::end(kLanguages) || found->tag != tag) return std::nullopt;
  return static_cast<std::size_t>(found - std::begin(kLanguages));
}

std::string_view OwnNameOf(std::string_view tag) {
  const std::optional<std::size_t> index = LanguageIndex(tag);
  return index ? kLanguages[*index].own_name : tag;
}

}  // namespace panel
