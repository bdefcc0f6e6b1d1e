#include "panel/minutes/migrations.h"

#include <array>

namespace panel {
namespace {

// `words` is empty where `sealed_id` names a record of the session's sealed content. Nothing here is numbered
// or named uniquely across sessions.
constexpr std::string_view kMinutes = R"(
CREATE TABLE panel_minutes(
  session_id TEXT PRIMARY KEY REFERENCES panel_session(id),
  panel_id TEXT NOT NULL,
  phase TEXT NOT NULL,
  words TEXT NOT NULL,
  sealed_id TEXT,
  approval_session_id TEXT,
  comments_until_ms BIGINT NOT NULL,
  last_number BIGINT NOT NULL,
  edition BIGINT NOT NULL,
  circulated_ms BIGINT NOT NULL,
  approved_ms BIGINT NOT NULL,
  created_ms BIGINT NOT NULL,
  changed_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX panel_minutes_by_panel ON panel_minutes(panel_id, phase);

CREATE TABLE panel_minutes_edition(
  session_id TEXT NOT NULL REFERENCES panel_session(id),
  edition BIGINT NOT NULL,
  phase TEXT NOT NULL,
  words TEXT NOT NULL,
  sealed_id TEXT,
  made_ms BIGINT NOT NULL,
  PRIMARY KEY (session_id, edition));

CREATE TABLE panel_minutes_comment(
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES panel_session(id),
  person_id TEXT NOT NULL,
  org_id TEXT NOT NULL,
  state TEXT NOT NULL,
  words TEXT NOT NULL,
  sealed_id TEXT,
  answer TEXT NOT NULL,
  answer_sealed_id TEXT,
  made_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX panel_minutes_comment_by_session ON panel_minutes_comment(session_id, made_ms, id);

CREATE TABLE panel_minutes_approval(
  session_id TEXT NOT NULL REFERENCES panel_session(id),
  edition BIGINT NOT NULL,
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  made_ms BIGINT NOT NULL,
  PRIMARY KEY (session_id, edition, org_id));

CREATE TABLE panel_decision(
  session_id TEXT NOT NULL REFERENCES panel_session(id),
  number BIGINT NOT NULL,
  words TEXT NOT NULL,
  sealed_id TEXT,
  in_force BIGINT NOT NULL,
  made_ms BIGINT NOT NULL,
  PRIMARY KEY (session_id, number));

CREATE TABLE panel_action(
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES panel_session(id),
  panel_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  owner_person_id TEXT,
  owner_org_id TEXT NOT NULL,
  due_ms BIGINT NOT NULL,
  state TEXT NOT NULL,
  words TEXT NOT NULL,
  sealed_id TEXT,
  in_force BIGINT NOT NULL,
  made_ms BIGINT NOT NULL,
  changed_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE UNIQUE INDEX panel_action_by_session ON panel_action(session_id, number);
CREATE INDEX panel_action_by_person ON panel_action(owner_person_id, state, due_ms);
CREATE INDEX panel_action_by_org ON panel_action(owner_org_id, due_ms, id);
CREATE INDEX panel_action_by_panel ON panel_action(panel_id, due_ms, id);
CREATE INDEX panel_action_by_state ON panel_action(state, due_ms);

CREATE TABLE panel_action_event(
  action_id TEXT NOT NULL REFERENCES panel_action(id),
  number BIGINT NOT NULL,
  act TEXT NOT NULL,
  state TEXT NOT NULL,
  person_id TEXT,
  words TEXT NOT NULL,
  sealed_id TEXT,
  made_ms BIGINT NOT NULL,
  PRIMARY KEY (action_id, number));

CREATE TABLE panel_reminder(
  kind TEXT NOT NULL,
  record_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  sent_ms BIGINT NOT NULL,
  PRIMARY KEY (kind, record_id, person_id));

CREATE TABLE panel_progress_report(
  session_id TEXT PRIMARY KEY REFERENCES panel_session(id),
  since_ms BIGINT NOT NULL,
  made_ms BIGINT NOT NULL,
  lines TEXT NOT NULL);
)";

constexpr std::string_view kConsultations = R"(
CREATE TABLE panel_consultation(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  state TEXT NOT NULL,
  title TEXT NOT NULL,
  question TEXT NOT NULL,
  closes_ms BIGINT NOT NULL,
  opened_ms BIGINT NOT NULL,
  published_ms BIGINT NOT NULL,
  reason TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX panel_consultation_by_panel ON panel_consultation(panel_id, created_ms, id);
CREATE INDEX panel_consultation_by_state ON panel_consultation(state, closes_ms);

CREATE TABLE panel_consultation_input(
  id TEXT PRIMARY KEY,
  consultation_id TEXT NOT NULL REFERENCES panel_consultation(id),
  org_id TEXT NOT NULL,
  member_name TEXT NOT NULL,
  constituency TEXT NOT NULL,
  state TEXT NOT NULL,
  body TEXT NOT NULL,
  answer TEXT NOT NULL,
  reason TEXT NOT NULL,
  sent_ms BIGINT NOT NULL,
  answered_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX panel_consultation_input_by_org ON panel_consultation_input(consultation_id, org_id);
CREATE INDEX panel_consultation_input_by_constituency
  ON panel_consultation_input(consultation_id, constituency, sent_ms, id);
)";

constexpr std::string_view kDiscussions = R"(
CREATE TABLE panel_discussion(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  session_id TEXT REFERENCES panel_session(id),
  words TEXT NOT NULL,
  sealed_id TEXT,
  created_ms BIGINT NOT NULL);
CREATE INDEX panel_discussion_by_panel ON panel_discussion(panel_id, created_ms, id);

CREATE TABLE panel_discussion_round(
  id TEXT PRIMARY KEY,
  discussion_id TEXT NOT NULL REFERENCES panel_discussion(id),
  number BIGINT NOT NULL,
  state TEXT NOT NULL,
  words TEXT NOT NULL,
  sealed_id TEXT,
  summary TEXT NOT NULL,
  summary_sealed_id TEXT,
  closes_ms BIGINT NOT NULL,
  opened_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE UNIQUE INDEX panel_discussion_round_by_number ON panel_discussion_round(discussion_id, number);
CREATE INDEX panel_discussion_round_by_state ON panel_discussion_round(state, opened_ms);

CREATE TABLE panel_post(
  id TEXT PRIMARY KEY,
  round_id TEXT NOT NULL REFERENCES panel_discussion_round(id),
  person_id TEXT NOT NULL,
  org_id TEXT NOT NULL,
  state TEXT NOT NULL,
  words TEXT NOT NULL,
  sealed_id TEXT,
  reason TEXT NOT NULL,
  reason_sealed_id TEXT,
  by_mail BIGINT NOT NULL,
  message_key TEXT,
  made_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX panel_post_by_round ON panel_post(round_id, made_ms, id);
CREATE UNIQUE INDEX panel_post_by_message ON panel_post(round_id, message_key);
)";

// Of a secret vote only who has voted and how many chose what: no ballot is kept.
constexpr std::string_view kOpinions = R"(
CREATE TABLE panel_opinion(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  session_id TEXT REFERENCES panel_session(id),
  state TEXT NOT NULL,
  words TEXT NOT NULL,
  sealed_id TEXT,
  method TEXT NOT NULL,
  majority TEXT NOT NULL,
  quorum_percent BIGINT NOT NULL,
  secret BIGINT NOT NULL,
  entitled BIGINT NOT NULL,
  votes_for BIGINT NOT NULL,
  votes_against BIGINT NOT NULL,
  abstained BIGINT NOT NULL,
  closes_ms BIGINT NOT NULL,
  opened_ms BIGINT NOT NULL,
  closed_ms BIGINT NOT NULL,
  public_ms BIGINT NOT NULL,
  public_words TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX panel_opinion_by_panel ON panel_opinion(panel_id, created_ms, id);
CREATE INDEX panel_opinion_public ON panel_opinion(panel_id, public_ms, id);
CREATE INDEX panel_opinion_by_state ON panel_opinion(state, closes_ms);

CREATE TABLE panel_opinion_voter(
  opinion_id TEXT NOT NULL REFERENCES panel_opinion(id),
  org_id TEXT NOT NULL,
  voted BIGINT NOT NULL,
  choice TEXT NOT NULL,
  PRIMARY KEY (opinion_id, org_id));

CREATE TABLE panel_dissent(
  opinion_id TEXT NOT NULL REFERENCES panel_opinion(id),
  org_id TEXT NOT NULL,
  words TEXT NOT NULL,
  sealed_id TEXT,
  made_ms BIGINT NOT NULL,
  PRIMARY KEY (opinion_id, org_id));
)";

constexpr std::array kMigrations = {
    db::Migration{"panel", 30, "minutes and actions", kMinutes, {}},
    db::Migration{"panel", 31, "consultations", kConsultations, {}},
    db::Migration{"panel", 32, "discussions", kDiscussions, {}},
    db::Migration{"panel", 33, "opinions", kOpinions, {}},
};

}  // namespace

std::span<const db::Migration> MinutesMigrations() {
  return kMigrations;
}

}  // namespace panel
