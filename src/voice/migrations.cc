#include "voice/migrations.h"

#include <array>
#include <vector>

#include "base/check.h"
#include "voice/consent/migrations.h"
#include "voice/intake/sealing_keys.h"
#include "voice/mechanism/migrations.h"
#include "voice/referral/migrations.h"
#include "voice/remedy/migrations.h"

namespace voice {
namespace {

// `circle_id` is the vault's circle whose members read what comes in. `tells_children` and `tells_danger` are
// the duties to tell authorities that the law of the team's country puts on it (0 not decided, 1 yes, 2 no);
// the worker reads of them before she writes. `purge_days` counts from the day on which a case was closed.
constexpr std::string_view kTeams = R"(
CREATE TABLE voice_team(
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL,
  name TEXT NOT NULL,
  circle_id TEXT NOT NULL,
  country TEXT NOT NULL,
  languages TEXT NOT NULL,
  zone TEXT NOT NULL,
  is_open BIGINT NOT NULL,
  tells_children BIGINT NOT NULL,
  tells_danger BIGINT NOT NULL,
  ack_days BIGINT NOT NULL,
  feedback_days BIGINT NOT NULL,
  purge_days BIGINT NOT NULL,
  version BIGINT NOT NULL);
CREATE UNIQUE INDEX voice_team_by_name ON voice_team(org_id, name);

CREATE TABLE voice_duty(
  team_id TEXT NOT NULL,
  weekday BIGINT NOT NULL,
  from_minute BIGINT NOT NULL,
  to_minute BIGINT NOT NULL,
  PRIMARY KEY(team_id, weekday, from_minute));

CREATE TABLE voice_language(
  tag TEXT PRIMARY KEY,
  state TEXT NOT NULL);
)";

// Days are days since 1970. `talk_key` and `inner_key` are public. `satisfied` is the worker's answer after
// the end: 0 none, 1 yes, 2 partly, 3 no. A return is found by the HMAC of its code and by nothing else; it
// carries no day.
constexpr std::string_view kCases = R"(
CREATE TABLE voice_case(
  id TEXT PRIMARY KEY,
  team_id TEXT NOT NULL,
  org_id TEXT NOT NULL,
  state TEXT NOT NULL,
  channel TEXT NOT NULL,
  language TEXT NOT NULL,
  urgency BIGINT NOT NULL,
  unread BIGINT NOT NULL,
  received_day BIGINT NOT NULL,
  answered_day BIGINT,
  referred_day BIGINT,
  remedied_day BIGINT,
  closed_day BIGINT,
  ack_due BIGINT NOT NULL,
  feedback_due BIGINT NOT NULL,
  satisfied BIGINT NOT NULL,
  entries BIGINT NOT NULL,
  talk_key BLOB NOT NULL,
  inner_key BLOB NOT NULL,
  version BIGINT NOT NULL);
CREATE INDEX voice_case_by_team ON voice_case(team_id, state, received_day, id);
CREATE INDEX voice_case_by_org ON voice_case(org_id, state);
CREATE INDEX voice_case_by_end ON voice_case(team_id, closed_day);

CREATE TABLE voice_return(
  lookup BLOB PRIMARY KEY,
  case_id TEXT NOT NULL,
  salt BLOB NOT NULL,
  wrapped BLOB NOT NULL,
  content_mark BLOB NOT NULL);
CREATE INDEX voice_return_by_case ON voice_return(case_id);

CREATE TABLE voice_entry(
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  place BIGINT NOT NULL,
  audience TEXT NOT NULL,
  author TEXT NOT NULL,
  day BIGINT NOT NULL,
  box BLOB NOT NULL);
CREATE UNIQUE INDEX voice_entry_by_case ON voice_entry(case_id, place);

CREATE TABLE voice_file(
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  audience TEXT NOT NULL,
  head BLOB NOT NULL,
  stream_header BLOB NOT NULL,
  chunks BIGINT NOT NULL);
CREATE INDEX voice_file_by_case ON voice_file(case_id, entry_id);

CREATE TABLE voice_file_chunk(
  file_id TEXT NOT NULL,
  place BIGINT NOT NULL,
  box BLOB NOT NULL,
  PRIMARY KEY(file_id, place));

CREATE TABLE voice_document(
  case_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  version BIGINT NOT NULL,
  box BLOB NOT NULL,
  PRIMARY KEY(case_id, kind));

CREATE TABLE voice_visit(
  id BLOB PRIMARY KEY,
  day BIGINT NOT NULL,
  box BLOB NOT NULL);
CREATE INDEX voice_visit_by_day ON voice_visit(day);
)";

