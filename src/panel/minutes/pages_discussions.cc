// /discussions: moderated rounds.

#include <fmt/format.h>

#include "base/limits_panel.h"
#include "desk/desk.h"
#include "desk/tr.h"
#include "html/names.h"
#include "panel/common/nav.h"
#include "panel/minutes/blocks.h"
#include "panel/minutes/faces.h"
#include "panel/minutes/new_thing.h"
#include "panel/minutes/people_lookup.h"
#include "panel/minutes/view.h"

namespace panel {
namespace {

using desk::Context;
using desk::Permission;
using html::El;
using html::Html;
using html::Join;

constexpr std::int64_t kRowsAPage = 25;

std::string HrefOf(const DiscussionId& id) {
  return "/discussions/" + id.text();
}

struct RoundView {
  Round round;
  std::vector<Post> posts;
  std::vector<std::pair<std::string, std::string>> names;  // of each post: person, organisation
};
struct OneDiscussion {
  Discussion discussion;
  bool moderates = false;
  bool posts = false;
  std::vector<RoundView> rounds;
};

Html RoundBadge(const html::Locale& locale, RoundState state) {
  switch (state) {
    case RoundState::kClosed:
      return html::Badge(html::Mark::kPlain, locale.tr("Closed, to be summed up"));
    case RoundState::kSummarised:
      return html::Badge(html::Mark::kOk, locale.tr("Summed up"));
    case RoundState::kOpen:
    case RoundState::kCount:
      break;
  }
  return html::Badge(html::Mark::kAct, locale.tr("Open"));
}

Html PostBadge(const html::Locale& locale, PostState state) {
  switch (state) {
    case PostState::kHeld:
      return html::Badge(html::Mark::kAct, locale.tr("Waits for a moderator"));
    case PostState::kRefused:
      return html::Badge(html::Mark::kPlain, locale.tr("Refused"));
    case PostState::kWithdrawn:
      return html::Badge(html::Mark::kPlain, locale.tr("Withdrawn"));
    case PostState::kHidden:
      return html::Badge(html::Mark::kPlain, locale.tr("Hidden"));
    case PostState::kPublished:
    case PostState::kCount:
      break;
  }
  return {};
}

Html PostActs(const Context& context, const OneDiscussion& one, const Post& post) {
  const html::Locale& locale = desk::LocaleOf(context);
  const bool own = post.person == context.actor().person && post.org == context.actor().org;
  std::vector<Html> buttons;
  bool reason = false;
  const auto add = [&](PostAct act, const std::string& words) {
    buttons.push_back(html::Button(
        words, {.name = "act", .value = PostActName(act), .kind = html::ButtonKind::kQuiet, .css = "small"}));
  };
  if (one.moderates && (post.state == PostState::kHeld || post.state == PostState::kHidden))
    add(PostAct::kPublish, locale.tr("Publish"));
  if (one.moderates && post.state == PostState::kHeld) add(PostAct::kRefuse, locale.tr("Refuse"));
  if (one.moderates && post.state == PostState::kPublished) add(PostAct::kHide, locale.tr("Hide"));
  reason = one.moderates && (post.state == PostState::kHeld || post.state == PostState::kPublished);
  if (own && post.state == PostState::kHeld) add(PostAct::kWithdraw, locale.tr("Withdraw"));
  if (buttons.empty()) return {};
  const std::string id = "reason-" + post.id.text();
  Html content = desk::VersionField(post.version);
  if (reason)
    content.Add(html::Field({.control_id = id, .label = locale.tr("Why (needed to refuse or hide)")},
                            html::Input({.name = "reason", .id = id, .max_length = base::kMaxCommentBytes})));
  content.Add(html::RowOf(buttons));
  const Html form = html::Form(
      {.action = HrefOf(one.discussion.id) + "/posts/" + post.id.text(), .csrf = context.csrf()}, content);
  return post.state == PostState::kPublished ? html::Closed(locale.tr("Moderate"), form) : form;
}

Html PostHtml(const Context& context, const OneDiscussion& one, const RoundView& view, std::size_t i) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Post& post = view.posts[i];
  const auto& [person, org] = view.names[i];
  Html head =
      Join(El("b", html::Value(person)), " · ", html::Value(org), " · ", desk::MomentOf(locale, post.made));
  if (post.by_mail) head.Add(Join(" · ", locale.tr("by e-mail")));
  Html content = Join(El("p", {{"class", "row small"}}, PostBadge(locale, post.state), " ", El("span", head)),
                      PlainHtml(post.text));
  if (!post.reason.empty())
    content.Add(El("p", {{"class", "small"}}, El("b", locale.tr("Moderator:")), " ", post.reason));
  content.Add(PostActs(context, one, post));
  return html::Box(content);
}

Html RoundActs(const Context& context, const OneDiscussion& one, const Round& round) {
  const html::Locale& locale = desk::LocaleOf(context);
  if (!one.moderates || round.state == RoundState::kSummarised) return {};
  const std::string action = HrefOf(one.discussion.id) + "/rounds/" + round.id.text();
  const auto form = [&](RoundAct act, const std::string& words, const Html& fields) {
    return html::Form(
        {.action = action, .csrf = context.csrf()},
        Join(desk::VersionField(round.version), fields,
             html::Button(words,
                          {.name = "act", .value = RoundActName(act), .kind = html::ButtonKind::kQuiet})));
  };
  if (round.state == RoundState::kOpen) return form(RoundAct::kClose, locale.tr("Close the round"), {});
  const Html summary = FieldOf({.name = "summary",
                                .label = locale.tr("Summary of the round"),
                                .hint = locale.tr("What was agreed, what stays open. Not who said it."),
                                .value = {},
                                .rows = 6,
                                .most = base::kMaxStatementBytes},
                               {});
  return Join(form(RoundAct::kSummarise, locale.tr("Sum up"), summary),
              form(RoundAct::kReopen, locale.tr("Open it again"), {}));
}

Html RoundHtml(const Context& context, const OneDiscussion& one, const RoundView& view) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Round& round = view.round;
  Html content = PlainHtml(round.question);
  if (round.closes.ms > 0)
    content.Add(El("p", {{"class", "small muted"}},
                   locale.tr("Posts until {day}", {{"day", locale.Date(round.closes.ms - 1)}})));
  if (!round.summary.empty())
    content.Add(html::Box(Join(El("p", El("b", locale.tr("Summary"))), PlainHtml(round.summary))));
  for (std::size_t i = 0; i < view.posts.size(); ++i) content.Add(PostHtml(context, one, view, i));
  const bool over = round.closes.ms > 0 && round.closes <= context.desk().clock().Now();
  if (one.posts && round.state == RoundState::kOpen && !over)
    content.Add(html::Form({.action = HrefOf(one.discussion.id) + "/rounds/" + round.id.text() + "/posts",
                            .csrf = context.csrf()},
                           Join(FieldOf({.name = "text",
                                         .label = locale.tr("Your post"),
                                         .hint = locale.tr("A moderator reads it before the others do."),
                                         .value = {},
                                         .rows = 5,
                                         .most = base::kMaxStatementBytes},
                                        {}),
                                html::Button(locale.tr("Send the post")))));
  content.Add(RoundActs(context, one, round));
  return html::Section(locale.tr("Round {n}", {{"n", fmt::to_string(round.number)}}),
                       El("div", {{"class", "stack"}}, content), RoundBadge(locale, round.state));
}

