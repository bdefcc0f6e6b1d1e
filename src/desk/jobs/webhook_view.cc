#include "desk/jobs/webhook_view.h"

#include <fmt/format.h>

#include "base/limits.h"
#include "desk/desk.h"
#include "desk/jobs/webhook_api.h"
#include "desk/jobs/webhooks.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/names.h"

namespace desk {

namespace {

constexpr std::string_view kHere = "/settings/webhooks";
constexpr std::size_t kDeliveriesShown = 50;

std::string HrefOf(const Webhook& webhook) {
  return fmt::format("{}/{}", kHere, webhook.id.text());
}

std::string EventsOf(const html::Locale& locale, const Webhook& webhook) {
  return webhook.events.empty() ? locale.tr("All events")
                                : fmt::format("{}", fmt::join(webhook.events, ", "));
}

html::Html ListTable(const Context& context, const html::Locale& locale,
                     const std::vector<Webhook>& webhooks) {
  const std::vector<html::Column> columns = {
      {locale.tr("Address")}, {locale.tr("Events")}, {locale.tr("Made")}, {locale.tr("Actions")}};
  html::Html rows;
  for (const Webhook& webhook : webhooks) {
    const std::string href = HrefOf(webhook);
    rows.Add(html::TableRow(
        columns, {html::El("a", {html::Href(href)}, html::Value(webhook.url)),
                  html::Html(EventsOf(locale, webhook)), html::Html(locale.DateTime(webhook.created.ms)),
                  html::RowOf({html::PostButton(locale.tr("Send a test"), href + "/test", context.csrf(),
                                                {.kind = html::ButtonKind::kQuiet, .css = "small"}),
                               html::PostButton(locale.tr("Remove"), href + "/remove", context.csrf(),
                                                {.kind = html::ButtonKind::kStop, .css = "small"})})}));
  }
  return html::Table("data", locale.tr("Webhooks of this organisation"), columns, rows);
}

html::Html EventBoxes(const Context& context, const html::Locale& locale) {
  html::Html boxes;
  for (const auto& [name, what] : context.desk().webhooks().events())
    boxes.Add(html::El("p", html::CheckBox("events", name,
                                           html::Join(html::El("code", name), " ", locale.tr(what)), false)));
  return html::El("fieldset", html::El("legend", locale.tr("Events (none chosen: all)")), boxes);
}

html::Html NewForm(const Context& context, const html::Locale& locale, std::string_view url,
                   std::string_view error) {
  return html::Form(
      {.action = kHere, .csrf = context.csrf()},
      html::Join(
          html::Field({.control_id = "url",
                       .label = locale.tr("Address"),
                       .hint = locale.tr("It begins with https:// and can be reached from this server."),
                       .error = error},
                      html::Input({.name = "url",
                                   .type = html::InputType::kUrl,
                                   .value = url,
                                   .required = true,
                                   .max_length = base::kMaxWebhookUrlBytes,
                                   .described_by = error.empty() ? "url-hint" : "url-err",
                                   .invalid = !error.empty()})),
          EventBoxes(context, locale), html::Button(locale.tr("Make the webhook"))));
}

base::Result<net::Response> ListPage(Context& context, const html::Html& above, std::string_view url,
                                     std::string_view error) {
  const html::Locale& locale = LocaleOf(context);
  const std::vector<Webhook> webhooks = TRY(context.desk().webhooks().List(context.org()));
  const html::Html list =
      webhooks.empty()
          ? html::Empty(locale.tr("No webhooks"),
                        locale.tr("A webhook tells another system at once when something happens here."))
          : ListTable(context, locale, webhooks);
  return PageResponse(
      context,
      {.title = locale.tr("Webhooks"),
       .subtitle = locale.tr("Signed messages to other systems when something happens here"),
       .current = std::string(kHere),
       .status = error.empty() ? 200 : 400},
      html::Stack(
          {above, list, html::Section(locale.tr("New webhook"), NewForm(context, locale, url, error))}));
}

base::Result<net::Response> ServeList(Context& context) {
  return ListPage(context, {}, {}, {});
}

base::Result<net::Response> Create(Context& context) {
  const html::Locale& locale = LocaleOf(context);
  const net::Form& form = *TRY(context.Form());
  std::vector<std::string> events;
  for (const std::string_view event : form.fields.All("events")) events.emplace_back(event);
  const std::string_view url = form.fields.Get("url");
  const auto made = context.desk().webhooks().Create(context.actor(), context.org(), url, events);
  if (!made && (made.error().code == base::Code::kInvalid || made.error().code == base::Code::kTooLarge))
    return ListPage(context, {}, url, made.error().external);
  if (!made) return made.error();
  const html::Html secret = html::NoticeOf(
      html::Mark::kOk, html::Join(locale.tr("The webhook is made. With this secret its receiver checks who "
                                            "sent a message. It is shown only now:"),
                                  " ", html::El("code", made->secret)));
  return ListPage(context, secret, {}, {});
}

html::Html DeliveryTable(const html::Locale& locale, const std::vector<WebhookDelivery>& deliveries) {
  const std::vector<html::Column> columns = {{locale.tr("When")},
                                             {locale.tr("Event")},
                                             {locale.tr("Tries"), true},
                                             {locale.tr("Status"), true},
                                             {locale.tr("Outcome")}};
  html::Html rows;
  for (const WebhookDelivery& delivery : deliveries) {
    const bool delivered = delivery.status / 100 == 2;
    const html::Mark mark = delivered                ? html::Mark::kOk
                            : delivery.attempts == 0 ? html::Mark::kPlain
                                                     : html::Mark::kHarm;
    rows.Add(html::TableRow(
        columns, {html::Html(locale.DateTime(delivery.created.ms)), html::El("code", delivery.event),
                  html::Html(locale.Number(delivery.attempts)),
                  html::Html(delivery.status > 0 ? fmt::to_string(delivery.status) : "–"),
                  html::Badge(mark, locale.tr(delivery.outcome))}));
  }
  return html::Table("data", locale.tr("Messages of the last days, newest first"), columns, rows);
}

base::Result<net::Response> ServeOne(Context& context) {
  const html::Locale& locale = LocaleOf(context);
  Webhooks& webhooks = context.desk().webhooks();
  const WebhookId id = TRY(WebhookId::Parse(context.Path("id")));
  const Webhook webhook = TRY(webhooks.Get(context.org(), id));
  const auto deliveries = TRY(webhooks.Deliveries(context.org(), webhook.id, kDeliveriesShown));
  const html::Html list =
      deliveries.empty()
          ? html::Empty(locale.tr("Nothing sent yet"), locale.tr("Send a test to see whether it arrives."))
          : DeliveryTable(locale, deliveries);
  return PageResponse(
      context,
      {.title = locale.tr("Webhook"),
       .current = std::string(kHere),
       .actions = html::PostButton(locale.tr("Send a test"), HrefOf(webhook) + "/test", context.csrf())},
      html::Stack({html::Facts({{locale.tr("Address"), html::Value(webhook.url)},
                                {locale.tr("Events"), EventsOf(locale, webhook)}}),
                   list}));
}

base::Result<net::Response> Test(Context& context) {
  const WebhookId id = TRY(WebhookId::Parse(context.Path("id")));
  TRY(context.desk().webhooks().Test(context.actor(), context.org(), id));
  return RedirectWithFlash(context, fmt::format("{}/{}", kHere, id.text()),
                           LocaleOf(context).tr("A test is on its way."));
}

base::Result<net::Response> Remove(Context& context) {
  const WebhookId id = TRY(WebhookId::Parse(context.Path("id")));
  TRY(context.desk().webhooks().Remove(context.actor(), context.org(), id));
  return RedirectWithFlash(context, kHere, LocaleOf(context).tr("The webhook is removed."));
}

}  // namespace

void RegisterWebhookView(Desk& desk) {
  Router& router = desk.router();
  const Permission permission = Permission::kKeysManage;
  desk.AddNav({.permission = permission, .order = 95, .make = [](const Context& context) {
                 const html::Locale& locale = LocaleOf(context);
                 return html::NavItem{.section = locale.tr("Organisation"),
                                      .label = locale.tr("Webhooks"),
                                      .href = std::string(kHere)};
               }});
  router.Add({.method = "GET", .pattern = kHere, .permission = permission, .handler = ServeList});
  router.Add({.method = "POST", .pattern = kHere, .permission = permission, .handler = Create});
  router.Add(
      {.method = "GET", .pattern = "/settings/webhooks/{id}", .permission = permission, .handler = ServeOne});
  router.Add({.method = "POST",
              .pattern = "/settings/webhooks/{id}/test",
              .permission = permission,
              .handler = Test});
  router.Add({.method = "POST",
              .pattern = "/settings/webhooks/{id}/remove",
              .permission = permission,
              .handler = Remove});
  RegisterWebhookApi(router);
}

}  // namespace desk