// `asked_by` asked that the case be closed or deleted; `hold` keeps it from being deleted. A task's words are
// sealed in the document "tasks". Of a deleted case the day is left, so that the proof can be given again.
constexpr std::string_view kLifecycle = R"(
ALTER TABLE voice_case ADD COLUMN asked_by TEXT;
ALTER TABLE voice_case ADD COLUMN hold BIGINT NOT NULL DEFAULT 0;
ALTER TABLE voice_case ADD COLUMN delete_asked_by TEXT;

CREATE TABLE voice_conflict(
  case_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  PRIMARY KEY(case_id, person_id));

CREATE TABLE voice_task(
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  due BIGINT NOT NULL,
  done_day BIGINT);
CREATE INDEX voice_task_by_case ON voice_task(case_id);
CREATE INDEX voice_task_by_due ON voice_task(done_day, due);

CREATE TABLE voice_deletion(
  case_id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL,
  day BIGINT NOT NULL,
  reason TEXT NOT NULL);
)";

// Orders of authorities. What one says, and which cases it names, is in the box, sealed to the order's own
// key, whose private half is a record of the vault that the team's circle opens; its papers are rows of
// voice_file. Years are counted apart, so that they outlast the orders.
constexpr std::string_view kOrders = R"(
CREATE TABLE voice_order(
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL,
  team_id TEXT NOT NULL,
  state TEXT NOT NULL,
  received_day BIGINT NOT NULL,
  due_day BIGINT,
  closed_day BIGINT,
  public_key BLOB NOT NULL,
  version BIGINT NOT NULL,
  box BLOB NOT NULL);
CREATE INDEX voice_order_by_org ON voice_order(org_id, state);

CREATE TABLE voice_order_year(
  org_id TEXT NOT NULL,
  year BIGINT NOT NULL,
  received BIGINT NOT NULL,
  produced BIGINT NOT NULL,
  PRIMARY KEY(org_id, year));
)";

// The column held what somebody had written into a referral, where a case was made of one: names of languages
// become their tags, anything else goes; it stands in the case's sealed note too.
constexpr std::string_view kCaseLanguages = R"(
UPDATE voice_case SET language = CASE language
    WHEN 'English' THEN 'en' WHEN '한국어' THEN 'ko' WHEN 'Tiếng Việt' THEN 'vi' WHEN 'ខ្មែរ' THEN 'km'
    WHEN 'नेपाली' THEN 'ne' WHEN 'မြန်မာ' THEN 'my' WHEN 'Bahasa Indonesia' THEN 'id' WHEN 'ไทย' THEN 'th'
    WHEN '中文' THEN 'zh' WHEN 'Русский' THEN 'ru' WHEN 'Українська' THEN 'uk' WHEN 'العربية' THEN 'ar'
    WHEN 'বাংলা' THEN 'bn' WHEN 'Filipino' THEN 'tl' WHEN 'Oʻzbekcha' THEN 'uz' WHEN 'Монгол' THEN 'mn'
    ELSE '' END
  WHERE language NOT IN ('en', 'ko', 'vi', 'km', 'ne', 'my', 'id', 'th', 'zh', 'ru', 'uk', 'ar', 'bn', 'tl',
    'uz', 'mn', '');
)";

// Cases and orders that were sealed to some of a circle before the vault knew of which circle.
constexpr std::string_view kCaseMembers = R"(
INSERT INTO vault_record_members(org_id, record_id, circle_id, called)
  SELECT c.org_id, c.id, v.id, 'K-' || substr(c.id, 1, 6) FROM voice_case c
  JOIN voice_team t ON t.id = c.team_id JOIN vault_circle v ON v.org_id = c.org_id AND v.id = t.circle_id
  WHERE EXISTS (SELECT 1 FROM vault_record_person p WHERE p.org_id = c.org_id AND p.record_id = c.id);
