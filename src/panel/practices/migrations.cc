#include "panel/practices/migrations.h"

#include <array>

namespace panel {
namespace {

constexpr std::string_view kTables = R"(
CREATE TABLE practice(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  org_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  state TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  revision BIGINT NOT NULL,
  published_revision BIGINT NOT NULL,
  edition BIGINT NOT NULL,
  grade BIGINT NOT NULL,
  is_public BIGINT NOT NULL,
  replications BIGINT NOT NULL,
  created_ms BIGINT NOT NULL,
  changed_ms BIGINT NOT NULL,
  published_ms BIGINT NOT NULL,
  withdrawn_ms BIGINT NOT NULL,
  withdrawn_reason TEXT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX practice_by_org ON practice(org_id, changed_ms, id);
CREATE INDEX practice_by_state ON practice(panel_id, state, changed_ms, id);
CREATE INDEX practice_by_publication ON practice(is_public, published_ms, id) WHERE published_revision > 0;

CREATE TABLE practice_revision(
  practice_id TEXT NOT NULL,
  revision_number BIGINT NOT NULL,
  content TEXT NOT NULL,
  change_note TEXT NOT NULL,
  edition BIGINT NOT NULL,
  grade BIGINT NOT NULL,
  interest BIGINT NOT NULL,
  created_ms BIGINT NOT NULL,
  submitted_ms BIGINT NOT NULL,
  published_ms BIGINT NOT NULL,
  PRIMARY KEY(practice_id, revision_number));

CREATE TABLE practice_event(
  practice_id TEXT NOT NULL,
  event_number BIGINT NOT NULL,
  act TEXT NOT NULL,
  actor TEXT NOT NULL,
  actor_role TEXT NOT NULL,
  note TEXT NOT NULL,
  revision_number BIGINT NOT NULL,
  event_ms BIGINT NOT NULL,
  PRIMARY KEY(practice_id, event_number));

CREATE TABLE practice_review(
  id TEXT PRIMARY KEY,
  practice_id TEXT NOT NULL,
  revision_number BIGINT NOT NULL,
  member_id TEXT NOT NULL,
  org_id TEXT NOT NULL,
  person_id TEXT,
  place BIGINT NOT NULL,
  state TEXT NOT NULL,
  interest TEXT NOT NULL,
  answers TEXT NOT NULL,
  recommendation TEXT NOT NULL,
  to_owner TEXT NOT NULL,
  to_secretariat TEXT NOT NULL,
  invited_ms BIGINT NOT NULL,
  due_ms BIGINT NOT NULL,
  done_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE UNIQUE INDEX practice_review_by_org ON practice_review(practice_id, revision_number, org_id);
CREATE INDEX practice_review_by_reviewer ON practice_review(org_id, state, due_ms);

CREATE TABLE practice_comment(
  id TEXT PRIMARY KEY,
  practice_id TEXT NOT NULL,
  comment_number BIGINT NOT NULL,
  kind TEXT NOT NULL,
  audience TEXT NOT NULL,
  actor_role TEXT NOT NULL,
  place BIGINT NOT NULL,
  org_id TEXT NOT NULL,
  answers_id TEXT,
  answered BIGINT NOT NULL,
  revision_number BIGINT NOT NULL,
  body TEXT NOT NULL,
  actor TEXT NOT NULL,
  created_ms BIGINT NOT NULL);
CREATE UNIQUE INDEX practice_comment_by_number ON practice_comment(practice_id, comment_number);

CREATE TABLE practice_replication(
  id TEXT PRIMARY KEY,
  practice_id TEXT NOT NULL,
  edition BIGINT NOT NULL,
  org_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  state TEXT NOT NULL,
  claim TEXT NOT NULL,
  may_show BIGINT NOT NULL,
  decided_by TEXT NOT NULL,
  decision TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  decided_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX practice_replication_by_practice ON practice_replication(practice_id, state, created_ms, id);
CREATE INDEX practice_replication_by_org ON practice_replication(org_id, created_ms, id);

CREATE TABLE practice_translation(
  id TEXT PRIMARY KEY,
  practice_id TEXT NOT NULL,
  language TEXT NOT NULL,
  texts TEXT NOT NULL,
  of_revision BIGINT NOT NULL,
  org_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  state TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  changed_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE UNIQUE INDEX practice_translation_by_language ON practice_translation(practice_id, language);

CREATE TABLE practice_tool(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  org_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  state TEXT NOT NULL,
  content TEXT NOT NULL,
  is_public BIGINT NOT NULL,
  decision TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  changed_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX practice_tool_by_org ON practice_tool(org_id, changed_ms, id);
CREATE INDEX practice_tool_by_state ON practice_tool(panel_id, state, changed_ms, id);
)";

// The index of search. `word` is bytes, so that both databases order it alike. `docs` holds three bytes for
// each document of a shard that has the word: its place in the shard (two bytes, little end first) and where
// the word stands (index.h). `words` are those of the document, to take them out again.
constexpr std::string_view kIndex = R"(
CREATE TABLE practice_posting(
  word BLOB NOT NULL,
  shard BIGINT NOT NULL,
  docs BLOB NOT NULL,
  PRIMARY KEY(word, shard));

CREATE TABLE practice_doc(
  doc_number BIGINT PRIMARY KEY,
  subject_id TEXT NOT NULL,
  panel_id TEXT NOT NULL,
  is_public BIGINT NOT NULL,
  kind TEXT NOT NULL,
  grade BIGINT NOT NULL,
  replications BIGINT NOT NULL,
  topics BIGINT NOT NULL,
  stages BIGINT NOT NULL,
  reached BIGINT NOT NULL,
  industries TEXT NOT NULL,
  countries TEXT NOT NULL,
  languages TEXT NOT NULL,
  published_ms BIGINT NOT NULL,
  gone BIGINT NOT NULL,
  generation BIGINT NOT NULL,
  words BLOB NOT NULL);
CREATE UNIQUE INDEX practice_doc_by_subject ON practice_doc(subject_id);
CREATE INDEX practice_doc_by_generation ON practice_doc(generation);

CREATE TABLE practice_index_state(
  id BIGINT PRIMARY KEY,
  generation BIGINT NOT NULL,
  last_number BIGINT NOT NULL);
INSERT INTO practice_index_state(id, generation, last_number) VALUES (1, 0, -1);
)";

constexpr std::array kMigrations = {db::Migration{"panel", 40, "practices", kTables, {}},
                                    db::Migration{"panel", 41, "search in practices", kIndex, {}}};

}  // namespace

std::span<const db::Migration> PracticeMigrations() {
  return kMigrations;
}

}  // namespace panel
