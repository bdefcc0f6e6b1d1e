#include "panel/resources/rates.h"

#include <fmt/format.h>

#include <memory>
#include <set>
#include <tuple>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "iati/code_lists.h"
#include "iati/simple_types.h"
#include "panel/resources/ledger_store.h"
#include "panel/resources/table_columns.h"
#include "panel/resources/text_checks.h"

namespace panel {
namespace {

base::Result<ExchangeRateRow> CheckedRate(const ExchangeRateRow& rate) {
  ExchangeRateRow checked = rate;
  if (rate.from.empty()) return base::Invalid("from: is missing");
  if (rate.to.empty()) return base::Invalid("to: is missing");
  if (rate.from == rate.to) return base::Invalid("to: is the same currency");
  const base::Result<base::ExchangeRate> parsed = base::ExchangeRate::Parse(rate.rate);
  if (!parsed.has_value()) return base::Invalid("rate: " + parsed.error().external);
  checked.source = TRY(NameText(rate.source, "source"));
  return checked;
}

base::Status InsertRate(db::Transaction& tx, const PanelId& panel, const ExchangeRateRow& rate) {
  const std::optional<db::Row> there =
      TRY(tx.QueryOne("SELECT rate FROM exchange_rate WHERE panel_id = $1 AND from_currency = $2 AND "
                      "to_currency = $3 AND day = $4",
                      {panel, rate.from.code(), rate.to.code(), rate.day}));
  if (there)
    return base::Error{base::Code::kConflict,
                       fmt::format("date: {} has a rate from {} to {} already: {}", iati::DayText(rate.day),
                                   rate.from.code(), rate.to.code(), there->Text(0)),
                       {}};
  TRY(
      tx.Execute("INSERT INTO exchange_rate(panel_id, from_currency, to_currency, day, rate, source) VALUES "
                 "($1, $2, $3, $4, $5, $6)",
                 {panel, rate.from.code(), rate.to.code(), rate.day, rate.rate, rate.source}));
  return base::Ok();
}

struct Found {
  std::string rate;
  std::int64_t day = 0;
  std::string source;
};
base::Result<std::optional<Found>> FindRate(db::Transaction& tx, const PanelId& panel, base::Currency from,
                                            base::Currency to, std::int64_t day) {
  const std::optional<db::Row> row =
      TRY(tx.QueryOne("SELECT rate, day, source FROM exchange_rate WHERE panel_id = $1 AND from_currency = "
                      "$2 AND to_currency = $3 AND day <= $4 AND "
                      "day >= $5 ORDER BY day DESC LIMIT 1",
                      {panel, from.code(), to.code(), day, day - kRateDays}));
  if (!row) return std::optional<Found>();
  return std::optional<Found>(Found{row->Text(0), row->Int(1), row->Text(2)});
}

base::Result<ExchangeRateRow> RateOfRow(const Columns& columns, const files::Record& record) {
  ExchangeRateRow rate;
  rate.day = TRY(DayOfText(columns.Get(record, "date"), "date"));
  const base::Result<base::Currency> from = base::Currency::Parse(columns.Get(record, "from"));
  if (!from.has_value()) return base::Invalid("from: " + from.error().external);
  const base::Result<base::Currency> to = base::Currency::Parse(columns.Get(record, "to"));
  if (!to.has_value()) return base::Invalid("to: " + to.error().external);
  rate.from = *from;
  rate.to = *to;
  rate.rate = columns.Get(record, "rate");
  rate.source = columns.Get(record, "source");
  return CheckedRate(rate);
}

}  // namespace

void ImportOutcome::Add(std::size_t row, std::string_view field, std::string_view text) {
  ++fault_count;
  if (faults.size() < base::kMaxResourceImportFaults)
    faults.push_back({row, std::string(field), std::string(text)});
}

base::Result<ResourceSettings> SettingsOf(db::Transaction& tx, const PanelId& panel) {
  ResourceSettings settings{.currency = base::Currency::FromStore("USD"), .org_ref = {}, .org_type = "80"};
  const std::optional<db::Row> row = TRY(tx.QueryOne(
      "SELECT currency, org_ref, org_type, version FROM resource_setting WHERE panel_id = $1", {panel}));
  if (!row) return settings;
  settings.currency = base::Currency::FromStore(row->Text(0));
  settings.org_ref = row->Text(1);
  settings.org_type = row->Text(2);
  settings.version = row->Int(3);
  return settings;
}

base::Result<std::optional<LedgerLine::Valued>> ValueOn(db::Transaction& tx, const PanelId& panel,
                                                        const base::Money& money, base::Currency to,
                                                        std::int64_t day) {
  using Maybe = std::optional<LedgerLine::Valued>;
  if (money.currency == to)
    return Maybe(
        LedgerLine::Valued{.value = money, .rate = "1", .rate_day = day, .inverse = false, .source = {}});
  // The later of the two days is nearer to the line's; of the same day the rate as it was published.
  std::optional<Found> found = TRY(FindRate(tx, panel, money.currency, to, day));
  const std::optional<Found> other = TRY(FindRate(tx, panel, to, money.currency, day));
  const bool inverse = other && (!found || other->day > found->day);
  if (inverse) found = other;
  if (!found) return Maybe();
  const base::ExchangeRate rate = TRY(base::ExchangeRate::Parse(found->rate));
  const base::Money value =
      TRY(base::Convert(money, inverse ? rate.Inverse() : rate, to, base::Rounding::kHalfEven));
  return Maybe(LedgerLine::Valued{value, found->rate, found->day, inverse, found->source});
}

base::Status Rates::Add(const desk::Actor& actor, const PanelId& panel, const ExchangeRateRow& draft) {
  const ExchangeRateRow rate = TRY(CheckedRate(draft));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    TRY(panels_.MustHost(tx, actor, panel));
    TRY(InsertRate(tx, panel, rate));
    return seams_.audit.Append(tx, actor, "rate.add", "panel:" + panel.text());
  });
}

