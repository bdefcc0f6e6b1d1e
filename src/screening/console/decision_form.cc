#include "screening/console/decision_form.h"

#include "desk/web/pages.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "screening/console/alert_words.h"

namespace screening {

namespace {

using html::El;
using html::Html;
using html::Join;

std::string ActionOf(const DetailPage& page, std::string_view what) {
  return "/alerts/" + page.detail.alert.id.text() + "/" + std::string(what);
}

Html Hidden(std::string_view name, std::string_view value) {
  return html::Input({.name = name, .type = html::InputType::kHidden, .value = value});
}

Html ViewFields(const DetailPage& page) {
  return Join(Hidden("version", std::to_string(page.detail.alert.version)),
              Hidden("view", ViewQuery(page.view)));
}

bool IsMine(const DetailPage& page) {
  return page.detail.alert.decided_by == page.context.actor().label;
}

// No button looks better than another, and none is the default of the return key: the reason's field comes
// after them.
Html JudgeButtons(const html::Locale& locale) {
  return Join(
      html::Button(locale.tr("Same"),
                   {.name = "decision", .value = "same", .kind = html::ButtonKind::kQuiet, .key = "s"}),
      html::Button(locale.tr("Not same"),
                   {.name = "decision", .value = "not-same", .kind = html::ButtonKind::kQuiet, .key = "n"}),
      html::Button(locale.tr("Unsure"),
                   {.name = "decision", .value = "unsure", .kind = html::ButtonKind::kQuiet, .key = "u"}));
}

Html ReasonField(const html::Locale& locale, const std::string& label) {
  return html::Field({.control_id = "reason", .label = label},
                     html::Input({.name = "reason",
                                  .placeholder = locale.tr("Why you think so"),
                                  .key = "r",
                                  .max_length = base::kMaxReasonBytes}));
}

Html JudgeForm(const DetailPage& page, const html::Locale& locale) {
  const std::string action = ActionOf(page, "judgement");
  Html fields = Join(ViewFields(page), JudgeButtons(locale),
                     ReasonField(locale, locale.tr("Reason (needed for Same)")));
  if (page.detail.needs_second_look)
    fields.Add(
        El("p", {{"class", "small muted"}},
           locale.tr("A second person will have to agree: the harm would be great if this were missed.")));
  fields.Add(html::KeyHint(locale));
  return html::Form({.action = action, .csrf = page.context.csrf(), .css = html::kDecisionFormClass}, fields);
}

Html ApprovalForm(const DetailPage& page, const html::Locale& locale) {
  const std::string approve = ActionOf(page, "approve"), give_back = ActionOf(page, "return");
  Html fields = Join(ViewFields(page),
                     El("p", locale.tr("{who} says: {decision}.",
                                       {{"who", page.name_of(page.detail.alert.decided_by)},
                                        {"decision", DecisionWords(locale, page.detail.alert.decision)}})),
                     html::Button(locale.tr("Approve"), {.kind = html::ButtonKind::kQuiet, .key = "s"}),
                     html::Button(locale.tr("Return"),
                                  {.kind = html::ButtonKind::kQuiet, .form_action = give_back, .key = "n"}),
                     ReasonField(locale, locale.tr("Reason (needed to return it)")), html::KeyHint(locale));
  return html::Form({.action = approve, .csrf = page.context.csrf(), .css = html::kDecisionFormClass},
                    fields);
}

Html UndoForm(const DetailPage& page, const html::Locale& locale) {
  const std::string action = ActionOf(page, "undo");
  return html::Form(
      {.action = action, .csrf = page.context.csrf()},
      Join(ViewFields(page),
           html::Button(locale.tr("Undo this decision"), {.kind = html::ButtonKind::kQuiet}),
           El("span", {{"class", "small muted"}},
              locale.tr("possible until {time}", {{"time", locale.DateTime(page.detail.undo_until.ms)}}))));
}

}  // namespace

Html DecisionForm(const DetailPage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const desk::Actor& actor = page.context.actor();
  Html forms;
  if (page.detail.may_undo) forms.Add(UndoForm(page, locale));
  const Stage stage = page.detail.alert.stage;
  if (stage == Stage::kWithdrawn || !actor.Can(desk::Permission::kAlertsJudge)) return forms;
  if (stage != Stage::kSecondLook) return forms.Add(JudgeForm(page, locale));
  if (actor.Can(desk::Permission::kAlertsApprove) && !IsMine(page))
    return forms.Add(ApprovalForm(page, locale));
  return forms.Add(El("p", {{"class", "muted"}},
                      locale.tr("This waits for a second person: somebody else who may approve.")));
}

Html SideForms(const DetailPage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  if (!page.context.actor().Can(desk::Permission::kAlertsJudge)) return {};
  std::vector<html::Choice> who = {{"", locale.tr("Nobody")}};
  for (const auto& [id, name] : page.analysts) who.push_back({id, name});
  const std::string assign = ActionOf(page, "assign"), note = ActionOf(page, "note");
  const Html assignment =
      html::Form({.action = assign, .csrf = page.context.csrf(), .css = "row"},
                 Join(ViewFields(page),
                      html::Field({.control_id = "person", .label = locale.tr("Assigned to")},
                                  html::Select("person", who, page.detail.alert.assigned_to.text())),
                      html::Button(locale.tr("Assign"), {.kind = html::ButtonKind::kQuiet, .css = "small"})));
  const Html noting = html::Form(
      {.action = note, .csrf = page.context.csrf()},
      Join(ViewFields(page),
           html::Field({.control_id = "note", .label = locale.tr("Note for colleagues")},
                       html::TextArea("note", {}, 2, base::kMaxReasonBytes)),
           html::Button(locale.tr("Add note"), {.kind = html::ButtonKind::kQuiet, .css = "small"})));
  return html::SideBySide(html::Columns::kEven, assignment, noting);
}

}  // namespace screening
