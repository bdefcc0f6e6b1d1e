// Commitments: their life, who may say what became of them, and who may know of them.

#include <array>

#include "base/limits_panel.h"
#include "panel/commitments/commitments_world.h"
#include "panel/common/sdg.h"
#include "panel/common/walk_states.h"

namespace panel {
namespace {

using testing::Has;
using State = CommitmentState;
using Act = CommitmentAct;

using testing::CommitmentTest;

TEST_P(CommitmentTest, EveryStepThatTheTableForbidsIsAConflict) {
  // The secretariat sees proposals too; as a member it is another one.
  AddMember(org_, "The coalition", desk::OrgType::kNgo, "kr");
  std::array<State, static_cast<std::size_t>(State::kCount)> states{};
  for (std::size_t i = 0; i < states.size(); ++i) states[i] = static_cast<State>(i);
  std::array<Act, static_cast<std::size_t>(Act::kCount)> acts{};
  for (std::size_t i = 0; i < acts.size(); ++i) acts[i] = static_cast<Act>(i);
  testing::WalkStates<CommitmentId, State, Act>(
      CommitmentSteps(), states, acts, [&](State state) { return In(state); },
      [&](const CommitmentId& id, Act act) {
        desk::Actor clock = system_;
        clock.org = mill_.org;
        if (act == Act::kLapse) PassTheDay(id);
        return Do(act == Act::kLapse ? clock
                  : IsVerdict(act)   ? sela_.actor
                                     : mill_.actor,
                  id, act, "because");
      },
      [&](const CommitmentId& id) { return Read(id).state; });
}

TEST_P(CommitmentTest, OnlyAnotherMemberSaysWhetherItWasKept) {
  const CommitmentId id = Claimed();
  for (const Act act : {Act::kGiveBack, Act::kConfirmKept, Act::kConfirmPartly, Act::kConfirmMissed}) {
    EXPECT_EQ(Do(mill_.actor, id, act, "ours").error().code, base::Code::kForbidden);
    // The secretariat's organisation is no member: it has no verdict either.
    EXPECT_EQ(Do(sela_.actor, id, act, "ours").error().code, base::Code::kForbidden);
  }
  EXPECT_EQ(Do(union_.actor, id, Act::kConfirmKept).error().code, base::Code::kInvalid);
  EXPECT_EQ(Do(union_.actor, id, Act::kWithdraw, "theirs").error().code, base::Code::kForbidden);
  ASSERT_TRUE(Do(union_.actor, id, Act::kConfirmPartly, "52 of 54 whom we asked"));
  const Commitment now = Read(id);
  EXPECT_EQ(now.verifier, members_["union"]);
  EXPECT_EQ(now.verifier_name, "Migrant Union");
  EXPECT_EQ(now.verdict, "52 of 54 whom we asked");
}

TEST_P(CommitmentTest, TheSecretariatNeverJudgesWhatItWroteDownForAMember) {
  const MemberId quiet = AddMember({}, "Village cooperative", desk::OrgType::kCompany, "kh");
  AddMember(org_, "The coalition", desk::OrgType::kNgo, "kr");
  CommitmentDraft draft = Draft();
  draft.member = quiet;
  EXPECT_EQ(commitments_->Propose(mill_.actor, panel_, draft).error().code, base::Code::kForbidden);
  const CommitmentId id = commitments_->Propose(sela_.actor, panel_, draft).value();
  ASSERT_TRUE(Do(sela_.actor, id, Act::kMake));
  ASSERT_TRUE(Do(sela_.actor, id, Act::kClaim));
  EXPECT_EQ(Do(sela_.actor, id, Act::kConfirmKept, "we saw it").error().code, base::Code::kForbidden);
  EXPECT_TRUE(Do(union_.actor, id, Act::kConfirmKept, "we saw it"));
}

// The host's delegate is of the organisation that claimed it; so is whoever has a role there.
TEST_P(CommitmentTest, NobodyOfTheHostJudgesWhatTheSecretariatClaimed) {
  const MemberId quiet = AddMember({}, "Village cooperative", desk::OrgType::kCompany, "kh");
  AddMember(org_, "The coalition", desk::OrgType::kNgo, "kr");
  CommitmentDraft draft = Draft();
  draft.member = quiet;
  const CommitmentId id = commitments_->Propose(sela_.actor, panel_, draft).value();
  ASSERT_TRUE(Do(sela_.actor, id, Act::kMake));
  ASSERT_TRUE(Do(sela_.actor, id, Act::kClaim));
  const Someone delegate = AddPerson("delegate@main.example", "Delegate", org_, desk::Role::kDelegate);
  EXPECT_FALSE(commitments_->Get(delegate.actor, id)->may_judge);
  EXPECT_EQ(Do(delegate.actor, id, Act::kConfirmKept, "we saw it").error().code, base::Code::kForbidden);
  ASSERT_TRUE(desk().people().SetRoles(system_, org_, union_.person, {desk::Role::kViewer}));
  EXPECT_EQ(Do(union_.actor, id, Act::kConfirmKept, "we saw it").error().code, base::Code::kForbidden);
}

TEST_P(CommitmentTest, NobodyJudgesTheirOwnPromiseThroughAnotherOrganisation) {
  const CommitmentId id = Claimed();
  desk::Actor key = union_.actor;
  key.kind = desk::Actor::Kind::kKey;
  key.person = {};
  desk::Actor system = system_;
  system.org = mill_.org;
  ASSERT_TRUE(desk().people().SetRoles(system, mill_.org, union_.person, {desk::Role::kViewer}));
  for (const Act act : {Act::kGiveBack, Act::kConfirmKept, Act::kConfirmPartly, Act::kConfirmMissed}) {
    EXPECT_EQ(Do(key, id, act, "seen").error().code, base::Code::kForbidden);
    EXPECT_EQ(Do(union_.actor, id, act, "seen").error().code, base::Code::kForbidden);
  }
  const Someone other = AddPerson("second@union.example", "Second", union_.org, desk::Role::kDelegate);
  EXPECT_TRUE(Do(other.actor, id, Act::kConfirmKept, "seen"));
}

TEST_P(CommitmentTest, AProposalIsKnownToItsOrganisationAndTheSecretariatAlone) {
  const CommitmentId id = Proposed();
  EXPECT_TRUE(commitments_->Get(mill_.actor, id));
  EXPECT_TRUE(commitments_->Get(sela_.actor, id));
  EXPECT_EQ(commitments_->Get(union_.actor, id).error().code, base::Code::kNotFound);
  EXPECT_EQ(Do(union_.actor, id, Act::kMake).error().code, base::Code::kNotFound);
  const CommitmentId unknown = CommitmentId::New(desk().random());
  EXPECT_EQ(commitments_->Get(union_.actor, unknown).error().external,
            commitments_->Get(union_.actor, id).error().external);
  EXPECT_EQ(commitments_->List(union_.actor, panel_, {}, "", 10)->commitments.size(), 0u);
  EXPECT_EQ(commitments_->Board(union_.actor, panel_)->columns[0].count, 0);
  EXPECT_EQ(commitments_->Board(mill_.actor, panel_)->columns[0].count, 1);
  const desk::OrgId out = AddOrganisation("out", "Outside", desk::OrgType::kNgo, "kh");
  const Someone stranger = AddPerson("o@example.org", "O", out, desk::Role::kDelegate);
  ASSERT_TRUE(Do(mill_.actor, id, Act::kMake));
  EXPECT_TRUE(commitments_->Get(union_.actor, id));
  EXPECT_EQ(commitments_->Get(stranger.actor, id).error().code, base::Code::kNotFound);
  EXPECT_EQ(commitments_->Board(stranger.actor, panel_).error().code, base::Code::kNotFound);
}

TEST_P(CommitmentTest, OnlyWhatTheOwnerPublishesIsPublic) {
  const CommitmentId shown = Made(), hidden = Made();
  ASSERT_TRUE(commitments_->Publish(mill_.actor, shown, -1, true));
  EXPECT_EQ(commitments_->Publish(union_.actor, hidden, -1, true).error().code, base::Code::kForbidden);
  const CommitmentId proposed = Proposed();
  ASSERT_TRUE(commitments_->Publish(mill_.actor, proposed, -1, true));
  ASSERT_TRUE(Do(mill_.actor, shown, Act::kClaim));
  ASSERT_TRUE(Do(union_.actor, shown, Act::kConfirmMissed, "Nobody was paid"));
  const auto read = [&](db::Transaction& tx) { return Commitments::Published(tx, panel_, 0, 10); };
  const std::vector<PublicCommitment> found = desk().database().Read(read).value();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].state, State::kMissed);
  EXPECT_EQ(found[0].verdict, "Nobody was paid");
  EXPECT_EQ(found[0].member, "Blue Mill");
  const std::string page = GetWithoutSession("/panel/commitments").body;
  EXPECT_TRUE(Has(page, "0 / 96 workers")) << "in the unit itself, not in its thousandths";
  EXPECT_TRUE(Has(page, "Nobody was paid"));
  EXPECT_TRUE(Has(GetWithoutSession("/panel/commitments.csv").body, "workers,0,96,0,"));
  // What was missed cannot be hidden; what nobody made yet can.
  EXPECT_EQ(commitments_->Publish(mill_.actor, shown, -1, false).error().code, base::Code::kConflict);
  EXPECT_TRUE(commitments_->Publish(mill_.actor, proposed, -1, false));
  const As as(cookie_, mill_);
  EXPECT_FALSE(Has(Get("/commitments/" + shown.text()).body, "Hide it from the public"));
}

