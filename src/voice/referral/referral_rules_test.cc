// The table of steps walked, least data as a property, limits.

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

class ReferralRules : public Referring {};
MANUMIT_ON_BOTH_DATABASES(ReferralRules);

constexpr State kStates[] = {State::kDraft,    State::kSent,     State::kOpened,
                             State::kAccepted, State::kDeclined, State::kDone,
                             State::kExpired,  State::kRevoked,  State::kWithdrawn};

class ReferralSteps : public Referring {
 protected:
  SentOne In(State state) {
    const CaseId id = case_;
    if (state == State::kDraft) return {Saved(id, DraftFor(ToLawyer(), {Part::kPlace})), "", ""};
    const SentOne sent = SentToLawyer(id, {Part::kPlace});
    const auto move = [&](Act act) {
      Good(desk().database().Write([&](db::Transaction& tx) -> base::Status {
        return referral::Move(tx, services().vault, TRY(referral::RowOf(tx, sent.id)), act,
                              DayOf(desk().clock().Now()), false);
      }));
    };
    if (state == State::kOpened) move(Act::kOpen);
    if (state == State::kAccepted || state == State::kDone) move(Act::kAccept);
    if (state == State::kDeclined) move(Act::kDecline);
    if (state == State::kDone) move(Act::kFinish);
    if (state == State::kExpired) move(Act::kExpire);
    if (state == State::kRevoked) move(Act::kRevoke);
    if (state == State::kWithdrawn) move(Act::kWithdraw);
    return sent;
  }
};
MANUMIT_ON_BOTH_DATABASES(ReferralSteps);

TEST_P(ReferralSteps, EveryStepIsThatOfTheTable) {
  constexpr Act kActs[] = {Act::kSend,   Act::kOpen,   Act::kAccept, Act::kDecline,
                           Act::kFinish, Act::kExpire, Act::kRevoke, Act::kWithdraw};
  base::testing::WalkStates<SentOne, State, Act>(
      referral::Steps(), kStates, kActs, [&](State state) { return In(state); },
      [&](const SentOne& sent, Act act) {
        return desk().database().Write([&](db::Transaction& tx) -> base::Status {
          return referral::Move(tx, services().vault, TRY(referral::RowOf(tx, sent.id)), act,
                                DayOf(desk().clock().Now()), false);
        });
      },
      [&](const SentOne& sent) { return StateOf(sent.id); });
}

TEST_P(ReferralSteps, WhatTheTeamRecordsIsOfTheTable) {
  constexpr Act kActs[] = {Act::kAccept, Act::kDecline, Act::kFinish, Act::kRevoke};
  base::testing::WalkStates<SentOne, State, Act>(
      referral::Steps(), kStates, kActs, [&](State state) { return In(state); },
      [&](const SentOne& sent, Act act) {
        return referrals_->Act(mina_.actor, Open(mina_), case_, sent.id, act, "by telephone");
      },
      [&](const SentOne& sent) { return StateOf(sent.id); });
  for (const Act act : {Act::kSend, Act::kOpen, Act::kExpire, Act::kWithdraw})
    ExpectCode(referrals_->Act(mina_.actor, Open(mina_), case_, In(State::kSent).id, act, "x"),
               base::Code::kInvalid);
}

TEST_P(ReferralSteps, DeletionIsOfItsTable) {
  constexpr Deletion kDeletions[] = {Deletion::kNone, Deletion::kAsked, Deletion::kDone, Deletion::kRefused};
  constexpr referral::DeletionAct kActs[] = {referral::DeletionAct::kAsk, referral::DeletionAct::kConfirm,
                                             referral::DeletionAct::kRefuse};
  const auto move = [&](const SentOne& sent, referral::DeletionAct act) {
    return desk().database().Write([&](db::Transaction& tx) -> base::Status {
      return referral::MoveDeletion(tx, TRY(referral::RowOf(tx, sent.id)), act, DayOf(desk().clock().Now()));
    });
  };
  base::testing::WalkStates<SentOne, Deletion, referral::DeletionAct>(
      referral::DeletionSteps(), kDeletions, kActs,
      [&](Deletion deletion) {
        const SentOne sent = In(State::kDone);
        if (deletion != Deletion::kNone) Good(move(sent, referral::DeletionAct::kAsk));
        if (deletion == Deletion::kDone) Good(move(sent, referral::DeletionAct::kConfirm));
        if (deletion == Deletion::kRefused) Good(move(sent, referral::DeletionAct::kRefuse));
        return sent;
      },
      move, [&](const SentOne& sent) { return RowOf(sent.id).deletion; });
}

