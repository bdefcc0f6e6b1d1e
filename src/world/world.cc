#include "world/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/limits.h"
#include "files/bytes.h"
#include "world/list_files.h"
#include "world/suppliers.h"

namespace world {
namespace {

constexpr std::string_view kEditionDay = "2026-01-15";
constexpr std::size_t kLeastSuppliers = 20;

// The lists grow with the supplier file, within what the name tables can tell apart and what a small test
// needs.
ListSizes SizesFor(std::size_t suppliers) {
  const auto scaled = [&](std::size_t at_5000, std::size_t least, std::size_t most) {
    return std::clamp(at_5000 * suppliers / 5000, least, most);
  };
  return {scaled(400, 40, 1500), scaled(800, 60, 3000), scaled(400, 40, 1500), scaled(150, 20, 600)};
}

std::string SupplierCsv(const std::vector<SupplierRow>& rows) {
  std::string csv =
      "schema,Supplier name,Local name,Country,City,Address,Registration No.,Passport No.,Date of "
      "birth,Email\n";
  for (const SupplierRow& row : rows) {
    const std::string* cells[] = {&row.schema,     &row.name,    &row.local_name,   &row.country,
                                  &row.city,       &row.address, &row.registration, &row.passport,
                                  &row.birth_date, &row.email};
    for (std::size_t i = 0; i < std::size(cells); ++i) {
      if (i > 0) csv += ',';
      csv += CsvCell(*cells[i]);
    }
    csv += '\n';
  }
  return csv;
}

std::string PairCsv(const std::vector<SupplierRow>& rows, std::vector<Pair> SupplierRow::* pairs,
                    std::size_t& count) {
  std::string csv = "row,list,id,kind\n";
  for (const SupplierRow& row : rows) {
    for (const Pair& pair : row.*pairs) {
      csv += fmt::format("{},{},{},{}\n", pair.row, pair.list, CsvCell(pair.id), pair.kind);
      ++count;
    }
  }
  return csv;
}

base::Status MakeFolder(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error)
    return base::IoError(fmt::format("{}: the folder cannot be made: {}", path.string(), error.message()));
  return base::Ok();
}

base::Status WriteLists(const std::string& folder, const std::vector<ListedParty>& parties,
                        std::uint64_t seed) {
  TRY(MakeFolder(folder + "/ofac-sdn"));
  const std::size_t vessels = parties.size() / 100;
  const OfacFiles ofac = OfacCsv(parties, vessels, Rng(seed ^ 0x0fac));
  TRY(files::WriteFile(folder + "/un-consolidated.xml", UnXml(parties, kEditionDay)));
  TRY(files::WriteFile(folder + "/ofac-sdn/sdn.csv", ofac.sdn));
  TRY(files::WriteFile(folder + "/ofac-sdn/alt.csv", ofac.alt));
  TRY(files::WriteFile(folder + "/ofac-sdn/add.csv", ofac.add));
  TRY(files::WriteFile(folder + "/regional-watchlist.jsonl", FtmJsonLines(parties)));
  TRY(files::WriteFile(folder + "/import-bans.csv", ImportBanCsv(parties, Rng(seed ^ 0x1b))));
  TRY(files::WriteFile(folder + "/import-bans.csv.map.toml", ImportBanMapping(kEditionDay)));
  return base::Ok();
}

}  // namespace

base::Result<WorldFacts> WriteWorld(const std::string& dir, const WorldOptions& options) {
  if (options.suppliers < kLeastSuppliers)
    return base::Invalid(fmt::format("--suppliers {}: a world needs at least {} suppliers", options.suppliers,
                                     kLeastSuppliers));
  if (options.suppliers > base::kMaxWorldSuppliers)
    return base::TooLarge(fmt::format("--suppliers {}: at most {} (kMaxWorldSuppliers)", options.suppliers,
                                      base::kMaxWorldSuppliers));
  TakenNames taken;
  Rng list_rng(options.seed ^ 0x6c69737473ULL), supplier_rng(options.seed ^ 0x737570706c79ULL);
  const std::vector<ListedParty> listed = MakeListedParties(SizesFor(options.suppliers), list_rng, taken);
  const Suppliers suppliers = MakeSuppliers(listed, taken, options.suppliers, supplier_rng);
  WorldFacts facts;
  facts.suppliers = suppliers.rows.size();
  facts.listed_parties = listed.size();
  for (const ListedParty& party : listed) facts.entries += party.entries.size();
  facts.planted_rows = suppliers.planted_rows;
  facts.lookalike_rows = suppliers.lookalike_rows;
  facts.nameless_rows = suppliers.nameless_rows;
  facts.bad_dates = suppliers.bad_dates;
  TRY(MakeFolder(dir));
  TRY(WriteLists(dir + "/lists", listed, options.seed));
  TRY(files::WriteFile(dir + "/suppliers.csv", SupplierCsv(suppliers.rows)));
  TRY(files::WriteFile(dir + "/truth.csv",
                       PairCsv(suppliers.rows, &SupplierRow::matches, facts.planted_pairs)));
  TRY(files::WriteFile(dir + "/lookalikes.csv",
                       PairCsv(suppliers.rows, &SupplierRow::lookalikes, facts.lookalike_pairs)));
  return facts;
}

}  // namespace world
