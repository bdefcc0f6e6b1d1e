#include "voice/casework/lifecycle.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "base/limits_voice.h"
#include "base/walk_steps.h"
#include "voice/casework/assessment.h"
#include "voice/casework/documents.h"
#include "voice/casework/search.h"
#include "voice/intake/talk_documents.h"
#include "voice/test_world.h"

namespace voice::testing {
namespace {

class Casework : public VoiceTest {
 protected:
  CaseId NewCase(const std::string& what = "They took my passport. I work at night.") {
    Report report{.language = "en", .what = what};
    return Good(services().reports.File(team_, report, {}, "")).id;
  }
  CaseRow RowOf(const CaseId& id) {
    return Good(desk().database().Read([&](db::Transaction& tx) { return CaseRowOf(tx, id); }));
  }
  void SetState(const CaseId& id, CaseState state) {
    Good(desk().database().Write([&](db::Transaction& tx) {
      return tx.Execute("UPDATE voice_case SET state = $2, asked_by = $3 WHERE id = $1",
                        {id, CaseStateName(state), mina_.person});
    }));
  }
  base::Status Act(const Someone& who, const CaseId& id, CaseAct act) {
    return services().lifecycle.Act(who.actor, Open(who), id, act, RowOf(id).version);
  }
  template <typename T>
  static void ExpectCode(const base::Result<T>& result, base::Code code) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, code) << result.error().external;
  }
};

TEST_P(Casework, EveryStepThatTheTableForbidsIsRefused) {
  std::vector<CaseState> states;
  std::vector<CaseAct> acts;
  for (int i = 0; i < static_cast<int>(CaseState::kCount); ++i) states.push_back(static_cast<CaseState>(i));
  for (int i = 0; i < static_cast<int>(CaseAct::kCount); ++i) acts.push_back(static_cast<CaseAct>(i));
  const vault::UnlockedPerson vera = Open(vera_);
  base::testing::WalkStates<CaseId, CaseState, CaseAct>(
      CaseSteps(), states, acts,
      [&](CaseState state) {
        const CaseId id = NewCase();
        SetState(id, state);
        return id;
      },
      [&](const CaseId& id, CaseAct act) {
        return services().lifecycle.Act(vera_.actor, vera, id, act, RowOf(id).version);
      },
      [&](const CaseId& id) { return CaseStateNamed(RowOf(id).state); });
}

TEST_P(Casework, TwoPersonsCloseACase) {
  const CaseId id = NewCase();
  Good(Act(mina_, id, CaseAct::kRead));
  Good(Act(mina_, id, CaseAct::kClose));
  ExpectCode(Act(otto_, id, CaseAct::kApprove), base::Code::kForbidden);
  Good(Act(vera_, id, CaseAct::kApprove));
  EXPECT_EQ(RowOf(id).state, "closed");
  EXPECT_TRUE(RowOf(id).closed.has_value());
  const CaseId own = NewCase();
  Good(Act(vera_, own, CaseAct::kRead));
  Good(Act(vera_, own, CaseAct::kClose));
  ExpectCode(Act(vera_, own, CaseAct::kApprove), base::Code::kForbidden);
  ExpectCode(
      services().lifecycle.Act(mina_.actor, Open(mina_), own, CaseAct::kReopen, RowOf(own).version + 1),
      base::Code::kConflict);
}

TEST_P(Casework, DeletionNeedsTwoAndNoHold) {
  const CaseId id = NewCase("an unforgettable sentence");
  const vault::UnlockedPerson vera = Open(vera_), mina = Open(mina_);
  Good(services().cases.Note(mina_.actor, mina, id, "a note", {}));
  ExpectCode(services().lifecycle.Delete(vera_.actor, vera, id), base::Code::kConflict);
  Good(services().lifecycle.SetHold(vera_.actor, vera, id, true));
  ExpectCode(services().lifecycle.SetHold(mina_.actor, mina, id, false), base::Code::kForbidden);
  ExpectCode(services().lifecycle.AskDeletion(mina_.actor, mina, id), base::Code::kConflict);
  Good(services().lifecycle.SetHold(vera_.actor, vera, id, false));
  Good(services().lifecycle.AskDeletion(mina_.actor, mina, id));
  ExpectCode(services().lifecycle.Delete(mina_.actor, mina, id), base::Code::kForbidden);
  const DeletionProof proof = Good(services().lifecycle.Delete(vera_.actor, vera, id));
  EXPECT_EQ(proof.backups_until, proof.day + base::kBackupKeepDays);
  ExpectCode(services().cases.Open(mina_.actor, mina, id), base::Code::kNotFound);
  EXPECT_EQ(Good(services().lifecycle.ProofOf(org_, id)).reason, "asked");
  for (const char* table : {"voice_entry", "voice_document", "voice_return", "voice_case"}) {
    const db::Rows left = Good(desk().database().Read(
        [&](db::Transaction& tx) { return tx.Query(std::string("SELECT 1 FROM ") + table); }));
    EXPECT_TRUE(left.empty()) << table;
  }
  const auto record = cheap_->AudienceOf(org_, vault::RecordId::FromStore(id.text()));
  EXPECT_TRUE(!record || (record->circles.empty() && record->persons.empty()));
}

