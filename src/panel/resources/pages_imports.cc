// /resources/import, /resources/rates, /resources/settings: the secretariat's files, rates and settings.

#include "base/limits_panel.h"
#include "desk/web/flash.h"
#include "desk/web/parts.h"
#include "html/names.h"
#include "iati/simple_types.h"
#include "panel/resources/page_form.h"
#include "panel/resources/pages_resources.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;
using html::Join;

constexpr std::size_t kRatesShown = 100;
constexpr std::string_view kImportHref = "/resources/import";
constexpr std::string_view kRatesHref = "/resources/rates";
constexpr std::string_view kSettingsHref = "/resources/settings";

class ImportPages {
 public:
  explicit ImportPages(ResourceServices& services) : services_(services) {}

  base::Result<net::Response> Form(Context& context) const { return ShowForm(context, {}, ""); }

  base::Result<net::Response> Upload(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const net::Form* form = TRY(context.Form());
    const net::UploadedFile* file = nullptr;
    for (const net::UploadedFile& one : form->files)
      if (!one.file_name.empty()) file = &one;
    if (file == nullptr) return ShowForm(context, {}, locale.tr("Choose a file."));
    const Panel panel = TRY(services_.panels.Root());
    const std::string_view what = form->fields.Get("what");
    const auto import = [&] {
      if (what == "rates")
        return services_.rates.Import(context.actor(), panel.id, file->bytes, file->file_name);
      if (what == "iati")
        return services_.iati.Import(context.actor(), panel.id, file->bytes, file->file_name);
      return services_.ledger.Import(context.actor(), panel.id, file->bytes, file->file_name);
    };
    const base::Result<ImportOutcome> outcome = import();
    if (!outcome.has_value() && IsMendable(outcome.error()))
      return ShowForm(context, {}, outcome.error().external);
    if (!outcome.has_value()) return outcome.error();
    if (outcome->fault_count > 0) return ShowForm(context, FaultTable(locale, file->file_name, *outcome), "");
    std::string words =
        locale.ntr("{n} row was taken.", "{n} rows were taken.", static_cast<std::int64_t>(outcome->taken));
    if (outcome->skipped > 0)
      words += " " + locale.ntr("{n} transaction was left out: the ledger keeps no money of its kind.",
                                "{n} transactions were left out: the ledger keeps no money of their kinds.",
                                static_cast<std::int64_t>(outcome->skipped));
    return desk::RedirectWithFlash(context,
                                   what == "rates"  ? kRatesHref
                                   : what == "iati" ? std::string_view("/projects")
                                                    : std::string_view("/resources/ledger"),
                                   words);
  }

  base::Result<net::Response> ExportIati(Context& context) const {
    const Panel panel = TRY(services_.panels.Root());
    net::Response response = desk::Download("iati-activities.xml", "application/xml");
    base::Result<std::string> file = services_.iati.Export(context.actor(), panel.id);
    // What a project lacks is mended on its page; nobody else was first.
    if (!file.has_value() && file.error().code == base::Code::kConflict)
      return desk::RedirectWithProblem(context, kImportHref,
                                       desk::LocaleOf(context).tr(file.error().external));
    response.body = TRY(std::move(file));
    return response;
  }

  base::Result<net::Response> Rates(Context& context) const { return ShowRates(context, {}, {}); }

  base::Result<net::Response> AddRate(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Panel panel = TRY(services_.panels.Root());
    const Fields fields = TRY(Fields::OfForm(context));
    const base::Result<ExchangeRateRow> rate = RateOfFields(fields);
    const base::Status added =
        rate.has_value() ? services_.rates.Add(context.actor(), panel.id, *rate) : base::Status(rate.error());
    if (!added.has_value() && IsMendable(added.error()))
      return ShowRates(context, fields, {FieldErrorOf(added.error())});
    if (!added.has_value()) return added.error();
    return desk::RedirectWithFlash(context, kRatesHref, locale.tr("The rate is entered."));
  }

  base::Result<net::Response> Apply(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Panel panel = TRY(services_.panels.Root());
    const std::int64_t valued = TRY(services_.rates.ValueMissing(context.actor(), panel.id));
    return desk::RedirectWithFlash(context, kRatesHref,
                                   locale.ntr("{n} line was valued.", "{n} lines were valued.", valued));
  }

  base::Result<net::Response> Settings(Context& context) const {
    const Panel panel = TRY(services_.panels.Root());
    const ResourceSettings settings = TRY(services_.rates.Settings(context.actor(), panel.id));
    Fields fields;
    fields.Set("currency", std::string(settings.currency.code()));
    fields.Set("org_ref", settings.org_ref);
    fields.Set("org_type", settings.org_type);
    fields.Set("version", std::to_string(settings.version));
    return ShowSettings(context, fields, {});
  }

