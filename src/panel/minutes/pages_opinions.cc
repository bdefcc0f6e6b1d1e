// /opinions: the panel's opinions, their ballots and dissents.

#include <fmt/format.h>

#include "base/limits_panel.h"
#include "desk/desk.h"
#include "desk/tr.h"
#include "html/names.h"
#include "panel/common/nav.h"
#include "panel/minutes/blocks.h"
#include "panel/minutes/faces.h"
#include "panel/minutes/new_thing.h"
#include "panel/minutes/opinion_form.h"
#include "panel/minutes/opinion_view.h"
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

std::string HrefOf(const OpinionId& id) {
  return "/opinions/" + id.text();
}

struct OneOpinion {
  Opinion opinion;
  bool runs = false;
  std::optional<Vote> own;
  std::vector<Vote> votes;
  std::vector<std::string> voters;  // names
  std::vector<Dissent> dissents;
  std::vector<std::string> dissenters;
};

Html VotesTable(const html::Locale& locale, const OneOpinion& one) {
  if (one.votes.empty()) return {};
  desk::TableMaker table({{locale.tr("Member")}, {locale.tr("Vote")}});
  for (std::size_t i = 0; i < one.votes.size(); ++i) {
    const Vote& vote = one.votes[i];
    const std::string words = !vote.voted   ? locale.tr("Not yet")
                              : vote.choice ? ChoiceWords(locale, one.opinion.rules.method, *vote.choice)
                                            : locale.tr("Has voted");
    table.Row({html::Value(one.voters[i]), words});
  }
  return html::Closed(locale.tr("Who has voted"), table.Done(locale.tr("Who has voted")));
}

Html BallotForm(const Context& context, const OneOpinion& one) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Opinion& it = one.opinion;
  const bool over = it.closes.ms > 0 && it.closes <= context.desk().clock().Now();
  if (it.state != OpinionState::kOpen || over || !one.own) return {};
  if (one.own->voted && it.secret)
    return html::Section(locale.tr("Your vote"),
                         El("p", locale.tr("Your organisation has voted. A secret vote cannot be changed.")));
  Html content;
  if (one.own->choice)
    content.Add(
        El("p", locale.tr("Your organisation voted: {choice}. It may be changed while the ballot is open.",
                          {{"choice", ChoiceWords(locale, it.rules.method, *one.own->choice)}})));
  std::vector<Html> buttons;
  for (const Choice choice : {Choice::kFor, Choice::kAgainst, Choice::kAbstain})
    buttons.push_back(
        html::Button(ChoiceWords(locale, it.rules.method, choice),
                     {.name = "choice", .value = ChoiceName(choice), .kind = html::ButtonKind::kQuiet}));
  content.Add(html::Form({.action = HrefOf(it.id) + "/vote", .csrf = context.csrf()}, html::RowOf(buttons)));
  return html::Section(locale.tr("Your vote"), content);
}

Html DissentsHtml(const Context& context, const OneOpinion& one, bool may) {
  const html::Locale& locale = desk::LocaleOf(context);
  Html content;
  std::string own;
  for (std::size_t i = 0; i < one.dissents.size(); ++i) {
    if (one.dissents[i].org == context.org()) own = one.dissents[i].text;
    content.Add(html::Box(Join(El("p", {{"class", "small"}}, El("b", html::Value(one.dissenters[i]))),
                               PlainHtml(one.dissents[i].text))));
  }
  if (may && one.own)
    content.Add(html::Closed(
        own.empty() ? locale.tr("Add a dissent") : locale.tr("Change our dissent"),
        html::Form({.action = HrefOf(one.opinion.id) + "/dissent", .csrf = context.csrf()},
                   Join(FieldOf({.name = "text",
                                 .label = locale.tr("Why your organisation does not agree"),
                                 .hint = locale.tr("It is kept word for word beside the opinion, under your "
                                                   "organisation’s name. An empty text takes it back."),
                                 .value = own,
                                 .rows = 6,
                                 .most = base::kMaxStatementBytes},
                                {}),
                        html::Button(locale.tr("Keep the dissent"), {.kind = html::ButtonKind::kQuiet})))));
  return content.empty() ? Html()
                         : html::Section(locale.tr("Dissents"), El("div", {{"class", "stack"}}, content));
}

