#include "panel/resources/ledger_store.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <tuple>

#include "base/check.h"
#include "base/limits_panel.h"
#include "db/sql_text.h"
#include "panel/resources/rates.h"

namespace panel {
namespace {

constexpr std::string_view kSelect =
    "SELECT l.id, l.panel_id, l.number, l.project_id, p.title, p.number, l.member_id, l.donor, l.stage, "
    "l.in_kind, l.currency, "
    "l.amount_m, l.amount_u, l.quantity_m, l.quantity_u, l.unit, l.valued_by, l.day, l.commitment, "
    "l.reference, l.note, "
    "l.reverses_id, r.id, l.created_ms, v.currency, v.value_m, v.value_u, v.rate, v.rate_day, v.inverse, "
    "v.source, o.number "
    "FROM ledger_line l JOIN project p ON p.id = l.project_id LEFT JOIN ledger_value v ON v.line_id = l.id "
    "LEFT JOIN ledger_line r ON r.reverses_id = l.id LEFT JOIN ledger_line o ON o.id = l.reverses_id ";

base::Result<LedgerLine> FromRow(const db::Row& row) {
  LedgerLine line;
  line.id = row.IdAt<LineId>(0);
  line.panel = row.IdAt<PanelId>(1);
  line.number = row.Int(2);
  line.project = row.IdAt<ProjectId>(3);
  line.project_title = row.Text(4);
  line.project_number = row.Int(5);
  line.member = row.IdAt<MemberId>(6);
  line.donor = row.Text(7);
  line.stage = StageNamed(row.Text(8)).value_or(Stage::kPledged);
  line.in_kind = row.Bool(9);
  line.value.currency = base::Currency::FromStore(row.Text(10));
  line.value.amount = TRY(base::Decimal::FromColumns(row.Int(11), row.Int(12)));
  line.quantity = TRY(base::Decimal::FromColumns(row.Int(13), row.Int(14)));
  line.unit = row.Text(15);
  line.valued_by = row.Text(16);
  line.day = row.Int(17);
  line.commitment = row.Text(18);
  line.reference = row.Text(19);
  line.note = row.Text(20);
  line.reverses = row.IdAt<LineId>(21);
  line.reversed_by = row.IdAt<LineId>(22);
  line.created = base::UtcTime{row.Int(23)};
  if (!row.IsNull(24)) {
    line.valued = LedgerLine::Valued{
        .rate = row.Text(27), .rate_day = row.Int(28), .inverse = row.Bool(29), .source = row.Text(30)};
    line.valued->value.currency = base::Currency::FromStore(row.Text(24));
    line.valued->value.amount = TRY(base::Decimal::FromColumns(row.Int(25), row.Int(26)));
  }
  if (!row.IsNull(31)) line.reverses_number = row.Int(31);
  return line;
}

base::Result<std::vector<LedgerLine>> FromRows(const db::Rows& rows) {
  std::vector<LedgerLine> lines;
  lines.reserve(rows.size());
  for (const db::Row& row : rows) lines.push_back(TRY(FromRow(row)));
  return lines;
}

db::Param OrNull(const std::string& text) {
  return text.empty() ? db::Param(nullptr) : db::Param(text);
}

// ---- totals

struct TotalKey {
  std::string project;  // empty: of all
  std::string donor_key;
  base::Currency currency;
  Stage stage;
  bool in_kind;
  auto operator<=>(const TotalKey&) const = default;
};
struct TotalSum {
  std::string donor;
  base::Decimal amount;
  base::Decimal value;
  std::int64_t lines = 0;
  std::int64_t unvalued = 0;
};
using Totals = std::map<TotalKey, TotalSum>;

// A line counts four times: at its project and donor, at each of them, and in all.
base::Status AddToTotals(Totals& totals, const LedgerLine& line) {
  const std::string donor_key = DonorKey(line);
  for (const bool by_project : {false, true}) {
    for (const bool by_donor : {false, true}) {
      TotalSum& sum = totals[{by_project ? line.project.text() : "", by_donor ? donor_key : "",
                              line.value.currency, line.stage, line.in_kind}];
      if (by_donor) sum.donor = line.donor;
      sum.amount = TRY(sum.amount.Plus(line.value.amount));
      if (line.valued) sum.value = TRY(sum.value.Plus(line.valued->value.amount));
      ++sum.lines;
      sum.unvalued += line.valued ? 0 : 1;
    }
  }
  return base::Ok();
}

constexpr std::size_t kPiece = 4000;

constexpr std::string_view kAddTotals =
    "ON CONFLICT (panel_id, project_id, donor_key, currency, stage, in_kind) DO UPDATE SET donor = "
    "excluded.donor, "
    "amount_m = ledger_total.amount_m + excluded.amount_m, amount_u = ledger_total.amount_u + "
    "excluded.amount_u, "
    "value_m = ledger_total.value_m + excluded.value_m, value_u = ledger_total.value_u + excluded.value_u, "
    "lines = ledger_total.lines + excluded.lines, unvalued = ledger_total.unvalued + excluded.unvalued";

base::Status StoreTotals(db::Transaction& tx, const PanelId& panel, const Totals& totals) {
  std::vector<db::Param> params;
  const auto store = [&]() -> base::Status {
    TRY(tx.InsertMany("ledger_total",
                      {"panel_id", "project_id", "donor_key", "donor", "currency", "stage", "in_kind",
                       "amount_m", "amount_u", "value_m", "value_u", "lines", "unvalued"},
                      params, kAddTotals));
    params.clear();
    return base::Ok();
  };
  std::size_t rows = 0;
  for (const auto& [key, sum] : totals) {
    for (const db::Param& param : std::initializer_list<db::Param>{
             panel, key.project, key.donor_key, sum.donor, key.currency.code(), StageName(key.stage),
             key.in_kind, sum.amount.millions(), sum.amount.rest(), sum.value.millions(), sum.value.rest(),
             sum.lines, sum.unvalued})
      params.push_back(param);
    if (++rows % kPiece == 0) TRY(store());
  }
  return params.empty() ? base::Ok() : store();
}

// Lines of one import have few currencies and days: the rate of each pair is asked for once.
class RateCache {
 public:
  RateCache(const PanelId& panel, base::Currency to) : panel_(panel), to_(to) {}
  base::Result<std::optional<LedgerLine::Valued>> Value(db::Transaction& tx, const LedgerLine& line) {
    using Maybe = std::optional<LedgerLine::Valued>;
    const auto key = std::pair(line.value.currency, line.day);
    auto found = rates_.find(key);
    if (found == rates_.end()) {
      const base::Money one{base::Decimal::FromInteger(1), line.value.currency};
      found = rates_.emplace(key, TRY(ValueOn(tx, panel_, one, to_, line.day))).first;
    }
    if (!found->second) return Maybe();
    LedgerLine::Valued valued = *found->second;
    const base::ExchangeRate rate = TRY(base::ExchangeRate::Parse(valued.rate));
    valued.value = TRY(
        base::Convert(line.value, valued.inverse ? rate.Inverse() : rate, to_, base::Rounding::kHalfEven));
    return Maybe(std::move(valued));
  }

