// /imports: party files from the upload to what came of them.

#include <fmt/format.h>

#include <memory>

#include "desk/desk.h"
#include "desk/web/pages.h"
#include "files/csv_writer.h"
#include "html/console_components.h"
#include "html/names.h"
#include "screening/console/colleagues.h"
#include "screening/console/import_check.h"
#include "screening/console/import_columns.h"
#include "screening/console/import_outcome.h"
#include "screening/console/import_words.h"
#include "screening/console/page_parts.h"
#include "screening/console/register_pages.h"
#include "screening/queue/services.h"

namespace screening {

namespace {

using desk::Context;
using html::El;
using html::Html;
using html::Join;

constexpr std::size_t kImportsShown = 100;
constexpr std::size_t kHomeLooksAt = 20;
constexpr std::int64_t kImportUrgency = 300;
constexpr std::int64_t kFailedUrgency = 400;
constexpr std::size_t kStreamedRejects = 1'000;
constexpr std::string_view kNewHref = "/imports/new";
constexpr std::string_view kAccepted = ".csv,.tsv,.txt,.xlsx,.xlsm,.ods,.jsonl,.ndjson,.json";

Html ImportsTable(const html::Locale& locale, const std::vector<Import>& imports,
                  const Colleagues& colleagues) {
  TableMaker table({{locale.tr("Collection")},
                    {locale.tr("File")},
                    {locale.tr("State")},
                    {locale.tr("Rows"), true},
                    {locale.tr("New"), true},
                    {locale.tr("Changed"), true},
                    {locale.tr("Uploaded")}});
  for (const Import& import : imports) {
    const bool done = import.state == ImportState::kDone;
    const auto count = [&](std::int64_t number) { return done ? locale.Number(number) : std::string("–"); };
    table.Row({LinkTo(ImportHref(import.id), html::Value(import.source)), html::Value(import.file_name),
               ImportStateBadge(locale, import.state), count(import.rows), count(import.added),
               count(import.changed),
               Join(DayOf(locale, import.created), El("span", {{"class", "muted"}}, ", ",
                                                      html::Value(colleagues.NameOf(import.created_by))))});
  }
  return table.Done(locale.tr("Imports, newest first"));
}

Html UploadForm(const Context& context, std::string_view source, const std::string& error) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::string size = locale.Number(static_cast<std::int64_t>(base::kMaxUploadBytes >> 20));
  const Html fields = Join(
      html::Field(
          {.control_id = "file",
           .label = locale.tr("File"),
           .hint = locale.tr(
               "A spreadsheet (XLSX, ODS), CSV in any encoding, or JSON lines; at most {n} MB. Headings are "
               "recognised in fourteen languages.",
               {{"n", size}}),
           .error = error},
          html::FileDrop("file", kAccepted, locale.tr("Drop a file here, or choose one"))),
      html::Field({.control_id = "source",
                   .label = locale.tr("Name of the collection"),
                   .hint = locale.tr("For example “Suppliers 2026”. Empty: the file's name.")},
                  html::Input({.name = "source",
                               .value = source,
                               .max_length = base::kMaxSourceBytes,
                               .described_by = "source-hint"})),
      html::Button(locale.tr("Upload the file")));
  std::vector<html::FieldError> errors;
  if (!error.empty()) errors.push_back({"file", error});
  return html::Stack(
      {ImportSteps(locale, nullptr, ImportStep::kFile),
       Join(html::ErrorSummary(locale.tr("The file was not taken"), errors),
            html::Form({.action = kNewHref, .csrf = context.csrf(), .upload = true}, fields))});
}

// One line of the rejects as CSV after the other, in bounded memory.
base::Status StreamRejects(Imports& imports, const html::Locale& locale, const desk::OrgId& org,
                           const ImportId& id, net::BodyWriter& writer) {
  std::string text;
  files::CsvWriter csv(&text, {.guard_formulas = true});
  csv.Row({"row", "column", "value", "reason", "left_out"});
  std::int64_t after = 0;
  for (bool more = true; more;) {
    const std::vector<Imports::NumberedReject> some = TRY(imports.Rejects(org, id, after, kStreamedRejects));
    for (const auto& [number, reject] : some) {
      csv.Row({fmt::to_string(reject.row), reject.column, reject.value, locale.tr(reject.reason),
               reject.whole_row ? "row" : "field"});
      after = number;
    }
    TRY(writer.Write(text));
    text.clear();
    more = some.size() == kStreamedRejects;
  }
  return base::Ok();
}

class ImportPages {
 public:
  explicit ImportPages(QueueServices& services) : services_(services) {}