base::Result<ImportOutcome> Rates::Import(const desk::Actor& actor, const PanelId& panel,
                                          std::string_view bytes, const std::string& name) {
  ImportOutcome outcome;
  std::vector<ExchangeRateRow> rates;
  std::set<std::tuple<base::Currency, base::Currency, std::int64_t>> seen;
  const auto take = [&](const Columns& columns, const files::Record& record) {
    const base::Result<ExchangeRateRow> rate = RateOfRow(columns, record);
    if (!rate.has_value()) return AddFault(outcome, record.row, rate.error());
    if (!seen.insert({rate->from, rate->to, rate->day}).second)
      return outcome.Add(record.row, "date", "stands in this file already, with the same two currencies");
    rates.push_back(*rate);
  };
  TRY(EachRow(bytes, name, {"date", "from", "to", "rate", "source"}, {}, outcome, take));
  if (outcome.fault_count > 0) return outcome;
  const auto store = [&](db::Transaction& tx) -> base::Status {
    TRY(panels_.MustHost(tx, actor, panel));
    for (const ExchangeRateRow& rate : rates) TRY(InsertRate(tx, panel, rate));
    return seams_.audit.Append(tx, actor, "rate.import", "panel:" + panel.text());
  };
  const base::Status stored = seams_.database.Write(store);
  if (!stored.has_value() && stored.error().code == base::Code::kConflict) {
    AddFault(outcome, 0, stored.error());
    return outcome;
  }
  if (!stored.has_value()) return stored.error();
  outcome.taken = rates.size();
  return outcome;
}

base::Result<std::vector<ExchangeRateRow>> Rates::List(const desk::Actor& actor, const PanelId& panel,
                                                       std::size_t limit) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<ExchangeRateRow>> {
    TRY(MustSeePanel(tx, panels_, directory_, actor, panel));
    std::vector<ExchangeRateRow> rates;
    for (const db::Row& row : TRY(tx.Query(
             "SELECT from_currency, to_currency, day, rate, source FROM exchange_rate WHERE panel_id = $1 "
             "ORDER BY day DESC, from_currency, to_currency LIMIT $2",
             {panel, limit})))
      rates.push_back({base::Currency::FromStore(row.Text(0)), base::Currency::FromStore(row.Text(1)),
                       row.Int(2), row.Text(3), row.Text(4)});
    return rates;
  });
}

