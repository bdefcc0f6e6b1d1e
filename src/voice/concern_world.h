#pragma once
// For the tests of concerns: an installation whose gate knows a few companies.

#include "gate/register.h"
#include "html/locale.h"
#include "voice/test_world.h"

namespace voice::testing {

class ConcernWorld : public VoiceTest {
 protected:
  struct Company {
    std::string id, name, country, place;
  };

  void SetUp() override {
    VoiceTest::SetUp();
    if (::testing::Test::IsSkipped() || HasFatalFailure()) return;
    desk::MakeTables(fresh_->database(), {gate::Migrations()});
    gate::Register(desk());
    gate().AddFinder([this](db::Transaction&, std::string_view name,
                            std::string_view) -> base::Result<std::vector<gate::FoundParty>> {
      std::vector<gate::FoundParty> found;
      for (const Company& one : companies_)
        if (one.name == name) found.push_back({{one.id}, one.name, one.country, one.place, 1.0, {}});
      return found;
    });
    gate().AddParties([this](db::Transaction&, gate::Quarter, const gate::PartySink& take) -> base::Status {
      for (const Company& one : companies_) TRY(take(one.id));
      return base::Ok();
    });
    companies_ = {{"zebra-1", "Zebra Canning", "th", "Samut Prakan"},
                  {"zebra-2", "Zebra Canning", "th", "Samut Prakan"},
                  {"zebra-kr", "Zebra Canning", "kr", ""},
                  {"okapi", "Okapi Weaving", "kr", "Ansan"}};
  }
  gate::Gate& gate() { return *gate::FindGate(desk()); }
  void MakeKey(const vault::CircleId& circle) {
    const vault::UnlockedPerson me = Open(vera_);
    Good(desk().database().Write(
        [&](db::Transaction& tx) { return gate().MakeKey(tx, vera_.actor, me, circle); }));
  }
  void MakeKey() { MakeKey(circle_); }
  CaseId NewCase() {
    return Good(services().reports.File(team_, {.language = "en", .what = "x"}, {}, "")).id;
  }

  base::Result<gate::FoundParties> Find(const Someone& who, std::string_view name) {
    return services().concerns.Find(who.actor, Open(who), name, "");
  }
  // The keys of what the name finds, in the order of companies_.
  std::string KeyOf(std::string_view name, std::string_view country) {
    for (const gate::FoundParty& party : Good(Find(vera_, name)).parties)
      if (party.country == country) return party.key;
    return "";
  }
  base::Status Confirm(const Someone& who, const CaseId& id, const std::string& name,
                       const std::string& country, gate::Category category = gate::Category::kDebtBondage) {
    const vault::UnlockedPerson me = Open(who);
    return services().concerns.Confirm(
        {who.actor, me, id, locale_},
        {.name = name, .country = "", .keys = {KeyOf(name, country)}, .category = category});
  }
  base::Status TakeBack(const Someone& who, const CaseId& id, const NamingId& naming) {
    const vault::UnlockedPerson me = Open(who);
    return services().concerns.TakeBack({who.actor, me, id, locale_}, naming);
  }
  base::Status Link(const Someone& who, const CaseId& id, const CaseId& other) {
    const vault::UnlockedPerson me = Open(who);
    return services().concerns.Link({who.actor, me, id, locale_}, other);
  }
  base::Status Unlink(const Someone& who, const CaseId& id) {
    const vault::UnlockedPerson me = Open(who);
    return services().concerns.Unlink({who.actor, me, id, locale_});
  }
  base::Status Keep(const Someone& who, const CaseId& id, std::string_view name) {
    const vault::UnlockedPerson me = Open(who);
    return services().concerns.Keep({who.actor, me, id, locale_}, name, "");
  }
  ConcernBook BookOf(const CaseId& id) {
    return Good(services().concerns.Book(Good(services().cases.Open(vera_.actor, Open(vera_), id))));
  }
  std::vector<TalkEntry> NotesOf(const CaseId& id) {
    return Good(services().cases.Notes(Good(services().cases.Open(vera_.actor, Open(vera_), id))));
  }
  // Ends the running quarter and closes it.
  gate::Quarter CloseQuarter() {
    const gate::Quarter quarter = gate::Quarter::Of(clock_->Now());
    clock_->Advance(quarter.End().ms - clock_->Now().ms);
    const vault::UnlockedPerson me = Open(vera_);
    Good(desk().database().Write([&](db::Transaction& tx) {
      return gate().CloseQuarter(tx, vera_.actor, me, quarter, gate().AllParties());
    }));
    return quarter;
  }
  int BandOf(std::string_view party, gate::Quarter quarter) {
    return static_cast<int>(Good(gate().BandOf(party, quarter)).low);
  }
  template <typename T>
  static void ExpectCode(const base::Result<T>& result, base::Code code) {
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, code) << result.error().external << result.error().internal;
  }

  const html::Locale& locale_ = *html::Locales().front();
  std::vector<Company> companies_;
};

}  // namespace voice::testing
