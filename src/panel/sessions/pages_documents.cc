// Documents of a session, certificates of attendance and their check by number.

#include <fmt/format.h>

#include "base/limits_panel.h"
#include "desk/desk.h"
#include "desk/people/people.h"
#include "desk/tr.h"
#include "desk/web/pages.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/names.h"
#include "panel/common/public_page.h"
#include "panel/sessions/faces.h"
#include "panel/sessions/kind_fields.h"

namespace panel {
namespace {

using html::El;
using html::Html;
using html::Join;

// A name that a header may hold: what is not plain ASCII becomes "_".
std::string PlainName(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    const bool keeps =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-';
    plain += keeps ? c : '_';
  }
  return plain.empty() ? "document" : plain;
}

class DocumentPages {
 public:
  explicit DocumentPages(SessionServices& services) : services_(services) {}

  base::Result<net::Response> List(desk::Context& context) const {
    return Page(context, desk::FormErrors(desk::LocaleOf(context)), 200);
  }

  base::Result<net::Response> Change(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PanelSessionId id = TRY(SessionIdOf(context));
    if (FieldOf(context, "do") == "remove") {
      const PieceId piece = TRY(PieceId::Parse(FieldOf(context, "piece")));
      TRY(services_.pieces.Remove(context.actor(), id, piece));
      return desk::RedirectWithFlash(context, SessionHref(id, "/documents"), locale.tr("Removed."));
    }
    const net::Form* form = TRY(context.Form());
    const std::string title = FieldOf(context, "title");
    const std::string_view name = form->files.empty() ? std::string_view() : form->files.front().file_name;
    const std::string_view bytes = form->files.empty() ? std::string_view() : form->files.front().bytes;
    const auto added = services_.pieces.AddDocument(context.actor(), id, name, title, bytes);
    if (added)
      return desk::RedirectWithFlash(context, SessionHref(id, "/documents"),
                                     locale.tr("The paper is there."));
    if (added.error().code != base::Code::kInvalid && added.error().code != base::Code::kTooLarge)
      return added.error();
    desk::FormErrors errors(locale);
    TRY(errors.Take("file", added.error()));
    return Page(context, errors, 400);
  }

  base::Result<net::Response> Download(desk::Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const PieceId piece = TRY(PieceId::Parse(context.Path("document")));
    const auto reader = TRY(ReaderOf(services_, context));
    PanelSession session;
    const auto read = [&](db::Transaction& tx) -> base::Result<OpenPiece> {
      session = TRY(services_.access.MustSee(tx, context.actor(), id));
      return services_.pieces.Get(tx, session, piece, Pointer(reader));
    };
    const OpenPiece document = TRY(services_.desk.database().Read(read));
    const std::string bytes = TRY(services_.pieces.ReadDocument(session, document));
    const std::string type =
        session.closed() ? std::string(WordOf(document.words, "type")) : document.piece.label;
    net::Response response = desk::Download(PlainName(WordOf(document.words, "name")), type);
    response.body = bytes;
    return response;
  }

  base::Result<net::Response> Certificate(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PanelSessionId id = TRY(SessionIdOf(context));
    const auto reader = TRY(ReaderOf(services_, context));
    panel::Certificate certificate;
    std::string issuer;
    const auto read = [&](db::Transaction& tx) -> base::Result<SessionView> {
      certificate = TRY(services_.certificates.Own(tx, context.actor(), id));
      PanelSession session = TRY(services_.access.MustSee(tx, context.actor(), id));
      issuer = TRY(services_.panel.panels.Get(tx, session.panel)).name;
      return ViewOf(tx, services_, locale, std::move(session), Pointer(reader));
    };
    const SessionView view = TRY(services_.desk.database().Read(read));
    if (view.locked)
      return base::Error{
          base::Code::kForbidden, desk::tr("This is sealed: unlock your vault to read it."), {}};
    const std::string organisation = TRY(services_.desk.people().GetOrganisation(certificate.org)).name;
    const CertificateWords words{
        .person = context.actor().name,
        .organisation = organisation,
        .title = view.title,
        .issuer = issuer,
        .check_url = view.session.closed()
                         ? std::string()
                         : services_.desk.config().public_url + "/panel/certificates/" + certificate.number};
    net::Response response = desk::Download("certificate-" + certificate.number + ".pdf", "application/pdf");
    response.body = TRY(CertificatePdf(locale, certificate, view.session, words));
    return response;
  }

  base::Result<net::Response> Check(desk::Context& context) const {
    const html::Locale& locale = PublicLocale(context);
    const std::string_view number = context.Path("number");
    const auto read = [&](db::Transaction& tx) { return services_.certificates.Check(tx, number); };
    const Certificates::Checked checked = TRY(services_.desk.database().Read(read));
    const std::string title = locale.tr("Session"), day = locale.tr("When"), how = locale.tr("Took part"),
                      issued = locale.tr("Issued");
    return PublicPage(
        context, {.title = locale.tr("Certificate {number}", {{"number", checked.certificate.number}})},
        html::Stack({El("p", html::Badge(html::Mark::kOk, locale.tr("Issued here")), " ",
                        locale.tr("The panel issued a certificate of attendance with this number. The name "
                                  "stands on the certificate itself.")),
                     html::Facts({{title, html::Value(checked.session.title)},
                                  {day, WhenLine(locale, checked.session)},
                                  {how, locale.tr(ModeLabel(checked.certificate.mode))},
                                  {issued, locale.Date(checked.certificate.issued.ms)}})}));
  }