Html Acts(const Context& context, const OneOpinion& one) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Opinion& it = one.opinion;
  if (!one.runs) return {};
  const auto form = [&](std::string_view act, const std::string& words, const Html& fields,
                        html::ButtonKind kind) {
    return html::Form({.action = HrefOf(it.id) + "/do", .csrf = context.csrf()},
                      Join(desk::VersionField(it.version), fields,
                           html::Button(words, {.name = "act", .value = act, .kind = kind})));
  };
  const Html withdraw = form("withdraw", locale.tr("Withdraw it"), {}, html::ButtonKind::kQuiet);
  const Html day = FieldOf({.name = "closes",
                            .label = locale.tr("Last day (may stay empty)"),
                            .hint = {},
                            .value = {},
                            .day = true},
                           {});
  Html content;
  if (it.state == OpinionState::kDraft)
    content = Join(form("open", locale.tr("Open the ballot"), day, html::ButtonKind::kMain), withdraw);
  if (it.state == OpinionState::kOpen)
    content =
        Join(form("close", locale.tr("Close the ballot and count"), {}, html::ButtonKind::kMain), withdraw);
  if (it.state == OpinionState::kAdopted)
    content = Join(
        it.made_public.ms > 0
            ? El("p", html::Badge(html::Mark::kOk, locale.tr("Public")), " ",
                 locale.tr("since {day}", {{"day", locale.Date(it.made_public.ms)}}))
            : El("p",
                 locale.tr(
                     "Once it is public, the whole world may read its text, its count and its dissents.")),
        form("publish",
             it.made_public.ms > 0 ? locale.tr("Publish again, with later dissents")
                                   : locale.tr("Make it public"),
             {}, html::ButtonKind::kQuiet),
        it.made_public.ms > 0
            ? form("unpublish", locale.tr("Take it off the public face"), {}, html::ButtonKind::kQuiet)
            : Html());
  return content.empty() ? Html() : html::Section(locale.tr("Next step"), content);
}

class OpinionPages {
 public:
  explicit OpinionPages(PanelServices& services) : services_(services) {}

  base::Result<net::Response> List(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Reader reader = TRY(Reader::Of(services_, context));
    const std::string cursor = TRY(CursorOf(context));
    NewestPosition after;
    if (const auto position = PositionOf(cursor)) after = {position->first, position->second};
    std::string next;
    desk::TableMaker table({{locale.tr("Opinion")}, {locale.tr("Last day")}, {locale.tr("State")}});
    const auto load = [&](db::Transaction& tx) -> base::Status {
      std::vector<Opinion> list =
          TRY(services_.opinions.List(tx, context.actor(), after, kRowsAPage + 1, reader.get()));
      if (std::ssize(list) > kRowsAPage) {
        list.pop_back();
        next = desk::WithArgument(
            "/opinions", "cursor",
            desk::EncodeCursor(context.desk(), PositionText(list.back().created, list.back().id.text())));
      }
      for (const Opinion& one : list)
        table.Row({desk::LinkTo(HrefOf(one.id), one.locked ? locale.tr("Sealed opinion") : one.title),
                   one.closes.ms > 0 ? desk::DayOf(locale, {one.closes.ms - 1}) : Html("–"),
                   html::RowOf({OpinionBadge(locale, one.state), ClosedBadge(locale, one.place),
                                one.made_public.ms > 0 ? html::Badge(html::Mark::kOk, locale.tr("Public"))
                                                       : Html()})});
      return base::Ok();
    };
    TRY(services_.seams.database.Read(load));
    const std::vector<html::Choice> places =
        TRY(PlacesToRun(services_, context.actor(), locale, reader.get()));
    desk::PageOptions options{.title = locale.tr("Opinions"), .current = "/opinions"};
    options.subtitle = locale.tr("What the panel says as a panel, and who does not agree");
    if (!places.empty())
      options.actions =
          html::LinkButton(locale.tr("Draft an opinion"), "/opinions/new", html::ButtonKind::kMain);
    const Html main =
        table.empty() ? html::Empty(locale.tr("No opinion yet"),
                                    locale.tr("Opinions appear here once their ballot opens."))
                      : Join(table.Done(locale.tr("Opinions")),
                             html::Pager(locale, {.first = {}, .previous = {}, .next = next, .range = {}}));
    return desk::PageResponse(context, options, main);
  }

