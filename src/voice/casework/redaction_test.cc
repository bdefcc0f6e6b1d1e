#include "voice/casework/redaction.h"

#include <gtest/gtest.h>

#include "base/limits_voice.h"
#include "strip/inflate.h"
#include "strip/zip_file.h"
#include "voice/casework/case_copy.h"
#include "voice/test_world.h"

namespace voice::testing {
namespace {

class RedactionTest : public VoiceTest {
 protected:
  void SetUp() override {
    VoiceTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    Report report{.language = "en",
                  .what = "Kwame took my passport in Busan",
                  .where = "Busan harbour",
                  .who = "Kwame Boss",
                  .contact = "010-1234-5678"};
    id_ =
        Good(services().reports.File(team_, report, {{"1.txt", "text/plain", "a secret photograph"}}, "")).id;
    Good(services().cases.Answer(mina_.actor, Open(mina_), id_, "Call us at 02-987-6543, ask for Mina", {}));
    Good(services().cases.Note(mina_.actor, Open(mina_), id_, "A note about Kwame", {}));
  }
  Redactions Now() {
    return Good(services().redaction.Of(Good(services().cases.Open(mina_.actor, Open(mina_), id_))));
  }
  std::vector<ShownEntry> Shown() {
    const OpenedCase opened = Good(services().cases.Open(mina_.actor, Open(mina_), id_));
    return Redact(Now(), Good(services().cases.Talk(opened)), Good(services().cases.Notes(opened)));
  }
  // As from a page that has all that was written.
  std::int64_t Entries() { return Good(services().cases.Open(mina_.actor, Open(mina_), id_)).row.entries; }
  base::Status Save(Redactions redactions) {
    redactions.looked_at = Entries();
    return services().redaction.Save(mina_.actor, Open(mina_), id_, redactions);
  }
  base::Result<CaseCopy> Copy(bool page_alone = false) {
    return services().copies.Make(mina_.actor, Open(mina_), id_, *html::FindLocale("en"), page_alone);
  }
  std::string Case() { return "/cases/" + id_.text(); }
  template <typename T>
  static void ExpectCode(const base::Result<T>& result, base::Code code) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, code) << result.error().external;
  }
  CaseId id_;
};

TEST_P(RedactionTest, BeforeAnybodyLookedNothingLeadsToHer) {
  const std::vector<ShownEntry> shown = Shown();
  ASSERT_EQ(shown.size(), 2u);  // no note
  EXPECT_EQ(shown[0].entry.report->contact, kBar);
  EXPECT_TRUE(shown[0].entry.files.empty());
  EXPECT_EQ(shown[0].hidden_files, 1u);
  ExpectCode(Copy(), base::Code::kConflict);
}

TEST_P(RedactionTest, WordsAreHiddenInOneEntryOrEverywhere) {
  const vault::UnlockedPerson mina = Open(mina_);
  const EntryId second = Shown()[1].entry.id;
  EXPECT_EQ(Good(services().redaction.HideInEntry(mina_.actor, mina, id_, second, "MINA", 3)), 1u);
  ExpectCode(services().redaction.HideInEntry(mina_.actor, mina, id_, second, "Kwame", 3),
             base::Code::kNotFound);
  ExpectCode(services().redaction.HideInEntry(mina_.actor, mina, id_, EntryId::New(desk().random()), "x", 3),
             base::Code::kNotFound);
  Good(services().redaction.HideEverywhere(mina_.actor, mina, id_, {"kwame", "010 1234 5678"}, 3));
  ExpectCode(services().redaction.HideEverywhere(mina_.actor, mina, id_, {" - "}, 3), base::Code::kInvalid);
  Redactions all = Now();
  all.contact = all.notes = false;
  Good(Save(all));
  // What comes later is covered too.
  Good(services().cases.Note(mina_.actor, mina, id_, "kwame again", {}));
  const std::vector<ShownEntry> shown = Shown();
  ASSERT_EQ(shown.size(), 4u);
  EXPECT_EQ(shown[0].entry.report->what, std::string(kBar) + " took my passport in Busan");
  EXPECT_EQ(shown[0].entry.report->who, std::string(kBar) + " Boss");
  EXPECT_EQ(shown[0].entry.report->contact, kBar);
  EXPECT_EQ(shown[1].entry.text, "Call us at 02-987-6543, ask for " + std::string(kBar));
  EXPECT_EQ(shown[2].entry.text, "A note about " + std::string(kBar));
  EXPECT_EQ(shown[3].entry.text, std::string(kBar) + " again");
  // The case itself is as it was.
  const OpenedCase opened = Good(services().cases.Open(mina_.actor, mina, id_));
  EXPECT_EQ(Good(services().cases.Talk(opened)).front().report->who, "Kwame Boss");
  EXPECT_FALSE(Has(WholeStore(), "kwame"));
}

