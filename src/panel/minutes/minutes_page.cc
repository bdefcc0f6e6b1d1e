#include "panel/minutes/minutes_page.h"

#include <fmt/format.h>

#include "desk/desk.h"
#include "html/names.h"
#include "panel/minutes/minutes_view.h"
#include "panel/minutes/view.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;
using html::Join;

Html PhaseSteps(const html::Locale& locale, const Minutes& minutes) {
  const std::vector<html::WizardStep> steps = {{PhaseWords(locale, MinutesPhase::kDraft)},
                                               {PhaseWords(locale, MinutesPhase::kComments)},
                                               {PhaseWords(locale, MinutesPhase::kApproval)},
                                               {PhaseWords(locale, MinutesPhase::kFinal)}};
  const bool is_final = minutes.phase == MinutesPhase::kFinal;
  return html::Steps(locale, steps, is_final ? steps.size() : static_cast<std::size_t>(minutes.phase));
}

Html StepButton(const Context& context, const Minutes& minutes, MinutesAct act, const std::string& words,
                const Html& fields = {}, html::ButtonKind kind = html::ButtonKind::kQuiet) {
  return html::Form({.action = MinutesHref(minutes.session.id) + "/step", .csrf = context.csrf()},
                    Join(desk::VersionField(minutes.version), fields,
                         html::Button(words, {.name = "act", .value = MinutesActName(act), .kind = kind})));
}

Html DraftSteps(const Context& context, const Minutes& minutes) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Html until = FieldOf({.name = "comments_until",
                              .label = locale.tr("Comments until (may stay empty)"),
                              .hint = {},
                              .value = {},
                              .day = true},
                             {});
  return Join(
      El("p", {{"class", "small muted"}},
         locale.tr("Those who were present then read the minutes and comment. Decisions and actions come "
                   "into force, and their owners are told.")),
      StepButton(context, minutes, MinutesAct::kCirculate, locale.tr("Circulate for comments"), until,
                 html::ButtonKind::kMain));
}

Html CommentSteps(const Context& context, const MinutesPage& page) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Html redraft =
      StepButton(context, page.minutes, MinutesAct::kRedraft, locale.tr("Take back to draft"));
  if (page.later.empty())
    return Join(El("p", {{"class", "small muted"}},
                   locale.tr("Plan a later session of the panel: it approves these minutes.")),
                redraft);
  std::vector<html::Choice> choices;
  for (const auto& [id, title] : page.later) choices.push_back({id, title});
  const Html approval = html::Field({.control_id = "approval", .label = locale.tr("To be approved by")},
                                    html::Select("approval", choices, choices.front().value));
  return Join(StepButton(context, page.minutes, MinutesAct::kSubmit, locale.tr("Put on its agenda"), approval,
                         html::ButtonKind::kMain),
              redraft);
}

Html ApprovalSteps(const Context& context, const Minutes& minutes) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Html reason = FieldOf({.name = "reason",
                               .label = locale.tr("What the session asked to change"),
                               .hint = {},
                               .value = {},
                               .rows = 3},
                              {});
  return Join(
      StepButton(context, minutes, MinutesAct::kApprove, locale.tr("The session approved them"), {},
                 html::ButtonKind::kMain),
      html::Closed(locale.tr("The session did not approve them"),
                   StepButton(context, minutes, MinutesAct::kSendBack, locale.tr("Send back"), reason)));
}

Html NextStep(const Context& context, const MinutesPage& page) {
  const html::Locale& locale = desk::LocaleOf(context);
  Html content;
  switch (page.minutes.phase) {
    case MinutesPhase::kDraft:
      content = DraftSteps(context, page.minutes);
      break;
    case MinutesPhase::kComments:
      content = CommentSteps(context, page);
      break;
    case MinutesPhase::kApproval:
      content = ApprovalSteps(context, page.minutes);
      break;
    case MinutesPhase::kFinal:
    case MinutesPhase::kCount:
      return {};
  }
  return html::Section(locale.tr("Next step"), content);
}

Html CommentAnswerForm(const Context& context, const MinutesPage& page, const MinutesComment& one, bool own) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::string action = MinutesHref(page.minutes.session.id) + "/comments/" + one.id.text();
  const auto button = [&](CommentAct act, const std::string& words) {
    return html::Button(
        words,
        {.name = "act", .value = CommentActName(act), .kind = html::ButtonKind::kQuiet, .css = "small"});
  };
  Html content = desk::VersionField(one.version);
  if (page.writes) {
    const std::string id = "answer-" + one.id.text();
    content.Add(html::Field({.control_id = id, .label = locale.tr("Answer (needed to decline)")},
                            html::Input({.name = "answer", .id = id})));
    content.Add(html::RowOf({button(CommentAct::kAccept, locale.tr("Accept")),
                             button(CommentAct::kDecline, locale.tr("Decline"))}));
  }
  if (own) content.Add(button(CommentAct::kWithdraw, locale.tr("Withdraw")));
  return html::Form({.action = action, .csrf = context.csrf()}, content);
}

Html CommentBadge(const html::Locale& locale, CommentState state) {
  switch (state) {
    case CommentState::kAccepted:
      return html::Badge(html::Mark::kOk, locale.tr("Accepted"));
    case CommentState::kDeclined:
      return html::Badge(html::Mark::kPlain, locale.tr("Declined"));
    case CommentState::kWithdrawn:
      return html::Badge(html::Mark::kPlain, locale.tr("Withdrawn"));
    case CommentState::kOpen:
    case CommentState::kCount:
      break;
  }
  return html::Badge(html::Mark::kAct, locale.tr("To be answered"));
}

