#include "voice/remedy/migrations.h"

#include <array>

namespace voice::remedy {
namespace {

// Of a group of claims the table knows the team alone: title, members and payments are in the box, sealed to
// the group's key, whose private half is a record of the vault that the team's circle opens. Rates are
// public figures that somebody typed from a newspaper.
constexpr std::string_view kRemedy = R"(
CREATE TABLE voice_claim_group(
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL,
  team_id TEXT NOT NULL,
  public_key BLOB NOT NULL,
  version BIGINT NOT NULL,
  box BLOB NOT NULL);
CREATE INDEX voice_claim_group_by_team ON voice_claim_group(org_id, team_id);

CREATE TABLE voice_rate(
  org_id TEXT NOT NULL,
  currency TEXT NOT NULL,
  target TEXT NOT NULL,
  day BIGINT NOT NULL,
  rate TEXT NOT NULL,
  PRIMARY KEY(org_id, currency, target));
)";

constexpr std::array<db::Migration, 1> kMigrations = {
    {{.room = "voice", .number = 40, .name = "repayment", .sql = kRemedy, .sql_postgres = {}}}};

}  // namespace

std::span<const db::Migration> Migrations() {
  return kMigrations;
}

}  // namespace voice::remedy