TEST_P(Casework, RetentionDeletesWhatIsOver) {
  const CaseId over = NewCase(), held = NewCase(), open = NewCase();
  for (const CaseId& id : {over, held}) {
    Good(Act(mina_, id, CaseAct::kRead));
    Good(Act(mina_, id, CaseAct::kClose));
    Good(Act(vera_, id, CaseAct::kApprove));
  }
  Good(services().lifecycle.SetHold(vera_.actor, Open(vera_), held, true));
  clock_->Advance(729 * base::kDayMs);
  EXPECT_EQ(Good(services().lifecycle.Purge(base::kMaxPurgedAtOnce)), 0);
  clock_->Advance(3 * base::kDayMs);
  EXPECT_EQ(Good(services().lifecycle.Purge(base::kMaxPurgedAtOnce)), 1);
  EXPECT_EQ(Good(services().lifecycle.ProofOf(org_, over)).reason, "retention");
  EXPECT_EQ(RowOf(held).state, "closed");
  EXPECT_EQ(RowOf(open).state, "new");
}

TEST_P(Casework, PurgeStopsAtItsLimit) {  // kMaxPurgedAtOnce
  for (std::size_t i = 0; i <= base::kMaxPurgedAtOnce; ++i) NewCase();
  Good(desk().database().Write([](db::Transaction& tx) {
    return tx.Execute("UPDATE voice_case SET state = 'closed', closed_day = 0");
  }));
  EXPECT_EQ(Good(services().lifecycle.Purge(base::kMaxPurgedAtOnce)),
            static_cast<std::int64_t>(base::kMaxPurgedAtOnce));
  EXPECT_EQ(Good(services().lifecycle.Purge(base::kMaxPurgedAtOnce)), 1);
}

TEST_P(Casework, WhoHasAConflictNoLongerKnowsOfIt) {
  const CaseId id = NewCase();
  const vault::UnlockedPerson mina = Open(mina_), otto = Open(otto_), vera = Open(vera_);
  ExpectCode(services().lifecycle.Exclude(mina_.actor, mina, id, otto_.person), base::Code::kForbidden);
  Good(services().lifecycle.Exclude(vera_.actor, vera, id, otto_.person));
  ExpectCode(services().cases.Open(otto_.actor, otto, id), base::Code::kNotFound);
  EXPECT_TRUE(Good(services().cases.List(otto_.actor, {}, {}, 10)).empty());
  EXPECT_EQ(Good(services().cases.CountUnread(otto_.actor)), 0);
  Good(services().cases.Open(mina_.actor, mina, id));
  Good(services().lifecycle.Exclude(mina_.actor, mina, id, mina_.person));
  ExpectCode(services().lifecycle.Exclude(vera_.actor, vera, id, vera_.person), base::Code::kConflict);
}

TEST_P(Casework, WhoLeavesTheCircleOpensNoCaseOfIt) {
  const CaseId id = NewCase();
  const vault::UnlockedPerson mina = Open(mina_), otto = Open(otto_), vera = Open(vera_);
  Good(services().lifecycle.Exclude(vera_.actor, vera, id, otto_.person));
  Good(services().cases.Open(mina_.actor, mina, id));
  Good(cheap_->RemoveMember(vera_.actor, circle_, mina_.person));
  ExpectCode(services().cases.Open(mina_.actor, mina, id), base::Code::kNotFound);
  ExpectCode(services().cases.Answer(mina_.actor, mina, id, "still here", {}), base::Code::kNotFound);
  // The circle is asked itself, whatever is still sealed to her.
  const vault::RecordId record = vault::RecordId::FromStore(id.text());
  Good(desk().database().Write([&](db::Transaction& tx) {
    return cheap_->ShareRecord(tx, vera, {.circles = {}, .persons = {mina_.person}}, record);
  }));
  ExpectCode(services().cases.Open(mina_.actor, mina, id), base::Code::kNotFound);
}