INSERT INTO vault_record_members(org_id, record_id, circle_id, called)
  SELECT o.org_id, o.id, v.id, 'order ' || substr(o.id, 1, 6) FROM voice_order o
  JOIN voice_team t ON t.id = o.team_id JOIN vault_circle v ON v.org_id = o.org_id AND v.id = t.circle_id
  WHERE EXISTS (SELECT 1 FROM vault_record_person p WHERE p.org_id = o.org_id AND p.record_id = o.id);
)";

// How many orders that are not closed name the case: which they are, only who opens them can read.
constexpr std::string_view kOrderHolds = R"(
ALTER TABLE voice_case ADD COLUMN order_holds BIGINT NOT NULL DEFAULT 0;
)";

// A mail to a recipient that fails is tried a few times, then once a day: days, as everywhere.
constexpr std::string_view kMailTries = R"(
ALTER TABLE voice_referral ADD COLUMN mail_tries BIGINT NOT NULL DEFAULT 0;
ALTER TABLE voice_referral ADD COLUMN mail_next_day BIGINT;
)";

// What of the worker a referral tells, apart from whom and for what, so that it can go where she deletes what
// she wrote: nobody is unlocked then. `forgotten`: 1 where it stands in the draft still, as it was kept
// before (it is not shown, and goes when the team next saves something), 2 where it is gone.
constexpr std::string_view kTold = R"(
ALTER TABLE voice_referral ADD COLUMN told BLOB;
ALTER TABLE voice_referral ADD COLUMN forgotten BIGINT NOT NULL DEFAULT 0;
)";

// When a deletion was asked for; when the worker was told the outcome; of which promise and which task that
// nobody kept the supervisors were told.
constexpr std::string_view kDuties = R"(
ALTER TABLE voice_case ADD COLUMN delete_asked_day BIGINT;
ALTER TABLE voice_case ADD COLUMN outcome_day BIGINT;
ALTER TABLE voice_case ADD COLUMN late_told BIGINT NOT NULL DEFAULT 0;
ALTER TABLE voice_task ADD COLUMN late_told BIGINT NOT NULL DEFAULT 0;
)";

constexpr std::array<db::Migration, 6> kLatestMigrations = {
    {{.room = "voice", .number = 54, .name = "case-languages", .sql = kCaseLanguages, .sql_postgres = {}},
     {.room = "voice", .number = 55, .name = "case-members", .sql = kCaseMembers, .sql_postgres = {}},
     {.room = "voice", .number = 56, .name = "order-holds", .sql = kOrderHolds, .sql_postgres = {}},
     {.room = "voice", .number = 60, .name = "mail-tries", .sql = kMailTries, .sql_postgres = {}},
     {.room = "voice", .number = 61, .name = "told", .sql = kTold, .sql_postgres = {}},
     {.room = "voice", .number = 62, .name = "duties", .sql = kDuties, .sql_postgres = {}}}};

constexpr std::array<db::Migration, 1> kLaterMigrations = {
    {{.room = "voice", .number = 52, .name = "orders", .sql = kOrders}}};

constexpr std::array<db::Migration, 3> kMigrations = {
    {{.room = "voice", .number = 1, .name = "teams", .sql = kTeams},
     {.room = "voice", .number = 2, .name = "cases", .sql = kCases},
     {.room = "voice", .number = 3, .name = "lifecycle", .sql = kLifecycle}}};

}  // namespace

std::span<const db::Migration> Migrations() {
  static const std::vector<db::Migration> joined = [] {
    std::vector<db::Migration> all;
    for (const std::span<const db::Migration> part :
         {std::span<const db::Migration>(kMigrations), consent::Migrations(), referral::Migrations(),
          remedy::Migrations(), mechanism::Migrations(), std::span<const db::Migration>(kLaterMigrations),
          SealingKeyMigrations(), std::span<const db::Migration>(kLatestMigrations)})
      all.insert(all.end(), part.begin(), part.end());
    // Parts are made by their own folders; together their numbers must rise.
    for (std::size_t i = 1; i < all.size(); ++i) CHECK(all[i - 1].number < all[i].number);
    return all;
  }();
  return joined;
}

}  // namespace voice