TEST_P(ReferralSteps, OutsidersActsNeedTheirWords) {
  const SentOne sent = SentToLawyer(case_, {Part::kPlace});
  ExpectCode(TryIt(sent, TheirAct::kDecline, ""), base::Code::kInvalid);
  ExpectCode(TryIt(sent, TheirAct::kAsk, ""), base::Code::kInvalid);
  ExpectCode(TryIt(sent, TheirAct::kFinish, ""), base::Code::kConflict);   // not accepted yet
  ExpectCode(TryIt(sent, TheirAct::kDeleted, ""), base::Code::kConflict);  // not ended
  EXPECT_EQ(Count("voice_referral_word"), 0);
  ActIt(sent, TheirAct::kDecline, "No bed free");
  EXPECT_EQ(StateOf(sent.id), State::kDeclined);
}

// ---- least data

// Random drafts against random consents: sent is refused exactly where the draft tells more than was agreed,
// and what the recipient reads holds nothing else.
TEST_P(ReferralRules, LeastData) {
  const char* given = std::getenv("MANUMIT_SEED");
  const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : 20261129;
  SCOPED_TRACE(::testing::Message() << "MANUMIT_SEED=" << seed);
  base::SeededRandom random(seed);
  const auto some_parts = [&] {
    std::vector<Part> parts;
    const auto bytes = random.Bytes<static_cast<std::size_t>(Part::kCount)>();
    for (int i = 0; i < static_cast<int>(Part::kCount); ++i)
      if (static_cast<Part>(i) != Part::kFiles &&
          (static_cast<unsigned>(bytes[static_cast<std::size_t>(i)]) & 1u) != 0)
        parts.push_back(static_cast<Part>(i));
    if (parts.empty()) parts.push_back(Part::kPlace);
    return parts;
  };
  int sent_count = 0, refused = 0;
  for (int round = 0; round < 24; ++round) {
    const std::vector<Part> agreed = some_parts();
    std::vector<Part> told = some_parts();
    if (round % 2 == 0)  // half of them within what was agreed
      std::erase_if(told,
                    [&](Part part) { return std::find(agreed.begin(), agreed.end(), part) == agreed.end(); });
    Agreed(case_, TermsFor(ToLawyer(), agreed));
    const ReferralId id = Saved(case_, DraftFor(ToLawyer(), told));
    const bool within = std::all_of(told.begin(), told.end(), [&](Part part) {
      return std::find(agreed.begin(), agreed.end(), part) != agreed.end();
    });
    const auto link = TrySend(id);
    ASSERT_EQ(link.has_value(), within);
    if (!link) {
      ++refused;
      EXPECT_EQ(Count("voice_referral WHERE copy IS NOT NULL AND id = '" + id.text() + "'"), 0);
      continue;
    }
    ++sent_count;
    const std::string token = (*link)->path.substr((*link)->path.rfind('/') + 1);
    const std::optional<TheirView> view = Good(referrals_->OpenLink(token, (*link)->code));
    std::vector<Part> seen;
    for (const auto& [part, text] : view->copy->parts) {
      seen.push_back(part);
      EXPECT_EQ(text, "told " + std::string(consent::PartName(part)));
    }
    EXPECT_EQ(seen, told);
    EXPECT_TRUE(view->copy->files.empty());
  }
  EXPECT_GT(sent_count, 5);
  EXPECT_GT(refused, 2);
}

TEST(LeastOf, KeepsOnlyWhatIsAllowed) {
  Draft draft;
  draft.parts = {{Part::kReport, "a"}, {Part::kWho, "b"}, {Part::kPlace, ""}};
  draft.files = {{FileId(), "1.jpg", "image/jpeg", 3}};
  const Draft least = referral::LeastOf(draft, {Part::kWho, Part::kPlace});
  EXPECT_EQ(least.parts, (std::map<Part, std::string>{{Part::kWho, "b"}}));
  EXPECT_TRUE(least.files.empty());
  EXPECT_EQ(referral::PartsOf(referral::LeastOf(draft, {Part::kFiles})), std::vector<Part>{Part::kFiles});
  const Draft back = Good(referral::ReadDraft(referral::TextOf(draft)));
  EXPECT_EQ(referral::TextOf(back), referral::TextOf(draft));
  EXPECT_FALSE(referral::ReadDraft("[]"));
  EXPECT_FALSE(referral::ReadCopy("{}"));
}

