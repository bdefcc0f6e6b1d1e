#include <gtest/gtest.h>

#include "base/limits_voice.h"
#include "voice/casework/search.h"
#include "voice/test_world.h"

namespace voice::testing {
namespace {

class IntakeLimits : public VoiceTest {
 protected:
  base::Result<Filed> FileWith(const std::vector<SentFile>& files) {
    return services().reports.File(team_, {.language = "en", .what = "x"}, files, "");
  }
  Visit VisitOf(const Filed& filed) {
    return *Good(services().reports.VisitOf(Good(services().reports.OpenAfterFiling(filed))));
  }
  void Set(const CaseId& id, std::string_view column, std::int64_t value) {
    Good(desk().database().Write([&](db::Transaction& tx) {
      return tx.Execute("UPDATE voice_case SET " + std::string(column) + " = $2 WHERE id = $1", {id, value});
    }));
  }
  static void ExpectTooLarge(const base::Error& error) {
    EXPECT_EQ(error.code, base::Code::kTooLarge) << error.external;
  }
};

TEST_P(IntakeLimits, FilesOfOneReport) {  // kMaxReportFiles, kMaxReportFileBytes
  const std::vector<SentFile> many(base::kMaxReportFiles, {"1.txt", "text/plain", "x"});
  EXPECT_TRUE(FileWith(many));
  std::vector<SentFile> more = many;
  more.push_back(many.front());
  ExpectTooLarge(FileWith(more).error());
  const std::string large(base::kMaxReportFileBytes, 'x'), larger = large + "x";
  EXPECT_TRUE(FileWith({{"1.txt", "text/plain", large}}));
  ExpectTooLarge(FileWith({{"1.txt", "text/plain", larger}}).error());
}

// What a worker sends never touches the disk, however large it may be: kMaxReportBodyBytes.
TEST_P(IntakeLimits, BodiesStayInMemory) {
  for (const desk::Route& route : desk().router().routes()) {
    if (!route.pattern.starts_with("/help/")) continue;
    EXPECT_FALSE(route.may_spool) << route.pattern;
    EXPECT_EQ(route.max_in_memory, base::kMaxReportBodyBytes) << route.pattern;
    EXPECT_LE(route.max_body, base::kMaxReportBodyBytes) << route.pattern;
  }
}

TEST_P(IntakeLimits, EntriesAndFilesOfOneCase) {  // kMaxCaseEntries, kMaxCaseFiles
  const Filed filed = Good(FileWith({}));
  const Visit visit = VisitOf(filed);
  Set(filed.id, "entries", static_cast<std::int64_t>(base::kMaxCaseEntries) - 1);
  EXPECT_TRUE(services().reports.Write(visit, "the last", {}));
  ExpectTooLarge(services().reports.Write(visit, "one too many", {}).error());
  const Filed other = Good(FileWith({}));
  const Visit with_files = VisitOf(other);
  const std::vector<SentFile> five(base::kMaxReportFiles, {"1.txt", "text/plain", "x"});
  for (std::size_t sent = 0; sent < base::kMaxCaseFiles; sent += five.size())
    ASSERT_TRUE(services().reports.Write(with_files, "", five)) << sent;
  ExpectTooLarge(services().reports.Write(with_files, "", {five.front()}).error());
}

TEST_P(IntakeLimits, ReportsThatNobodyHasRead) {  // kMaxOpenReports
  const Filed first = Good(FileWith({}));
  const auto fill = [&](std::int64_t count) {
    return desk().database().Write([&](db::Transaction& tx) -> base::Status {
      TRY(tx.Execute("DELETE FROM voice_case WHERE id <> $1", {first.id}));
      TRY(
          tx.Execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $2) INSERT "
                     "INTO voice_case(id, team_id, "
                     "org_id, state, channel, language, urgency, unread, received_day, ack_due, "
                     "feedback_due, satisfied, entries, "
                     "talk_key, inner_key, version) SELECT 'fill' || CAST(n.i AS TEXT), c.team_id, c.org_id, "
                     "c.state, c.channel, "
                     "c.language, 0, 1, c.received_day, c.ack_due, c.feedback_due, 0, 0, c.talk_key, "
                     "c.inner_key, 0 FROM voice_case c, n "
                     "WHERE c.id = $1",
                     {first.id, count}));
      return base::Ok();
    });
  };
  Good(fill(static_cast<std::int64_t>(base::kMaxOpenReports) - 2));
  clock_->Advance(base::kBacklogCountMs);
  EXPECT_TRUE(FileWith({}));
  const auto over = FileWith({});
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().code, base::Code::kBusy);
}

