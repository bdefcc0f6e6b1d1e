#include "screening/console/console_world.h"

namespace screening::testing {
namespace {

class PartyPagesTest : public ConsoleTest {
 protected:
  std::string Add(const std::string& fields) { return LocationOf(Send("/parties/new", fields)); }
};
MANUMIT_ON_BOTH_DATABASES(PartyPagesTest);

TEST_P(PartyPagesTest, AnEmptyListSaysWhatToDo) {
  const std::string page = Get("/parties").body;
  EXPECT_TRUE(Has(page, "No parties yet")) << page;
  EXPECT_TRUE(Has(page, "href=\"/imports/new\""));
  EXPECT_TRUE(Has(Get("/parties?country=vn").body, "No party fits"));
}

TEST_P(PartyPagesTest, AddsOneByHandAndShowsIt) {
  const std::string href = Add(
      "name=%E6%99%A8%E6%B8%AF%E7%BA%BA%E7%BB%87%E6%9C%89%E9%99%90%E5%85%AC%E5%8F%B8&other_names=Harbour+"
      "Bright+Textile&"
      "schema=Company&country=China&registration=9133-01&number=4711&tags=yarn,%20tier%202&spend=120%20000");
  ASSERT_TRUE(href.starts_with("/parties/")) << href;
  RunJobs();
  const std::string profile = Get(href).body;
  EXPECT_TRUE(Has(profile, "<h1><bdi lang=\"und-Hani\">晨港纺织有限公司</bdi></h1>")) << profile;
  EXPECT_TRUE(Has(profile, "Harbour Bright Textile Co., Ltd."));  // of the alert
  EXPECT_TRUE(Has(profile, "href=\"/alerts/"));
  EXPECT_TRUE(Has(profile, "120,000"));
  EXPECT_TRUE(Has(profile, "Entered by hand"));
  EXPECT_TRUE(Has(profile, "1 open alert"));
  const std::string list = Get("/parties?text=harbour&country=cn&tag=yarn").body;
  EXPECT_TRUE(Has(list, href)) << list;
  EXPECT_TRUE(Has(list, href + "#alerts"));
  EXPECT_TRUE(Has(Get("/parties?tag=cotton").body, "No party fits"));
}

TEST_P(PartyPagesTest, ErrorsStandAtTheirFieldsAndNothingTypedIsLost) {
  const net::Response response =
      Send("/parties/new",
           "name=Blue+Mill&country=Vietnm&date=31.02.2026&spend=much&number=77&other_names=Mill+Blue");
  EXPECT_EQ(response.status, 422);
  EXPECT_TRUE(Has(response.body, "href=\"#country\"")) << response.body;
  EXPECT_TRUE(Has(response.body, "id=\"country-err\""));
  EXPECT_TRUE(Has(response.body, "id=\"date-err\""));
  EXPECT_TRUE(Has(response.body, "id=\"spend-err\""));
  EXPECT_EQ(FieldOn(response.body, "country"), "Vietnm");
  EXPECT_EQ(FieldOn(response.body, "number"), "77");
  EXPECT_TRUE(Has(response.body, "Mill Blue</textarea>"));
  const net::Response nameless = Send("/parties/new", "name=+&country=vn");
  EXPECT_EQ(nameless.status, 422);
  EXPECT_TRUE(Has(nameless.body, "id=\"name-err\""));
  EXPECT_TRUE(Has(Get("/parties").body, "No parties yet"));
}

TEST_P(PartyPagesTest, TheSameNumberTwiceIsAnErrorAndChangesNothing) {
  const std::string href = Add("name=Blue+Mill&schema=Company&number=77");
  const net::Response again = Send("/parties/new", "name=Red+Mill&schema=Company&number=77");
  EXPECT_EQ(again.status, 422);
  EXPECT_TRUE(Has(again.body, "id=\"number-err\"")) << again.body;
  EXPECT_TRUE(Has(Get(href).body, "<h1>Blue Mill</h1>"));
}

TEST_P(PartyPagesTest, SavingWithoutAChangeChangesNothing) {
  entity::Entity entity;
  entity.schema = entity::schema::Company();
  entity.Add(entity::prop::Name(), "한빛섬유");
  entity.Add(entity::prop::Name(), "Hanbit Textile");
  entity.Add(entity::PropertyNamed("email"), "office@hanbit.example");
  entity.caption = "Hanbit Textile";
  const PartyId id = services().parties.Put(system_, org_, entity, {.number = "9"}).value().id;
  const std::string edit = "/parties/" + id.text() + "/edit";
  const std::string form = Get(edit).body;
  EXPECT_TRUE(Has(form, "한빛섬유"));
  const Party before = services().parties.Get(org_, id).value();
  const net::Response saved =
      Send(edit, "version=" + FieldOn(form, "version") + "&name=" + net::UrlEncode(FieldOn(form, "name")) +
                     "&other_names=%ED%95%9C%EB%B9%9B%EC%84%AC%EC%9C%A0%0D%0A&schema=Company&number=9");
  EXPECT_EQ(saved.status, 303) << saved.body;
  const Party after = services().parties.Get(org_, id).value();
  EXPECT_EQ(after.version, before.version);
  EXPECT_EQ(after.content_hash, before.content_hash);
}

TEST_P(PartyPagesTest, ACorrectionKeepsWhatTheFormDoesNotShow) {
  entity::Entity entity;
  entity.schema = entity::schema::Company();
  entity.Add(entity::prop::Name(), "Hanbit Textile");
  entity.Add(entity::PropertyNamed("email"), "office@hanbit.example");
  entity.caption = "Hanbit Textile";
  const PartyId id =
      services().parties.Put(system_, org_, entity, {.number = "9", .source = "Suppliers"}).value().id;
  const std::string edit = "/parties/" + id.text() + "/edit";
  const std::string version = FieldOn(Get(edit).body, "version");
  EXPECT_EQ(
      Send(edit, "version=" + version + "&name=Hanbit+Textile&schema=Company&number=9&country=kr").status,
      303);
  const Party after = services().parties.Get(org_, id).value();
  EXPECT_EQ(after.country, "kr");
  EXPECT_EQ(after.source, "Suppliers");
  EXPECT_EQ(after.entity.First(entity::PropertyNamed("email")), "office@hanbit.example");
  // Who still edits the former version is told, keeps what was typed, and may save then.
  const net::Response late =
      Send(edit, "version=" + version + "&name=Hanbit+Fabrics&schema=Company&number=9");
  EXPECT_EQ(late.status, 422);
  EXPECT_EQ(FieldOn(late.body, "name"), "Hanbit Fabrics");
  EXPECT_EQ(FieldOn(late.body, "version"), std::to_string(after.version));
  EXPECT_EQ(services().parties.Get(org_, id).value().entity.caption, "Hanbit Textile");
}

TEST_P(PartyPagesTest, NamesNeverBecomeMarkup) {
  const std::string href = Add("name=%3Cscript%3Ealert(1)%3C%2Fscript%3E+%26+Co&schema=Company&tags=%3Cb%3E");
  for (const std::string& page :
       {Get(href).body, Get("/parties").body, Get("/search?q=script").body, Get(href + "/edit").body}) {
    EXPECT_FALSE(Has(page, "<script>")) << page;
    EXPECT_TRUE(Has(page, "&lt;script&gt;"));
  }
}

TEST_P(PartyPagesTest, RemovedPartiesLeaveTheListAndKeepTheirPage) {
  const std::string href = Add("name=Harbour+Bright+Textile&schema=Company&country=cn");
  RunJobs();
  EXPECT_EQ(LocationOf(Send(href + "/remove", "version=" + FieldOn(Get(href).body, "version"))), href);
  EXPECT_FALSE(Has(Get("/parties").body, href + "\""));
  EXPECT_TRUE(Has(Get("/parties?removed=yes").body, href));
  const std::string profile = Get(href).body;
  EXPECT_TRUE(Has(profile, "Withdrawn")) << profile;
  EXPECT_FALSE(Has(profile, "/remove\""));
  EXPECT_EQ(Get(href + "/edit").status, 409);
}

TEST_P(PartyPagesTest, ComparesAgainAndSaysSo) {
  const std::string href = Add("name=Blue+Mill&schema=Company");
  EXPECT_EQ(LocationOf(Send(href + "/screen", "")), href);
  EXPECT_TRUE(Has(Get(href).body, "waits for its screening"));
  RunJobs();
  EXPECT_TRUE(Has(Get(href).body, "Other lists, owners and working conditions were not looked at"));
}

TEST_P(PartyPagesTest, PagesOfManyParties) {
  for (int i = 0; i < 60; ++i) {
    entity::Entity entity;
    entity.schema = entity::schema::Company();
    entity.Add(entity::prop::Name(), "Mill " + std::to_string(1000 + i));
    ASSERT_TRUE(services().parties.Put(system_, org_, entity, {}));
  }
  const std::string first = Get("/parties").body;
  EXPECT_TRUE(Has(first, "Mill 1049"));
  EXPECT_FALSE(Has(first, "Mill 1050"));
  const std::size_t at = first.find("/parties?cursor=");
  ASSERT_NE(at, std::string::npos);
  const std::string second = Get(first.substr(at, first.find('"', at) - at)).body;
  EXPECT_TRUE(Has(second, "Mill 1050"));
  EXPECT_TRUE(Has(second, "<a href=\"/parties\">First</a>")) << second;
  EXPECT_EQ(Get("/parties?cursor=AAAA").status, 400);
}

TEST_P(PartyPagesTest, SearchFindsPartiesAlertsAndLists) {
  const std::string href =
      Add("name=%E6%99%A8%E6%B8%AF%E7%BA%BA%E7%BB%87%E6%9C%89%E9%99%90%E5%85%AC%E5%8F%B8&schema=Company&"
          "country=cn");
  RunJobs();
  const std::string found = Get("/search?q=%E6%99%A8%E6%B8%AF").body;
  EXPECT_TRUE(Has(found, href)) << found;
  EXPECT_TRUE(Has(found, "href=\"/alerts/"));
  EXPECT_TRUE(Has(Get("/search?q=made").body, "href=\"/lists/made_up\""));
  EXPECT_TRUE(Has(Get("/search?q=zzzz").body, "Nothing found"));
  EXPECT_EQ(Get("/search").status, 200);
}

// What a list of goods names for the country and the product: a question, no alert, no score.
TEST_P(PartyPagesTest, GoodsOfItsCountryAreAskedAbout) {
  const std::string path = folder_ + "/goods.csv";
  ASSERT_TRUE(files::WriteFile(
      path, "Country/Area,Good,Child Labor,Forced Labor\nVietnam,Garments,X,X\nBenin,Cotton,X,\n"));
  ASSERT_TRUE(WatchListsOf(desk()).ImportPath(system_, "tvpra", path));
  const std::string href =
      Add("name=Blue+Mill&schema=Company&country=vn&products=%C3%A1o+thun%0D%0Arubber+boots&number=9");
  ASSERT_TRUE(href.starts_with("/parties/")) << href;
  RunJobs();
  const std::string profile = Get(href).body;
  EXPECT_TRUE(Has(profile, "Goods to ask about")) << profile;
  EXPECT_TRUE(Has(profile, "Garments"));
  EXPECT_TRUE(Has(profile, "tvpra"));
  EXPECT_FALSE(Has(profile, "Cotton"));
  EXPECT_TRUE(Has(profile, "No alert"));
  const net::Response api = Get("/api/v1" + href + "/goods");
  EXPECT_EQ(api.status, 200);
  EXPECT_TRUE(Has(api.body, R"("commodity":"Garments","country":"vn")")) << api.body;
  EXPECT_TRUE(Has(api.body, R"("product":"áo thun")"));
  // The list of parties finds it, for people and for programs.
  const std::string listed = Get("/parties").body;
  EXPECT_TRUE(Has(listed, "1 party supplies goods that a list names for its country.")) << listed;
  EXPECT_TRUE(Has(listed, "href=\"/parties?goods=yes\""));
  EXPECT_TRUE(Has(listed, "href=\"" + href + "#goods\""));
  EXPECT_TRUE(Has(Get("/parties?goods=yes").body, href));
  EXPECT_TRUE(Has(Get("/parties?goods=yes&country=be").body, "No party fits"));
  EXPECT_TRUE(Has(Get("/api/v1/parties?goods=true").body, R"("goods":1)"));
  // The form keeps what was typed, and saving without a change changes nothing.
  EXPECT_TRUE(Has(Get(href + "/edit").body, "áo thun\nrubber boots</textarea>"));
  // Another country, or no product: nothing to ask.
  EXPECT_FALSE(Has(Get(Add("name=Red+Mill&schema=Company&country=be&products=garments&number=10")).body,
                   "Goods to ask about"));
  EXPECT_FALSE(
      Has(Get(Add("name=Green+Mill&schema=Company&country=vn&number=11")).body, "Goods to ask about"));
  RunJobs();
  const std::string goods = Get("/parties?goods=yes").body;
  EXPECT_TRUE(Has(goods, "Blue Mill"));
  EXPECT_FALSE(Has(goods, "Red Mill"));
  EXPECT_FALSE(Has(goods, "Green Mill"));
  // A list that is withdrawn names nothing any more.
  ASSERT_TRUE(WatchListsOf(desk()).Withdraw(system_, "tvpra"));
  RunJobs();
  EXPECT_TRUE(Has(Get("/parties?goods=yes").body, "No party fits"));
  EXPECT_FALSE(Has(Get("/parties").body, "supplies goods"));
}

}  // namespace
}  // namespace screening::testing