TEST_P(CommitmentTest, AFindingIsForNobodyElse) {
  ASSERT_TRUE(desk().database().RunScript(
      "CREATE TABLE alert(id TEXT PRIMARY KEY, org_id TEXT, party_caption TEXT, dataset TEXT, decision "
      "TEXT)"));
  const std::string alert = base::NewIdText(desk().random()), other = base::NewIdText(desk().random());
  const auto put = [&](db::Transaction& tx) -> base::Status {
    TRY(tx.Execute("INSERT INTO alert VALUES ($1, $2, 'Red River Yarn', 'ofac', 'same')",
                   {alert, mill_.org}));
    TRY(tx.Execute("INSERT INTO alert VALUES ($1, $2, 'Somebody', 'ofac', 'not-same')", {other, mill_.org}));
    return base::Ok();
  };
  ASSERT_TRUE(desk().database().Write(put));
  EXPECT_EQ(commitments_->CommitFromFinding(union_.actor, panel_, alert, Draft(), true).error().code,
            base::Code::kNotFound);
  EXPECT_EQ(commitments_->CommitFromFinding(mill_.actor, panel_, other, Draft(), true).error().code,
            base::Code::kConflict);
  const CommitmentId id = commitments_->CommitFromFinding(mill_.actor, panel_, alert, Draft(), true).value();
  ASSERT_TRUE(commitments_->AddEvidence(
      mill_.actor, id, {.kind = EvidenceKind::kFinding, .title = "The alert", .reference = alert}, ""));
  EXPECT_EQ(Read(id).state, State::kMade);
  EXPECT_EQ(Read(id).finding, alert);
  EXPECT_EQ(commitments_->Get(mill_.actor, id)->evidence.size(), 1u);
  const CommitmentView seen = commitments_->Get(union_.actor, id).value();
  EXPECT_EQ(seen.commitment.finding, "");
  EXPECT_TRUE(seen.evidence.empty());
  const CommitmentPage listed = commitments_->List(union_.actor, panel_, {}, "", 10).value();
  EXPECT_EQ(listed.commitments.at(0).finding, "");
  const As as(cookie_, union_);
  EXPECT_FALSE(Has(Get("/commitments/" + id.text()).body, alert));
  EXPECT_FALSE(Has(Get("/api/v1/commitments/" + id.text()).body, alert));
}

