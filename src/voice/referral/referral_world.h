#pragma once
// For the tests of consents and referrals: a worker's case, services of the directory, a second organisation
// with a team of its own. Pass codes are hashed cheaply.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "voice/referral/referrals.h"
#include "voice/test_world.h"

namespace voice::testing {

class ReferralTest : public VoiceTest {
 protected:
  void SetUp() override {
    VoiceTest::SetUp();
    if (::testing::Test::IsSkipped() || HasFatalFailure()) return;
    referrals_ = std::make_unique<referral::Referrals>(
        services().access, services().vault, services().directory, desk().clock(), desk().random(),
        desk().audit(),
        referral::Keys{.pepper = desk().InstallationKey("voice referral link"),
                       .sitting = desk().InstallationKey("voice referral sitting"),
                       .mail = desk().InstallationKey("voice referral mail")},
        kCheap);
    case_ = NewCase();
    lawyer_ = AddService("Ansan Legal Aid", referral::Trade::kLegal, "help@legal.example");
    police_ = AddService("Ansan Police", referral::Trade::kPolice, "");
  }
  void TearDown() override {
    referrals_.reset();
    visits_.clear();
    VoiceTest::TearDown();
  }

  // With what a worker types, and one file.
  CaseId NewCase() {
    const Report report{.language = "vi",
                        .picks = {"documents"},
                        .what = "The boss keeps my passport zebra",
                        .where = "Farm quagga in Ansan",
                        .who = "Mr Okapi",
                        .contact = "phone 010 ibex",
                        .safe = "yes"};
    const std::vector<SentFile> files = {{"1.txt", "text/plain", "photo of the ledger bongo"}};
    const Filed filed = Good(services().reports.File(team_, report, files, ""));
    const std::string cookie = Good(services().reports.OpenAfterFiling(filed));
    visits_.emplace_back(filed.id, Good(services().reports.VisitOf(cookie)));
    worker_cookie_ = "help=" + cookie;
    return filed.id;
  }
  const Visit& VisitOf(const CaseId& id) {
    for (const auto& [of, visit] : visits_)
      if (of == id) return *visit;
    ADD_FAILURE() << "no visit of this case";
    return *visits_.front().second;
  }
  OpenedCase Opened(const Someone& someone, const CaseId& id) {
    return Good(services().cases.Open(someone.actor, Open(someone), id));
  }

  referral::ServiceId AddService(const std::string& name, referral::Trade trade, const std::string& mail) {
    referral::Service service{.name = name, .country = "kr", .languages = {"ko", "vi"}, .mail = mail};
    service.trade = trade;
    return Good(services().directory.Add(vera_.actor, service));
  }
  consent::Recipient To(const referral::ServiceId& id, const std::string& name,
                        const std::string& trade = "legal") {
    return {consent::RecipientKind::kService, id.text(), name, trade};
  }
  consent::Recipient ToLawyer() { return To(lawyer_, "Ansan Legal Aid"); }
  static consent::Terms TermsFor(const consent::Recipient& to, std::vector<consent::Part> parts,
                                 consent::Purpose purpose = consent::Purpose::kLegal) {
    return {.to = to, .parts = std::move(parts), .purpose = purpose, .words = "gazelle words", .until = {}};
  }
  // Asked by the team, answered by the worker.
  consent::ConsentId Agreed(const CaseId& id, const consent::Terms& terms) {
    const consent::ConsentId asked = Good(services().consents.Ask(mina_.actor, Open(mina_), id, terms));
    Good(services().consents.Answer(VisitOf(id), asked, true));
    return asked;
  }
  consent::State StateOf(const CaseId& id, const consent::ConsentId& consent) {
    for (const consent::Consent& one : Good(services().consents.Of(Opened(mina_, id))))
      if (one.id == consent) return one.state;
    ADD_FAILURE() << "no such consent";
    return consent::State::kCancelled;
  }

