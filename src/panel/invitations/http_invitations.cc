// Answers, proposals, days and feed links as JSON.

#include <boost/json.hpp>

#include "desk/tr.h"
#include "desk/web/api.h"
#include "panel/invitations/faces.h"
#include "panel/sessions/http_json.h"

namespace panel::invitations {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::string_view kObject = R"({"type":"object"})";
constexpr std::string_view kDo =
    R"({"type":"object","required":["do"],"properties":{"do":{"type":"string"}}})";
constexpr std::string_view kDayDo =
    R"({"type":"object","required":["do","version"],"properties":{"do":{"type":"string","enum":["move","cancel","restore"]},"version":{"type":"integer"},"starts":{"type":"string"},"ends":{"type":"string"}}})";

net::Response Done() {
  net::Response response;
  response.status = 204;
  return response;
}

json::value TimeOr(const std::optional<base::UtcTime>& time) {
  return time ? json::value(base::FormatTime(*time)) : json::value(nullptr);
}

json::object RowJson(const AnswerRow& row, const SessionNames& names) {
  json::array days;
  for (const auto& [starts, answer] : row.days)
    days.push_back(
        json::object{{"starts", base::FormatTime(starts)}, {"answer", calendar::AnswerName(answer)}});
  return {{"person", row.person.text()},
          {"name", names.Person(row.person)},
          {"answer", InvitationStateName(row.state)},
          {"answered", TimeOr(row.answered)},
          {"comment", row.comment},
          {"days", std::move(days)}};
}

json::object ProposalJson(const OpenProposal& one) {
  return {{"id", one.proposal.id.text()},
          {"person", one.proposal.person.text()},
          {"name", one.name},
          {"day", TimeOr(one.proposal.day)},
          {"starts", base::FormatTime(one.proposal.starts)},
          {"ends", base::FormatTime(one.proposal.ends)},
          {"comment", WordOf(one.words, "comment")},
          {"place", WordOf(one.words, "place")},
          {"state", ProposalStateName(one.proposal.state)},
          {"made", base::FormatTime(one.proposal.made)},
          {"decided", TimeOr(one.proposal.decided)}};
}

class InvitationApi {
 public:
  explicit InvitationApi(InvitationServices& services) : services_(services) {}

  // To chairs: who answered what.
  base::Result<net::Response> Answers(Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const auto reader = TRY(ReaderOf(services_.sessions, context));
    const auto read = [&](db::Transaction& tx) -> base::Result<json::object> {
      const PanelSession session = TRY(services_.access.MustChair(tx, context.actor(), id));
      const AnswerView view = TRY(AnswersOf(tx, services_, session, Pointer(reader)));
      const SessionNames names = TRY(ReadNames(tx, id));
      json::array items;
      for (const AnswerRow& row : view.rows) items.push_back(RowJson(row, names));
      json::array proposals;
      for (const OpenProposal& one : TRY(services_.proposals.Of(tx, context.actor(), id, Pointer(reader))))
        proposals.push_back(ProposalJson(one));
      return json::object{{"accepted", view.count.accepted}, {"tentative", view.count.tentative},
                          {"declined", view.count.declined}, {"no_answer", view.count.asked},
                          {"items", std::move(items)},       {"proposals", std::move(proposals)}};
    };
    return desk::JsonWithETag(context, TRY(services_.desk.database().Read(read)));
  }

  base::Result<net::Response> Decide(Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const ProposalId proposal = TRY(ProposalId::Parse(context.Path("proposal")));
    const JsonFields fields = TRY(JsonFields::Read(context));
    const auto act = ProposalActNamed(fields.Text("do"));
    if (!act) return base::Invalid(desk::tr("There is no such step."));
    TRY(services_.proposals.Decide(context.actor(), id, proposal, *act));
    return Done();
  }

  base::Result<net::Response> Days(Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const auto read = [&](db::Transaction& tx) -> base::Result<json::object> {
      const PanelSession session = TRY(services_.access.MustSee(tx, context.actor(), id));
      json::array items;
      for (const SessionDay& day : TRY(services_.days.Of(tx, session)))
        items.push_back(json::object{{"day", base::FormatTime(day.planned)},
                                     {"state", DayStateName(day.state)},
                                     {"starts", base::FormatTime(day.starts)},
                                     {"ends", base::FormatTime(day.ends)}});
      return json::object{{"items", std::move(items)}, {"version", session.version}};
    };
    return desk::JsonWithETag(context, TRY(services_.desk.database().Read(read)));
  }

  base::Result<net::Response> ActOnDay(Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const base::UtcTime day = TRY(base::ParseTime(context.Path("day")));
    const JsonFields fields = TRY(JsonFields::Read(context));
    const auto act = DayActNamed(fields.Text("do"));
    if (!act) return base::Invalid(desk::tr("There is no such step."));
    base::UtcTime starts;
    base::UtcTime ends;
    if (*act == DayAct::kMove) {
      starts = TRY(base::ParseTime(fields.Text("starts")));
      ends = TRY(base::ParseTime(fields.Text("ends")));
    }
    TRY(services_.days.Act(context.actor(), id, day, *act, starts, ends,
                           fields.Number("version").value_or(-1)));
    return Done();
  }

