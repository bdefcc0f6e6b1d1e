#include <algorithm>

#include "desk/desk.h"
#include "desk/people/people.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "voice/casework/order_page.h"
#include "voice/casework/shell.h"

// What a person may do with an order now.
namespace voice {
namespace {

using html::El;
using html::Html;
using html::Join;

Html Hidden(const Order& order, OrderAct act) {
  return Join(desk::VersionField(order.version), desk::HiddenField("act", OrderActName(act)));
}

std::string ReasonsLabel(const UnlockedPage& page, OrderAct act) {
  if (act == OrderAct::kExamine) return page.tr("What the legal adviser says, and why");
  return page.tr("Reasons");
}

Html CaseBoxes(const UnlockedPage& page, const Order& order) {
  Html boxes;
  for (const OrderCase& one : order.cases)
    boxes.Add(html::CheckBox("handed", one.id.text(), CaseNumber(one.id), false));
  return El("fieldset", El("legend", page.tr("Cases that are handed over")), boxes);
}

// A step that takes words, folded until it is wanted.
Html StepForm(const UnlockedPage& page, const Order& order, OrderAct act) {
  const std::string action = OrderHref(order.id, "/act");
  const std::string name = "words-" + std::string(OrderActName(act));
  Html inside = Hidden(order, act);
  if (act == OrderAct::kAcceptInPart) inside.Add(CaseBoxes(page, order));
  if (NeedsReasons(act))
    inside.Add(
        html::Field({.control_id = name, .label = ReasonsLabel(page, act)}, html::TextArea(name, "", 4)));
  const std::string words = OrderActWord(page.locale, act);
  inside.Add(html::Button(words, {.kind = html::ButtonKind::kQuiet}));
  const Html form = html::Form({.action = action, .csrf = page.context.csrf()}, inside);
  return NeedsReasons(act) ? html::Closed(words, form, act == OrderAct::kExamine) : form;
}

Html ApproveForm(const UnlockedPage& page, const Order& order) {
  for (auto step = order.steps.rbegin(); step != order.steps.rend(); ++step)
    if (step->act == OrderAct::kExamine && step->by == page.actor().person)
      return El("p", page.tr("You examined it. Another supervisor approves what is handed over."));
  const std::string action = OrderHref(order.id, "/approve");
  return Join(
      El("p",
         page.tr("Look at the copy of each case first. What you approve is kept by its digest, and nothing "
                 "else is handed over.")),
      html::Form({.action = action, .csrf = page.context.csrf()},
                 Join(desk::VersionField(order.version),
                      html::Button(OrderActWord(page.locale, OrderAct::kApprove)))));
}

Html ProduceForm(const UnlockedPage& page, const Order& order) {
  const std::string action = OrderHref(order.id, "/produce");
  const bool again = order.state == OrderState::kProduced;
  Html receiver;
  if (!again)
    receiver = html::Field({.control_id = "receiver",
                            .label = page.tr("To whom"),
                            .hint = page.tr("Name and office, as on the receipt.")},
                           html::Input({.name = "receiver"}));
  return Join(
      El("p", page.tr("The archive goes to your browser; this server keeps its digest alone.")),
      html::Form({.action = action, .csrf = page.context.csrf()},
                 Join(desk::VersionField(order.version), receiver,
                      html::Button(again ? page.tr("The same archive again")
                                         : OrderActWord(page.locale, OrderAct::kProduce),
                                   {.kind = again ? html::ButtonKind::kQuiet : html::ButtonKind::kMain}))));
}

std::string DefaultMessage(const UnlockedPage& page, const Order& order) {
  const bool produced = std::any_of(order.steps.begin(), order.steps.end(),
                                    [](const OrderStep& step) { return step.act == OrderAct::kProduce; });
  if (!produced)
    return page.tr(
        "We have to tell you something. An authority ordered us by law to hand over what we know of your "
        "case. "
        "We have the order examined, and nothing is handed over before that. Please write to us if you have "
        "questions, or if you are afraid of what may follow.");
  return page.tr(
      "We have to tell you something. An authority ordered us by law to hand over what we know of your case. "
      "We had the order examined, and handed over only what it makes us hand over. Please write to us if you "
      "have questions, or if you are afraid of what may follow.");
}

}  // namespace

Html StepForms(const UnlockedPage& page, const Order& order) {
  if (!page.actor().Can(desk::Permission::kCasesSupervise))
    return El("p", {{"class", "muted"}}, page.tr("Supervisors take the next steps."));
  std::vector<Html> forms;
  if (order.state == OrderState::kProduced) forms.push_back(ProduceForm(page, order));
  for (const auto& step : OrderSteps()) {
    if (step.from != order.state) continue;
    if (step.act == OrderAct::kApprove)
      forms.push_back(ApproveForm(page, order));
    else if (step.act == OrderAct::kProduce)
      forms.push_back(ProduceForm(page, order));
    else
      forms.push_back(StepForm(page, order, step.act));
  }
  if (forms.empty()) forms.push_back(El("p", {{"class", "muted"}}, page.tr("Nothing is to be done.")));
  return html::Stack(forms);
}

Html CasesPart(const UnlockedPage& page, const Order& order) {
  desk::TableMaker table({{page.tr("Case")},
                          {page.locale.ctr("cases of an order", "Handed over")},
                          {page.tr("Worker")},
                          {page.tr("Copy for outside")}});
  const bool decided = order.state != OrderState::kReceived && order.state != OrderState::kExamined &&
                       order.state != OrderState::kContested;
  for (const OrderCase& one : order.cases)
    table.Row({desk::LinkTo(CaseHref(one.id), CaseNumber(one.id)),
               !decided     ? Html("–")
               : one.handed ? html::Badge(html::Mark::kCare, page.tr("Yes"))
                            : html::Badge(html::Mark::kPlain, page.tr("No")),
               one.told ? html::Badge(html::Mark::kOk, page.tr("Was told")) : Html(page.tr("Not told yet")),
               desk::LinkTo(CaseHref(one.id, "/redaction"), page.tr("What is hidden"))});
  Html list = table.empty() ? El("p", {{"class", "muted"}}, page.tr("It names no case yet."))
                            : Join(table.Done(page.tr("Cases that it names")),
                                   El("p", {{"class", "small muted"}},
                                      page.tr("They are on legal hold until the order is closed.")));
  if (decided) return list;
  const std::string action = OrderHref(order.id, "/cases");
  return Join(
      list,
      html::Closed(
          page.tr("Name cases"),
          html::Form({.action = action, .csrf = page.context.csrf()},
                     Join(desk::VersionField(order.version),
                          html::Field({.control_id = "cases",
                                       .label = page.tr("Cases"),
                                       .hint = page.tr("Numbers as K-7f3qab, one a line.")},
                                      html::TextArea("cases", "", 3)),
                          html::Button(page.tr("Put on hold and name"), {.kind = html::ButtonKind::kQuiet}))),
          order.cases.empty()));
}

Html TellPart(const UnlockedPage& page, const Order& order) {
  const Day today = DayOf(page.context.desk().clock().Now());
  const bool silent = order.silent_until && today < *order.silent_until;
  std::vector<Html> parts;
  if (silent)
    parts.push_back(
        El("p",
           html::Badge(html::Mark::kCare,
                       page.tr("Not before {day}", {{"day", DayWords(page.locale, order.silent_until)}})),
           " ", page.tr("The law forbids to tell the worker until then. A task in the case reminds.")));
  std::vector<html::Choice> untold;
  for (const OrderCase& one : order.cases)
    if (!one.told) untold.push_back({one.id.text(), CaseNumber(one.id)});
  const std::string tell = OrderHref(order.id, "/tell"), silence = OrderHref(order.id, "/silence");
  if (!silent && !untold.empty())
    parts.push_back(html::Form(
        {.action = tell, .csrf = page.context.csrf()},
        Join(desk::VersionField(order.version),
             html::Field({.control_id = "case", .label = page.tr("Case")},
                         html::Select("case", untold, untold.front().value)),
             html::Field(
                 {.control_id = "text",
                  .label = page.tr("To the worker"),
                  .hint = page.tr("Write it in her language. She reads it when she comes back with her "
                                  "code.")},
                 html::TextArea("text", DefaultMessage(page, order), 6)),
             html::Button(page.tr("Tell her"), {.kind = html::ButtonKind::kQuiet}))));
  if (!silent && untold.empty())
    parts.push_back(El("p", {{"class", "muted"}}, page.tr("Nobody is left to be told.")));
  if (page.actor().Can(desk::Permission::kCasesSupervise) && order.state != OrderState::kClosed)
    parts.push_back(html::Closed(
        page.tr("The law forbids it until a day"),
        html::Form({.action = silence, .csrf = page.context.csrf()},
                   Join(desk::VersionField(order.version),
                        html::Field({.control_id = "until",
                                     .label = page.tr("She may be told from"),
                                     .hint = page.tr("Empty: now.")},
                                    html::Input({.name = "until", .type = html::InputType::kDate})),
                        html::Button(page.tr("Set"), {.kind = html::ButtonKind::kQuiet})))));
  return html::Stack(parts);
}

}  // namespace voice
