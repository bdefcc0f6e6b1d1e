// /memoranda: the register of those that one may know, the library of clauses, a memorandum and its signing.

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "desk/web/api.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "panel/agreements/faces.h"
#include "panel/agreements/memorandum_form.h"
#include "panel/agreements/memorandum_pdf.h"
#include "panel/agreements/memorandum_view.h"

namespace panel {
namespace {

using desk::Context;
using html::Html;
using State = MemorandumState;
using Act = MemorandumAct;

constexpr std::size_t kRowsAPage = 50;

class MemorandumPages {
 public:
  explicit MemorandumPages(std::shared_ptr<AgreementServices> services) : services_(std::move(services)) {}

  base::Result<net::Response> List(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    std::string after;
    if (const std::string_view cursor = context.Query("cursor"); !cursor.empty())
      after = TRY(desk::DecodeCursor(context.desk(), cursor));
    const PanelId panel = TRY(Panel(context));
    const Memoranda::Page page = TRY(services_->memoranda.List(context.actor(), panel, after, kRowsAPage));
    desk::PageOptions options{.title = locale.tr("Memoranda"), .current = "/memoranda"};
    options.subtitle = locale.tr("Those of your organisation; nobody else sees them.");
    options.actions = html::LinkButton(locale.tr("Library of clauses"), "/memoranda/clauses");
    if (context.actor().Can(desk::Permission::kPanelTakePart))
      options.actions =
          Join(html::LinkButton(locale.tr("Draft one"), "/memoranda/new", html::ButtonKind::kMain),
               options.actions);
    if (page.memoranda.empty())
      return desk::PageResponse(
          context, options,
          html::Empty(
              locale.tr("No memorandum yet"),
              locale.tr("Draft one from the library of clauses; its parties see it when you offer it.")));
    desk::TableMaker table(
        {{locale.tr("Title")}, {locale.tr("Edition"), true}, {locale.tr("State")}, {locale.tr("Expires")}});
    for (const Memorandum& m : page.memoranda)
      table.Row({desk::LinkTo(HrefOf(m.id), m.title), std::to_string(m.edition),
                 MemorandumBadge(locale, m.state),
                 m.expires.ms > 0 ? desk::DayOf(locale, m.expires) : Html(locale.tr("without an end"))});
    html::PageLinks links;
    if (!after.empty()) links.first = "/memoranda";
    if (!page.next.empty())
      links.next = desk::WithArgument("/memoranda", "cursor", desk::EncodeCursor(context.desk(), page.next));
    return desk::PageResponse(
        context, options, Join(table.Done(locale.tr("Memoranda, newest first")), html::Pager(locale, links)));
  }

  base::Result<net::Response> Library(Context& context) const { return ShowLibrary(context, {}, {}); }

  base::Result<net::Response> PutClause(Context& context) const {
    const net::Arguments& typed = TRY(context.Form())->fields;
    ClauseText text;
    text.code = typed.Get("code");
    text.language = typed.Get("language");
    text.title = typed.Get("title");
    text.body = typed.Get("body");
    const PanelId panel = TRY(Panel(context));
    const base::Result<std::int64_t> put = services_->memoranda.PutClause(context.actor(), panel, text);
    if (!put && kit::IsMendable(put.error()))
      return ShowLibrary(context, typed, {{"code", put.error().external}});
    if (!put) return put.error();
    return desk::RedirectWithFlash(context, "/memoranda/clauses",
                                   desk::LocaleOf(context).tr("Saved as version {n}. Older versions stay.",
                                                              {{"n", std::to_string(*put)}}));
  }

  base::Result<net::Response> NewForm(Context& context) const {
    return ShowForm(context, {}, FieldsOf({}, 0), {});
  }

  base::Result<net::Response> Add(Context& context) const {
    const net::Arguments& typed = TRY(context.Form())->fields;
    const PanelId panel = TRY(Panel(context));
    const base::Result<MemorandumId> added =
        services_->memoranda.Add(context.actor(), panel, MemorandumDraftFrom(typed));
    if (!added && kit::IsMendable(added.error()))
      return ShowForm(context, {}, typed, {{"title", added.error().external}});
    if (!added) return added.error();
    return desk::RedirectWithFlash(context, HrefOf(*added),
                                   desk::LocaleOf(context).tr("The draft is saved."));
  }

