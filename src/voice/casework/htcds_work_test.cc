#include "voice/casework/htcds_work.h"

#include <gtest/gtest.h>

#include "base/limits_htcds.h"
#include "htcds/htcds.h"
#include "voice/casework/imported_record.h"
#include "voice/referral/referral_world.h"

namespace voice::testing {
namespace {

using consent::Part;

class CaseFile : public Referring {
 protected:
  static std::string AllText(const htcds::Record& record) { return TextOfRecord(record); }
  htcds::Record Exported(const CaseId& id, LeftOut* left_out = nullptr) {
    ExportedCases one = Good(services().htcds.ExportOne(mina_.actor, Open(mina_), id));
    if (left_out != nullptr) *left_out = one.left_out;
    // What is written can be read again.
    const std::string bytes = Good(htcds::Write(one.records, htcds::Format::kJson));
    const htcds::Reading again = Good(htcds::Read(bytes, "again"));
    EXPECT_EQ(again.records, one.records);
    return one.records.front();
  }
  void Work(const CaseId& id, const std::string& sentence) {
    Good(services().cases.Note(mina_.actor, Open(mina_), id, "note oryx", {}));
    Assessment found;
    found.indicators[6] = {Seen::kSeen, sentence, Ground::kWords};
    found.findings = "findings kudu";
    found.safety_plan = "plan eland";
    found.services = {{"legal", "arranged"}};
    Good(services().cases.SaveDocument(mina_.actor, Open(mina_), id, "assessment", TextOfAssessment(found),
                                       0));
    Good(services().tasks.Add(
        mina_.actor, Open(mina_), id,
        {.id = {}, .title = "task gnu", .owner = {}, .due = DayOf(desk().clock().Now()) + 3, .done = {}}));
  }
};

TEST_P(CaseFile, WhatTheTeamDidIsInIt) {
  Work(case_, "The boss keeps my passport zebra");
  SentToLawyer(case_, {Part::kPlace});
  Saved(case_, DraftFor(ToLawyer(), {Part::kPlace}));
  LeftOut left_out;
  const htcds::Record record = Exported(case_, &left_out);
  const std::string text = AllText(record);
  for (const char* part :
       {"The boss keeps my passport zebra", "Ticked: Documents are kept", "Farm quagga",
        "note of the team:\nnote oryx", "findings kudu", "Retention of identity documents: seen"})
    EXPECT_TRUE(Has(text, part)) << part;
  EXPECT_EQ(record.main.Value("vic_MethodsOfControl"), "WithholdsDocuments");
  EXPECT_EQ(record.main.Value("con_Consent"), "true");
  const std::vector<htcds::Section>& plans = record.Items(htcds::Part::kPlan);
  ASSERT_EQ(plans.size(), 3u);
  EXPECT_EQ(plans[0].Value("spl_ActionPlan"), "plan eland");
  EXPECT_EQ(plans[1].Value("spl_Type"), "Legal");
  EXPECT_EQ(plans[2].Value("spl_ActionPlan"), "task gnu");
  EXPECT_FALSE(plans[2].Value("spl_PlannedEndDate").empty());
  const std::vector<htcds::Section>& sent = record.Items(htcds::Part::kReferral);
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_EQ(sent[0].Value("cas_ReferredOrganisation"), "Ansan Legal Aid");
  EXPECT_FALSE(sent[0].Value("cas_OutgoingReferralDate").empty());
  EXPECT_EQ(left_out["files"], 1);
  EXPECT_EQ(left_out["drafts of referrals that were not sent"], 1);
}

TEST_P(CaseFile, AnImportedRecordKeepsItsFieldsAndGetsTheWork) {
  const Team team = Good(services().teams.Get(org_, team_));
  Good(services().htcds.Import(vera_.actor, team,
                               "prs_FirstName,cas_Status,vic_MethodsOfControl,con_Consent,our own column\n"
                               "Min-jun,ClosedReferred,DebtBondage,true,kept ibex\n",
                               "in.csv"));
  const CaseId id = Good(desk().database().Read([&](db::Transaction& tx) {
                      return tx.QueryOne("SELECT id FROM voice_case WHERE channel = 'import'");
                    }))->IdAt<CaseId>(0);
  EXPECT_EQ(Exported(id).main.Value("cas_Status"), "ClosedReferred");
  Work(id, "DebtBondage");
  htcds::Record record = Exported(id);
  EXPECT_EQ(record.main.Value("cas_Status"), "ClosedReferred");
  EXPECT_EQ(record.main.Value("prs_FirstName"), "Min-jun");
  EXPECT_EQ(record.main.Value("con_Consent"), "true");
  EXPECT_EQ(record.main.extra.at("our own column"), "kept ibex");
  EXPECT_EQ(record.main.fields.at("vic_MethodsOfControl"),
            (std::vector<std::string>{"DebtBondage", "WithholdsDocuments"}));
  EXPECT_TRUE(Has(AllText(record), "note oryx"));
  EXPECT_EQ(record.Items(htcds::Part::kPlan).size(), 3u);
  const std::int64_t version = Good(services().cases.Open(mina_.actor, Open(mina_), id)).row.version;
  Good(services().lifecycle.Act(mina_.actor, Open(mina_), id, CaseAct::kReopen, version));
  EXPECT_EQ(Exported(id).main.Value("cas_Status"), "Active");
}

MANUMIT_ON_BOTH_DATABASES(CaseFile);

WorkDone Done() {
  return {.row = {},
          .talk = {},
          .notes = {},
          .assessment = {},
          .tasks = {},
          .consents = {},
          .referrals = {},
          .other_documents = {}};
}

TEST(CaseFileWork, WhatDoesNotOpenIsNamed) {
  WorkDone done = Done();
  done.talk.push_back({.id = {},
                       .author = Author::kWorker,
                       .day = 20000,
                       .text = {},
                       .report = {},
                       .files = {},
                       .sealed = Sealed::kClosed});
  htcds::Record record;
  LeftOut left_out;
  AddWork(record, done, 20000, left_out);
  EXPECT_EQ(left_out["reports that were sealed in a browser and do not open"], 1);
  EXPECT_EQ(record.Items(htcds::Part::kComment).size(), 1u);
}

TEST(CaseFileWork, LongTextsGoOnAndFullPartsAreCounted) {  // kMaxHtcdsItems
  WorkDone done = Done();
  std::string text;
  while (text.size() < 50'000) text += "한글 ";
  done.notes.push_back(
      {.id = {}, .author = Author::kTeam, .day = 20000, .text = text, .report = {}, .files = {}});
  htcds::Record record;
  LeftOut left_out;
  AddWork(record, done, 20000, left_out);
  ASSERT_EQ(record.Items(htcds::Part::kComment).size(), 2u);
  EXPECT_TRUE(htcds::Write(std::span(&record, 1), htcds::Format::kXlsx));
  while (record.Items(htcds::Part::kComment).size() < base::kMaxHtcdsItems)
    record.Items(htcds::Part::kComment).push_back(record.Items(htcds::Part::kComment).front());
  AddWork(record, done, 20000, left_out);
  EXPECT_EQ(left_out.size(), 1u);
  EXPECT_EQ(record.Items(htcds::Part::kComment).size(), base::kMaxHtcdsItems);
}

}  // namespace
}  // namespace voice::testing
