// /services: the directory.

#include <algorithm>

#include "base/limits_referral.h"
#include "desk/desk.h"
#include "desk/people/fields.h"
#include "desk/web/flash.h"
#include "desk/web/parts.h"
#include "entity/entity.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/names.h"
#include "voice/casework/shell.h"
#include "voice/referral/pages.h"
#include "voice/referral/recipients.h"

namespace voice::referral {
namespace {

using html::El;
using html::Html;
using html::Join;

constexpr std::size_t kPageLines = 50;

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::string CountryWord(const Service& service) {
  const std::string_view name = entity::CountryName(service.country);
  return name.empty() ? service.country : std::string(name);
}

std::string LanguageWords(const Service& service) {
  std::string text;
  for (const std::string& tag : service.languages) text += (text.empty() ? "" : ", ") + LanguageWord(tag);
  return text;
}

std::vector<std::string> Apart(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (c != ' ' && c != ',')
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

bool MayChange(const desk::Context& context) {
  return context.actor().Can(desk::Permission::kCasesSupervise);
}

Html FilterForm(const html::Locale& locale, const ServiceFilter& filter) {
  std::vector<html::Choice> trades = TradeChoices(locale);
  trades.insert(trades.begin(), {"", locale.tr("All kinds")});
  const std::string label = locale.tr("Find services");
  return html::Form(
      {.action = "/services", .get = true, .css = "row", .label = label},
      Join(html::Field({.control_id = "kind", .label = locale.tr("Kind")},
                       html::Select("kind", trades, filter.trade ? TradeName(*filter.trade) : "")),
           html::Field({.control_id = "country", .label = locale.tr("Country")},
                       html::Input({.name = "country", .value = filter.country})),
           html::Field({.control_id = "language", .label = locale.tr("Language")},
                       html::Input({.name = "language", .value = filter.language})),
           html::Button(locale.tr("Find"), {.kind = html::ButtonKind::kQuiet})));
}

Html ImportForm(const desk::Context& context) {
  const html::Locale& locale = desk::LocaleOf(context);
  return html::Closed(
      locale.tr("Import a table"),
      html::Form(
          {.action = "/services/import", .csrf = context.csrf(), .upload = true},
          Join(html::Field({.control_id = "table",
                            .label = locale.tr("CSV, XLSX or ODS"),
                            .hint = locale.tr("Columns: kind, name, country, region, languages, cost, hours, "
                                              "address, phone, mail, capacity, checked, shared.")},
                           html::Input({.name = "table", .type = html::InputType::kFile})),
               html::Button(locale.tr("Import")))));
}

base::Result<net::Response> ListWith(desk::Context& context, VoiceServices& services,
                                     const std::vector<std::string>& errors, int status) {
  const html::Locale& locale = desk::LocaleOf(context);
  const ServiceFilter filter{.trade = TradeNamed(context.Query("kind")),
                             .country = std::string(context.Query("country")),
                             .language = std::string(context.Query("language")),
                             .with_inactive = true};
  std::optional<Service> after;
  if (const auto id = ServiceId::Parse(context.Query("after")); id)
    if (const auto found = services.directory.Get(context.org(), *id); found) after = *found;
  std::vector<Service> found = TRY(services.directory.Find(context.org(), filter, after, kPageLines + 1));
  const bool more = found.size() > kPageLines;
  if (more) found.pop_back();
  desk::TableMaker table({{locale.tr("Name")},
                          {locale.tr("Kind")},
                          {locale.tr("Country")},
                          {locale.tr("Languages")},
                          {locale.tr("Cost")},
                          {locale.tr("Hours")},
                          {locale.tr("Checked")}});
  for (const Service& service : found) {
    Html name = desk::LinkTo("/services/" + service.id.text(), html::Value(service.name));
    if (!service.active) name = Join(name, " ", html::Badge(html::Mark::kUnknown, locale.tr("Not in use")));
    if (service.shared) name = Join(name, " ", html::Badge(html::Mark::kPlain, locale.tr("Shared with all")));
    table.Row({name, TradeWord(locale, service.trade), CountryWord(service), LanguageWords(service),
               service.cost, service.hours, DayWords(locale, service.checked)});
  }
  Html problems;
  for (const std::string& error : errors) problems.Add(El("li", error));
  Html body = table.empty() ? html::Empty(locale.tr("No service here"),
                                          locale.tr("Supervisors add services or import a table of them."))
                            : table.Done(locale.tr("Services"));
  if (more) {
    std::string href = desk::WithArgument("/services", "kind", context.Query("kind"));
    href = desk::WithArgument(href, "country", filter.country);
    href = desk::WithArgument(href, "language", filter.language);
    body.Add(
        El("p", desk::LinkTo(desk::WithArgument(href, "after", found.back().id.text()), locale.tr("More"))));
  }
  desk::PageOptions options{.title = locale.tr("Services"), .current = "/services", .status = status};
  if (MayChange(context)) options.actions = html::LinkButton(locale.tr("New service"), "/services/new");
  return desk::PageResponse(
      context, options,
      html::Stack({problems.empty() ? Html()
                                    : html::NoticeOf(html::Mark::kCare,
                                                     Join(El("p", locale.tr("These rows were left out:")),
                                                          El("ul", problems))),
                   FilterForm(locale, filter), body, MayChange(context) ? ImportForm(context) : Html()}));
}

base::Result<net::Response> List(desk::Context& context, VoiceServices& services) {
  return ListWith(context, services, {}, 200);
}

Html ServiceForm(const desk::Context& context, const Service& service, const std::string& action,
                 const std::string& error) {
  const html::Locale& locale = desk::LocaleOf(context);
  const auto text = [&](std::string_view name, const std::string& label, const std::string& value,
                        const std::string& hint = {}) {
    return html::Field({.control_id = name, .label = label, .hint = hint},
                       html::Input({.name = name, .value = value}));
  };
  const std::string checked = service.checked ? base::FormatDay({MsOfDay(*service.checked)}) : std::string();
  return html::Form(
      {.action = action, .csrf = context.csrf()},
      Join(error.empty() ? Html() : html::ErrorSummary(locale.tr("Not saved"), {{"name", locale.tr(error)}}),
           desk::VersionField(service.version),
           html::Field({.control_id = "kind", .label = locale.tr("Kind")},
                       html::Select("kind", TradeChoices(locale), TradeName(service.trade))),
           text("name", locale.tr("Name"), service.name),
           text("country", locale.tr("Country"), service.country, locale.tr("Two letters, as kr.")),
           text("region", locale.tr("Region"), service.region),
           text("languages", locale.tr("Languages"), Joined(service.languages), locale.tr("As: ko vi en")),
           text("cost", locale.tr("Cost"), service.cost), text("hours", locale.tr("Hours"), service.hours),
           text("address", locale.tr("Address"), service.address),
           text("phone", locale.tr("Telephone"), service.phone),
           text("mail", locale.tr("E-mail"), service.mail),
           text("capacity", locale.tr("Capacity"), service.capacity, locale.tr("As: two beds, women only")),
           html::Field({.control_id = "checked",
                        .label = locale.tr("Checked on"),
                        .hint = locale.tr("When somebody last asked them.")},
                       html::Input({.name = "checked", .type = html::InputType::kDate, .value = checked})),
           html::CheckBox("shared", "yes", locale.tr("Shared with all organisations"), service.shared),
           html::CheckBox("active", "yes", locale.tr("In use"), service.active),
           html::Button(locale.tr("Save"))));
}

base::Result<Service> ServiceIn(desk::Context& context, Service service) {
  const auto field = [&](std::string_view name) { return desk::FieldOf(context, name); };
  service.trade = TradeNamed(field("kind")).value_or(service.trade);
  service.name = field("name");
  service.country = field("country");
  service.region = field("region");
  service.languages = Apart(field("languages"));
  service.cost = field("cost");
  service.hours = field("hours");
  service.address = field("address");
  service.phone = field("phone");
  service.mail = field("mail");
  service.capacity = field("capacity");
  service.shared = field("shared") == "yes";
  service.active = field("active") == "yes";
  service.checked.reset();
  if (const std::string day = field("checked"); !day.empty())
    if (const auto parsed = base::ParseTime(day + "T00:00:00Z"); parsed) service.checked = DayOf(*parsed);
  service.version = desk::WholeNumber(field("version")).value_or(-1);
  return service;
}

net::Response FormPage(const desk::Context& context, const std::string& title, const Html& form, int status) {
  const html::Locale& locale = desk::LocaleOf(context);
  desk::PageOptions options{.title = title, .current = "/services", .status = status};
  options.crumbs = {{locale.tr("Services"), "/services"}};
  return desk::PageResponse(context, options, form);
}

base::Result<net::Response> NewForm(desk::Context& context, VoiceServices&) {
  return FormPage(context, desk::LocaleOf(context).tr("New service"),
                  ServiceForm(context, Service{}, "/services/new", ""), 200);
}

base::Result<net::Response> SaveAs(desk::Context& context, const Service& service, const std::string& action,
                                   const base::Status& saved) {
  const html::Locale& locale = desk::LocaleOf(context);
  if (saved) return desk::RedirectWithFlash(context, "/services", locale.tr("Saved."));
  const base::Code code = saved.error().code;
  if (code != base::Code::kInvalid && code != base::Code::kConflict && code != base::Code::kTooLarge)
    return saved.error();
  return FormPage(context, service.id.empty() ? locale.tr("New service") : service.name,
                  ServiceForm(context, service, action, saved.error().external), 422);
}

base::Result<net::Response> Create(desk::Context& context, VoiceServices& services) {
  TRY(context.Form());
  const Service service = TRY(ServiceIn(context, Service{}));
  const base::Result<ServiceId> added = services.directory.Add(context.actor(), service);
  return SaveAs(context, service, "/services/new", added ? base::Ok() : base::Status(added.error()));
}

base::Result<net::Response> Show(desk::Context& context, VoiceServices& services) {
  const html::Locale& locale = desk::LocaleOf(context);
  const ServiceId id = TRY(ServiceId::Parse(context.Path("id")));
  const Service service = TRY(services.directory.Get(context.org(), id));
  if (MayChange(context) && service.org == context.org())
    return FormPage(context, service.name, ServiceForm(context, service, "/services/" + id.text(), ""), 200);
  return FormPage(context, service.name,
                  html::Facts({{locale.tr("Kind"), TradeWord(locale, service.trade)},
                               {locale.tr("Country"), CountryWord(service)},
                               {locale.tr("Region"), html::Value(service.region)},
                               {locale.tr("Languages"), LanguageWords(service)},
                               {locale.tr("Cost"), service.cost},
                               {locale.tr("Hours"), service.hours},
                               {locale.tr("Address"), html::Value(service.address)},
                               {locale.tr("Telephone"), service.phone},
                               {locale.tr("E-mail"), service.mail},
                               {locale.tr("Capacity"), html::Value(service.capacity)},
                               {locale.tr("Checked on"), DayWords(locale, service.checked)}}),
                  200);
}

base::Result<net::Response> Edit(desk::Context& context, VoiceServices& services) {
  TRY(context.Form());
  const ServiceId id = TRY(ServiceId::Parse(context.Path("id")));
  const Service known = TRY(services.directory.Get(context.org(), id));
  const Service service = TRY(ServiceIn(context, known));
  return SaveAs(context, service, "/services/" + id.text(),
                services.directory.Edit(context.actor(), service));
}

base::Result<net::Response> Import(desk::Context& context, VoiceServices& services) {
  const html::Locale& locale = desk::LocaleOf(context);
  const net::Form& form = *TRY(context.Form());
  const auto file = std::find_if(form.files.begin(), form.files.end(),
                                 [](const net::UploadedFile& one) { return !one.bytes.empty(); });
  if (file == form.files.end())
    return desk::RedirectWithProblem(context, "/services", locale.tr("Please choose a file."));
  const base::Result<Imported> imported = services.directory.Import(context.actor(), file->bytes, "table");
  if (!imported) {
    const base::Code code = imported.error().code;
    if (code != base::Code::kInvalid && code != base::Code::kTooLarge) return imported.error();
    return ListWith(context, services, {imported.error().external}, 422);
  }
  if (!imported->errors.empty()) return ListWith(context, services, imported->errors, 422);
  const std::string added = locale.Number(imported->added), changed = locale.Number(imported->changed);
  return desk::RedirectWithFlash(
      context, "/services",
      locale.tr("Added: {added}. Changed: {changed}.", {{"added", added}, {"changed", changed}}));
}

}  // namespace

void RegisterDirectoryPages(desk::Desk& desk, VoiceServices& services) {
  using Page = base::Result<net::Response> (*)(desk::Context&, VoiceServices&);
  const auto add = [&](std::string_view method, std::string_view pattern, desk::Permission permission,
                       Page page) {
    desk.router().Add(
        {.method = method,
         .pattern = pattern,
         .permission = permission,
         .handler = [&services, page](desk::Context& context) { return page(context, services); },
         .max_body = 2 * base::kMaxServiceFileBytes});
  };
  add("GET", "/services", desk::Permission::kCasesWork, List);
  add("GET", "/services/new", desk::Permission::kCasesSupervise, NewForm);
  add("POST", "/services/new", desk::Permission::kCasesSupervise, Create);
  add("POST", "/services/import", desk::Permission::kCasesSupervise, Import);
  add("GET", "/services/{id}", desk::Permission::kCasesWork, Show);
  add("POST", "/services/{id}", desk::Permission::kCasesSupervise, Edit);
  desk.AddNav(
      {.permission = desk::Permission::kCasesWork, .order = 52, .make = [](const desk::Context& context) {
         const html::Locale& locale = desk::LocaleOf(context);
         return html::NavItem{
             .section = locale.tr("Workers"), .label = locale.tr("Services"), .href = "/services"};
       }});
}

}  // namespace voice::referral
