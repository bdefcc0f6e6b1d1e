#include "voice/intake/proof.h"

#include <gtest/gtest.h>

#include <set>

#include "base/limits_voice.h"
#include "voice/intake/sealing.h"
#include "voice/test_world.h"

namespace voice::testing {
namespace {

class ProofOfFiling : public VoiceTest {
 protected:
  Filed FileOne() {
    return Good(services().reports.File(team_, {.language = "en", .what = "unmistakable"}, {}, ""));
  }
  Visit VisitOf(const Filed& filed) {
    return *Good(services().reports.VisitOf(Good(services().reports.OpenAfterFiling(filed))));
  }
  FilingProof ProofOf(const Filed& filed) { return Good(services().proofs.Of(VisitOf(filed))); }
  std::optional<FilingProof> Check(const std::string& number, const std::string& check) {
    return Good(services().proofs.Check(number, check));
  }
};

TEST_P(ProofOfFiling, ShowsTheDayAndTheTeamAndIsTheSameAgain) {
  const Filed filed = FileOne();
  const FilingProof proof = ProofOf(filed);
  EXPECT_EQ(proof.day, DayOf(desk().clock().Now()));
  EXPECT_EQ(proof.team, "Helpline");
  EXPECT_EQ(DigitsIn(proof.number).size(), 8u);
  EXPECT_EQ(DigitsIn(proof.check).size(), 20u);
  const FilingProof again = ProofOf(filed);
  EXPECT_EQ(again.number, proof.number);
  EXPECT_EQ(again.check, proof.check);
  const std::optional<FilingProof> checked = Check(proof.number, proof.check);
  ASSERT_TRUE(checked);
  EXPECT_EQ(checked->day, proof.day);
  EXPECT_EQ(checked->team, proof.team);
  EXPECT_EQ(checked->organisation, proof.organisation);
}

TEST_P(ProofOfFiling, EveryOtherDigitIsNoticed) {
  const FilingProof proof = ProofOf(FileOne());
  const std::string number = DigitsIn(proof.number), check = DigitsIn(proof.check);
  for (std::size_t i = 0; i < number.size(); ++i) {
    std::string other = number;
    other[i] = other[i] == '9' ? '0' : static_cast<char>(other[i] + 1);
    EXPECT_FALSE(Check(other, check)) << i;
  }
  for (std::size_t i = 0; i < check.size(); ++i) {
    std::string other = check;
    other[i] = other[i] == '9' ? '0' : static_cast<char>(other[i] + 1);
    EXPECT_FALSE(Check(number, other)) << i;
  }
  EXPECT_FALSE(Check("", ""));
  EXPECT_FALSE(Check(check, number));
  EXPECT_FALSE(Check(number, check + "0"));
}

TEST_P(ProofOfFiling, TypedInAnyScriptWithAnythingBetween) {
  const FilingProof proof = ProofOf(FileOne());
  std::string arabic;
  for (const char digit : DigitsIn(proof.check))
    arabic += std::string("\xd9") + static_cast<char>(0xa0 + (digit - '0')) + "-";
  EXPECT_TRUE(Check(" " + proof.number + ".", arabic));
  const std::string filling(base::kMaxTypedProofBytes - proof.number.size(), ' ');
  EXPECT_TRUE(Check(proof.number + filling, proof.check));
  EXPECT_FALSE(Check(proof.number + filling + " ", proof.check)) << "kMaxTypedProofBytes";
}

// Nothing of it is stored, it is not the code, and it outlives the case.
TEST_P(ProofOfFiling, NothingIsStoredAndItOutlivesTheCase) {
  const Filed filed = FileOne();
  const std::string before = WholeStore();
  const Visit visit = VisitOf(filed);
  const FilingProof proof = Good(services().proofs.Of(visit));
  const std::string store = WholeStore();
  EXPECT_FALSE(Has(store, DigitsIn(proof.number)));
  EXPECT_FALSE(Has(store, DigitsIn(proof.check)));
  EXPECT_FALSE(ReturnCode::Parse(proof.check));
  EXPECT_FALSE(ReturnCode::Parse(proof.number + proof.check));
  Good(services().reports.Forget(visit));
  EXPECT_TRUE(Check(proof.number, proof.check));
  Good(
      desk().database().Write([&](db::Transaction& tx) { return tx.Execute("DELETE FROM voice_case", {}); }));
  EXPECT_TRUE(Check(proof.number, proof.check));
}

TEST_P(ProofOfFiling, OfTwoReportsNothingIsAlikeButTheDay) {
  std::set<std::string> numbers, checks;
  for (int i = 0; i < 20; ++i) {
    const FilingProof proof = ProofOf(FileOne());
    numbers.insert(proof.number);
    checks.insert(proof.check.substr(6));
  }
  EXPECT_EQ(numbers.size(), 20u);
  EXPECT_EQ(checks.size(), 20u);
}

TEST_P(ProofOfFiling, Pages) {
  EXPECT_EQ(Ask("GET", "/help/en/filed").headers.Get("Location"), "/help/en/return");
  const net::Response filed =
      Ask("POST", "/help/en/report/send", "",
          Form({{"once", base::NewIdText(desk().random())}, {"what", "unmistakable"}}));
  EXPECT_TRUE(Has(filed.body, "href=\"/help/en/filed\""));
  const std::string visit = CookieIn(filed);
  EXPECT_TRUE(Has(Ask("GET", "/help/en/talk", visit).body, "href=\"/help/en/filed\""));
  const CaseId id = Good(services().cases.List(mina_.actor, {}, {}, 10)).front().row.id;
  const net::Response page = Ask("GET", "/help/en/filed", visit);
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.headers.Get("Cache-Control"), "no-store, no-transform");
  EXPECT_TRUE(Has(page.body, "https://manumit.example.org/help/en/proof"));
  EXPECT_FALSE(Has(page.body, id.text()));
  EXPECT_FALSE(Has(page.body, "unmistakable"));

