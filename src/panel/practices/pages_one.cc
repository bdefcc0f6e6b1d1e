// /practices/{id}: one practice, what may be done with it, its versions and history.

#include <fmt/format.h>

#include "desk/web/parts.h"
#include "html/console_components.h"
#include "panel/common/languages.h"
#include "panel/practices/diff.h"
#include "panel/practices/page_words.h"
#include "panel/practices/pages.h"
#include "panel/practices/talk_view.h"
#include "panel/practices/view_parts.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;

struct Everything {
  PracticeView view;
  std::vector<PracticeReview> reviews;
  std::vector<PracticeComment> comments;
  std::vector<Replication> replications;
  std::vector<PracticeTranslation> translations;
};

class OnePages {
 public:
  explicit OnePages(PracticeServices& services) : services_(services) {}

  base::Result<net::Response> Show(Context& context) const { return Render(context, {}); }

  base::Result<net::Response> Act(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PracticeId id = TRY(PracticeId::Parse(context.Path("id")));
    const net::Form* form = TRY(context.Form());
    const std::optional<PracticeAct> act = PracticeActNamed(form->fields.Get("act"));
    if (!act) return base::Invalid("act: none of the acts.");
    PracticeDeed deed{.act = *act};
    deed.version = desk::WholeNumber(form->fields.Get("version")).value_or(0);
    deed.note = form->fields.Get("note");
    deed.to_world = form->fields.Get("audience") == "world";
    const base::Status done = services_.life.Do(context.actor(), id, deed);
    if (done) return desk::RedirectWithFlash(context, PracticeHref(id), locale.tr("Done."));
    if (!IsFormFault(done.error().code)) return done.error();
    return Render(context, {.error = locale.tr(done.error().external), .note = deed.note, .act = *act});
  }

  base::Result<net::Response> Audience(Context& context) const {
    const PracticeId id = TRY(PracticeId::Parse(context.Path("id")));
    const net::Form* form = TRY(context.Form());
    TRY(services_.life.SetAudience(context.actor(), id,
                                   desk::WholeNumber(form->fields.Get("version")).value_or(0),
                                   form->fields.Get("audience") == "world"));
    return desk::RedirectWithFlash(context, PracticeHref(id), desk::LocaleOf(context).tr("Saved."));
  }

  base::Result<net::Response> Revision(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PracticeId id = TRY(PracticeId::Parse(context.Path("id")));
    const std::int64_t number = desk::WholeNumber(context.Path("number")).value_or(0);
    const PracticeRevision revision = TRY(services_.life.Revision(context.actor(), id, number));
    desk::PageOptions options{.title = revision.content.texts.title, .current = "/practices"};
    options.subtitle = locale.tr("Version {n}", {{"n", fmt::to_string(number)}});
    options.crumbs = {{locale.tr("Good practices"), "/practices"},
                      {revision.content.texts.title, PracticeHref(id)}};
    std::vector<Html> parts;
    const PracticeView view = TRY(services_.life.View(context.actor(), id));
    for (const PracticeRevision& before : view.revisions) {
      if (before.number >= number) continue;
      const Html diff = DiffView(locale, before.content, revision.content);
      parts.push_back(
          html::Section(locale.tr("What changed since version {n}", {{"n", fmt::to_string(before.number)}}),
                        diff.empty() ? Html(El("p", locale.tr("Nothing."))) : diff));
      break;
    }
    if (!revision.change_note.empty())
      parts.insert(parts.begin(), html::Facts({{locale.tr("In the owner's words"), revision.change_note}}));
    parts.push_back(ContentView(locale, revision.content));
    return desk::PageResponse(context, options, html::Stack(parts));
  }

  base::Result<net::Response> Comment(Context& context) const {
    const PracticeId id = TRY(PracticeId::Parse(context.Path("id")));
    const net::Form* form = TRY(context.Form());
    const std::string kind(form->fields.Get("kind"));
    std::string text(form->fields.Get("text"));
    base::Result<PracticeCommentId> said = base::Invalid("kind: none of the kinds.");
    if (kind == "question") said = services_.reviews.Ask(context.actor(), id, text);
    if (kind == "comment")
      said = services_.reviews.Comment(context.actor(), id, std::string(form->fields.Get("audience")), text);
    if (kind == "answer") {
      const PracticeCommentId question = TRY(PracticeCommentId::Parse(form->fields.Get("question")));
      said = services_.reviews.Reply(context.actor(), id, question, text);
    }
    if (said)
      return desk::RedirectWithFlash(context, PracticeHref(id) + "#talk",
                                     desk::LocaleOf(context).tr("Written."));
    if (!IsFormFault(said.error().code)) return said.error();
    return Render(context, {.error = desk::LocaleOf(context).tr(said.error().external), .comment = text});
  }

