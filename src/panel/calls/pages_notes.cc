// /calls/notes: the own organisation's concept notes, one note, its form, its documents, its PDF.

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "panel/calls/note_draft.h"
#include "panel/calls/note_form.h"
#include "panel/calls/note_project.h"
#include "panel/calls/record_pdf.h"
#include "panel/calls/words.h"

namespace panel::calls {
namespace {

using desk::Context;
using html::El;
using html::Html;

// A multipart form around the document.
constexpr std::size_t kUploadBytes = base::kMaxNoteDocumentBytes + (64u << 10);

class NotePages {
 public:
  explicit NotePages(SharedServices services) : services_(std::move(services)) {}

  base::Result<net::Response> Mine(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const std::vector<Notes::Mine> mine = TRY(services_->notes.OfMyOrganisation(context.actor()));
    desk::PageOptions options{.title = locale.tr("My notes"), .current = "/calls"};
    options.subtitle = locale.tr("Concept notes of your organisation.");
    Html list = html::Empty(locale.tr("No concept note yet"),
                            locale.tr("Open a call that takes notes and write one."));
    if (!mine.empty()) {
      desk::TableMaker table(
          {{locale.tr("Title")}, {locale.tr("Call")}, {locale.tr("Deadline")}, {locale.tr("State")}});
      for (const Notes::Mine& one : mine)
        table.Row({desk::LinkTo(HrefOf(one.note.id), one.note.title),
                   desk::LinkTo(HrefOf(one.call.id), one.call.title),
                   one.call.deadline.ms > 0 ? Html(locale.ShortDate(one.call.deadline.ms - 1)) : Html("–"),
                   NoteBadge(locale, one.note.state)});
      list = table.Done(locale.tr("Concept notes, newest first"));
    }
    return desk::PageResponse(context, options,
                              html::Stack({CallTabs(locale, context, "/calls/notes"), list}));
  }

  base::Result<net::Response> Show(Context& context) const { return ShowOne(context, {}); }

  base::Result<net::Response> EditForm(Context& context) const {
    const NoteView view = TRY(View(context));
    return Form(context, view, DraftOf(view.note()), view.note().version, {});
  }

  base::Result<net::Response> Save(Context& context) const {
    const NoteId id = TRY(NoteId::Parse(context.Path("id")));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const NoteDraft draft = NoteDraftFrom(typed);
    const std::int64_t version = desk::WholeNumber(typed.Get("version")).value_or(-1);
    const base::Status saved = services_->notes.Edit(context.actor(), id, version, draft);
    if (!saved && kit::IsMendable(saved.error())) {
      const NoteView view = TRY(View(context));
      Note note = view.note();
      kit::Wrongs wrongs = ReadNote(draft, view.call(), view.parts, note);
      if (wrongs.empty()) wrongs.push_back({"title", saved.error().external});
      return Form(context, view, draft, version, wrongs);
    }
    if (!saved) return saved.error();
    return desk::RedirectWithFlash(context, HrefOf(id), desk::LocaleOf(context).tr("The draft is saved."));
  }

  base::Result<net::Response> Move(Context& context) const {
    const NoteId id = TRY(NoteId::Parse(context.Path("id")));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const std::optional<NoteAct> act = NoteActNamed(typed.Get("act"));
    if (!act) return base::Invalid(desk::tr("There is no such step."));
    return After(context, id,
                 services_->notes.Move(context.actor(), id,
                                       {.act = *act,
                                        .version = desk::WholeNumber(typed.Get("version")).value_or(-1),
                                        .reason = std::string(typed.Get("reason")),
                                        .shown = typed.Get("shown") == "yes"}));
  }

  base::Result<net::Response> PutDocument(Context& context) const {
    const NoteId id = TRY(NoteId::Parse(context.Path("id")));
    const net::Form* form = TRY(context.Form());
    const bool file = !form->files.empty();
    return After(context, id,
                 services_->notes.PutDocument(context.actor(), id, NumberOf(context),
                                              file ? std::string_view(form->files.front().file_name) : "",
                                              file ? form->files.front().bytes : std::string_view()));
  }

  base::Result<net::Response> DropDocument(Context& context) const {
    const NoteId id = TRY(NoteId::Parse(context.Path("id")));
    return After(context, id, services_->notes.DropDocument(context.actor(), id, NumberOf(context)));
  }

  base::Result<net::Response> Document(Context& context) const {
    const NoteId id = TRY(NoteId::Parse(context.Path("id")));
    auto [found, bytes] = TRY(services_->notes.Document(context.actor(), id, NumberOf(context)));
    net::Response response =
        desk::Download("document-" + found.sha256.substr(0, 12), "application/octet-stream");
    response.body = std::move(bytes);
    return response;
  }

  base::Result<net::Response> Memorandum(Context& context) const {
    const NoteId id = TRY(NoteId::Parse(context.Path("id")));
    const base::Result<std::string> made = services_->notes.DraftMemorandum(context.actor(), id);
    if (!made && kit::IsMendable(made.error())) return ShowOne(context, made.error().external);
    if (!made) return made.error();
    return desk::RedirectWithFlash(context, "/memoranda/" + *made,
                                   desk::LocaleOf(context).tr("A memorandum was drafted: complete it."));
  }

