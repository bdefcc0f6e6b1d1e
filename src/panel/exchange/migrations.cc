#include "panel/exchange/migrations.h"

#include <array>

namespace panel::exchange {
namespace {

// Amounts are two columns as base/money.h has them. `exchange_event` is the history of every noun here, by
// its id. A bar without a second member keeps the first out; with one it keeps the two apart.
constexpr std::string_view kTables = R"(
CREATE TABLE exchange_listing(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  org_id TEXT,
  side TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  details TEXT NOT NULL,
  quantity_m BIGINT NOT NULL,
  quantity_u BIGINT NOT NULL,
  unit TEXT NOT NULL,
  taken_m BIGINT NOT NULL,
  taken_u BIGINT NOT NULL,
  places TEXT NOT NULL,
  languages TEXT NOT NULL,
  sectors TEXT NOT NULL,
  targets TEXT NOT NULL,
  conditions TEXT NOT NULL,
  open_to TEXT NOT NULL,
  from_ms BIGINT NOT NULL,
  until_ms BIGINT NOT NULL,
  visibility TEXT NOT NULL,
  state TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  opened_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX exchange_listing_by_state ON exchange_listing(panel_id, side, state, created_ms, id);
CREATE INDEX exchange_listing_by_kind ON exchange_listing(panel_id, side, state, kind, created_ms, id);
CREATE INDEX exchange_listing_by_member ON exchange_listing(member_id, state, created_ms, id);
CREATE INDEX exchange_listing_by_end ON exchange_listing(state, until_ms);

CREATE TABLE exchange_place(
  listing_id TEXT NOT NULL,
  country TEXT NOT NULL,
  PRIMARY KEY(listing_id, country));

CREATE TABLE exchange_introduction(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  offer_id TEXT NOT NULL,
  need_id TEXT NOT NULL,
  offer_org_id TEXT,
  need_org_id TEXT,
  proposal_id TEXT,
  amount_m BIGINT NOT NULL,
  amount_u BIGINT NOT NULL,
  score BIGINT NOT NULL,
  reasons TEXT NOT NULL,
  state TEXT NOT NULL,
  words TEXT NOT NULL,
  arrived_m BIGINT NOT NULL,
  arrived_u BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  reported_by TEXT,
  created_ms BIGINT NOT NULL,
  changed_ms BIGINT NOT NULL,
  due_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX exchange_introduction_of_offer ON exchange_introduction(offer_id, need_id);
CREATE INDEX exchange_introduction_of_need ON exchange_introduction(need_id);
CREATE INDEX exchange_introduction_by_giver ON exchange_introduction(offer_org_id, changed_ms, id);
CREATE INDEX exchange_introduction_by_taker ON exchange_introduction(need_org_id, changed_ms, id);
CREATE INDEX exchange_introduction_by_state ON exchange_introduction(panel_id, state, changed_ms, id);
CREATE INDEX exchange_introduction_by_change ON exchange_introduction(panel_id, changed_ms, id);
CREATE INDEX exchange_introduction_by_proposal ON exchange_introduction(proposal_id, score, id);
CREATE INDEX exchange_introduction_by_due ON exchange_introduction(state, due_ms);

CREATE TABLE exchange_event(
  noun_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  act TEXT NOT NULL,
  to_state TEXT NOT NULL,
  time_ms BIGINT NOT NULL,
  actor TEXT NOT NULL,
  org_id TEXT,
  words TEXT NOT NULL,
  PRIMARY KEY(noun_id, number));

CREATE TABLE exchange_proposal(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  job_id TEXT NOT NULL,
  state TEXT NOT NULL,
  offers BIGINT NOT NULL,
  needs BIGINT NOT NULL,
  fitting BIGINT NOT NULL,
  pairs BIGINT NOT NULL,
  actor TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  done_ms BIGINT NOT NULL);
CREATE INDEX exchange_proposal_by_time ON exchange_proposal(panel_id, created_ms);

CREATE TABLE exchange_proposal_need(
  proposal_id TEXT NOT NULL,
  need_id TEXT NOT NULL,
  met_m BIGINT NOT NULL,
  met_u BIGINT NOT NULL,
  fitting BIGINT NOT NULL,
  best_offer_id TEXT,
  best_score BIGINT NOT NULL,
  went_to_id TEXT,
  left_out TEXT NOT NULL,
  PRIMARY KEY(proposal_id, need_id));

CREATE TABLE exchange_bar(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  member_a TEXT NOT NULL,
  member_b TEXT,
  words TEXT NOT NULL,
  actor TEXT NOT NULL,
  created_ms BIGINT NOT NULL);
CREATE INDEX exchange_bar_by_panel ON exchange_bar(panel_id, created_ms);

CREATE TABLE exchange_help(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  addressee TEXT NOT NULL,
  country TEXT NOT NULL,
  title TEXT NOT NULL,
  details TEXT NOT NULL,
  state TEXT NOT NULL,
  taken_by TEXT,
  answer TEXT NOT NULL,
  asked_ms BIGINT NOT NULL,
  due_ms BIGINT NOT NULL,
  changed_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX exchange_help_by_state ON exchange_help(panel_id, state, asked_ms, id);
CREATE INDEX exchange_help_by_time ON exchange_help(panel_id, asked_ms, id);
CREATE INDEX exchange_help_by_member ON exchange_help(member_id, state);

CREATE TABLE exchange_barrier(
  id TEXT PRIMARY KEY,
  panel_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  title TEXT NOT NULL,
  details TEXT NOT NULL,
  hindered TEXT NOT NULL,
  hindered_words TEXT NOT NULL,
  state TEXT NOT NULL,
  owner_id TEXT,
  plan TEXT NOT NULL,
  result TEXT NOT NULL,
  review_ms BIGINT NOT NULL,
  created_ms BIGINT NOT NULL,
  changed_ms BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX exchange_barrier_by_state ON exchange_barrier(panel_id, state, created_ms, id);
CREATE INDEX exchange_barrier_by_time ON exchange_barrier(panel_id, created_ms, id);
CREATE INDEX exchange_barrier_by_owner ON exchange_barrier(owner_id, state, review_ms);
)";

constexpr std::array kMigrations = {
    db::Migration{"panel", 50, "offers, needs, introductions, help, barriers", kTables, {}}};

}  // namespace

std::span<const db::Migration> ExchangeMigrations() {
  return kMigrations;
}

}  // namespace panel::exchange