  static referral::Draft DraftFor(const consent::Recipient& to, std::vector<consent::Part> parts) {
    referral::Draft draft;
    draft.to = to;
    draft.purpose = consent::Purpose::kLegal;
    draft.words = "Please get the papers back wombat";
    for (const consent::Part part : parts) draft.parts[part] = "told " + std::string(consent::PartName(part));
    return draft;
  }
  referral::ReferralId Saved(const CaseId& id, const referral::Draft& draft) {
    return Good(referrals_->Save(mina_.actor, Open(mina_), id, {}, draft, 0));
  }
  std::int64_t VersionOf(const CaseId& id, const referral::ReferralId& referral) {
    return Good(referrals_->Get(Opened(mina_, id), referral)).row.version;
  }
  referral::State StateOf(const referral::ReferralId& id) { return RowOf(id).state; }
  referral::ReferralRow RowOf(const referral::ReferralId& id) {
    return Good(desk().database().Read([&](db::Transaction& tx) { return referral::RowOf(tx, id); }));
  }
  struct SentOne {
    referral::ReferralId id;
    std::string token;
    std::string code;
  };
  using VoiceTest::Send;
  // Agreed to, drafted and sent to the lawyer.
  SentOne SentToLawyer(const CaseId& id, std::vector<consent::Part> parts) {
    Agreed(id, TermsFor(ToLawyer(), parts));
    return Send(id, DraftFor(ToLawyer(), parts));
  }
  SentOne Send(const CaseId& id, const referral::Draft& draft) {
    const referral::ReferralId saved = Saved(id, draft);
    const auto link = Good(referrals_->Send(mina_.actor, Open(mina_), id, saved, VersionOf(id, saved)));
    if (!link) return {saved, "", ""};
    return {saved, link->path.substr(link->path.rfind('/') + 1), link->code};
  }
  std::int64_t Count(const std::string& sql) {
    return Good(desk().database().Read(
                    [&](db::Transaction& tx) { return tx.QueryOne("SELECT COUNT(*) FROM " + sql); }))
        ->Int(0);
  }
  void Sql(const std::string& sql) {
    Good(desk().database().Write([&](db::Transaction& tx) { return tx.Execute(sql); }));
  }
  void Days(std::int64_t days) { clock_->Advance(days * base::kDayMs); }
  void Tick() {
    Good(services().consents.Lapse());
    Good(referrals_->Tick(desk().mailer(), "https://manumit.example.org"));
  }

  // Another organisation with a team: sela is in its circle, tom is not.
  void MakeOther() {
    other_org_ = desk()
                     .people()
                     .CreateOrganisation(system_, "other", "The shelter house", desk::OrgType::kNgo, "kr")
                     .value();
    sela_ = AddPerson("sela", {desk::Role::kCaseWorker, desk::Role::kCaseSupervisor}, other_org_);
    tom_ = AddPerson("tom", {desk::Role::kCaseWorker}, other_org_);
    for (const Someone* someone : {&sela_, &tom_})
      Good(cheap_->MakeKeys(someone->actor, crypto::AsBytes(PassphraseOf(*someone))));
    Team team = TeamNamed("Night desk");
    team.circle = Good(cheap_->CreateCircle(sela_.actor, "night", {sela_.person}));
    other_team_ = Good(services().teams.Create(sela_.actor, team));
  }
  consent::Recipient ToOther() {
    return {consent::RecipientKind::kTeam, other_team_.text(), "The shelter house, Night desk", ""};
  }

  std::unique_ptr<referral::Referrals> referrals_;
  CaseId case_;
  std::vector<std::pair<CaseId, std::optional<Visit>>> visits_;
  std::string worker_cookie_;
  referral::ServiceId lawyer_, police_;
  desk::OrgId other_org_;
  Someone sela_, tom_;
  TeamId other_team_;
};

template <typename T>
void ExpectCode(const base::Result<T>& result, base::Code code) {
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, code) << result.error().external << " / " << result.error().internal;
}

class Referring : public ReferralTest {
 protected:
  std::optional<referral::TheirView> OpenIt(const SentOne& sent) {
    return Good(referrals_->OpenLink(sent.token, sent.code));
  }
  referral::TheirView ActIt(const SentOne& sent, referral::TheirAct act, const std::string& text) {
    const std::optional<referral::TheirView> view = OpenIt(sent);
    std::optional<referral::TheirView> after =
        Good(referrals_->ActByLink(sent.token, view->sitting, act, text));
    return std::move(after).value();
  }
  base::Result<std::optional<referral::TheirView>> TryIt(const SentOne& sent, referral::TheirAct act,
                                                         const std::string& text) {
    const std::optional<referral::TheirView> view = OpenIt(sent);
    return referrals_->ActByLink(sent.token, view->sitting, act, text);
  }
  base::Result<std::optional<referral::SentLink>> TrySend(const referral::ReferralId& id) {
    return referrals_->Send(mina_.actor, Open(mina_), case_, id, VersionOf(case_, id));
  }
};

}  // namespace voice::testing