  base::Result<net::Response> Project(Context& context) const {
    const NoteId id = TRY(NoteId::Parse(context.Path("id")));
    const base::Result<ProjectId> made = ProjectFromNote(services_->panel, context.actor(), id);
    if (!made && kit::IsMendable(made.error())) return ShowOne(context, made.error().external);
    if (!made) return made.error();
    return desk::RedirectWithFlash(
        context, "/projects/" + made->text() + "/edit",
        desk::LocaleOf(context).tr("A draft of the project stands here: add its days and sectors."));
  }

  base::Result<net::Response> Pdf(Context& context) const {
    const NoteView view = TRY(View(context));
    net::Response response = desk::Download("concept-note.pdf", "application/pdf");
    response.body = TRY(NotePdf(desk::LocaleOf(context), view));
    return response;
  }

 private:
  static std::int64_t NumberOf(const Context& context) {
    return desk::WholeNumber(context.Path("number")).value_or(0);
  }
  base::Result<NoteView> View(const Context& context) const {
    const NoteId id = TRY(NoteId::Parse(context.Path("id")));
    return services_->notes.Get(context.actor(), id);
  }
  base::Result<net::Response> After(Context& context, const NoteId& id, const base::Status& done) const {
    if (!done && kit::IsMendable(done.error())) return ShowOne(context, done.error().external);
    if (!done) return done.error();
    return desk::RedirectWithFlash(context, HrefOf(id), desk::LocaleOf(context).tr("Done."));
  }
  base::Result<net::Response> Form(Context& context, const NoteView& view, const NoteDraft& draft,
                                   std::int64_t version, const kit::Wrongs& wrongs) const {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::PageOptions options{.title = locale.tr("Concept note"), .current = "/calls"};
    options.subtitle = view.call().title;
    options.crumbs = {{locale.tr("Calls"), "/calls"}, {locale.tr("My notes"), "/calls/notes"}};
    options.status = kit::StatusFor(wrongs);
    return desk::PageResponse(context, options, NoteForm(context, view, draft, version, wrongs));
  }
  base::Result<net::Response> ShowOne(Context& context, const std::string& problem) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const NoteView view = TRY(View(context));
    desk::PageOptions options{.title = view.note().title, .current = "/calls"};
    options.crumbs = {{locale.tr("Calls"), "/calls"}, {view.call().title, HrefOf(view.call().id)}};
    options.badges = NoteBadge(locale, view.note().state);
    options.actions = html::LinkButton("PDF", HrefOf(view.note().id) + "/pdf");
    if (view.access.MayWrite() && view.note().state == NoteState::kDraft)
      options.actions =
          Join(html::LinkButton(locale.tr("Edit"), HrefOf(view.note().id) + "/edit"), options.actions);
    if (!problem.empty()) options.status = 422;
    return desk::PageResponse(context, options,
                              Join(ProblemNotice(locale, problem), NoteBody(context, view)));
  }
  SharedServices services_;
};

}  // namespace

void AddNotePages(desk::Desk& desk, const SharedServices& services) {
  const auto pages = std::make_shared<NotePages>(services);
  using desk::Permission;
  using Pages = NotePages;
  const auto take_part = Permission::kPanelTakePart;
  kit::AddPage(desk, pages, "GET", "/calls/notes", take_part, &Pages::Mine);
  kit::AddPage(desk, pages, "GET", "/calls/notes/{id}", Permission::kPanelRead, &Pages::Show);
  kit::AddPage(desk, pages, "GET", "/calls/notes/{id}/pdf", Permission::kPanelRead, &Pages::Pdf);
  kit::AddPage(desk, pages, "GET", "/calls/notes/{id}/edit", take_part, &Pages::EditForm);
  kit::AddPage(desk, pages, "POST", "/calls/notes/{id}/edit", take_part, &Pages::Save);
  kit::AddPage(desk, pages, "POST", "/calls/notes/{id}/move", take_part, &Pages::Move);
  kit::AddPage(desk, pages, "POST", "/calls/notes/{id}/memorandum", take_part, &Pages::Memorandum);
  kit::AddPage(desk, pages, "POST", "/calls/notes/{id}/project", take_part, &Pages::Project);
  kit::AddPage(desk, pages, "GET", "/calls/notes/{id}/documents/{number}", Permission::kPanelRead,
               &Pages::Document);
  kit::AddPage(desk, pages, "POST", "/calls/notes/{id}/documents/{number}/remove", take_part,
               &Pages::DropDocument);
  desk.router().Add({.method = "POST",
                     .pattern = "/calls/notes/{id}/documents/{number}",
                     .permission = take_part,
                     .handler = [pages](Context& context) { return pages->PutDocument(context); },
                     .max_body = kUploadBytes});
}

}  // namespace panel::calls
