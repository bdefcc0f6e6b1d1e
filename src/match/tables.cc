#include "match/tables.h"

#include <algorithm>

#include "match/abbreviation.h"
#include "match/table_readers.h"
#include "text/unicode.h"

namespace match {
namespace {

constexpr std::uint8_t kMostPhraseBits = 12;
constexpr std::size_t kTellingReading = 5;  // letters of a loan word that its reading tells
constexpr std::size_t kLeastPlural = 5;

// "Tiles", "brushes", "bakeries": the business word of which it is the English plural.
StringMap<std::string>::const_iterator FindSingular(std::string_view form) {
  const StringMap<std::string>& words = GetTables().org_words;
  if (form.size() < kLeastPlural || !form.ends_with('s') || form.ends_with("ss")) return words.end();
  auto it = words.find(form.substr(0, form.size() - 1));
  if (it == words.end() && form.ends_with("es")) it = words.find(form.substr(0, form.size() - 2));
  if (it == words.end() && form.ends_with("ies"))
    it = words.find(std::string(form.substr(0, form.size() - 3)) + 'y');
  return it;
}

// Whether the romanisation says which word it is: that of a word in syllables, or without its vowels, is many
// a word's.
bool FormTells(std::string_view surface) {
  if (surface.empty()) return true;
  const char32_t c = text::Decode(surface.substr(0, 4))[0];
  return !IsUnspaced(c) && text::ScriptOf(c) != text::Script::kArabic && (c < 0x590 || c > 0x5FF);
}

// "הצפון" is צפון with its article; what is left has at least three letters. Empty where there is none.
std::string_view WithoutHebrewArticle(std::string_view surface) {
  constexpr std::string_view kArticle = "ה";
  constexpr std::size_t kLeastBytes = 6;
  const bool has = surface.starts_with(kArticle) && surface.size() >= kArticle.size() + kLeastBytes;
  return has ? surface.substr(kArticle.size()) : std::string_view();
}

StringMap<std::string_view>::const_iterator FindPlace(std::string_view form, std::string_view surface) {
  const StringMap<std::string_view>& places = GetTables().places;
  if (surface.empty()) return places.find(form);
  const auto it = places.find(surface);
  return it == places.end() && FormTells(surface) ? places.find(form) : it;
}

}  // namespace

const Tables& GetTables() {
  static const Tables* const tables = [] {
    auto* t = new Tables;
    ReadOrganizations(*t);
    ReadPlaces(*t);
    ReadBrands(*t);
    ReadPersons(*t);
    return t;
  }();
  return *tables;
}

std::string_view TradeWordOf(std::string_view form, std::string_view surface) {
  const Tables& t = GetTables();
  if (surface.empty()) {
    auto it = t.org_words.find(form);
    if (it == t.org_words.end()) it = FindSingular(form);
    return it == t.org_words.end() ? WordOfAbbreviation(form) : std::string_view(it->second);
  }
  // Each of the two first where it tells more: the reading of a word in syllables is many a word's (饰品 is
  // not 食品).
  auto it = t.org_words.end();
  const char32_t letter = text::Decode(surface.substr(0, 4))[0];
  if (IsUnspaced(letter)) {
    it = t.org_words.find(surface);
    if (it == t.org_words.end() && form.size() >= kTellingReading &&
        text::ScriptOf(letter) != text::Script::kHan)
      it = t.org_words.find(form);
  } else {
    if (FormTells(surface)) it = t.org_words.find(form);
    if (it == t.org_words.end()) it = t.org_words.find(surface);
    if (it == t.org_words.end()) it = t.org_words.find(WithoutHebrewArticle(surface));
  }
  return it == t.org_words.end() ? std::string_view() : std::string_view(it->second);
}

std::string_view BrandWordOf(std::string_view form, std::string_view surface) {
  const StringMap<std::string_view>& brands = GetTables().brands;
  auto it = brands.find(surface.empty() ? form : surface);
  if (it == brands.end()) it = brands.find(WithoutHebrewArticle(surface));
  return it == brands.end() ? std::string_view() : it->second;
}

Meaning MeaningOf(std::string_view form, std::string_view surface) {
  const std::string_view trade = TradeWordOf(form, surface);
  if (!trade.empty()) return {trade};
  const auto place = FindPlace(form, surface);
  if (place != GetTables().places.end()) return {.canonical = place->second, .place = true};
  return {.canonical = BrandWordOf(form, surface), .brand = true};
}

std::string_view CanonicalOf(std::string_view form, std::string_view surface) {
  return MeaningOf(form, surface).canonical;
}

std::string_view RelatedOf(std::string_view canonical) {
  const Tables& t = GetTables();
  const auto it = t.related_trades.find(canonical);
  return it == t.related_trades.end() ? canonical : std::string_view(it->second);
}

// A place of several words has no rarity of its own. A word of a brand is as rare as it is written: who took
// "Sonali" as a name did not take "Gold".
std::uint8_t OrganizationBits(std::string_view form, const Meaning& meaning) {
  if (meaning.canonical.empty() || meaning.brand) return OrganizationBits(form);
  const std::uint8_t bits = OrganizationBits(meaning.canonical);
  const bool phrase = meaning.place && GetTables().phrase_initials.contains(meaning.canonical);
  return phrase ? std::min(kMostPhraseBits, bits) : bits;
}

std::uint8_t OrganizationBits(std::string_view form, std::string_view surface) {
  return OrganizationBits(form, MeaningOf(form, surface));
}

bool IsPlace(std::string_view form, std::string_view surface) {
  return FindPlace(form, surface) != GetTables().places.end();
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

bool IsUnspaced(char32_t c) {
  const text::Script script = text::ScriptOf(c);
  if (script == text::Script::kHan || script == text::Script::kHangul || script == text::Script::kKana)
    return true;
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF);
}

bool IsSouthEastAsian(char32_t c) {
  return IsUnspaced(c) && text::ScriptOf(c) == text::Script::kOther;
}

}  // namespace match
