// Cases that came from a file, and cases in which nobody wrote: what the pages say, and that they can be
// worked on.

#include <gtest/gtest.h>

#include <set>

#include "voice/casework/assessment.h"
#include "voice/casework/assessment_record.h"
#include "voice/casework/documents.h"
#include "voice/casework/imported_record.h"
#include "voice/test_world.h"

namespace voice::testing {
namespace {

class ImportedCase : public VoiceTest {
 protected:
  CaseId Import(const std::string& csv) {
    const Team team = Good(services().teams.Get(org_, team_));
    EXPECT_EQ(Good(services().htcds.Import(vera_.actor, team, csv, "in.csv")).cases, 1);
    const db::Rows rows = Good(desk().database().Read([&](db::Transaction& tx) {
      return tx.Query("SELECT id FROM voice_case WHERE channel = 'import' ORDER BY received_day DESC, id");
    }));
    for (const db::Row& row : rows)
      if (known_.insert(row.Text(0)).second) return row.IdAt<CaseId>(0);
    ADD_FAILURE() << "nothing was imported";
    return {};
  }
  CaseRow RowOf(const CaseId& id) {
    return Good(desk().database().Read([&](db::Transaction& tx) { return CaseRowOf(tx, id); }));
  }
  std::string Page(const CaseId& id, const std::string& rest = "") {
    const net::Response page = Ask("GET", "/cases/" + id.text() + rest, UnlockedCookie(mina_));
    EXPECT_EQ(page.status, 200) << rest;
    return page.body;
  }
  net::Response Save(const CaseId& id, const std::string& sentence, std::int64_t version,
                     const std::string& plan = "") {
    return Send("/cases/" + id.text() + "/assessment", UnlockedCookie(mina_),
                Form({{"version", std::to_string(version)},
                      {"seen7", "1"},
                      {"sentence7", sentence},
                      {"safety_plan", plan}}));
  }
  Assessment AssessmentOf(const CaseId& id) {
    const OpenedCase opened = Good(services().cases.Open(mina_.actor, Open(mina_), id));
    return Good(desk().database().Read([&](db::Transaction& tx) { return ReadKeptAssessment(tx, opened); }))
        .assessment;
  }