  base::Result<net::Response> SaveSettings(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Panel panel = TRY(services_.panels.Root());
    const Fields fields = TRY(Fields::OfForm(context));
    ResourceSettings settings{.currency = base::Currency::FromStore(fields.Get("currency")),
                              .org_ref = std::string(fields.Get("org_ref")),
                              .org_type = std::string(fields.Get("org_type")),
                              .version = TRY(fields.Whole("version", 0))};
    const base::Status saved = services_.rates.SetSettings(context.actor(), panel.id, settings);
    if (saved.has_value()) return desk::RedirectWithFlash(context, kSettingsHref, locale.tr("Saved."));
    if (!IsMendable(saved.error())) return saved.error();
    return ShowSettings(context, fields, {FieldErrorOf(saved.error())});
  }

 private:
  static std::vector<html::Crumb> Crumbs(const html::Locale& locale) {
    return {{locale.tr("Resources"), "/resources"}};
  }

  base::Result<net::Response> ShowForm(Context& context, const Html& faults, const std::string& error) const {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::PageOptions options{.title = locale.tr("Import"), .current = "/resources"};
    options.crumbs = Crumbs(locale);
    options.status = faults.empty() && error.empty() ? 200 : 422;
    const bool manages = context.actor().Can(desk::Permission::kPanelManage);
    std::vector<html::Choice> kinds = {{"ledger", locale.tr("Lines of the ledger (CSV or spreadsheet)")}};
    if (manages) {
      kinds.push_back({"rates", locale.tr("Exchange rates (CSV or spreadsheet)")});
      kinds.push_back({"iati", locale.tr("Projects and transactions (IATI 2.03 activity file)")});
    }
    std::vector<html::FieldError> errors;
    if (!error.empty()) errors.push_back({"file", error});
    const Html form =
        html::Form({.action = kImportHref, .csrf = context.csrf(), .upload = true},
                   Join(html::Field({.control_id = "what", .label = locale.tr("What the file holds")},
                                    html::Select("what", kinds, "ledger")),
                        html::Field({.control_id = "file",
                                     .label = locale.tr("File"),
                                     .hint = locale.tr("Everything is taken, or nothing."),
                                     .error = error},
                                    html::FileDrop("file", ".csv,.tsv,.xlsx,.ods,.xml",
                                                   locale.tr("Drop a file here, or choose one"))),
                        html::Button(locale.tr("Import the file"))));
    const Html help = html::Section(
        locale.tr("Columns"),
        Join(El("p",
                locale.tr(
                    "Ledger: date, stage, project, donor, currency, amount; as needed kind, quantity, unit, "
                    "valued_by, commitment, reference, note. A project is named by its code, such as P7.")),
             El("p", locale.tr("Rates: date, from, to, rate, source."))));
    std::vector<Html> parts = {
        faults, Join(html::ErrorSummary(locale.tr("The file was not taken"), errors), form), help};
    if (manages)
      parts.push_back(html::Section(
          locale.tr("IATI"),
          El("p",
             desk::LinkTo("/resources/iati.xml",
                          locale.tr("Projects and ledger as an IATI 2.03 activity file")),
             " · ", desk::LinkTo(std::string(kSettingsHref), locale.tr("Settings of resources")))));
    return desk::PageResponse(context, options, html::Stack(parts));
  }