Html NewRound(const Context& context, const OneDiscussion& one) {
  const html::Locale& locale = desk::LocaleOf(context);
  const bool may =
      one.moderates && (one.rounds.empty() || one.rounds.back().round.state == RoundState::kSummarised);
  if (!may) return {};
  return html::Section(locale.tr("Open a round"),
                       html::Form({.action = HrefOf(one.discussion.id) + "/rounds", .csrf = context.csrf()},
                                  Join(FieldOf({.name = "question",
                                                .label = locale.tr("The question"),
                                                .hint = {},
                                                .value = {},
                                                .rows = 5,
                                                .most = base::kMaxStatementBytes},
                                               {}),
                                       FieldOf({.name = "closes",
                                                .label = locale.tr("Last day (may stay empty)"),
                                                .hint = {},
                                                .value = {},
                                                .day = true},
                                               {}),
                                       html::Button(locale.tr("Open the round")))));
}

class DiscussionPages {
 public:
  explicit DiscussionPages(PanelServices& services) : services_(services) {}

  base::Result<net::Response> List(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Reader reader = TRY(Reader::Of(services_, context));
    const std::string cursor = TRY(CursorOf(context));
    NewestPosition after;
    if (const auto position = PositionOf(cursor)) after = {position->first, position->second};
    std::string next;
    desk::TableMaker table({{locale.tr("Discussion")}, {locale.tr("Begun")}, {locale.tr("Who may read it")}});
    const auto load = [&](db::Transaction& tx) -> base::Status {
      std::vector<Discussion> list =
          TRY(services_.discussions.List(tx, context.actor(), after, kRowsAPage + 1, reader.get()));
      if (std::ssize(list) > kRowsAPage) {
        list.pop_back();
        next = desk::WithArgument(
            "/discussions", "cursor",
            desk::EncodeCursor(context.desk(), PositionText(list.back().created, list.back().id.text())));
      }
      for (const Discussion& one : list)
        table.Row({desk::LinkTo(HrefOf(one.id), one.locked ? locale.tr("Sealed discussion") : one.title),
                   desk::DayOf(locale, one.created),
                   one.place.closed() ? ClosedBadge(locale, one.place) : Html(locale.tr("members"))});
      return base::Ok();
    };
    TRY(services_.seams.database.Read(load));
    const std::vector<html::Choice> places =
        TRY(PlacesToRun(services_, context.actor(), locale, reader.get()));
    desk::PageOptions options{.title = locale.tr("Discussions"), .current = "/discussions"};
    options.subtitle = locale.tr("Online, in moderated rounds, on the page or by e-mail");
    if (!places.empty())
      options.actions =
          html::LinkButton(locale.tr("Begin a discussion"), "/discussions/new", html::ButtonKind::kMain);
    const Html main =
        table.empty() ? html::Empty(locale.tr("No discussion yet"),
                                    locale.tr("Discussions that you may follow appear here."))
                      : Join(table.Done(locale.tr("Discussions")),
                             html::Pager(locale, {.first = {}, .previous = {}, .next = next, .range = {}}));
    return desk::PageResponse(context, options, main);
  }