 private:
  PanelId panel_;
  base::Currency to_;
  std::map<std::pair<base::Currency, std::int64_t>, std::optional<LedgerLine::Valued>> rates_;
};

// ---- lines in pieces, so that the parameters of 200,000 do not lie in memory at once

base::Status StoreLines(db::Transaction& tx, std::span<const LedgerLine> lines) {
  std::vector<std::string> keys;
  keys.reserve(lines.size());
  std::vector<db::Param> params;
  for (const LedgerLine& line : lines) {
    keys.push_back(DonorKey(line));
    for (const db::Param& param : std::initializer_list<db::Param>{line.id,
                                                                   line.panel,
                                                                   line.number,
                                                                   line.project,
                                                                   line.member,
                                                                   line.donor,
                                                                   keys.back(),
                                                                   StageName(line.stage),
                                                                   line.in_kind,
                                                                   line.value.currency.code(),
                                                                   line.value.amount.millions(),
                                                                   line.value.amount.rest(),
                                                                   line.quantity.millions(),
                                                                   line.quantity.rest(),
                                                                   line.unit,
                                                                   line.valued_by,
                                                                   line.day,
                                                                   line.commitment,
                                                                   OrNull(line.reference),
                                                                   line.note,
                                                                   line.reverses,
                                                                   line.created.ms})
      params.push_back(param);
  }
  TRY(tx.InsertMany("ledger_line",
                    {"id",         "panel_id",   "number",      "project_id", "member_id", "donor",
                     "donor_key",  "stage",      "in_kind",     "currency",   "amount_m",  "amount_u",
                     "quantity_m", "quantity_u", "unit",        "valued_by",  "day",       "commitment",
                     "reference",  "note",       "reverses_id", "created_ms"},
                    params));
  return base::Ok();
}

base::Status StoreValues(db::Transaction& tx, std::span<const LedgerLine> lines) {
  std::vector<db::Param> values;
  std::vector<db::Param> missing;
  for (const LedgerLine& line : lines) {
    if (line.valued) {
      const LedgerLine::Valued& valued = *line.valued;
      for (const db::Param& param : std::initializer_list<db::Param>{
               line.id, valued.value.currency.code(), valued.value.amount.millions(),
               valued.value.amount.rest(), valued.rate, valued.rate_day, valued.inverse, valued.source})
        values.push_back(param);
    } else {
      for (const db::Param& param :
           std::initializer_list<db::Param>{line.panel, line.id, line.value.currency.code(), line.day})
        missing.push_back(param);
    }
  }
  if (!values.empty())
    TRY(tx.InsertMany("ledger_value",
                      {"line_id", "currency", "value_m", "value_u", "rate", "rate_day", "inverse", "source"},
                      values));
  if (!missing.empty())
    TRY(tx.InsertMany("ledger_unvalued", {"panel_id", "line_id", "currency", "day"}, missing));
  return base::Ok();
}

}  // namespace

base::Status InsertLines(db::Transaction& tx, const PanelId& panel, base::Currency reporting,
                         std::vector<LedgerLine>& lines) {
  const std::optional<db::Row> last = TRY(tx.QueryOne(
      "SELECT number FROM ledger_line WHERE panel_id = $1 ORDER BY number DESC LIMIT 1", {panel}));
  std::int64_t number = last ? last->Int(0) : 0;
  Totals totals;
  RateCache rates(panel, reporting);
  for (LedgerLine& line : lines) {
    line.number = ++number;
    line.panel = panel;
    if (!line.valued && line.reverses.empty()) line.valued = TRY(rates.Value(tx, line));
    TRY(AddToTotals(totals, line));
  }
  const std::span<const LedgerLine> all(lines);
  for (std::size_t at = 0; at < all.size(); at += kPiece) {
    const std::span<const LedgerLine> piece = all.subspan(at, std::min(kPiece, all.size() - at));
    TRY(StoreLines(tx, piece));
    TRY(StoreValues(tx, piece));
  }
  return StoreTotals(tx, panel, totals);
}

base::Result<std::optional<LedgerLine>> FindLine(db::Transaction& tx, const LineId& id) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kSelect) + "WHERE l.id = $1", {id}));
  if (!row) return std::optional<LedgerLine>();
  return std::optional<LedgerLine>(TRY(FromRow(*row)));
}

