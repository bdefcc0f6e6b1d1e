#include "screening/queue/alert_store.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <cmath>
#include <deque>

#include "screening/queue/record.h"

namespace screening::alert_store {
namespace {

namespace json = boost::json;

constexpr double kMillion = 1'000'000;
constexpr std::int64_t kMostHarm = 1'000;

std::int64_t Millionths(double value) {
  return std::llround(value * kMillion);
}

match::Identity IdentityNamed(std::string_view name) {
  for (const match::Identity identity : {match::Identity::kSupported, match::Identity::kContradicted})
    if (match::IdentityName(identity) == name) return identity;
  return match::Identity::kUnconfirmed;
}

base::Error NotThere() {
  return base::NotFound("there is no such alert");
}

}  // namespace

std::string_view Columns() {
  return "a.id, a.party_id, a.party_caption, a.party_hash, a.schema_name, a.country, a.dataset, a.entry_id, "
         "a.entry_caption, "
         "a.entry_hash, a.score_millionths, a.similarity_millionths, a.identity, a.harm, a.stage, "
         "a.decision, a.judgement_id, "
         "a.decided_by, a.decided_ms, a.carried, a.assigned_to, a.snapshot, a.changes, a.created_ms, "
         "a.changed_ms, a.version";
}

base::Result<QueuedAlert> Read(const db::Row& row) {
  QueuedAlert alert;
  alert.id = row.IdAt<AlertId>(0);
  alert.party = row.IdAt<PartyId>(1);
  alert.party_caption = row.Text(2);
  alert.party_hash = row.Text(3);
  alert.party_schema = entity::FindSchema(row.Text(4)).value_or(entity::schema::Thing());
  alert.country = row.Text(5);
  alert.dataset = row.Text(6);
  alert.entry_id = row.Text(7);
  alert.entry_caption = row.Text(8);
  alert.entry_hash = row.Text(9);
  alert.score = static_cast<double>(row.Int(10)) / kMillion;
  alert.name_similarity = static_cast<double>(row.Int(11)) / kMillion;
  alert.identity = IdentityNamed(row.Text(12));
  alert.harm = static_cast<int>(row.Int(13));
  alert.stage = StageNamed(row.Text(14)).value_or(Stage::kWaiting);
  alert.decision = DecisionNamed(row.Text(15)).value_or(Decision::kNone);
  alert.judgement = row.IdAt<JudgementId>(16);
  alert.decided_by = row.Text(17);
  alert.decided.ms = row.Int(18);
  alert.carried = row.Bool(19);
  alert.assigned_to = row.IdAt<desk::PersonId>(20);
  alert.snapshot = row.Text(21);
  alert.changes = TRY(ReadChanges(row.Text(22)));
  alert.created.ms = row.Int(23);
  alert.changed.ms = row.Int(24);
  alert.version = row.Int(25);
  return alert;
}

base::Result<QueuedAlert> Get(db::Transaction& tx, const desk::OrgId& org, const AlertId& id) {
  const auto row = TRY(tx.QueryOne(
      fmt::format("SELECT {} FROM alert a WHERE a.org_id = $1 AND a.id = $2", Columns()), {org, id}));
  if (!row) return NotThere();
  return Read(*row);
}

base::Result<std::vector<QueuedAlert>> OfParties(db::Transaction& tx, const desk::OrgId& org,
                                                 const std::vector<PartyId>& parties) {
  std::vector<QueuedAlert> alerts;
  if (parties.empty()) return alerts;
  db::SqlText sql(fmt::format("SELECT {} FROM alert a WHERE a.org_id = ", Columns()));
  sql.Bind(org.text())
      .Add(" AND a.party_id IN ")
      .BindAll(parties)
      .Add(" ORDER BY a.party_id, a.dataset, a.entry_id");
  for (const db::Row& row : TRY(tx.Query(sql.sql(), sql.params()))) alerts.push_back(TRY(Read(row)));
  return alerts;
}

base::Status Insert(db::Transaction& tx, const desk::OrgId& org, std::span<const QueuedAlert> alerts) {
  if (alerts.empty()) return base::Ok();
  std::deque<std::string> texts;
  std::vector<db::Param> rows;
  for (const QueuedAlert& a : alerts) {
    const std::int64_t score = Millionths(a.score);
    const std::initializer_list<db::Param> row = {a.id,
                                                  org,
                                                  a.party,
                                                  a.party_hash,
                                                  a.dataset,
                                                  a.entry_id,
                                                  a.entry_hash,
                                                  a.entry_caption,
                                                  a.party_caption,
                                                  a.party_schema.name(),
                                                  a.country,
                                                  score,
                                                  Millionths(a.name_similarity),
                                                  match::IdentityName(a.identity),
                                                  a.harm,
                                                  kMostHarm - a.harm,
                                                  Millionths(1) - score,
                                                  StageName(a.stage),
                                                  DecisionName(a.decision),
                                                  a.judgement,
                                                  a.decided_by,
                                                  a.decided.ms,
                                                  a.carried,
                                                  a.assigned_to.text(),
                                                  a.snapshot,
                                                  texts.emplace_back(ChangesText(a.changes)),
                                                  a.created.ms,
                                                  a.changed.ms,
                                                  1};
    rows.insert(rows.end(), row.begin(), row.end());
  }
  TRY(tx.InsertMany("alert",
                    {"id",
                     "org_id",
                     "party_id",
                     "party_hash",
                     "dataset",
                     "entry_id",
                     "entry_hash",
                     "entry_caption",
                     "party_caption",
                     "schema_name",
                     "country",
                     "score_millionths",
                     "similarity_millionths",
                     "identity",
                     "harm",
                     "harm_rank",
                     "score_rank",
                     "stage",
                     "decision",
                     "judgement_id",
                     "decided_by",
                     "decided_ms",
                     "carried",
                     "assigned_to",
                     "snapshot",
                     "changes",
                     "created_ms",
                     "changed_ms",
                     "version"},
                    rows));
  return base::Ok();
}

base::Status Update(db::Transaction& tx, const desk::OrgId& org, const QueuedAlert& a) {
  const std::int64_t score = Millionths(a.score);
  const std::int64_t rows = TRY(tx.Execute(
      "UPDATE alert SET party_hash = $4, entry_hash = $5, entry_caption = $6, party_caption = $7, "
      "schema_name = $8, country = $9, "
      "score_millionths = $10, similarity_millionths = $11, identity = $12, harm = $13, harm_rank = $14, "
      "score_rank = $15, stage = $16, "
      "decision = $17, judgement_id = $18, decided_by = $19, decided_ms = $20, carried = $21, assigned_to = "
      "$22, snapshot = $23, "
      "changes = $24, changed_ms = $25, version = version + 1 WHERE org_id = $1 AND id = $2 AND version = $3",
      {org,
       a.id,
       a.version,
       a.party_hash,
       a.entry_hash,
       a.entry_caption,
       a.party_caption,
       a.party_schema.name(),
       a.country,
       score,
       Millionths(a.name_similarity),
       match::IdentityName(a.identity),
       a.harm,
       kMostHarm - a.harm,
       Millionths(1) - score,
       StageName(a.stage),
       DecisionName(a.decision),
       a.judgement,
       a.decided_by,
       a.decided.ms,
       a.carried,
       std::string_view(a.assigned_to.text()),
       a.snapshot,
       ChangesText(a.changes),
       a.changed.ms}));
  if (rows != 1)
    return base::Error{base::Code::kConflict, "somebody else changed this alert; look at it again", {}};
  return base::Ok();
}

std::string SignalText(const QueuedAlert& a) {
  return json::serialize(json::object{{"alert", a.id.text()},
                                      {"party", a.party.text()},
                                      {"dataset", a.dataset},
                                      {"entry", a.entry_id},
                                      {"score", a.score},
                                      {"harm", a.harm},
                                      {"stage", StageName(a.stage)},
                                      {"decision", DecisionName(a.decision)}});
}

std::string StandingText(const QueuedAlert& a) {
  return json::serialize(json::object{{"stage", StageName(a.stage)},
                                      {"decision", DecisionName(a.decision)},
                                      {"judgement", a.judgement.text()},
                                      {"decided_by", a.decided_by},
                                      {"decided_ms", a.decided.ms},
                                      {"carried", a.carried},
                                      {"changes", ChangesText(a.changes)}});
}

base::Status SetStanding(QueuedAlert& alert, std::string_view standing) {
  try {
    const json::value parsed = json::parse(standing);
    const json::object& object = parsed.as_object();
    const auto text = [&](std::string_view name) { return std::string_view(object.at(name).as_string()); };
    alert.stage = StageNamed(text("stage")).value_or(Stage::kWaiting);
    alert.decision = DecisionNamed(text("decision")).value_or(Decision::kNone);
    alert.judgement = JudgementId::FromStore(text("judgement"));
    alert.decided_by = text("decided_by");
    alert.decided.ms = object.at("decided_ms").as_int64();
    alert.carried = object.at("carried").as_bool();
    alert.changes = TRY(ReadChanges(text("changes")));
  } catch (const std::exception&) {
    return base::Corrupt("the history of this alert cannot be read");
  }
  return base::Ok();
}

}  // namespace screening::alert_store
