#pragma once
// For the tests of repayment: an organisation with an intake team of two, a third person outside its circle,
// and workers who report.

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "crypto/encoding.h"
#include "desk/test_desk.h"
#include "gate/gate.h"
#include "gate/register.h"
#include "voice/migrations.h"
#include "voice/remedy/migrations.h"
#include "voice/remedy/remedy.h"
#include "voice/services.h"

namespace voice::remedy {

template <typename T>
T Good(base::Result<T> result) {
  if (!result) ADD_FAILURE() << result.error().external << " / " << result.error().internal;
  return std::move(result).value();
}
template <typename T>
base::Code CodeOf(const base::Result<T>& result) {
  EXPECT_FALSE(result.has_value());
  return result.has_value() ? base::Code::kInternal : result.error().code;
}

inline base::Decimal Amount(std::string_view text) {
  return base::Decimal::Parse(text).value();
}

struct Person {
  desk::Actor actor;
  std::optional<vault::UnlockedPerson> me;
};

// A worker who has reported.
struct Worker {
  CaseId id;
  std::string code;  // digits
  std::optional<Visit> visit;
};

class RemedyTest : public desk::DeskTest {
 protected:
  void SetUp() override {
    DeskTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    desk::MakeTables(fresh_->database(), {vault::Migrations(), voice::Migrations()});
    services_ = std::make_unique<VoiceServices>(desk());
    cheap_ = std::make_unique<vault::Vault>(fresh_->database(), *clock_, desk().random(), desk().audit(),
                                            crypto::HashCost{1, 8192});
    mina_ = Add("mina", desk::Role::kCaseWorker);
    sol_ = Add("sol", desk::Role::kCaseSupervisor);
    jun_ = Add("jun", desk::Role::kCaseWorker);
    circle_ = Good(cheap_->CreateCircle(admin_, "intake", {mina_.actor.person, sol_.actor.person}));
    Good(cheap_->NameHolders(admin_, {mina_.actor.person, sol_.actor.person, jun_.actor.person}));
    team_ = MakeTeam("Intake", circle_);
  }
  void TearDown() override {
    cheap_.reset();
    services_.reset();
    DeskTest::TearDown();
  }

  // As an installation is that confirms concerns: with it, every act that saves something of a case writes.
  void MakeGate() {
    desk::MakeTables(fresh_->database(), {gate::Migrations()});
    gate::Register(desk());
    Good(fresh_->database().Write([&](db::Transaction& tx) {
      return gate::FindGate(desk())->MakeKey(tx, sol_.actor, *sol_.me, circle_);
    }));
  }
  static std::string PassphraseOf(const std::string& name) { return "the pass-phrase of " + name; }
  Person Add(const std::string& name, desk::Role role) {
    const desk::PersonId person = Good(
        desk().people().CreatePerson(system_, name + "@example.org", name, "correct horse battery", false));
    Good(desk().people().SetRoles(system_, org_, person, {role}));
    Person made{.actor = Good(desk().sign_in().ActorOfPerson(person, org_)), .me = {}};
    Good(cheap_->MakeKeys(made.actor, crypto::AsBytes(PassphraseOf(name))));
    made.me.emplace(Good(cheap_->OpenWithPassphrase(made.actor, crypto::AsBytes(PassphraseOf(name)))));
    return made;
  }
  TeamId MakeTeam(const std::string& name, const vault::CircleId& circle) {
    Team team;
    team.name = name;
    team.circle = circle;
    team.country = "kr";
    team.languages = {"en", "ko"};
    team.open = true;
    team.tells_children = LawDuty::kNo;
    team.tells_danger = LawDuty::kNo;
    return Good(services_->teams.Create(sol_.actor, team));
  }
  Worker Reports(const TeamId& team, const std::string& what = "They took my money") {
    Report report;
    report.language = "en";
    report.what = what;
    const Filed filed = Good(services_->reports.File(team, report, {}, ""));
    Worker worker{.id = filed.id, .code = filed.code.Digits(), .visit = {}};
    worker.visit = Good(services_->reports.VisitOf(Good(services_->reports.Open(worker.code))));
    return worker;
  }
  Worker Reports() { return Reports(team_); }
  OpenedCase OpenAs(const Person& person, const CaseId& id) {
    return Good(services_->cases.Open(person.actor, *person.me, id));
  }
  Remedy::Shown BookOf(const CaseId& id) { return Good(services_->remedy.Book(OpenAs(mina_, id))); }
  Claim ClaimOf(const CaseId& id, const ClaimId& claim) {
    Remedy::Shown shown = BookOf(id);
    return *Good(Find(shown.book, claim));
  }
  Remedy::At AtOf(const CaseId& id, const ClaimId& claim) { return {id, claim, BookOf(id).version}; }
  Claim Fee(std::string_view amount, std::string_view currency = "USD") {
    Claim claim;
    claim.kind = Kind::kFeeMatching;
    claim.currency = base::Currency::Parse(currency).value();
    claim.low = claim.high = Amount(amount);
    claim.from = Today() - 100;
    claim.employer.name = "Zebra Canning Ltd";
    claim.recruiter.name = "Quick Placement Agency";
    claim.country_from = "np";
    claim.country_to = "kr";
    claim.description = "paid in an envelope at the bus station";
    return claim;
  }
  Payment Paid(std::string_view amount) {
    Payment payment;
    payment.amount = Amount(amount);
    payment.day = Today();
    payment.note = "handed over by the driver";
    return payment;
  }
  ClaimId AddFee(const CaseId& id, std::string_view amount, std::string_view currency = "USD") {
    return Good(services_->remedy.Add(mina_.actor, *mina_.me, id, Fee(amount, currency), BookOf(id).version));
  }
  Day Today() { return DayOf(clock_->Now()); }
  void NextDay() { clock_->Advance(base::kDayMs); }
  std::optional<Day> RemediedDay(const CaseId& id) {
    return Good(fresh_->database().Read([&](db::Transaction& tx) { return CaseRowOf(tx, id); })).remedied;
  }
  // Everything the database holds: the bytes of SQLite's files; of PostgreSQL every row as text, boxes as
  // hexadecimal digits.
  std::string Dump() {
    db::Database& database = fresh_->database();
    std::string dump;
    if (database.dialect() == db::Dialect::kSqlite) {
      for (const auto& file : std::filesystem::directory_iterator(fresh_->folder())) {
        std::FILE* stream = std::fopen(file.path().c_str(), "rb");
        if (stream == nullptr) continue;
        std::array<char, 65536> piece{};
        while (const std::size_t size = std::fread(piece.data(), 1, piece.size(), stream))
          dump.append(piece.data(), size);
        std::fclose(stream);
      }
      return dump;
    }
    const auto query = [&](const std::string& sql) {
      return Good(database.Read([&](db::Transaction& tx) { return tx.Query(sql); }));
    };
    for (const db::Row& table : query("SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE "
                                      "table_schema = current_schema()"))
      for (const db::Row& row : query("SELECT CAST(t AS TEXT) FROM " + table.Text(0) + " t"))
        dump += row.Text(0) + "\n";
    return dump;
  }

  std::unique_ptr<VoiceServices> services_;
  std::unique_ptr<vault::Vault> cheap_;
  Person mina_, sol_, jun_;
  vault::CircleId circle_;
  TeamId team_;
};

}  // namespace voice::remedy