  base::Result<net::Response> Show(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const OneDiscussion one = TRY(Load(context));
    desk::PageOptions options{.title = one.discussion.locked ? locale.tr("Sealed discussion")
                                                             : one.discussion.title};
    options.current = "/discussions";
    options.crumbs = {{locale.tr("Discussions"), "/discussions"}};
    options.badges = ClosedBadge(locale, one.discussion.place);
    if (one.discussion.locked)
      return desk::PageResponse(context, options, LockedNotice(context, HrefOf(one.discussion.id)));
    std::vector<Html> parts = {PlainHtml(one.discussion.about)};
    for (auto view = one.rounds.rbegin(); view != one.rounds.rend(); ++view)
      parts.push_back(RoundHtml(context, one, *view));
    if (one.rounds.empty())
      parts.push_back(El("p", {{"class", "muted"}}, locale.tr("No round has been opened yet.")));
    parts.insert(parts.begin() + 1, NewRound(context, one));
    return desk::PageResponse(context, options, html::Stack(parts));
  }

  base::Result<net::Response> NewForm(Context& context) const { return Form(context, {}, {}, {}, {}); }

  base::Result<net::Response> Create(Context& context) const {
    const std::string title = TRY(Typed(context, "title"));
    const std::string about = TRY(Typed(context, "about"));
    const std::string where = TRY(Typed(context, "where"));
    const base::Result<ChosenPlace> place = ChosenPlaceOf(where);
    if (!place) return Form(context, title, about, where, place.error().external);
    const base::Result<DiscussionId> made =
        services_.discussions.Create(context.actor(), place->panel, place->session, title, about);
    if (made) return desk::RedirectWithFlash(context, HrefOf(*made), desk::LocaleOf(context).tr("Saved."));
    if (!IsMendable(made.error().code)) return made.error();
    return Form(context, title, about, where, made.error().external);
  }