  base::Result<net::Response> ShowRates(Context& context, const Fields& typed,
                                        std::vector<html::FieldError> errors) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Panel panel = TRY(services_.panels.Root());
    const std::vector<ExchangeRateRow> rates =
        TRY(services_.rates.List(context.actor(), panel.id, kRatesShown));
    const std::vector<Rates::Missing> missing = TRY(services_.rates.Wanted(context.actor(), panel.id));
    const bool manages = context.actor().Can(desk::Permission::kPanelManage);
    desk::PageOptions options{.title = locale.tr("Exchange rates"), .current = "/resources"};
    options.subtitle = locale.tr(
        "A line takes the rate of its day, or the last one of the seven days before. Nothing is guessed.");
    options.crumbs = Crumbs(locale);
    options.status = errors.empty() ? 200 : 422;
    std::vector<Html> parts;
    if (!missing.empty()) parts.push_back(MissingPart(context, missing, manages));
    if (manages) parts.push_back(NewRatePart(context, typed, std::move(errors)));
    if (rates.empty()) {
      parts.push_back(
          html::Empty(locale.tr("No rates yet"), locale.tr("Enter one, or import a table of them.")));
    } else {
      desk::TableMaker table({{locale.tr("Date")},
                              {locale.tr("From")},
                              {locale.tr("To")},
                              {locale.tr("Rate"), true},
                              {locale.tr("Source")}});
      for (const ExchangeRateRow& rate : rates)
        table.Row({DayWords(locale, rate.day), std::string(rate.from.code()), std::string(rate.to.code()),
                   html::Value(rate.rate), html::Value(rate.source)});
      parts.push_back(table.Done(locale.tr("Rates, newest first")));
    }
    return desk::PageResponse(context, options, html::Stack(parts));
  }

  static Html MissingPart(const Context& context, const std::vector<panel::Rates::Missing>& missing,
                          bool manages) {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::TableMaker table({{locale.tr("Currency")},
                            {locale.tr("First day")},
                            {locale.tr("Last day")},
                            {locale.tr("Lines"), true}});
    for (const panel::Rates::Missing& one : missing)
      table.Row({std::string(one.currency.code()), DayWords(locale, one.first_day),
                 DayWords(locale, one.last_day), locale.Number(one.lines)});
    Html out = table.Done(locale.tr("Lines that wait for a rate"));
    if (manages)
      out.Add(html::PostButton(locale.tr("Value them by the rates there are"), "/resources/rates/apply",
                               context.csrf(), {.kind = html::ButtonKind::kQuiet}));
    return html::Section(locale.tr("Rates that are missing"), out);
  }

  static Html NewRatePart(const Context& context, const Fields& typed, std::vector<html::FieldError> errors) {
    const html::Locale& locale = desk::LocaleOf(context);
    const PageForm form(locale, typed, std::move(errors));
    const Html left = Join(form.Date("date", locale.tr("Date")),
                           form.Text("source", locale.tr("Source"), locale.tr("Such as the central bank")));
    const Html right = Join(
        form.Text("from", locale.tr("From"), locale.tr("Its three letters, such as USD")),
        form.Text("to", locale.tr("To")),
        form.Text("rate", locale.tr("Rate"), locale.tr("How many of the second one of the first is worth")));
    return html::Section(
        locale.tr("Enter a rate"),
        Join(form.Errors(), html::Form({.action = kRatesHref, .csrf = context.csrf()},
                                       Join(html::SideBySide(html::Columns::kEven, left, right),
                                            html::Button(locale.tr("Enter the rate"))))));
  }

  base::Result<net::Response> ShowSettings(Context& context, const Fields& typed,
                                           std::vector<html::FieldError> errors) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PageForm form(locale, typed, std::move(errors));
    desk::PageOptions options{.title = locale.tr("Settings of resources"), .current = "/resources"};
    options.crumbs = Crumbs(locale);
    options.status = form.failed() ? 422 : 200;
    const std::vector<html::Choice> types = {
        {"10", locale.tr("Government")},     {"21", locale.tr("International NGO")},
        {"22", locale.tr("National NGO")},   {"30", locale.tr("Public-private partnership")},
        {"40", locale.tr("Multilateral")},   {"60", locale.tr("Foundation")},
        {"70", locale.tr("Private sector")}, {"80", locale.tr("Academic, training and research")}};
    const Html fields = Join(form.Text("currency", locale.tr("Reporting currency"),
                                       locale.tr("It stays once the ledger has lines.")),
                             form.Text("org_ref", locale.tr("The panel's reference as an IATI publisher"),
                                       locale.tr("Of the form AGENCY-NUMBER, such as XM-DAC-41122")),
                             form.Choose("org_type", locale.tr("Type of organisation (IATI)"), types),
                             desk::HiddenField("version", typed.Get("version")),
                             html::Button(locale.tr("Save the settings")));
    return desk::PageResponse(
        context, options,
        Join(form.Errors(), html::Form({.action = kSettingsHref, .csrf = context.csrf()}, fields)));
  }

  ResourceServices& services_;
};

}  // namespace

void RegisterImportPages(desk::Desk& desk, ResourceServices& services) {
  const ImportPages pages(services);
  using P = desk::Permission;
  const auto add = [&](std::string_view method, std::string_view pattern, P permission, auto handler,
                       std::size_t max_body = base::kMaxBodyBytes) {
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = permission,
                       .handler = [pages, handler](Context& context) { return (pages.*handler)(context); },
                       .max_body = max_body,
                       .may_spool = max_body > base::kMaxBodyBytes});
  };
  constexpr std::size_t kFormBytes = 1u << 16;
  add("GET", kImportHref, P::kPanelTakePart, &ImportPages::Form);
  add("POST", kImportHref, P::kPanelTakePart, &ImportPages::Upload,
      base::kMaxResourceImportBytes + kFormBytes);
  add("GET", "/resources/iati.xml", P::kPanelManage, &ImportPages::ExportIati);
  add("GET", kRatesHref, P::kPanelRead, &ImportPages::Rates);
  add("POST", kRatesHref, P::kPanelManage, &ImportPages::AddRate);
  add("POST", "/resources/rates/apply", P::kPanelManage, &ImportPages::Apply);
  add("GET", kSettingsHref, P::kPanelManage, &ImportPages::Settings);
  add("POST", kSettingsHref, P::kPanelManage, &ImportPages::SaveSettings);
}

}  // namespace panel