TEST_P(CommitmentTest, ReportsMoveTheMeasureAndKeepTheirHistory) {
  const CommitmentId id = Made();
  ASSERT_TRUE(commitments_->Report(mill_.actor, id, -1, "31.5", "First payments"));
  EXPECT_EQ(commitments_->Report(union_.actor, id, -1, "96", "").error().code, base::Code::kForbidden);
  EXPECT_EQ(commitments_->Report(mill_.actor, id, -1, "many", "").error().code, base::Code::kInvalid);
  EXPECT_EQ(commitments_->Report(mill_.actor, id, 0, "40", "").error().code, base::Code::kConflict);
  ASSERT_TRUE(commitments_->Report(mill_.actor, id, -1, "48", ""));
  const CommitmentView view = commitments_->Get(mill_.actor, id).value();
  EXPECT_EQ(view.commitment.state, State::kOnTheWay);
  EXPECT_EQ(view.commitment.current, 48'000);
  EXPECT_EQ(PercentDone(view.commitment), 50);
  ASSERT_EQ(view.reports.size(), 2u);
  EXPECT_EQ(view.reports[1].value, 31'500);
  EXPECT_EQ(view.reports[1].note, "First payments");
}

TEST_P(CommitmentTest, EvidenceIsKeptByItsHashAndClosedByTheVerdict) {
  const CommitmentId id = Claimed();
  const Evidence paper{.kind = EvidenceKind::kDocument, .title = "Bank list", .file_name = "list.pdf"};
  const EvidenceId added = commitments_->AddEvidence(mill_.actor, id, paper, "payments").value();
  const auto [found, bytes] = commitments_->Document(union_.actor, id, added).value();
  EXPECT_EQ(bytes, "payments");
  EXPECT_EQ(found.sha256.size(), 64u);
  const Evidence link{.kind = EvidenceKind::kLink, .title = "Page", .reference = "javascript:alert(1)"};
  EXPECT_EQ(commitments_->AddEvidence(mill_.actor, id, link, "").error().code, base::Code::kInvalid);
  EXPECT_EQ(commitments_->AddEvidence(mill_.actor, id, paper, std::string(base::kMaxEvidenceBytes + 1, 'x'))
                .error()
                .code,
            base::Code::kTooLarge);
  ASSERT_TRUE(Do(union_.actor, id, Act::kConfirmKept, "Seen"));
  EXPECT_EQ(commitments_->AddEvidence(mill_.actor, id, paper, "late").error().code, base::Code::kConflict);
}

TEST_P(CommitmentTest, TheClockMakesLateAndRemindsOnce) {
  const CommitmentId id = Made();
  desk::Actor clock = system_;
  EXPECT_EQ(commitments_->LapseDue(clock).value(), 0);
  EXPECT_EQ(Do(mill_.actor, id, Act::kLapse).error().code, base::Code::kForbidden);
  clock_->Advance(Read(id).due.ms + base::kHourMs - clock_->Now().ms);  // the day itself still counts
  EXPECT_EQ(commitments_->LapseDue(clock).value(), 0);
  ASSERT_TRUE(commitments_->SendReminders(desk()));
  const std::size_t first = mailer_->sent().size();
  EXPECT_EQ(first, 1u);
  EXPECT_EQ(mailer_->sent().at(0).to, "delegate@mill.example");
  EXPECT_FALSE(Has(mailer_->sent().at(0).text, "Pay back"));
  ASSERT_TRUE(commitments_->SendReminders(desk()));
  EXPECT_EQ(mailer_->sent().size(), first);
  clock_->Advance(base::kDayMs);
  EXPECT_EQ(commitments_->LapseDue(clock).value(), 1);
  EXPECT_EQ(Read(id).state, State::kLate);
  ASSERT_TRUE(commitments_->SendReminders(desk()));
  EXPECT_EQ(mailer_->sent().size(), first + 1);
}

// To say "done" does not park a promise: who is asked hears of it at once, where nobody is asked the
// secretariat, and past its day it shows as late.
TEST_P(CommitmentTest, AClaimIsNotAParkingPlace) {
  const CommitmentId asked = Made(), open = Made();
  ASSERT_TRUE(commitments_->Move(mill_.actor, asked, {.act = Act::kClaim, .asked = members_["union"]}));
  ASSERT_TRUE(Do(mill_.actor, open, Act::kClaim));
  ASSERT_GT(Read(asked).due.ms, clock_->Now().ms + 31 * base::kDayMs);  // long before its day
  ASSERT_TRUE(commitments_->SendReminders(desk()));
  std::multiset<std::string> to;
  for (const auto& mail : mailer_->sent())
    to.insert(mail.to + " " +
              (Has(mail.text, asked.text())  ? "asked"
               : Has(mail.text, open.text()) ? "open"
                                             : "?"));
  EXPECT_EQ(to.count("delegate@union.example asked"), 1u);
  EXPECT_EQ(to.count("sela@example.org open"), 1u);
  EXPECT_EQ(to.count("sela@example.org asked"), 0u);
  const std::size_t first = mailer_->sent().size();
  ASSERT_TRUE(commitments_->SendReminders(desk()));
  EXPECT_EQ(mailer_->sent().size(), first);
  const std::vector<Commitment> waiting = commitments_->Waiting(sela_.actor).value();
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].id, open);
  {
    const As secretary(cookie_, sela_);
    EXPECT_TRUE(Has(Get("/").body, "has asked nobody to check"));
    EXPECT_FALSE(Has(Get("/commitments/" + open.text()).body, "Late, not checked"));
  }
  PassTheDay(open);
  EXPECT_EQ(commitments_->LapseDue(system_).value(), 0);
  {
    Someone again = sela_;  // her session is over by now
    again.cookie = std::string(desk::SessionCookieName(false)) + "=" + SessionOf(sela_.person, org_);
    const As secretary(cookie_, again);
    EXPECT_TRUE(Has(Get("/commitments/" + open.text()).body, "Late, not checked"));
    EXPECT_TRUE(Has(Get("/commitments").body, "Late, not checked"));
  }
}