TEST_P(IntakeLimits, WhatWaitsIsCountedAnew) {  // kBacklogCountMs
  EXPECT_TRUE(FileWith({}));
  Good(desk().database().Write([&](db::Transaction& tx) {
    return tx.Execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) INSERT INTO "
        "voice_case(id, team_id, org_id, state, channel, language, urgency, unread, received_day, "
        "ack_due, feedback_due, satisfied, entries, talk_key, inner_key, version) SELECT 'fill' || "
        "CAST(n.i AS TEXT), c.team_id, c.org_id, c.state, c.channel, c.language, 0, 1, "
        "c.received_day, c.ack_due, c.feedback_due, 0, 0, c.talk_key, c.inner_key, 0 FROM "
        "voice_case c, n",
        {static_cast<std::int64_t>(base::kMaxOpenReports)});
  }));
  clock_->Advance(base::kBacklogCountMs - 1);
  EXPECT_TRUE(FileWith({}));  // as counted before
  clock_->Advance(1);
  EXPECT_EQ(FileWith({}).error().code, base::Code::kBusy);
  Good(desk().database().Write(
      [&](db::Transaction& tx) { return tx.Execute("UPDATE voice_case SET state = 'triage'", {}); }));
  EXPECT_FALSE(FileWith({}));
  clock_->Advance(base::kBacklogCountMs);
  EXPECT_TRUE(FileWith({}));
}

TEST_P(IntakeLimits, TheCodeIsShownForAFewMinutes) {  // kCodeShownMinutes
  const std::string cookie = Good(services().reports.OpenAfterFiling(Good(FileWith({}))));
  clock_->Advance(base::kCodeShownMinutes * base::kMinuteMs - 1);
  EXPECT_TRUE(Good(services().reports.VisitOf(cookie))->shows_code);
  clock_->Advance(1);
  EXPECT_FALSE(Good(services().reports.VisitOf(cookie))->shows_code);
  EXPECT_TRUE(Good(services().reports.VisitOf(cookie))->code.has_value()) << "to check what she types";
  Good(services().reports.MarkSaved(cookie));
  EXPECT_FALSE(Good(services().reports.VisitOf(cookie))->code.has_value());
}

TEST_P(IntakeLimits, AVisitGoesOnWhileSheAsks) {  // kVisitMinutes, kLongestVisitMinutes
  const std::string cookie = Good(services().reports.OpenAfterFiling(Good(FileWith({}))));
  constexpr std::int64_t kPause = base::kVisitMinutes - 1;
  std::int64_t passed = 0;
  for (; passed + kPause < base::kLongestVisitMinutes; passed += kPause) {
    ASSERT_TRUE(Good(services().reports.VisitOf(cookie)).has_value()) << passed;
    clock_->Advance(kPause * base::kMinuteMs);
  }
  ASSERT_TRUE(Good(services().reports.VisitOf(cookie)).has_value());
  clock_->Advance((base::kLongestVisitMinutes - passed) * base::kMinuteMs - 1);
  EXPECT_TRUE(Good(services().reports.VisitOf(cookie)).has_value());
  clock_->Advance(1);
  EXPECT_FALSE(Good(services().reports.VisitOf(cookie)).has_value());
}

// Asking does not bring back what another request changed meanwhile.
TEST_P(IntakeLimits, AProlongedVisitStaysSavedAndLeft) {
  const std::string cookie = Good(services().reports.OpenAfterFiling(Good(FileWith({}))));
  Good(services().reports.MarkSaved(cookie));
  clock_->Advance(5 * base::kMinuteMs);
  EXPECT_FALSE(Good(services().reports.VisitOf(cookie))->code.has_value());
  clock_->Advance((base::kVisitMinutes - 1) * base::kMinuteMs);
  EXPECT_FALSE(Good(services().reports.VisitOf(cookie))->code.has_value());
  Good(services().reports.Leave(cookie));
  EXPECT_FALSE(Good(services().reports.VisitOf(cookie)).has_value());
}

TEST_P(IntakeLimits, HoursOfDuty) {  // kMaxDutyHours
  Team team = Good(services().teams.Get(org_, team_));
  team.duty.clear();
  for (int i = 0; i < static_cast<int>(base::kMaxDutyHours); ++i)
    team.duty.push_back({i % 7, i / 7 * 60, i / 7 * 60 + 30});
  Good(services().teams.Edit(vera_.actor, team));
  ++team.version;
  team.duty.push_back({6, 1400, 1410});
  ExpectTooLarge(services().teams.Edit(vera_.actor, team).error());
}

TEST_P(IntakeLimits, CasesThatOneSearchOpens) {  // kMaxSearchedCases
  for (std::size_t i = 0; i <= base::kMaxSearchedCases; ++i) Good(FileWith({}));
  const SearchResult found =
      Good(SearchCases(services().access, services().cases, mina_.actor, Open(mina_), "nothing", false));
  EXPECT_EQ(found.searched, static_cast<std::int64_t>(base::kMaxSearchedCases));
  EXPECT_FALSE(found.all);
}

INSTANTIATE_TEST_SUITE_P(Both, IntakeLimits, ::testing::Values(db::Dialect::kSqlite, db::Dialect::kPostgres),
                         db::testing::DialectName);

}  // namespace
}  // namespace voice::testing
