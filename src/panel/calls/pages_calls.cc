// /calls: the calls that one may know, one call with its questions and reviewers, its form, the record.

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "desk/web/api.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "panel/calls/call_form.h"
#include "panel/calls/call_view.h"
#include "panel/calls/words.h"

namespace panel::calls {
namespace {

using desk::Context;
using html::El;
using html::Html;

constexpr std::size_t kRowsAPage = 50;

class CallPages {
 public:
  explicit CallPages(SharedServices services) : services_(std::move(services)) {}

  base::Result<net::Response> List(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    std::string after;
    if (const std::string_view cursor = context.Query("cursor"); !cursor.empty())
      after = TRY(desk::DecodeCursor(context.desk(), cursor));
    const CallFilter filter = CallFilterNamed(context.Query("show")).value_or(CallFilter::kOpen);
    const std::string here = desk::WithArgument("/calls", "show", CallFilterName(filter));
    const PanelId panel = TRY(services_->PanelOf(context.Query("panel")));
    const Calls::Page page = TRY(services_->calls.List(context.actor(), panel, filter, after, kRowsAPage));
    desk::PageOptions options{.title = locale.tr("Calls"), .current = "/calls"};
    options.subtitle = locale.tr("Calls for concept notes of the panel and its members.");
    if (context.actor().Can(desk::Permission::kPanelTakePart))
      options.actions =
          Join(html::LinkButton(locale.tr("Write a call"), "/calls/new", html::ButtonKind::kMain),
               html::LinkButton(locale.tr("Propose without a call"), "/calls/proposals/new"));
    html::PageLinks links;
    if (!after.empty()) links.first = here;
    if (!page.next.empty())
      links.next = desk::WithArgument(here, "cursor", desk::EncodeCursor(context.desk(), page.next));
    const Html list =
        page.calls.empty()
            ? html::Empty(locale.tr("No call here"),
                          locale.tr("Calls appear here once whoever runs them has published them."))
            : Join(Table(context, page.calls), html::Pager(locale, links));
    return desk::PageResponse(context, options, html::Stack({CallTabs(locale, context, here), list}));
  }

  base::Result<net::Response> Show(Context& context) const { return ShowOne(context, {}, {}); }

  base::Result<net::Response> NewForm(Context& context) const {
    CallDraft draft;
    draft.sections = {{desk::LocaleOf(context).tr("What you will do"), "", "500"}};
    return Form(context, {}, draft, 0, {});
  }

  base::Result<net::Response> Add(Context& context) const {
    const CallDraft draft = CallDraftFrom(TRY(context.Form())->fields);
    const PanelId panel = TRY(services_->PanelOf(context.Query("panel")));
    const base::Result<CallId> added = services_->calls.Add(context.actor(), panel, draft);
    if (!added && kit::IsMendable(added.error()))
      return Form(context, {}, draft, 0, WrongsOf(draft, {}, added.error()));
    if (!added) return added.error();
    return desk::RedirectWithFlash(context, HrefOf(*added),
                                   desk::LocaleOf(context).tr("The draft is saved."));
  }

  base::Result<net::Response> EditForm(Context& context) const {
    const CallView view = TRY(View(context));
    if (!view.access.manages) return base::NotFound(desk::tr("There is no such call."));
    return Form(context, view.call().id, DraftOf(view.call(), view.parts, view.invited), view.call().version,
                {});
  }

  base::Result<net::Response> Save(Context& context) const {
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const CallDraft draft = CallDraftFrom(typed);
    const std::int64_t version = desk::WholeNumber(typed.Get("version")).value_or(-1);
    const base::Status saved = services_->calls.Edit(context.actor(), id, version, draft);
    if (!saved && kit::IsMendable(saved.error())) {
      const CallView view = TRY(View(context));
      return Form(context, id, draft, version, WrongsOf(draft, view.call(), saved.error()));
    }
    if (!saved) return saved.error();
    return desk::RedirectWithFlash(context, HrefOf(id), desk::LocaleOf(context).tr("The draft is saved."));
  }

