#include "voice/referral/migrations.h"

#include <array>

namespace voice::referral {
namespace {

// The directory holds what services publish of themselves; nothing of workers. `languages` is " ko vi " with
// blanks around, so that one language can be sought.
constexpr std::string_view kServices = R"(
CREATE TABLE voice_service(
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL,
  shared BIGINT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  region TEXT NOT NULL,
  languages TEXT NOT NULL,
  cost TEXT NOT NULL,
  hours TEXT NOT NULL,
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  mail TEXT NOT NULL,
  capacity TEXT NOT NULL,
  checked_day BIGINT,
  active BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE UNIQUE INDEX voice_service_by_name ON voice_service(org_id, kind, country, name);
)";

// `case_id` is gone where the case is and only a request for deletion is left. In clear: states, days, which
// team of this installation. `draft` is sealed to the case's inner key, `copy` and files to a key of their
// own, which `wrapped` holds for who has link and pass code and a record of the vault for a team. `closing`
// opens as `wrapped` does and says no more than a number and who sent it. `mail` is sealed under the
// installation's key, apart from the database: a request for deletion must go out while nobody is unlocked.
constexpr std::string_view kReferrals = R"(
CREATE TABLE voice_referral(
  id TEXT PRIMARY KEY,
  case_id TEXT,
  org_id TEXT NOT NULL,
  team_id TEXT NOT NULL,
  to_team TEXT,
  consent_line TEXT,
  state TEXT NOT NULL,
  by_law BIGINT NOT NULL,
  unread BIGINT NOT NULL,
  made_day BIGINT NOT NULL,
  sent_day BIGINT,
  opened_day BIGINT,
  answered_day BIGINT,
  ended_day BIGINT,
  due_day BIGINT,
  expires_day BIGINT,
  reminded_day BIGINT,
  deletion TEXT NOT NULL,
  deletion_asked BIGINT,
  deletion_due BIGINT,
  deletion_answered BIGINT,
  deletion_mailed BIGINT NOT NULL,
  lookup BLOB,
  salt BLOB,
  wrapped BLOB,
  closing BLOB,
  tries BIGINT NOT NULL,
  draft BLOB,
  copy BLOB,
  mail BLOB,
  words BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX voice_referral_by_case ON voice_referral(case_id);
CREATE INDEX voice_referral_by_line ON voice_referral(consent_line);
CREATE INDEX voice_referral_by_team ON voice_referral(to_team, state);
CREATE INDEX voice_referral_by_sender ON voice_referral(org_id, state, due_day);
CREATE INDEX voice_referral_by_end ON voice_referral(state, expires_day);
CREATE UNIQUE INDEX voice_referral_by_lookup ON voice_referral(lookup);

CREATE TABLE voice_referral_word(
  referral_id TEXT NOT NULL,
  place BIGINT NOT NULL,
  author TEXT NOT NULL,
  day BIGINT NOT NULL,
  inner_box BLOB NOT NULL,
  copy_box BLOB,
  PRIMARY KEY(referral_id, place));

CREATE TABLE voice_referral_file(
  referral_id TEXT NOT NULL,
  place BIGINT NOT NULL,
  box BLOB NOT NULL,
  PRIMARY KEY(referral_id, place));
)";

constexpr std::array<db::Migration, 2> kMigrations = {
    {{.room = "voice", .number = 11, .name = "services", .sql = kServices},
     {.room = "voice", .number = 12, .name = "referrals", .sql = kReferrals}}};

}  // namespace

std::span<const db::Migration> Migrations() {
  return kMigrations;
}

}  // namespace voice::referral