TEST_P(CommitmentTest, LimitsOfOneCommitment) {
  const CommitmentId id = Made();
  const auto fill = [&](db::Transaction& tx) -> base::Status {
    for (std::size_t i = 0; i < base::kMaxCommitmentReports; ++i)
      TRY(tx.Execute("INSERT INTO commitment_report VALUES ($1, $2, 1, '', 1)", {id, i + 1}));
    for (std::size_t i = 0; i < base::kMaxCommitmentEvidence; ++i)
      TRY(tx.Execute("INSERT INTO commitment_evidence VALUES ($1, $2, 'link', 't', 'r', '', '', 0, 1)",
                     {base::NewIdText(desk().random()), id}));
    return base::Ok();
  };
  ASSERT_TRUE(desk().database().Write(fill));
  EXPECT_EQ(commitments_->Report(mill_.actor, id, -1, "2", "").error().code, base::Code::kTooLarge);
  const Evidence link{.kind = EvidenceKind::kLink, .title = "Page", .reference = "https://example.org/"};
  EXPECT_EQ(commitments_->AddEvidence(mill_.actor, id, link, "").error().code, base::Code::kTooLarge);
  CommitmentDraft wide = Draft();
  wide.sdg = {"5.2", "8.7", "8.8", "10.7", "16.2", "17.16"};
  ASSERT_GT(wide.sdg.size(), base::kMaxCommitmentTargets);
  EXPECT_EQ(commitments_->Propose(mill_.actor, panel_, wide).error().code, base::Code::kInvalid);
  CommitmentDraft long_title = Draft();
  long_title.title = std::string(base::kMaxAgreementTitleBytes + 1, 'x');
  EXPECT_EQ(commitments_->Propose(mill_.actor, panel_, long_title).error().code, base::Code::kInvalid);
  CommitmentDraft long_text = Draft();
  long_text.details = std::string(base::kMaxAgreementTextBytes + 1, 'x');
  EXPECT_EQ(commitments_->Propose(mill_.actor, panel_, long_text).error().code, base::Code::kInvalid);
  for (std::int64_t i = 0; i < base::kMaxBoardTickets + 1; ++i) Made();
  const CommitmentBoard board = commitments_->Board(mill_.actor, panel_).value();
  EXPECT_EQ(std::ssize(board.columns[0].tickets), base::kMaxBoardTickets);
  EXPECT_EQ(board.columns[0].count, base::kMaxBoardTickets + 2);
}