  const net::Response form = Ask("GET", "/help/ko/proof");
  EXPECT_EQ(form.status, 200);
  EXPECT_FALSE(form.headers.Has("Set-Cookie"));
  const Visit opened = *Good(services().reports.VisitOf(visit.substr(visit.find('=') + 1)));
  const FilingProof proof = Good(services().proofs.Of(opened));
  const net::Response right =
      Ask("POST", "/help/en/proof", "", Form({{"number", proof.number}, {"check", proof.check}}));
  EXPECT_EQ(right.status, 200);
  EXPECT_TRUE(Has(right.body, "This proof is right."));
  EXPECT_TRUE(Has(right.body, "Helpline"));
  EXPECT_FALSE(Has(right.body, id.text()));
  EXPECT_FALSE(right.headers.Has("Set-Cookie"));
  const net::Response wrong =
      Ask("POST", "/help/en/proof", "", Form({{"number", "<1>"}, {"check", proof.check}}));
  EXPECT_TRUE(Has(wrong.body, "This proof is not right."));
  EXPECT_TRUE(Has(wrong.body, "&lt;1&gt;"));
}

INSTANTIATE_TEST_SUITE_P(Both, ProofOfFiling, ::testing::Values(db::Dialect::kSqlite, db::Dialect::kPostgres),
                         db::testing::DialectName);

// What a case's keys look like in the vault: of one length, and those of before browsers sealed still open.
TEST(PackedKeys, NameTheSealingKeyAndOlderOnesNone) {
  CaseKeys keys = CaseKeys::Generate();
  const crypto::SecretBytes without = PackKeys(keys);
  EXPECT_TRUE(Good(UnpackKeys(without)).sealing.empty());
  keys.sealing = SealingKeyId::FromStore("0123456789abcdefghjkmnpqrs");
  const crypto::SecretBytes with = PackKeys(keys);
  EXPECT_EQ(with.size(), without.size());
  const CaseKeys back = Good(UnpackKeys(with));
  EXPECT_EQ(back.sealing, keys.sealing);
  EXPECT_EQ(back.public_keys().talk, keys.public_keys().talk);
  const CaseKeys older = Good(UnpackKeys(crypto::SecretBytes::Copy(with.view().first(64))));
  EXPECT_TRUE(older.sealing.empty());
  EXPECT_EQ(older.public_keys().inner, keys.public_keys().inner);
  EXPECT_FALSE(UnpackKeys(crypto::SecretBytes::Copy(with.view().first(65))));
}

}  // namespace
}  // namespace voice::testing
