// Feed links: whose they are, what they show, and that nobody else learns anything.

#include "panel/common/walk_states.h"
#include "panel/invitations/invitations_world.h"

namespace panel {
namespace {

using invitations::FeedAct;
using invitations::FeedId;
using invitations::Feeds;
using invitations::FeedScope;
using invitations::FeedState;
using testing::ExpectCode;
using testing::Good;
using testing::Has;

class CalendarFeeds : public testing::InvitationsTest {
 protected:
  calendar::Calendar Shown(const std::string& token) {
    const auto text = i_->feeds.Read(token);
    EXPECT_TRUE(text) << (text ? "" : text.error().external);
    return Good(calendar::ReadCalendar(text ? *text : std::string()));
  }
  net::Response Fetch(const std::string& token, const std::string& tag = {}) {
    net::Request request = RequestFor("GET", "/calendar/feed/" + token);
    if (!tag.empty()) request.headers.Set("If-None-Match", tag);
    return desk().router().Handle(request);
  }
};
MANUMIT_ON_BOTH_DATABASES(CalendarFeeds);

TEST_P(CalendarFeeds, ShowWhatTheirPersonMaySee) {
  const PanelSessionId mine = Announced();
  const PanelSessionId open = Make(sela_, SessionAudience::kMembers, "Open to members");
  Do(sela_, open, {SessionAct::kAnnounce});
  const PanelSessionId draft = Make(sela_, SessionAudience::kMembers, "A draft");
  Invite(draft, "mill");
  const Feeds::Made own = Good(i_->feeds.Make(mill_.actor, "phone", FeedScope::kMine));
  const Feeds::Made all = Good(i_->feeds.Make(mill_.actor, "desk", FeedScope::kAll));
  EXPECT_GE(own.token.size(), 32u);
  const auto calendar = Shown(own.token);
  EXPECT_EQ(calendar.method, calendar::Method::kPublish);
  ASSERT_EQ(calendar.events.size(), 1u);
  EXPECT_EQ(calendar.events[0].summary, "Fees");
  EXPECT_EQ(calendar.events[0].attendees.size(), 0u);
  EXPECT_EQ(Shown(all.token + ".ics").events.size(), 2u) << "no draft";
  Run();
  EXPECT_NE(Entry(mine, mill_)->sent.events[0].uid, calendar.events[0].uid)
      << "whoever has the feed answers nothing";
  Do(sela_, mine, {SessionAct::kCancel});
  EXPECT_EQ(Shown(own.token).events[0].status, calendar::Status::kCancelled);
}

TEST_P(CalendarFeeds, OfClosedSessionsShowThatSheIsBusyAndToNobodyElseAnything) {
  GiveKeys(sela_);
  GiveKeys(mill_);
  const Feeds::Made mill = Good(i_->feeds.Make(mill_.actor, "phone", FeedScope::kAll));
  const Feeds::Made ngo = Good(i_->feeds.Make(ngo_.actor, "phone", FeedScope::kAll));
  const std::string before = Good(i_->feeds.Read(ngo.token));
  const PanelSessionId id = Make(sela_, SessionAudience::kClosed, "Hiddenword");
  Invite(id, "mill", &sela_);
  Do(sela_, id, {SessionAct::kAnnounce});
  const std::string text = Good(i_->feeds.Read(mill.token));
  EXPECT_TRUE(Has(text, "SUMMARY:Busy"));
  EXPECT_TRUE(Has(text, "CLASS:PRIVATE"));
  for (const char* word : {"Hiddenword", "LOCATION", "DESCRIPTION", "URL", "CONFERENCE"})
    EXPECT_FALSE(Has(text, word)) << text;
  EXPECT_FALSE(Has(text, id.text()));
  EXPECT_EQ(Good(i_->feeds.Read(ngo.token)), before);
  Good(s_->participation.Answer(mill_.actor, id, ParticipantAct::kExcuse, AttendanceMode::kNone));
  EXPECT_FALSE(Has(Good(i_->feeds.Read(mill.token)), "Busy"));
}

TEST_P(CalendarFeeds, AreServedWithATagAndTheSameAnswerForWhatIsNot) {
  Announced();
  const Feeds::Made made = Good(i_->feeds.Make(mill_.actor, "phone", FeedScope::kMine));
  const net::Response first = Fetch(made.token + ".ics");
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.headers.Get("Content-Type"), "text/calendar; charset=utf-8");
  const std::string tag(first.headers.Get("ETag"));
  EXPECT_EQ(Fetch(made.token, tag).status, 304);
  clock_->Advance(2 * base::kHourMs);
  EXPECT_EQ(std::string(Fetch(made.token).headers.Get("ETag")), tag) << "nothing changed";
  EXPECT_EQ(i_->feeds.Of(mill_.actor)->at(0).used->ms % base::kHourMs, 0);
  const net::Response unknown = Fetch(std::string(made.token[0] == 'x' ? "y" : "x") + made.token.substr(1));
  EXPECT_EQ(unknown.status, 404);
  Good(i_->feeds.Act(mill_.actor, made.id, FeedAct::kRevoke));
  const net::Response revoked = Fetch(made.token);
  EXPECT_EQ(revoked.status, 404);
  EXPECT_EQ(revoked.body, unknown.body);
  const Feeds::Made other = Good(i_->feeds.Make(mill_.actor, "tablet", FeedScope::kMine));
  desk::Actor system = system_;
  system.org = mill_.org;
  Good(desk().people().SetRoles(system, mill_.org, mill_.person, {}));
  EXPECT_EQ(Fetch(other.token).status, 404) << "she may see sessions no more";
  const auto stored = Good(desk().database().Read([&](db::Transaction& tx) {
    return tx.QueryOne("SELECT count(*) FROM panel_calendar_feed WHERE token_hash = $1", {other.token});
  }));
  EXPECT_EQ(stored->Int(0), 0) << "only its hash is stored";
}

TEST_P(CalendarFeeds, BelongToOnePersonInOneOrganisation) {
  const Feeds::Made made = Good(i_->feeds.Make(mill_.actor, "phone", FeedScope::kMine));
  EXPECT_EQ(i_->feeds.Of(mill_.actor)->size(), 1u);
  EXPECT_EQ(i_->feeds.Of(union_.actor)->size(), 0u);
  ExpectCode(i_->feeds.Act(union_.actor, made.id, FeedAct::kRevoke), base::Code::kNotFound);
  desk::Actor elsewhere = mill_.actor;
  elsewhere.org = union_.org;
  ExpectCode(i_->feeds.Act(elsewhere, made.id, FeedAct::kRevoke), base::Code::kNotFound);
  desk::Actor key = mill_.actor;
  key.person = {};
  ExpectCode(i_->feeds.Make(key, "robot", FeedScope::kMine), base::Code::kForbidden);
  ExpectCode(i_->feeds.Make(mill_.actor, " ", FeedScope::kMine), base::Code::kInvalid);
}

TEST_P(CalendarFeeds, OnThePageAndByTheApi) {
  const As as(cookie_, mill_);
  EXPECT_TRUE(Has(Get("/sessions/calendar").body, "No feed links"));
  const std::string made = Send("/sessions/calendar", "do=make&name=My+phone&scope=mine").body;
  const std::size_t at = made.find("/calendar/feed/");
  ASSERT_NE(at, std::string::npos);
  const std::string token = made.substr(at + 15, made.find(".ics", at) - at - 15);
  EXPECT_EQ(Fetch(token).status, 200);
  const std::string page = Get("/sessions/calendar").body;
  EXPECT_TRUE(Has(page, "My phone"));
  EXPECT_FALSE(Has(page, token)) << "shown once";
  EXPECT_EQ(Send("/sessions/calendar", "do=make&name=&scope=mine").status, 422);
  EXPECT_EQ(Send("/sessions/calendar", "do=address&address=x%40mill.example").status, 404)
      << "the secretariat sets the address";
  const std::string json = Get("/api/v1/calendar/feeds").body;
  EXPECT_TRUE(Has(json, R"("name":"My phone","scope":"mine","state":"live")")) << json;
  const FeedId id = i_->feeds.Of(mill_.actor)->at(0).id;
  EXPECT_EQ(Send("/sessions/calendar", "do=revoke&feed=" + id.text()).status, 303);
  EXPECT_EQ(Fetch(token).status, 404);
}

TEST_P(CalendarFeeds, EveryStepOfALink) {
  const auto state_of = [&](const FeedId& id) {
    for (const invitations::Feed& feed : Good(i_->feeds.Of(mill_.actor)))
      if (feed.id == id) return feed.state;
    return FeedState::kCount;
  };
  const auto act = [&](const FeedId& id, FeedAct tried) {
    return i_->feeds.Act(mill_.actor, id, tried, "another name");
  };
  const auto make = [&](FeedState state) {
    const FeedId id = Good(i_->feeds.Make(mill_.actor, "phone", FeedScope::kMine)).id;
    if (state == FeedState::kRevoked) Good(act(id, FeedAct::kRevoke));
    return id;
  };
  constexpr FeedState kStates[] = {FeedState::kLive, FeedState::kRevoked};
  constexpr FeedAct kActs[] = {FeedAct::kRename, FeedAct::kRevoke};
  testing::WalkStates<FeedId, FeedState, FeedAct>(invitations::FeedSteps(), kStates, kActs, make, act,
                                                  state_of);
}

}  // namespace
}  // namespace panel