TEST_P(CommitmentTest, PagesAndApiSayTheSame) {
  const As as(cookie_, mill_);
  const net::Response refused =
      Send("/commitments/new", "title=&target=ten&due=2020-01-01&indicator=a&unit=b");
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(Has(refused.body, "This is needed."));
  EXPECT_TRUE(Has(refused.body, "value=\"ten\""));
  const net::Response made = Send("/commitments/new",
                                  "title=Pay+back&indicator=Workers&unit=workers&target=96&due=2025-12-01&"
                                  "sdg=8.7");
  ASSERT_EQ(made.status, 303);
  const std::string href = LocationOf(made);
  EXPECT_EQ(Send(href + "/move", "act=make&version=0").status, 303);
  EXPECT_EQ(Send(href + "/move", "act=start&version=0").status, 422);  // the version is another by now
  EXPECT_TRUE(Has(Get("/commitments").body, "Pay back"));
  EXPECT_TRUE(Has(Get("/commitments/table?state=made").body, "Pay back"));
  EXPECT_FALSE(Has(Get("/commitments/table?state=kept").body, "Pay back"));
  EXPECT_TRUE(Has(Get(href).body, "8.7 An end to forced labour"));
  const net::Response moved = Post("/api/v1" + href + "/move", R"({"act":"confirm-kept","reason":"mine"})");
  EXPECT_EQ(moved.status, 403);
  EXPECT_EQ(Post("/api/v1" + href + "/reports", R"({"value":"48","note":"half"})").status, 200);
  EXPECT_TRUE(Has(Get("/api/v1" + href).body, "\"current\":\"48\""));
  EXPECT_TRUE(Has(Get("/api/v1/commitments?sdg=8.7").body, "Pay back"));
  EXPECT_FALSE(Has(Get("/api/v1/commitments?sdg=5.2").body, "Pay back"));
  EXPECT_TRUE(Has(Get("/workplan").body, "Pay back"));
  const std::string most = std::to_string(base::kMaxAgreementPage);
  const std::string more = std::to_string(base::kMaxAgreementPage + 1);
  EXPECT_EQ(Get("/api/v1/commitments?limit=" + most).status, 200);
  EXPECT_EQ(Get("/api/v1/commitments?limit=" + more).status, 400);
}

