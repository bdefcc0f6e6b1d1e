#include <algorithm>

#include "base/limits_voice.h"
#include "desk/desk.h"
#include "desk/people/fields.h"
#include "desk/people/people.h"
#include "desk/web/flash.h"
#include "desk/web/parts.h"
#include "gate/band.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "voice/casework/order_page.h"
#include "voice/casework/pages.h"
#include "voice/casework/shell.h"

// Orders of the police or a court: the list, and one of them.
namespace voice {
namespace {

using html::El;
using html::Html;
using html::Join;

Html StateBadge(const UnlockedPage& page, const Order& order) {
  const Day today = DayOf(page.context.desk().clock().Now());
  const bool open = order.state != OrderState::kProduced && order.state != OrderState::kRefused &&
                    order.state != OrderState::kClosed;
  const Html state = html::Badge(html::Mark::kSealed, OrderStateWord(page.locale, order.state));
  if (!open || !order.due || *order.due >= today) return state;
  return Join(state, " ",
              html::Badge(html::Mark::kHarm,
                          page.locale.ntr("Late by {n} day", "Late by {n} days", today - *order.due)));
}

std::string CountWords(const UnlockedPage& page, std::int64_t count) {
  return count == 0 ? page.locale.ctr("a number of orders", "none")
                    : gate::BandText(page.locale, gate::Band::Of(count));
}

base::Result<Html> YearsPart(UnlockedPage& page) {
  desk::TableMaker table({{page.tr("Year")},
                          {page.locale.ctr("number of orders", "Received")},
                          {page.locale.ctr("number of orders", "Handed over")}});
  for (const OrderYear& year : TRY(page.services.orders.Years(page.context.org())))
    table.Row({std::to_string(year.year), CountWords(page, year.received), CountWords(page, year.produced)});
  if (table.empty()) return Html();
  return html::Section(
      page.tr("To say in public"),
      Join(table.Done(page.tr("Orders of all teams, by year")),
           El("p", {{"class", "small muted"}},
              page.tr("In bands of ten from eleven on: smaller numbers may point at a person."))));
}

base::Result<net::Response> List(UnlockedPage& page) {
  desk::TableMaker table({{page.tr("Order")},
                          {page.tr("Who ordered it")},
                          {page.tr("Received")},
                          {page.tr("Due")},
                          {page.tr("State")}});
  for (const Order& order : TRY(page.services.orders.List(page.actor(), page.me)))
    table.Row({desk::LinkTo(OrderHref(order.id), El("bdi", order.reference)), El("bdi", order.authority),
               DayWords(page.locale, order.received), DayWords(page.locale, order.due),
               StateBadge(page, order)});
  const Html years = TRY(YearsPart(page));
  desk::PageOptions options{.title = page.tr("Orders of authorities"), .current = "/cases"};
  options.subtitle = page.tr("What the police or a court ask for, who decides, and what is handed over.");
  options.crumbs = {{page.tr("Cases"), "/cases"}};
  options.actions =
      html::LinkButton(page.tr("Record an order"), "/cases/orders/new", html::ButtonKind::kMain);
  return desk::PageResponse(
      page.context, options,
      html::Stack(
          {table.empty()
               ? html::Empty(page.tr("No order yet"),
                             page.tr("Record an order on the day it comes: the cases that it names are "
                                     "kept from then on, and nobody decides alone."))
               : table.Done(page.tr("Orders")),
           years}));
}

// ---- one order

// Her name, or her address where she has given none.
Html NameOf(const UnlockedPage& page, const desk::PersonId& id) {
  const base::Result<desk::Person> person = page.context.desk().people().GetPerson(id);
  if (!person) return Html("–");
  return El("bdi", person->name.empty() ? person->email : person->name);
}

Html StepsDone(const UnlockedPage& page, const Order& order) {
  std::vector<html::HistoryItem> items;
  for (auto step = order.steps.rbegin(); step != order.steps.rend(); ++step) {
    Html what = Join(El("b", OrderDoneWord(page.locale, step->act)), " · ", NameOf(page, step->by));
    if (!step->words.empty()) what.Add(El("blockquote", step->words));
    items.push_back({.when = DayWords(page.locale, step->day), .datetime = {}, .what = what});
  }
  return items.empty() ? El("p", {{"class", "muted"}}, page.tr("Nobody has examined it yet."))
                       : html::History(items);
}

Html OrderFacts(const UnlockedPage& page, const Order& order) {
  Html papers;
  for (const ShownFile& paper : order.papers)
    papers.Add(
        El("p", desk::LinkTo(OrderHref(order.id, "/papers/" + paper.id.text()),
                             page.tr("File {name}, {size} bytes",
                                     {{"name", paper.name}, {"size", page.locale.Number(paper.size)}}))));
  return html::Facts({{page.tr("Who ordered it"), El("bdi", order.authority)},
                      {page.tr("Number or date"), El("bdi", order.reference)},
                      {page.tr("Law it rests on"), order.basis.empty() ? Html() : El("bdi", order.basis)},
                      {page.tr("What it asks"), order.asks.empty() ? Html() : El("blockquote", order.asks)},
                      {page.tr("Received"), DayWords(page.locale, order.received)},
                      {page.tr("Due"), DayWords(page.locale, order.due)},
                      {page.tr("Recorded by"), NameOf(page, order.recorded_by)},
                      {page.tr("The paper"), papers},
                      {page.tr("SHA-256 of what is handed over"),
                       order.digest.empty() ? Html() : El("code", order.digest)}});
}

base::Result<net::Response> ShowOrder(UnlockedPage& page, const OrderId& id, const std::string& error,
                                      int status) {
  const Order order = TRY(page.services.orders.Open(page.actor(), page.me, id));
  desk::PageOptions options{.title = page.tr("Order {reference}", {{"reference", order.reference}}),
                            .current = "/cases",
                            .status = status};
  options.crumbs = {{page.tr("Cases"), "/cases"}, {page.tr("Orders of authorities"), "/cases/orders"}};
  options.badges = StateBadge(page, order);
  const Html refused = error.empty() ? Html() : html::NoticeOf(html::Mark::kCare, page.tr(error));
  return desk::PageResponse(
      page.context, options,
      Join(refused,
           html::SideBySide(
               html::Columns::kWideAndNarrow,
               html::Stack({html::SealedBox(page.locale, page.tr("The order"), OrderFacts(page, order)),
                            html::Section(page.tr("Cases that it names"), CasesPart(page, order)),
                            html::Section(page.tr("What was decided"), StepsDone(page, order))}),
               html::Stack({html::Section(page.tr("Next step"), StepForms(page, order)),
                            html::Section(page.tr("Telling the worker"), TellPart(page, order))}))));
}

base::Result<OrderId> IdOf(UnlockedPage& page) {
  return OrderId::Parse(page.context.Path("id"));
}

base::Result<net::Response> Show(UnlockedPage& page) {
  return ShowOrder(page, TRY(IdOf(page)), "", 200);
}

base::Result<Orders::At> AtOf(UnlockedPage& page) {
  return Orders::At{TRY(IdOf(page)), desk::WholeNumber(desk::FieldOf(page.context, "version")).value_or(-1)};
}

base::Result<net::Response> AfterAct(UnlockedPage& page, const OrderId& id, const base::Status& done) {
  if (done) return desk::RedirectWithFlash(page.context, OrderHref(id), page.tr("Done."));
  if (!IsMendable(done.error().code)) return done.error();
  return ShowOrder(page, id, done.error().external, 422);
}

base::Result<net::Response> Act(UnlockedPage& page) {
  const Orders::At at = TRY(AtOf(page));
  const std::string wanted = desk::FieldOf(page.context, "act");
  std::vector<CaseId> handed;
  for (const std::string& id : desk::FieldsOf(page.context, "handed"))
    handed.push_back(TRY(CaseId::Parse(id)));
  for (int i = 0; i < static_cast<int>(OrderAct::kCount); ++i) {
    const auto act = static_cast<OrderAct>(i);
    if (OrderActName(act) != wanted) continue;
    const std::string words = desk::FieldOf(page.context, "words-" + wanted);
    return AfterAct(page, at.order, page.services.orders.Act(page.actor(), page.me, at, act, words, handed));
  }
  return base::Invalid("there is no such step");
}

base::Result<net::Response> Approve(UnlockedPage& page) {
  const Orders::At at = TRY(AtOf(page));
  return AfterAct(page, at.order, page.services.orders.Approve(page.actor(), page.me, at, page.locale));
}

base::Result<net::Response> Produce(UnlockedPage& page) {
  const Orders::At at = TRY(AtOf(page));
  base::Result<CaseCopy> copy =
      page.services.orders.Produce(page.actor(), page.me, at, desk::FieldOf(page.context, "receiver"));
  if (!copy && IsMendable(copy.error().code)) return ShowOrder(page, at.order, copy.error().external, 422);
  if (!copy) return copy.error();
  net::Response response = desk::Download(copy->name, copy->media_type);
  response.headers.Set("Content-Security-Policy", "default-src 'none'; sandbox");
  response.body = std::move(copy->bytes);
  return response;
}

base::Result<net::Response> Name(UnlockedPage& page) {
  const Orders::At at = TRY(AtOf(page));
  const base::Result<std::vector<CaseId>> cases = CasesTyped(page, desk::FieldOf(page.context, "cases"));
  if (!cases) return AfterAct(page, at.order, cases.error());
  return AfterAct(page, at.order, page.services.orders.Name(page.actor(), page.me, at, *cases));
}

std::string Reminder(const UnlockedPage& page) {
  return page.tr("Tell the worker of the order of an authority");
}

base::Result<net::Response> Silence(UnlockedPage& page) {
  const Orders::At at = TRY(AtOf(page));
  const std::string typed = desk::FieldOf(page.context, "until");
  const std::optional<Day> until = DayTyped(typed);
  if (!typed.empty() && !until)
    return AfterAct(page, at.order, base::Invalid("the day is not one of the calendar"));
  return AfterAct(page, at.order,
                  page.services.orders.SetSilence(page.actor(), page.me, at, until, Reminder(page)));
}

base::Result<net::Response> Tell(UnlockedPage& page) {
  const Orders::At at = TRY(AtOf(page));
  const CaseId id = TRY(CaseId::Parse(desk::FieldOf(page.context, "case")));
  return AfterAct(
      page, at.order,
      page.services.orders.Tell(page.actor(), page.me, at, id, desk::FieldOf(page.context, "text")));
}

base::Result<net::Response> Paper(UnlockedPage& page) {
  const OrderId id = TRY(IdOf(page));
  const FileId file = TRY(FileId::Parse(page.context.Path("file")));
  OpenedFile opened = TRY(page.services.orders.Paper(page.actor(), page.me, id, file));
  net::Response response = desk::Download(opened.file.name, opened.file.media_type);
  response.headers.Set("Content-Security-Policy", "default-src 'none'; sandbox");
  response.body = std::move(opened.bytes);
  return response;
}

}  // namespace

void RegisterOrderPages(desk::Desk& desk, VoiceServices& services) {
  const auto add = [&](std::string_view method, std::string_view pattern, UnlockedHandler handler,
                       desk::Permission permission = desk::Permission::kCasesWork) {
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = permission,
                       .handler = [&services, handler](desk::Context& context) {
                         return WhileUnlocked(context, services, handler);
                       }});
  };
  add("GET", "/cases/orders", List);
  add("GET", "/cases/orders/{id}", Show);
  add("GET", "/cases/orders/{id}/papers/{file}", Paper);
  add("POST", "/cases/orders/{id}/cases", Name);
  add("POST", "/cases/orders/{id}/tell", Tell);
  add("POST", "/cases/orders/{id}/act", Act, desk::Permission::kCasesSupervise);
  add("POST", "/cases/orders/{id}/approve", Approve, desk::Permission::kCasesSupervise);
  add("POST", "/cases/orders/{id}/produce", Produce, desk::Permission::kCasesSupervise);
  add("POST", "/cases/orders/{id}/silence", Silence, desk::Permission::kCasesSupervise);
  RegisterOrderForm(desk, services);
}

}  // namespace voice
