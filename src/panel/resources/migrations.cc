#include "panel/resources/migrations.h"

#include <array>

namespace panel {
namespace {

constexpr std::string_view kProjects = R"(
CREATE TABLE resource_setting(
  panel_id TEXT PRIMARY KEY,
  currency TEXT NOT NULL,
  org_ref TEXT NOT NULL,
  org_type TEXT NOT NULL,
  version BIGINT NOT NULL);

CREATE TABLE project(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  org_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  state TEXT NOT NULL,
  planned_start BIGINT,
  planned_end BIGINT,
  actual_start BIGINT,
  actual_end BIGINT,
  countries TEXT NOT NULL,
  sectors TEXT NOT NULL,
  sdg TEXT NOT NULL,
  other_identifier TEXT,
  is_public BIGINT NOT NULL,
  created_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE UNIQUE INDEX project_by_number ON project(panel_id, number);
CREATE UNIQUE INDEX project_by_other_identifier ON project(panel_id, other_identifier);
CREATE INDEX project_by_state ON project(panel_id, state, number);
CREATE INDEX project_by_kind ON project(panel_id, kind, number);
CREATE INDEX project_by_org ON project(panel_id, org_id, number);

CREATE TABLE project_budget(
  project_id TEXT NOT NULL,
  start_day BIGINT NOT NULL,
  end_day BIGINT NOT NULL,
  currency TEXT NOT NULL,
  amount_m BIGINT NOT NULL,
  amount_u BIGINT NOT NULL,
  PRIMARY KEY(project_id, start_day));

CREATE TABLE project_result(
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL,
  level TEXT NOT NULL,
  title TEXT NOT NULL,
  place BIGINT NOT NULL);
CREATE INDEX project_result_by_project ON project_result(project_id, place);

CREATE TABLE project_indicator(
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL,
  result_id TEXT NOT NULL,
  title TEXT NOT NULL,
  unit TEXT NOT NULL,
  measure BIGINT NOT NULL,
  ascending BIGINT NOT NULL,
  people BIGINT NOT NULL,
  baseline_year TEXT NOT NULL,
  baseline_value TEXT NOT NULL,
  place BIGINT NOT NULL);
CREATE INDEX project_indicator_by_project ON project_indicator(project_id, place);

CREATE TABLE project_indicator_value(
  indicator_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  start_day BIGINT NOT NULL,
  end_day BIGINT NOT NULL,
  actual BIGINT NOT NULL,
  dimension TEXT NOT NULL,
  value TEXT NOT NULL,
  comment TEXT NOT NULL,
  PRIMARY KEY(indicator_id, start_day, end_day, actual, dimension));
CREATE INDEX project_indicator_value_by_project ON project_indicator_value(project_id, indicator_id);

CREATE TABLE project_trainee(
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL,
  code TEXT NOT NULL,
  grouping TEXT NOT NULL,
  state TEXT NOT NULL,
  enrolled_ms BIGINT NOT NULL);
CREATE UNIQUE INDEX project_trainee_by_code ON project_trainee(project_id, code);
CREATE INDEX project_trainee_by_state ON project_trainee(project_id, state, grouping);

CREATE TABLE project_training(
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL,
  title TEXT NOT NULL,
  day BIGINT NOT NULL,
  hours BIGINT NOT NULL,
  state TEXT NOT NULL);
CREATE INDEX project_training_by_day ON project_training(project_id, day, id);

CREATE TABLE project_attendance(
  training_id TEXT NOT NULL,
  trainee_id TEXT NOT NULL,
  PRIMARY KEY(training_id, trainee_id));
CREATE INDEX project_attendance_by_trainee ON project_attendance(trainee_id);
)";

// Few lines reverse another or have a reference: those indexes hold only these, because a planner that sees
// mostly NULL takes the whole index for useless. Amounts lie in two columns as base/money.h says.
// `ledger_total` is what its lines add up to, kept in the same transaction that writes them;
// `ledger_unvalued` holds the lines for which no rate was known.
constexpr std::string_view kLedger = R"(
CREATE TABLE ledger_line(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  project_id TEXT NOT NULL,
  member_id TEXT,
  donor TEXT NOT NULL,
  donor_key TEXT NOT NULL,
  stage TEXT NOT NULL,
  in_kind BIGINT NOT NULL,
  currency TEXT NOT NULL,
  amount_m BIGINT NOT NULL,
  amount_u BIGINT NOT NULL,
  quantity_m BIGINT NOT NULL,
  quantity_u BIGINT NOT NULL,
  unit TEXT NOT NULL,
  valued_by TEXT NOT NULL,
  day BIGINT NOT NULL,
  commitment TEXT NOT NULL,
  reference TEXT,
  note TEXT NOT NULL,
  reverses_id TEXT,
  created_ms BIGINT NOT NULL);
CREATE UNIQUE INDEX ledger_line_by_number ON ledger_line(panel_id, number);
CREATE UNIQUE INDEX ledger_line_by_reference ON ledger_line(panel_id, reference) WHERE reference IS NOT NULL;
CREATE UNIQUE INDEX ledger_line_by_reversal ON ledger_line(reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX ledger_line_by_project ON ledger_line(panel_id, project_id, number);
CREATE INDEX ledger_line_by_donor ON ledger_line(panel_id, donor_key, number);
CREATE INDEX ledger_line_by_stage ON ledger_line(panel_id, stage, number);
CREATE INDEX ledger_line_by_currency ON ledger_line(panel_id, currency, number);

CREATE TABLE ledger_value(
  line_id TEXT PRIMARY KEY,
  currency TEXT NOT NULL,
  value_m BIGINT NOT NULL,
  value_u BIGINT NOT NULL,
  rate TEXT NOT NULL,
  rate_day BIGINT NOT NULL,
  inverse BIGINT NOT NULL,
  source TEXT NOT NULL);

CREATE TABLE ledger_unvalued(
  panel_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  currency TEXT NOT NULL,
  day BIGINT NOT NULL,
  PRIMARY KEY(panel_id, line_id));
CREATE INDEX ledger_unvalued_by_day ON ledger_unvalued(panel_id, currency, day);

CREATE TABLE ledger_total(
  panel_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  donor_key TEXT NOT NULL,
  donor TEXT NOT NULL,
  currency TEXT NOT NULL,
  stage TEXT NOT NULL,
  in_kind BIGINT NOT NULL,
  amount_m BIGINT NOT NULL,
  amount_u BIGINT NOT NULL,
  value_m BIGINT NOT NULL,
  value_u BIGINT NOT NULL,
  lines BIGINT NOT NULL,
  unvalued BIGINT NOT NULL,
  PRIMARY KEY(panel_id, project_id, donor_key, currency, stage, in_kind));

CREATE TABLE exchange_rate(
  panel_id TEXT NOT NULL,
  from_currency TEXT NOT NULL,
  to_currency TEXT NOT NULL,
  day BIGINT NOT NULL,
  rate TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY(panel_id, from_currency, to_currency, day));
CREATE INDEX exchange_rate_by_day ON exchange_rate(panel_id, day, from_currency, to_currency);
)";

// What is in the ledger stays: a mistake is taken back by a line of its own.
constexpr std::string_view kAppendOnlySqlite = R"(
CREATE TRIGGER ledger_line_stays BEFORE UPDATE ON ledger_line BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_line_remains BEFORE DELETE ON ledger_line BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
)";
constexpr std::string_view kAppendOnlyPostgres = R"(
CREATE FUNCTION ledger_line_stays() RETURNS trigger LANGUAGE plpgsql AS
  'BEGIN RAISE EXCEPTION ''the ledger is append-only''; END';
CREATE TRIGGER ledger_line_stays BEFORE UPDATE OR DELETE ON ledger_line
  FOR EACH ROW EXECUTE FUNCTION ledger_line_stays();
)";

// The concept note of a call that a project carries out.
constexpr std::string_view kOrigin = R"(
CREATE TABLE project_origin(
  project_id TEXT PRIMARY KEY,
  note_id TEXT NOT NULL,
  made_ms BIGINT NOT NULL);
CREATE UNIQUE INDEX project_origin_by_note ON project_origin(note_id);
)";

constexpr std::array kMigrations = {
    db::Migration{"panel", 70, "projects", kProjects, {}},
    db::Migration{"panel", 71, "ledger", kLedger, {}},
    db::Migration{"panel", 72, "ledger append-only", kAppendOnlySqlite, kAppendOnlyPostgres},
    db::Migration{"panel", 73, "projects know the concept note they carry out", kOrigin, {}},
};

}  // namespace

std::span<const db::Migration> ResourceMigrations() {
  return kMigrations;
}

}  // namespace panel