  base::Result<net::Response> EditForm(Context& context) const {
    const MemorandumId id = TRY(MemorandumId::Parse(context.Path("id")));
    const MemorandumView view = TRY(services_->memoranda.Get(context.actor(), id));
    return ShowForm(context, id, FieldsOf(view.draft, view.memorandum.version), {});
  }

  base::Result<net::Response> Save(Context& context) const {
    const MemorandumId id = TRY(MemorandumId::Parse(context.Path("id")));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const base::Status saved =
        services_->memoranda.Edit(context.actor(), id, desk::WholeNumber(typed.Get("version")).value_or(-1),
                                  MemorandumDraftFrom(typed));
    if (!saved && kit::IsMendable(saved.error()))
      return ShowForm(context, id, typed, {{"title", saved.error().external}});
    if (!saved) return saved.error();
    return desk::RedirectWithFlash(context, HrefOf(id), desk::LocaleOf(context).tr("The draft is saved."));
  }

  base::Result<net::Response> Show(Context& context) const { return ShowOne(context, {}); }

  base::Result<net::Response> Move(Context& context) const {
    const MemorandumId id = TRY(MemorandumId::Parse(context.Path("id")));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const std::optional<Act> act = MemorandumActNamed(typed.Get("act"));
    if (!act) return base::Invalid(desk::tr("There is no such step."));
    const base::Status moved = services_->memoranda.Move(
        context.actor(), id, *act, desk::WholeNumber(typed.Get("version")).value_or(-1), typed.Get("reason"));
    return After(context, id, moved);
  }

  base::Result<net::Response> Sign(Context& context) const {
    const MemorandumId id = TRY(MemorandumId::Parse(context.Path("id")));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const Signing signing{.party = desk::WholeNumber(typed.Get("party")).value_or(0),
                          .signer = std::string(typed.Get("signer")),
                          .role = std::string(typed.Get("role")),
                          .signed_on = std::string(typed.Get("signed_on")),
                          .method = SigningMethodNamed(typed.Get("method")).value_or(SigningMethod::kHere),
                          .sha256 = std::string(typed.Get("sha256"))};
    return After(context, id, services_->memoranda.Sign(context.actor(), id, signing));
  }

  base::Result<net::Response> Next(Context& context) const {
    const MemorandumId id = TRY(MemorandumId::Parse(context.Path("id")));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const MemorandumKind kind = MemorandumKindNamed(typed.Get("kind")).value_or(MemorandumKind::kAmendment);
    const MemorandumId next = TRY(services_->memoranda.Next(context.actor(), id, kind));
    return desk::RedirectWithFlash(
        context, HrefOf(next) + "/edit",
        desk::LocaleOf(context).tr(
            "A draft of the next edition. The one before stays in force until all have "
            "signed this one."));
  }

  base::Result<net::Response> Pdf(Context& context) const {
    const MemorandumId id = TRY(MemorandumId::Parse(context.Path("id")));
    const MemorandumView view = TRY(services_->memoranda.Get(context.actor(), id));
    net::Response response = desk::Download("memorandum.pdf", "application/pdf");
    response.body = TRY(MemorandumPdf(desk::LocaleOf(context), view));
    return response;
  }

 private:
  base::Result<PanelId> Panel(const Context& context) const {
    return services_->panel.seams.database.Read(
        [&](db::Transaction& tx) { return kit::PanelAsked(services_->panel, tx, context.Query("panel")); });
  }

  base::Result<net::Response> After(Context& context, const MemorandumId& id,
                                    const base::Status& done) const {
    if (!done && kit::IsMendable(done.error())) return ShowOne(context, done.error().external);
    if (!done) return done.error();
    return desk::RedirectWithFlash(context, HrefOf(id), desk::LocaleOf(context).tr("Done."));
  }

