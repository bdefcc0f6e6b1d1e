// What a supplier's page shows of casework: bands of closed quarters, and nothing that tells few from none.

#include <set>

#include "base/limits_gate.h"
#include "screening/console/console_world.h"

namespace screening::testing {
namespace {

class ConcernBandsTest : public ConsoleTest {
 protected:
  // A team with the gate's key, and its supervisor's open vault.
  void MakeTeam() {
    const desk::PersonId person =
        desk()
            .people()
            .CreatePerson(system_, "sue@example.org", "Sue", "correct horse battery", false)
            .value();
    ASSERT_TRUE(desk().people().SetRoles(system_, org_, person, {desk::Role::kCaseSupervisor}));
    sue_ = desk().sign_in().ActorOfPerson(person, org_).value();
    vault::Vault& vault = services().vault;
    const std::string passphrase = "the pass-phrase of sue";
    ASSERT_TRUE(vault.MakeKeys(sue_, crypto::AsBytes(passphrase)));
    me_ = std::make_unique<vault::UnlockedPerson>(
        vault.OpenWithPassphrase(sue_, crypto::AsBytes(passphrase)).value());
    const vault::CircleId circle = vault.CreateCircle(sue_, "intake", {person}).value();
    ASSERT_TRUE(fresh_->database().Write(
        [&](db::Transaction& tx) { return gate().MakeKey(tx, sue_, *me_, circle); }));
  }
  gate::Gate& gate() { return *gate::FindGate(desk()); }
  std::string Add(const std::string& name) {
    return LocationOf(Send("/parties/new", "schema=Company&name=" + name));
  }
  void Confirm(const std::string& href, int persons) {
    const std::string party = href.substr(std::string("/parties/").size());
    for (int i = 0; i < persons; ++i) {
      const auto done = fresh_->database().Write([&](db::Transaction& tx) {
        return gate().ConfirmConcern(tx, sue_, *me_,
                                     {party, desk().random().Bytes<16>(), gate::Category::kOther});
      });
      ASSERT_TRUE(done.has_value()) << done.error().external;
    }
  }
  // To the quarter after; returns the one that has ended.
  gate::Quarter EndQuarter() {
    const gate::Quarter quarter = gate::Quarter::Of(clock_->Now());
    clock_->Advance(quarter.End().ms - clock_->Now().ms);
    // Her session ended meanwhile.
    const auto session = desk().sign_in().WithPassword("ada@example.org", "correct horse battery",
                                                       "192.0.2.1", "Firefox on Linux");
    EXPECT_TRUE(session.has_value());
    cookie_ = std::string(desk::SessionCookieName(false)) + "=" + session->cookie;
    return quarter;
  }
  void CloseQuarter() {
    const gate::Quarter quarter = EndQuarter();
    const auto closed = fresh_->database().Write([&](db::Transaction& tx) {
      return gate().CloseQuarter(tx, sue_, *me_, quarter, gate().AllParties());
    });
    ASSERT_TRUE(closed.has_value()) << closed.error().external << closed.error().internal;
  }
  // The section of the page that the gate makes.
  std::string Shown(const std::string& href) {
    const std::string page = Get(href).body;
    const std::size_t at = page.find("Concerns of workers");
    return at == std::string::npos ? "" : page.substr(at, page.find("</section>", at) - at);
  }
  desk::Actor sue_;
  std::unique_ptr<vault::UnlockedPerson> me_;
};
MANUMIT_ON_BOTH_DATABASES(ConcernBandsTest);

TEST_P(ConcernBandsTest, ASuppliersPageShowsBandsAndNeverMore) {
  const std::string many = Add("Many");
  const std::string few = Add("Few");
  const std::string none = Add("None");
  const std::string before = Shown(none);
  EXPECT_TRUE(Has(before, "no quarter is closed yet"));
  EndQuarter();
  MakeTeam();
  Confirm(many, 23);
  Confirm(few, 10);
  EXPECT_EQ(Shown(many), before);
  CloseQuarter();
  EXPECT_TRUE(Has(Shown(many), "20–29"));
  EXPECT_FALSE(Has(Shown(many), "23"));
  EXPECT_TRUE(Has(Shown(few), "too few to show"));
  EXPECT_EQ(Shown(few), Shown(none));
  // Another quarter's increment is not shown before it is closed, and a removed party is counted too.
  Confirm(few, 30);
  EXPECT_EQ(Shown(few), Shown(none));
  const net::Response removed = Send(few + "/remove", "version=" + FieldOn(Get(few).body, "version"));
  EXPECT_EQ(removed.status, 303);
  CloseQuarter();
  EXPECT_TRUE(Has(Shown(few), "30–39"));
}

TEST_P(ConcernBandsTest, ARowCountsFromTheQuarterAfterItCame) {
  const std::string known = Add("Known"), renamed = Add("Renamed"), tagged = Add("Tagged");
  EndQuarter();
  MakeTeam();
  const std::string late = Add("Late");
  const auto edit = [&](const std::string& href, const std::string& fields) {
    const std::string version = FieldOn(Get(href + "/edit").body, "version");
    EXPECT_EQ(Send(href + "/edit", "version=" + version + "&schema=Company&" + fields).status, 303);
  };
  edit(renamed, "name=Another+name");
  edit(tagged, "name=Tagged&tags=cotton");
  for (const std::string& href : {known, renamed, tagged, late}) Confirm(href, 12);
  CloseQuarter();
  EXPECT_TRUE(Has(Shown(known), "11–19"));
  EXPECT_TRUE(Has(Shown(tagged), "11–19")) << "other changes do not matter";
  EXPECT_FALSE(Has(Shown(renamed), "11–19<")) << Shown(renamed);
  EXPECT_EQ(Shown(late), Shown(renamed)) << "as where too few spoke";
  for (const std::string& href : {renamed, late}) Confirm(href, 23);
  CloseQuarter();
  EXPECT_TRUE(Has(Shown(late), "20–29"));
  EXPECT_TRUE(Has(Shown(renamed), "20–29"));
}

// Naming a supplier to the gate: the whole name finds it, whosever it is, and nothing less does.
class NamedPartiesTest : public ConcernBandsTest {
 protected:
  std::vector<gate::FoundParty> Find(const std::string& name, const std::string& country = {}) {
    const base::Result<gate::FoundParties> found = fresh_->database().Read(
        [&](db::Transaction& tx) { return gate().FindParties(tx, sue_, *me_, name, country); });
    return found ? found->parties : std::vector<gate::FoundParty>();  // "%" is no name
  }
  std::string AddIn(const std::string& name, const std::string& country, const std::string& address = {}) {
    const std::string href =
        LocationOf(Send("/parties/new", "schema=Company&name=" + net::UrlEncode(name) +
                                            "&country=" + country + "&address=" + net::UrlEncode(address)));
    return href.substr(std::string("/parties/").size());
  }
  // The party is another organisation's.
  void GiveTo(const desk::OrgId& org, const std::string& party) {
    ASSERT_TRUE(fresh_->database().Write([&](db::Transaction& tx) -> base::Status {
      TRY(tx.Execute("UPDATE party SET org_id = $1 WHERE id = $2", {org, party}));
      TRY(tx.Execute("UPDATE party_word SET org_id = $1 WHERE party_id = $2", {org, party}));
      return base::Ok();
    }));
  }
};
MANUMIT_ON_BOTH_DATABASES(NamedPartiesTest);

TEST_P(NamedPartiesTest, TheWholeNameFindsAllIdsAndNothingLessDoes) {
  MakeTeam();
  const desk::OrgId buyer =
      desk().people().CreateOrganisation(system_, "buyer", "A buyer", desk::OrgType::kCompany, "kr").value();
  const std::string theirs = AddIn("Zebra Canning Co., Ltd.", "th", "Samut Prakan");
  GiveTo(buyer, theirs);
  const std::string ours = AddIn("Zebra Canning Co., Ltd.", "th", "Samut Prakan");
  const std::string other = AddIn("Zebra Canning Korea", "kr");
  AddIn("Golden Star Trading", "th");
  AddIn("Hanil Electronics Co Ltd", "kr");
  const std::vector<gate::FoundParty> found = Find("zebra canning");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].ids.size(), 2U);
  EXPECT_EQ(std::set<std::string>(found[0].ids.begin(), found[0].ids.end()),
            (std::set<std::string>{ours, theirs}));
  EXPECT_EQ(found[0].place, "Samut Prakan");
  EXPECT_EQ(Find("Zebra Canning", "kr").size(), 1U);
  EXPECT_EQ(Find("한일전자 주식회사").size(), 1U);  // in another script
  for (const char* part : {"Zebra", "Canning", "Zebra Cann", "Z", "Trading", "Golden Star", "Golden", "Ltd",
                           "Co Ltd", "Company", "th", "Hanil", "Electronics", "%", "*"})
    EXPECT_TRUE(Find(part).empty()) << part;
  // Removed ones are counted, so they are found.
  const std::string href = "/parties/" + other;
  EXPECT_EQ(Send(href + "/remove", "version=" + FieldOn(Get(href).body, "version")).status, 303);
  EXPECT_EQ(Find("Zebra Canning", "kr").size(), 1U);
}

TEST_P(NamedPartiesTest, CommonWordsAreNotReadThrough) {  // kMaxGateCompared, kGateNameSimilarity
  MakeTeam();
  const std::string one = AddIn("Lotus River Weaving", "vn");
  // So many parties with the same words that no word alone is looked up.
  ASSERT_TRUE(fresh_->database().Write([&](db::Transaction& tx) -> base::Status {
    for (const char* word : {"lotus", "river", "weaving"})
      for (std::size_t i = 0; i <= base::kMaxGateCompared; ++i)
        TRY(tx.Execute("INSERT INTO party_word(org_id, word, party_id) VALUES ($1, $2, $3)",
                       {org_, std::as_bytes(std::span<const char>(std::string_view(word))),
                        "q" + std::string(word) + std::to_string(i)}));
    return base::Ok();
  }));
  const std::vector<gate::FoundParty> found = Find("Lotus River Weaving");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].ids, std::vector<std::string>{one});
  EXPECT_TRUE(Find("Lotus").empty());
}

}  // namespace
}  // namespace screening::testing
