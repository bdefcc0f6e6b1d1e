#include "match/tables.h"

#include <algorithm>

#include "match/abbreviation.h"
#include "match/table_readers.h"
#include "text/unicode.h"

namespace match {
namespace {

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

Meaning MeaningOf(std::string_view form, std::string_view surface) {
  const std::string_view trade = TradeWordOf(form, surface);
  if (!trade.empty()) return {trade, false};
  return {PlaceOf(form, surface), true};
}

std::string_view CanonicalOf(std::string_view form, std::string_view surface) {
  return MeaningOf(form, surface).canonical;
}

// A place of several words has no rarity of its own.
std::uint8_t OrganizationBits(std::string_view form, const Meaning& meaning) {
  if (meaning.canonical.empty()) return OrganizationBits(form);
  const std::uint8_t bits = OrganizationBits(meaning.canonical);
  const bool phrase = meaning.place && GetTables().phrase_initials.contains(meaning.canonical);
  return phrase ? std::min(kMostPhraseBits, bits) : bits;
}

std::uint8_t OrganizationBits(std::string_view form, std::string_view surface) {
  return OrganizationBits(form, MeaningOf(form, surface));
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

bool IsUnspaced(char32_t c) {
  const text::Script script = text::ScriptOf(c);
  if (script == text::Script::kHan || script == text::Script::kHangul || script == text::Script::kKana)
    return true;
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF);
}

}  // namespace match
