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

// A piece is whatever has words of its own inside a session: agenda part, speaker, board, note on a board,
// document. `parent_id`: the board of a note. `time_ms` and `minutes` are a part's.
constexpr std::string_view kPieces = R"(
CREATE TABLE panel_session_piece(
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES panel_session(id),
  kind TEXT NOT NULL,
  parent_id TEXT,
  position BIGINT NOT NULL,
  label TEXT NOT NULL,
  org_id TEXT,
  person_id TEXT,
  expert_id TEXT,
  time_ms BIGINT NOT NULL,
  minutes BIGINT NOT NULL,
  words TEXT NOT NULL,
  sealed_id TEXT,
  sha256 TEXT,
  size BIGINT NOT NULL,
  created_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX panel_session_piece_by_session ON panel_session_piece(session_id, kind, position, id);
CREATE INDEX panel_session_piece_by_parent ON panel_session_piece(parent_id);

CREATE TABLE panel_expert(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  person_id TEXT,
  name TEXT NOT NULL,
  name_key BLOB NOT NULL,
  organisation TEXT NOT NULL,
  country TEXT NOT NULL,
  languages TEXT NOT NULL,
  about TEXT NOT NULL,
  email TEXT NOT NULL,
  consent BIGINT NOT NULL,
  state TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX panel_expert_by_name ON panel_expert(panel_id, state, name_key, id);
CREATE TABLE panel_expert_competence(
  expert_id TEXT NOT NULL REFERENCES panel_expert(id),
  competence TEXT NOT NULL,
  PRIMARY KEY (competence, expert_id));
CREATE INDEX panel_expert_competence_of ON panel_expert_competence(expert_id);

CREATE TABLE panel_certificate(
  number TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES panel_session(id),
  person_id TEXT NOT NULL,
  org_id TEXT NOT NULL,
  mode TEXT NOT NULL,
  issued_ms BIGINT NOT NULL,
  issued_by TEXT NOT NULL);
CREATE UNIQUE INDEX panel_certificate_of ON panel_certificate(session_id, person_id);
CREATE INDEX panel_certificate_by_person ON panel_certificate(person_id, org_id);

CREATE TABLE panel_session_notice(
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  due_ms BIGINT NOT NULL);
CREATE INDEX panel_session_notice_due ON panel_session_notice(due_ms, id);
CREATE INDEX panel_session_notice_by_session ON panel_session_notice(session_id);

CREATE TABLE panel_session_reminded(
  session_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  which TEXT NOT NULL,
  PRIMARY KEY (session_id, person_id, which));

CREATE TABLE panel_session_term(
  term BLOB NOT NULL,
  session_id TEXT NOT NULL,
  PRIMARY KEY (term, session_id));
CREATE INDEX panel_session_term_of ON panel_session_term(session_id);
)";

// For the timeline of two members.
constexpr std::string_view kByOrganisation = R"(
CREATE INDEX panel_session_participant_by_org ON panel_session_participant(org_id, session_id);
)";

constexpr std::array kMigrations = {
    db::Migration{"panel", 20, "sessions", kTables, {}},
    db::Migration{"panel", 21, "session-pieces", kPieces, {}},
    db::Migration{"panel", 22, "participants-by-organisation", kByOrganisation, {}}};

}  // namespace

std::span<const db::Migration> SessionMigrations() {
  return kMigrations;
}

}  // namespace panel
