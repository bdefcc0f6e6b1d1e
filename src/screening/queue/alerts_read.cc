// Reading the queue: alerts.h.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "screening/queue/alert_store.h"
#include "screening/queue/alerts.h"
#include "screening/queue/explain.h"
#include "screening/queue/party_store.h"
#include "screening/queue/position.h"
#include "screening/queue/settings.h"

namespace screening {
namespace {

constexpr std::array<std::string_view, 4> kSortNames = {"harm", "oldest", "newest", "score"};
constexpr std::int64_t kMillion = 1'000'000;
constexpr std::size_t kBatch = 500;
constexpr std::size_t kBeforeShare = 6;  // of a page around an alert, one in six stands before it

// What each order goes by; the last two columns are always time and id.
struct Order {
  std::string_view columns;
  bool descending;
  bool has_rank;
};

Order OrderOf(AlertSort sort) {
  switch (sort) {
    case AlertSort::kHarm:
      return {"a.harm_rank, a.created_ms, a.id", false, true};
    case AlertSort::kScore:
      return {"a.score_rank, a.created_ms, a.id", false, true};
    case AlertSort::kOldest:
      return {"a.created_ms, a.id", false, false};
    case AlertSort::kNewest:
      return {"a.created_ms, a.id", true, false};
  }
  return {"a.created_ms, a.id", false, false};
}

std::int64_t RankOf(const QueuedAlert& alert, AlertSort sort) {
  if (sort == AlertSort::kHarm) return 1'000 - alert.harm;
  return sort == AlertSort::kScore ? kMillion - std::llround(alert.score * kMillion) : 0;
}

std::string PositionOf(const QueuedAlert& alert, AlertSort sort) {
  return Position({std::to_string(RankOf(alert, sort)), std::to_string(alert.created.ms), alert.id.text()});
}

std::int64_t RankBound(double score) {
  return kMillion - std::llround(std::clamp(score, 0.0, 1.0) * kMillion);
}

base::Status AddFilter(db::Transaction& tx, db::SqlText& sql, const desk::OrgId& org,
                       const AlertFilter& filter) {
  sql.Add(" AND a.stage = ").Bind(StageName(filter.stage));
  if (!filter.dataset.empty()) sql.Add(" AND a.dataset = ").Bind(filter.dataset);
  if (!filter.country.empty()) sql.Add(" AND a.country = ").Bind(filter.country);
  if (!filter.schema.empty()) sql.Add(" AND a.schema_name = ").Bind(filter.schema);
  if (filter.assigned_to == "nobody") {
    sql.Add(" AND a.assigned_to = ''");
  } else if (!filter.assigned_to.empty()) {
    sql.Add(" AND a.assigned_to <> '' AND a.assigned_to = ")
        .Bind(filter.assigned_to);  // the first lets the small index be used
  }
  if (filter.score_from > 0) sql.Add(" AND a.score_rank <= ").Bind(RankBound(filter.score_from));
  if (filter.score_below > 0) sql.Add(" AND a.score_rank > ").Bind(RankBound(filter.score_below));
  if (!filter.party.empty()) sql.Add(" AND a.party_id = ").Bind(filter.party.text());
  return party_store::AddWords(tx, sql, "a.party_id", org, filter.text);
}

enum class Edge : std::uint8_t { kAfter, kAt, kBefore };

// Alerts of the filter beyond a position, the nearest first.
struct Slice {
  const desk::OrgId& org;
  const AlertFilter& filter;
  AlertSort sort;
};
base::Result<std::vector<QueuedAlert>> ReadSlice(db::Transaction& tx, const Slice& slice,
                                                 std::string_view position, Edge edge, std::size_t limit) {
  const Order order = OrderOf(slice.sort);
  const bool upward = (edge != Edge::kBefore) != order.descending;
  db::SqlText sql(fmt::format("SELECT {} FROM alert a WHERE a.org_id = ", alert_store::Columns()));
  sql.Bind(slice.org.text());
  TRY(AddFilter(tx, sql, slice.org, slice.filter));
  if (!position.empty()) {
    const std::vector<std::string> parts = TRY(PositionParts(position, 3));
    sql.Add(fmt::format(" AND ({}) {}{} (", order.columns, upward ? ">" : "<", edge == Edge::kAt ? "=" : ""));
    const std::int64_t rank = TRY(PositionNumber(parts[0]));
    const std::int64_t created_ms = TRY(PositionNumber(parts[1]));
    if (order.has_rank) sql.Bind(rank).Add(", ");
    sql.Bind(created_ms).Add(", ").Bind(parts[2]).Add(")");
  }
  std::string by(order.columns);
  if (!upward) {
    for (std::size_t at = by.find(','); at != std::string::npos; at = by.find(',', at + 6))
      by.insert(at, " DESC");
    by += " DESC";
  }
  sql.Add(" ORDER BY ").Add(by).Add(" LIMIT ").Bind(static_cast<std::int64_t>(limit));
  std::vector<QueuedAlert> alerts;
  for (const db::Row& row : TRY(tx.Query(sql.sql(), sql.params())))
    alerts.push_back(TRY(alert_store::Read(row)));
  return alerts;
}

base::Result<AlertPage> ReadPage(db::Transaction& tx, const Slice& slice, std::string_view position,
                                 Alerts::Direction direction, std::size_t limit) {
  const bool forward = direction == Alerts::Direction::kForward || position.empty();
  AlertPage page;
  page.alerts = TRY(ReadSlice(tx, slice, position, forward ? Edge::kAfter : Edge::kBefore, limit + 1));
  const bool more = page.alerts.size() > limit;
  if (more) page.alerts.resize(limit);
  if (!forward) std::reverse(page.alerts.begin(), page.alerts.end());
  const std::string first =
      page.alerts.empty() ? std::string(position) : PositionOf(page.alerts.front(), slice.sort);
  const std::string last =
      page.alerts.empty() ? std::string(position) : PositionOf(page.alerts.back(), slice.sort);
  if (forward ? !position.empty() : more) page.before = first;
  if (forward ? more : true) page.after = last;
  return page;
}

base::Result<std::int64_t> CountStage(db::Transaction& tx, const desk::OrgId& org, Stage stage) {
  const auto row = TRY(tx.QueryOne(
      "SELECT count(*) FROM (SELECT 1 FROM alert WHERE org_id = $1 AND stage = $2 LIMIT $3) AS bounded",
      {org, StageName(stage), base::kMaxCounted}));
  return row->Int(0);
}

}  // namespace

std::string_view AlertSortName(AlertSort sort) {
  return kSortNames.at(static_cast<std::size_t>(sort));
}

std::optional<AlertSort> AlertSortNamed(std::string_view name) {
  for (std::size_t i = 0; i < kSortNames.size(); ++i)
    if (kSortNames[i] == name) return static_cast<AlertSort>(i);
  return std::nullopt;
}

base::Result<AlertPage> Alerts::List(const desk::OrgId& org, const AlertFilter& filter, AlertSort sort,
                                     std::string_view position, Direction direction, std::size_t limit) {
  return seams_.database.Read([&](db::Transaction& tx) {
    return ReadPage(tx, {org, filter, sort}, position, direction,
                    std::clamp<std::size_t>(limit, 1, base::kMaxAlertPage));
  });
}

base::Result<AlertPage> Alerts::Around(const desk::OrgId& org, const AlertFilter& filter, AlertSort sort,
                                       const AlertId& id, std::size_t limit) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<AlertPage> {
    const QueuedAlert alert = TRY(alert_store::Get(tx, org, id));
    const std::string place = PositionOf(alert, sort);
    const Slice slice{org, filter, sort};
    const std::size_t most = std::clamp<std::size_t>(limit, 1, base::kMaxAlertPage);
    const std::size_t before = most / kBeforeShare;
    AlertPage page;
    page.alerts = TRY(ReadSlice(tx, slice, place, Edge::kBefore, before + 1));
    const bool more_before = page.alerts.size() > before;
    if (more_before) page.alerts.resize(before);
    std::reverse(page.alerts.begin(), page.alerts.end());
    const std::size_t left = most - page.alerts.size();
    std::vector<QueuedAlert> rest = TRY(ReadSlice(tx, slice, place, Edge::kAt, left + 1));
    const bool more_after = rest.size() > left;
    if (more_after) rest.resize(left);
    page.alerts.insert(page.alerts.end(), rest.begin(), rest.end());
    if (more_before) page.before = page.alerts.empty() ? place : PositionOf(page.alerts.front(), sort);
    if (more_after) page.after = page.alerts.empty() ? place : PositionOf(page.alerts.back(), sort);
    return page;
  });
}

