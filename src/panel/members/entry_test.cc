// Who sees what of an entry; contact points; what everybody sees; balance; the pages and the API.

#include <boost/json.hpp>
#include <chrono>

#include "base/limits_panel.h"
#include "panel/common/isic.h"
#include "panel/common/regions.h"
#include "panel/members/members_world.h"

namespace panel::members {
namespace {

using panel::testing::Has;
using testing::MembersTest;
namespace json = boost::json;

class EntryTest : public MembersTest {
 protected:
  void SetUp() override {
    MembersTest::SetUp();
    if (!IsSkipped()) SetLists({});
  }
  // A stranger's answers for a row that is there and one that is not.
  void ExpectUnknown(const Someone& who, const MemberId& id) {
    const As as(cookie_, who);
    const std::string nobody = MemberId::New(desk().random()).text();
    for (const std::string page :
         {"", "/diligence", "/application", "/identity", "/people", "/owners", "/contacts", "/declaration",
          "/interests", "/public", "/letter.pdf", "/owners.json"}) {
      const net::Response there = Get("/members/" + id.text() + page),
                          absent = Get("/members/" + nobody + page);
      EXPECT_EQ(there.status, 404) << page;
      EXPECT_EQ(absent.status, 404) << page;
      EXPECT_FALSE(Has(there.body, "Organisation 1")) << page;
    }
    for (const std::string page : {"", "/profile", "/diligence", "/owners"})
      EXPECT_EQ(Get("/api/v1/members/" + id.text() + page).status, 404) << page;
    EXPECT_EQ(Send("/members/" + id.text() + "/act", "act=leave&version=0").status, 404);
    EXPECT_EQ(Send("/members/" + id.text() + "/flags", "flag_words=x").status, 404);
  }
};

TEST_P(EntryTest, AnotherOrganisationsApplicationIsLikeNone) {
  ExpectUnknown(union_, In(MemberState::kApplied));
  ExpectUnknown(union_, In(MemberState::kAdmitted));
  // A member of the panel knows who is admitted, and nothing of who applies.
  Someone member;
  In(MemberState::kAdmitted, &member);
  ExpectUnknown(member, In(MemberState::kDiligence));
}

TEST_P(EntryTest, ContactPointsAreShownOnlyWithConsent) {
  Someone who, peer;
  const MemberId id = In(MemberState::kAdmitted, &who);
  In(MemberState::kAdmitted, &peer);
  EXPECT_EQ(all()
                .profiles
                .AddContact(who.actor, id,
                            {.name = "A", .email = "a@b.example", .visibility = Visibility::kPanel}, false)
                .error()
                .code,
            base::Code::kInvalid);
  EXPECT_EQ(all().profiles.AddContact(who.actor, id, {.name = "A"}, true).error().code, base::Code::kInvalid);
  Must(all().profiles.AddContact(
      who.actor, id, {.name = "Panel Contact", .email = "p@b.example", .visibility = Visibility::kPanel},
      true));
  Must(all().profiles.AddContact(
      who.actor, id, {.name = "Public Contact", .phone = "+855 1", .visibility = Visibility::kPublic}, true));
  const auto seen = [&](const desk::Actor& actor) { return all().profiles.Get(actor, id).value().contacts; };
  EXPECT_EQ(seen(who.actor).size(), 3u);
  EXPECT_EQ(seen(sela_.actor).size(), 3u);
  EXPECT_EQ(seen(peer.actor).size(), 2u);
  const RowId row = seen(peer.actor)[0].id;
  Must(all().profiles.ShowContact(who.actor, id, row, Visibility::kNobody, false));
  EXPECT_EQ(seen(peer.actor).size(), 1u);
  EXPECT_EQ(all().profiles.ShowContact(peer.actor, id, row, Visibility::kPublic, true).error().code,
            base::Code::kForbidden);
  EXPECT_EQ(all().profiles.Remove(who.actor, id, RowId::New(desk().random())).error().code,
            base::Code::kNotFound);
}

TEST_P(EntryTest, EverybodySeesWhatTheMemberChose) {
  Someone who;
  const MemberId id = In(MemberState::kAdmitted, &who);
  Must(all().profiles.AddContact(
      who.actor, id, {.name = "Press", .email = "p@b.example", .visibility = Visibility::kPublic}, true));
  const auto listed = [&] { return all().public_entries.List(panel_, "", "", 10).value().entries; };
  EXPECT_TRUE(listed().empty());
  Must(all().memberships.Show(who.actor, id, {PublicField::kCountry}));
  EXPECT_TRUE(listed().empty());  // not without the name
  EXPECT_EQ(all().public_entries.Get(id).error().code, base::Code::kNotFound);
  Must(all().memberships.Show(who.actor, id, {PublicField::kContact, PublicField::kName}));
  ASSERT_EQ(listed().size(), 1u);
  EXPECT_EQ(listed()[0].country, "");
  EXPECT_EQ(listed()[0].since.ms, 0);
  EXPECT_TRUE(listed()[0].sectors.empty());
  ASSERT_EQ(listed()[0].contacts.size(), 1u);
  EXPECT_EQ(listed()[0].contacts[0].name, "Press");
  Must(all().memberships.Show(
      who.actor, id,
      {PublicField::kName, PublicField::kCountry, PublicField::kSectors, PublicField::kSince}));
  EXPECT_EQ(listed()[0].country, "kh");
  EXPECT_EQ(listed()[0].sectors, std::vector<std::string>{"14"});
  EXPECT_TRUE(listed()[0].contacts.empty());
  EXPECT_EQ(all().public_entries.List(panel_, "organ", "", 10).value().entries.size(), 1u);
  EXPECT_EQ(all().memberships.Show(sela_.actor, id, {}).error().code, base::Code::kForbidden);
  Must(Act(sela_.actor, id, MemberAct::kSuspend));
  EXPECT_TRUE(listed().empty());
}

TEST_P(EntryTest, OwnersBehindOwners) {
  const MemberId id = Begun(mill_);
  const auto owners = [&] {
    return OwnersOf(all().profiles.Get(mill_.actor, id).value().profile.owners).value();
  };
  Must(all().profiles.SayNoOwners(mill_.actor, id, "unknown"));
  Must(all().profiles.AddOwner(mill_.actor, id,
                               {.person = false, .name = "Holding", .country = "kr", .share = "60,5"}));
  EXPECT_EQ(owners().links.size(), 1u);  // somebody is named now
  const std::string holding = owners().records.back().record;
  Must(all().profiles.AddOwner(mill_.actor, id,
                               {.name = "박민수", .date = "1970", .share = "100", .of = holding}));
  EXPECT_EQ(owners().links.back().subject, holding);
  EXPECT_EQ(owners().links.front().interests[0].exact, 60'500);
  EXPECT_EQ(all().profiles.AddOwner(mill_.actor, id, {.name = "X", .share = "101"}).error().code,
            base::Code::kInvalid);
  EXPECT_EQ(all().profiles.AddOwner(mill_.actor, id, {.name = "X", .country = "Atlantis"}).error().code,
            base::Code::kInvalid);
  EXPECT_EQ(all()
                .profiles.AddOwner(mill_.actor, id, {.name = "X", .of = owners().records.back().record})
                .error()
                .code,
            base::Code::kInvalid);
  // Out and in again through the document of the standard.
  const std::string document = all().profiles.OwnersDocument(mill_.actor, id).value();
  const Ownership before = owners();
  Must(all().profiles.RemoveOwner(mill_.actor, id, holding));
  EXPECT_EQ(owners().records.size(), 1u);  // the person behind it went too
  const std::int64_t version = all().profiles.Get(mill_.actor, id).value().profile.version;
  const Ownership read = ReadOwnership(document).value();
  EXPECT_EQ(all().profiles.SetOwners(mill_.actor, id, version - 1, read).error().code, base::Code::kConflict);
  Must(all().profiles.SetOwners(mill_.actor, id, version, read));
  EXPECT_EQ(owners().links, before.links);
  EXPECT_EQ(owners().records, before.records);
}

// ---- balance

TEST_P(EntryTest, BalanceCountsAgainstGoalsAndSaysWhoIsMissing) {
  Someone who;
  In(MemberState::kAdmitted, &who);
  In(MemberState::kApplied);
  const std::vector<Goal> goals = {{Dimension::kConstituency, "workers-organisation", 2, 4},
                                   {Dimension::kConstituency, "company", 2, 3},
                                   {Dimension::kRegion, "142", 1, 0},
                                   {Dimension::kGender, "woman", 40, 60}};
  EXPECT_EQ(all().balances.SetGoals(who.actor, panel_, goals).error().code, base::Code::kNotFound);
  Must(all().balances.SetGoals(sela_.actor, panel_, goals));
  const Balance balance = all().balances.Get(sela_.actor, panel_).value();
  EXPECT_EQ(balance.members, 1);
  const auto row = [&](Dimension dimension, std::string_view key) {
    for (const BalanceRow& one : balance.Of(dimension))
      if (one.key == key) return one;
    return BalanceRow{};
  };
  EXPECT_EQ(row(Dimension::kConstituency, "company").count, 1);
  EXPECT_EQ(row(Dimension::kConstituency, "company").applicants, 1);
  EXPECT_EQ(row(Dimension::kRegion, "142").count, 1);
  EXPECT_EQ(row(Dimension::kSubregion, "035").count, 1);
  EXPECT_EQ(row(Dimension::kSector, "C").count, 1);
  EXPECT_EQ(row(Dimension::kGender, "woman").value, 100);
  EXPECT_TRUE(row(Dimension::kGender, "woman").TooMany());
  const std::vector<Balance::Gap> missing = balance.Missing();
  ASSERT_EQ(missing.size(), 2u);
  EXPECT_EQ(missing[0].row.key, "workers-organisation");  // all of it lacks
  EXPECT_EQ(missing[1].row.key, "company");               // half
  // Who applies is not for the members.
  EXPECT_EQ(all().balances.Get(who.actor, panel_).value().Of(Dimension::kConstituency)[0].applicants, 0);
  const auto bad = [&](const Goal& goal) {
    return all().balances.SetGoals(sela_.actor, panel_, {goal}).error().code;
  };
  EXPECT_EQ(bad({Dimension::kRegion, "999", 1, 2}), base::Code::kInvalid);
  EXPECT_EQ(bad({Dimension::kRegion, "142", 3, 2}), base::Code::kInvalid);
  EXPECT_EQ(bad({Dimension::kGender, "woman", 0, 101}), base::Code::kInvalid);
  EXPECT_EQ(
      all().balances.SetGoals(sela_.actor, panel_, std::vector<Goal>(base::kMaxMemberGoals + 1)).error().code,
      base::Code::kTooLarge);
  const As as(cookie_, sela_);
  const std::string page = Get("/members/balance").body;
  EXPECT_TRUE(Has(page, "<svg"));
  EXPECT_TRUE(Has(page, "2 too few"));
  EXPECT_TRUE(Has(page, "Who is missing"));
  EXPECT_TRUE(Has(page, "South-eastern Asia"));
}

TEST(Regions, EveryCountryOfTheWorldHasItsPlace) {
  EXPECT_EQ(SubregionOf("kr")->code, "030");
  EXPECT_EQ(SubregionOf("kh")->parent, "142");
  EXPECT_EQ(FindRegion(SubregionOf("br")->parent)->name, std::string_view("Americas"));
  EXPECT_EQ(SubregionOf("xx"), nullptr);
  EXPECT_EQ(SubregionOf("k "), nullptr);
  EXPECT_EQ(SectionOf("14"), "C");
  EXPECT_EQ(SectionOf("C"), "C");
  EXPECT_EQ(SectionOf("34"), "");
  std::size_t known = 0;
  for (char a = 'a'; a <= 'z'; ++a)
    for (char b = 'a'; b <= 'z'; ++b)
      if (SubregionOf(std::string{a, b}) != nullptr) ++known;
  EXPECT_EQ(known, 249u);  // the areas of M49 but Antarctica, with Taiwan and Kosovo
}

// ---- pages and API

TEST_P(EntryTest, AnApplicationFromTheFirstClickToTheLetter) {
  const As as(cookie_, mill_);
  EXPECT_TRUE(Has(Get("/members").body, "Your organisation is not a member"));
  const std::string first = LocationOf(Send("/members/apply", ""));
  ASSERT_TRUE(first.ends_with("/identity")) << first;
  const std::string base = first.substr(0, first.rfind('/'));
  const MemberId id = MemberId::FromStore(base.substr(base.rfind('/') + 1));
  EXPECT_EQ(Send(base + "/identity", "name=&country=kh&version=0").status, 422);
  const net::Response bad =
      Send(base + "/identity", "name=Blue+Mill&country=Atlantis&version=0&purpose=We+sew");
  EXPECT_EQ(bad.status, 422);
  EXPECT_TRUE(Has(bad.body, "We sew"));  // what was typed is kept
  EXPECT_EQ(Send(base + "/identity",
                 "name=Blue+Mill&country=Cambodia&constituency=company&sector=14&sector=&"
                 "registration=KH-1&website=https%3A%2F%2Fmill.example&purpose=We+sew&"
                 "safeguards=A+hotline&version=0")
                .status,
            303);
  EXPECT_EQ(Send(base + "/names", "kind=former&other_name=Old+Mill").status, 303);
  EXPECT_EQ(Send(base + "/people", "kind=head&name=Sok+Dara&birth_date=soon").status, 422);
  EXPECT_EQ(Send(base + "/people", "kind=head&name=Sok+Dara&birth_date=1970").status, 303);
  EXPECT_EQ(Send(base + "/people", "kind=representative&name=Chan+Lina&gender=woman").status, 303);
  EXPECT_EQ(
      Send(base + "/owners", "kind=person&name=Sok+Dara&interest=shareholding&directness=direct&share=many")
          .status,
      422);
  EXPECT_EQ(Send(base + "/owners",
                 "kind=person&name=Sok+Dara&interest=shareholding&directness=direct&share=51&beneficial=yes")
                .status,
            303);
  EXPECT_TRUE(Has(Get(base + "/owners").body, "51 %"));
  EXPECT_EQ(Send(base + "/contacts", "name=Lina&email=lina%40mill.example&visibility=panel").status, 422);
  EXPECT_EQ(
      Send(base + "/contacts", "name=Lina&email=lina%40mill.example&visibility=panel&consents=yes").status,
      303);
  EXPECT_TRUE(Has(Get(base + "/application").body, "The declaration, signed as it reads today"));
  EXPECT_EQ(Send(base + "/declaration", "signatory=Sok+Dara&accept=values").status, 422);
  std::string accept;
  for (const Statement& statement : Statements()) accept += "&accept=" + std::string(statement.key);
  EXPECT_EQ(Send(base + "/declaration", "signatory=Sok+Dara&title=Director" + accept).status, 303);
  EXPECT_TRUE(Has(Get(base + "/application").body, "Nothing is missing."));
  EXPECT_EQ(Send(base + "/send", "version=" + std::to_string(VersionOf(id))).status, 303);
  {
    const As secretary(cookie_, sela_);
    EXPECT_TRUE(Has(Get("/members?view=applications&text=old+mi").body, "Blue Mill"));
    EXPECT_TRUE(Has(Get("/").body, "1 application to look into"));
    EXPECT_EQ(Send(base + "/act", "act=begin&version=" + std::to_string(VersionOf(id))).status, 303);
    const net::Response early = Send(base + "/act", "act=admit&version=" + std::to_string(VersionOf(id)));
    EXPECT_EQ(early.status, 422);
    EXPECT_TRUE(Has(early.body, "have not been compared"));
    EXPECT_EQ(Send(base + "/screen", "").status, 303);
    std::string answers = "remarks=";
    for (const Question& question : Questions())
      answers += "&answer-" + std::string(question.key) + "=" + std::string(AnswerName(question.good));
    EXPECT_EQ(Send(base + "/verify", "remarks=").status, 422);
    EXPECT_EQ(Send(base + "/verify", answers).status, 303);
    EXPECT_EQ(Send(base + "/flags", "kind=observation&risk=financial&flag_words=").status, 422);
    EXPECT_EQ(Send(base + "/flags", "kind=observation&risk=financial&flag_words=Late+accounts").status, 303);
    EXPECT_TRUE(Has(Get(base + "/diligence").body, "Late accounts"));
    EXPECT_EQ(Send(base + "/act", "act=admit&version=" + std::to_string(VersionOf(id))).status, 303);
  }
  EXPECT_TRUE(Has(Get(base).body, "letter.pdf"));
  EXPECT_TRUE(Get(base + "/letter.pdf").body.starts_with("%PDF"));
  EXPECT_TRUE(Has(Get("/members").body, "Blue Mill"));
  EXPECT_FALSE(Has(Get(base + "/diligence").body, "Late accounts"));
  EXPECT_EQ(Send(base + "/interests", "kind=trade&about_text=A+bank&text=A+loan").status, 303);
  EXPECT_TRUE(Has(Get("/members/interests").body, "A loan"));
  EXPECT_EQ(Send(base + "/public", "show=name&show=since").status, 303);
  EXPECT_EQ(all().public_entries.List(panel_, "", "", 5).value().entries.size(), 1u);
}

TEST_P(EntryTest, TheApiDoesWhatThePagesDo) {
  const auto call = [&](const std::string& method, const std::string& path, const json::value& body) {
    net::Request request = RequestFor(method, path);
    request.headers.Add("Cookie", cookie_);
    request.headers.Add("Content-Type", "application/json");
    request.headers.Add("X-CSRF-Token", AccountToken());
    request.headers.Add("Origin", "https://manumit.example.org");
    request.body = net::Body(json::serialize(body));
    const net::Response response = desk().router().Handle(request);
    EXPECT_LT(response.status, 300) << path << " " << response.body;
    return json::parse(response.body.empty() ? "{}" : response.body);
  };
  std::string id, base;
  {
    const As as(cookie_, mill_);
    id = call("POST", "/api/v1/panels/panel/members", json::object()).at("id").as_string().c_str();
    base = "/api/v1/members/" + id;
    json::object facts{{"name", "Blue Mill"},
                       {"country", "kh"},
                       {"sectors", json::array{"14"}},
                       {"registration", "KH-1"},
                       {"purpose", "We sew"},
                       {"safeguards", "A hotline"},
                       {"version", 0}};
    EXPECT_EQ(call("PUT", base + "/profile", facts).at("version"), 1);
    call("POST", base + "/names", json::object{{"kind", "former"}, {"name", "Old Mill"}});
    call("POST", base + "/people", json::object{{"kind", "head"}, {"name", "Sok Dara"}});
    call("POST", base + "/people",
         json::object{{"kind", "representative"}, {"name", "Lina"}, {"gender", "woman"}});
    call("POST", base + "/contacts", json::object{{"name", "Lina"}, {"email", "lina@mill.example"}});
    const MemberId member = MemberId::FromStore(id);
    Must(all().profiles.SayNoOwners(mill_.actor, member, "noBeneficialOwners"));
    const std::int64_t version = all().profiles.Get(mill_.actor, member).value().profile.version;
    const json::value statements = call("GET", base + "/owners", json::object()).at("statements");
    call("PUT", base + "/owners", json::object{{"version", version}, {"statements", statements}});
    json::array accepted;
    for (const Statement& statement : Statements()) accepted.push_back(json::value(statement.key));
    call("POST", base + "/declaration", json::object{{"signatory", "Sok Dara"}, {"accepted", accepted}});
    call("POST", base + "/acts", json::object{{"act", "submit"}, {"version", VersionOf(member)}});
    call("PUT", base + "/public", json::object{{"public", json::array{"name"}}});
  }
  const As as(cookie_, sela_);
  const MemberId member = MemberId::FromStore(id);
  call("POST", base + "/acts", json::object{{"act", "begin"}, {"version", VersionOf(member)}});
  call("POST", base + "/screen", json::object());
  json::object answers;
  for (const Question& question : Questions()) answers[question.key] = AnswerName(question.good);
  call("POST", base + "/verifications", json::object{{"answers", answers}});
  const json::value admitted =
      call("POST", base + "/acts", json::object{{"act", "admit"}, {"version", VersionOf(member)}});
  EXPECT_EQ(admitted.at("state"), "admitted");
  EXPECT_EQ(admitted.at("verified_by"), "The coalition");
  const json::value list = call("GET", "/api/v1/panels/panel/members?q=old", json::object());
  EXPECT_EQ(list.at("items").as_array().size(), 1u);
  call("PUT", "/api/v1/panels/panel/goals",
       json::object{{"goals", json::array{json::object{
                                  {"dimension", "constituency"}, {"key", "ngo"}, {"least", 1}}}}});
  const json::value balance = call("GET", "/api/v1/panels/panel/balance", json::object());
  EXPECT_EQ(balance.at("missing").at(0).at("key"), "ngo");
  call("POST", base + "/flags", json::object{{"kind", "yellow"}, {"risk", "financial"}, {"words", "Late"}});
  const json::value diligence = call("GET", base + "/diligence", json::object());
  const std::string flag = diligence.at("flags").at(0).at("id").as_string().c_str();
  call("POST", base + "/flags/" + flag, json::object{{"act", "resolve"}, {"version", 0}, {"words", "Filed"}});
  call("PUT", "/api/v1/panels/panel/rules",
       json::object{{"verification_years", 3}, {"term_months", 12}, {"grace_days", 30}, {"version", 0}});
  const json::value declared =
      call("POST", base + "/interests",
           json::object{{"kind", "trade"}, {"about_text", "A bank"}, {"words", "A loan"}});
  call("POST", "/api/v1/panel-interests/" + std::string(declared.at("id").as_string()),
       json::object{{"act", "disclose"}, {"version", 0}, {"words", "Known to all"}});
}

TEST_P(EntryTest, SettingsMakeChaptersAndKeepRules) {
  const As as(cookie_, sela_);
  EXPECT_TRUE(Has(Get("/settings/panel").body, "Advisory panel"));
  EXPECT_EQ(Send("/settings/panel",
                 "name=Korea&slug=UPPER&parent=" + panel_.text() + "&country=kr&host=" + org_.text())
                .status,
            422);
  EXPECT_EQ(Send("/settings/panel",
                 "name=Korea&slug=korea&parent=" + panel_.text() + "&country=kr&host=" + org_.text())
                .status,
            303);
  EXPECT_TRUE(Has(Get("/settings/panel").body, "Chapter of a country"));
  EXPECT_TRUE(Has(Get("/members").body, "panel=korea"));
  EXPECT_EQ(Get("/members?panel=korea").status, 200);
  EXPECT_EQ(
      Send("/settings/panel/rules?panel=korea", "verification_years=99&term_months=1&grace_days=1&version=0")
          .status,
      422);
  EXPECT_EQ(
      Send("/settings/panel/rules?panel=korea", "verification_years=3&term_months=1&grace_days=1&version=0")
          .status,
      303);
  const As other(cookie_, mill_);
  EXPECT_EQ(Get("/settings/panel").status, 403);
}

MANUMIT_ON_BOTH_DATABASES(EntryTest);

}  // namespace
}  // namespace panel::members