  base::Result<net::Response> ShowLibrary(Context& context, const net::Arguments& typed,
                                          const kit::Wrongs& wrongs) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PanelId panel = TRY(Panel(context));
    const std::vector<ClauseText> clauses = TRY(services_->memoranda.Clauses(context.actor(), panel));
    desk::PageOptions options{.title = locale.tr("Library of clauses"), .current = "/memoranda"};
    options.crumbs = {{locale.tr("Memoranda"), "/memoranda"}};
    options.status = kit::StatusFor(wrongs);
    return desk::PageResponse(context, options, ClauseLibrary(context, clauses, typed, wrongs));
  }

  base::Result<net::Response> ShowForm(Context& context, const MemorandumId& id, const net::Arguments& typed,
                                       const kit::Wrongs& wrongs) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PanelId panel = TRY(Panel(context));
    const std::vector<ClauseText> clauses = TRY(services_->memoranda.Clauses(context.actor(), panel));
    desk::PageOptions options{
        .title = id.empty() ? locale.tr("Draft a memorandum") : locale.tr("Edit the draft"),
        .current = "/memoranda"};
    options.crumbs = {{locale.tr("Memoranda"), "/memoranda"}};
    options.status = kit::StatusFor(wrongs);
    return desk::PageResponse(
        context, options,
        MemorandumDraftForm(context, id.empty() ? std::string("/memoranda/new") : HrefOf(id) + "/edit", typed,
                            wrongs, clauses));
  }

  base::Result<net::Response> ShowOne(Context& context, const std::string& problem) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const MemorandumId id = TRY(MemorandumId::Parse(context.Path("id")));
    const MemorandumView view = TRY(services_->memoranda.Get(context.actor(), id));
    const Memorandum& m = view.memorandum;
    desk::PageOptions options{.title = m.title, .current = "/memoranda"};
    options.crumbs = {{locale.tr("Memoranda"), "/memoranda"}};
    options.badges = MemorandumBadge(locale, m.state);
    options.actions = html::LinkButton("PDF", HrefOf(id) + "/pdf");
    if (view.writes && m.state == State::kDraft)
      options.actions = Join(html::LinkButton(locale.tr("Edit"), HrefOf(id) + "/edit"), options.actions);
    if (!problem.empty()) options.status = 422;
    return desk::PageResponse(
        context, options,
        Join(problem.empty() ? Html() : html::NoticeOf(html::Mark::kHarm, locale.tr(problem)),
             MemorandumBody(context, view)));
  }

  std::shared_ptr<AgreementServices> services_;
};

}  // namespace

void AddMemorandumPages(desk::Desk& desk, const std::shared_ptr<AgreementServices>& services) {
  const auto pages = std::make_shared<MemorandumPages>(services);
  using desk::Permission;
  using Pages = MemorandumPages;
  kit::AddPage(desk, pages, "GET", "/memoranda", Permission::kPanelRead, &Pages::List);
  kit::AddPage(desk, pages, "GET", "/memoranda/clauses", Permission::kPanelRead, &Pages::Library);
  kit::AddPage(desk, pages, "POST", "/memoranda/clauses", Permission::kPanelManage, &Pages::PutClause);
  kit::AddPage(desk, pages, "GET", "/memoranda/new", Permission::kPanelTakePart, &Pages::NewForm);
  kit::AddPage(desk, pages, "POST", "/memoranda/new", Permission::kPanelTakePart, &Pages::Add);
  kit::AddPage(desk, pages, "GET", "/memoranda/{id}", Permission::kPanelRead, &Pages::Show);
  kit::AddPage(desk, pages, "GET", "/memoranda/{id}/pdf", Permission::kPanelRead, &Pages::Pdf);
  kit::AddPage(desk, pages, "GET", "/memoranda/{id}/edit", Permission::kPanelTakePart, &Pages::EditForm);
  kit::AddPage(desk, pages, "POST", "/memoranda/{id}/edit", Permission::kPanelTakePart, &Pages::Save);
  kit::AddPage(desk, pages, "POST", "/memoranda/{id}/move", Permission::kPanelTakePart, &Pages::Move);
  kit::AddPage(desk, pages, "POST", "/memoranda/{id}/sign", Permission::kPanelTakePart, &Pages::Sign);
  kit::AddPage(desk, pages, "POST", "/memoranda/{id}/next", Permission::kPanelTakePart, &Pages::Next);
}

}  // namespace panel
