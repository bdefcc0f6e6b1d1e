// Publishing on both databases: when, what of the rows counts, that it stays, that tampering is found.

#include "voice/mechanism/mechanism.h"

#include "base/limits_voice.h"
#include "voice/mechanism/test_reports.h"

namespace voice::testing {
namespace {

using gate::Quarter;

class Mechanism : public MechanismTest {
 protected:
  void SetUp() override {
    MechanismTest::SetUp();
    if (::testing::Test::IsSkipped() || HasFatalFailure()) return;
    quarter_ = Quarter::Of(desk().clock().Now());
    EXPECT_EQ(Publish(), 0);  // notes the quarter in which counting begins
  }
  void GoPast(Quarter quarter) { GoTo(quarter.Next().End()); }
  void ExpectWrong(std::string_view words) {
    const auto verified = services().mechanism.Verify();
    ASSERT_FALSE(verified);
    EXPECT_EQ(verified.error().code, base::Code::kCorrupt);
    EXPECT_TRUE(Has(verified.error().external, words)) << verified.error().external;
  }
  // As somebody does who can write to the database.
  void Tamper(const std::vector<std::string>& statements) {
    Good(desk().database().Write([&](db::Transaction& tx) -> base::Status {
      for (const char* trigger : {"voice_mechanism_stays", "voice_mechanism_remains"})
        TRY(tx.Execute(std::string("DROP TRIGGER ") + trigger +
                       (GetParam() == db::Dialect::kSqlite ? "" : " ON voice_mechanism_publication")));
      for (const std::string& statement : statements) TRY(tx.Execute(statement));
      return base::Ok();
    }));
  }
  std::int64_t Number(const std::string& sql) {
    return Good(desk().database().Read([&](db::Transaction& tx) { return tx.QueryOne(sql); }))->Int(0);
  }