TEST_P(Casework, TheLastWhoOpensACaseStaysUntilAnotherIsLetIn) {
  const CaseId id = NewCase();
  const vault::UnlockedPerson otto = Open(otto_), vera = Open(vera_);
  for (const Someone* one : {&otto_, &mina_})
    Good(services().lifecycle.Exclude(vera_.actor, vera, id, one->person));
  const base::Status removed = cheap_->RemoveMember(mina_.actor, circle_, vera_.person);
  ExpectCode(removed, base::Code::kConflict);
  EXPECT_TRUE(Has(removed.error().external, "K-" + id.text().substr(0, 6)));
  ExpectCode(desk().people().SetRoles(system_, org_, vera_.person, {}), base::Code::kConflict);
  Good(services().cases.Open(vera_.actor, vera, id));
  // Let in again by who supervises and opens it: a member, once.
  const auto let_in = [&](const Someone& by, const Someone& person) {
    return services().lifecycle.LetIn(by.actor, Open(by), id, person.person);
  };
  ExpectCode(let_in(vera_, hal_), base::Code::kNotFound);
  ExpectCode(let_in(vera_, vera_), base::Code::kNotFound);
  ExpectCode(let_in(otto_, otto_), base::Code::kForbidden);
  Good(let_in(vera_, otto_));
  ExpectCode(let_in(vera_, otto_), base::Code::kNotFound);
  Good(services().cases.Open(otto_.actor, otto, id));
  EXPECT_EQ(Good(services().cases.List(otto_.actor, {}, {}, 10)).size(), 1u);
  EXPECT_TRUE(Good(services().cases.List(mina_.actor, {}, {}, 10)).empty());
  Good(cheap_->RemoveMember(mina_.actor, circle_, vera_.person));
  Good(services().cases.Open(otto_.actor, otto, id));
}

TEST_P(Casework, ThePageLetsSomebodyIn) {
  const CaseId id = NewCase();
  const std::string vera = UnlockedCookie(vera_), page = "/cases/" + id.text();
  EXPECT_FALSE(Has(Ask("GET", page + "/duties", vera).body, "Let into this case"));
  EXPECT_EQ(Send(page + "/exclude", vera, Form({{"person", otto_.person.text()}})).status, 303);
  EXPECT_TRUE(Has(Ask("GET", page + "/duties", vera).body, "Let into this case"));
  EXPECT_EQ(Send(page + "/let-in", UnlockedCookie(mina_), Form({{"person", otto_.person.text()}})).status,
            403);
  EXPECT_EQ(Send(page + "/let-in", vera, Form({{"person", otto_.person.text()}})).status, 303);
  EXPECT_EQ(Ask("GET", page, UnlockedCookie(otto_)).status, 200);
}

TEST_P(Casework, ExclusionsOfBeforeAreKnownToTheVault) {
  const CaseId id = NewCase();
  Good(services().lifecycle.Exclude(vera_.actor, Open(vera_), id, otto_.person));
  Good(services().lifecycle.Exclude(vera_.actor, Open(vera_), id, mina_.person));
  Good(desk().database().RunScript("DELETE FROM vault_record_members"));
  for (const db::Migration& step : Migrations())
    if (step.name == "case-members") Good(desk().database().RunScript(step.sql));
  ExpectCode(cheap_->RemoveMember(mina_.actor, circle_, vera_.person), base::Code::kConflict);
}

TEST_P(Casework, TasksAndLateness) {
  const CaseId id = NewCase();
  const vault::UnlockedPerson mina = Open(mina_);
  const Day today = DayOf(desk().clock().Now());
  Task task;
  task.title = "Call the consulate about Kwame";
  task.due = today - 1;
  ExpectCode(services().tasks.Add(mina_.actor, mina, id, task), base::Code::kInvalid);
  task.due = today + 2;
  Good(services().tasks.Add(mina_.actor, mina, id, task));
  EXPECT_FALSE(Has(WholeStore(), "Kwame"));
  EXPECT_EQ(Good(services().tasks.LateFor(mina_.actor)).tasks, 0);
  clock_->Advance(8 * base::kDayMs);
  const Lateness late = Good(services().tasks.LateFor(mina_.actor));
  EXPECT_EQ(late.tasks, 1);
  EXPECT_EQ(late.first_answers, 1);
  EXPECT_EQ(Good(services().tasks.LateFor(hal_.actor)).tasks, 0);
  const auto tasks = Good(services().tasks.Of(Good(services().cases.Open(mina_.actor, mina, id))));
  ASSERT_EQ(tasks.size(), 1u);
  Good(services().tasks.Done(mina_.actor, mina, id, tasks.front().id));
  ExpectCode(services().tasks.Done(mina_.actor, mina, id, tasks.front().id), base::Code::kConflict);
  EXPECT_EQ(Good(services().tasks.LateFor(mina_.actor)).tasks, 0);
  Good(services().cases.Answer(mina_.actor, mina, id, "we are here", {}));
  EXPECT_EQ(Good(services().tasks.LateFor(mina_.actor)).first_answers, 0);
}