  base::Result<net::Response> Move(Context& context) const {
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const std::optional<CallAct> act = CallActNamed(typed.Get("act"));
    if (!act) return base::Invalid(desk::tr("There is no such step."));
    const std::int64_t version = desk::WholeNumber(typed.Get("version")).value_or(-1);
    if (*act == CallAct::kReview)
      return After(context, id, services_->reviews.Begin(context.actor(), id, version));
    return After(context, id,
                 services_->calls.Move(context.actor(), id,
                                       {.act = *act,
                                        .version = version,
                                        .reason = std::string(typed.Get("reason")),
                                        .deadline = std::string(typed.Get("deadline"))}));
  }

  base::Result<net::Response> Ask(Context& context) const {
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const base::Result<QuestionId> asked = services_->calls.Ask(context.actor(), id, typed.Get("question"));
    return After(context, id, asked ? base::Ok() : base::Status(asked.error()));
  }

  base::Result<net::Response> Answer(Context& context) const {
    const QuestionId id = TRY(QuestionId::Parse(context.Path("question")));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const std::optional<QuestionAct> act = QuestionActNamed(typed.Get("act"));
    if (!act) return base::Invalid(desk::tr("There is no such step."));
    TRY(services_->calls.Answer(context.actor(), id, desk::WholeNumber(typed.Get("version")).value_or(-1),
                                *act, typed.Get("answer")));
    const auto find = [&](db::Transaction& tx) { return store::GetQuestion(tx, id); };
    const Question question = TRY(services_->panel.seams.database.Read(find));
    return desk::RedirectWithFlash(context, HrefOf(question.call), desk::LocaleOf(context).tr("Done."));
  }

  base::Result<net::Response> AddReviewer(Context& context) const {
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const auto added = services_->reviews.AddReviewer(context.actor(), id, typed.Get("email"));
    if (!added && added.error().code == base::Code::kNotFound) {
      TRY(View(context));  // an unknown call stays unknown
      return ShowOne(context, added.error().external, {});
    }
    return After(context, id, added ? base::Ok() : base::Status(added.error()));
  }

  base::Result<net::Response> DropReviewer(Context& context) const {
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const desk::PersonId person = TRY(desk::PersonId::Parse(context.Path("person")));
    return After(context, id, services_->reviews.DropReviewer(context.actor(), id, person));
  }

  base::Result<net::Response> Apply(Context& context) const {
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const base::Result<NoteId> started = services_->notes.Start(context.actor(), id);
    if (!started && kit::IsMendable(started.error())) return ShowOne(context, started.error().external, {});
    if (!started) return started.error();
    return desk::RedirectWithFlash(
        context, HrefOf(*started) + "/edit",
        desk::LocaleOf(context).tr(
            "Your note is a draft. Nobody else sees it before the deadline has passed."));
  }

 private:
  base::Result<CallView> View(const Context& context) const {
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    return services_->calls.Get(context.actor(), id);
  }

  static Html Table(const Context& context, const std::vector<Call>& calls) {
    const html::Locale& locale = desk::LocaleOf(context);
    const base::UtcTime now = context.desk().clock().Now();
    desk::TableMaker table({{locale.tr("Call")},
                            {locale.tr("By")},
                            {locale.tr("Who may apply")},
                            {locale.tr("Deadline")},
                            {locale.tr("State")}});
    for (const Call& call : calls)
      table.Row({desk::LinkTo(HrefOf(call.id), call.title), El("bdi", call.owner_name),
                 KindWord(locale, call.kind),
                 call.deadline.ms > 0 ? Html(locale.ShortDate(call.deadline.ms - 1)) : Html("–"),
                 CallBadge(locale, call, now)});
    return table.Done(locale.tr("Calls, newest first"));
  }

  // Every wrong field; what the service found is put with the first.
  static kit::Wrongs WrongsOf(const CallDraft& draft, Call call, const base::Error& error) {
    std::vector<CallPart> parts;
    kit::Wrongs wrongs = ReadCall(draft, call, parts);
    if (wrongs.empty()) wrongs.push_back({"title", error.external});
    return wrongs;
  }

