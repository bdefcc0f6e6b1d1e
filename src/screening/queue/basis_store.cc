// What parties were compared with: one line "dataset edition" a list, by the digest that the parties bear.

#include <fmt/format.h>

#include "base/limits_change.h"
#include "screening/queue/list_delta.h"

namespace screening::basis_store {
namespace {

std::string EditionsText(const std::vector<EditionOf>& editions) {
  std::string text;
  for (const EditionOf& one : editions) text += fmt::format("{} {}\n", one.dataset, one.edition);
  return text;
}

// Names of datasets and ids of editions hold no spaces.
base::Result<std::vector<EditionOf>> ReadEditions(std::string_view text) {
  std::vector<EditionOf> editions;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t space = text.find(' ');
    if (end == std::string_view::npos || space == std::string_view::npos || space > end)
      return base::Corrupt("what parties were compared with cannot be read");
    editions.push_back(
        {std::string(text.substr(0, space)), std::string(text.substr(space + 1, end - space - 1))});
    text.remove_prefix(end + 1);
  }
  return editions;
}

}  // namespace

base::Result<bool> Has(db::Transaction& tx, std::string_view screened_as) {
  return TRY(tx.QueryOne("SELECT 1 FROM screening_basis WHERE screened_as = $1", {screened_as})).has_value();
}

base::Status Put(db::Transaction& tx, std::string_view screened_as, const Basis& basis, base::UtcTime now) {
  if (TRY(Has(tx, screened_as))) return base::Ok();
  const auto last = TRY(tx.QueryOne("SELECT max(basis_number) FROM screening_basis", {}));
  const std::int64_t number = last && !last->IsNull(0) ? last->Int(0) + 1 : 1;
  TRY(
      tx.Execute("INSERT INTO screening_basis(screened_as, basis_number, engine, threshold, editions, "
                 "created_ms) VALUES "
                 "($1, $2, $3, $4, $5, $6)",
                 {screened_as, number, basis.engine, basis.threshold, EditionsText(basis.editions), now.ms}));
  TRY(tx.Execute("DELETE FROM screening_basis WHERE basis_number <= $1",
                 {number - static_cast<std::int64_t>(base::kMaxKeptBases)}));
  return base::Ok();
}

base::Result<std::optional<Basis>> Get(db::Transaction& tx, std::string_view screened_as) {
  const auto row = TRY(tx.QueryOne(
      "SELECT engine, threshold, editions FROM screening_basis WHERE screened_as = $1", {screened_as}));
  if (!row) return std::optional<Basis>();
  return std::optional<Basis>(Basis{row->Text(0), row->Real(1), TRY(ReadEditions(row->Text(2)))});
}

}  // namespace screening::basis_store