  base::Result<net::Response> List(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const std::vector<Import> imports = TRY(services_.imports.List(context.org(), kImportsShown));
    const Colleagues colleagues = TRY(Colleagues::Of(context));
    desk::PageOptions options{.title = locale.tr("Imports"), .current = "/imports"};
    options.subtitle = locale.tr("Files of parties, from the upload to what came of them");
    if (context.actor().Can(desk::Permission::kPartiesWrite))
      options.actions = html::LinkButton(locale.tr("Import a spreadsheet"), kNewHref);
    if (imports.empty())
      return desk::PageResponse(
          context, options,
          html::Empty(
              locale.tr("No imports yet"),
              locale.tr(
                  "Upload the list of suppliers as it is: you see which columns were recognised, and can "
                  "correct them, before anything is read.")));
    Html main = ImportsTable(locale, imports, colleagues);
    if (imports.size() == kImportsShown)
      main.Add(El("p", {{"class", "muted small"}}, locale.tr("Older ones are not shown.")));
    return desk::PageResponse(context, options, main);
  }

  base::Result<net::Response> NewForm(Context& context) const { return ShowUpload(context, {}, {}); }

  base::Result<net::Response> Upload(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const net::Form* form = TRY(context.Form());
    const std::string_view source = form->fields.Get("source");
    const net::UploadedFile* file = nullptr;
    for (const net::UploadedFile& one : form->files)
      if (one.field == "file" && !one.file_name.empty()) file = &one;
    if (file == nullptr) return ShowUpload(context, source, locale.tr("Choose a file."));
    const base::Result<ImportId> id =
        services_.imports.Upload(context.actor(), context.org(), file->file_name, file->bytes, source);
    if (id) return net::Redirect(303, ImportHref(*id));
    if (id.error().code != base::Code::kInvalid && id.error().code != base::Code::kTooLarge)
      return id.error();
    return ShowUpload(context, source, locale.tr(id.error().external));
  }

  base::Result<net::Response> Show(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Import import = TRY(Named(context));
    switch (import.state) {
      case ImportState::kMapping:
      case ImportState::kFailed:
        return ShowOpen(context, import, {});
      case ImportState::kRunning: {
        const desk::Job job = TRY(context.desk().jobs().Get(context.org(), import.job));
        return ShowPage(context, import, ImportStep::kReading, ReadingView(context, import, job));
      }
      case ImportState::kDone:
        return ShowDone(context, import);
      case ImportState::kDiscarded:
        break;
    }
    return ShowPage(
        context, import, ImportStep::kFile,
        html::Empty(locale.tr("Discarded"), LinkTo(std::string(kNewHref), locale.tr("Import another file"))));
  }

  base::Result<net::Response> SaveColumns(Context& context) const {
    const net::Form* form = TRY(context.Form());
    const Import import = TRY(Named(context));
    const ImportPreview preview = TRY(services_.imports.Preview(context.org(), import.id));
    const base::Result<ChosenColumns> chosen = ReadColumns(form->fields, import, preview);
    if (!chosen) return ShowOpen(context, import, chosen.error().external);
    const std::int64_t version = WholeNumber(form->fields.Get("version")).value_or(0);
    const base::Status saved = services_.imports.SetMapping(context.actor(), context.org(), import.id,
                                                            version, chosen->mapping, chosen->source);
    if (!saved && (saved.error().code == base::Code::kInvalid || saved.error().code == base::Code::kTooLarge))
      return ShowRefused(context, import, preview, *chosen, saved.error().external);
    if (!saved) return saved.error();
    const bool again = chosen->other_table || form->fields.Has("again");
    return net::Redirect(303, ImportHref(import.id) + (again ? "" : "?step=check"));
  }