base::Result<std::optional<AlertId>> Alerts::Next(const desk::OrgId& org, const AlertFilter& filter,
                                                  AlertSort sort, const AlertId& id) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::optional<AlertId>> {
    const QueuedAlert alert = TRY(alert_store::Get(tx, org, id));
    const std::string place = PositionOf(alert, sort);
    const std::vector<QueuedAlert> next = TRY(ReadSlice(tx, {org, filter, sort}, place, Edge::kAfter, 1));
    if (next.empty()) return std::optional<AlertId>();
    return std::optional(next.front().id);
  });
}

base::Result<StageCounts> Alerts::Counts(const desk::OrgId& org) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<StageCounts> {
    StageCounts counts;
    counts.waiting = TRY(CountStage(tx, org, Stage::kWaiting));
    counts.unsure = TRY(CountStage(tx, org, Stage::kUnsure));
    counts.second_look = TRY(CountStage(tx, org, Stage::kSecondLook));
    counts.decided = TRY(CountStage(tx, org, Stage::kDecided));
    return counts;
  });
}

base::Result<std::optional<base::UtcTime>> Alerts::OldestWaiting(const desk::OrgId& org) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::optional<base::UtcTime>> {
    const auto row = TRY(tx.QueryOne(
        "SELECT created_ms FROM alert WHERE org_id = $1 AND stage = 'waiting' ORDER BY created_ms LIMIT 1",
        {org}));
    if (!row) return std::optional<base::UtcTime>();
    return std::optional(base::UtcTime{row->Int(0)});
  });
}

