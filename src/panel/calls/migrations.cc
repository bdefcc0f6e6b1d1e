#include "panel/calls/migrations.h"

#include <array>

namespace panel::calls {
namespace {

// Amounts are pairs of columns as base/money.h has them. `deadline_ms` is the first moment that is too late.
// `received` to `accepted` are counts that stay when the notes themselves are removed.
constexpr std::string_view kCalls = R"(
CREATE TABLE panel_call(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  owner_id TEXT,
  owner_org_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  details TEXT NOT NULL,
  blind BIGINT NOT NULL,
  is_public BIGINT NOT NULL,
  currency TEXT NOT NULL,
  most_m BIGINT NOT NULL,
  most_u BIGINT NOT NULL,
  total_m BIGINT NOT NULL,
  total_u BIGINT NOT NULL,
  scale_most BIGINT NOT NULL,
  pass_percent BIGINT NOT NULL,
  min_reviewers BIGINT NOT NULL,
  questions_until_ms BIGINT NOT NULL,
  deadline_ms BIGINT NOT NULL,
  keep_months BIGINT NOT NULL,
  sectors TEXT NOT NULL,
  countries TEXT NOT NULL,
  sdg TEXT NOT NULL,
  reason TEXT NOT NULL,
  deviation TEXT NOT NULL,
  proposal_id TEXT,
  received BIGINT NOT NULL,
  eligible BIGINT NOT NULL,
  selected BIGINT NOT NULL,
  accepted BIGINT NOT NULL,
  published_ms BIGINT NOT NULL,
  scoring_closed_ms BIGINT NOT NULL,
  decided_ms BIGINT NOT NULL,
  ended_ms BIGINT NOT NULL,
  purged_ms BIGINT NOT NULL,
  created_ms BIGINT NOT NULL,
  changed_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX panel_call_by_panel ON panel_call(panel_id, created_ms, id);
CREATE INDEX panel_call_by_owner ON panel_call(owner_org_id, state);
CREATE INDEX panel_call_by_clock ON panel_call(state, deadline_ms);
CREATE INDEX panel_call_by_end ON panel_call(purged_ms, ended_ms);
CREATE INDEX panel_call_by_publication ON panel_call(panel_id, is_public, published_ms, id);

CREATE TABLE panel_call_part(
  call_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  part_number BIGINT NOT NULL,
  title TEXT NOT NULL,
  guidance TEXT NOT NULL,
  amount BIGINT NOT NULL,
  PRIMARY KEY(call_id, kind, part_number));

CREATE TABLE panel_call_invited(
  call_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  PRIMARY KEY(call_id, member_id));
CREATE INDEX panel_call_invited_by_member ON panel_call_invited(member_id, call_id);

CREATE TABLE panel_call_question(
  id TEXT PRIMARY KEY,
  call_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  state TEXT NOT NULL,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  asked_ms BIGINT NOT NULL,
  answered_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX panel_call_question_by_call ON panel_call_question(call_id, asked_ms, id);

CREATE TABLE panel_call_event(
  call_id TEXT NOT NULL,
  event_number BIGINT NOT NULL,
  act TEXT NOT NULL,
  to_state TEXT NOT NULL,
  reason TEXT NOT NULL,
  deadline_ms BIGINT NOT NULL,
  event_ms BIGINT NOT NULL,
  PRIMARY KEY(call_id, event_number));
)";

// `code` is what reviewers see instead of a name: drawn by lot when the review begins, 0 before.
constexpr std::string_view kNotes = R"(
CREATE TABLE concept_note(
  id TEXT PRIMARY KEY,
  call_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  org_id TEXT NOT NULL,
  state TEXT NOT NULL,
  code BIGINT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  asked_m BIGINT NOT NULL,
  asked_u BIGINT NOT NULL,
  own_m BIGINT NOT NULL,
  own_u BIGINT NOT NULL,
  reason TEXT NOT NULL,
  feedback TEXT NOT NULL,
  shown BIGINT NOT NULL,
  memorandum_id TEXT,
  submitted_ms BIGINT NOT NULL,
  decided_ms BIGINT NOT NULL,
  created_ms BIGINT NOT NULL,
  changed_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE UNIQUE INDEX concept_note_by_call ON concept_note(call_id, member_id);
CREATE INDEX concept_note_by_org ON concept_note(org_id, created_ms, id);
CREATE INDEX concept_note_by_decision ON concept_note(decided_ms);

CREATE TABLE concept_note_text(
  note_id TEXT NOT NULL,
  part_number BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY(note_id, part_number));

CREATE TABLE concept_note_answer(
  note_id TEXT NOT NULL,
  part_number BIGINT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY(note_id, part_number));

CREATE TABLE concept_note_budget(
  note_id TEXT NOT NULL,
  line_number BIGINT NOT NULL,
  title TEXT NOT NULL,
  amount_m BIGINT NOT NULL,
  amount_u BIGINT NOT NULL,
  PRIMARY KEY(note_id, line_number));

CREATE TABLE concept_note_document(
  note_id TEXT NOT NULL,
  part_number BIGINT NOT NULL,
  blob_sha256 TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_bytes BIGINT NOT NULL,
  added_ms BIGINT NOT NULL,
  PRIMARY KEY(note_id, part_number));

CREATE TABLE concept_note_event(
  note_id TEXT NOT NULL,
  event_number BIGINT NOT NULL,
  act TEXT NOT NULL,
  to_state TEXT NOT NULL,
  reason TEXT NOT NULL,
  event_ms BIGINT NOT NULL,
  PRIMARY KEY(note_id, event_number));
)";

// A proposal is a concept note without a call.
constexpr std::string_view kReviews = R"(
CREATE TABLE call_reviewer(
  call_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  org_id TEXT NOT NULL,
  member_id TEXT,
  added_ms BIGINT NOT NULL,
  PRIMARY KEY(call_id, person_id));
CREATE INDEX call_reviewer_by_person ON call_reviewer(person_id, call_id);

CREATE TABLE call_review(
  id TEXT PRIMARY KEY,
  call_id TEXT NOT NULL,
  note_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  org_id TEXT NOT NULL,
  state TEXT NOT NULL,
  bar TEXT NOT NULL,
  reason TEXT NOT NULL,
  remark TEXT NOT NULL,
  assigned_ms BIGINT NOT NULL,
  handed_in_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE UNIQUE INDEX call_review_by_note ON call_review(note_id, person_id);
CREATE INDEX call_review_by_call ON call_review(call_id, state);
CREATE INDEX call_review_by_person ON call_review(person_id, state, call_id);

CREATE TABLE call_score(
  review_id TEXT NOT NULL,
  part_number BIGINT NOT NULL,
  score BIGINT NOT NULL,
  remark TEXT NOT NULL,
  PRIMARY KEY(review_id, part_number));

CREATE TABLE concept_proposal(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  org_id TEXT NOT NULL,
  to_member_id TEXT,
  to_org_id TEXT NOT NULL,
  state TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  reason TEXT NOT NULL,
  call_id TEXT,
  sent_ms BIGINT NOT NULL,
  created_ms BIGINT NOT NULL,
  changed_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX concept_proposal_by_org ON concept_proposal(org_id, created_ms, id);
CREATE INDEX concept_proposal_by_addressee ON concept_proposal(to_org_id, state, created_ms);
)";

constexpr std::array kMigrations = {db::Migration{"panel", 62, "calls", kCalls, {}},
                                    db::Migration{"panel", 63, "concept notes", kNotes, {}},
                                    db::Migration{"panel", 64, "reviews and proposals", kReviews, {}}};

}  // namespace

std::span<const db::Migration> Migrations() {
  return kMigrations;
}

}  // namespace panel::calls