TEST_P(RedactionTest, KindsEntriesAndFiles) {
  Redactions now = Now();
  now.files = now.notes = false;
  now.where = now.who = true;
  Good(Save(now));
  ExpectCode(Save(now), base::Code::kConflict);  // somebody saved meanwhile
  std::vector<ShownEntry> shown = Shown();
  ASSERT_EQ(shown.size(), 3u);
  EXPECT_EQ(shown[0].entry.report->where, kBar);
  EXPECT_EQ(shown[0].entry.report->who, kBar);
  ASSERT_EQ(shown[0].entry.files.size(), 1u);
  now = Now();
  now.single_files = {shown[0].entry.files[0].id};
  now.entries = {shown[1].entry.id};
  Good(Save(now));
  shown = Shown();
  EXPECT_TRUE(shown[0].entry.files.empty());
  EXPECT_TRUE(shown[1].hidden);
  EXPECT_TRUE(shown[1].entry.text.empty());
  EXPECT_EQ(Good(ReadRedactions(TextOf(now))).entries, now.entries);
  EXPECT_FALSE(ReadRedactions("[]"));
}

TEST_P(RedactionTest, OffersWhatLooksLikeContact) {
  const OpenedCase opened = Good(services().cases.Open(mina_.actor, Open(mina_), id_));
  EXPECT_EQ(Good(services().redaction.Suggestions(opened, Now())), (std::vector<std::string>{"02-987-6543"}));
}

TEST_P(RedactionTest, ACopyHasWhatIsShownAndNothingElse) {
  Redactions now = Now();
  now.files = now.notes = false;
  now.words = {"kwame", "busan"};
  Good(Save(now));
  const CaseCopy copy = Good(Copy());
  strip::Budget budget;
  const auto entries = Good(strip::ReadZip(copy.bytes, budget));
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[1].content, "a secret photograph");
  const std::string& page = entries[0].content;
  EXPECT_TRUE(Has(page, "took my passport"));
  for (const char* gone : {"Kwame", "Busan", "1234", "<script", "http://", "https://"})
    EXPECT_FALSE(Has(page, gone)) << gone;
  EXPECT_EQ(Good(Copy()).bytes, copy.bytes);  // equal bytes
  EXPECT_EQ(Good(Copy(true)).bytes, page);
  const auto log = Good(desk().audit().Page(org_, 0, 1));
  EXPECT_EQ(log.front().action, "case.export");
  EXPECT_EQ(log.front().record, "case:" + id_.text());
  // How to reach her is handed out by an order alone.
  now = Now();
  now.contact = false;
  Good(Save(now));
  ExpectCode(Copy(), base::Code::kConflict);
  ExpectCode(services().copies.Make(hal_.actor, Open(hal_), id_, *html::FindLocale("en"), false),
             base::Code::kNotFound);
}

TEST_P(RedactionTest, ACopyHasNothingThatNobodyLookedAt) {
  const vault::UnlockedPerson mina = Open(mina_);
  Redactions now = Now();
  now.notes = false;
  Good(Save(now));
  Good(Copy());
  // She writes, with a file and how to reach her.
  Good(services().cases.Answer(mina_.actor, mina, id_, "My name is Ayesha, 010-5555-4444", {}));
  ExpectCode(Copy(), base::Code::kConflict);
  ExpectCode(Copy(true), base::Code::kConflict);
  std::size_t left = base::kMaxCaseCopyBytes;
  const html::Locale& english = *html::FindLocale("en");
  const OpenedCase opened = Good(services().cases.Open(mina_.actor, mina, id_));
  ExpectCode(services().copies.Parts(opened, english, {}, left), base::Code::kConflict);
  // What was looked at before may still be handed over as it was.
  const auto parts = Good(services().copies.Parts(opened, english, {3}, left));
  EXPECT_FALSE(Has(parts.front().content, "Ayesha"));
  // Who saved from a page of before has not looked at it.
  Good(services().redaction.HideEverywhere(mina_.actor, mina, id_, {"Boss"}, 3));
  ExpectCode(Copy(), base::Code::kConflict);
  Good(services().redaction.HideEverywhere(mina_.actor, mina, id_, {"Ayesha"}, 4));
  EXPECT_FALSE(Has(Good(Copy(true)).bytes, "Ayesha"));
  // Nobody looks at what is yet to come.
  Good(services().redaction.HideEverywhere(mina_.actor, mina, id_, {"again"}, 400));
  EXPECT_EQ(Now().looked_at, 4);
  // What was hidden when the page was read is what is copied.
  ExpectCode(services().copies.Make(mina_.actor, mina, id_, english, true, Now().version - 1),
             base::Code::kConflict);
  Good(services().copies.Make(mina_.actor, mina, id_, english, true, Now().version));
  EXPECT_EQ(Good(ReadRedactions(R"({"contact":true,"words":[]})")).looked_at, 0);
}