TEST_P(Casework, TasksOfOneCaseAreLimited) {  // kMaxCaseTasks
  const CaseId id = NewCase();
  const vault::UnlockedPerson mina = Open(mina_);
  Task task;
  task.title = "x";
  task.due = DayOf(desk().clock().Now());
  for (std::size_t i = 0; i < base::kMaxCaseTasks; ++i)
    Good(services().tasks.Add(mina_.actor, mina, id, task));
  ExpectCode(services().tasks.Add(mina_.actor, mina, id, task), base::Code::kTooLarge);
}

TEST_P(Casework, SearchOpensOnlyWhatOneMayOpen) {
  const CaseId first = NewCase("The agent in Jakarta took 9,000,000 rupiah"),
               second = NewCase("여권을 빼앗겼습니다");
  const vault::UnlockedPerson mina = Open(mina_), hal = Open(hal_);
  Good(services().cases.Note(mina_.actor, mina, second, "ask about JAKARTA", {}));
  const auto found =
      Good(SearchCases(services().access, services().cases, mina_.actor, mina, "jakarta", false));
  EXPECT_EQ(found.hits.size(), 2u);
  EXPECT_EQ(found.searched, 2);
  const auto korean =
      Good(SearchCases(services().access, services().cases, mina_.actor, mina, "여권을", false));
  ASSERT_EQ(korean.hits.size(), 1u);
  EXPECT_EQ(korean.hits.front().id, second);
  EXPECT_TRUE(
      Good(SearchCases(services().access, services().cases, mina_.actor, mina, "jakarta tokyo", false))
          .hits.empty());
  EXPECT_EQ(
      Good(SearchCases(services().access, services().cases, hal_.actor, hal, "jakarta", false)).searched, 0);
  ExpectCode(SearchCases(services().access, services().cases, mina_.actor, mina, " ,", false),
             base::Code::kInvalid);
}

TEST_P(Casework, SearchReadsWhatPeopleWroteAndMissesNoOtherCase) {
  const CaseId assessed = NewCase("They took my papers in Jakarta"),
               other = NewCase("the foreman of Jakarta");
  const vault::UnlockedPerson mina = Open(mina_);
  const auto search = [&](std::string_view words) {
    return Good(SearchCases(services().access, services().cases, mina_.actor, mina, words, false));
  };
  Assessment assessment;
  assessment.indicators[6] = {Seen::kSeen, "They took my papers"};
  assessment.acts = {"recruitment"};
  assessment.safety_plan = "call the chapel";
  Good(services().cases.SaveDocument(mina_.actor, mina, assessed, "assessment", TextOfAssessment(assessment),
                                     0));
  // As where a claim was shown to her.
  const OpenedCase opened = Good(services().cases.Open(mina_.actor, mina, assessed));
  Good(desk().database().Write(
      [&](db::Transaction& tx) { return WriteTalkDocument(tx, opened.row, "money", R"({"name":"x"})"); }));
  EXPECT_EQ(search("jakarta").hits.size(), 2u);
  EXPECT_EQ(search("chapel").hits.size(), 1u);
  EXPECT_EQ(search("chapel").hits.front().where, "assessment");
  for (const char* word : {"child", "seen", "sentence", "recruitment", "findings"})
    EXPECT_TRUE(search(word).hits.empty()) << word;
  // What is damaged is told, and hides nothing else.
  Good(desk().database().Write([&](db::Transaction& tx) {
    return tx.Execute("UPDATE voice_document SET version = 7 WHERE case_id = $1 AND kind = 'assessment'",
                      {assessed});
  }));
  EXPECT_EQ(search("jakarta").hits.size(), 2u);
  EXPECT_EQ(search("jakarta").damaged, std::vector{assessed});
  Good(desk().database().Write([&](db::Transaction& tx) {
    return tx.Execute("UPDATE voice_case SET talk_key = inner_key WHERE id = $1", {assessed});
  }));
  ASSERT_EQ(search("jakarta").hits.size(), 1u);
  EXPECT_EQ(search("jakarta").hits.front().id, other);
  EXPECT_EQ(search("jakarta").damaged, std::vector{assessed});
  const net::Response page = Send("/cases/search", UnlockedCookie(mina_), Form({{"words", "jakarta"}}));
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(Has(page.body, "does not open"));
}