base::Result<Alerts::Choices> Alerts::FilterChoices(const desk::OrgId& org) {
  Choices choices;
  const ListsNow lists = TRY(seams_.lists());
  choices.datasets = lists.datasets;
  std::sort(choices.datasets.begin(), choices.datasets.end());
  choices.datasets.erase(std::unique(choices.datasets.begin(), choices.datasets.end()),
                         choices.datasets.end());
  const auto read = [&](db::Transaction& tx) -> base::Status {
    // Skips from one country to the next through the index, however many parties each has.
    const db::Rows rows =
        TRY(tx.Query("WITH RECURSIVE land(v) AS (SELECT min(country) FROM party WHERE org_id = $1 UNION ALL "
                     "SELECT (SELECT min(country) FROM party WHERE org_id = $1 AND country > land.v) FROM "
                     "land WHERE land.v IS NOT NULL) "
                     "SELECT v FROM land WHERE v IS NOT NULL AND v <> '' LIMIT $2",
                     {org, base::kMaxChoices}));
    for (const db::Row& row : rows) choices.countries.push_back(row.Text(0));
    return base::Ok();
  };
  TRY(seams_.database.Read(read));
  return choices;
}

base::Result<QueuedAlert> Alerts::Get(const desk::OrgId& org, const AlertId& id) {
  return seams_.database.Read([&](db::Transaction& tx) { return alert_store::Get(tx, org, id); });
}

base::Result<std::vector<QueuedAlert>> Alerts::OfParty(const desk::OrgId& org, const PartyId& party) {
  return seams_.database.Read([&](db::Transaction& tx) { return alert_store::OfParties(tx, org, {party}); });
}