TEST(ReferralLink, CodesAndTokens) {
  base::SeededRandom random(5);
  std::set<char> digits;
  for (int i = 0; i < 200; ++i) {
    const referral::LinkSecrets made = referral::LinkSecrets::New(random);
    ASSERT_EQ(made.code.size(), referral::kPassCodeDigits);
    digits.insert(made.code.begin(), made.code.end());
    EXPECT_EQ(referral::CodeIn(made.code_words()), made.code);
    const std::string token = made.path().substr(std::string("/referral/").size());
    EXPECT_EQ(referral::TokenIn(token), made.token);
  }
  EXPECT_EQ(digits.size(), 10u);
  EXPECT_EQ(referral::CodeIn("١٢٣٤-٥٦٧٨-٩٠١٢"), "123456789012");
  EXPECT_EQ(referral::CodeIn("1234 5678 901"), "");
  EXPECT_EQ(referral::CodeIn(std::string(1000, '1')), "");
  EXPECT_FALSE(referral::TokenIn("AAAA"));
  // Either secret alone makes another key.
  const crypto::PassphraseSalt salt = crypto::NewPassphraseSalt();
  const std::array<std::byte, 16> one{}, two{std::byte{1}};
  const auto key = [&](const std::array<std::byte, 16>& token, std::string_view code) {
    return crypto::HexEncode(Good(referral::LinkKey(token, code, salt, kCheap)).view());
  };
  EXPECT_EQ(key(one, "111111111111"), key(one, "111111111111"));
  EXPECT_NE(key(one, "111111111111"), key(two, "111111111111"));
  EXPECT_NE(key(one, "111111111111"), key(one, "111111111112"));
}

TEST_P(ReferralRules, Limits) {
  Draft draft = DraftFor(ToLawyer(), {Part::kPlace});
  draft.parts[Part::kPlace] = std::string(base::kMaxReferralPartBytes, 'x');
  draft.live_days = base::kMaxReferralDays;
  EXPECT_TRUE(referral::CheckDraft(draft));
  draft.live_days = base::kMaxReferralDays + 1;
  ExpectCode(referral::CheckDraft(draft), base::Code::kInvalid);
  draft.live_days = 1;
  draft.parts[Part::kPlace] += 'x';
  ExpectCode(referral::CheckDraft(draft), base::Code::kTooLarge);
  draft.parts[Part::kPlace] = "x";
  draft.files.resize(base::kMaxReferralFiles);
  EXPECT_TRUE(referral::CheckDraft(draft));
  draft.files.resize(base::kMaxReferralFiles + 1);
  ExpectCode(referral::CheckDraft(draft), base::Code::kTooLarge);

  const SentOne sent = SentToLawyer(case_, {Part::kPlace});
  EXPECT_TRUE(TryIt(sent, TheirAct::kAsk, std::string(base::kMaxReferralWordBytes, 'q')));
  ExpectCode(TryIt(sent, TheirAct::kAsk, std::string(base::kMaxReferralWordBytes + 1, 'q')),
             base::Code::kTooLarge);
  Sql("UPDATE voice_referral SET words = " + std::to_string(base::kMaxReferralWords));
  ExpectCode(TryIt(sent, TheirAct::kAsk, "one more"), base::Code::kTooLarge);
  for (std::size_t i = static_cast<std::size_t>(Count("voice_referral")); i < base::kMaxReferralsOfCase; ++i)
    Sql("INSERT INTO voice_referral(id, case_id, org_id, team_id, state, by_law, unread, made_day, deletion, "
        "deletion_mailed, tries, words, version) SELECT 'x" +
        std::to_string(i) +
        "', case_id, org_id, team_id, 'draft', 0, 0, 1, 'none', 0, 0, 0, 0 FROM voice_referral WHERE id = '" +
        sent.id.text() + "'");
  ExpectCode(referrals_->Save(mina_.actor, Open(mina_), case_, {}, DraftFor(ToLawyer(), {Part::kPlace}), 0),
             base::Code::kTooLarge);
}

}  // namespace
}  // namespace voice::testing
