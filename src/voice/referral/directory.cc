#include "voice/referral/directory.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/limits_referral.h"
#include "db/sql_text.h"
#include "desk/tr.h"

namespace voice::referral {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Trade::kCount)> kTrades = {
    "shelter",   "legal", "medical", "labour_inspectorate", "human_rights_commission",
    "consulate", "union", "police",  "child_protection"};

constexpr std::string_view kSelect =
    "SELECT id, org_id, shared, kind, name, country, region, languages, cost, hours, address, phone, mail, "
    "capacity, checked_day, active, version FROM voice_service ";

// " ko vi ": with blanks around, so that LIKE '% vi %' finds one language and no part of another.
std::string Spaced(const std::vector<std::string>& languages) {
  std::string text = " ";
  for (const std::string& language : languages) text += language + " ";
  return text;
}

std::vector<std::string> SpacedApart(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (c != ' ')
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

Service ReadService(const db::Row& row) {
  Service service{.id = row.IdAt<ServiceId>(0),
                  .org = row.IdAt<desk::OrgId>(1),
                  .shared = row.Bool(2),
                  .trade = TradeNamed(row.Text(3)).value_or(Trade::kLegal),
                  .name = row.Text(4),
                  .country = row.Text(5),
                  .region = row.Text(6),
                  .languages = SpacedApart(row.Text(7)),
                  .cost = row.Text(8),
                  .hours = row.Text(9),
                  .address = row.Text(10),
                  .phone = row.Text(11),
                  .mail = row.Text(12),
                  .capacity = row.Text(13),
                  .checked = {},
                  .active = row.Bool(15),
                  .version = row.Int(16)};
  if (!row.IsNull(14)) service.checked = row.Int(14);
  return service;
}

bool IsCountry(std::string_view text) {
  return text.size() == 2 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool IsLanguage(std::string_view text) {
  return text.size() >= 2 && text.size() <= 12 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

base::Error NameTaken() {
  return {base::Code::kConflict, desk::tr("name: this service is in the directory already"), {}};
}

}  // namespace

std::string_view TradeName(Trade trade) {
  return kTrades.at(static_cast<std::size_t>(trade));
}

std::optional<Trade> TradeNamed(std::string_view name) {
  const auto found = std::find(kTrades.begin(), kTrades.end(), name);
  if (found == kTrades.end()) return std::nullopt;
  return static_cast<Trade>(found - kTrades.begin());
}

bool IsAuthority(Trade trade) {
  return trade == Trade::kPolice || trade == Trade::kLabour || trade == Trade::kRights ||
         trade == Trade::kChild;
}

base::Status CheckService(const Service& service) {
  if (service.name.empty()) return base::Invalid(desk::tr("name: please give it"));
  if (!IsCountry(service.country))
    return base::Invalid(desk::tr("country: two small letters are expected, as kr"));
  for (const std::string& language : service.languages)
    if (!IsLanguage(language))
      return base::Invalid(
          fmt::format("languages: \"{}\" is no language; write them as: ko vi en", language));
  if (!service.mail.empty() && (service.mail.find('@') == std::string::npos ||
                                service.mail.find_first_of(" \r\n,;<>") != std::string::npos))
    return base::Invalid(desk::tr("mail: this is no address"));
  for (const std::string* field : {&service.name, &service.region, &service.cost, &service.hours,
                                   &service.address, &service.phone, &service.mail, &service.capacity})
    if (field->size() > base::kMaxServiceFieldBytes)
      return base::TooLarge(fmt::format("a field is longer than {} bytes", base::kMaxServiceFieldBytes));
  if (Spaced(service.languages).size() > base::kMaxServiceFieldBytes)
    return base::TooLarge(fmt::format("a field is longer than {} bytes", base::kMaxServiceFieldBytes));
  return base::Ok();
}

base::Status Directory::Insert(db::Transaction& tx, const Service& service) {
  const auto count = TRY(tx.QueryOne("SELECT COUNT(*) FROM voice_service WHERE org_id = $1", {service.org}));
  if (count->Int(0) >= static_cast<std::int64_t>(base::kMaxServices))
    return base::TooLarge(
        fmt::format("the directory holds {} services, and no more fit", base::kMaxServices));
  TRY(tx.Execute(
      "INSERT INTO voice_service(id, org_id, shared, kind, name, country, region, languages, cost, "
      "hours, address, phone, mail, capacity, checked_day, active, version) VALUES ($1, $2, $3, "
      "$4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 0)",
      {service.id, service.org, service.shared, TradeName(service.trade), service.name, service.country,
       service.region, Spaced(service.languages), service.cost, service.hours, service.address, service.phone,
       service.mail, service.capacity, service.checked, service.active}));
  return base::Ok();
}

base::Result<ServiceId> Directory::Add(const desk::Actor& actor, Service service) {
  TRY(CheckService(service));
  service.id = ServiceId::New(random_);
  service.org = actor.org;
  const base::Status added = database_.Write([&](db::Transaction& tx) -> base::Status {
    TRY(Insert(tx, service));
    return audit_.Append(tx, actor, "service.add", "service:" + service.id.text());
  });
  if (!added) return added.error().code == base::Code::kConflict ? NameTaken() : added.error();
  return service.id;
}

base::Status Directory::Edit(const desk::Actor& actor, const Service& service) {
  TRY(CheckService(service));
  const base::Error meanwhile{
      base::Code::kConflict, desk::tr("somebody changed this service meanwhile; look again"), {}};
  bool stale = false;
  const base::Status edited = database_.Write([&](db::Transaction& tx) -> base::Status {
    const auto row = TRY(tx.QueryOne("SELECT version FROM voice_service WHERE id = $1 AND org_id = $2",
                                     {service.id, actor.org}));
    if (!row) return base::NotFound(desk::tr("there is no such service"));
    stale = row->Int(0) != service.version;
    if (stale) return meanwhile;
    TRY(tx.Execute(
        "UPDATE voice_service SET shared = $2, kind = $3, name = $4, country = $5, region = $6, "
        "languages = $7, cost = $8, hours = $9, address = $10, phone = $11, mail = $12, capacity = "
        "$13, checked_day = $14, active = $15, version = version + 1 WHERE id = $1",
        {service.id, service.shared, TradeName(service.trade), service.name, service.country, service.region,
         Spaced(service.languages), service.cost, service.hours, service.address, service.phone, service.mail,
         service.capacity, service.checked, service.active}));
    return audit_.Append(tx, actor, "service.edit", "service:" + service.id.text());
  });
  if (!edited && edited.error().code == base::Code::kConflict && !stale) return NameTaken();
  return edited;
}

base::Result<std::vector<Service>> Directory::Find(const desk::OrgId& org, const ServiceFilter& filter,
                                                   const std::optional<Service>& after, std::size_t limit) {
  db::SqlText sql(std::string(kSelect) + "WHERE (org_id = ");
  sql.Bind(org).Add(" OR shared = 1)");
  if (filter.trade) sql.Add(" AND kind = ").Bind(TradeName(*filter.trade));
  if (!filter.country.empty()) sql.Add(" AND country = ").Bind(filter.country);
  // What is sought was a language: letters, digits and dashes, nothing that LIKE reads otherwise.
  if (IsLanguage(filter.language)) sql.Add(" AND languages LIKE ").Bind("% " + filter.language + " %");
  if (!filter.with_inactive) sql.Add(" AND active = 1");
  if (after)
    sql.Add(" AND (country, kind, name, id) > (")
        .Bind(after->country)
        .Add(", ")
        .Bind(TradeName(after->trade))
        .Add(", ")
        .Bind(after->name)
        .Add(", ")
        .Bind(after->id)
        .Add(")");
  sql.Add(" ORDER BY country, kind, name, id LIMIT ").Bind(static_cast<std::int64_t>(limit));
  std::vector<Service> services;
  for (const db::Row& row : TRY(database_.Read([&](db::Transaction& tx) { return sql.Query(tx); })))
    services.push_back(ReadService(row));
  return services;
}

base::Result<Service> Directory::Get(const desk::OrgId& org, const ServiceId& id) {
  const auto row = TRY(database_.Read([&](db::Transaction& tx) {
    return tx.QueryOne(std::string(kSelect) + "WHERE id = $1 AND (org_id = $2 OR shared = 1)", {id, org});
  }));
  if (!row) return base::NotFound(desk::tr("there is no such service"));
  return ReadService(*row);
}

base::Result<Imported> Directory::Import(const desk::Actor& actor, std::string_view bytes,
                                         const std::string& name) {
  ReadServices read = TRY(ReadServiceTable(bytes, name));
  return database_.Write([&](db::Transaction& tx) -> base::Result<Imported> {
    Imported imported{.errors = read.errors};
    for (Service& service : read.services) {
      service.org = actor.org;
      const auto known = TRY(tx.QueryOne(
          "SELECT id FROM voice_service WHERE org_id = $1 AND kind = $2 AND country = $3 AND name = $4",
          {actor.org, TradeName(service.trade), service.country, service.name}));
      if (!known) {
        service.id = ServiceId::New(random_);
        TRY(Insert(tx, service));
        ++imported.added;
        continue;
      }
      TRY(tx.Execute(
          "UPDATE voice_service SET shared = $2, region = $3, languages = $4, cost = $5, hours = "
          "$6, address = $7, phone = $8, mail = $9, capacity = $10, checked_day = $11, active = 1, "
          "version = version + 1 WHERE id = $1",
          {known->Text(0), service.shared, service.region, Spaced(service.languages), service.cost,
           service.hours, service.address, service.phone, service.mail, service.capacity, service.checked}));
      ++imported.changed;
    }
    TRY(audit_.Append(
        tx, actor, "service.import", "",
        {{"added", std::to_string(imported.added)}, {"changed", std::to_string(imported.changed)}}));
    return imported;
  });
}

}  // namespace voice::referral