 private:
  struct Failed {
    std::string error;
    std::string note;
    std::string comment;
    std::optional<PracticeAct> act;
  };

  base::Result<net::Response> Render(Context& context, const Failed& failed) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PracticeId id = TRY(PracticeId::Parse(context.Path("id")));
    Everything all;
    all.view = TRY(services_.life.View(context.actor(), id));
    all.reviews = TRY(services_.reviews.Of(context.actor(), id));
    all.comments = TRY(services_.reviews.Comments(context.actor(), id));
    all.replications = TRY(services_.replications.Of(context.actor(), id));
    all.translations = TRY(services_.translations.Of(context.actor(), id));
    const Practice& practice = all.view.practice;
    const PracticeContent* content = ContentOf(all.view);
    if (content == nullptr) return base::NotFound("There is no such practice.");
    desk::PageOptions options{.title = content->texts.title, .current = "/practices"};
    options.subtitle =
        locale.tr("{owner} · {kind}",
                  {{"owner", practice.owner}, {"kind", locale.tr(WordsOf(PracticeKinds(), content->kind))}});
    options.crumbs = {{locale.tr("Good practices"), "/practices"}};
    options.badges = all.view.standing.inside() ? StateBadge(locale, practice.state)
                                                : html::Badge(html::Mark::kOk, locale.tr("Published"));
    options.actions = Actions(locale, all.view);
    options.status = failed.error.empty() ? 200 : 422;
    std::vector<Html> main;
    if (!failed.error.empty()) main.push_back(FaultSummary(locale, {{"note", failed.error, ""}}));
    main.push_back(FactsView(locale, all.view));
    main.push_back(El("p", {html::Lang(content->language)}, content->texts.summary));
    main.push_back(ContentView(locale, *content));
    if (!all.replications.empty())
      main.push_back(html::Section(locale.tr("Who copied it"), ReplicationsView(locale, all.replications)));
    main.push_back(TalkView(context, locale, {all.view, all.comments, failed.comment}));
    const Html aside = html::Stack(AsideOf(context, locale, all, failed));
    return desk::PageResponse(context, options,
                              html::SideBySide(html::Columns::kWideAndNarrow, html::Stack(main), aside));
  }

  // What stands on the page: the working version from inside, else the published one.
  static const PracticeContent* ContentOf(const PracticeView& view) {
    const bool decided = view.practice.state == PracticeState::kPublished;
    if (view.working && view.standing.inside() && !decided) return &view.working->content;
    if (view.published) return &view.published->content;
    return view.working ? &view.working->content : nullptr;
  }

  static Html ContentView(const html::Locale& locale, const PracticeContent& content) {
    std::vector<Html> parts = {TaxonomyView(locale, content),
                               TextsView(locale, content.texts, content.language), MoneyView(locale, content),
                               LinksView(locale, content)};
    std::erase_if(parts, [](const Html& part) { return part.empty(); });
    return html::Stack(parts);
  }

  static Html FactsView(const html::Locale& locale, const PracticeView& view) {
    const Practice& practice = view.practice;
    const bool published = practice.published_revision > 0;
    // What was accepted has its grade before its owner publishes it.
    const auto grade = practice.grade > 0 ? practice.grade : view.working ? view.working->grade : 0;
    Html readers = locale.tr("owner, reviewers, secretariat");
    if (published)
      readers = practice.is_public
                    ? desk::LinkTo("/panel" + PracticeHref(practice.id), locale.tr("everybody"))
                    : Html(locale.tr("members"));
    return html::Facts(
        {{locale.tr("Evidence"), grade > 0 ? GradeView(locale, grade) : Html(locale.tr("not graded yet"))},
         {locale.tr("Who may read it"), readers},
         {locale.tr("Published"),
          published ? html::Join(desk::DayOf(locale, practice.published), ", ",
                                 locale.tr("version {n}", {{"n", fmt::to_string(practice.edition)}}))
                    : Html()},
         {locale.tr("Withdrawn"),
          practice.withdrawn.ms > 0 ? desk::DayOf(locale, practice.withdrawn) : Html()},
         {locale.tr("Why"), practice.withdrawn_reason}});
  }

  static Html Actions(const html::Locale& locale, const PracticeView& view) {
    const std::string href = PracticeHref(view.practice.id);
    const bool writable =
        view.practice.state == PracticeState::kDraft || view.practice.state == PracticeState::kReturned;
    Html actions;
    if (view.standing.owner && writable) actions.Add(html::LinkButton(locale.tr("Edit"), href + "/edit"));
    if (view.standing.review) {
      const std::string review = "/practices/reviews/" + view.standing.review->id.text();
      actions.Add(html::LinkButton(locale.tr("Your review"), review));
    }
    const bool may_copy =
        !view.standing.owner && view.standing.takes_part && view.practice.published_revision > 0;
    if (may_copy) actions.Add(html::LinkButton(locale.tr("We copied this"), href + "/replicate"));
    return actions;
  }

  static Html ActForm(const Context& context, const html::Locale& locale, const PracticeView& view,
                      PracticeAct act, const Failed& failed) {
    const std::string name(PracticeActName(act));
    const std::string note_id = "note-" + name;
    const bool here = failed.act && *failed.act == act;
    Html fields = desk::VersionField(view.practice.version);
    fields.Add(desk::HiddenField("act", name));
    const bool needs_note = act != PracticeAct::kRecall && act != PracticeAct::kBeginReview &&
                            act != PracticeAct::kPublish && act != PracticeAct::kRevise;
    if (needs_note)
      fields.Add(html::Field(
          {.control_id = note_id,
           .label = act == PracticeAct::kSubmit ? locale.tr("What changed") : locale.tr("Why"),
           .error = here ? failed.error : std::string()},
          html::Input({.name = "note", .value = here ? failed.note : std::string(), .id = note_id})));
    if (act == PracticeAct::kPublish) {
      fields.Add(html::Radio("audience", "world", locale.tr("For everybody"), true));
      fields.Add(html::Radio("audience", "members", locale.tr("For members only"), false));
    }
    const bool stop = act == PracticeAct::kWithdraw || act == PracticeAct::kDecline;
    fields.Add(html::Button(ActWords(locale, act),
                            {.kind = stop ? html::ButtonKind::kStop : html::ButtonKind::kQuiet}));
    const Html form =
        html::Form({.action = PracticeHref(view.practice.id) + "/act", .csrf = context.csrf()}, fields);
    return html::Closed(ActWords(locale, act), form, here);
  }

  static std::vector<Html> AsideOf(const Context& context, const html::Locale& locale, const Everything& all,
                                   const Failed& failed) {
    std::vector<Html> parts;
    if (!all.view.possible.empty()) {
      Html forms;
      for (const PracticeAct act : all.view.possible)
        forms.Add(ActForm(context, locale, all.view, act, failed));
      parts.push_back(html::Section(locale.tr("What you can do"), html::Box(forms)));
    }
    if (all.view.standing.owner && all.view.practice.published_revision > 0)
      parts.push_back(AudienceForm(context, locale, all.view.practice));
    if (!all.reviews.empty() || all.view.standing.secretariat) parts.push_back(ReviewsView(locale, all));
    parts.push_back(TranslationsView(locale, all));
    parts.push_back(RevisionsView(locale, all.view));
    parts.push_back(HistoryView(locale, all.view));
    return parts;
  }

  static Html AudienceForm(const Context& context, const html::Locale& locale, const Practice& practice) {
    Html fields = desk::VersionField(practice.version);
    fields.Add(desk::HiddenField("audience", practice.is_public ? "members" : "world"));
    fields.Add(
        html::Button(practice.is_public ? locale.tr("Show to members only") : locale.tr("Show to everybody"),
                     {.kind = html::ButtonKind::kQuiet, .css = "small"}));
    return html::Section(
        locale.tr("Audience"),
        html::Form({.action = PracticeHref(practice.id) + "/audience", .csrf = context.csrf()}, fields));
  }

  static Html ReviewsView(const html::Locale& locale, const Everything& all) {
    Html items;
    for (const PracticeReview& review : all.reviews) {
      const std::string who = review.name.empty()
                                  ? locale.tr("Reviewer {n}", {{"n", fmt::to_string(review.place)}})
                                  : review.name;
      const Html name = desk::LinkTo("/practices/reviews/" + review.id.text(), who);
      items.Add(El("li", name, " ", StateBadge(locale, review.state), " ",
                   El("span", {{"class", "small muted"}},
                      locale.tr("version {n}", {{"n", fmt::to_string(review.revision)}}))));
    }
    Html content = El("ul", {{"class", "stack-s"}}, items);
    if (all.reviews.empty()) content = El("p", locale.tr("Nobody was asked yet."));
    const bool open = all.view.practice.state == PracticeState::kSubmitted ||
                      all.view.practice.state == PracticeState::kInReview;
    if (all.view.standing.secretariat && open)
      content.Add(El("p", html::LinkButton(locale.tr("Ask a reviewer"),
                                           PracticeHref(all.view.practice.id) + "/reviewers",
                                           html::ButtonKind::kQuiet, "small")));
    return html::Section(locale.tr("Reviews"), content);
  }

  static Html TranslationsView(const html::Locale& locale, const Everything& all) {
    Html items;
    if (all.view.published)
      items.Add(El("li",
                   El("b", {html::Lang(all.view.published->content.language)},
                      OwnNameOf(all.view.published->content.language)),
                   " (" + locale.tr("original") + ")"));
    for (const PracticeTranslation& translation : all.translations) {
      Html line = El(
          "a",
          {html::Href("/practices/translations/" + translation.id.text()), html::Lang(translation.language)},
          OwnNameOf(translation.language));
      line.Add(" ");
      line.Add(StateBadge(locale, translation.state));
      if (translation.stale) {
        line.Add(" ");
        line.Add(html::Badge(html::Mark::kCare, locale.tr("older version")));
      }
      items.Add(El("li", line));
    }
    Html content = El("ul", {{"class", "stack-s"}}, items);
    if (items.empty()) content = El("p", locale.tr("Translations can be made once it is published."));
    if (all.view.practice.published_revision > 0 && all.view.standing.takes_part)
      content.Add(
          El("p", html::LinkButton(locale.tr("Translate"), PracticeHref(all.view.practice.id) + "/translate",
                                   html::ButtonKind::kQuiet, "small")));
    return html::Section(locale.tr("Languages"), content);
  }

  static Html RevisionsView(const html::Locale& locale, const PracticeView& view) {
    Html items;
    for (const PracticeRevision& revision : view.revisions) {
      const std::string href =
          fmt::format("{}/revisions/{}", PracticeHref(view.practice.id), revision.number);
      Html line = desk::LinkTo(href, locale.tr("Version {n}", {{"n", fmt::to_string(revision.number)}}));
      if (revision.edition > 0) line.Add(", " + locale.tr("published"));
      if (!revision.change_note.empty())
        line.Add(El("span", {{"class", "small muted"}}, " " + revision.change_note));
      items.Add(El("li", line));
    }
    return html::Section(locale.tr("Versions"), El("ul", items));
  }

  static Html HistoryView(const html::Locale& locale, const PracticeView& view) {
    std::vector<html::HistoryItem> items;
    for (const PracticeEvent& event : view.events) {
      Html what = EventWords(locale, event);
      if (!event.note.empty() && event.act != "audience")
        what.Add(El("span", {{"class", "small"}}, " “" + event.note + "”"));
      items.push_back({locale.DateTime(event.time.ms), base::FormatTime(event.time), what});
    }
    return html::Section(locale.tr("History"), html::History(items));
  }

  PracticeServices& services_;
};

}  // namespace

void AddPracticePages(desk::Desk& desk, PracticeServices& services) {
  const OnePages pages(services);
  using desk::Permission;
  const auto add = [&](std::string_view method, std::string_view pattern,
                       base::Result<net::Response> (OnePages::*page)(Context&) const) {
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = Permission::kPanelRead,
                       .handler = [pages, page](Context& context) { return (pages.*page)(context); }});
  };
  add("GET", "/practices/{id}", &OnePages::Show);
  add("GET", "/practices/{id}/revisions/{number}", &OnePages::Revision);
  add("POST", "/practices/{id}/act", &OnePages::Act);
  add("POST", "/practices/{id}/audience", &OnePages::Audience);
  add("POST", "/practices/{id}/comments", &OnePages::Comment);
}

}  // namespace panel