  base::Result<net::Response> OpenRound(Context& context) const {
    const DiscussionId id = TRY(DiscussionId::Parse(context.Path("id")));
    const std::string question = TRY(Typed(context, "question"));
    const std::string day = TRY(Typed(context, "closes"));
    const base::Result<base::UtcTime> closes = EndOfDay(day);
    if (!closes) return LeadTo(context, HrefOf(id), closes.error(), "");
    const base::Result<RoundId> opened =
        services_.discussions.OpenRound(context.actor(), id, question, *closes);
    return LeadTo(context, HrefOf(id), opened ? base::Ok() : base::Status(opened.error()),
                  desk::LocaleOf(context).tr("The round is open."));
  }

  base::Result<net::Response> DoRound(Context& context) const {
    const DiscussionId id = TRY(DiscussionId::Parse(context.Path("id")));
    const RoundId round = TRY(RoundId::Parse(context.Path("round")));
    const std::string name = TRY(Typed(context, "act"));
    const std::optional<RoundAct> act = RoundActNamed(name);
    if (!act) return base::Invalid(desk::tr("This form is incomplete. Reload the page and try again."));
    const std::int64_t version = TRY(TypedNumber(context, "version"));
    const std::string summary = TRY(Typed(context, "summary"));
    return LeadTo(context, HrefOf(id),
                  services_.discussions.DoRound(context.actor(), round, version, *act, summary),
                  desk::LocaleOf(context).tr("Saved."));
  }

  base::Result<net::Response> AddPost(Context& context) const {
    const DiscussionId id = TRY(DiscussionId::Parse(context.Path("id")));
    const RoundId round = TRY(RoundId::Parse(context.Path("round")));
    const std::string text = TRY(Typed(context, "text"));
    const base::Result<PostId> post = services_.discussions.AddPost(context.actor(), round, text, false, {});
    return LeadTo(context, HrefOf(id), post ? base::Ok() : base::Status(post.error()),
                  desk::LocaleOf(context).tr("Your post waits for a moderator."));
  }

  base::Result<net::Response> DoPost(Context& context) const {
    const DiscussionId id = TRY(DiscussionId::Parse(context.Path("id")));
    const PostId post = TRY(PostId::Parse(context.Path("post")));
    const std::string name = TRY(Typed(context, "act"));
    const std::optional<PostAct> act = PostActNamed(name);
    if (!act) return base::Invalid(desk::tr("This form is incomplete. Reload the page and try again."));
    const std::int64_t version = TRY(TypedNumber(context, "version"));
    const std::string reason = TRY(Typed(context, "reason"));
    return LeadTo(context, HrefOf(id),
                  services_.discussions.DoPost(context.actor(), post, version, *act, reason),
                  desk::LocaleOf(context).tr("Saved."));
  }