  base::Result<net::Response> Start(Context& context) const {
    const net::Form* form = TRY(context.Form());
    const Import import = TRY(Named(context));
    const std::int64_t version = WholeNumber(form->fields.Get("version")).value_or(0);
    const base::Result<desk::JobId> job =
        services_.imports.Start(context.actor(), context.org(), import.id, version);
    if (!job && job.error().code == base::Code::kInvalid)
      return ShowOpen(context, import, job.error().external);
    if (!job) return job.error();
    return net::Redirect(303, ImportHref(import.id));
  }

  base::Result<net::Response> Discard(Context& context) const {
    const ImportId id = TRY(ImportId::Parse(context.Path("id")));
    TRY(services_.imports.Discard(context.actor(), context.org(), id));
    return desk::RedirectWithFlash(
        context, "/imports", desk::LocaleOf(context).tr("The import is discarded and its file deleted."));
  }

  base::Result<net::Response> RemoveMissing(Context& context) const {
    const ImportId id = TRY(ImportId::Parse(context.Path("id")));
    const std::size_t removed = TRY(services_.imports.RemoveMissing(context.actor(), context.org(), id));
    return desk::RedirectWithFlash(
        context, ImportHref(id),
        desk::LocaleOf(context).ntr("{n} party is removed.", "{n} parties are removed.",
                                    static_cast<std::int64_t>(removed)));
  }

  base::Result<net::Response> RejectsFile(Context& context) const {
    const Import import = TRY(Named(context));
    net::Response response = Download("rejects.csv", "text/csv; charset=utf-8");
    response.stream = [imports = &services_.imports, locale = &desk::LocaleOf(context), org = context.org(),
                       id = import.id](net::BodyWriter& writer) {
      return StreamRejects(*imports, *locale, org, id, writer);
    };
    return response;
  }

  base::Result<std::vector<desk::HomeItem>> HomeItems(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    std::vector<desk::HomeItem> items;
    for (const Import& import : TRY(services_.imports.List(context.org(), kHomeLooksAt))) {
      const bool failed = import.state == ImportState::kFailed;
      if (!failed && import.state != ImportState::kMapping) continue;
      const std::string age = locale.Age(context.desk().clock().Now().ms - import.created.ms);
      items.push_back(
          {.title = failed ? locale.tr("The import “{source}” failed", {{"source", import.source}})
                           : locale.tr("The import “{source}” waits for you", {{"source", import.source}}),
           .reason = failed
                         ? locale.tr(import.message)
                         : locale.tr("Its columns are to be checked before it is read. Uploaded: {age} ago",
                                     {{"age", age}}),
           .href = ImportHref(import.id),
           .action = failed ? locale.tr("See why") : locale.tr("Check the columns"),
           .urgency = failed ? kFailedUrgency : kImportUrgency});
    }
    return items;
  }

 private:
  base::Result<Import> Named(const Context& context) const {
    return services_.imports.Get(context.org(), TRY(ImportId::Parse(context.Path("id"))));
  }

  static net::Response ShowUpload(const Context& context, std::string_view source, const std::string& error) {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::PageOptions options{
        .title = locale.tr("Import a spreadsheet"), .current = "/imports", .islands = {"drop"}};
    options.crumbs = {{locale.tr("Imports"), "/imports"}};
    options.status = error.empty() ? 200 : 422;
    return desk::PageResponse(context, options, UploadForm(context, source, error));
  }

  static net::Response ShowPage(const Context& context, const Import& import, ImportStep step,
                                const Html& main, int status = 200) {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::PageOptions options{.title = import.source, .subtitle = import.file_name, .current = "/imports"};
    options.crumbs = {{locale.tr("Imports"), "/imports"}};
    options.badges = ImportStateBadge(locale, import.state);
    options.status = status;
    if (step == ImportStep::kReading) options.islands = {"progress"};
    return desk::PageResponse(context, options, html::Stack({ImportSteps(locale, &import, step), main}));
  }

