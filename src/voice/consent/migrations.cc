#include "voice/consent/migrations.h"

#include <array>

namespace voice::consent {
namespace {

// To whom, what and why stands in the box alone, which the case's talk key opens: the worker's code and the
// team. `proof` is an HMAC under that key: nobody else can make a question look as if it had been answered
// "yes". `until_day` lets a job end what has run out while nobody is unlocked.
constexpr std::string_view kConsents = R"(
CREATE TABLE voice_consent(
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  state TEXT NOT NULL,
  asked_day BIGINT NOT NULL,
  answered_day BIGINT,
  ended_day BIGINT,
  until_day BIGINT,
  box BLOB NOT NULL,
  proof BLOB);
CREATE UNIQUE INDEX voice_consent_by_line ON voice_consent(line_id, version);
CREATE INDEX voice_consent_by_case ON voice_consent(case_id);
CREATE INDEX voice_consent_by_end ON voice_consent(state, until_day);
)";

constexpr std::array<db::Migration, 1> kMigrations = {
    {{.room = "voice", .number = 10, .name = "consents", .sql = kConsents}}};

}  // namespace

std::span<const db::Migration> Migrations() {
  return kMigrations;
}

}  // namespace voice::consent