 private:
  base::Result<OneDiscussion> Load(const Context& context) const {
    const DiscussionId id = TRY(DiscussionId::Parse(context.Path("id")));
    const Reader reader = TRY(Reader::Of(services_, context));
    return services_.seams.database.Read([&](db::Transaction& tx) -> base::Result<OneDiscussion> {
      OneDiscussion one;
      const desk::Actor& actor = context.actor();
      one.discussion = TRY(services_.discussions.Get(tx, actor, id, reader.get()));
      one.moderates = TRY(services_.discussions.MayModerate(tx, actor, one.discussion));
      one.posts = TRY(services_.discussions.MayPost(tx, actor, one.discussion));
      NamesOfPeople names(tx);
      for (Round& round : TRY(services_.discussions.Rounds(tx, one.discussion, reader.get()))) {
        RoundView view{round, {}, {}};
        view.posts = TRY(services_.discussions.Posts(tx, actor, one.discussion, round.id, reader.get()));
        for (const Post& post : view.posts) {
          const std::string person = TRY(names.Person(post.person));
          view.names.emplace_back(person, TRY(names.Org(post.org)));
        }
        one.rounds.push_back(std::move(view));
      }
      return one;
    });
  }

  base::Result<net::Response> Form(Context& context, const std::string& title, const std::string& about,
                                   const std::string& where, const std::string& error) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Reader reader = TRY(Reader::Of(services_, context));
    const std::vector<html::Choice> places =
        TRY(PlacesToRun(services_, context.actor(), locale, reader.get()));
    if (places.empty()) return base::NotFound(desk::tr("There is no such page."));
    desk::PageOptions options{.title = locale.tr("Begin a discussion"), .current = "/discussions"};
    options.crumbs = {{locale.tr("Discussions"), "/discussions"}};
    options.status = error.empty() ? 200 : 422;
    std::vector<html::FieldError> errors;
    if (!error.empty()) errors.push_back({"title", locale.tr(error)});
    const Html fields = Join(html::Field({.control_id = "where", .label = locale.tr("Where it belongs")},
                                         html::Select("where", places, where)),
                             FieldOf({.name = "title",
                                      .label = locale.tr("Title"),
                                      .hint = {},
                                      .value = title,
                                      .most = base::kMaxSubjectBytes},
                                     {}),
                             FieldOf({.name = "about",
                                      .label = locale.tr("What it is about"),
                                      .hint = {},
                                      .value = about,
                                      .rows = 6,
                                      .most = base::kMaxStatementBytes},
                                     {}));
    return desk::PageResponse(context, options,
                              Join(html::ErrorSummary(locale.tr("This cannot be saved yet"), errors),
                                   html::Form({.action = "/discussions/new", .csrf = context.csrf()},
                                              Join(fields, html::Button(locale.tr("Begin"))))));
  }

  PanelServices& services_;
};

}  // namespace

void AddDiscussionPages(desk::Desk& desk, PanelServices& services) {
  const DiscussionPages pages(services);
  using Method = base::Result<net::Response> (DiscussionPages::*)(Context&) const;
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       Method page) {
    AddPage(desk, services, method, pattern, permission,
            [pages, page](Context& context) { return (pages.*page)(context); });
  };
  add("GET", "/discussions", Permission::kPanelRead, &DiscussionPages::List);
  add("GET", "/discussions/new", Permission::kPanelTakePart, &DiscussionPages::NewForm);
  add("POST", "/discussions/new", Permission::kPanelTakePart, &DiscussionPages::Create);
  add("GET", "/discussions/{id}", Permission::kPanelRead, &DiscussionPages::Show);
  add("POST", "/discussions/{id}/rounds", Permission::kPanelTakePart, &DiscussionPages::OpenRound);
  add("POST", "/discussions/{id}/rounds/{round}", Permission::kPanelTakePart, &DiscussionPages::DoRound);
  add("POST", "/discussions/{id}/rounds/{round}/posts", Permission::kPanelTakePart,
      &DiscussionPages::AddPost);
  add("POST", "/discussions/{id}/posts/{post}", Permission::kPanelTakePart, &DiscussionPages::DoPost);
  AddPanelNav(desk, {.part = NavPart::kSessions,
                     .place = 4,
                     .label = [](const html::Locale& locale) { return locale.tr("Discussions"); },
                     .href = "/discussions"});
}

}  // namespace panel
