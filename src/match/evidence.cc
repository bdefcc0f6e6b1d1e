#include "match/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>

#include "match/name_similarity.h"
#include "match/support.h"
#include "match/tables.h"
#include "text/romanize.h"
#include "text/tokens.h"

namespace match {
namespace {

using entity::PropertyType;

// ---- effects (docs/scoring.md gives the reasons)
// -----------------------------------------------------------------------------
constexpr double kSameIdentifier = 0.90;       // the same number in the same property
constexpr double kSameOtherIdentifier = 0.82;  // the same number, stated as another kind of number
constexpr double kOtherUniqueIdentifier =
    -0.30;  // a number that each party has only one of differs (IMO, LEI, USCC, ...)
constexpr double kSameContact = 0.75;
constexpr double kSameCountry = 0.06;
constexpr double kOtherCountry = -0.15;
constexpr double kSameDate = 0.35;
constexpr double kSameMonth = 0.20;
constexpr double kSameYear = 0.12;
constexpr double kNearDate = 0.05;
constexpr double kCloseDate = -0.30;
constexpr double kOtherDate = -0.60;
constexpr double kSameIncorporation = 0.15;
constexpr double kOtherIncorporation = -0.05;
constexpr double kSameGender = 0.02;
constexpr double kOtherGender = -0.20;
constexpr double kSameAddress = 0.20;
constexpr double kLikeAddress = 0.10;
constexpr double kSameBirthPlace = 0.05;

std::string PlainKey(std::string_view text) {
  std::string key;
  for (char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (u < 0x80 && std::isalnum(u) != 0) key.push_back(static_cast<char>(std::toupper(u)));
    if (u >= 0x80) key.push_back(c);
  }
  return key;
}

// A key that could be anybody's: too short, or one character repeated.
bool TellsNothing(std::string_view key) {
  if (key.size() < 5) return true;
  return std::all_of(key.begin(), key.end(), [&](char c) { return c == key[0]; });
}

std::string ContactKey(const entity::Value& value) {
  std::string key;
  if (value.property.type() == PropertyType::kPhone) {
    for (char c : value.text) {
      if (c >= '0' && c <= '9') key.push_back(c);
    }
    return key.size() < 7 ? std::string() : key.substr(key.size() - std::min<std::size_t>(9, key.size()));
  }
  for (char c : value.text) {
    if (c != ' ') key.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  }
  if (value.property.type() == PropertyType::kUrl) {
    for (std::string_view prefix : {"https://", "http://", "www."}) {
      if (key.starts_with(prefix)) key.erase(0, prefix.size());
    }
    while (!key.empty() && key.back() == '/') key.pop_back();
  }
  return key;
}

void AddDate(std::vector<DateFact>& dates, const std::string& text) {
  const base::Result<base::PartialDate> date = base::ParseDate(text);
  if (date) dates.push_back({*date, text});
}

void AddUnique(std::vector<std::string>& values, std::string_view value) {
  if (!value.empty() && std::find(values.begin(), values.end(), value) == values.end())
    values.emplace_back(value);
}

// One identifier that everybody has at most one of, so that two different ones speak against.
bool IsUnique(entity::Property property) {
  static const std::vector<entity::Property>* const unique = [] {
    auto* all = new std::vector<entity::Property>;
    for (std::string_view name : {"imoNumber", "leiCode", "uscCode", "ogrnCode", "mmsi"}) {
      const auto p = entity::FindProperty(name);
      if (p) all->push_back(*p);
    }
    return all;
  }();
  return std::find(unique->begin(), unique->end(), property) != unique->end();
}

void AddIdentifierEvidence(const Facts& party, const Facts& entry, std::vector<Evidence>& out) {
  const Identifier* best_q = nullptr;
  const Identifier* best_c = nullptr;
  for (const Identifier& q : party.identifiers) {
    for (const Identifier& c : entry.identifiers) {
      if (q.key != c.key) continue;
      if (best_q == nullptr || (q.property == c.property && !(best_q->property == best_c->property))) {
        best_q = &q;
        best_c = &c;
      }
    }
  }
  if (best_q != nullptr) {
    const bool same_kind = best_q->property == best_c->property;
    out.push_back({"identifier", same_kind ? kSameIdentifier : kSameOtherIdentifier, best_q->text,
                   best_c->text,
                   same_kind ? fmt::format("the same {}", best_q->property.label())
                             : fmt::format("the same number, stated as {} and as {}",
                                           best_q->property.label(), best_c->property.label())});
    return;
  }
  for (const Identifier& q : party.identifiers) {
    if (!IsUnique(q.property)) continue;
    for (const Identifier& c : entry.identifiers) {
      if (!(c.property == q.property)) continue;
      out.push_back({"identifier", kOtherUniqueIdentifier, q.text, c.text,
                     fmt::format("different {}", q.property.label())});
      return;
    }
  }
}

void AddContactEvidence(const Facts& party, const Facts& entry, std::vector<Evidence>& out) {
  for (const Identifier& q : party.contacts) {
    for (const Identifier& c : entry.contacts) {
      if (q.property.type() != c.property.type() || q.key != c.key) continue;
      out.push_back(
          {"contact", kSameContact, q.text, c.text, fmt::format("the same {}", q.property.label())});
      return;
    }
  }
}

std::string Join(const std::vector<std::string>& values) {
  std::string out;
  for (std::size_t i = 0; i < values.size() && i < 6; ++i) out += (i > 0 ? ", " : "") + values[i];
  if (values.size() > 6) out += ", …";
  return out;
}

void AddCountryEvidence(const Facts& party, const Facts& entry, std::vector<Evidence>& out) {
  if (party.countries.empty() || entry.countries.empty()) return;
  for (const std::string& q : party.countries) {
    if (std::find(entry.countries.begin(), entry.countries.end(), q) == entry.countries.end()) continue;
    out.push_back({"country", kSameCountry, Join(party.countries), Join(entry.countries),
                   fmt::format("{} on both sides", entity::CountryName(q))});
    return;
  }
  out.push_back(
      {"country", kOtherCountry, Join(party.countries), Join(entry.countries), "no country in common"});
}

struct DateEffect {
  double effect;
  const char* detail;
};

DateEffect EffectOf(DateRelation relation) {
  switch (relation) {
    case DateRelation::kSame:
      return {kSameDate, "the same day"};
    case DateRelation::kSameMonth:
      return {kSameMonth, "the same month; the day is not known on both sides"};
    case DateRelation::kSameYear:
      return {kSameYear, "the same year; the day is not known on both sides"};
    case DateRelation::kNear:
      return {kNearDate, "near: one digit, an exchange or the notation differs"};
    case DateRelation::kClose:
      return {kCloseDate, "different days within two years"};
    case DateRelation::kDifferent:
      return {kOtherDate, "different dates"};
  }
  return {0, ""};
}

std::string JoinDates(const std::vector<DateFact>& dates) {
  std::vector<std::string> texts;
  for (const DateFact& d : dates) AddUnique(texts, d.text);
  return Join(texts);
}

void AddBirthEvidence(const Facts& party, const Facts& entry, std::vector<Evidence>& out) {
  if (party.birth.empty() || entry.birth.empty()) return;
  DateEffect best{-1, ""};
  for (const DateFact& q : party.birth) {
    for (const DateFact& c : entry.birth) {
      const DateEffect effect = EffectOf(CompareDates(q.date, c.date));
      if (effect.effect > best.effect) best = effect;
    }
  }
  out.push_back({"birthDate", best.effect, JoinDates(party.birth), JoinDates(entry.birth), best.detail});
}

void AddIncorporationEvidence(const Facts& party, const Facts& entry, std::vector<Evidence>& out) {
  if (party.incorporation.empty() || entry.incorporation.empty()) return;
  bool agrees = false;
  for (const DateFact& q : party.incorporation) {
    for (const DateFact& c : entry.incorporation) {
      const DateRelation r = CompareDates(q.date, c.date);
      agrees =
          agrees || r == DateRelation::kSame || r == DateRelation::kSameMonth || r == DateRelation::kSameYear;
    }
  }
  out.push_back({"incorporationDate", agrees ? kSameIncorporation : kOtherIncorporation,
                 JoinDates(party.incorporation), JoinDates(entry.incorporation),
                 agrees ? "the same date of incorporation" : "different dates of incorporation"});
}

void AddGenderEvidence(const Facts& party, const Facts& entry, std::vector<Evidence>& out) {
  if (party.genders.empty() || entry.genders.empty()) return;
  bool same = false;
  for (const std::string& g : party.genders) {
    same = same || std::find(entry.genders.begin(), entry.genders.end(), g) != entry.genders.end();
  }
  out.push_back({"gender", same ? kSameGender : kOtherGender, Join(party.genders), Join(entry.genders),
                 same ? "the same gender" : "different gender"});
}

// Words of an address that say where: no stop words, no words of one letter.
std::set<std::string> AddressWords(std::string_view address) {
  std::set<std::string> words;
  for (const text::RawToken& raw : text::SplitTokens(address)) {
    std::string form = text::Romanize(raw.letters, raw.script, text::Reading::kDefault);
    if (form.size() < 2 && !(form.size() == 1 && form[0] >= '0' && form[0] <= '9')) continue;
    if (GetTables().org_stops.contains(form)) continue;
    words.insert(std::move(form));
  }
  return words;
}

// Weighted share of the words of the shorter address that the longer one has too; rare words and numbers
// count more.
double AddressAgreement(const std::set<std::string>& a, const std::set<std::string>& b) {
  if (a.empty() || b.empty()) return 0;
  double shared = 0;
  double total_a = 0;
  double total_b = 0;
  for (const std::string& w : a) total_a += OrganizationBits(w);
  for (const std::string& w : b) total_b += OrganizationBits(w);
  for (const std::string& w : a) {
    if (b.contains(w)) shared += OrganizationBits(w);
  }
  // A lone city or country agrees with half the world: at least 20 bits have to be stated.
  return shared / std::max(20.0, std::min(total_a, total_b));
}

void AddAddressEvidence(const Facts& party, const Facts& entry, std::vector<Evidence>& out) {
  double best = 0;
  std::size_t best_q = 0;
  std::size_t best_c = 0;
  std::vector<std::set<std::string>> entry_words;
  for (const std::string& address : entry.addresses) entry_words.push_back(AddressWords(address));
  for (std::size_t i = 0; i < party.addresses.size(); ++i) {
    const std::set<std::string> words = AddressWords(party.addresses[i]);
    for (std::size_t j = 0; j < entry_words.size(); ++j) {
      const double agreement = AddressAgreement(words, entry_words[j]);
      if (agreement > best) {
        best = agreement;
        best_q = i;
        best_c = j;
      }
    }
  }
  if (best < 0.5) return;
  out.push_back({"address", best >= 0.75 ? kSameAddress : kLikeAddress, party.addresses[best_q],
                 entry.addresses[best_c],
                 fmt::format("{:.0f} % of the shorter address is in the other", 100 * std::min(best, 1.0))});
}

void AddBirthPlaceEvidence(const Facts& party, const Facts& entry, std::vector<Evidence>& out) {
  for (const std::string& q : party.birth_places) {
    const std::set<std::string> words = AddressWords(q);
    for (const std::string& c : entry.birth_places) {
      for (const std::string& w : AddressWords(c)) {
        if (w.size() < 4 || !words.contains(w)) continue;
        out.push_back({"birthPlace", kSameBirthPlace, q, c, "a place name in common"});
        return;
      }
    }
  }
}

}  // namespace

Facts FactsOf(const entity::Entity& entity) {
  static const entity::Property birth_place = entity::PropertyNamed("birthPlace");
  Facts facts;
  for (const entity::Value& value : entity.values) {
    switch (value.property.type()) {
      case PropertyType::kIdentifier: {
        std::string key = PlainKey(value.text);
        if (!TellsNothing(key)) facts.identifiers.push_back({value.property, std::move(key), value.text});
        break;
      }
      case PropertyType::kEmail:
      case PropertyType::kPhone:
      case PropertyType::kUrl: {
        std::string key = ContactKey(value);
        if (key.size() >= 6) facts.contacts.push_back({value.property, std::move(key), value.text});
        break;
      }
      case PropertyType::kCountry:
        AddUnique(facts.countries, value.text);
        break;
      case PropertyType::kGender:
        AddUnique(facts.genders, value.text);
        break;
      case PropertyType::kAddress:
        AddUnique(facts.addresses, value.text);
        break;
      default:
        break;
    }
    if (value.property == entity::prop::BirthDate()) AddDate(facts.birth, value.text);
    if (value.property == entity::prop::IncorporationDate()) AddDate(facts.incorporation, value.text);
    if (value.property == birth_place) AddUnique(facts.birth_places, value.text);
  }
  return facts;
}

std::vector<Evidence> CompareFacts(const Facts& party, const Facts& entry, bool person) {
  std::vector<Evidence> out;
  AddIdentifierEvidence(party, entry, out);
  AddContactEvidence(party, entry, out);
  if (person) {
    AddBirthEvidence(party, entry, out);
    AddGenderEvidence(party, entry, out);
    AddBirthPlaceEvidence(party, entry, out);
  } else {
    AddIncorporationEvidence(party, entry, out);
  }
  AddCountryEvidence(party, entry, out);
  AddAddressEvidence(party, entry, out);
  return out;
}

std::uint32_t SupportOf(const Facts& facts) {
  std::uint32_t states = 0;
  if (!facts.birth.empty()) states |= kStatesBirth;
  if (!facts.genders.empty()) states |= kStatesGender;
  if (!facts.birth_places.empty()) states |= kStatesBirthPlace;
  if (!facts.incorporation.empty()) states |= kStatesIncorporation;
  if (!facts.countries.empty()) states |= kStatesCountry;
  if (!facts.addresses.empty()) states |= kStatesAddress;
  return states;
}

double LargestSupportOf(std::uint32_t a, std::uint32_t b, bool person) {
  const std::uint32_t both = a & b;
  double sum = 0;
  if (person && (both & kStatesBirth) != 0) sum += kSameDate;
  if (person && (both & kStatesGender) != 0) sum += kSameGender;
  if (person && (both & kStatesBirthPlace) != 0) sum += kSameBirthPlace;
  if (!person && (both & kStatesIncorporation) != 0) sum += kSameIncorporation;
  if ((both & kStatesCountry) != 0) sum += kSameCountry;
  if ((both & kStatesAddress) != 0) sum += kSameAddress;
  return sum;
}

double LargestSupport(const Facts& party, bool person) {
  return LargestSupportOf(SupportOf(party), kAllSupport, person);
}

}  // namespace match
