// A referral to a team of another organisation: who opens it, a case made of it, its end.

#include "voice/casework/shell.h"
#include "voice/referral/referral_world.h"

namespace voice::testing {
namespace {

using consent::Part;
using referral::Deletion;
using referral::State;
using referral::TheirAct;
using referral::TheirView;

class ReferringInside : public ReferralTest {
 protected:
  void SetUp() override {
    ReferralTest::SetUp();
    if (::testing::Test::IsSkipped() || HasFatalFailure()) return;
    MakeOther();
  }
  // With her file, to the night desk.
  SentOne SentInside(const std::string& language = "vi") {
    const std::vector<Part> parts = {Part::kReport, Part::kLanguage};
    consent::Terms terms = TermsFor(ToOther(), parts);
    terms.parts = {Part::kReport, Part::kLanguage, Part::kFiles};
    agreed_ = Agreed(case_, terms);
    referral::Draft draft = DraftFor(ToOther(), parts);
    draft.parts[Part::kLanguage] = language;
    for (const TalkEntry& entry : Good(services().cases.Talk(Opened(mina_, case_))))
      for (const ShownFile& file : entry.files)
        draft.files.push_back({file.id, file.name, file.media_type, file.size});
    return Send(case_, draft);
  }
  TheirView Received(const SentOne& sent) {
    return Good(referrals_->OpenReceived(sela_.actor, Open(sela_), sent.id));
  }
  consent::ConsentId agreed_;
};
MANUMIT_ON_BOTH_DATABASES(ReferringInside);

TEST_P(ReferringInside, TheCircleThereOpensItAndNobodyElse) {
  const SentOne sent = SentInside();
  EXPECT_TRUE(sent.token.empty());  // no link: it is sealed to their circle
  EXPECT_EQ(Good(referrals_->Received(sela_.actor, {}, 10)).size(), 1u);
  EXPECT_EQ(Good(referrals_->WaitingFor(sela_.actor)).received.size(), 1u);
  EXPECT_TRUE(Good(referrals_->Received(tom_.actor, {}, 10)).empty());
  EXPECT_TRUE(Good(referrals_->Received(hal_.actor, {}, 10)).empty());
  for (const Someone* someone : {&tom_, &hal_, &mina_, &vera_}) {
    ExpectCode(referrals_->OpenReceived(someone->actor, Open(*someone), sent.id), base::Code::kNotFound);
    ExpectCode(
        referrals_->ActReceived(someone->actor, Open(*someone), sent.id, TheirAct::kDecline, "not theirs"),
        base::Code::kNotFound);
    ExpectCode(referrals_->FileReceived(someone->actor, Open(*someone), sent.id, 0), base::Code::kNotFound);
  }
  EXPECT_EQ(StateOf(sent.id), State::kSent);
  const TheirView view = Received(sent);
  ASSERT_TRUE(view.copy);
  EXPECT_EQ(view.copy->parts.at(Part::kReport), "told report");
  EXPECT_EQ(view.from, "The coalition, Helpline");
  EXPECT_EQ(StateOf(sent.id), State::kOpened);
  EXPECT_EQ(Good(referrals_->FileReceived(sela_.actor, Open(sela_), sent.id, 0)).bytes,
            "photo of the ledger bongo");
  ExpectCode(referrals_->FileReceived(sela_.actor, Open(sela_), sent.id, 1), base::Code::kNotFound);
  // Nor do they reach the case it came from.
  ExpectCode(services().cases.Open(sela_.actor, Open(sela_), case_), base::Code::kNotFound);
}

TEST_P(ReferringInside, ItBecomesACaseThere) {
  const SentOne sent = SentInside();
  const Team team = Good(services().teams.Get(other_org_, other_team_));
  const CaseId made =
      Good(referrals_->MakeCase(sela_.actor, Open(sela_), sent.id, team, "From the helpline"));
  EXPECT_EQ(StateOf(sent.id), State::kAccepted);
  const OpenedCase opened = Good(services().cases.Open(sela_.actor, Open(sela_), made));
  EXPECT_EQ(opened.row.language, "vi");
  EXPECT_TRUE(Good(services().cases.Talk(opened)).empty());  // no worker comes back to it
  const std::vector<TalkEntry> notes = Good(services().cases.Notes(opened));
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].text, "From the helpline");
  ASSERT_EQ(notes[0].files.size(), 1u);
  EXPECT_EQ(Good(services().cases.File(opened, Side::kInner, notes[0].files[0].id)).bytes,
            "photo of the ledger bongo");
  ExpectCode(services().cases.Open(mina_.actor, Open(mina_), made), base::Code::kNotFound);
  // A team that it was not sent to makes none.
  Team other = team;
  other.id = team_;
  ExpectCode(referrals_->MakeCase(sela_.actor, Open(sela_), sent.id, other, "x"), base::Code::kNotFound);
}