  Quarter quarter_;
};
MANUMIT_ON_BOTH_DATABASES(Mechanism);

TEST_P(Mechanism, AQuarterIsPublishedAfterTheNextOneAndOnce) {
  EXPECT_EQ(Good(services().mechanism.Since()), quarter_);
  GoTo({quarter_.Next().End().ms - 1});
  EXPECT_EQ(Publish(), 0);
  EXPECT_TRUE(Good(services().mechanism.Publications()).empty());
  EXPECT_EQ(Good(services().mechanism.Verify()).number, 0);
  GoPast(quarter_);
  EXPECT_EQ(Publish(), 1);
  EXPECT_EQ(Publish(), 0);
  EXPECT_EQ(ContentOf(quarter_),
            "manumit-mechanism-publication-1\nquarter " + quarter_.Text() + "\nlanguages 2\n");
  EXPECT_EQ(services().mechanism.PublicationOf(quarter_.Next()).error().code, base::Code::kNotFound);
}

TEST_P(Mechanism, QuartersThatWereMissedFollowInTheirOrder) {
  const Quarter last = quarter_.Next().Next().Next();
  GoPast(last);
  EXPECT_EQ(Publish(), 4);
  const std::vector<mechanism::Publication> all = Good(services().mechanism.Publications());
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all.front().quarter, last);
  EXPECT_EQ(all.front().number, 4);
  EXPECT_EQ(all.back().quarter, quarter_);
  EXPECT_EQ(Good(services().mechanism.Verify()).head, all.front().head);
  GoTo(quarter_.Begin());  // the clock went back
  EXPECT_EQ(Publish(), 0);
}

TEST_P(Mechanism, EveryColumnArrivesInItsFigure) {
  AddBusyQuarter(quarter_);
  Some imported = In(quarter_);
  imported.channel = "import";
  AddReports(50, imported);
  AddReports(50, In(quarter_.Next()));
  GoPast(quarter_);
  EXPECT_EQ(Publish(), 1);
  EXPECT_EQ(ContentOf(quarter_),
            "manumit-mechanism-publication-1\nquarter " + quarter_.Text() +
                "\nlanguages 2\nreports all 90\nreports en 40\nreports ko 20\nreports other 20\n"
                "remedies all 40\n"
                "satisfied all yes 40\nsatisfied all partly+no+unsaid 40\n"
                "satisfied en yes 20\nsatisfied en partly+no+unsaid 20\n"
                "satisfied ko yes 11\nsatisfied ko partly+no+unsaid 11\n"
                "satisfied other yes 11\nsatisfied other partly+no+unsaid 11\n"
                "answer all promised 40\nanswer all thirty+later 40\n"
                "answer en promised 20\nanswer en thirty+later 20\n"
                "answer ko promised 11\nanswer ko thirty+later 11\n"
                "answer other promised 11\nanswer other thirty+later 11\n"
                "referral all thirty 40\nreferral all later+none 40\n"
                "referral en thirty 20\nreferral en later+none 20\n"
                "referral ko thirty 11\nreferral ko later+none 11\n"
                "referral other thirty 11\nreferral other later+none 11\n"
                "informed all promised 40\ninformed all ended+neither 40\n"
                "informed en promised 20\ninformed en ended+neither 20\n"
                "informed ko promised 11\ninformed ko ended+neither 11\n"
                "informed other promised 11\ninformed other ended+neither 11\n"
                "confirmed all confirmed 40\nconfirmed all claimed+unclaimed 40\n"
                "confirmed en confirmed 20\nconfirmed en claimed+unclaimed 20\n"
                "confirmed ko confirmed 11\nconfirmed ko claimed+unclaimed 11\n"
                "confirmed other confirmed 11\nconfirmed other claimed+unclaimed 11\n"
                "dialogue all both 40\ndialogue all one 40\n"
                "dialogue en both 20\ndialogue en one 20\n"
                "dialogue ko both 11\ndialogue ko one 11\n"
                "dialogue other both 11\ndialogue other one 11\n");
}

TEST_P(Mechanism, ClaimsAndOldRemediesAreFound) {
  Some claimed = In(quarter_);
  claimed.facts.claims = true;
  AddReports(12, claimed);
  AddReports(13, In(quarter_));
  Some old = In(quarter_);
  old.facts.received -= 400;
  old.facts.remedied = DayOf(quarter_.Begin()) + 3;
  AddReports(14, old);
  old.facts.received = DayOf(quarter_.Begin()) - 1;
  AddReports(15, old);
  GoPast(quarter_);
  Publish();
  EXPECT_EQ(ContentOf(quarter_), "manumit-mechanism-publication-1\nquarter " + quarter_.Text() +
                                     "\nlanguages 2\nreports all 20\nremedies all 20\n"
                                     "confirmed all confirmed+claimed 11\nconfirmed all unclaimed 11\n"
                                     "remedy all ninety 11\nremedy all halfyear+later 11\n");
}

TEST_P(Mechanism, LateEventsChangeNothing) {
  AddBusyQuarter(quarter_);
  GoPast(quarter_);
  Publish();
  const std::string before = ContentOf(quarter_);
  AddReports(100, In(quarter_, "km"));
  Good(desk().database().Write([&](db::Transaction& tx) {
    return tx.Execute("UPDATE voice_case SET answered_day = received_day, satisfied = 3");
  }));
  EXPECT_EQ(Publish(), 0);
  EXPECT_EQ(ContentOf(quarter_), before);
  EXPECT_EQ(Good(services().mechanism.Verify()).number, 1);
}

TEST_P(Mechanism, ListsNoMoreThanTheLimit) {
  Quarter last = quarter_;
  for (std::int64_t i = 0; i < base::kMaxMechanismPublications; ++i) last = last.Next();
  GoPast(last);
  EXPECT_EQ(Publish(), base::kMaxMechanismPublications + 1);
  const std::vector<mechanism::Publication> all = Good(services().mechanism.Publications());
  EXPECT_EQ(all.size(), static_cast<std::size_t>(base::kMaxMechanismPublications));
  EXPECT_EQ(all.front().quarter, last);
  EXPECT_EQ(Good(services().mechanism.Verify()).number, base::kMaxMechanismPublications + 1);
}

TEST_P(Mechanism, WritingFillsTheCoarseColumns) {
  const Report report{.language = "ko", .what = "They keep my passport."};
  const Filed filed = Good(services().reports.File(team_, report, {}, ""));
  const std::string cookie = Good(services().reports.OpenAfterFiling(filed));
  const Visit visit = *Good(services().reports.VisitOf(cookie));
  const Day today = DayOf(desk().clock().Now());
  const auto column = [&](const std::string& name) {
    return Number("SELECT coalesce(" + name + ", 0) FROM voice_case");
  };
  // Before an answer her words are no reply.
  Good(services().reports.Write(visit, "One thing more.", {}));
  EXPECT_EQ(column("replied_day"), 0);
  Good(services().cases.Answer(mina_.actor, Open(mina_), filed.id, "We read it.", {}));
  Good(services().cases.Answer(mina_.actor, Open(mina_), filed.id, "And one more word.", {}));
  EXPECT_EQ(column("told_again_day"), 0);
  clock_->Advance(base::kDayMs);
  Good(services().reports.Write(
      *Good(services().reports.VisitOf(Good(services().reports.Open(filed.code.Digits())))), "Thank you.",
      {}));
  EXPECT_EQ(column("replied_day"), today + 1);
  Good(services().cases.Note(mina_.actor, Open(mina_), filed.id, "A note is no word to her.", {}));
  EXPECT_EQ(column("told_again_day"), 0);
  Good(services().cases.Answer(mina_.actor, Open(mina_), filed.id, "News.", {}));
  EXPECT_EQ(column("told_again_day"), today + 1);
  clock_->Advance(base::kDayMs);
  Good(services().cases.Answer(mina_.actor, Open(mina_), filed.id, "More news.", {}));
  EXPECT_EQ(column("told_again_day"), today + 1);
  EXPECT_EQ(column("answered_day"), today);
}

TEST_P(Mechanism, ThePublishedCannotBeChanged) {
  GoPast(quarter_);
  Publish();
  for (const char* sql :
       {"UPDATE voice_mechanism_publication SET content = ''", "DELETE FROM voice_mechanism_publication"}) {
    const auto done = desk().database().Write([&](db::Transaction& tx) { return tx.Execute(sql); });
    EXPECT_FALSE(done) << sql;
  }
  EXPECT_EQ(Good(services().mechanism.Verify()).number, 1);
}

TEST_P(Mechanism, AChangedTextIsFound) {
  AddBusyQuarter(quarter_);
  GoPast(quarter_.Next());
  EXPECT_EQ(Publish(), 2);
  Tamper(
      {"UPDATE voice_mechanism_publication SET content = replace(content, 'answer all promised 40', "
       "'answer all promised 90') WHERE number = 1"});
  ExpectWrong("publication 1 (" + quarter_.Text() + ") is not what was published");
}

TEST_P(Mechanism, ARemovedPublicationIsFound) {
  GoPast(quarter_.Next());
  EXPECT_EQ(Publish(), 2);
  Tamper({"DELETE FROM voice_mechanism_publication WHERE number = 1"});
  ExpectWrong("publication 1 is missing");
}

TEST_P(Mechanism, ARemovedEndIsFoundThroughTheAuditLog) {
  GoPast(quarter_.Next());
  EXPECT_EQ(Publish(), 2);
  Tamper({"DELETE FROM voice_mechanism_publication WHERE number = 2"});
  ExpectWrong("it ends with publication 1, but the audit log names 2 as the last one");
}

TEST_P(Mechanism, AnotherLedgerIsFoundThroughTheAuditLog) {
  GoPast(quarter_);
  Publish();
  Tamper({"UPDATE voice_mechanism_publication SET quarter = '2031Q1'"});
  ExpectWrong("publication 1");
}

TEST_P(Mechanism, TheLedgerHoldsNothingOfACase) {
  const Report report{.language = "ko", .what = "an unforgettable sentence"};
  const Filed filed = Good(services().reports.File(team_, report, {}, ""));
  AddBusyQuarter(quarter_);
  GoPast(quarter_);
  Publish();
  EXPECT_FALSE(Has(ContentOf(quarter_), filed.id.text()));
  EXPECT_FALSE(Has(ContentOf(quarter_), team_.text()));
  EXPECT_FALSE(Has(ContentOf(quarter_), org_.text()));
}

}  // namespace
}  // namespace voice::testing