base::Result<AlertDetail> Alerts::Detail(const desk::Actor& actor, const desk::OrgId& org,
                                         const AlertId& id) {
  QueueSettings settings;
  const auto read = [&](db::Transaction& tx) -> base::Result<AlertDetail> {
    AlertDetail found;
    settings = TRY(Settings(seams_).Get(tx, org));
    found.alert = TRY(alert_store::Get(tx, org, id));
    found.party = TRY(party_store::GetCopy(tx, org, found.alert.party_hash));
    found.entry = TRY(party_store::GetCopy(tx, desk::OrgId(), found.alert.entry_hash));
    const Party party = TRY(party_store::Get(tx, org, found.alert.party));
    found.party_is_current = party.content_hash == found.alert.party_hash;
    found.judgement = TRY(alert_store::GetJudgement(tx, org, found.alert.judgement));
    found.history = TRY(alert_store::Events(tx, org, id, base::kMaxHistory));
    const auto last = TRY(alert_store::LastChange(tx, org, id));
    if (last && !last->before.empty() && last->actor == actor.label) {
      found.undo_until = base::UtcTime{last->time.ms + kUndoMs};
      found.may_undo = seams_.clock.Now() < found.undo_until;
    }
    return found;
  };
  AlertDetail detail = TRY(seams_.database.Read(read));
  detail.needs_second_look = detail.alert.harm >= settings.second_look_harm;
  detail.explained = ExplainPair(detail.party, detail.entry, detail.alert.dataset, settings.threshold);
  return detail;
}

base::Status Alerts::EachCompared(const desk::OrgId& org, const AlertFilter& filter, AlertSort sort,
                                  const std::function<base::Result<bool>(const ComparedAlert&)>& visit) {
  std::string after;
  do {
    std::vector<std::optional<Judgement>> judgements;
    std::vector<std::pair<entity::Entity, entity::Entity>> records;
    const auto read_page = [&](db::Transaction& tx) -> base::Result<AlertPage> {
      AlertPage read = TRY(ReadPage(tx, {org, filter, sort}, after, Direction::kForward, kBatch));
      judgements.clear();
      records.clear();
      for (const QueuedAlert& alert : read.alerts) {
        judgements.push_back(TRY(alert_store::GetJudgement(tx, org, alert.judgement)));
        entity::Entity party = TRY(party_store::GetCopy(tx, org, alert.party_hash));
        entity::Entity entry = TRY(party_store::GetCopy(tx, desk::OrgId(), alert.entry_hash));
        records.emplace_back(std::move(party), std::move(entry));
      }
      return read;
    };
    AlertPage page = TRY(seams_.database.Read(read_page));
    for (std::size_t i = 0; i < page.alerts.size(); ++i)
      if (!TRY(visit({page.alerts[i], judgements[i], records[i].first, records[i].second})))
        return base::Ok();
    after = std::move(page.after);
  } while (!after.empty());
  return base::Ok();
}

base::Status Alerts::Each(
    const desk::OrgId& org, const AlertFilter& filter, AlertSort sort,
    const std::function<base::Result<bool>(const QueuedAlert&, const std::optional<Judgement>&)>& visit) {
  std::string after;
  do {
    std::vector<std::optional<Judgement>> judgements;
    const auto read_page = [&](db::Transaction& tx) -> base::Result<AlertPage> {
      AlertPage read = TRY(ReadPage(tx, {org, filter, sort}, after, Direction::kForward, kBatch));
      judgements.clear();
      for (const QueuedAlert& alert : read.alerts)
        judgements.push_back(TRY(alert_store::GetJudgement(tx, org, alert.judgement)));
      return read;
    };
    AlertPage page = TRY(seams_.database.Read(read_page));
    for (std::size_t i = 0; i < page.alerts.size(); ++i)
      if (!TRY(visit(page.alerts[i], judgements[i]))) return base::Ok();
    after = std::move(page.after);
  } while (!after.empty());
  return base::Ok();
}

}  // namespace screening