TEST_P(RedactionTest, PartsAreLimited) {  // kMaxHiddenParts, kMaxHiddenWordsBytes, kMaxSuggestedParts
  Redactions now = Now();
  now.words.assign(base::kMaxHiddenParts, "x");
  Good(Save(now));
  now = Now();
  now.words.emplace_back("y");
  ExpectCode(Save(now), base::Code::kTooLarge);
  now.words = {std::string(base::kMaxHiddenWordsBytes + 1, 'x')};
  ExpectCode(Save(now), base::Code::kTooLarge);
  std::string numbers;
  for (std::size_t i = 0; i < base::kMaxSuggestedParts + 5; ++i)
    numbers += std::to_string(55500000 + i) + ", ";
  Good(services().cases.Answer(mina_.actor, Open(mina_), id_, numbers, {}));
  const OpenedCase opened = Good(services().cases.Open(mina_.actor, Open(mina_), id_));
  EXPECT_EQ(Good(services().redaction.Suggestions(opened, Redactions{})).size(), base::kMaxSuggestedParts);
}

TEST_P(RedactionTest, ACopyIsLimited) {  // kMaxCaseCopyBytes
  Redactions now = Now();
  now.files = false;
  Good(Save(now));
  const OpenedCase opened = Good(services().cases.Open(mina_.actor, Open(mina_), id_));
  std::size_t left = 18;
  ExpectCode(services().copies.Parts(opened, *html::FindLocale("en"), {}, left), base::Code::kTooLarge);
  left = 19;
  EXPECT_EQ(Good(services().copies.Parts(opened, *html::FindLocale("en"), {}, left)).size(), 2u);
  EXPECT_EQ(left, 0u);
}

TEST_P(RedactionTest, CasesAreNamedByNumberOrId) {
  const auto named = [&](const std::string& name) { return CaseNamed(services().cases, mina_.actor, name); };
  const std::string number = id_.text().substr(0, 6);
  EXPECT_EQ(Good(named(id_.text())), id_);
  EXPECT_EQ(Good(named("K-" + number)), id_);
  EXPECT_EQ(Good(named(number)), id_);
  ExpectCode(named("K-zzzzzz"), base::Code::kNotFound);
  ExpectCode(CaseNamed(services().cases, hal_.actor, number), base::Code::kNotFound);
}

TEST_P(RedactionTest, Pages) {
  const std::string cookies = UnlockedCookie(mina_), page = Case() + "/redaction";
  EXPECT_TRUE(Has(Ask("GET", page, cookies).body, "Nothing has been saved here yet"));
  EXPECT_EQ(Send(page + "/copy", cookies, Form({{"what", "zip"}})).status, 303);  // told why, no file
  EXPECT_EQ(Send(page + "/words", cookies,
                 Form({{"words", "kwame\r\nbusan\r\n"}, {"entry", ""}, {"looked_at", "2"}}))
                .status,
            303);
  EXPECT_TRUE(Has(Ask("GET", page, cookies).body, "1 entry was written since"));
  const std::string shown = Ask("GET", page, cookies).body;
  EXPECT_TRUE(Has(shown, std::string(kBar) + " took my passport in " + std::string(kBar)));
  EXPECT_EQ(Send(page + "/words", cookies, Form({{"words", ""}, {"entry", ""}})).status, 422);
  EXPECT_EQ(Send(page + "/suggested", cookies, Form({{"words", "02-987-6543"}})).status, 303);
  EXPECT_EQ(Send(page + "/show", cookies, Form({{"version", "2"}, {"word", "1"}})).status, 303);
  EXPECT_EQ(Now().words, (std::vector<std::string>{"kwame", "02-987-6543"}));
  EXPECT_EQ(Send(page, cookies, Form({{"version", "3"}, {"contact", "yes"}, {"looked_at", "3"}})).status,
            303);
  EXPECT_FALSE(Now().notes);
  EXPECT_FALSE(Has(Ask("GET", page, cookies).body, "was written since"));
  EXPECT_EQ(Send(page + "/copy", cookies, Form({{"what", "zip"}, {"version", "3"}})).status, 303);
  const net::Response copy = Send(page + "/copy", cookies, Form({{"what", "zip"}, {"version", "4"}}));
  EXPECT_EQ(copy.status, 200);
  EXPECT_EQ(copy.headers.Get("Content-Type"), "application/zip");
  EXPECT_TRUE(Has(std::string(copy.headers.Get("Cache-Control")), "no-store"));
  EXPECT_EQ(Ask("GET", page, UnlockedCookie(hal_)).status, 404);
}

INSTANTIATE_TEST_SUITE_P(Both, RedactionTest, ::testing::Values(db::Dialect::kSqlite, db::Dialect::kPostgres),
                         db::testing::DialectName);

}  // namespace
}  // namespace voice::testing
