#include "world/list_files.h"

#include <fmt/format.h>

#include <iterator>
#include <optional>

namespace world {
namespace {

using Out = std::back_insert_iterator<std::string>;

std::string JsonText(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

// ---- OFAC
// ----------------------------------------------------------------------------------------------------------------

constexpr std::string_view kNull = "-0- ";

std::string Quoted(std::string_view text) {
  if (text.empty()) return std::string(kNull);
  std::string out = "\"";
  for (char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string OfacName(const Actor& actor) {
  return actor.person ? FamilyFirst(LatinWords(actor)) : Capitals(LatinName(actor));
}

std::string OfacDate(std::string_view iso) {
  constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const int month = (iso[5] - '0') * 10 + iso[6] - '0';
  return fmt::format("{} {} {}", iso.substr(8, 2), kMonths[month - 1], iso.substr(0, 4));
}

std::string OfacRemarks(const ListedParty& party) {
  const Actor& actor = party.actor;
  std::vector<std::string> clauses;
  if (party.shown.birth_date) {
    clauses.push_back(party.shown.birth_year_only ? fmt::format("DOB circa {}", actor.birth_date.substr(0, 4))
                                                  : "DOB " + OfacDate(actor.birth_date));
    clauses.push_back(fmt::format("POB {}, {}", Variant(actor.city->latin, 0), actor.market->country));
  }
  if (actor.person) {
    clauses.push_back(fmt::format("nationality {}", actor.market->country));
    clauses.push_back(actor.female ? "Gender Female" : "Gender Male");
  }
  if (party.shown.number_id)
    clauses.push_back(fmt::format("{} {} ({})", actor.person ? "Passport" : "Registration Number",
                                  actor.number_id, actor.market->country));
  for (const Alias& alias : party.aliases)
    if (alias.quality == AliasQuality::kWeak)
      clauses.push_back(fmt::format("a.k.a. '{}'", Capitals(alias.text)));
  std::string remarks;
  for (const std::string& clause : clauses) remarks += (remarks.empty() ? "" : "; ") + clause;
  return remarks.empty() ? remarks : remarks + ".";
}

void OfacAliases(std::string& alt, const ListedParty& party, const Entry& entry, std::size_t& number) {
  for (const Alias& alias : party.aliases) {
    if (alias.quality == AliasQuality::kWeak) continue;
    fmt::format_to(Out(alt), "{},{},\"{}\",{},{}\r\n", entry.id, ++number,
                   alias.quality == AliasQuality::kFormer ? "fka" : "aka",
                   Quoted(alias.family_first.empty() ? Capitals(alias.text) : alias.family_first), kNull);
  }
}

void OfacVessels(OfacFiles& files, std::size_t vessels, Rng& rng) {
  constexpr std::string_view kFirst[] = {"EASTERN", "SEA",      "OCEAN", "GOLDEN",
                                         "BLUE",    "NORTHERN", "LUCKY", "PACIFIC"};
  constexpr std::string_view kSecond[] = {"VOYAGER", "PEARL",   "HARVEST",  "BREEZE",
                                          "GULL",    "FORTUNE", "MERCHANT", "DAWN"};
  for (std::size_t i = 0; i < vessels; ++i) {
    fmt::format_to(Out(files.sdn),
                   "{},\"{} {} {}\",\"vessel\",\"MADE-UP\",{},{},\"Fishing Vessel\",{},{},\"None "
                   "Identified\",{},\"Vessel Registration "
                   "Identification IMO {}; Made-up party.\"\r\n",
                   90001 + i, kFirst[rng.Below(8)], kSecond[rng.Below(8)], i + 1, kNull, kNull, kNull, kNull,
                   kNull, 5000000 + rng.Below(999999));
  }
}

// ---- FollowTheMoney
// --------------------------------------------------------------------------------------------------------

class JsonProperties {
 public:
  void Add(std::string_view name, std::string_view text) {
    if (text.empty()) return;
    for (auto& [key, values] : properties_)
      if (key == name) return void(values += "," + JsonText(text));
    properties_.emplace_back(name, JsonText(text));
  }
  std::string Text() const {
    std::string out;
    for (const auto& [key, values] : properties_)
      out += fmt::format("{}\"{}\":[{}]", out.empty() ? "" : ",", key, values);
    return "{" + out + "}";
  }

 private:
  std::vector<std::pair<std::string, std::string>> properties_;
};

std::string FtmLine(const ListedParty& party, const Entry& entry) {
  const Actor& actor = party.actor;
  JsonProperties properties;
  properties.Add("name", party.primary);
  if (party.shown.native_name) properties.Add("name", NativeName(actor));
  for (const Alias& alias : party.aliases) {
    constexpr std::string_view kProperty[] = {"alias", "weakAlias", "previousName"};
    properties.Add(kProperty[static_cast<std::size_t>(alias.quality)], alias.text);
  }
  properties.Add(actor.person ? "nationality" : "jurisdiction", actor.market->code);
  if (actor.person) properties.Add("gender", actor.female ? "female" : "male");
  if (party.shown.birth_date)
    properties.Add("birthDate",
                   std::string_view(actor.birth_date).substr(0, party.shown.birth_year_only ? 4 : 10));
  if (party.shown.number_id)
    properties.Add(actor.person ? "passportNumber" : "registrationNumber", actor.number_id);
  if (party.shown.address) properties.Add("address", FullAddress(actor));
  properties.Add("topics", "sanction");
  return fmt::format(
      "{{\"id\":\"{}\",\"schema\":\"{}\",\"caption\":{},\"properties\":{},\"datasets\":[\"made_up_regional\"]"
      "}}\n",
      entry.id, actor.person ? "Person" : "Company", JsonText(party.primary), properties.Text());
}

}  // namespace

std::string CsvCell(std::string_view text) {
  const bool spaced = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (!spaced && text.find_first_of(",\"\r\n;") == std::string_view::npos) return std::string(text);
  return text.empty() ? std::string() : Quoted(text);
}

OfacFiles OfacCsv(const std::vector<ListedParty>& parties, std::size_t vessels, Rng rng) {
  OfacFiles files;
  std::size_t alt_number = 0, add_number = 0;
  for (const ListedParty& party : parties) {
    const Entry* entry = EntryOn(party, ListKind::kOfac);
    if (entry == nullptr) continue;
    fmt::format_to(Out(files.sdn), "{},{},{},\"MADE-UP\"", entry->id, Quoted(OfacName(party.actor)),
                   party.actor.person ? "\"individual\"" : kNull);
    for (int i = 0; i < 7; ++i) fmt::format_to(Out(files.sdn), ",{}", kNull);
    fmt::format_to(Out(files.sdn), ",{}\r\n", Quoted(OfacRemarks(party)));
    OfacAliases(files.alt, party, *entry, alt_number);
    const std::string city = fmt::format("{} {}", Variant(party.actor.city->latin, 0), party.actor.postcode);
    fmt::format_to(Out(files.add), "{},{},{},{},{},{}\r\n", entry->id, ++add_number,
                   Quoted(party.shown.address ? party.actor.street : ""),
                   Quoted(party.shown.address ? city : ""), Quoted(party.actor.market->country), kNull);
  }
  OfacVessels(files, vessels, rng);
  for (std::string* file : {&files.sdn, &files.alt, &files.add}) *file += '\x1a';
  return files;
}

std::string FtmJsonLines(const std::vector<ListedParty>& parties) {
  std::string lines;
  for (const ListedParty& party : parties)
    if (const Entry* entry = EntryOn(party, ListKind::kFtm)) lines += FtmLine(party, *entry);
  return lines;
}

std::string ImportBanCsv(const std::vector<ListedParty>& parties, Rng rng) {
  std::string csv =
      "case_no,kind,entity,aliases,original_name,country,address,registration_no,effective_date,action\n";
  for (const ListedParty& party : parties) {
    const Entry* entry = EntryOn(party, ListKind::kImportBan);
    if (entry == nullptr) continue;
    std::string aliases;
    for (const Alias& alias : party.aliases)
      if (alias.quality != AliasQuality::kWeak) aliases += (aliases.empty() ? "" : " | ") + alias.text;
    const std::string cells[] = {
        entry->id,
        party.actor.person ? "person" : "company",
        party.primary,
        aliases,
        party.shown.native_name ? NativeName(party.actor) : "",
        std::string(party.actor.market->country),
        party.shown.address ? FullAddress(party.actor) : "",
        party.shown.number_id && !party.actor.person ? party.actor.number_id : "",
        fmt::format("{}-{:02}-{:02}", rng.Between(2016, 2025), rng.Between(1, 12), rng.Between(1, 28)),
        rng.PerMille(850) ? "withhold release" : "finding"};
    for (std::size_t i = 0; i < std::size(cells); ++i) csv += (i == 0 ? "" : ",") + CsvCell(cells[i]);
    csv += '\n';
  }
  return csv;
}

std::string ImportBanMapping(std::string_view day) {
  return fmt::format(R"(title = "Made-up import bans on goods made with forced labour"

[list]
date = "{}"

[entity]
topics = ["export.control"]

[entity.schema]
column = "kind"
other = "Company"
values = {{ person = "Person", company = "Company" }}

[entity.id]
column = "case_no"

[[value]]
property = "name"
column = "entity"

[[value]]
property = "alias"
column = "aliases"
split = ["|"]

[[value]]
property = "alias"
column = "original_name"

[[value]]
property = "country"
column = "country"

[[value]]
property = "address"
column = "address"

[[value]]
property = "registrationNumber"
column = "registration_no"
)",
                     day);
}

}  // namespace world
