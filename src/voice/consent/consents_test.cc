// Consents: every step, who may take it, what counts and what does not.

#include <algorithm>

#include "base/limits_referral.h"
#include "base/walk_steps.h"
#include "voice/referral/referral_world.h"

namespace voice::testing {
namespace {

using consent::Act;
using consent::Consent;
using consent::ConsentId;
using consent::Given;
using consent::Part;
using consent::Recipient;
using consent::RecipientKind;
using consent::State;
using consent::Terms;

class ConsentTest : public ReferralTest {
 protected:
  Recipient Somebody() { return {RecipientKind::kNamed, "", "Somebody " + std::to_string(++somebody_), ""}; }
  ConsentId Asked(const Terms& terms) {
    return Good(services().consents.Ask(mina_.actor, Open(mina_), case_, terms));
  }
  std::optional<Consent> InForce(const Recipient& to) {
    const OpenedCase opened = Opened(mina_, case_);
    return Good(desk().database().Read([&](db::Transaction& tx) {
      return consent::Consents::InForce(tx, opened, to, DayOf(desk().clock().Now()));
    }));
  }
  ConsentId In(State state) {
    Terms terms = TermsFor(Somebody(), {Part::kReport});
    if (state == State::kLapsed) terms.until = DayOf(desk().clock().Now());
    const ConsentId id = Asked(terms);
    const Visit& visit = VisitOf(case_);
    if (state == State::kAsked) return id;
    if (state == State::kCancelled) {
      Good(services().consents.Step(mina_.actor, Open(mina_), case_, id, Act::kCancel, Given::kPage, ""));
      return id;
    }
    Good(services().consents.Answer(visit, id, state != State::kRefused));
    if (state == State::kWithdrawn) Good(services().consents.TakeBack(visit, id));
    if (state == State::kReplaced) Good(services().consents.Answer(visit, Asked(terms), true));
    if (state == State::kLapsed) {
      Days(2);
      EXPECT_EQ(Good(services().consents.Lapse()), 1);
    }
    return id;
  }
  int somebody_ = 0;
};
MANUMIT_ON_BOTH_DATABASES(ConsentTest);

constexpr State kStates[] = {State::kAsked,    State::kGiven,  State::kRefused,  State::kWithdrawn,
                             State::kReplaced, State::kLapsed, State::kCancelled};

TEST_P(ConsentTest, TheWorkersStepsAreThoseOfTheTable) {
  constexpr Act kActs[] = {Act::kGive, Act::kRefuse, Act::kWithdraw};
  base::testing::WalkStates<ConsentId, State, Act>(
      consent::Steps(), kStates, kActs, [&](State state) { return In(state); },
      [&](const ConsentId& id, Act act) -> base::Status {
        if (act == Act::kWithdraw) return services().consents.TakeBack(VisitOf(case_), id);
        return services().consents.Answer(VisitOf(case_), id, act == Act::kGive);
      },
      [&](const ConsentId& id) { return StateOf(case_, id); });
}

TEST_P(ConsentTest, TheTeamsStepsAreThoseOfTheTable) {
  constexpr Act kActs[] = {Act::kGive, Act::kRefuse, Act::kWithdraw, Act::kCancel};
  base::testing::WalkStates<ConsentId, State, Act>(
      consent::Steps(), kStates, kActs, [&](State state) { return In(state); },
      [&](const ConsentId& id, Act act) {
        return services().consents.Step(mina_.actor, Open(mina_), case_, id, act, Given::kTold, "to Mina");
      },
      [&](const ConsentId& id) { return StateOf(case_, id); });
  // Time and later versions take the other two steps; nobody does by hand.
  for (const Act act : {Act::kReplace, Act::kLapse})
    ExpectCode(
        services().consents.Step(mina_.actor, Open(mina_), case_, In(State::kGiven), act, Given::kTold, "x"),
        base::Code::kInvalid);
}

TEST_P(ConsentTest, HerAnswerCountsAtOnceWithNobodyUnlocked) {
  const ConsentId id = Asked(TermsFor(ToLawyer(), {Part::kPlace}));
  EXPECT_FALSE(InForce(ToLawyer()));
  // She sees exactly what was asked, by her code.
  const std::vector<Consent> hers = Good(services().consents.Of(VisitOf(case_)));
  ASSERT_EQ(hers.size(), 1u);
  EXPECT_EQ(hers[0].terms.words, "gazelle words");
  Good(services().consents.Answer(VisitOf(case_), id, true));
  const std::optional<Consent> given = InForce(ToLawyer());
  ASSERT_TRUE(given);
  EXPECT_EQ(given->terms.parts, std::vector<Part>{Part::kPlace});
  EXPECT_FALSE(InForce(To(police_, "Ansan Police", "police")));
  Good(services().consents.TakeBack(VisitOf(case_), id));
  EXPECT_FALSE(InForce(ToLawyer()));
}

TEST_P(ConsentTest, WhatIsForgedInTheStoreDoesNotCount) {
  const ConsentId refused = Asked(TermsFor(ToLawyer(), {Part::kPlace}));
  Good(services().consents.Answer(VisitOf(case_), refused, false));
  Agreed(case_, TermsFor(Somebody(), {Part::kPlace}));
  Sql("UPDATE voice_consent SET state = 'given' WHERE id = '" + refused.text() + "'");
  EXPECT_EQ(StateOf(case_, refused), State::kGiven);
  EXPECT_FALSE(InForce(ToLawyer()));
  // Nor with the proof of another question.
  Sql("UPDATE voice_consent SET proof = (SELECT proof FROM voice_consent WHERE proof IS NOT NULL) WHERE id = "
      "'" +
      refused.text() + "'");
  EXPECT_FALSE(InForce(ToLawyer()));
}

TEST_P(ConsentTest, WiderTermsUnderAGivenAnswerDoNotCount) {
  const ConsentId id = Agreed(case_, TermsFor(ToLawyer(), {Part::kPlace}));
  ASSERT_TRUE(InForce(ToLawyer()));
  // Anybody can seal to the public key; the answer was to other terms.
  const OpenedCase opened = Opened(mina_, case_);
  const std::string wider = consent::TextOfTerms(TermsFor(ToLawyer(), {Part::kPlace, Part::kContact}));
  const crypto::Bytes box =
      Good(SealText(opened.row.keys.talk, case_, "consent " + id.text(), crypto::AsBytes(wider)));
  Good(desk().database().Write([&](db::Transaction& tx) {
    return tx.Execute("UPDATE voice_consent SET box = $2 WHERE id = $1", {id, crypto::ByteView(box)});
  }));
  EXPECT_FALSE(InForce(ToLawyer()));
}

TEST_P(ConsentTest, VersionsOfOneLine) {
  const ConsentId first = Agreed(case_, TermsFor(ToLawyer(), {Part::kPlace}));
  const ConsentId second = Asked(TermsFor(ToLawyer(), {Part::kPlace, Part::kWho}));
  const ConsentId third = Asked(TermsFor(ToLawyer(), {Part::kPlace, Part::kReport}));
  EXPECT_EQ(StateOf(case_, second), State::kCancelled);  // asked anew before she answered
  EXPECT_EQ(StateOf(case_, first), State::kGiven);       // holds while she is asked for more
  Good(services().consents.Answer(VisitOf(case_), third, true));
  EXPECT_EQ(StateOf(case_, first), State::kReplaced);
  const std::vector<Consent> all = Good(services().consents.Of(VisitOf(case_)));
  ASSERT_EQ(all.size(), 3u);
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(all[i].version, static_cast<std::int64_t>(i) + 1);
    EXPECT_EQ(all[i].line, all[0].line);
  }
  EXPECT_EQ(InForce(ToLawyer())->id, third);
}

TEST_P(ConsentTest, TheHistoryTellsWhoAnsweredHow) {
  const ConsentId hers = Agreed(case_, TermsFor(ToLawyer(), {Part::kPlace}));
  Good(services().consents.TakeBack(VisitOf(case_), hers));
  const ConsentId paper =
      Good(services().consents.Record(otto_.actor, Open(otto_), case_, TermsFor(Somebody(), {Part::kWho}),
                                      Given::kWriting, true, "signed sheet in the safe"));
  std::string told;
  for (const consent::HistoryLine& line : Good(services().consents.History(Opened(mina_, case_))))
    told += line.act + " " + (line.by.starts_with("person:") ? "team" : line.by) + " " + line.how +
            (line.note.empty() ? "" : " (" + line.note + ")") + "; ";
  EXPECT_EQ(
      told,
      "ask team ; give worker page; withdraw worker page; give team writing (signed sheet in the safe); ");
  EXPECT_EQ(StateOf(case_, paper), State::kGiven);
}

TEST_P(ConsentTest, RefusesWhatIsNotWhole) {
  const auto ask = [&](const Terms& terms) {
    return services().consents.Ask(mina_.actor, Open(mina_), case_, terms);
  };
  ExpectCode(ask(TermsFor(ToLawyer(), {})), base::Code::kInvalid);
  ExpectCode(ask(TermsFor(Recipient{}, {Part::kWho})), base::Code::kInvalid);
  ExpectCode(ask(TermsFor({RecipientKind::kStatistics, "", "", ""}, {Part::kWho})), base::Code::kInvalid);
  Terms over = TermsFor(ToLawyer(), {Part::kWho});
  over.until = DayOf(desk().clock().Now()) - 1;
  ExpectCode(ask(over), base::Code::kInvalid);
  ExpectCode(services().consents.Record(mina_.actor, Open(mina_), case_, TermsFor(ToLawyer(), {Part::kWho}),
                                        Given::kTold, true, ""),
             base::Code::kInvalid);
  // Statistics need no part, and count as one recipient.
  EXPECT_TRUE(ask(TermsFor({RecipientKind::kStatistics, "", "", ""}, {}, consent::Purpose::kStatistics)));
}

TEST_P(ConsentTest, NobodyOutsideTheCircleAndNoOtherWorker) {
  const ConsentId id = Asked(TermsFor(ToLawyer(), {Part::kPlace}));
  ExpectCode(services().consents.Ask(hal_.actor, Open(hal_), case_, TermsFor(ToLawyer(), {Part::kPlace})),
             base::Code::kNotFound);
  const CaseId other = NewCase();
  ExpectCode(services().consents.Answer(VisitOf(other), id, true), base::Code::kNotFound);
  EXPECT_EQ(StateOf(case_, id), State::kAsked);
}

TEST_P(ConsentTest, Limits) {
  Terms terms = TermsFor(ToLawyer(), {Part::kPlace});
  terms.words = std::string(base::kMaxConsentWordsBytes, 'x');
  EXPECT_TRUE(services().consents.Ask(mina_.actor, Open(mina_), case_, terms));
  terms.words += 'x';
  ExpectCode(services().consents.Ask(mina_.actor, Open(mina_), case_, terms), base::Code::kTooLarge);
  if (GetParam() == db::Dialect::kPostgres) return;  // the count below is the same on both
  const OpenedCase opened = Opened(mina_, case_);
  const std::string text = consent::TextOfTerms(TermsFor(Somebody(), {Part::kPlace}));
  for (std::size_t i = 1; i < base::kMaxConsentsOfCase; ++i) {
    const ConsentId id = ConsentId::New(desk().random());
    const crypto::Bytes box =
        Good(SealText(opened.row.keys.talk, case_, "consent " + id.text(), crypto::AsBytes(text)));
    Good(desk().database().Write([&](db::Transaction& tx) {
      return tx.Execute(
          "INSERT INTO voice_consent(id, case_id, line_id, version, state, asked_day, box) VALUES ($1, "
          "$2, $1, 1, 'cancelled', 1, $3)",
          {id, case_, crypto::ByteView(box)});
    }));
  }
  ExpectCode(services().consents.Ask(mina_.actor, Open(mina_), case_, TermsFor(Somebody(), {Part::kPlace})),
             base::Code::kTooLarge);
}

TEST(ConsentTerms, ComeBackAsTheyWere) {
  Terms terms{.to = {RecipientKind::kTeam, "id", "n\"ame", "legal"},
              .parts = {Part::kReport, Part::kClaims},
              .purpose = consent::Purpose::kSafety,
              .words = "w",
              .until = 20'000};
  const Terms back = Good(consent::ReadTerms(consent::TextOfTerms(terms)));
  EXPECT_EQ(consent::TextOfTerms(back), consent::TextOfTerms(terms));
  EXPECT_TRUE(consent::Covers(back, terms));
  terms.until.reset();
  EXPECT_FALSE(consent::Covers(back, terms));
  EXPECT_FALSE(consent::ReadTerms("{}"));
  EXPECT_FALSE(consent::ReadTerms(R"({"kind":"team","purpose":"wages","parts":["everything"]})"));
}

}  // namespace
}  // namespace voice::testing
