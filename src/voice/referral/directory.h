#pragma once
// The directory of services that workers are referred to: what services publish of themselves, and nothing of
// workers. An entry belongs to an organisation; a shared one is seen by all, changed by its own alone.
// Thread-safe. Errors besides the usual: kInvalid naming the field, kConflict (name taken; changed
// meanwhile), kTooLarge (kMaxServices, kMaxServiceFieldBytes, kMaxServiceFileBytes).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "db/db.h"
#include "desk/actor.h"
#include "desk/audit/audit.h"
#include "voice/types.h"

namespace voice::referral {

using ServiceId = base::Id<struct ServiceTag>;

enum class Trade : std::uint8_t {
  kShelter,
  kLegal,
  kMedical,
  kLabour,  // labour inspectorate
  kRights,  // national human rights commission
  kConsulate,
  kUnion,
  kPolice,
  kChild,  // child protection authority
  kCount
};
std::string_view TradeName(Trade trade);  // "labour_inspectorate": as stored and in tables
std::optional<Trade> TradeNamed(std::string_view name);
// Authorities that a law can oblige a team to tell.
bool IsAuthority(Trade trade);

struct Service {
  ServiceId id;
  desk::OrgId org;
  bool shared = false;
  Trade trade = Trade::kLegal;
  std::string name;
  std::string country;  // ISO 3166-1 alpha-2, lower case
  std::string region;
  std::vector<std::string> languages;  // BCP 47 tags, lower case
  std::string cost;                    // "free", or in words
  std::string hours;
  std::string address;
  std::string phone;
  std::string mail;
  std::string capacity;        // "two beds, women only"
  std::optional<Day> checked;  // when somebody last asked them
  bool active = true;
  std::int64_t version = 0;
};
// Errors: kInvalid, kTooLarge.
base::Status CheckService(const Service& service);

struct ServiceFilter {
  std::optional<Trade> trade;
  std::string country;
  std::string language;
  bool with_inactive = false;
};

// A table of services as it was read: whole rows, and what is wrong with the others, by row.
struct ReadServices {
  std::vector<Service> services;
  std::vector<std::string> errors;  // "row 3: country: ..."
};
// CSV or a workbook, with the columns kind, name, country and, if they are there, region, languages (set
// apart by blanks), cost, hours, address, phone, mail, capacity, checked (YYYY-MM-DD), shared (yes). Errors:
// kInvalid (no table, a column that must be there), kTooLarge.
base::Result<ReadServices> ReadServiceTable(std::string_view bytes, const std::string& name);

struct Imported {
  std::int64_t added = 0, changed = 0;
  std::vector<std::string> errors;
};

class Directory {
 public:
  Directory(db::Database& database, base::Random& random, desk::Audit& audit)
      : database_(database), random_(random), audit_(audit) {}

  base::Result<ServiceId> Add(const desk::Actor& actor, Service service);
  base::Status Edit(const desk::Actor& actor, const Service& service);
  // Own and shared ones, by country, kind and name, after `after` (a service of the last page).
  base::Result<std::vector<Service>> Find(const desk::OrgId& org, const ServiceFilter& filter,
                                          const std::optional<Service>& after, std::size_t limit);
  base::Result<Service> Get(const desk::OrgId& org, const ServiceId& id);
  // A row whose kind, country and name are known changes that service, others are added. Rows with errors
  // are left out and named; the others are taken.
  base::Result<Imported> Import(const desk::Actor& actor, std::string_view bytes, const std::string& name);

 private:
  base::Status Insert(db::Transaction& tx, const Service& service);

  db::Database& database_;
  base::Random& random_;
  desk::Audit& audit_;
};

}  // namespace voice::referral
