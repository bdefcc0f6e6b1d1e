// Referrals: the whole story with an outsider, every step, what never leaves without a "yes".

#include <algorithm>
#include <cstdlib>
#include <set>

#include "base/limits_referral.h"
#include "base/walk_steps.h"
#include "voice/referral/referral_world.h"

namespace voice::testing {
namespace {

using consent::Part;
using referral::Act;
using referral::Deletion;
using referral::Draft;
using referral::ReferralId;
using referral::ReferralRow;
using referral::State;
using referral::TheirAct;
using referral::TheirView;

MANUMIT_ON_BOTH_DATABASES(Referring);

TEST_P(Referring, TheWholeStory) {
  const SentOne sent = SentToLawyer(case_, {Part::kReport, Part::kPlace});
  EXPECT_EQ(Opened(mina_, case_).row.referred, DayOf(desk().clock().Now()));
  // The copy is what was put together and nothing else.
  const std::optional<TheirView> view = OpenIt(sent);
  ASSERT_TRUE(view && view->copy);
  EXPECT_EQ(view->from, "The coalition, Helpline");
  EXPECT_EQ(view->copy->words, "Please get the papers back wombat");
  EXPECT_EQ(view->copy->parts,
            (std::map<Part, std::string>{{Part::kReport, "told report"}, {Part::kPlace, "told place"}}));
  EXPECT_EQ(StateOf(sent.id), State::kOpened);
  // They ask back, the team answers, and they read the answer.
  ActIt(sent, TheirAct::kAsk, "Which town eland?");
  EXPECT_TRUE(RowOf(sent.id).unread);
  Good(referrals_->Answer(mina_.actor, Open(mina_), case_, sent.id, "Ansan oryx"));
  EXPECT_FALSE(RowOf(sent.id).unread);
  const TheirView told = ActIt(sent, TheirAct::kAccept, "");
  ASSERT_EQ(told.words.size(), 3u);
  EXPECT_EQ(told.words[1].text, "Ansan oryx");
  EXPECT_FALSE(told.words[1].theirs);
  EXPECT_EQ(StateOf(sent.id), State::kAccepted);
  // Done: nobody reads it any more, the team keeps what was said.
  const TheirView after = ActIt(sent, TheirAct::kFinish, "The passport is back kudu");
  EXPECT_FALSE(after.copy);
  EXPECT_EQ(StateOf(sent.id), State::kDone);
  EXPECT_FALSE(OpenIt(sent)->copy);
  const referral::Referral kept = Good(referrals_->Get(Opened(otto_, case_), sent.id));
  ASSERT_EQ(kept.words.size(), 4u);
  EXPECT_EQ(kept.words[3].text, "The passport is back kudu");
}

TEST_P(Referring, TakingBackKillsLinksAtOnce) {
  const consent::ConsentId agreed = Agreed(case_, TermsFor(ToLawyer(), {Part::kPlace, Part::kFiles}));
  Draft draft = DraftFor(ToLawyer(), {Part::kPlace});
  for (const TalkEntry& entry : Good(services().cases.Talk(Opened(mina_, case_))))
    for (const ShownFile& file : entry.files)
      draft.files.push_back({file.id, file.name, file.media_type, file.size});
  ASSERT_EQ(draft.files.size(), 1u);
  const SentOne sent = Send(case_, draft);
  const std::optional<TheirView> before = OpenIt(sent);
  ASSERT_TRUE(before->copy);
  EXPECT_EQ(Good(referrals_->FileByLink(sent.token, before->sitting, 0)).bytes, "photo of the ledger bongo");
  ASSERT_EQ(Count("voice_referral_file"), 1);

  // Nobody is unlocked, no job runs.
  Good(services().consents.TakeBack(VisitOf(case_), agreed));
  EXPECT_EQ(StateOf(sent.id), State::kWithdrawn);
  EXPECT_EQ(Count("voice_referral WHERE copy IS NOT NULL OR wrapped IS NOT NULL"), 0);
  EXPECT_EQ(Count("voice_referral_file"), 0);
  ExpectCode(referrals_->FileByLink(sent.token, before->sitting, 0), base::Code::kNotFound);
  ExpectCode(referrals_->ActByLink(sent.token, before->sitting, TheirAct::kAccept, ""),
             base::Code::kConflict);
  const std::optional<TheirView> after = OpenIt(sent);
  ASSERT_TRUE(after);
  EXPECT_FALSE(after->copy);
  EXPECT_TRUE(after->words.empty());

  // The request for deletion: by mail within the minute's job, with nothing of the case in it.
  Tick();
  Tick();
  ASSERT_EQ(mailer_->sent().size(), 1u);
  EXPECT_EQ(mailer_->sent()[0].to, "help@legal.example");
  EXPECT_TRUE(Has(mailer_->sent()[0].text, referral::NumberOf(sent.id)));
  EXPECT_FALSE(Has(mailer_->sent()[0].text, case_.text()));
  // Refused first, done later: both are recorded.
  ActIt(sent, TheirAct::kKept, "The law makes us keep it for a year");
  EXPECT_EQ(RowOf(sent.id).deletion, Deletion::kRefused);
  ActIt(sent, TheirAct::kDeleted, "");
  EXPECT_EQ(RowOf(sent.id).deletion, Deletion::kDone);
  const referral::Referral kept = Good(referrals_->Get(Opened(mina_, case_), sent.id));
  ASSERT_EQ(kept.words.size(), 2u);
  EXPECT_EQ(kept.words[0].text, "The law makes us keep it for a year");
  // Sent again, only with a new yes.
  const ReferralId again = Saved(case_, DraftFor(ToLawyer(), {Part::kPlace}));
  ExpectCode(TrySend(again), base::Code::kForbidden);
}

TEST_P(Referring, NothingIsSentWithoutAYesToIt) {
  const ReferralId draft = Saved(case_, DraftFor(ToLawyer(), {Part::kPlace, Part::kContact}));
  const auto standing = [&] {
    return Good(referrals_->StandingOf(Opened(mina_, case_),
                                       Good(referrals_->Get(Opened(mina_, case_), draft)).draft));
  };
  ExpectCode(TrySend(draft), base::Code::kForbidden);
  EXPECT_FALSE(standing().Clear());
  // A question that waits, a no, a yes to somebody else.
  const consent::ConsentId asked = Good(services().consents.Ask(
      mina_.actor, Open(mina_), case_, TermsFor(ToLawyer(), {Part::kPlace, Part::kContact})));
  ExpectCode(TrySend(draft), base::Code::kForbidden);
  Good(services().consents.Answer(VisitOf(case_), asked, false));
  ExpectCode(TrySend(draft), base::Code::kForbidden);
  Agreed(case_, TermsFor(To(police_, "Ansan Police", "police"), {Part::kPlace, Part::kContact}));
  ExpectCode(TrySend(draft), base::Code::kForbidden);
  // Fewer parts, another purpose.
  Agreed(case_, TermsFor(ToLawyer(), {Part::kPlace}));
  EXPECT_EQ(standing().missing, std::vector<Part>{Part::kContact});
  ExpectCode(TrySend(draft), base::Code::kForbidden);
  Agreed(case_, TermsFor(ToLawyer(), {Part::kPlace, Part::kContact}, consent::Purpose::kMedical));
  ExpectCode(TrySend(draft), base::Code::kForbidden);
  // Run out.
  consent::Terms until = TermsFor(ToLawyer(), {Part::kPlace, Part::kContact});
  until.until = DayOf(desk().clock().Now()) + 3;
  Agreed(case_, until);
  EXPECT_TRUE(standing().Clear());
  Days(4);
  ExpectCode(TrySend(draft), base::Code::kForbidden);
  Days(-4);
  ASSERT_TRUE(TrySend(draft));
  EXPECT_EQ(RowOf(draft).expires, until.until);       // the copy does not outlive the consent
  ExpectCode(TrySend(draft), base::Code::kConflict);  // once
}

TEST_P(Referring, ANarrowerYesEndsWhatAWiderOneTold) {
  const SentOne wide = SentToLawyer(case_, {Part::kPlace, Part::kWho});
  Agreed(case_, TermsFor(ToLawyer(), {Part::kPlace, Part::kWho, Part::kReport}));
  EXPECT_EQ(StateOf(wide.id), State::kSent);  // wider still: it stays
  Agreed(case_, TermsFor(ToLawyer(), {Part::kPlace}));
  EXPECT_EQ(StateOf(wide.id), State::kWithdrawn);
}

TEST_P(Referring, ByLawOnlyASecondPersonToAnAuthorityAndTheWorkerIsTold) {
  const Draft draft = DraftFor(To(police_, "Ansan Police", "police"), {Part::kPlace});
  const ReferralId id = Saved(case_, draft);
  const auto by_law = [&](const Someone& who, const ReferralId& one, std::string_view duty,
                          std::string_view why) {
    return referrals_->SendByLaw(who.actor, Open(who), case_, one, VersionOf(case_, one), duty, why,
                                 "We had to tell");
  };
  ExpectCode(by_law(mina_, id, "children", "why"), base::Code::kForbidden);  // no supervisor
  ExpectCode(by_law(vera_, id, "children", ""), base::Code::kInvalid);
  ExpectCode(by_law(vera_, id, "danger", "why"), base::Code::kForbidden);  // not a duty of this team
  ExpectCode(by_law(vera_, id, "anything", "why"), base::Code::kForbidden);
  const ReferralId to_lawyer = Saved(case_, DraftFor(ToLawyer(), {Part::kPlace}));
  ExpectCode(by_law(vera_, to_lawyer, "children", "why"), base::Code::kForbidden);  // no authority
  const ReferralId own = Good(referrals_->Save(vera_.actor, Open(vera_), case_, {}, draft, 0));
  ExpectCode(by_law(vera_, own, "children", "why"), base::Code::kForbidden);  // drafted it herself
  EXPECT_TRUE(Good(by_law(vera_, id, "children", "a child of nine works there")));
  const ReferralRow row = RowOf(id);
  EXPECT_TRUE(row.by_law);
  EXPECT_EQ(Good(referrals_->Get(Opened(otto_, case_), id)).draft.law_reason, "a child of nine works there");
  EXPECT_EQ(Good(services().reports.TalkOf(VisitOf(case_))).entries.back().text, "We had to tell");
}

TEST_P(Referring, WrongCodesAreCounted) {
  const SentOne sent = SentToLawyer(case_, {Part::kPlace});
  const std::string wrong = sent.code == "0000 0000 0000" ? "0000 0000 0001" : "0000 0000 0000";
  for (std::int64_t i = 1; i < base::kMaxPassCodeTries; ++i)
    EXPECT_FALSE(Good(referrals_->OpenLink(sent.token, wrong)));
  EXPECT_TRUE(OpenIt(sent));  // the right one counts anew from here
  for (std::int64_t i = 0; i < base::kMaxPassCodeTries; ++i)
    EXPECT_FALSE(Good(referrals_->OpenLink(sent.token, wrong)));
  EXPECT_FALSE(OpenIt(sent));
  EXPECT_TRUE(RowOf(sent.id).unread);  // the team is told
  // What is no code, no token: nothing, and no try.
  EXPECT_FALSE(Good(referrals_->OpenLink(sent.token, "12")));
  EXPECT_FALSE(Good(referrals_->OpenLink("nonsense", sent.code)));
  EXPECT_FALSE(Good(referrals_->OpenLink("AAAAAAAAAAAAAAAAAAAAAA", sent.code)));
}

TEST_P(Referring, ASittingEnds) {
  const SentOne sent = SentToLawyer(case_, {Part::kPlace});
  const std::optional<TheirView> view = OpenIt(sent);
  clock_->Advance(base::kSittingMinutes * base::kMinuteMs - 1);
  EXPECT_TRUE(Good(referrals_->Resume(sent.token, view->sitting)));
  clock_->Advance(1);
  EXPECT_FALSE(Good(referrals_->Resume(sent.token, view->sitting)));
  EXPECT_FALSE(Good(referrals_->ActByLink(sent.token, view->sitting, TheirAct::kAccept, "")));
  // A sitting belongs to its link.
  const SentOne other = Send(case_, DraftFor(ToLawyer(), {Part::kPlace}));
  EXPECT_FALSE(Good(referrals_->Resume(other.token, OpenIt(sent)->sitting)));
  EXPECT_FALSE(Good(referrals_->Resume(sent.token, "")));
}

TEST_P(Referring, NothingOfItStandsInClear) {
  Draft draft = DraftFor(ToLawyer(), {Part::kPlace});
  draft.parts[Part::kSummary] = "summary of nyala";
  consent::Terms terms = TermsFor(ToLawyer(), {Part::kPlace, Part::kSummary});
  Agreed(case_, terms);
  const SentOne sent = Send(case_, draft);
  ActIt(sent, TheirAct::kAsk, "Which town eland?");
  Good(referrals_->Answer(mina_.actor, Open(mina_), case_, sent.id, "Ansan oryx"));
  Good(services().consents.Record(
      otto_.actor, Open(otto_), case_,
      TermsFor({consent::RecipientKind::kNamed, "", "Brother Dikdik", ""}, {Part::kWho}),
      consent::Given::kWriting, true, "sheet topi"));
  const std::string store = WholeStore();
  ASSERT_TRUE(Has(store, "Ansan Legal Aid"));  // the directory is public; so the scan sees what is there
  std::string code;
  for (const char c : sent.code)
    if (c != ' ') code += c;
  for (const std::string& secret :
       {std::string("zebra"), std::string("quagga"), std::string("Okapi"), std::string("ibex"),
        std::string("bongo"), std::string("wombat"), std::string("nyala"), std::string("eland"),
        std::string("oryx"), std::string("Dikdik"), std::string("topi"), std::string("gazelle"),
        std::string("told place"), sent.token, code, sent.code})
    EXPECT_FALSE(Has(store, secret)) << secret;
  // The address stands in the directory and nowhere beside a case.
  Sql("DELETE FROM voice_service");
  EXPECT_FALSE(Has(WholeStore(), "help@legal.example"));
  EXPECT_FALSE(Has(WholeStore(), "Ansan Legal Aid"));
}

TEST_P(Referring, NobodyOutsideTheCircle) {
  const SentOne sent = SentToLawyer(case_, {Part::kPlace});
  const auto hal = Open(hal_);
  ExpectCode(referrals_->Save(hal_.actor, hal, case_, {}, DraftFor(ToLawyer(), {Part::kPlace}), 0),
             base::Code::kNotFound);
  ExpectCode(referrals_->Act(hal_.actor, hal, case_, sent.id, Act::kRevoke, "x"), base::Code::kNotFound);
  ExpectCode(referrals_->Answer(hal_.actor, hal, case_, sent.id, "x"), base::Code::kNotFound);
  ExpectCode(referrals_->MarkSeen(hal_.actor, hal, case_, sent.id), base::Code::kNotFound);
  EXPECT_TRUE(Good(referrals_->Sent(hal_.actor, {}, 10)).empty());
  EXPECT_EQ(Good(referrals_->Sent(mina_.actor, {}, 10)).size(), 1u);
  // A referral of another case is none of this one.
  const CaseId other = NewCase();
  ExpectCode(referrals_->Get(Opened(mina_, other), sent.id), base::Code::kNotFound);
  ExpectCode(referrals_->Act(mina_.actor, Open(mina_), other, sent.id, Act::kRevoke, "x"),
             base::Code::kNotFound);
  // Whom a conflict of interest keeps out sees no line of it.
  Good(services().lifecycle.Exclude(vera_.actor, Open(vera_), case_, otto_.person));
  EXPECT_TRUE(Good(referrals_->Sent(otto_.actor, {}, 10)).empty());
}

TEST_P(Referring, WhatRunsOutEndsAndWhoIsLateIsReminded) {
  const SentOne sent = SentToLawyer(case_, {Part::kPlace});
  OpenIt(sent);
  Tick();
  EXPECT_TRUE(mailer_->sent().empty());
  Days(6);  // due tomorrow
  Tick();
  Tick();
  ASSERT_EQ(mailer_->sent().size(), 1u);
  EXPECT_TRUE(Has(mailer_->sent()[0].subject, "answer is awaited"));
  EXPECT_TRUE(Has(mailer_->sent()[0].subject, "답변"));  // every language of the console
  EXPECT_TRUE(Has(mailer_->sent()[0].text, "say whether you can help"));
  EXPECT_TRUE(Good(referrals_->WaitingFor(mina_.actor)).late.empty());
  Days(2);
  EXPECT_EQ(Good(referrals_->WaitingFor(mina_.actor)).late.size(), 1u);
  EXPECT_TRUE(Good(referrals_->Escalated(vera_.actor)).empty());  // the team first
  Days(4);
  EXPECT_EQ(Good(referrals_->Escalated(vera_.actor)).size(), 1u);
  Days(20);  // past its 30 days
  Tick();
  EXPECT_EQ(StateOf(sent.id), State::kExpired);
  EXPECT_EQ(RowOf(sent.id).deletion, Deletion::kAsked);  // it was opened: something may have been kept
  EXPECT_EQ(Count("voice_referral WHERE copy IS NOT NULL OR wrapped IS NOT NULL"), 0);
  EXPECT_FALSE(OpenIt(sent)->copy);
  EXPECT_EQ(mailer_->sent().size(), 2u);
  Days(18);  // the answer to the request is late, too
  EXPECT_EQ(Good(referrals_->Escalated(vera_.actor)).size(), 1u);
  ActIt(sent, TheirAct::kDeleted, "");
  EXPECT_TRUE(Good(referrals_->Escalated(vera_.actor)).empty());
  EXPECT_EQ(Good(referrals_->WaitingFor(mina_.actor)).unread.size(), 1u);
}

TEST_P(Referring, AMailThatFailsIsTriedAgain) {
  const SentOne sent = SentToLawyer(case_, {Part::kPlace});
  Good(services().consents.TakeBack(VisitOf(case_), Good(services().consents.Of(VisitOf(case_))).front().id));
  mailer_->FailCall(1);
  Tick();
  EXPECT_FALSE(RowOf(sent.id).deletion_mailed);
  Tick();
  EXPECT_TRUE(RowOf(sent.id).deletion_mailed);
  EXPECT_EQ(mailer_->sent().size(), 1u);
}

TEST_P(Referring, AnExpiredLinkShowsNothingEvenBeforeTheJobRuns) {
  const SentOne sent = SentToLawyer(case_, {Part::kPlace});
  Days(31);
  EXPECT_FALSE(OpenIt(sent)->copy);
  EXPECT_EQ(StateOf(sent.id), State::kExpired);
}

TEST_P(Referring, WhatTheWorkerDeletesIsWithdrawn) {
  const SentOne sent = SentToLawyer(case_, {Part::kPlace});
  Good(services().reports.Forget(VisitOf(case_)));
  EXPECT_EQ(StateOf(sent.id), State::kWithdrawn);
  EXPECT_EQ(Count("voice_consent WHERE state = 'given'"), 0);
}

TEST_P(Referring, ADeletedCaseLeavesOnlyTheRequest) {
  const SentOne sent = SentToLawyer(case_, {Part::kPlace});
  const ReferralId draft = Saved(case_, DraftFor(ToLawyer(), {Part::kPlace}));
  Good(services().lifecycle.AskDeletion(mina_.actor, Open(mina_), case_));
  Good(services().lifecycle.Delete(vera_.actor, Open(vera_), case_));
  EXPECT_EQ(Count("voice_consent"), 0);
  EXPECT_EQ(Count("voice_referral WHERE id = '" + draft.text() + "'"), 0);
  EXPECT_EQ(Count("voice_referral WHERE case_id IS NULL AND draft IS NULL AND copy IS NULL"), 1);
  Tick();
  EXPECT_EQ(mailer_->sent().size(), 1u);
  ActIt(sent, TheirAct::kDeleted, "all gone");
  EXPECT_EQ(RowOf(sent.id).deletion, Deletion::kDone);
  EXPECT_EQ(Count("voice_referral_word"), 0);
}

// ---- the tables of steps

}  // namespace
}  // namespace voice::testing
