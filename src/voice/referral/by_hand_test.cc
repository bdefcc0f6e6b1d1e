// Links that were closed or lost, deletions that are told by telephone, addresses that are dead.

#include "base/limits_referral.h"
#include "voice/referral/referral_world.h"

namespace voice::testing {
namespace {

using consent::Part;
using referral::Deletion;
using referral::TheirAct;
using referral::TheirView;

class ByHand : public Referring {};
MANUMIT_ON_BOTH_DATABASES(ByHand);

TEST_P(ByHand, ANewLinkOpensTheSameCopy) {
  const SentOne sent = SentToLawyer(case_, {Part::kPlace});
  const std::string wrong = sent.code == "0000 0000 0000" ? "0000 0000 0001" : "0000 0000 0000";
  for (std::int64_t i = 0; i < base::kMaxPassCodeTries; ++i)
    EXPECT_FALSE(Good(referrals_->OpenLink(sent.token, wrong)));
  EXPECT_TRUE(RowOf(sent.id).Locked());
  const referral::SentLink link = Good(referrals_->NewLink(mina_.actor, Open(mina_), case_, sent.id));
  EXPECT_FALSE(RowOf(sent.id).Locked());
  EXPECT_FALSE(RowOf(sent.id).unread);
  const SentOne anew{sent.id, link.path.substr(link.path.rfind('/') + 1), link.code};
  const std::optional<TheirView> view = OpenIt(anew);
  ASSERT_TRUE(view && view->copy);
  EXPECT_EQ(view->copy->parts.at(Part::kPlace), "told place");
  EXPECT_FALSE(OpenIt(sent));
  // After the end the link still serves to say that all is deleted.
  Good(services().consents.TakeBack(VisitOf(case_), Good(services().consents.Of(VisitOf(case_))).front().id));
  const referral::SentLink last = Good(referrals_->NewLink(mina_.actor, Open(mina_), case_, sent.id));
  EXPECT_EQ(Count("voice_referral WHERE wrapped IS NOT NULL"), 0);
  ActIt({sent.id, last.path.substr(last.path.rfind('/') + 1), last.code}, TheirAct::kDeleted, "");
  EXPECT_EQ(RowOf(sent.id).deletion, Deletion::kDone);
  ExpectCode(referrals_->NewLink(mina_.actor, Open(mina_), case_, sent.id), base::Code::kConflict);
}

TEST_P(ByHand, ADeletionIsRecordedByHand) {
  const consent::Recipient police = To(police_, "Ansan Police", "police");  // has no mail address
  Agreed(case_, TermsFor(police, {Part::kPlace}));
  const SentOne sent = Send(case_, DraftFor(police, {Part::kPlace}));
  ExpectCode(referrals_->NoteDeletion(mina_.actor, Open(mina_), case_, sent.id, true, "Mr Kim"),
             base::Code::kConflict);
  Good(services().consents.TakeBack(VisitOf(case_), Good(services().consents.Of(VisitOf(case_))).front().id));
  Tick();
  EXPECT_TRUE(mailer_->sent().empty());
  EXPECT_EQ(Good(referrals_->WaitingFor(mina_.actor)).unmailed.size(), 1u);
  ExpectCode(referrals_->NoteDeletion(mina_.actor, Open(mina_), case_, sent.id, true, ""),
             base::Code::kInvalid);
  Good(referrals_->NoteDeletion(mina_.actor, Open(mina_), case_, sent.id, false, "Mr Kim: the file stays"));
  EXPECT_EQ(RowOf(sent.id).deletion, Deletion::kRefused);
  Good(referrals_->NoteDeletion(mina_.actor, Open(mina_), case_, sent.id, true, "Mr Kim: gone"));
  EXPECT_EQ(RowOf(sent.id).deletion, Deletion::kDone);
  EXPECT_FALSE(RowOf(sent.id).unread);
  EXPECT_TRUE(Good(referrals_->WaitingFor(mina_.actor)).unmailed.empty());
  const referral::Referral kept = Good(referrals_->Get(Opened(mina_, case_), sent.id));
  ASSERT_EQ(kept.words.size(), 2u);
  EXPECT_EQ(kept.words[1].text, "Mr Kim: gone");
}

TEST_P(ByHand, ADeadAddressHoldsNobodyUp) {  // kQuickMailTries, kMaxMailTries
  const SentOne dead = SentToLawyer(case_, {Part::kPlace});
  Good(services().consents.TakeBack(VisitOf(case_), Good(services().consents.Of(VisitOf(case_))).front().id));
  const auto fail = [&] {
    mailer_->FailCall(mailer_->calls() + 1);
    Tick();
  };
  for (std::int64_t i = 1; i <= base::kQuickMailTries; ++i) {
    EXPECT_TRUE(Good(referrals_->WaitingFor(mina_.actor)).unmailed.empty());
    fail();
    EXPECT_EQ(RowOf(dead.id).mail_tries, i);
  }
  EXPECT_EQ(Good(referrals_->WaitingFor(mina_.actor)).unmailed.size(), 1u);
  // Not again on this day; others are not held up, and go first.
  Tick();
  EXPECT_TRUE(mailer_->sent().empty());
  Days(1);
  const CaseId other = NewCase();
  const SentOne fresh = SentToLawyer(other, {Part::kPlace});
  Good(services().consents.TakeBack(VisitOf(other), Good(services().consents.Of(VisitOf(other))).front().id));
  mailer_->FailCall(mailer_->calls() + 2);
  Tick();
  EXPECT_TRUE(RowOf(fresh.id).deletion_mailed);
  EXPECT_FALSE(RowOf(dead.id).deletion_mailed);
  EXPECT_EQ(RowOf(dead.id).mail_tries, base::kQuickMailTries + 1);
  Sql("UPDATE voice_referral SET mail_tries = " + std::to_string(base::kMaxMailTries) +
      " WHERE deletion_mailed = 0");
  Days(5);
  Tick();
  EXPECT_FALSE(RowOf(dead.id).deletion_mailed);
}

TEST_P(ByHand, AfterTheCaseTheDeletionIsRecordedInTheList) {
  const SentOne sent = SentToLawyer(case_, {Part::kPlace});
  ExpectCode(referrals_->NoteDeletionAlone(mina_.actor, sent.id, true), base::Code::kNotFound);
  Good(services().lifecycle.AskDeletion(mina_.actor, Open(mina_), case_));
  Good(services().lifecycle.Delete(vera_.actor, Open(vera_), case_));
  EXPECT_TRUE(Has(Ask("GET", "/referrals", mina_.cookie).body, "They deleted it"));
  ExpectCode(referrals_->NoteDeletionAlone(hal_.actor, sent.id, true), base::Code::kNotFound);
  EXPECT_EQ(VoiceTest::Send("/referrals/" + sent.id.text() + "/deleted-there", mina_.cookie, "").status, 303);
  EXPECT_EQ(RowOf(sent.id).deletion, Deletion::kDone);
}

}  // namespace
}  // namespace voice::testing