 private:
  base::Result<net::Response> Page(desk::Context& context, const desk::FormErrors& errors, int status) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PanelSessionId id = TRY(SessionIdOf(context));
    const auto reader = TRY(ReaderOf(services_, context));
    std::vector<OpenPiece> documents;
    bool chair = false;
    bool may_add = false;
    SessionNames names;
    const auto read = [&](db::Transaction& tx) -> base::Result<SessionView> {
      PanelSession session = TRY(services_.access.MustSee(tx, context.actor(), id));
      documents = TRY(services_.pieces.All(tx, session, PieceKind::kDocument, Pointer(reader)));
      chair = TRY(services_.access.MayChair(tx, context.actor(), session));
      may_add = chair || services_.access.MustTakePart(tx, context.actor(), id).has_value();
      names = TRY(ReadNames(tx, id));
      return ViewOf(tx, services_, locale, std::move(session), Pointer(reader));
    };
    const SessionView view = TRY(services_.desk.database().Read(read));
    Html main = Join(SessionTabs(locale, view.session, "/documents", chair), SealedNotice(locale, view));
    if (documents.empty()) {
      main.Add(html::Empty(locale.tr("No papers yet"),
                           locale.tr("What is to be read before or after appears here.")));
    } else {
      main.Add(Table(context, view.session, documents, names, chair));
    }
    if (may_add) main.Add(AddForm(context, view.session, errors));
    return desk::PageResponse(context,
                              {.title = view.title,
                               .subtitle = WhenBoth(locale, view.session),
                               .current = "/sessions",
                               .crumbs = {{locale.tr("Sessions"), "/sessions"}},
                               .badges = StateBadge(locale, view.session),
                               .status = status},
                              html::Stack({main}));
  }

  static Html Table(desk::Context& context, const PanelSession& session,
                    const std::vector<OpenPiece>& documents, const SessionNames& names, bool chair) {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::TableMaker table({{locale.tr("Paper")},
                            {locale.tr("By")},
                            {locale.tr("kB"), true},
                            {locale.tr("Added")},
                            {locale.tr("Action")}});
    constexpr std::int64_t kKilo = 1024;
    for (const OpenPiece& one : documents) {
      const Html name = one.locked
                            ? Html(locale.tr("Sealed"))
                            : desk::LinkTo(SessionHref(session.id, "/documents/" + one.piece.id.text()),
                                           html::Value(WordOf(one.words, "title")));
      const bool may_remove = chair || one.piece.person == context.actor().person;
      const Html remove =
          may_remove ? html::Form({.action = SessionHref(session.id, "/documents"), .csrf = context.csrf()},
                                  Join(desk::HiddenField("piece", one.piece.id.text()),
                                       html::Button(locale.tr("Remove"), {.name = "do",
                                                                          .value = "remove",
                                                                          .kind = html::ButtonKind::kQuiet,
                                                                          .css = "small"})))
                     : Html();
      table.Row({name, html::Value(names.Org(one.piece.org)),
                 locale.Number((one.piece.size + kKilo - 1) / kKilo), desk::DayOf(locale, one.piece.created),
                 remove});
    }
    return table.Done(locale.tr("Papers"));
  }

  static Html AddForm(desk::Context& context, const PanelSession& session, const desk::FormErrors& errors) {
    const html::Locale& locale = desk::LocaleOf(context);
    const std::string file = locale.tr("File"),
                      hint = locale.tr("PDF, office documents, pictures or plain text, at most 20 MB."),
                      title = locale.tr("Title");
    return html::Section(
        locale.tr("Add a paper"),
        html::Form(
            {.action = SessionHref(session.id, "/documents"), .csrf = context.csrf(), .upload = true},
            Join(errors.Summary(),
                 html::Field({.control_id = "file", .label = file, .hint = hint, .error = errors.Of("file")},
                             html::Input({.name = "file", .type = html::InputType::kFile})),
                 html::Field({.control_id = "title", .label = title}, html::Input({.name = "title"})),
                 html::Button(locale.tr("Add the paper"), {.kind = html::ButtonKind::kQuiet}))));
  }

  SessionServices& services_;
};

}  // namespace

void AddDocumentPages(SessionServices& services) {
  const auto pages = std::make_shared<DocumentPages>(services);
  using desk::Permission;
  AddPage(services, "/sessions/{id}/documents", Permission::kPanelRead,
          [pages](desk::Context& c) { return pages->List(c); });
  AddPost(services, "/sessions/{id}/documents", Permission::kPanelTakePart,
          [pages](desk::Context& c) { return pages->Change(c); });
  AddPage(services, "/sessions/{id}/documents/{document}", Permission::kPanelRead,
          [pages](desk::Context& c) { return pages->Download(c); });
  AddPage(services, "/sessions/{id}/certificate", Permission::kPanelRead,
          [pages](desk::Context& c) { return pages->Certificate(c); });
  services.desk.router().Add({.method = "GET",
                              .pattern = "/panel/certificates/{number}",
                              .permission = Permission::kPublic,
                              .handler = [pages](desk::Context& c) { return pages->Check(c); },
                              .check_csrf = false});
}

}  // namespace panel