  base::Result<net::Response> Show(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const OneOpinion one = TRY(Load(context));
    const Opinion& it = one.opinion;
    desk::PageOptions options{.title = it.locked ? locale.tr("Sealed opinion") : it.title,
                              .current = "/opinions"};
    options.crumbs = {{locale.tr("Opinions"), "/opinions"}};
    options.badges = Join(OpinionBadge(locale, it.state), ClosedBadge(locale, it.place));
    options.subtitle = MethodWords(locale, it);
    if (one.runs && it.state == OpinionState::kDraft && !it.locked)
      options.actions = html::LinkButton(locale.tr("Change"), HrefOf(it.id) + "/edit");
    const bool may_dissent = services_.opinions.MayDissent(it);
    const Html main =
        html::Stack({it.locked ? LockedNotice(context, HrefOf(it.id))
                               : html::Section(locale.tr("The opinion"), PlainHtml(it.text)),
                     BallotForm(context, one), it.locked ? Html() : DissentsHtml(context, one, may_dissent)});
    Html facts = html::Facts(
        {{locale.tr("Quorum"), fmt::format("{}%", it.rules.quorum_percent)},
         {locale.tr("Last day"), it.closes.ms > 0 ? Html(locale.Date(it.closes.ms - 1)) : Html()}});
    const Html ballot =
        it.opened.ms > 0
            ? html::Section(locale.tr("Ballot"), Join(TallyPicture(locale, it), VotesTable(locale, one)))
            : Html();
    return desk::PageResponse(context, options,
                              html::SideBySide(html::Columns::kWideAndNarrow, main,
                                               html::Stack({Acts(context, one), ballot,
                                                            html::Section(locale.tr("Rules"), facts)})));
  }

  base::Result<net::Response> NewForm(Context& context) const { return Form(context, {}, {}); }

  base::Result<net::Response> Create(Context& context) const {
    const TypedOpinion typed = TRY(OpinionIn(context));
    const base::Result<ChosenPlace> place = ChosenPlaceOf(typed.where);
    if (!place) return Form(context, typed, place.error().external);
    const base::Result<OpinionId> made =
        services_.opinions.Create(context.actor(), place->panel, place->session, DraftOf(typed));
    if (made)
      return desk::RedirectWithFlash(context, HrefOf(*made), desk::LocaleOf(context).tr("Saved as a draft."));
    if (!IsMendable(made.error().code)) return made.error();
    return Form(context, typed, made.error().external);
  }

  base::Result<net::Response> EditForm(Context& context) const {
    const OneOpinion one = TRY(Load(context));
    if (!one.runs) return base::NotFound(desk::tr("There is no such page."));
    if (one.opinion.locked)
      return desk::RedirectWithFlash(context, HrefOf(one.opinion.id),
                                     desk::LocaleOf(context).tr("Unlock your vault first."));
    TypedOpinion typed = TypedFrom(one.opinion);
    typed.href = HrefOf(one.opinion.id);
    return Form(context, typed, {});
  }

  base::Result<net::Response> Save(Context& context) const {
    const OpinionId id = TRY(OpinionId::Parse(context.Path("id")));
    TypedOpinion typed = TRY(OpinionIn(context));
    typed.href = HrefOf(id);
    typed.version = TRY(TypedNumber(context, "version"));
    const base::Status done = services_.opinions.Change(context.actor(), id, typed.version, DraftOf(typed));
    if (done) return desk::RedirectWithFlash(context, typed.href, desk::LocaleOf(context).tr("Saved."));
    if (!IsMendable(done.error().code)) return done.error();
    return Form(context, typed, done.error().external);
  }

  base::Result<net::Response> Do(Context& context) const {
    const OpinionId id = TRY(OpinionId::Parse(context.Path("id")));
    const std::string act = TRY(Typed(context, "act"));
    const std::int64_t version = TRY(TypedNumber(context, "version"));
    const std::string day = TRY(Typed(context, "closes"));
    const base::Result<base::UtcTime> closes = EndOfDay(day);
    if (!closes) return LeadTo(context, HrefOf(id), closes.error(), "");
    const Reader reader = TRY(Reader::Of(services_, context));
    base::Status done = base::Invalid(desk::tr("This form is incomplete. Reload the page and try again."));
    if (act == "open") done = services_.opinions.Open(context.actor(), id, version, *closes);
    if (act == "withdraw") done = services_.opinions.Withdraw(context.actor(), id, version);
    if (act == "unpublish") done = services_.opinions.Unpublish(context.actor(), id, version);
    if (act == "publish") done = services_.opinions.Publish(context.actor(), id, version, reader.get());
    if (act == "close") {
      const base::Result<OpinionState> closed = services_.opinions.Close(context.actor(), id, version);
      done = closed ? base::Ok() : base::Status(closed.error());
    }
    return LeadTo(context, HrefOf(id), done, desk::LocaleOf(context).tr("Saved."));
  }

