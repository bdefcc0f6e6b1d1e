#include "voice/casework/assessment_record.h"

#include <gtest/gtest.h>

#include "voice/casework/documents.h"
#include "voice/casework/search.h"
#include "voice/intake/talk_documents.h"
#include "voice/test_world.h"

namespace voice::testing {
namespace {

constexpr std::string_view kSaid = "They took my passport";

class AssessmentRecord : public VoiceTest {
 protected:
  Filed NewCase() {
    const Report report{.language = "en", .what = std::string(kSaid) + ". I work at night."};
    return Good(services().reports.File(team_, report, {}, ""));
  }
  void Forget(const Filed& filed) {
    const std::string cookie = Good(services().reports.Open(filed.code.Digits()));
    Good(services().reports.Forget(Good(services().reports.VisitOf(cookie)).value()));
  }
  static Assessment Seeing(std::string_view sentence) {
    Assessment assessment;
    assessment.indicators[6] = {Seen::kSeen, std::string(sentence)};
    assessment.findings = "what the team found";
    return assessment;
  }
  KeptAssessment Kept(const CaseId& id) {
    const OpenedCase opened = Good(services().cases.Open(mina_.actor, Open(mina_), id));
    return Good(desk().database().Read([&](db::Transaction& tx) { return ReadKeptAssessment(tx, opened); }));
  }
  // All documents of the case that the team can open, as they lie there.
  std::string EverythingIn(const CaseId& id) {
    const OpenedCase opened = Good(services().cases.Open(mina_.actor, Open(mina_), id));
    return Good(desk().database().Read([&](db::Transaction& tx) -> base::Result<std::string> {
      std::string all;
      for (const db::Row& row : TRY(tx.Query("SELECT kind FROM voice_document WHERE case_id = $1", {id})))
        all += TRY(ReadDocument(tx, opened, row.Text(0))).text + "\n";
      return all;
    }));
  }
  void Note(const CaseId& id) { Good(services().cases.Note(mina_.actor, Open(mina_), id, "a note", {})); }
};

TEST_P(AssessmentRecord, HerSentencesGoWithWhatSheDeletes) {
  const Filed filed = NewCase();
  Good(services().cases.SaveAssessment(mina_.actor, Open(mina_), filed.id, Seeing(kSaid), 0));
  EXPECT_EQ(Kept(filed.id).assessment.indicators[6].sentence, kSaid);
  EXPECT_EQ(Kept(filed.id).version, 1);
  Forget(filed);
  EXPECT_FALSE(Has(EverythingIn(filed.id), kSaid));
  const KeptAssessment after = Kept(filed.id);
  EXPECT_EQ(after.assessment.indicators[6].seen, Seen::kSeen);
  EXPECT_EQ(after.assessment.indicators[6].sentence, "");
  EXPECT_EQ(after.assessment.findings, "what the team found");
  // The team goes on with it, from its page.
  const std::string cookies = UnlockedCookie(mina_), page = "/cases/" + filed.id.text() + "/assessment";
  EXPECT_FALSE(Has(Ask("GET", page, cookies).body, kSaid));
  EXPECT_EQ(Send(page, cookies, Form({{"version", "1"}, {"seen7", "1"}, {"findings", "more"}})).status, 303);
  EXPECT_EQ(Kept(filed.id).assessment.findings, "more");
  EXPECT_EQ(Send(page, cookies, Form({{"version", "2"}, {"seen7", "1"}, {"sentence7", "invented"}})).status,
            422);
}

TEST_P(AssessmentRecord, ASentenceOfTheTeamsStays) {
  const Filed filed = NewCase();
  Note(filed.id);
  Assessment both = Seeing(kSaid);
  both.indicators[6].ground = Ground::kWords;
  both.indicators[0] = {Seen::kSeen, "a note", Ground::kNote};
  Good(services().cases.SaveAssessment(mina_.actor, Open(mina_), filed.id, both, 0));
  Forget(filed);
  const KeptAssessment after = Kept(filed.id);
  EXPECT_EQ(after.assessment.indicators[0].sentence, "a note");
  EXPECT_EQ(after.assessment.indicators[6].sentence, "");
  EXPECT_EQ(after.assessment.indicators[6].ground, Ground::kWords);
  EXPECT_FALSE(Has(EverythingIn(filed.id), kSaid));
}

TEST_P(AssessmentRecord, WhatAnEarlierProgramKeptGoesAtTheNextAct) {
  const Filed filed = NewCase();
  Good(services().cases.SaveDocument(mina_.actor, Open(mina_), filed.id, "assessment",
                                     TextOfAssessment(Seeing(kSaid)), 0));
  Note(filed.id);
  EXPECT_EQ(Kept(filed.id).assessment.indicators[6].sentence, kSaid);
  Forget(filed);
  EXPECT_EQ(Kept(filed.id).assessment.indicators[6].sentence, "");  // not shown from that moment on
  Note(filed.id);
  EXPECT_FALSE(Has(EverythingIn(filed.id), kSaid));
  EXPECT_EQ(Kept(filed.id).assessment.findings, "what the team found");
  Good(services().cases.SaveAssessment(mina_.actor, Open(mina_), filed.id, Seeing(""), 1));
}

TEST_P(AssessmentRecord, ASavedOneDoesNotLieThereTwice) {
  const Filed filed = NewCase();
  Good(services().cases.SaveDocument(mina_.actor, Open(mina_), filed.id, "assessment",
                                     TextOfAssessment(Seeing(kSaid)), 0));
  Good(services().cases.SaveAssessment(mina_.actor, Open(mina_), filed.id, Seeing("I work at night"), 1));
  EXPECT_FALSE(Has(EverythingIn(filed.id), kSaid));
  const auto stale = services().cases.SaveAssessment(mina_.actor, Open(mina_), filed.id, Seeing(kSaid), 1);
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().code, base::Code::kConflict);
}

// What she reads beside her conversation is sealed to her: the search among the team's documents passes it
// by.
TEST_P(AssessmentRecord, SearchPassesByWhatIsHers) {
  const Filed filed = NewCase();
  const OpenedCase opened = Good(services().cases.Open(mina_.actor, Open(mina_), filed.id));
  Good(desk().database().Write(
      [&](db::Transaction& tx) { return WriteTalkDocument(tx, opened.row, "money", "what she is owed"); }));
  Good(services().cases.SaveAssessment(mina_.actor, Open(mina_), filed.id, Seeing(kSaid), 0));
  const SearchResult found =
      Good(SearchCases(services().access, services().cases, mina_.actor, Open(mina_), "passport", false));
  ASSERT_EQ(found.hits.size(), 1u);  // the conversation
}

INSTANTIATE_TEST_SUITE_P(Both, AssessmentRecord,
                         ::testing::Values(db::Dialect::kSqlite, db::Dialect::kPostgres),
                         db::testing::DialectName);

}  // namespace
}  // namespace voice::testing
