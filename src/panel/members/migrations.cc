#include "panel/members/migrations.h"

#include <array>

namespace panel::members {
namespace {

// Words and names are ordered as bytes, which both databases do alike. `panel_member_fact` is derived:
// sections and seats of a member with its state, so that a balance is counted from one index. A judgement of
// a hit is kept by the contents of both sides, so that it is found again and no longer fits once either
// changes.
constexpr std::string_view kTables = R"(
CREATE TABLE panel_profile(
  id TEXT PRIMARY KEY,
  org_id TEXT,
  name TEXT NOT NULL,
  constituency TEXT NOT NULL,
  country TEXT NOT NULL,
  sectors TEXT NOT NULL,
  registration TEXT NOT NULL,
  website TEXT NOT NULL,
  purpose TEXT NOT NULL,
  safeguards TEXT NOT NULL,
  owners TEXT NOT NULL,
  screened_ms BIGINT NOT NULL,
  screened_as TEXT NOT NULL,
  version BIGINT NOT NULL);
CREATE UNIQUE INDEX panel_profile_by_org ON panel_profile(org_id);
CREATE INDEX panel_profile_by_screening ON panel_profile(screened_as, id);

CREATE TABLE panel_profile_name(
  id TEXT PRIMARY KEY,
  profile_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  created_ms BIGINT NOT NULL);
CREATE INDEX panel_profile_name_of ON panel_profile_name(profile_id, created_ms);

CREATE TABLE panel_profile_person(
  id TEXT PRIMARY KEY,
  profile_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  country TEXT NOT NULL,
  birth_date TEXT NOT NULL,
  gender TEXT NOT NULL,
  created_ms BIGINT NOT NULL);
CREATE INDEX panel_profile_person_of ON panel_profile_person(profile_id, created_ms);

CREATE TABLE panel_profile_contact(
  id TEXT PRIMARY KEY,
  profile_id TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  visibility TEXT NOT NULL,
  consent_ms BIGINT NOT NULL,
  created_ms BIGINT NOT NULL);
CREATE INDEX panel_profile_contact_of ON panel_profile_contact(profile_id, created_ms);

CREATE TABLE panel_membership(
  member_id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  profile_id TEXT NOT NULL,
  edition BIGINT NOT NULL,
  signatory TEXT NOT NULL,
  signatory_title TEXT NOT NULL,
  signed_ms BIGINT NOT NULL,
  submitted_ms BIGINT NOT NULL,
  expires_ms BIGINT NOT NULL,
  letter TEXT NOT NULL,
  interests_ms BIGINT NOT NULL,
  shown TEXT NOT NULL);
CREATE UNIQUE INDEX panel_membership_by_profile ON panel_membership(profile_id, panel_id);
CREATE INDEX panel_membership_by_expiry ON panel_membership(panel_id, expires_ms);
CREATE INDEX panel_membership_by_letter ON panel_membership(panel_id, letter);

CREATE TABLE panel_member_event(
  member_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  act TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  time_ms BIGINT NOT NULL,
  actor TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY(member_id, number));

CREATE TABLE panel_member_word(
  panel_id TEXT NOT NULL,
  word BLOB NOT NULL,
  member_id TEXT NOT NULL,
  PRIMARY KEY(panel_id, word, member_id));
CREATE INDEX panel_member_word_of ON panel_member_word(member_id);

CREATE TABLE panel_member_fact(
  panel_id TEXT NOT NULL,
  dimension TEXT NOT NULL,
  fact TEXT NOT NULL,
  state TEXT NOT NULL,
  member_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  PRIMARY KEY(panel_id, dimension, fact, state, member_id, number));
CREATE INDEX panel_member_fact_of ON panel_member_fact(member_id);
CREATE INDEX panel_member_by_side ON panel_member(panel_id, state, constituency, country);

CREATE TABLE panel_verification(
  id TEXT PRIMARY KEY,
  profile_id TEXT NOT NULL,
  by_org_id TEXT NOT NULL,
  by_name TEXT NOT NULL,
  actor TEXT NOT NULL,
  made_ms BIGINT NOT NULL,
  answers TEXT NOT NULL,
  remarks TEXT NOT NULL,
  passed BIGINT NOT NULL,
  withdrawn BIGINT NOT NULL);
CREATE INDEX panel_verification_of ON panel_verification(profile_id, withdrawn, made_ms);
CREATE INDEX panel_verification_by_age ON panel_verification(withdrawn, made_ms);

CREATE TABLE panel_vetting(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  profile_id TEXT NOT NULL,
  reviewer_id TEXT NOT NULL,
  reviewer_org_id TEXT,
  state TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  words TEXT NOT NULL);
CREATE INDEX panel_vetting_of ON panel_vetting(profile_id, created_ms);
CREATE INDEX panel_vetting_by_reviewer ON panel_vetting(reviewer_org_id, state);
CREATE INDEX panel_vetting_by_state ON panel_vetting(panel_id, state);

CREATE TABLE panel_flag(
  id TEXT PRIMARY KEY,
  profile_id TEXT NOT NULL,
  panel_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  risk TEXT NOT NULL,
  words TEXT NOT NULL,
  actor TEXT NOT NULL,
  escalated_by TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX panel_flag_of ON panel_flag(profile_id, kind);
CREATE INDEX panel_flag_by_panel ON panel_flag(panel_id, kind);

CREATE TABLE panel_flag_event(
  flag_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  from_kind TEXT NOT NULL,
  to_kind TEXT NOT NULL,
  time_ms BIGINT NOT NULL,
  actor TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY(flag_id, number));

CREATE TABLE panel_hit(
  id TEXT PRIMARY KEY,
  profile_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  caption TEXT NOT NULL,
  party_hash TEXT NOT NULL,
  dataset TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  entry_caption TEXT NOT NULL,
  entry_hash TEXT NOT NULL,
  score DOUBLE PRECISION NOT NULL,
  state TEXT NOT NULL,
  judged_by TEXT NOT NULL,
  judged_ms BIGINT NOT NULL,
  reason TEXT NOT NULL,
  changed BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE UNIQUE INDEX panel_hit_of ON panel_hit(profile_id, subject, dataset, entry_id);
CREATE INDEX panel_hit_by_state ON panel_hit(state, profile_id);

CREATE TABLE panel_hit_judgement(
  profile_id TEXT NOT NULL,
  party_hash TEXT NOT NULL,
  dataset TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  entry_hash TEXT NOT NULL,
  state TEXT NOT NULL,
  judged_by TEXT NOT NULL,
  judged_ms BIGINT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY(profile_id, party_hash, dataset, entry_id, entry_hash));

CREATE TABLE panel_interest(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  about_id TEXT,
  about_text TEXT NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  handling TEXT NOT NULL,
  state TEXT NOT NULL,
  declared_ms BIGINT NOT NULL,
  ended_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX panel_interest_by_panel ON panel_interest(panel_id, declared_ms, id);
CREATE INDEX panel_interest_by_member ON panel_interest(member_id, state);
CREATE INDEX panel_interest_about ON panel_interest(about_id, state);

CREATE TABLE panel_rules(
  panel_id TEXT PRIMARY KEY,
  verification_years BIGINT NOT NULL,
  term_months BIGINT NOT NULL,
  grace_days BIGINT NOT NULL,
  version BIGINT NOT NULL);

CREATE TABLE panel_goal(
  panel_id TEXT NOT NULL,
  dimension TEXT NOT NULL,
  goal_key TEXT NOT NULL,
  least BIGINT NOT NULL,
  most BIGINT NOT NULL,
  PRIMARY KEY(panel_id, dimension, goal_key));
)";

// What was verified before this stays unbound.
constexpr std::string_view kFileHash =
    "ALTER TABLE panel_verification ADD COLUMN file_hash TEXT NOT NULL DEFAULT '';";

constexpr std::array kMigrations = {
    db::Migration{"panel", 10, "applications, due diligence, interests, balance", kTables, {}},
    db::Migration{"panel", 11, "verifications know the file they looked at", kFileHash, {}}};

}  // namespace

std::span<const db::Migration> Migrations() {
  return kMigrations;
}

}  // namespace panel::members
