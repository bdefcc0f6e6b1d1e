// What is left of referrals where the worker deletes what she wrote.

#include "voice/referral/referral_world.h"

namespace voice::testing {
namespace {

using consent::Part;
using referral::Draft;
using referral::ReferralId;
using referral::State;

class Forgetting : public Referring {
 protected:
  Draft DraftOf(const ReferralId& id) { return Good(referrals_->Get(Opened(mina_, case_), id)).draft; }
};
MANUMIT_ON_BOTH_DATABASES(Forgetting);

TEST_P(Forgetting, DraftsAndSentOnesAreEmptied) {
  const SentOne sent = SentToLawyer(case_, {Part::kReport, Part::kContact});
  const ReferralId draft = Saved(case_, DraftFor(ToLawyer(), {Part::kReport, Part::kContact}));
  ASSERT_EQ(DraftOf(sent.id).parts.size(), 2u);
  ASSERT_EQ(DraftOf(draft).parts.size(), 2u);
  Good(services().reports.Forget(VisitOf(case_)));
  EXPECT_EQ(Count("voice_referral WHERE told IS NOT NULL OR copy IS NOT NULL"), 0);
  for (const ReferralId& id : {sent.id, draft}) {
    EXPECT_TRUE(DraftOf(id).parts.empty());
    EXPECT_TRUE(DraftOf(id).files.empty());
    EXPECT_EQ(DraftOf(id).to.name, "Ansan Legal Aid");
  }
  EXPECT_TRUE(RowOf(sent.id).sent);
  EXPECT_EQ(StateOf(sent.id), State::kWithdrawn);
  EXPECT_EQ(StateOf(draft), State::kDraft);
  const std::string page =
      Ask("GET", "/cases/" + case_.text() + "/referrals/" + sent.id.text(), UnlockedCookie(mina_)).body;
  EXPECT_TRUE(Has(page, "Ansan Legal Aid"));
  EXPECT_FALSE(Has(page, "told contact"));
  // A draft can be written anew.
  Good(referrals_->Save(mina_.actor, Open(mina_), case_, draft, DraftFor(ToLawyer(), {Part::kPlace}),
                        VersionOf(case_, draft)));
  EXPECT_EQ(DraftOf(draft).parts.size(), 1u);
}

TEST_P(Forgetting, WhatTheLawDemandedEndsToo) {
  const ReferralId id = Saved(case_, DraftFor(To(police_, "Ansan Police", "police"), {Part::kPlace}));
  Good(referrals_->SendByLaw(vera_.actor, Open(vera_), case_, id, VersionOf(case_, id), "children", "a child",
                             "We had to tell"));
  Good(services().reports.Forget(VisitOf(case_)));
  EXPECT_EQ(StateOf(id), State::kRevoked);
  EXPECT_EQ(Count("voice_referral WHERE copy IS NOT NULL"), 0);
  EXPECT_TRUE(DraftOf(id).parts.empty());
}

// As drafts were kept before: whom and what in one box.
TEST_P(Forgetting, OldDraftsAreEmptiedWhenTheTeamNextSaves) {
  const ReferralId id = Saved(case_, DraftFor(ToLawyer(), {Part::kContact}));
  const OpenedCase opened = Opened(mina_, case_);
  const std::string whole = referral::TextOf(DraftFor(ToLawyer(), {Part::kContact}));
  const crypto::Bytes box =
      Good(SealText(opened.row.keys.inner, case_, "referral " + id.text(), crypto::AsBytes(whole)));
  Good(desk().database().Write([&](db::Transaction& tx) {
    return tx.Execute("UPDATE voice_referral SET draft = $2, told = NULL WHERE id = $1",
                      {id, crypto::ByteView(box)});
  }));
  EXPECT_EQ(DraftOf(id).parts.size(), 1u);
  Good(services().reports.Forget(VisitOf(case_)));
  EXPECT_TRUE(DraftOf(id).parts.empty());
  EXPECT_EQ(Count("voice_referral WHERE forgotten = 1"), 1);
  Good(services().cases.Note(mina_.actor, Open(mina_), case_, "a note", {}));
  EXPECT_EQ(Count("voice_referral WHERE forgotten = 2"), 1);
  Sql("UPDATE voice_referral SET forgotten = 0");  // what is in the box now
  EXPECT_TRUE(DraftOf(id).parts.empty());
  EXPECT_EQ(DraftOf(id).to.name, "Ansan Legal Aid");
}

}  // namespace
}  // namespace voice::testing