  base::Result<net::Response> CastVote(Context& context) const {
    const OpinionId id = TRY(OpinionId::Parse(context.Path("id")));
    const std::string name = TRY(Typed(context, "choice"));
    const std::optional<Choice> choice = ChoiceNamed(name);
    if (!choice) return base::Invalid(desk::tr("This form is incomplete. Reload the page and try again."));
    return LeadTo(context, HrefOf(id), services_.opinions.Cast(context.actor(), id, *choice),
                  desk::LocaleOf(context).tr("Your organisation has voted."));
  }

  base::Result<net::Response> KeepDissent(Context& context) const {
    const OpinionId id = TRY(OpinionId::Parse(context.Path("id")));
    const std::string text = TRY(Typed(context, "text"));
    return LeadTo(context, HrefOf(id), services_.opinions.Dissenting(context.actor(), id, text),
                  desk::LocaleOf(context).tr("Saved."));
  }

 private:
  base::Result<OneOpinion> Load(const Context& context) const {
    const OpinionId id = TRY(OpinionId::Parse(context.Path("id")));
    const Reader reader = TRY(Reader::Of(services_, context));
    return services_.seams.database.Read([&](db::Transaction& tx) -> base::Result<OneOpinion> {
      OneOpinion one;
      one.opinion = TRY(services_.opinions.Get(tx, context.actor(), id, reader.get()));
      one.runs = TRY(services_.opinions.MayRun(tx, context.actor(), one.opinion));
      one.own = TRY(services_.opinions.OwnVote(tx, context.actor(), id));
      one.votes = TRY(services_.opinions.Votes(tx, one.opinion));
      one.dissents = TRY(services_.opinions.Dissents(tx, one.opinion, reader.get()));
      NamesOfPeople names(tx);
      for (const Vote& vote : one.votes) one.voters.push_back(TRY(names.Org(vote.org)));
      for (const Dissent& dissent : one.dissents) one.dissenters.push_back(TRY(names.Org(dissent.org)));
      return one;
    });
  }

  base::Result<net::Response> Form(Context& context, const TypedOpinion& typed,
                                   const std::string& error) const {
    const Reader reader = TRY(Reader::Of(services_, context));
    const std::vector<html::Choice> places =
        TRY(PlacesToRun(services_, context.actor(), desk::LocaleOf(context), reader.get()));
    if (places.empty()) return base::NotFound(desk::tr("There is no such page."));
    return OpinionForm(context, places, typed, error);
  }

  PanelServices& services_;
};

}  // namespace

void AddOpinionPages(desk::Desk& desk, PanelServices& services) {
  const OpinionPages pages(services);
  using Method = base::Result<net::Response> (OpinionPages::*)(Context&) const;
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       Method page) {
    AddPage(desk, services, method, pattern, permission,
            [pages, page](Context& context) { return (pages.*page)(context); });
  };
  add("GET", "/opinions", Permission::kPanelRead, &OpinionPages::List);
  add("GET", "/opinions/new", Permission::kPanelTakePart, &OpinionPages::NewForm);
  add("POST", "/opinions/new", Permission::kPanelTakePart, &OpinionPages::Create);
  add("GET", "/opinions/{id}", Permission::kPanelRead, &OpinionPages::Show);
  add("GET", "/opinions/{id}/edit", Permission::kPanelTakePart, &OpinionPages::EditForm);
  add("POST", "/opinions/{id}/edit", Permission::kPanelTakePart, &OpinionPages::Save);
  add("POST", "/opinions/{id}/do", Permission::kPanelTakePart, &OpinionPages::Do);
  add("POST", "/opinions/{id}/vote", Permission::kPanelTakePart, &OpinionPages::CastVote);
  add("POST", "/opinions/{id}/dissent", Permission::kPanelTakePart, &OpinionPages::KeepDissent);
  AddPanelNav(desk, {.part = NavPart::kSessions,
                     .place = 5,
                     .label = [](const html::Locale& locale) { return locale.tr("Opinions"); },
                     .href = "/opinions"});
}

}  // namespace panel