base::Result<std::vector<Rates::Missing>> Rates::Wanted(const desk::Actor& actor, const PanelId& panel) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Missing>> {
    TRY(MustSeePanel(tx, panels_, directory_, actor, panel));
    std::vector<Missing> missing;
    // How many from the kept totals, the days from both ends of an index: no row is counted one by one.
    const db::Rows counts =
        TRY(tx.Query("SELECT currency, CAST(SUM(unvalued) AS BIGINT) FROM ledger_total WHERE panel_id = $1 "
                     "AND project_id = '' AND "
                     "donor_key = '' GROUP BY currency HAVING SUM(unvalued) > 0 ORDER BY 2 DESC, currency",
                     {panel}));
    for (const db::Row& row : counts) {
      Missing one{.currency = base::Currency::FromStore(row.Text(0)), .lines = row.Int(1)};
      const std::string_view code = row.Text(0);
      const auto first = TRY(tx.QueryOne(
          "SELECT MIN(day) FROM ledger_unvalued WHERE panel_id = $1 AND currency = $2", {panel, code}));
      const auto last = TRY(tx.QueryOne(
          "SELECT MAX(day) FROM ledger_unvalued WHERE panel_id = $1 AND currency = $2", {panel, code}));
      if (first) one.first_day = first->Int(0);
      if (last) one.last_day = last->Int(0);
      missing.push_back(one);
    }
    return missing;
  });
}

base::Result<std::int64_t> Rates::ValueMissing(const desk::Actor& actor, const PanelId& panel) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Result<std::int64_t> {
    TRY(panels_.MustHost(tx, actor, panel));
    const ResourceSettings settings = TRY(SettingsOf(tx, panel));
    std::int64_t valued = 0;
    for (const LedgerLine& line : TRY(UnvaluedLines(tx, panel))) {
      const std::optional<LedgerLine::Valued> value =
          TRY(ValueOn(tx, panel, line.value, settings.currency, line.day));
      if (!value) continue;
      TRY(StoreValue(tx, line, *value));
      ++valued;
    }
    if (valued > 0) TRY(seams_.audit.Append(tx, actor, "ledger.value", "panel:" + panel.text()));
    return valued;
  });
}

base::Result<ResourceSettings> Rates::Settings(const desk::Actor& actor, const PanelId& panel) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<ResourceSettings> {
    TRY(MustSeePanel(tx, panels_, directory_, actor, panel));
    return SettingsOf(tx, panel);
  });
}

base::Status Rates::SetSettings(const desk::Actor& actor, const PanelId& panel,
                                const ResourceSettings& settings) {
  if (settings.currency.empty()) return base::Invalid("currency: is missing");
  const std::string ref = TRY(ShortText(settings.org_ref, "org_ref"));
  if (!ref.empty() && (ref.find('-') == std::string::npos || ref.find_first_of("/&|? ") != std::string::npos))
    return base::Invalid("org_ref: is not of the form AGENCY-NUMBER, such as XM-DAC-41122");
  if (!iati::InList("OrganisationType", settings.org_type))
    return base::Invalid("org_type: is not on IATI's list of organisation types");
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    TRY(panels_.MustHost(tx, actor, panel));
    const ResourceSettings before = TRY(SettingsOf(tx, panel));
    if (before.version != settings.version)
      return base::Error{base::Code::kConflict,
                         desk::tr("Somebody else changed these settings meanwhile. Load them again."),
                         {}};
    if (before.currency != settings.currency &&
        TRY(tx.QueryOne("SELECT id FROM ledger_line WHERE panel_id = $1 LIMIT 1", {panel})))
      return base::Error{
          base::Code::kConflict,
          desk::tr("The reporting currency stays once the ledger has lines: they were valued in it."),
          {}};
    TRY(
        tx.Execute("INSERT INTO resource_setting(panel_id, currency, org_ref, org_type, version) VALUES ($1, "
                   "$2, $3, $4, 1) ON CONFLICT "
                   "(panel_id) DO UPDATE SET currency = excluded.currency, org_ref = excluded.org_ref, "
                   "org_type = excluded.org_type, "
                   "version = resource_setting.version + 1",
                   {panel, settings.currency.code(), ref, settings.org_type}));
    return seams_.audit.Append(tx, actor, "resources.settings", "panel:" + panel.text());
  });
}

}  // namespace panel