  // The columns, or after them the check.
  base::Result<net::Response> ShowOpen(const Context& context, const Import& import,
                                       const std::string& error) const {
    const ImportPreview preview = TRY(services_.imports.Preview(context.org(), import.id));
    const bool may_write = context.actor().Can(desk::Permission::kPartiesWrite);
    if (context.Query("step") == "check" && error.empty() && may_write)
      return ShowPage(context, import, ImportStep::kCheck,
                      Join(CheckView(context, import, preview), DiscardPart(context, import)));
    return ShowColumns(context, import, preview, error);
  }

  static net::Response ShowColumns(const Context& context, const Import& import, const ImportPreview& preview,
                                   const std::string& error) {
    const html::Locale& locale = desk::LocaleOf(context);
    if (!context.actor().Can(desk::Permission::kPartiesWrite))
      return ShowPage(context, import, ImportStep::kColumns,
                      html::Empty(locale.tr("Not read yet"),
                                  locale.tr("A colleague who may change parties checks its columns first.")));
    return ShowPage(
        context, import, ImportStep::kColumns,
        html::Stack({ColumnsView({context, import, preview, error}), DiscardPart(context, import)}),
        error.empty() ? 200 : 422);
  }

  // What was chosen stays chosen.
  static net::Response ShowRefused(const Context& context, const Import& import, const ImportPreview& preview,
                                   const ChosenColumns& chosen, const std::string& error) {
    Import typed = import;
    typed.source = chosen.source;
    ImportPreview shown = preview;
    for (PreviewColumn& column : shown.columns) {
      column.use = column.recognised;
      for (const ImportMapping::Use& use : chosen.mapping.uses)
        if (use.column == column.index) column.use = use.use;
    }
    return ShowColumns(context, typed, shown, error);
  }

  base::Result<net::Response> ShowDone(const Context& context, const Import& import) const {
    const std::int64_t after = WholeNumber(context.Query("rejects")).value_or(0);
    const std::vector<Imports::NumberedReject> rejects =
        TRY(services_.imports.Rejects(context.org(), import.id, after, kRejectsAPage + 1));
    std::vector<Party> missing;
    if (import.missing > 0) missing = TRY(services_.imports.Missing(context.org(), import.id, kMissingShown));
    return ShowPage(context, import, ImportStep::kDone, OutcomeView({context, import, rejects, missing}));
  }

  QueueServices& services_;
};

}  // namespace

void RegisterImportPages(desk::Desk& desk, QueueServices& services) {
  const ImportPages pages(services);
  using desk::Permission;
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       base::Result<net::Response> (ImportPages::*page)(Context&) const) {
    const bool upload = method == "POST" && pattern == kNewHref;
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = permission,
                       .handler = [pages, page](Context& context) { return (pages.*page)(context); },
                       .max_body = upload ? base::kMaxUploadBytes : base::kMaxBodyBytes,
                       .may_spool = upload});
  };
  add("GET", "/imports", Permission::kPartiesRead, &ImportPages::List);
  add("GET", kNewHref, Permission::kPartiesWrite, &ImportPages::NewForm);
  add("POST", kNewHref, Permission::kPartiesWrite, &ImportPages::Upload);
  add("GET", "/imports/{id}", Permission::kPartiesRead, &ImportPages::Show);
  add("POST", "/imports/{id}", Permission::kPartiesWrite, &ImportPages::SaveColumns);
  add("POST", "/imports/{id}/start", Permission::kPartiesWrite, &ImportPages::Start);
  add("POST", "/imports/{id}/discard", Permission::kPartiesWrite, &ImportPages::Discard);
  add("POST", "/imports/{id}/remove-missing", Permission::kPartiesWrite, &ImportPages::RemoveMissing);
  add("GET", "/imports/{id}/rejects.csv", Permission::kPartiesRead, &ImportPages::RejectsFile);
  desk.AddNav({.permission = Permission::kPartiesRead, .order = 25, .make = [](const Context& context) {
                 const html::Locale& locale = desk::LocaleOf(context);
                 return html::NavItem{
                     .section = locale.tr("Supply chain"), .label = locale.tr("Imports"), .href = "/imports"};
               }});
  desk.AddHome({.permission = Permission::kPartiesWrite,
                .items = [pages](Context& context) { return pages.HomeItems(context); }});
}

}  // namespace screening
