#include <algorithm>

#include "base/limits_voice.h"
#include "desk/desk.h"
#include "desk/people/fields.h"
#include "desk/web/flash.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "voice/casework/order_page.h"
#include "voice/casework/pages.h"

// An order, recorded.
namespace voice {
namespace {

using html::Html;
using html::Join;

struct Typed {
  std::string team, authority, reference, basis, asks, received, due, cases, until;
};

Html Text(const std::string& name, const std::string& label, const std::string& hint,
          const std::string& value) {
  return html::Field({.control_id = name, .label = label, .hint = hint},
                     html::Input({.name = name, .value = value}));
}

Html Date(const std::string& name, const std::string& label, const std::string& hint,
          const std::string& value) {
  return html::Field({.control_id = name, .label = label, .hint = hint},
                     html::Input({.name = name, .type = html::InputType::kDate, .value = value}));
}

base::Result<net::Response> FormPage(UnlockedPage& page, const Typed& typed, const std::string& error,
                                     int status) {
  std::vector<html::Choice> teams;
  for (const Team& team : TRY(page.services.orders.TeamsOf(page.actor())))
    teams.push_back({team.id.text(), team.name});
  desk::PageOptions options{.title = page.tr("Record an order"), .current = "/cases", .status = status};
  options.crumbs = {{page.tr("Cases"), "/cases"}, {page.tr("Orders of authorities"), "/cases/orders"}};
  if (teams.empty())
    return desk::PageResponse(page.context, options,
                              html::Empty(page.tr("You are in no team"),
                                          page.tr("An order is sealed to the team whose cases it names.")));
  const Html fields = Join(
      error.empty() ? Html() : html::ErrorSummary(page.tr("Not saved"), {{"authority", page.tr(error)}}),
      html::Field({.control_id = "team", .label = page.tr("Team")}, html::Select("team", teams, typed.team)),
      Text("authority", page.tr("Who ordered it"), page.tr("The court, the prosecutor, the police station."),
           typed.authority),
      Text("reference", page.tr("Number or date"), page.tr("As on the paper."), typed.reference),
      Text("basis", page.tr("Law it rests on"), "", typed.basis),
      html::Field(
          {.control_id = "asks", .label = page.tr("What it asks"), .hint = page.tr("In its own words.")},
          html::TextArea("asks", typed.asks, 4)),
      Date("received", page.tr("Received on"), "", typed.received),
      Date("due", page.tr("Due on"), page.tr("Empty: it names no day."), typed.due),
      html::Field(
          {.control_id = "cases",
           .label = page.tr("Cases that it names"),
           .hint = page.tr("Numbers as K-7f3qab, one a line. They are on legal hold from now on. Empty "
                           "where you do not know yet.")},
          html::TextArea("cases", typed.cases, 3)),
      Date("until", page.tr("The worker must not be told before"),
           page.tr("Only where the order or the law says so. Empty: she may be told."), typed.until),
      html::Field({.control_id = "paper",
                   .label = page.tr("The paper"),
                   .hint = page.tr("Scanned; it is sealed as it is.")},
                  html::Input({.name = "paper", .type = html::InputType::kFile})),
      html::Button(page.tr("Record")));
  return desk::PageResponse(
      page.context, options,
      html::Form({.action = "/cases/orders/new", .csrf = page.context.csrf(), .upload = true}, fields));
}

// By what it begins with; nothing here is shown in the browser.
std::pair<std::string, std::string> KindOf(std::string_view bytes) {
  if (bytes.starts_with("%PDF")) return {"pdf", "application/pdf"};
  if (bytes.starts_with("\x89PNG")) return {"png", "image/png"};
  if (bytes.starts_with("\xff\xd8\xff")) return {"jpg", "image/jpeg"};
  return {"bin", "application/octet-stream"};
}

base::Result<NewOrder> OrderOf(UnlockedPage& page, const Typed& typed) {
  NewOrder order{.team = TRY(TeamId::Parse(typed.team)),
                 .received = DayTyped(typed.received).value_or(-1),
                 .due = DayTyped(typed.due),
                 .authority = typed.authority,
                 .reference = typed.reference,
                 .basis = typed.basis,
                 .asks = typed.asks,
                 .silent_until = DayTyped(typed.until),
                 .reminder = page.tr("Tell the worker of the order of an authority")};
  if ((!typed.due.empty() && !order.due) || (!typed.until.empty() && !order.silent_until))
    return base::Invalid("the day is not one of the calendar");
  order.cases = TRY(CasesTyped(page, typed.cases));
  const net::Form& form = *TRY(page.context.Form());
  for (const net::UploadedFile& sent : form.files) {
    if (sent.bytes.empty()) continue;
    const auto [extension, media_type] = KindOf(sent.bytes);
    order.papers.push_back(
        {"order-" + std::to_string(order.papers.size() + 1) + "." + extension, media_type, sent.bytes});
  }
  return order;
}

base::Result<net::Response> NewForm(UnlockedPage& page) {
  Typed typed;
  typed.received = base::FormatTime(page.context.desk().clock().Now()).substr(0, 10);
  return FormPage(page, typed, "", 200);
}

base::Result<net::Response> Record(UnlockedPage& page) {
  const auto field = [&](std::string_view name) { return desk::FieldOf(page.context, name); };
  const Typed typed{field("team"),     field("authority"), field("reference"), field("basis"), field("asks"),
                    field("received"), field("due"),       field("cases"),     field("until")};
  const base::Result<NewOrder> order = OrderOf(page, typed);
  if (!order && !IsMendable(order.error().code)) return order.error();
  if (!order) return FormPage(page, typed, order.error().external, 422);
  const base::Result<OrderId> id = page.services.orders.Record(page.actor(), page.me, *order);
  if (id) return desk::RedirectWithFlash(page.context, OrderHref(*id), page.tr("It is sealed."));
  if (!IsMendable(id.error().code)) return id.error();
  return FormPage(page, typed, id.error().external, 422);
}

}  // namespace

std::string OrderHref(const OrderId& id, std::string_view rest) {
  return "/cases/orders/" + id.text() + std::string(rest);
}

std::optional<Day> DayTyped(const std::string& text) {
  const base::Result<base::UtcTime> time = base::ParseTime(text + "T00:00:00.000Z");
  if (!time) return std::nullopt;
  return DayOf(*time);
}

base::Result<std::vector<CaseId>> CasesTyped(UnlockedPage& page, std::string_view text) {
  std::vector<CaseId> cases;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n, "), text.size());
    const std::string_view one = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!one.empty()) cases.push_back(TRY(CaseNamed(page.services.cases, page.actor(), one)));
    if (cases.size() > base::kMaxOrderCases) return base::TooLarge("an order does not name so many cases");
  }
  return cases;
}

void RegisterOrderForm(desk::Desk& desk, VoiceServices& services) {
  const auto add = [&](std::string_view method, UnlockedHandler handler, std::size_t max_body) {
    desk.router().Add(
        {.method = method,
         .pattern = "/cases/orders/new",
         .permission = desk::Permission::kCasesWork,
         .handler = [&services,
                     handler](desk::Context& context) { return WhileUnlocked(context, services, handler); },
         .max_body = max_body,
         .max_in_memory = base::kMaxReportBodyBytes});
  };
  add("GET", NewForm, base::kMaxBodyBytes);
  add("POST", Record, base::kMaxReportBodyBytes);
}

}  // namespace voice
