#include "base/limits_remedy.h"
#include "voice/intake/report_text.h"
#include "voice/intake/talk_documents.h"
#include "voice/remedy/claims_told.h"
#include "voice/remedy/debtor_names.h"
#include "voice/remedy/groups.h"
#include "voice/remedy/open_cases.h"
#include "voice/remedy/remedy_world.h"
#include "voice/remedy/sums.h"

namespace voice::remedy {
namespace {

MANUMIT_ON_BOTH_DATABASES(RemedyTest);

TEST_P(RemedyTest, FromTheClaimToWhatSheHasInHand) {
  Remedy& remedy = services_->remedy;
  const Worker worker = Reports();
  const ClaimId claim = AddFee(worker.id, "1200.50");
  EXPECT_TRUE(Good(remedy.MoneyOf(*worker.visit)).empty()) << "not shown yet";
  Good(remedy.Show(mina_.actor, *mina_.me, AtOf(worker.id, claim), true));
  Good(remedy.Agree(sol_.actor, *sol_.me, AtOf(worker.id, claim), Amount("1000"), "they deny the rest"));
  const PaymentId first = Good(remedy.Pay(mina_.actor, *mina_.me, AtOf(worker.id, claim), Paid("400")));
  const PaymentId second = Good(remedy.Pay(mina_.actor, *mina_.me, AtOf(worker.id, claim), Paid("600")));
  EXPECT_EQ(ClaimOf(worker.id, claim).state, ClaimState::kPaid);

  // What she sees: amounts and payments, and nothing of names, descriptions and reasons.
  const std::vector<ShownClaim> shown = Good(remedy.MoneyOf(*worker.visit));
  ASSERT_EQ(shown.size(), 1U);
  EXPECT_EQ(shown[0].low, Amount("1200.50"));
  EXPECT_EQ(shown[0].agreed, Amount("1000"));
  ASSERT_EQ(shown[0].payments.size(), 2U);
  EXPECT_EQ(shown[0].payments[0].answer, Answer::kOpen);

  NextDay();
  const Day answered = Today();
  Good(remedy.AnswerMoney(*worker.visit, claim, first, Answer::kGot, {}, "I got the USD 400."));
  Good(remedy.AnswerMoney(*worker.visit, claim, second, Answer::kPart, Amount("150"), "I got part"));
  EXPECT_EQ(RemediedDay(worker.id), std::nullopt) << "nobody was unlocked";
  EXPECT_EQ(Good(remedy.MoneyOf(*worker.visit))[0].payments[1].received, Amount("150"));
  NextDay();
  // Before anybody takes them over they count already where somebody unlocked looks.
  EXPECT_EQ(ConfirmedOf(ClaimOf(worker.id, claim)), Amount("550"));
  EXPECT_TRUE(Good(remedy.TakeOver(mina_.actor, *mina_.me, worker.id)));
  EXPECT_FALSE(Good(remedy.TakeOver(mina_.actor, *mina_.me, worker.id)));
  EXPECT_EQ(RemediedDay(worker.id), answered) << "the day of her answer, not of the taking over";

  Claim now = ClaimOf(worker.id, claim);
  EXPECT_EQ(now.state, ClaimState::kAgreed);
  EXPECT_EQ(now.payments[0].confirmation.heard, Heard::kHerPage);
  EXPECT_TRUE(now.payments[0].confirmation.recorded_by.empty());
  // The rest is paid; she says so face to face, which is told apart.
  const PaymentId third = Good(remedy.Pay(mina_.actor, *mina_.me, AtOf(worker.id, claim), Paid("450")));
  EXPECT_EQ(CodeOf(remedy.Record(mina_.actor, *mina_.me, AtOf(worker.id, claim), third, Answer::kGot, {},
                                 Heard::kHerPage)),
            base::Code::kInvalid);
  Good(remedy.Record(mina_.actor, *mina_.me, AtOf(worker.id, claim), third, Answer::kGot, {},
                     Heard::kFaceToFace));
  now = ClaimOf(worker.id, claim);
  EXPECT_EQ(now.state, ClaimState::kConfirmed);
  EXPECT_EQ(ConfirmedOf(now), Amount("1000"));
  EXPECT_EQ(now.payments[2].confirmation.heard, Heard::kFaceToFace);
  EXPECT_EQ(now.payments[2].confirmation.recorded_by, mina_.actor.person);
  EXPECT_EQ(RemediedDay(worker.id), answered);
  EXPECT_EQ(Good(remedy.MoneyOf(*worker.visit))[0].state, ClaimState::kConfirmed);
  // Her words stand in the conversation.
  const std::vector<TalkEntry> talk = Good(services_->cases.Talk(OpenAs(mina_, worker.id)));
  ASSERT_EQ(talk.size(), 3U);
  EXPECT_EQ(talk[1].text, "I got the USD 400.");
}

TEST_P(RemedyTest, AReferralTellsWhatIsClaimedAndNotWhatWasWithdrawn) {
  const Worker worker = Reports();
  const auto told = [&] {
    return Good(fresh_->database().Read([&](db::Transaction& tx) {
      return ClaimsToldOf(tx, OpenAs(mina_, worker.id), *html::FindLocale("en"));
    }));
  };
  EXPECT_EQ(told(), "");
  const ClaimId kept = AddFee(worker.id, "400.00");
  const ClaimId withdrawn = AddFee(worker.id, "77.00");
  Good(services_->remedy.Withdraw(mina_.actor, *mina_.me, AtOf(worker.id, withdrawn), "a slip"));
  Good(services_->remedy.Agree(mina_.actor, *mina_.me, AtOf(worker.id, kept), Amount("300.00"),
                               "half at first"));
  const std::string text = told();
  EXPECT_NE(text.find("400.00"), std::string::npos) << text;
  EXPECT_NE(text.find("300.00"), std::string::npos) << text;
  EXPECT_NE(text.find("Zebra Canning Ltd"), std::string::npos) << text;
  EXPECT_EQ(text.find("77.00"), std::string::npos) << text;
  // Not what the team noted for itself.
  EXPECT_EQ(text.find("envelope"), std::string::npos) << text;
}

TEST_P(RemedyTest, NothingOfClaimsStandsInTheClear) {
  const Worker worker = Reports();
  const ClaimId claim = AddFee(worker.id, "98765.43");
  Good(services_->remedy.Show(mina_.actor, *mina_.me, AtOf(worker.id, claim), true));
  Good(services_->remedy.Agree(mina_.actor, *mina_.me, AtOf(worker.id, claim), Amount("87654.32"),
                               "a reason nobody knows"));
  const PaymentId payment =
      Good(services_->remedy.Pay(mina_.actor, *mina_.me, AtOf(worker.id, claim), Paid("7654.32")));
  Good(services_->remedy.AnswerMoney(*worker.visit, claim, payment, Answer::kPart, Amount("4321.09"),
                                     "I got it"));
  Good(services_->remedy.TakeOver(mina_.actor, *mina_.me, worker.id));
  const ClaimGroupId group = Good(services_->claim_groups.Create(
      mina_.actor, *mina_.me, team_, "the canning workers", base::Currency::Parse("USD").value()));
  Good(services_->claim_groups.Join(mina_.actor, *mina_.me, {group, 1}, {{worker.id, claim}}));
  const std::string dump = Dump();
  ASSERT_NE(dump.find("Intake"), std::string::npos) << "the dump shows what is in the clear";
  for (const std::string secret :
       {"98765.43", "87654.32", "7654.32", "4321.09", "Zebra", "Quick Placement", "envelope",
        "a reason nobody", "handed over by the driver", "canning", "fee-a", "I got it"}) {
    EXPECT_EQ(dump.find(secret), std::string::npos) << secret;
    EXPECT_EQ(dump.find(crypto::HexEncode(crypto::AsBytes(secret))), std::string::npos) << secret;
  }
  EXPECT_EQ(dump.find(claim.text()), std::string::npos) << "not even the claim's id";
}

TEST_P(RemedyTest, OutsideTheCircleThereIsNoSuchCase) {
  const Worker worker = Reports();
  const ClaimId claim = AddFee(worker.id, "100");
  const Remedy::At at{worker.id, claim, 1};
  Remedy& remedy = services_->remedy;
  const desk::Actor& jun = jun_.actor;
  EXPECT_EQ(CodeOf(remedy.Add(jun, *jun_.me, worker.id, Fee("1"), 1)), base::Code::kNotFound);
  EXPECT_EQ(CodeOf(remedy.Agree(jun, *jun_.me, at, Amount("1"), "x")), base::Code::kNotFound);
  EXPECT_EQ(CodeOf(remedy.Pay(jun, *jun_.me, at, Paid("1"))), base::Code::kNotFound);
  EXPECT_EQ(CodeOf(remedy.Show(jun, *jun_.me, at, true)), base::Code::kNotFound);
  EXPECT_EQ(CodeOf(remedy.TakeOver(jun, *jun_.me, worker.id)), base::Code::kNotFound);
  EXPECT_EQ(CodeOf(remedy.Add(jun, *jun_.me, CaseId::New(desk().random()), Fee("1"), 1)),
            base::Code::kNotFound)
      << "as one that is not there";
  int seen = 0;
  const Visitor visit = [&](const OpenedCase&, const ClaimBook&) -> base::Status {
    ++seen;
    return base::Ok();
  };
  EXPECT_EQ(Good(EachCase(services_->access, jun, *jun_.me, {}, visit)), 0U);
  EXPECT_EQ(seen, 0);
  const ClaimGroupId group = Good(services_->claim_groups.Create(mina_.actor, *mina_.me, team_, "g",
                                                                 base::Currency::Parse("USD").value()));
  EXPECT_EQ(CodeOf(services_->claim_groups.Open(jun, *jun_.me, group)), base::Code::kNotFound);
  EXPECT_EQ(CodeOf(services_->claim_groups.Join(jun, *jun_.me, {group, 1}, {{worker.id, claim}})),
            base::Code::kNotFound);
  EXPECT_EQ(
      CodeOf(services_->claim_groups.Create(jun, *jun_.me, team_, "g", base::Currency::Parse("USD").value())),
      base::Code::kNotFound);
  EXPECT_TRUE(Good(services_->claim_groups.List(jun, *jun_.me)).empty());
  desk::Actor viewer = mina_.actor;
  viewer.permissions.reset();
  EXPECT_EQ(CodeOf(remedy.Agree(viewer, *mina_.me, at, Amount("1"), "x")), base::Code::kForbidden);
}

TEST_P(RemedyTest, TwoWhoSaveAtOnce) {
  const Worker worker = Reports();
  const ClaimId claim = AddFee(worker.id, "100");
  const Remedy::At both = AtOf(worker.id, claim);
  Good(services_->remedy.Agree(mina_.actor, *mina_.me, both, Amount("100"), ""));
  EXPECT_EQ(CodeOf(services_->remedy.Refuse(sol_.actor, *sol_.me, both, "no")), base::Code::kConflict);
  EXPECT_EQ(ClaimOf(worker.id, claim).state, ClaimState::kAgreed);
  // A refused act changes nothing in the store.
  const std::int64_t before = BookOf(worker.id).version;
  EXPECT_EQ(CodeOf(services_->remedy.Reopen(mina_.actor, *mina_.me, AtOf(worker.id, claim), "")),
            base::Code::kConflict);
  EXPECT_EQ(BookOf(worker.id).version, before);
}

TEST_P(RemedyTest, AnswersThatAreNotHersDoNotCount) {
  const Worker worker = Reports();
  const ClaimId claim = AddFee(worker.id, "100");
  Good(services_->remedy.Show(mina_.actor, *mina_.me, AtOf(worker.id, claim), true));
  Good(services_->remedy.Agree(mina_.actor, *mina_.me, AtOf(worker.id, claim), Amount("100"), ""));
  const PaymentId payment =
      Good(services_->remedy.Pay(mina_.actor, *mina_.me, AtOf(worker.id, claim), Paid("100")));
  // Somebody with the database writes an entry in her name: he can seal to the case, but has no mark.
  const MoneyAnswer forged{
      .claim = claim, .payment = payment, .answer = Answer::kGot, .received = {}, .day = Today()};
  Good(fresh_->database().Write([&](db::Transaction& tx) -> base::Status {
    const CaseRow row = TRY(CaseRowOf(tx, worker.id));
    TRY(AddEntry(tx, desk().random(), row, Side::kTalk, Author::kWorker, Today(),
                 TextOfAnswer(forged, "I got it", worker.id, crypto::KeyPair::Generate()), {}));
    return base::Ok();
  }));
  EXPECT_FALSE(Good(services_->remedy.TakeOver(mina_.actor, *mina_.me, worker.id)));
  EXPECT_EQ(ClaimOf(worker.id, claim).state, ClaimState::kPaid);
  EXPECT_EQ(RemediedDay(worker.id), std::nullopt);
  // Another worker's visit reaches nothing of this case.
  const Worker other = Reports();
  EXPECT_EQ(CodeOf(services_->remedy.AnswerMoney(*other.visit, claim, payment, Answer::kGot, {}, "")),
            base::Code::kNotFound);
  // Hers does, once.
  Good(services_->remedy.AnswerMoney(*worker.visit, claim, payment, Answer::kGot, {}, "I got it"));
  EXPECT_EQ(CodeOf(services_->remedy.AnswerMoney(*worker.visit, claim, payment, Answer::kGot, {}, "")),
            base::Code::kConflict);
  EXPECT_EQ(ClaimOf(worker.id, claim).state, ClaimState::kConfirmed);
}

TEST_P(RemedyTest, SheTakesBackWhatWasPressedOrWrittenDownByMistake) {
  Remedy& remedy = services_->remedy;
  const Worker worker = Reports();
  const ClaimId claim = AddFee(worker.id, "100");
  const auto at = [&] { return AtOf(worker.id, claim); };
  Good(remedy.Show(mina_.actor, *mina_.me, at(), true));
  Good(remedy.Agree(mina_.actor, *mina_.me, at(), Amount("100"), ""));
  const PaymentId payment = Good(remedy.Pay(mina_.actor, *mina_.me, at(), Paid("100")));
  Good(remedy.Record(mina_.actor, *mina_.me, at(), payment, Answer::kGot, {}, Heard::kCall));
  EXPECT_EQ(RemediedDay(worker.id), Today());
  const std::vector<ShownClaim> noted = Good(remedy.MoneyOf(*worker.visit));
  EXPECT_TRUE(noted[0].payments[0].heard);
  EXPECT_EQ(noted[0].state, ClaimState::kConfirmed);
  NextDay();
  Good(remedy.AnswerMoney(*worker.visit, claim, payment, Answer::kNot, {}, "no"));
  EXPECT_EQ(Good(remedy.MoneyOf(*worker.visit))[0].state, ClaimState::kAgreed)
      << "at once, though nobody has taken it over";
  Good(remedy.TakeOver(mina_.actor, *mina_.me, worker.id));
  EXPECT_EQ(ClaimOf(worker.id, claim).state, ClaimState::kAgreed);
  EXPECT_EQ(RemediedDay(worker.id), std::nullopt) << "no figure counts a remedy that she denies";
  // By a slip on her own page, and back.
  Good(remedy.AnswerMoney(*worker.visit, claim, payment, Answer::kGot, {}, "yes"));
  Good(remedy.TakeOver(mina_.actor, *mina_.me, worker.id));
  EXPECT_EQ(RemediedDay(worker.id), Today());
  Good(remedy.AnswerMoney(*worker.visit, claim, payment, Answer::kPart, Amount("1"), "one"));
  NextDay();
  Good(remedy.TakeOver(mina_.actor, *mina_.me, worker.id));
  EXPECT_EQ(ClaimOf(worker.id, claim).state, ClaimState::kAgreed);
  EXPECT_EQ(RemediedDay(worker.id), Today() - 1);
  Good(remedy.Withdraw(mina_.actor, *mina_.me, at(), ""));
  EXPECT_EQ(CodeOf(remedy.AnswerMoney(*worker.visit, claim, payment, Answer::kNot, {}, "")),
            base::Code::kConflict);
}

TEST_P(RemedyTest, SheDeletesWhatSheCanRead) {
  const Worker worker = Reports();
  const ClaimId claim = AddFee(worker.id, "100");
  Good(services_->remedy.Show(mina_.actor, *mina_.me, AtOf(worker.id, claim), true));
  const std::string count = "SELECT COUNT(*) FROM voice_document WHERE kind LIKE 'talk %'";
  const auto documents = [&] {
    return Good(fresh_->database().Read([&](db::Transaction& tx) { return tx.QueryOne(count); }))->Int(0);
  };
  EXPECT_EQ(documents(), 1);
  Good(services_->reports.Forget(*worker.visit));
  EXPECT_EQ(documents(), 0);
  EXPECT_FALSE(BookOf(worker.id).has_reader);
  // The claims are the team's and go on; nothing is written for her any more.
  Good(services_->remedy.Agree(mina_.actor, *mina_.me, AtOf(worker.id, claim), Amount("100"), ""));
  EXPECT_EQ(documents(), 0);
  EXPECT_EQ(CodeOf(services_->remedy.Show(mina_.actor, *mina_.me, AtOf(worker.id, claim), true)),
            base::Code::kConflict);
}

TEST_P(RemedyTest, ACaseTakesSoManyClaims) {
  const Worker worker = Reports();
  for (std::size_t i = 0; i < base::kMaxCaseClaims; ++i) AddFee(worker.id, "1");
  EXPECT_EQ(
      CodeOf(services_->remedy.Add(mina_.actor, *mina_.me, worker.id, Fee("1"), BookOf(worker.id).version)),
      base::Code::kTooLarge);
}

TEST_P(RemedyTest, OneLookOpensSoManyCases) {
  for (int i = 0; i < 4; ++i) AddFee(Reports().id, "10");
  const Worker closed = Reports();
  AddFee(closed.id, "10");
  Good(services_->reports.Close(*closed.visit));
  Reports();  // without a claim
  Outstanding all;
  const Visitor visit = [&](const OpenedCase&, const ClaimBook& book) -> base::Status {
    ++all.cases;
    for (const Claim& claim : book.claims) TRY(all.Add(claim));
    return base::Ok();
  };
  EXPECT_EQ(Good(EachCase(services_->access, sol_.actor, *sol_.me, {.most = 3}, visit)), 1U);
  EXPECT_EQ(CasesAsked().most, base::kMaxOutstandingCases) << "what a page looks at unless it says otherwise";
  EXPECT_EQ(all.cases, 3U);
  EXPECT_EQ(all.all.money.begin()->second.open_high, Amount("30"));
  all = {};
  EXPECT_EQ(Good(EachCase(services_->access, sol_.actor, *sol_.me, {}, visit)), 0U);
  EXPECT_EQ(all.cases, 4U);
  ASSERT_EQ(all.employers.size(), 1U);
  EXPECT_EQ(all.employers[0].label, "Zebra Canning Ltd");
  // What is owed is owed after the end too.
  all = {};
  EXPECT_EQ(Good(EachCase(services_->access, sol_.actor, *sol_.me, {.closed_too = true}, visit)), 0U);
  EXPECT_EQ(all.cases, 5U);
  EXPECT_EQ(all.all.money.begin()->second.open_high, Amount("50"));
}

TEST_P(RemedyTest, WhoIsKeptOutOfOneCaseStillSeesTheOthers) {
  Person kim = Add("kim", desk::Role::kCaseWorker);
  Good(cheap_->AddMember(sol_.actor, *sol_.me, circle_, kim.actor.person));
  const Worker a = Reports(), b = Reports();
  AddFee(a.id, "10");
  AddFee(b.id, "20");
  Good(services_->lifecycle.Exclude(sol_.actor, *sol_.me, a.id, kim.actor.person));
  // She came later: what was sealed one by one before does not open for her.
  Person lee = Add("lee", desk::Role::kCaseWorker);
  Good(cheap_->AddMember(sol_.actor, *sol_.me, circle_, lee.actor.person));
  for (const Person* who : {&kim, &lee}) {
    Outstanding all;
    const Visitor visit = [&](const OpenedCase&, const ClaimBook& book) -> base::Status {
      ++all.cases;
      for (const Claim& claim : book.claims) TRY(all.Add(claim));
      return base::Ok();
    };
    EXPECT_EQ(Good(EachCase(services_->access, who->actor, *who->me, {}, visit)), 0U)
        << "what she may not open is not counted either";
    EXPECT_EQ(all.cases, 1U);
    EXPECT_EQ(all.all.money.begin()->second.open_high, Amount("20"));
  }
}

TEST_P(RemedyTest, AFormOffersTheNamesThatTheTeamHasWritten) {  // kMaxDebtorCases, kMaxDebtorNames
  const auto owed_by = [&](const CaseId& id, const std::string& employer, const std::string& recruiter) {
    Claim fee = Fee("10");
    fee.employer.name = employer;
    fee.recruiter.name = recruiter;
    Good(services_->remedy.Add(mina_.actor, *mina_.me, id, fee, BookOf(id).version));
  };
  const auto names = [&](const CaseId& id) {
    return Good(DebtorNames(*services_, mina_.actor, *mina_.me, OpenAs(mina_, id)));
  };
  const Worker oldest = Reports();
  owed_by(oldest.id, "Okapi Weaving", "");
  owed_by(oldest.id, "OKAPI  weaving.", "Ace Jobs");
  EXPECT_EQ(names(oldest.id), (std::vector<std::string>{"Ace Jobs", "Okapi Weaving"}));
  NextDay();
  Worker newest;
  for (std::size_t i = 0; i < base::kMaxDebtorCases; ++i) {
    newest = Reports();
    owed_by(newest.id, "employer " + std::to_string(i), "recruiter " + std::to_string(i));
  }
  std::vector<std::string> offered = names(newest.id);
  EXPECT_EQ(offered.size(), 2 * base::kMaxDebtorCases) << "not the oldest";
  owed_by(newest.id, "one more", "");
  offered = names(newest.id);
  EXPECT_EQ(offered.size(), base::kMaxDebtorNames);
}

TEST_P(RemedyTest, RatesAreForDisplay) {
  const auto currency = [](std::string_view code) { return base::Currency::Parse(code).value(); };
  Rates& rates = services_->rates;
  const DisplayRate rate{currency("USD"), currency("KRW"), Today(), "1391.25"};
  Good(rates.Set(mina_.actor, rate));
  EXPECT_EQ(CodeOf(rates.Set(mina_.actor, {currency("USD"), currency("USD"), Today(), "1"})),
            base::Code::kInvalid);
  EXPECT_EQ(CodeOf(rates.Set(mina_.actor, {currency("USD"), currency("EUR"), Today() + 1, "1"})),
            base::Code::kInvalid);
  EXPECT_EQ(CodeOf(rates.Set(mina_.actor, {currency("USD"), currency("EUR"), Today(), "-1"})),
            base::Code::kInvalid);
  Tally tally;
  Claim fee = Fee("100.01");
  Good(tally.Add(fee));
  fee.currency = currency("KRW");
  fee.low = fee.high = Amount("5");
  Good(tally.Add(fee));
  fee.currency = currency("NPR");
  Good(tally.Add(fee));
  const Converted sum =
      Good(ConvertForDisplay(tally, Figure::kOpenHigh, currency("KRW"), Good(rates.All(org_))));
  EXPECT_EQ(sum.amount, Amount("139144"));  // 139,138.9125 rounded once, and 5
  ASSERT_EQ(sum.missing.size(), 1U);
  EXPECT_EQ(sum.missing[0].code(), "NPR");
  ASSERT_EQ(sum.used.size(), 1U);
  EXPECT_EQ(sum.used[0].day, Today());
  std::size_t set = 1;
  for (const base::Currency& from : base::Currency::All())
    for (const char* to : {"EUR", "USD", "JPY"})
      if (set < base::kMaxDisplayRates && from != currency(to)) {
        Good(rates.Set(mina_.actor, {from, currency(to), Today(), "2"}));
        ++set;
      }
  EXPECT_EQ(CodeOf(rates.Set(mina_.actor, {currency("NPR"), currency("KRW"), Today(), "10"})),
            base::Code::kTooLarge);
  Good(rates.Set(mina_.actor, {currency("USD"), currency("KRW"), Today(), "1400"}));
}

}  // namespace
}  // namespace voice::remedy