base::Result<std::vector<LedgerLine>> LinesBefore(db::Transaction& tx, const PanelId& panel,
                                                  const LedgerFilter& filter, std::int64_t before,
                                                  std::size_t limit) {
  const std::int64_t below = before == 0 ? std::numeric_limits<std::int64_t>::max() : before;
  std::vector<db::Param> params = {panel, below, limit};
  std::string where = "WHERE l.panel_id = $1 AND l.number < $2";
  const auto add = [&](std::string_view column, db::Param value) {
    params.push_back(value);
    where += " AND l." + std::string(column) + " = $" + std::to_string(params.size());
  };
  if (!filter.project.empty()) add("project_id", filter.project);
  if (!filter.donor_key.empty()) add("donor_key", filter.donor_key);
  if (filter.stage) add("stage", StageName(*filter.stage));
  if (!filter.currency.empty()) add("currency", filter.currency.code());
  const std::string sql = std::string(kSelect) + where + " ORDER BY l.number DESC LIMIT $3";
  return FromRows(TRY(tx.Query(sql, std::span<const db::Param>(params))));
}

base::Status EachLineOf(db::Transaction& tx, const PanelId& panel, const ProjectId& project,
                        const std::function<base::Status(const LedgerLine&)>& visit) {
  const auto one = [&](const db::Row& row) -> base::Result<bool> {
    const LedgerLine line = TRY(FromRow(row));
    TRY(visit(line));
    return true;
  };
  return tx.Each(std::string(kSelect) + "WHERE l.panel_id = $1 AND l.project_id = $2 ORDER BY l.number",
                 {panel, project}, one);
}

base::Status EachLine(db::Transaction& tx, const PanelId& panel,
                      const std::function<base::Status(const LedgerLine&)>& visit) {
  const auto one = [&](const db::Row& row) -> base::Result<bool> {
    const LedgerLine line = TRY(FromRow(row));
    TRY(visit(line));
    return true;
  };
  return tx.Each(std::string(kSelect) + "WHERE l.panel_id = $1 ORDER BY l.number", {panel}, one);
}

base::Result<std::vector<LedgerLine>> UnvaluedLines(db::Transaction& tx, const PanelId& panel) {
  return FromRows(TRY(tx.Query(
      std::string(kSelect) +
          "JOIN ledger_unvalued u ON u.line_id = l.id WHERE u.panel_id = $1 ORDER BY l.number LIMIT $2",
      {panel, base::kMaxResourceImportRows})));
}

base::Status StoreValue(db::Transaction& tx, const LedgerLine& line, const LedgerLine::Valued& value) {
  TRY(tx.Execute("DELETE FROM ledger_unvalued WHERE panel_id = $1 AND line_id = $2", {line.panel, line.id}));
  TRY(tx.Execute(
      "INSERT INTO ledger_value(line_id, currency, value_m, value_u, rate, rate_day, inverse, source) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {line.id, value.value.currency.code(), value.value.amount.millions(), value.value.amount.rest(),
       value.rate, value.rate_day, value.inverse, value.source}));
  const std::string donor_key = DonorKey(line);
  TRY(tx.Execute(
      "UPDATE ledger_total SET value_m = value_m + $6, value_u = value_u + $7, unvalued = unvalued - 1 WHERE "
      "panel_id = $1 AND "
      "project_id IN ('', $2) AND donor_key IN ('', $3) AND currency = $4 AND stage = $5 AND in_kind = $8",
      {line.panel, line.project, donor_key, line.value.currency.code(), StageName(line.stage),
       value.value.amount.millions(), value.value.amount.rest(), line.in_kind}));
  return base::Ok();
}

}  // namespace panel
