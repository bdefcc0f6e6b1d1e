#include "screening/queue/migrations.h"

#include <array>

namespace screening {
namespace {

// Words and captions are kept as bytes, because both databases order bytes alike and texts by their own
// rules. `entity_copy` holds contents that alerts were made from, by hash: of parties with their
// organisation, of listed entries (which are public and shared) with none. `screened_as` is a digest of
// everything a comparison depends on; empty: not compared yet.
constexpr std::string_view kTables = R"(
CREATE TABLE screening_org(
  org_id TEXT PRIMARY KEY,
  threshold DOUBLE PRECISION NOT NULL,
  second_look_harm BIGINT NOT NULL,
  version BIGINT NOT NULL,
  run BIGINT NOT NULL);

CREATE TABLE party(
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL,
  party_key TEXT NOT NULL,
  party_number TEXT NOT NULL,
  schema_name TEXT NOT NULL,
  caption TEXT NOT NULL,
  caption_key BLOB NOT NULL,
  entity TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  tags TEXT NOT NULL,
  country TEXT NOT NULL,
  spend BIGINT,
  source TEXT NOT NULL,
  import_id TEXT,
  import_row BIGINT NOT NULL,
  import_outcome TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  updated_ms BIGINT NOT NULL,
  removed_ms BIGINT,
  screened_ms BIGINT,
  screened_as TEXT NOT NULL,
  version BIGINT NOT NULL);
CREATE UNIQUE INDEX party_by_key ON party(org_id, party_key);
CREATE INDEX party_by_caption ON party(org_id, caption_key, id);
CREATE INDEX party_by_id ON party(org_id, id);
CREATE INDEX party_by_screening ON party(org_id, screened_as);
CREATE INDEX party_by_source ON party(org_id, source, import_id);
CREATE INDEX party_by_country ON party(org_id, country);
CREATE INDEX party_by_import ON party(org_id, import_id);

CREATE TABLE party_word(
  org_id TEXT NOT NULL,
  word BLOB NOT NULL,
  party_id TEXT NOT NULL,
  PRIMARY KEY(org_id, word, party_id));
CREATE INDEX party_word_by_party ON party_word(party_id, word);

CREATE TABLE entity_copy(
  org_id TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  entity TEXT NOT NULL,
  PRIMARY KEY(org_id, content_hash));

CREATE TABLE alert(
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL,
  party_id TEXT NOT NULL,
  party_hash TEXT NOT NULL,
  dataset TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  entry_hash TEXT NOT NULL,
  entry_caption TEXT NOT NULL,
  party_caption TEXT NOT NULL,
  schema_name TEXT NOT NULL,
  country TEXT NOT NULL,
  score_millionths BIGINT NOT NULL,
  similarity_millionths BIGINT NOT NULL,
  identity TEXT NOT NULL,
  harm BIGINT NOT NULL,
  harm_rank BIGINT NOT NULL,
  score_rank BIGINT NOT NULL,
  stage TEXT NOT NULL,
  decision TEXT NOT NULL,
  judgement_id TEXT,
  decided_by TEXT NOT NULL,
  decided_ms BIGINT NOT NULL,
  carried BIGINT NOT NULL,
  assigned_to TEXT NOT NULL,
  snapshot TEXT NOT NULL,
  changes TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  changed_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE UNIQUE INDEX alert_by_pair ON alert(org_id, party_id, dataset, entry_id);
CREATE INDEX alert_by_harm ON alert(
  org_id, stage, harm_rank, created_ms, id, dataset, country, schema_name, assigned_to, score_rank, party_id);
CREATE INDEX alert_by_dataset ON alert(org_id, dataset, stage, harm_rank, created_ms, id);
CREATE INDEX alert_by_assignee ON alert(org_id, assigned_to, stage, harm_rank, created_ms, id) WHERE assigned_to <> '';
CREATE INDEX alert_by_age ON alert(
  org_id, stage, created_ms, id, dataset, country, schema_name, assigned_to, score_rank, party_id);
CREATE INDEX alert_by_score ON alert(
  org_id, stage, score_rank, created_ms, id, dataset, country, schema_name, assigned_to, party_id);

CREATE TABLE judgement(
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL,
  alert_id TEXT NOT NULL,
  party_hash TEXT NOT NULL,
  entry_hash TEXT NOT NULL,
  decision TEXT NOT NULL,
  reason TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_ms BIGINT NOT NULL,
  approved_by TEXT NOT NULL,
  approved_ms BIGINT NOT NULL,
  in_force BIGINT NOT NULL,
  superseded_by TEXT NOT NULL);
CREATE INDEX judgement_by_superseder ON judgement(superseded_by);
CREATE INDEX judgement_by_pair ON judgement(org_id, party_hash, entry_hash, decided_ms);

CREATE TABLE alert_event(
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL,
  alert_id TEXT NOT NULL,
  event_number BIGINT NOT NULL,
  kind TEXT NOT NULL,
  event_ms BIGINT NOT NULL,
  actor TEXT NOT NULL,
  decision TEXT NOT NULL,
  event_text TEXT NOT NULL,
  about TEXT NOT NULL,
  batch TEXT NOT NULL,
  before_state TEXT NOT NULL,
  undone BIGINT NOT NULL);
CREATE UNIQUE INDEX alert_event_by_alert ON alert_event(alert_id, event_number);
CREATE INDEX alert_event_by_batch ON alert_event(org_id, batch);

CREATE TABLE party_import(
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL,
  file_name TEXT NOT NULL,
  source TEXT NOT NULL,
  blob_sha256 TEXT NOT NULL,
  file_bytes BIGINT NOT NULL,
  state TEXT NOT NULL,
  mapping TEXT NOT NULL,
  job_id TEXT,
  message TEXT NOT NULL,
  row_count BIGINT NOT NULL,
  added BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  repeated BIGINT NOT NULL,
  missing BIGINT NOT NULL,
  rejected_rows BIGINT NOT NULL,
  rejected_fields BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  updated_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX party_import_by_org ON party_import(org_id, created_ms, id);

CREATE TABLE import_reject(
  org_id TEXT NOT NULL,
  import_id TEXT NOT NULL,
  reject_number BIGINT NOT NULL,
  row_number BIGINT NOT NULL,
  column_name TEXT NOT NULL,
  cell TEXT NOT NULL,
  reason TEXT NOT NULL,
  whole_row BIGINT NOT NULL,
  PRIMARY KEY(import_id, reject_number));
)";

// For the open alerts of one party. Without it SQLite takes an index of the stage and walks through the whole
// queue.
constexpr std::string_view kByParty = "CREATE INDEX alert_by_party ON alert(org_id, party_id, stage);";

// `record_id` is a sealed record of the vault.
constexpr std::string_view kSealedNotes = R"(
CREATE TABLE alert_sealed_note(
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL,
  alert_id TEXT NOT NULL,
  record_id TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_ms BIGINT NOT NULL);
CREATE INDEX alert_sealed_note_by_alert ON alert_sealed_note(org_id, alert_id, created_ms);
)";

// What the digest in party.screened_as stands for. Of the installation; no row is needed for correctness.
constexpr std::string_view kBases = R"(
CREATE TABLE screening_basis(
  screened_as TEXT PRIMARY KEY,
  basis_number BIGINT NOT NULL,
  engine TEXT NOT NULL,
  threshold DOUBLE PRECISION NOT NULL,
  editions TEXT NOT NULL,
  created_ms BIGINT NOT NULL);
CREATE INDEX screening_basis_by_number ON screening_basis(basis_number);
)";

// Since when a party has its name, country and place: the gate counts it from the quarter after that.
constexpr std::string_view kNamed = R"(
ALTER TABLE party ADD COLUMN named_ms BIGINT NOT NULL DEFAULT 0;
UPDATE party SET named_ms = created_ms;
)";

// How many goods of its country the lists of goods name among its products. The index holds what the list of
// parties is filtered by, so that rows that do not fit are not read. Parties that were compared before
// this step are looked at again, because the digest of what they were compared with knows of goods now.
constexpr std::string_view kGoods = R"(
ALTER TABLE party ADD COLUMN goods BIGINT NOT NULL DEFAULT 0;
CREATE INDEX party_by_goods ON party(
  org_id, caption_key, id, removed_ms, country, schema_name, source, goods) WHERE goods > 0;
)";

constexpr std::array kMigrations = {db::Migration{"screening", 10, "queue", kTables, {}},
                                    db::Migration{"screening", 11, "alerts by party", kByParty, {}},
                                    db::Migration{"screening", 12, "sealed notes", kSealedNotes, {}},
                                    db::Migration{"screening", 13, "screening bases", kBases, {}},
                                    db::Migration{"screening", 14, "parties named since", kNamed, {}},
                                    db::Migration{"screening", 15, "goods of parties", kGoods, {}}};

}  // namespace

std::span<const db::Migration> QueueMigrations() {
  return kMigrations;
}

}  // namespace screening
