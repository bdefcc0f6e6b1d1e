#include "world/suppliers.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "world/lookalike.h"
#include "world/noise.h"
#include "world/noise_letters.h"

namespace world {
namespace {

// Per mille of the rows that carry a fact: the rates at which vendor master files are filled, as the field
// knows them.
constexpr int kCountryPresent = 850, kCountryWrong = 20, kBirthDatePresent = 400, kBirthDateDisturbed = 80,
              kNumberPresent = 150, kAddressPresent = 600, kAddressOfListed = 700, kLocalName = 220,
              kLocalNamePlanted = 120, kSchemaMissing = 50;

std::string CountryText(const Market& market, Rng& rng) {
  const std::size_t form = rng.Below(10);
  std::string text(form < 7 ? market.country : form < 9 ? market.code : market.country);
  if (form >= 7)
    for (char& c : text) c = Upper(c);
  return text;
}

std::string AddressText(const Actor& actor, Rng& rng) {
  std::string text = FullAddress(actor);
  const auto replace = [&](std::string_view from, std::string_view to) {
    if (const std::size_t at = text.find(from); at != std::string::npos) text.replace(at, from.size(), to);
  };
  if (rng.PerMille(400)) {
    replace(" Road", " Rd.");
    replace(" Street", " St.");
    replace(" Avenue", " Ave");
    replace("Industrial", "Ind.");
  }
  if (rng.PerMille(300)) replace(" " + actor.postcode, "");
  if (rng.PerMille(250)) text = "No. " + text;
  if (rng.PerMille(210))
    for (char& c : text) c = Upper(c);
  return text;
}

// The date as people write it. In one case of twelve it is a little wrong: a digit, day and month exchanged,
// the year alone.
std::string BirthDateText(std::string iso, bool disturb, Rng& rng) {
  constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::string year = iso.substr(0, 4), month = iso.substr(5, 2), day = iso.substr(8, 2);
  if (disturb && rng.PerMille(kBirthDateDisturbed)) {
    switch (rng.Below(3)) {
      case 0:
        year[3] = static_cast<char>('0' + (year[3] - '0' + 1) % 10);
        break;
      case 1:
        if (day <= "12") std::swap(day, month);
        break;
      default:
        return year;
    }
  }
  const int m = (month[0] - '0') * 10 + month[1] - '0';
  switch (rng.Below(10)) {
    case 0:
    case 1:
      return fmt::format("{}/{}/{}", day, month, year);
    case 2:
      return fmt::format("{} {} {}", day, kMonths[m - 1], year);
    case 3:
      return fmt::format("{}.{}.{}", day, month, year);
    default:
      return fmt::format("{}-{}-{}", year, month, day);
  }
}

std::string Email(const Actor& actor, Rng& rng) {
  const std::vector<Word> words = LatinWords(actor);
  std::string domain;
  for (char c : words.front().text)
    if (IsLetter(c)) domain += Lower(c);
  return fmt::format("{}@{}{}.example", rng.PerMille(500) ? "info" : "sales",
                     domain.empty() ? "mail" : domain, rng.Between(1, 999));
}

// Facts that every row may have. `listed`: the row is of a listed party, so some of its addresses are other
// ones than the list's.
void FillFacts(SupplierRow& row, const Actor& actor, bool listed, Rng& rng) {
  if (!rng.PerMille(kSchemaMissing)) row.schema = actor.person ? "Person" : "Company";
  const Market& market = listed && rng.PerMille(kCountryWrong) ? DrawMarket(rng) : *actor.market;
  if (rng.PerMille(kCountryPresent)) row.country = CountryText(market, rng);
  if (rng.PerMille(kAddressPresent)) {
    Actor elsewhere = actor;
    if (listed && !rng.PerMille(kAddressOfListed)) DrawFacts(elsewhere, rng);
    row.address = AddressText(elsewhere, rng);
    if (rng.PerMille(500)) row.city = Variant(elsewhere.city->latin, 0);
  }
  if (actor.person && rng.PerMille(kBirthDatePresent))
    row.birth_date = BirthDateText(actor.birth_date, listed, rng);
  if (rng.PerMille(kNumberPresent)) (actor.person ? row.passport : row.registration) = actor.number_id;
  if (rng.PerMille(300)) row.email = Email(actor, rng);
}

SupplierRow PlantMatch(const ListedParty& party, Rng& rng) {
  SupplierRow row;
  Disturbed disturbed = Disturb(party, rng);
  row.name = disturbed.name;
  FillFacts(row, party.actor, true, rng);
  if (disturbed.needs_date) row.birth_date = party.actor.birth_date;
  if (disturbed.needs_number) (party.actor.person ? row.passport : row.registration) = party.actor.number_id;
  if (HasOwnScript(party.actor) && !disturbed.own_script && rng.PerMille(kLocalNamePlanted)) {
    row.local_name = NativeName(party.actor);
    disturbed.kind += "+local-name";
  }
  for (const Entry& entry : party.entries)
    row.matches.push_back(
        {0, std::string(kListNames[static_cast<std::size_t>(entry.list)]), entry.id, disturbed.kind});
  return row;
}

SupplierRow PlantLookAlike(const LookAlike& look, const ListedParty& party, Rng& rng) {
  SupplierRow row;
  row.name = LatinName(look.actor);
  FillFacts(row, look.actor, false, rng);
  if (look.show_date) {
    row.birth_date = look.actor.birth_date;
    row.country = CountryText(*look.actor.market, rng);
  }
  if (HasOwnScript(look.actor) && rng.PerMille(kLocalName)) row.local_name = NativeName(look.actor);
  for (const Entry& entry : party.entries)
    row.lookalikes.push_back(
        {0, std::string(kListNames[static_cast<std::size_t>(entry.list)]), entry.id, look.kind});
  return row;
}

// A supplier that has nothing to do with any list: another core name than every listed party.
SupplierRow Background(const TakenNames& taken, bool person, Rng& rng) {
  SupplierRow row;
  for (int attempt = 0; attempt < 200; ++attempt) {
    const Market& market = DrawMarket(rng);
    const Actor actor = person ? MakePerson(market, rng) : MakeCompany(market, rng);
    Spelling spelling;
    spelling.standard = rng.PerMille(200) ? 1 : 0;
    if (!actor.person) spelling.legal = rng.PerMille(300) ? rng.Below(VariantCount(actor.legal->latin)) : 0;
    row.name = LatinName(actor, spelling);
    if (taken.HasCore(actor) || taken.HasName(row.name)) continue;
    if (rng.PerMille(210))
      for (char& c : row.name) c = Upper(c);
    FillFacts(row, actor, false, rng);
    if (!HasOwnScript(actor)) return row;
    if (rng.PerMille(market.native_only)) {
      row.name = NativeName(actor);
    } else if (rng.PerMille(kLocalName)) {
      row.local_name = NativeName(actor);
    }
    return row;
  }
  row.name = fmt::format("Independent Supplier {}", rng.Between(100000, 999999));
  return row;
}

void AddPlanted(Suppliers& suppliers, const std::vector<ListedParty>& listed, std::size_t wanted, Rng& rng) {
  std::vector<std::size_t> order(listed.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  rng.Shuffle(order);
  for (std::size_t i = 0; i < order.size() && suppliers.planted_rows < wanted; ++i) {
    const ListedParty& party = listed[order[i]];
    const int native_only = party.actor.market->native_only;
    SupplierRow row = PlantMatch(party, rng);
    // A file in which this country's names stand in Latin letters only: plant the name in another way.
    for (int attempt = 0; attempt < 3 && native_only < 30 && row.matches[0].kind == "script"; ++attempt)
      row = PlantMatch(party, rng);
    suppliers.rows.push_back(std::move(row));
    ++suppliers.planted_rows;
  }
}

void AddLookAlikes(Suppliers& suppliers, const std::vector<ListedParty>& listed, const TakenNames& taken,
                   std::size_t wanted, Rng& rng) {
  std::unordered_set<std::string> names;
  for (std::size_t attempt = 0; attempt < wanted * 20 && suppliers.lookalike_rows < wanted; ++attempt) {
    const ListedParty& party = rng.Pick(listed);
    const std::optional<LookAlike> look = MakeLookAlike(party, taken, rng);
    if (!look || !names.insert(LatinName(look->actor)).second) continue;
    suppliers.rows.push_back(PlantLookAlike(*look, party, rng));
    ++suppliers.lookalike_rows;
  }
}

// Rows that a screening must set aside: without a name, and with dates that do not exist.
void AddDefects(Suppliers& suppliers, const TakenNames& taken, std::size_t count, Rng& rng) {
  constexpr std::string_view kNoName[] = {"", "-", " ", "...", "?"};
  for (std::size_t i = 0; i < std::max<std::size_t>(1, count / 1250); ++i) {
    SupplierRow row = Background(taken, false, rng);
    row.name = kNoName[i % std::size(kNoName)];
    row.local_name.clear();
    suppliers.rows.push_back(std::move(row));
    ++suppliers.nameless_rows;
  }
  constexpr std::string_view kNoDate[] = {"1974-01-32", "31/02/1988", "1969-13-05"};
  for (std::size_t i = 0; i < std::max<std::size_t>(1, count / 1500); ++i) {
    SupplierRow row = Background(taken, true, rng);
    row.schema = "Person";
    row.birth_date = kNoDate[i % std::size(kNoDate)];
    suppliers.rows.push_back(std::move(row));
    ++suppliers.bad_dates;
  }
}

}  // namespace

Suppliers MakeSuppliers(const std::vector<ListedParty>& listed, const TakenNames& taken, std::size_t count,
                        Rng& rng) {
  CHECK(count >= 20 && !listed.empty());
  Suppliers suppliers;
  const std::size_t planted = std::min(std::max<std::size_t>(1, count / 20), listed.size());
  AddPlanted(suppliers, listed, planted, rng);
  AddLookAlikes(suppliers, listed, taken, (suppliers.planted_rows * 6 + 4) / 5, rng);
  AddDefects(suppliers, taken, count, rng);
  while (suppliers.rows.size() < count) suppliers.rows.push_back(Background(taken, rng.PerMille(40), rng));
  rng.Shuffle(suppliers.rows);
  for (std::size_t i = 0; i < suppliers.rows.size(); ++i) {
    for (Pair& pair : suppliers.rows[i].matches) pair.row = i + 2;
    for (Pair& pair : suppliers.rows[i].lookalikes) pair.row = i + 2;
  }
  return suppliers;
}

}  // namespace world