TEST(Sdg, ThereAre169Targets) {
  EXPECT_EQ(SdgTargets().size(), kSdgTargets);
  for (const std::string_view code : SdgTargetsThatMatter()) EXPECT_TRUE(IsSdgTarget(code)) << code;
  EXPECT_TRUE(IsSdgTarget("8.b"));
  EXPECT_TRUE(IsSdgTarget("17.19"));
  EXPECT_FALSE(IsSdgTarget("8.11"));
  EXPECT_FALSE(IsSdgTarget("18.1"));
  EXPECT_FALSE(IsSdgTarget("17.a"));
  EXPECT_LT(SdgOrder("8.9"), SdgOrder("8.10"));
}

TEST(Amounts, AreExactThousandths) {
  EXPECT_EQ(kit::ParseAmount("1234.5").value(), 1'234'500);
  EXPECT_EQ(kit::AmountText(-1'250), "-1.25");
  EXPECT_EQ(kit::AmountText(96'000), "96");
  for (const char* wrong : {"", ".", "1.", "1.2345", "1e3", "--1", "+1", "999999999999999", "1,5"})
    EXPECT_FALSE(kit::ParseAmount(wrong)) << wrong;
  EXPECT_EQ(base::FormatDay(kit::AddMonths(kit::ParseDay("2026-01-31").value(), 1)), "2026-02-28");
  EXPECT_FALSE(kit::ParseDay("2026-02-30"));
}

MANUMIT_ON_BOTH_DATABASES(CommitmentTest);

}  // namespace
}  // namespace panel