  base::Result<net::Response> Feeds(Context& context) const {
    json::array items;
    for (const Feed& feed : TRY(services_.feeds.Of(context.actor())))
      items.push_back(json::object{{"id", feed.id.text()},
                                   {"name", feed.name},
                                   {"scope", FeedScopeName(feed.scope)},
                                   {"state", FeedStateName(feed.state)},
                                   {"made", base::FormatTime(feed.made)},
                                   {"used", TimeOr(feed.used)}});
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}});
  }

  base::Result<net::Response> MakeFeed(Context& context) const {
    const JsonFields fields = TRY(JsonFields::Read(context));
    const auto scope = FeedScopeNamed(fields.Text("scope").empty() ? "mine" : fields.Text("scope"));
    if (!scope) return base::Invalid(desk::tr("Choose one of the list."));
    const auto made = TRY(services_.feeds.Make(context.actor(), fields.Text("name"), *scope));
    return desk::JsonResponse(
        json::object{{"id", made.id.text()}, {"address", services_.feeds.AddressOf(made.token)}}, 201);
  }

  base::Result<net::Response> ActOnFeed(Context& context) const {
    const FeedId id = TRY(FeedId::Parse(context.Path("feed")));
    const JsonFields fields = TRY(JsonFields::Read(context));
    const auto act = FeedActNamed(fields.Text("do"));
    if (!act) return base::Invalid(desk::tr("There is no such step."));
    TRY(services_.feeds.Act(context.actor(), id, *act, fields.Text("name")));
    return Done();
  }

  base::Result<net::Response> Address(Context& context) const {
    const Panel panel = TRY(services_.sessions.panel.panels.Root());
    const auto read = [&](db::Transaction& tx) -> base::Result<std::string> {
      TRY(services_.sessions.panel.panels.MustHost(tx, context.actor(), panel.id));
      return services_.addresses.Of(tx, panel.id);
    };
    return desk::JsonWithETag(context, json::object{{"address", TRY(services_.desk.database().Read(read))}});
  }

  base::Result<net::Response> SetAddress(Context& context) const {
    const JsonFields fields = TRY(JsonFields::Read(context));
    const Panel panel = TRY(services_.sessions.panel.panels.Root());
    TRY(services_.addresses.Set(context.actor(), panel.id, fields.Text("address")));
    return Done();
  }

 private:
  InvitationServices& services_;
};

}  // namespace

void AddInvitationApi(InvitationServices& services) {
  const auto api = std::make_shared<InvitationApi>(services);
  using Call = base::Result<net::Response> (InvitationApi::*)(Context&) const;
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       desk::ApiDoc doc, Call call) {
    doc.tag = "sessions";
    services.desk.router().Add(
        {.method = method,
         .pattern = pattern,
         .permission = permission,
         .handler = [api, call](Context& context) { return (api.get()->*call)(context); },
         .face = desk::Face::kApi,
         .doc = std::move(doc)});
  };
  add("GET", "/api/v1/sessions/{id}/invitations", Permission::kPanelRead,
      {.summary = "What those invited answered, and other times that they proposed",
       .response_schema = kObject},
      &InvitationApi::Answers);
  add("POST", "/api/v1/sessions/{id}/proposals/{proposal}", Permission::kPanelTakePart,
      {.summary = "Accept another time that was proposed, or decline it",
       .request_schema = kDo,
       .success = 204},
      &InvitationApi::Decide);
  add("GET", "/api/v1/sessions/{id}/days", Permission::kPanelRead,
      {.summary = "The days of a session of several days", .response_schema = kObject}, &InvitationApi::Days);
  add("POST", "/api/v1/sessions/{id}/days/{day}", Permission::kPanelTakePart,
      {.summary = "Move or cancel one day, or put it back", .request_schema = kDayDo, .success = 204},
      &InvitationApi::ActOnDay);
  add("GET", "/api/v1/calendar/feeds", Permission::kPanelRead,
      {.summary = "The caller's feed links", .response_schema = kObject}, &InvitationApi::Feeds);
  add("POST", "/api/v1/calendar/feeds", Permission::kPanelRead,
      {.summary = "Make a feed link; its address is shown once",
       .request_schema = kObject,
       .response_schema = kObject,
       .success = 201},
      &InvitationApi::MakeFeed);
  add("POST", "/api/v1/calendar/feeds/{feed}", Permission::kPanelRead,
      {.summary = "Rename a feed link, or revoke it", .request_schema = kDo, .success = 204},
      &InvitationApi::ActOnFeed);
  add("GET", "/api/v1/calendar/address", Permission::kPanelManage,
      {.summary = "The panel's address for answers to invitations", .response_schema = kObject},
      &InvitationApi::Address);
  add("PUT", "/api/v1/calendar/address", Permission::kPanelManage,
      {.summary = "Set the panel's address for answers to invitations",
       .request_schema = kObject,
       .success = 204},
      &InvitationApi::SetAddress);
}

}  // namespace panel::invitations