  std::set<std::string> known_;
};

constexpr const char* kFile =
    "prs_FirstName,vic_MethodsOfControl,vic_DetailsOfVulnerabilities,our own column\n"
    "Min-jun,WithholdsDocuments,The passport lies in the office safe.,kept zebra\n";

TEST_P(ImportedCase, ATabShowsWhatTheFileSaid) {
  const CaseId id = Import(kFile);
  const std::string record = Page(id, "/record");
  for (const char* part : {"First Name", "Min-jun", "Withholds documents", "Details Of Vulnerabilities",
                           "The passport lies in the office safe.", "our own column", "kept zebra"})
    EXPECT_TRUE(Has(record, part)) << part;
  const std::string talk = Page(id);
  EXPECT_TRUE(Has(talk, "/record"));
  EXPECT_FALSE(Has(talk, "The worker deleted what she wrote."));
  EXPECT_TRUE(Has(talk, "this case came from a file or from a referral"));
  // A case in which she wrote has no such tab.
  const CaseId own = Good(services().reports.File(team_, {.language = "en", .what = "x"}, {}, "")).id;
  EXPECT_FALSE(Has(Page(own), "/record"));
  EXPECT_TRUE(Has(Page(own, "/record"), "This case did not come from a file."));
}

TEST_P(ImportedCase, NobodyIsAnsweredWhereNobodyHasACode) {
  const CaseId id = Import(kFile);
  EXPECT_FALSE(Has(Page(id), "/cases/" + id.text() + "/answer"));
  const net::Response answered =
      Send("/cases/" + id.text() + "/answer", UnlockedCookie(mina_), Form({{"text", "Are you safe oryx?"}}));
  EXPECT_EQ(answered.status, 422);
  EXPECT_TRUE(Has(answered.body, "nobody would read an answer"));
  EXPECT_TRUE(Has(answered.body, "Are you safe oryx?"));
  EXPECT_FALSE(RowOf(id).answered);
  // Nothing was promised to anybody either.
  clock_->Advance(100 * base::kDayMs);
  // Everybody signs in anew meanwhile.
  Good(desk().database().Write([&](db::Transaction& tx) {
    return tx.Execute("UPDATE session SET last_used_ms = $1, expires_ms = $1 + 3600000", {clock_->Now().ms});
  }));
  EXPECT_EQ(Good(services().tasks.LateFor(mina_.actor)).first_answers, 0);
  EXPECT_FALSE(Has(Ask("GET", "/cases", mina_.cookie).body, "Late by"));
}

TEST_P(ImportedCase, StateAndDaysAreThoseOfTheFile) {
  const CaseId closed = Import("prs_FirstName,cas_Status,cas_IncomingReferralDate\nA,Closed,2020-05-04\n");
  EXPECT_EQ(RowOf(closed).state, "closed");
  EXPECT_FALSE(RowOf(closed).unread);
  EXPECT_TRUE(RowOf(closed).closed);
  EXPECT_EQ(base::FormatDay({MsOfDay(RowOf(closed).received)}), "2020-05-04");
  const CaseId followed = Import("prs_FirstName,cas_Status\nB,FollowUp\n");
  EXPECT_EQ(RowOf(followed).state, "follow-up");
  const CaseId active = Import("prs_FirstName,cas_Status\nC,Active\n");
  EXPECT_EQ(RowOf(active).state, "new");
  EXPECT_TRUE(RowOf(active).unread);
}

TEST_P(ImportedCase, ASentenceOfTheRecordOrOfANoteSupportsAnIndicator) {
  const CaseId id = Import(kFile);
  EXPECT_EQ(Save(id, "The passport lies in the office safe", 0).status, 303);
  EXPECT_EQ(AssessmentOf(id).indicators[6].ground, Ground::kRecord);
  EXPECT_TRUE(Has(Page(id, "/assessment"), "It stands in the imported record."));
  Good(
      services().cases.Note(mina_.actor, Open(mina_), id, "She told us on the telephone: he has it gnu", {}));
  EXPECT_EQ(Save(id, "he has it gnu", 1).status, 303);
  EXPECT_EQ(AssessmentOf(id).indicators[6].ground, Ground::kNote);
  const net::Response refused = Save(id, "nobody said this", 2);
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(Has(refused.body, "indicator 7"));
}

TEST_P(ImportedCase, WhatWasTickedSupportsAnIndicator) {
  const CaseId id =
      Good(services().reports.File(team_, {.language = "en", .picks = {"documents"}}, {}, "")).id;
  EXPECT_EQ(Save(id, "Documents are kept", 0).status, 303);
  EXPECT_EQ(AssessmentOf(id).indicators[6].ground, Ground::kTicked);
}

TEST_P(ImportedCase, WhatWasFoundCanBeChangedAfterSheDeletedWhatSheWrote) {
  const Filed filed =
      Good(services().reports.File(team_, {.language = "en", .what = "They took my passport."}, {}, ""));
  EXPECT_EQ(Save(filed.id, "They took my passport", 0).status, 303);
  const std::string cookie = Good(services().reports.OpenAfterFiling(filed));
  const std::optional<Visit> visit = Good(services().reports.VisitOf(cookie));
  Good(services().reports.Forget(*visit));
  EXPECT_TRUE(Has(Page(filed.id), "The worker deleted what she wrote."));
  EXPECT_EQ(AssessmentOf(filed.id).indicators[6].sentence, "");  // it was hers
  EXPECT_EQ(Save(filed.id, "", 1, "Call her sister gnu").status, 303);
  EXPECT_EQ(AssessmentOf(filed.id).safety_plan, "Call her sister gnu");
  // Another sentence is looked for.
  EXPECT_EQ(Save(filed.id, "They took my telephone", 2).status, 422);
}

MANUMIT_ON_BOTH_DATABASES(ImportedCase);

// What was typed beside an indicator that is not seen was never looked for.
TEST(Grounds, AnUncheckedSentenceIsLookedFor) {
  Assessment before, typed;
  before.indicators[0] = {Seen::kNotSeen, "made up"};
  typed.indicators[0] = {Seen::kSeen, "made up"};
  const std::vector<Source> sources = {{Ground::kWords, "she said this"}};
  EXPECT_FALSE(CheckAssessment(typed, sources, Good(ReadAssessment(TextOfAssessment(before)))));
}

}  // namespace
}  // namespace voice::testing