  base::Result<net::Response> Form(Context& context, const CallId& id, const CallDraft& draft,
                                   std::int64_t version, const kit::Wrongs& wrongs) const {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::PageOptions options{.title = id.empty() ? locale.tr("Write a call") : locale.tr("Edit the draft"),
                              .current = "/calls"};
    options.crumbs = {{locale.tr("Calls"), "/calls"}};
    options.status = kit::StatusFor(wrongs);
    const std::string action = id.empty() ? std::string("/calls/new") : HrefOf(id) + "/edit";
    return desk::PageResponse(context, options, CallForm(context, action, draft, version, wrongs));
  }

  base::Result<net::Response> After(Context& context, const CallId& id, const base::Status& done) const {
    if (!done && kit::IsMendable(done.error())) return ShowOne(context, done.error().external, {});
    if (!done) return done.error();
    return desk::RedirectWithFlash(context, HrefOf(id), desk::LocaleOf(context).tr("Done."));
  }

  base::Result<net::Response> ShowOne(Context& context, const std::string& problem, const Html& more) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const CallView view = TRY(View(context));
    const Call& call = view.call();
    desk::PageOptions options{.title = call.title, .current = "/calls"};
    options.crumbs = {{locale.tr("Calls"), "/calls"}};
    options.badges = CallBadge(locale, call, context.desk().clock().Now());
    if (view.access.manages && call.state == CallState::kDraft)
      options.actions = html::LinkButton(locale.tr("Edit"), HrefOf(call.id) + "/edit");
    if (!problem.empty()) options.status = 422;
    return desk::PageResponse(context, options,
                              Join(ProblemNotice(locale, problem), CallBody(context, view), more));
  }

  SharedServices services_;
};

}  // namespace

Html CallTabs(const html::Locale& locale, const Context& context, std::string_view current) {
  std::vector<html::Tab> tabs;
  const auto add = [&](const std::string& label, const std::string& href) {
    tabs.push_back({.label = label, .href = href, .current = href == current});
  };
  add(locale.tr("Open now"), "/calls?show=open");
  add(locale.tr("All"), "/calls?show=all");
  if (context.actor().Can(desk::Permission::kPanelTakePart)) {
    add(locale.tr("Run by you"), "/calls?show=mine");
    add(locale.tr("My notes"), "/calls/notes");
    add(locale.tr("Notes to score"), "/calls/scoring");
    add(locale.tr("Proposals"), "/calls/proposals");
  }
  return html::Tabs(locale, locale.tr("Calls"), tabs);
}

Html ProblemNotice(const html::Locale& locale, const std::string& problem) {
  return problem.empty() ? Html() : html::NoticeOf(html::Mark::kHarm, locale.tr(problem));
}

void AddCallPages(desk::Desk& desk, const SharedServices& services) {
  const auto pages = std::make_shared<CallPages>(services);
  using desk::Permission;
  using Pages = CallPages;
  const auto take_part = Permission::kPanelTakePart;
  kit::AddPage(desk, pages, "GET", "/calls", Permission::kPanelRead, &Pages::List);
  kit::AddPage(desk, pages, "GET", "/calls/new", take_part, &Pages::NewForm);
  kit::AddPage(desk, pages, "POST", "/calls/new", take_part, &Pages::Add);
  kit::AddPage(desk, pages, "GET", "/calls/{id}", Permission::kPanelRead, &Pages::Show);
  kit::AddPage(desk, pages, "GET", "/calls/{id}/edit", take_part, &Pages::EditForm);
  kit::AddPage(desk, pages, "POST", "/calls/{id}/edit", take_part, &Pages::Save);
  kit::AddPage(desk, pages, "POST", "/calls/{id}/move", take_part, &Pages::Move);
  kit::AddPage(desk, pages, "POST", "/calls/{id}/questions", take_part, &Pages::Ask);
  kit::AddPage(desk, pages, "POST", "/calls/questions/{question}", take_part, &Pages::Answer);
  kit::AddPage(desk, pages, "POST", "/calls/{id}/reviewers", take_part, &Pages::AddReviewer);
  kit::AddPage(desk, pages, "POST", "/calls/{id}/reviewers/{person}/remove", take_part, &Pages::DropReviewer);
  kit::AddPage(desk, pages, "POST", "/calls/{id}/notes", take_part, &Pages::Apply);
}

}  // namespace panel::calls