TEST_P(ReferringInside, WhatIsWrittenForALanguageStaysSealed) {
  const auto made_of = [&](const std::string& written) {
    const SentOne sent = SentInside(written);
    const Team team = Good(services().teams.Get(other_org_, other_team_));
    const CaseId made = Good(referrals_->MakeCase(sela_.actor, Open(sela_), sent.id, team, "note"));
    return Good(services().cases.Open(sela_.actor, Open(sela_), made)).row.language;
  };
  EXPECT_EQ(made_of("Khmer, hides at aunt Sokha-4471's"), "");
  EXPECT_FALSE(Has(WholeStore(), "Sokha-4471"));
  EXPECT_EQ(made_of(" tiếng Việt\n"), "vi");
  EXPECT_EQ(made_of("KM"), "km");
  EXPECT_EQ(made_of(""), "");
  // No other way writes one either.
  const Team team = Good(services().teams.Get(org_, team_));
  const base::Status inserted = desk().database().Write([&](db::Transaction& tx) {
    return InsertCase(tx, services().vault, CaseId::New(desk().random()),
                      {.team = team, .language = "Vietnamese, Mr Okapi"}, CaseKeys::Generate());
  });
  ExpectCode(inserted, base::Code::kInvalid);
}

TEST_P(ReferringInside, RowsOfBeforeAreRepaired) {
  const auto language_after = [&](const std::string& before) {
    Good(desk().database().Write([&](db::Transaction& tx) {
      return tx.Execute("UPDATE voice_case SET language = $2 WHERE id = $1", {case_, before});
    }));
    for (const db::Migration& step : Migrations())
      if (step.name == "case-languages") Good(desk().database().RunScript(step.sql));
    return Opened(mina_, case_).row.language;
  };
  EXPECT_EQ(language_after("Khmer, hides at aunt Sokha-4471's"), "");
  for (const std::string_view tag : kWorkerLanguages) {
    EXPECT_EQ(language_after(std::string(tag)), tag);
    EXPECT_EQ(language_after(LanguageWord(tag)), tag) << LanguageWord(tag);
  }
  EXPECT_EQ(language_after(""), "");
}

TEST_P(ReferringInside, TakingBackEndsItThere) {
  const SentOne sent = SentInside();
  ASSERT_TRUE(Received(sent).copy);
  ASSERT_EQ(Count("vault_record WHERE id = '" + sent.id.text() + "'"), 1);
  Good(services().consents.TakeBack(VisitOf(case_), agreed_));
  EXPECT_EQ(Count("vault_record WHERE id = '" + sent.id.text() + "'"), 0);
  const TheirView after = Received(sent);
  EXPECT_FALSE(after.copy);
  EXPECT_TRUE(after.words.empty());
  EXPECT_EQ(Good(referrals_->WaitingFor(sela_.actor)).received.size(), 1u);  // asked to delete
  Good(referrals_->ActReceived(sela_.actor, Open(sela_), sent.id, TheirAct::kDeleted, "notes burnt"));
  EXPECT_EQ(RowOf(sent.id).deletion, Deletion::kDone);
  EXPECT_TRUE(Good(referrals_->WaitingFor(sela_.actor)).received.empty());
  EXPECT_EQ(Good(referrals_->Get(Opened(mina_, case_), sent.id)).words.back().text, "notes burnt");
  const Team team = Good(services().teams.Get(other_org_, other_team_));
  ExpectCode(referrals_->MakeCase(sela_.actor, Open(sela_), sent.id, team, "late"), base::Code::kConflict);
}

TEST_P(ReferringInside, OnlyToOtherOrganisations) {
  referral::Draft draft = DraftFor(ToOther(), {Part::kReport});
  draft.to.id = team_.text();
  ExpectCode(referrals_->Save(mina_.actor, Open(mina_), case_, {}, draft, 0), base::Code::kInvalid);
}

}  // namespace
}  // namespace voice::testing
