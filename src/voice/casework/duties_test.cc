// What is late can be found, is told to supervisors, and can be ended: by telling the outcome, by declining a
// deletion.

#include <gtest/gtest.h>

#include "voice/casework/lifecycle.h"
#include "voice/casework/tasks.h"
#include "voice/test_world.h"

namespace voice::testing {
namespace {

class Duties : public VoiceTest {
 protected:
  CaseId NewCase() {
    return Good(services().reports.File(team_, {.language = "en", .what = "x"}, {}, "")).id;
  }
  CaseRow RowOf(const CaseId& id) {
    return Good(desk().database().Read([&](db::Transaction& tx) { return CaseRowOf(tx, id); }));
  }
  void AddTask(const CaseId& id) {
    Task task;
    task.title = "call the embassy";
    task.due = DayOf(desk().clock().Now()) + 2;
    Good(services().tasks.Add(mina_.actor, Open(mina_), id, task));
  }
  std::string Shown(const std::string& show) {
    const net::Response page = Ask("GET", "/cases?show=" + show, mina_.cookie);
    EXPECT_EQ(page.status, 200) << show;
    return page.body;
  }
  void Days(std::int64_t days) {
    clock_->Advance(days * base::kDayMs);
    // Everybody signs in anew meanwhile.
    Good(desk().database().Write([&](db::Transaction& tx) {
      return tx.Execute("UPDATE session SET last_used_ms = $1, expires_ms = $1 + 3600000",
                        {clock_->Now().ms});
    }));
  }
  std::string Href(const CaseId& id, const std::string& rest) { return "/cases/" + id.text() + rest; }
};

TEST_P(Duties, HomeItemsLeadToWhatTheyMean) {
  const CaseId late = NewCase(), done = NewCase(), asked = NewCase();
  AddTask(done);
  for (const CaseId& id : {done, asked})
    Good(services().cases.Answer(mina_.actor, Open(mina_), id, "We read it", {}));
  Good(services().lifecycle.AskDeletion(mina_.actor, Open(mina_), asked));
  Days(20);
  const std::string home = Ask("GET", "/", mina_.cookie).body;
  EXPECT_TRUE(Has(home, "/cases?show=late"));
  EXPECT_TRUE(Has(home, "/cases?show=tasks"));
  EXPECT_TRUE(Has(Ask("GET", "/", vera_.cookie).body, "/cases?show=delete"));
  EXPECT_TRUE(Has(Shown("late"), late.text()));
  EXPECT_FALSE(Has(Shown("late"), done.text()));
  EXPECT_TRUE(Has(Shown("tasks"), done.text()));
  EXPECT_FALSE(Has(Shown("tasks"), late.text()));
  EXPECT_TRUE(Has(Shown("delete"), asked.text()));
  EXPECT_FALSE(Has(Shown("delete"), done.text()));
  EXPECT_FALSE(Has(Shown("closing"), done.text()));
}

TEST_P(Duties, TellingTheOutcomeKeepsThePromise) {
  const CaseId id = NewCase();
  Good(services().cases.Answer(mina_.actor, Open(mina_), id, "We read it", {}));
  Days(100);
  EXPECT_EQ(Good(services().tasks.LateFor(mina_.actor)).outcomes, 1);
  // Another message alone is no outcome.
  const std::string mina = UnlockedCookie(mina_);
  EXPECT_EQ(Send(Href(id, "/answer"), mina, Form({{"text", "Still on it"}})).status, 303);
  EXPECT_EQ(Good(services().tasks.LateFor(mina_.actor)).outcomes, 1);
  EXPECT_EQ(Send(Href(id, "/answer"), mina, Form({{"text", "You get it back"}, {"outcome", "yes"}})).status,
            303);
  EXPECT_EQ(Good(services().tasks.LateFor(mina_.actor)).outcomes, 0);
  EXPECT_NE(RowOf(id).state, "closed");
  EXPECT_TRUE(RowOf(id).outcome);
  EXPECT_FALSE(DueOf(RowOf(id)));
  EXPECT_FALSE(Has(Shown("late"), id.text()));
}

TEST_P(Duties, ADeletionSaysWhoAskedAndCanBeDeclined) {
  const CaseId id = NewCase();
  const std::string vera = UnlockedCookie(vera_);
  EXPECT_FALSE(Has(Ask("GET", Href(id, "/duties"), vera).body, "Delete for good"));
  EXPECT_EQ(Send(Href(id, "/ask-deletion"), UnlockedCookie(mina_), "").status, 303);
  const std::string page = Ask("GET", Href(id, "/duties"), vera).body;
  EXPECT_TRUE(Has(page, "mina asked on"));
  EXPECT_TRUE(Has(page, "Do not delete it"));
  // Another case worker cannot decline it, the one who asked can take it back.
  const base::Status others = services().lifecycle.DeclineDeletion(otto_.actor, Open(otto_), id);
  ASSERT_FALSE(others);
  EXPECT_EQ(others.error().code, base::Code::kForbidden);
  Good(services().lifecycle.DeclineDeletion(mina_.actor, Open(mina_), id));
  EXPECT_FALSE(Good(services().lifecycle.AskedDeletion(id)));
  const base::Status again = services().lifecycle.DeclineDeletion(mina_.actor, Open(mina_), id);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, base::Code::kConflict);
  Good(services().lifecycle.AskDeletion(mina_.actor, Open(mina_), id));
  EXPECT_EQ(Send(Href(id, "/decline-deletion"), vera, "").status, 303);
  EXPECT_EQ(Good(services().tasks.LateFor(vera_.actor)).to_delete, 0);
  // For good only after one more question.
  Good(services().lifecycle.AskDeletion(mina_.actor, Open(mina_), id));
  const net::Response asked = Send(Href(id, "/delete"), vera, "");
  EXPECT_EQ(asked.status, 200);
  EXPECT_TRUE(Has(asked.body, "Nobody can undo"));
  EXPECT_EQ(RowOf(id).state, "new");
  EXPECT_EQ(Send(Href(id, "/delete"), vera, Form({{"confirm", "yes"}})).status, 303);
  EXPECT_EQ(Good(services().lifecycle.ProofOf(org_, id)).reason, "asked");
}

TEST_P(Duties, SupervisorsAreToldOfWhatWaitsTooLong) {
  const CaseId id = NewCase();
  AddTask(id);
  const auto tell = [&] { Good(services().escalation.Tell(desk().mailer(), "https://manumit.example.org")); };
  Days(8);  // the first answer was due on day 7
  tell();
  EXPECT_EQ(mailer_->sent().size(), 1u);  // of the task alone
  EXPECT_EQ(mailer_->sent().front().to, "vera@example.org");
  EXPECT_TRUE(Has(mailer_->sent().front().text, "1 task is late."));
  EXPECT_FALSE(Has(mailer_->sent().front().text, "first answer"));
  EXPECT_FALSE(Has(mailer_->sent().front().text, id.text()));
  EXPECT_FALSE(Has(Ask("GET", "/", mina_.cookie).body, "waits too long"));
  Days(4);
  tell();
  tell();  // once
  ASSERT_EQ(mailer_->sent().size(), 2u);
  EXPECT_TRUE(Has(mailer_->sent().back().text, "1 worker waits for a first answer"));
  EXPECT_FALSE(Has(mailer_->sent().back().text, "task"));
  const std::string home = Ask("GET", "/", vera_.cookie).body;
  EXPECT_TRUE(Has(home, "1 first answer waits too long"));
  EXPECT_TRUE(Has(home, "1 task waits too long"));
  EXPECT_TRUE(Has(Ask("GET", "/cases?show=late", vera_.cookie).body, "Late by more than three days"));
  // Answered and done: nothing is left to tell.
  Good(services().cases.Answer(mina_.actor, Open(mina_), id, "We read it", {}));
  EXPECT_EQ(Good(services().escalation.Of(vera_.actor)).size(), 1u);  // the task
}

TEST_P(Duties, AMailToNobodyIsTriedAgain) {
  NewCase();
  Days(20);
  mailer_->FailCall(1);
  Good(services().escalation.Tell(desk().mailer(), "https://manumit.example.org"));
  EXPECT_TRUE(mailer_->sent().empty());
  Good(services().escalation.Tell(desk().mailer(), "https://manumit.example.org"));
  EXPECT_EQ(mailer_->sent().size(), 1u);
}

MANUMIT_ON_BOTH_DATABASES(Duties);

}  // namespace
}  // namespace voice::testing
