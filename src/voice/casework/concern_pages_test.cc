// The page "Concerns" of a case, as a browser without script uses it.

#include "base/limits_voice.h"
#include "voice/concern_world.h"

namespace voice::testing {
namespace {

class ConcernPages : public ConcernWorld {
 protected:
  void SetUp() override {
    ConcernWorld::SetUp();
    if (::testing::Test::IsSkipped() || HasFatalFailure()) return;
    id_ = NewCase();
    mina_cookie_ = UnlockedCookie(mina_);
  }
  std::string At(const std::string& rest = {}) const { return "/cases/" + id_.text() + "/concerns" + rest; }
  std::string Page() { return Ask("GET", At(), mina_cookie_).body; }
  net::Response Post(const std::string& rest,
                     std::initializer_list<std::pair<std::string, std::string>> fields) {
    return Send(At(rest), mina_cookie_, Form(fields));
  }
  // Of the first box of that name.
  static std::string ValueOf(const std::string& page, const std::string& name) {
    const std::size_t at = page.find("name=\"" + name + "\"");
    if (at == std::string::npos) return "";
    const std::size_t begin = page.rfind('<', at), value = page.find("value=\"", begin) + 7;
    return page.substr(value, page.find('"', value) - value);
  }
  CaseId id_;
  std::string mina_cookie_;
};
MANUMIT_ON_BOTH_DATABASES(ConcernPages);

TEST_P(ConcernPages, SaysWhatToDoFirst) {
  EXPECT_EQ(Ask("GET", At(), mina_.cookie).status, 303);  // locked: unlock first
  EXPECT_TRUE(Has(Page(), "The gate has no key yet"));
  EXPECT_TRUE(Has(Page(), "href=\"/gate\""));
  MakeKey(Good(cheap_->CreateCircle(vera_.actor, "gate", {vera_.person})));
  const std::string page = Page();
  EXPECT_TRUE(Has(page, "You are in no team that has the key"));
  EXPECT_FALSE(Has(page, "/concerns/search"));
  EXPECT_EQ(Ask("GET", At(), UnlockedCookie(hal_)).status, 404);
  // A form that was made up is refused, in words.
  const net::Response refused = Post("/search", {{"name", "Zebra Canning"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_FALSE(Has(refused.body, "Samut Prakan"));
}

TEST_P(ConcernPages, FromTheNameToTheBand) {
  MakeKey();
  EXPECT_TRUE(Has(Page(), "Nothing is confirmed yet"));
  const net::Response none = Post("/search", {{"name", "Zebra"}, {"country", ""}});
  EXPECT_EQ(none.status, 200);
  EXPECT_TRUE(Has(none.body, "Nobody here knows a company of this name."));
  const net::Response found = Post("/search", {{"name", "Zebra Canning"}, {"country", "Thailand"}});
  EXPECT_EQ(found.status, 200);
  EXPECT_TRUE(Has(found.body, "Samut Prakan"));
  EXPECT_FALSE(Has(found.body, "zebra-1"));  // no id, so not how many organisations have it
  EXPECT_EQ(ValueOf(found.body, "country"), "th");
  const std::string key = KeyOf("Zebra Canning", "th");
  EXPECT_TRUE(Has(found.body, key));

  EXPECT_EQ(Post("/confirm", {{"name", "Zebra Canning"}, {"country", "th"}, {"party", key}}).status, 422);
  EXPECT_EQ(Post("/confirm", {{"name", "Zebra Canning"}, {"country", "th"}, {"category", "other"}}).status,
            422);
  const net::Response done =
      Post("/confirm",
           {{"name", "Zebra Canning"}, {"country", "th"}, {"party", key}, {"category", "debt_bondage"}});
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(done.headers.Get("Location"), At());
  EXPECT_FALSE(Has(std::string(done.headers.Get("Set-Cookie")), "Zebra"));
  const std::string page = Page();
  EXPECT_TRUE(Has(page, "Zebra Canning"));
  EXPECT_TRUE(Has(page, "Debt bondage"));
  EXPECT_TRUE(Has(page, "Counts in 2025Q4"));
  EXPECT_TRUE(
      Has(Ask("GET", "/cases/" + id_.text(), mina_cookie_).body, "Concern confirmed about Zebra Canning"));

  EXPECT_EQ(Post("/take-back", {{"concern", ValueOf(page, "concern")}}).status, 303);
  EXPECT_TRUE(Has(Page(), "Taken back"));
  Good(Confirm(mina_, id_, "Okapi Weaving", "kr"));
  CloseQuarter();
  const NamingId counted = BookOf(id_).namings.back().id;
  ExpectCode(TakeBack(mina_, id_, counted), base::Code::kConflict);
}

TEST_P(ConcernPages, KeptNames) {
  MakeKey();
  EXPECT_EQ(Post("/keep", {{"name", "Quick <Placement>"}, {"country", "np"}}).status, 303);
  EXPECT_TRUE(Has(Page(), "Quick &lt;Placement&gt;"));
  EXPECT_TRUE(Has(Page(), "Not known yet"));
  companies_.push_back({"quick", "Quick <Placement>", "np", ""});
  EXPECT_TRUE(Has(Page(), "Known now"));
  EXPECT_EQ(Post("/forget", {{"name", "Quick <Placement>"}, {"country", "np"}}).status, 303);
  EXPECT_FALSE(Has(Page(), "Names to look for again"));
  EXPECT_EQ(Post("/search", {{"name", "Quick"}, {"country", "Nowhere"}}).status, 422);
}

TEST_P(ConcernPages, LinkedCases) {  // kMaxOfferedCases
  MakeKey();
  const CaseId other = NewCase();
  EXPECT_TRUE(Has(Page(), other.text()));
  EXPECT_EQ(Post("/link", {{"case", other.text()}}).status, 303);
  EXPECT_TRUE(Has(Page(), "/cases/" + other.text() + "/concerns"));
  EXPECT_TRUE(Has(Page(), "This case is another person"));
  EXPECT_EQ(Post("/unlink", {}).status, 303);
  EXPECT_FALSE(Has(Page(), "/cases/" + other.text() + "/concerns"));
  const auto offered = [&] {
    const std::string page = Page();
    const std::size_t from = page.find("name=\"case\"");
    std::size_t count = 0;
    for (std::size_t at = page.find("<option", from);
         at != std::string::npos && at < page.find("</select", from); at = page.find("<option", at + 1))
      ++count;
    return count;
  };
  EXPECT_EQ(offered(), 1U);
  for (std::size_t i = 0; i < base::kMaxOfferedCases; ++i) NewCase();
  EXPECT_LE(offered(), base::kMaxOfferedCases);
  EXPECT_GE(offered(), base::kMaxOfferedCases - 1);
}

}  // namespace
}  // namespace voice::testing