Html CommentsSection(const Context& context, const MinutesPage& page) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Minutes& minutes = page.minutes;
  if (minutes.circulated.ms == 0) return {};
  Html content;
  for (std::size_t i = 0; i < page.comments.size(); ++i) {
    const MinutesComment& one = page.comments[i];
    const bool own = one.person == context.actor().person;
    Html box = Join(El("p", {{"class", "row small"}}, CommentBadge(locale, one.state), " ",
                       html::Value(page.comment_orgs[i]), " · ", desk::MomentOf(locale, one.made)),
                    El("p", one.text));
    if (!one.answer.empty())
      box.Add(El("p", {{"class", "small"}}, El("b", locale.tr("Answer:")), " ", one.answer));
    if (one.state == CommentState::kOpen && (own || page.writes))
      box.Add(CommentAnswerForm(context, page, one, own));
    content.Add(html::Box(box));
  }
  const bool over = minutes.comments_until.ms > 0 && minutes.comments_until <= context.desk().clock().Now();
  if (minutes.phase == MinutesPhase::kComments && page.present && !over) {
    content.Add(
        html::Form({.action = MinutesHref(minutes.session.id) + "/comments", .csrf = context.csrf()},
                   Join(FieldOf({.name = "text",
                                 .label = locale.tr("What should be changed, and how?"),
                                 .hint = {},
                                 .value = {},
                                 .rows = 4},
                                {}),
                        html::Button(locale.tr("Send the comment"), {.kind = html::ButtonKind::kQuiet}))));
  } else if (page.comments.empty()) {
    content.Add(El("p", {{"class", "muted"}}, locale.tr("No comments that you may see.")));
  }
  return html::Section(locale.tr("Comments of those present"), content);
}

Html SeatsSection(const Context& context, const MinutesPage& page) {
  const html::Locale& locale = desk::LocaleOf(context);
  if (page.minutes.phase != MinutesPhase::kApproval) return {};
  const std::string counted =
      locale.tr("{n} of {all} seats approved",
                {{"n", locale.Number(page.seats.approved)}, {"all", locale.Number(page.seats.present)}});
  Html content = El("p", html::Badge(html::Mark::kAct, counted), " ",
                    locale.tr("On the agenda of: {session}", {{"session", page.approval_title}}));
  content.Add(
      html::ProgressBar({.done = page.seats.approved, .total = page.seats.present, .words = counted}));
  if (page.seats.may)
    content.Add(html::PostButton(locale.tr("We approve"), MinutesHref(page.minutes.session.id) + "/approve",
                                 context.csrf(), {.kind = html::ButtonKind::kQuiet}));
  if (page.seats.mine) content.Add(El("p", locale.tr("Your organisation has approved.")));
  if (page.writes && !page.missing_seats.empty()) {
    Html list;
    for (const std::string& name : page.missing_seats) list.Add(El("li", html::Value(name)));
    content.Add(html::Closed(locale.tr("Not yet"), El("ul", list)));
  }
  return html::Section(locale.tr("Approval"), content);
}

Html EditionsSection(const html::Locale& locale, const MinutesPage& page) {
  if (page.editions.empty()) return {};
  Html list;
  for (const MinutesEdition& one : page.editions)
    list.Add(El("li",
                desk::LinkTo(MinutesHref(page.minutes.session.id) + "/editions/" + fmt::to_string(one.number),
                             locale.tr("Edition {n}", {{"n", fmt::to_string(one.number)}})),
                " · ", PhaseWords(locale, one.phase), " · ", desk::MomentOf(locale, one.made)));
  return html::Section(locale.tr("Kept editions"), El("ul", {{"class", "links"}}, list));
}

Html TextSection(const html::Locale& locale, base::UtcTime now, const MinutesPage& page) {
  MinutesTextView view{locale, now, {}, {}};
  for (std::size_t i = 0; i < page.actions.size(); ++i) {
    view.actions[page.actions[i].number] = &page.actions[i];
    view.owners[page.actions[i].id.text()] = page.owners[i];
  }
  return html::Section(locale.tr("Minutes"),
                       El("div", {{"class", "stack"}}, MinutesTextHtml(view, page.text)));
}

Html ActionsSection(const html::Locale& locale, base::UtcTime now, const MinutesPage& page) {
  if (page.actions.empty()) return {};
  std::vector<ActionRow> rows;
  for (std::size_t i = 0; i < page.actions.size(); ++i)
    rows.push_back({&page.actions[i], page.owners[i], {}});
  return html::Section(locale.tr("Actions"),
                       ActionTable(locale, now, rows, locale.tr("Actions of this session")));
}

}  // namespace

Html MinutesPageHtml(const Context& context, base::UtcTime now, const MinutesPage& page) {
  const html::Locale& locale = desk::LocaleOf(context);
  if (page.minutes.version == 0)
    return html::Empty(
        locale.tr("No minutes yet"),
        Join(El("p", locale.tr("Write what was said and decided, not who said it.")),
             html::LinkButton(locale.tr("Begin the minutes"), MinutesHref(page.minutes.session.id) + "/edit",
                              html::ButtonKind::kMain)));
  if (page.locked)
    return Join(PhaseSteps(locale, page.minutes), LockedNotice(context, MinutesHref(page.minutes.session.id)),
                ActionsSection(locale, now, page));
  const Html main = html::Stack(
      {NameWarningHtml(locale, page.names), TextSection(locale, now, page), CommentsSection(context, page)});
  const Html aside = html::Stack({page.writes ? NextStep(context, page) : Html(), SeatsSection(context, page),
                                  EditionsSection(locale, page)});
  return html::Stack(
      {PhaseSteps(locale, page.minutes), html::SideBySide(html::Columns::kWideAndNarrow, main, aside)});
}

}  // namespace panel
