#include "panel/invitations/migrations.h"

#include <array>

namespace panel::invitations {
namespace {

// Nothing here refers to sessions by a foreign key: what was sent to people outlives a session that is
// discarded, until it is withdrawn from their calendars. `calendar` is text/calendar without the UID, which
// is derived from the installation's key; `uid_key` is its SHA-256, for finding. As with sessions, nothing is
// unique or numbered across sessions.
constexpr std::string_view kInvitations = R"(
CREATE TABLE panel_invitation(
  session_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  uid_key TEXT NOT NULL,
  state TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  calendar TEXT NOT NULL,
  address TEXT NOT NULL,
  seen_session BIGINT NOT NULL,
  seen_participant BIGINT NOT NULL,
  seen_state TEXT NOT NULL,
  ends_ms BIGINT NOT NULL,
  answered_ms BIGINT,
  words TEXT NOT NULL,
  sealed_id TEXT,
  PRIMARY KEY (session_id, person_id));
CREATE INDEX panel_invitation_by_uid ON panel_invitation(uid_key);
CREATE INDEX panel_invitation_by_end ON panel_invitation(ends_ms);

CREATE TABLE panel_invitation_mail(
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  purpose TEXT NOT NULL,
  address TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  calendar TEXT NOT NULL,
  made_ms BIGINT NOT NULL,
  number BIGINT NOT NULL,
  due_ms BIGINT NOT NULL,
  tries BIGINT NOT NULL);
CREATE INDEX panel_invitation_mail_due ON panel_invitation_mail(due_ms, made_ms, session_id, person_id, number);
CREATE INDEX panel_invitation_mail_of ON panel_invitation_mail(session_id, person_id);
)";

constexpr std::string_view kProposals = R"(
CREATE TABLE panel_counter_proposal(
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  day_ms BIGINT,
  starts_ms BIGINT NOT NULL,
  ends_ms BIGINT NOT NULL,
  words TEXT NOT NULL,
  sealed_id TEXT,
  state TEXT NOT NULL,
  made_ms BIGINT NOT NULL,
  decided_ms BIGINT);
CREATE INDEX panel_counter_proposal_of ON panel_counter_proposal(session_id, state, made_ms, id);

CREATE TABLE panel_session_day(
  session_id TEXT NOT NULL,
  planned_ms BIGINT NOT NULL,
  state TEXT NOT NULL,
  starts_ms BIGINT NOT NULL,
  ends_ms BIGINT NOT NULL,
  session_starts_ms BIGINT NOT NULL,
  session_ends_ms BIGINT NOT NULL,
  session_zone TEXT NOT NULL,
  PRIMARY KEY (session_id, planned_ms));
)";

constexpr std::string_view kFeeds = R"(
CREATE TABLE panel_calendar_feed(
  id TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL,
  person_id TEXT NOT NULL,
  org_id TEXT NOT NULL,
  name TEXT NOT NULL,
  scope TEXT NOT NULL,
  state TEXT NOT NULL,
  made_ms BIGINT NOT NULL,
  used_ms BIGINT);
CREATE UNIQUE INDEX panel_calendar_feed_by_token ON panel_calendar_feed(token_hash);
CREATE INDEX panel_calendar_feed_by_person ON panel_calendar_feed(person_id, org_id, made_ms, id);
)";

constexpr std::string_view kAddresses = R"(
CREATE TABLE panel_calendar_address(
  panel_id TEXT PRIMARY KEY,
  address TEXT NOT NULL);
)";

constexpr std::array kMigrations = {
    db::Migration{"panel", 36, "invitations", kInvitations, {}},
    db::Migration{"panel", 37, "other-times-and-days", kProposals, {}},
    db::Migration{"panel", 38, "calendar-feeds", kFeeds, {}},
    db::Migration{"panel", 39, "calendar-addresses", kAddresses, {}},
};

}  // namespace

std::span<const db::Migration> Migrations() {
  return kMigrations;
}

}  // namespace panel::invitations
