#include "panel/sessions/migrations.h"

#include <array>

namespace panel {
namespace {

// No name here is unique across sessions, and nothing is numbered across them: an error or a gap would tell
// of a session that the reader may not know. `words` is empty where `sealed_id` names a shared record of the
// vault; `title` is empty of closed sessions.
constexpr std::string_view kTables = R"(
CREATE TABLE panel_series(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  closed BIGINT NOT NULL,
  title TEXT NOT NULL,
  owner_org_id TEXT NOT NULL,
  organiser_id TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX panel_series_by_panel ON panel_series(panel_id, created_ms, id);

CREATE TABLE panel_session(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  series_id TEXT,
  kind TEXT NOT NULL,
  audience TEXT NOT NULL,
  state TEXT NOT NULL,
  title TEXT NOT NULL,
  words TEXT NOT NULL,
  sealed_id TEXT,
  zone TEXT NOT NULL,
  starts_ms BIGINT NOT NULL,
  ends_ms BIGINT NOT NULL,
  room_seats BIGINT NOT NULL,
  online_seats BIGINT NOT NULL,
  in_room BIGINT NOT NULL,
  online BIGINT NOT NULL,
  admission TEXT NOT NULL,
  owner_org_id TEXT NOT NULL,
  organiser_id TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX panel_session_by_time ON panel_session(panel_id, starts_ms, id);
CREATE INDEX panel_session_by_series ON panel_session(series_id, starts_ms, id);
CREATE INDEX panel_session_by_end ON panel_session(ends_ms);

CREATE TABLE panel_session_host(
  session_id TEXT NOT NULL REFERENCES panel_session(id),
  org_id TEXT NOT NULL,
  PRIMARY KEY (session_id, org_id));
CREATE INDEX panel_session_host_by_org ON panel_session_host(org_id, session_id);

CREATE TABLE panel_session_participant(
  session_id TEXT NOT NULL REFERENCES panel_session(id),
  person_id TEXT NOT NULL,
  org_id TEXT NOT NULL,
  role TEXT NOT NULL,
  state TEXT NOT NULL,
  planned TEXT NOT NULL,
  present TEXT,
  asked_ms BIGINT NOT NULL,
  decided_ms BIGINT NOT NULL,
  let_in BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (session_id, person_id));
CREATE INDEX panel_session_participant_by_person ON panel_session_participant(person_id, org_id, session_id);
CREATE INDEX panel_session_participant_by_state ON panel_session_participant(session_id, state, asked_ms);

CREATE TABLE panel_session_sealed(
  record_id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES panel_session(id));
CREATE INDEX panel_session_sealed_by_session ON panel_session_sealed(session_id, record_id);

CREATE TABLE panel_closed_log(
  session_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  time_ms BIGINT NOT NULL,
  actor TEXT NOT NULL,
  org_id TEXT NOT NULL,
  action TEXT NOT NULL,
  record TEXT NOT NULL,
  details TEXT NOT NULL,
  head TEXT NOT NULL,
  PRIMARY KEY (session_id, number));
CREATE TABLE panel_closed_commitment(
  made_ms BIGINT PRIMARY KEY,
  salt BLOB NOT NULL,
  commitment TEXT NOT NULL);
)";

constexpr std::array kMigrations = {db::Migration{"panel", 20, "sessions", kTables, {}}};

}  // namespace

std::span<const db::Migration> SessionMigrations() {
  return kMigrations;
}

}  // namespace panel