TEST_P(Casework, DocumentsHaveVersionsAndALimit) {
  const CaseId id = NewCase();
  const vault::UnlockedPerson mina = Open(mina_);
  const auto save = [&](const std::string& text, std::int64_t version) {
    return services().cases.SaveDocument(mina_.actor, mina, id, "assessment", text, version);
  };
  Good(save("one", 0));
  ExpectCode(save("two", 0), base::Code::kConflict);
  Good(save("two", 1));
  Good(save(std::string(base::kMaxCaseDocumentBytes, 'x'), 2));  // kMaxCaseDocumentBytes
  ExpectCode(save(std::string(base::kMaxCaseDocumentBytes + 1, 'x'), 3), base::Code::kTooLarge);
}

TEST_P(Casework, WhatIsSentWhileLockedIsHeldByThePage) {
  const CaseId id = NewCase();
  const std::string answer = "/cases/" + id.text() + "/answer", text = "Wait <there>";
  const auto send = [&](const std::string& passphrase) {
    return Send(answer, mina_.cookie, Form({{"text", text}, {"vault_passphrase", passphrase}}));
  };
  for (const net::Response& asked :
       {Send(answer, mina_.cookie, Form({{"text", text}})), send("not mine at all")}) {
    EXPECT_EQ(asked.status, 422);
    EXPECT_TRUE(Has(asked.body, "action=\"" + answer + "\""));
    EXPECT_TRUE(Has(asked.body, "Wait &lt;there"));
    EXPECT_FALSE(Has(asked.body, "not mine"));
  }
  const net::Response sent = send(PassphraseOf(mina_));
  EXPECT_EQ(sent.status, 303);
  const std::vector<std::string_view> cookies = sent.headers.All("Set-Cookie");
  EXPECT_TRUE(std::any_of(cookies.begin(), cookies.end(), [](std::string_view cookie) {
    return cookie.starts_with(desk::VaultCookieName(false));
  }));
  EXPECT_TRUE(Has(Ask("GET", "/cases/" + id.text(), UnlockedCookie(mina_)).body, "Wait &lt;there"));
}

TEST_P(Casework, PagesOfACase) {
  const CaseId id = NewCase();
  const std::string cookies = UnlockedCookie(mina_), page = "/cases/" + id.text();
  EXPECT_TRUE(Has(Ask("GET", page, cookies).body, "They took my passport"));
  EXPECT_EQ(Send(page + "/answer", cookies, Form({{"text", "We read you."}})).status, 303);
  EXPECT_TRUE(Has(Ask("GET", page, cookies).body, "We read you."));
  EXPECT_EQ(Send(page + "/answer", cookies, Form({{"text", ""}})).status, 422);
  EXPECT_EQ(Send(page + "/assessment", cookies,
                 Form({{"version", "0"},
                       {"seen7", "1"},
                       {"sentence7", "they TOOK my  passport"},
                       {"act", "recruitment"}}))
                .status,
            303);
  EXPECT_TRUE(Has(Ask("GET", page + "/assessment", cookies).body, "1 of 11 indicators is seen"));
  const net::Response invented =
      Send(page + "/assessment", cookies,
           Form({{"version", "1"}, {"seen8", "1"}, {"sentence8", "they never paid"}}));
  EXPECT_EQ(invented.status, 422);
  EXPECT_TRUE(Has(invented.body, "they never paid"));
  EXPECT_EQ(Ask("GET", page + "/duties", cookies).status, 200);
  EXPECT_EQ(Send("/cases/search", cookies, Form({{"words", "passport"}})).status, 200);
  EXPECT_EQ(Ask("GET", "/cases", cookies).status, 200);
  EXPECT_EQ(Ask("GET", "/cases/teams", UnlockedCookie(vera_)).status, 200);
  EXPECT_EQ(Ask("GET", "/cases/teams", cookies).status, 403);
  EXPECT_TRUE(Has(Ask("GET", "/", cookies).body, "Cases"));
}

INSTANTIATE_TEST_SUITE_P(Both, Casework, ::testing::Values(db::Dialect::kSqlite, db::Dialect::kPostgres),
                         db::testing::DialectName);

}  // namespace
}  // namespace voice::testing
