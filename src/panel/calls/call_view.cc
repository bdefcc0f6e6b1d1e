#include "panel/calls/call_view.h"

#include <fmt/format.h>

#include "desk/desk.h"
#include "desk/web/parts.h"
#include "html/charts.h"
#include "html/console_components.h"
#include "html/names.h"
#include "panel/calls/words.h"

namespace panel::calls {
namespace {

using desk::Context;
using html::El;
using html::Html;

Html ReasonField(const html::Locale& locale, const std::string& id, bool required) {
  return html::Field({.control_id = id, .label = locale.tr("Why")},
                     html::Input({.name = "reason", .id = id, .required = required}));
}

Html MoveForm(const Context& context, const CallView& view, CallAct act) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::string name(CallActName(act)), words = CallActWord(locale, act);
  Html fields = desk::HiddenField("act", name);
  const bool extend = act == CallAct::kExtend, stop = act == CallAct::kCancel;
  if (extend)
    fields.Add(html::Field(
        {.control_id = "new-deadline", .label = locale.tr("New last day")},
        html::Input(
            {.name = "deadline", .type = html::InputType::kDate, .id = "new-deadline", .required = true})));
  if (extend || stop) fields.Add(ReasonField(locale, "why-" + name, true));
  const html::ButtonKind kind = stop ? html::ButtonKind::kStop
                                : act == CallAct::kPublish || act == CallAct::kReview
                                    ? html::ButtonKind::kMain
                                    : html::ButtonKind::kQuiet;
  const Html form =
      kit::ActForm(context, HrefOf(view.call().id) + "/move", view.call().version, fields, words, kind);
  return El("div", {{"class", "act"}}, extend || stop ? html::Closed(words, form) : form);
}

Html ManagerActs(const Context& context, const CallView& view) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Call& call = view.call();
  const base::UtcTime now = context.desk().clock().Now();
  Html forms;
  for (const std::string& lack : view.unready) forms.Add(El("p", {{"class", "muted"}}, locale.tr(lack)));
  for (const CallAct act : {CallAct::kPublish, CallAct::kExtend, CallAct::kClose, CallAct::kReview,
                            CallAct::kFinalise, CallAct::kCancel}) {
    if (!Allows(CallSteps(), call.state, act)) continue;
    if (act == CallAct::kPublish && !view.unready.empty()) continue;
    if (act == CallAct::kExtend && now >= call.deadline) continue;
    if (act == CallAct::kClose && now < call.deadline) continue;
    forms.Add(MoveForm(context, view, act));
  }
  const bool board = call.state == CallState::kInReview || call.state == CallState::kSelected ||
                     call.state == CallState::kNoAward || call.state == CallState::kFinalised;
  if (board || call.state == CallState::kClosed)
    forms =
        Join(html::LinkButton(board ? locale.tr("Scores and decision") : locale.tr("End without an award"),
                              HrefOf(call.id) + (board ? "/ranking" : "/no-award")),
             forms);
  return forms;
}

Html ApplicantActs(const Context& context, const CallView& view) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Call& call = view.call();
  Html acts;
  if (view.own)
    acts =
        Join(El("p", NoteBadge(locale, view.own->state)),
             html::LinkButton(locale.tr("Your concept note"), HrefOf(view.own->id), html::ButtonKind::kMain));
  else if (view.access.may_apply && call.TakesNotes(context.desk().clock().Now()))
    acts = html::PostButton(locale.tr("Write a concept note"), HrefOf(call.id) + "/notes", context.csrf(),
                            {.kind = html::ButtonKind::kMain});
  if (view.access.reviews && call.state == CallState::kInReview)
    acts.Add(html::LinkButton(locale.tr("Notes to score"), "/calls/scoring"));
  if (view.access.reviews && !view.access.manages && call.scoring_closed.ms > 0)
    acts.Add(html::LinkButton(locale.tr("Scores"), HrefOf(call.id) + "/ranking"));
  return acts;
}

Html AskForm(const Context& context, const CallView& view) {
  const html::Locale& locale = desk::LocaleOf(context);
  if (!view.access.may_apply || !view.call().TakesQuestions(context.desk().clock().Now())) return {};
  return html::Closed(
      locale.tr("Ask a question"),
      html::Form(
          {.action = HrefOf(view.call().id) + "/questions", .csrf = context.csrf(), .css = "stack-s"},
          Join(html::Field({.control_id = "question",
                            .label = locale.tr("Your question"),
                            .hint = locale.tr("The answer is shown to all who see this call; nobody learns "
                                              "who asked. Do not name yourself.")},
                           html::TextArea("question", "", 3)),
               html::Button(locale.tr("Ask"), {.kind = html::ButtonKind::kQuiet}))));
}

Html AnswerForms(const Context& context, const CallView& view) {
  const html::Locale& locale = desk::LocaleOf(context);
  Html forms;
  if (!view.access.manages || view.call().state != CallState::kPublished) return forms;
  for (const Question& question : view.questions) {
    if (question.state != QuestionState::kOpen) continue;
    const std::string id = "answer-" + question.id.text();
    const Html fields = Join(
        desk::VersionField(question.version), kit::Paragraphs(question.question),
        html::Field({.control_id = id, .label = locale.tr("Answer")},
                    html::Input({.name = "answer", .id = id, .required = true})),
        html::RowOf({html::Button(locale.tr("Publish the answer"),
                                  {.name = "act", .value = "answer", .kind = html::ButtonKind::kQuiet}),
                     html::Button(locale.tr("Set aside"),
                                  {.name = "act", .value = "set-aside", .kind = html::ButtonKind::kQuiet})}));
    forms.Add(html::Form(
        {.action = "/calls/questions/" + question.id.text(), .csrf = context.csrf(), .css = "stack-s"},
        fields));
  }
  return forms;
}

Html ReviewersPart(const Context& context, const CallView& view) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Call& call = view.call();
  Html list;
  const bool before = call.state == CallState::kDraft || call.state == CallState::kPublished ||
                      call.state == CallState::kClosed;
  for (const Reviewer& one : view.reviewers) {
    Html item = Join(El("bdi", one.name), ", ", El("bdi", one.org_name));
    if (before)
      item.Add(html::PostButton(locale.tr("Remove"),
                                HrefOf(call.id) + "/reviewers/" + one.person.text() + "/remove",
                                context.csrf(), {.kind = html::ButtonKind::kQuiet, .css = "small"}));
    list.Add(El("li", item));
  }
  Html all = list.empty() ? El("p", {{"class", "muted"}}, locale.tr("Nobody yet.")) : El("ul", list);
  if (before || (call.state == CallState::kInReview && call.scoring_closed.ms == 0))
    all.Add(html::Form(
        {.action = HrefOf(call.id) + "/reviewers", .csrf = context.csrf(), .css = "stack-s"},
        Join(html::Field({.control_id = "email",
                          .label = locale.tr("Her e-mail address"),
                          .hint = locale.tr("Somebody who speaks for a member of this panel.")},
                         html::Input({.name = "email", .type = html::InputType::kEmail, .required = true})),
             html::Button(locale.tr("Name a reviewer"), {.kind = html::ButtonKind::kQuiet}))));
  return all;
}

Html NotesPart(const html::Locale& locale, const CallView& view) {
  if (view.notes.empty())
    return html::Empty(locale.tr("No concept notes"), locale.tr("Nobody handed in a note to this call."));
  desk::TableMaker table({{locale.tr("Applicant")},
                          {locale.tr("Title")},
                          {locale.tr("Asks for"), true},
                          {locale.tr("State")},
                          {locale.tr("Code")}});
  for (const Note& note : view.notes)
    table.Row({El("bdi", note.member_name), desk::LinkTo(HrefOf(note.id), note.title),
               AmountWord(locale, view.call(), note.asked), NoteBadge(locale, note.state),
               note.code > 0 ? Html(CodeWord(locale, note.code)) : Html("–")});
  return table.Done(locale.tr("Concept notes"));
}

Html HistoryPart(const html::Locale& locale, const CallView& view) {
  std::vector<html::HistoryItem> items;
  for (const CallEvent& event : view.events) {
    Html what = El("b", CallEventWord(locale, event.act));
    if (event.act == CallAct::kExtend) what = Join(what, " · ", UntilWord(locale, event.deadline));
    // Why fewer reviews were enough, or why the ranking was left, is for the record of whoever runs the call.
    const bool open = event.act == CallAct::kExtend || event.act == CallAct::kCancel ||
                      event.act == CallAct::kNoAward || view.access.manages;
    if (!event.reason.empty() && open) what = Join(what, El("br"), event.reason);
    items.push_back(
        {.when = locale.DateTime(event.when.ms), .datetime = base::FormatTime(event.when), .what = what});
  }
  return html::History(items);
}

// One bar a criterion: what counts how much.
Html WeightPicture(const html::Locale& locale, const std::vector<CallPart>& criteria) {
  std::vector<html::BarRow> rows;
  std::string heaviest;
  std::int64_t most = 0;
  for (const CallPart& criterion : criteria) {
    rows.push_back({criterion.title, fmt::format("{} %", criterion.amount),
                    static_cast<double>(criterion.amount), html::Fill::kFilled});
    if (criterion.amount > most) heaviest = criterion.title;
    most = std::max(most, criterion.amount);
  }
  return html::BarRows(locale.tr("Weights of the criteria"),
                       locale.tr("Most counts: {criterion}", {{"criterion", heaviest}}), rows);
}

}  // namespace

Html CallFacts(const html::Locale& locale, const Call& call) {
  const std::string by = locale.tr("By"), who = locale.tr("Who may apply"), deadline = locale.tr("Notes"),
                    questions = locale.tr("Questions"), most = locale.tr("One note may ask for"),
                    total = locale.tr("For all there is"), sectors = locale.tr("Industries"),
                    countries = locale.tr("Countries"), goals = locale.tr("SDG targets"),
                    review = locale.tr("Review"), kept = locale.tr("Kept");
  const std::string blind =
      call.blind ? locale.tr("blind: reviewers do not see names") : locale.tr("reviewers see names");
  return html::Facts(
      {{by, El("bdi", call.owner_name)},
       {who, KindWord(locale, call.kind)},
       {deadline, UntilWord(locale, call.deadline)},
       {questions, UntilWord(locale, call.questions_until)},
       {most, call.most.zero() ? Html() : Html(AmountWord(locale, call, call.most))},
       {total, call.total.zero() ? Html() : Html(AmountWord(locale, call, call.total))},
       {sectors, SectorsWord(locale, call)},
       {countries, CountriesWord(locale, call)},
       {goals, SdgWord(locale, call)},
       {review, Join(blind, El("br"),
                     locale.ntr("at least {n} review of each note", "at least {n} reviews of each note",
                                call.min_reviewers))},
       {kept, locale.ntr("notes without success: {n} month after the end",
                         "notes without success: {n} months after the end", call.keep_months)}});
}

Html CallText(const html::Locale& locale, const Call& call, const std::vector<CallPart>& parts) {
  Html all = Join(kit::Paragraphs(call.summary), kit::Paragraphs(call.details));
  Html sections;
  for (const CallPart& part : store::PartsOf(parts, PartKind::kSection))
    sections.Add(El("li", El("b", part.title), " · ",
                    locale.ntr("at most {n} word", "at most {n} words", part.amount),
                    kit::Paragraphs(part.guidance)));
  for (const CallPart& part : store::PartsOf(parts, PartKind::kDocument))
    sections.Add(El("li", El("b", part.title), " · ",
                    part.amount > 0 ? locale.tr("document, required") : locale.tr("document, if you like"),
                    kit::Paragraphs(part.guidance)));
  if (!sections.empty()) all.Add(Join(El("h3", locale.tr("What a note says")), El("ol", sections)));
  Html musts;
  for (const CallPart& part : store::PartsOf(parts, PartKind::kEligibility))
    musts.Add(El("li", part.title, kit::Paragraphs(part.guidance)));
  if (!musts.empty()) all.Add(Join(El("h3", locale.tr("Who can apply answers yes to")), El("ul", musts)));
  const std::vector<CallPart> criteria = store::PartsOf(parts, PartKind::kCriterion);
  if (criteria.empty()) return all;
  desk::TableMaker table({{locale.tr("Criterion")}, {locale.tr("Weight"), true}, {locale.tr("Guidance")}});
  for (const CallPart& part : criteria)
    table.Row({part.title, fmt::format("{} %", part.amount), kit::Paragraphs(part.guidance)});
  all.Add(Join(El("h3", locale.tr("How notes are judged")),
               FigureOf(locale.tr("Weights of the criteria"), WeightPicture(locale, criteria)),
               table.Done(locale.tr("Criteria; marks go from 0 to {best}",
                                    {{"best", std::to_string(call.scale_most)}}))));
  return all;
}

Html FigureOf(const std::string& caption, const Html& picture) {
  return El("figure", {{"class", "fig"}}, El("figcaption", El("b", caption)),
            El("div", {{"class", "scroll"}}, picture));
}

Html QuestionList(const html::Locale& locale, const std::vector<Question>& questions) {
  Html list;
  for (const Question& question : questions) {
    Html item = Join(
        El("dt", question.question,
           question.mine ? Join(" ", html::Badge(html::Mark::kPlain, locale.tr("your question"))) : Html()));
    Html answer = question.state == QuestionState::kOpen
                      ? El("span", {{"class", "muted"}}, locale.tr("waits for an answer"))
                      : kit::Paragraphs(question.answer);
    if (question.state == QuestionState::kSetAside)
      answer = Join(html::Badge(html::Mark::kUnknown, locale.tr("set aside")), answer);
    item.Add(El("dd", answer));
    list.Add(item);
  }
  return list.empty() ? El("p", {{"class", "muted"}}, locale.tr("None yet.")) : El("dl", list);
}

Html ResultOf(const html::Locale& locale, const Call& call, const std::vector<std::string>& named) {
  if (call.state == CallState::kCancelled)
    return Join(El("p", locale.tr("This call was cancelled.")), kit::Paragraphs(call.reason));
  if (call.state != CallState::kFinalised && call.state != CallState::kNoAward) return {};
  Html all = El("p", locale.ntr("{n} note was handed in.", "{n} notes were handed in.", call.received), " ",
                locale.ntr("{n} was eligible.", "{n} were eligible.", call.eligible), " ",
                locale.ntr("{n} was selected.", "{n} were selected.", call.selected), " ",
                locale.ntr("{n} accepted.", "{n} accepted.", call.accepted));
  if (!call.reason.empty()) all.Add(kit::Paragraphs(call.reason));
  Html names;
  for (const std::string& name : named) names.Add(El("li", html::Value(name)));
  if (!names.empty()) all.Add(Join(El("p", locale.tr("Selected, and agreed to be named:")), El("ul", names)));
  return all;
}

Html CallBody(const Context& context, const CallView& view) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Call& call = view.call();
  std::vector<Html> left = {html::Section(locale.tr("The call"), CallText(locale, call, view.parts))};
  const bool manages = view.access.manages;
  if (manages && call.state != CallState::kDraft && call.state != CallState::kPublished)
    left.insert(left.begin(), html::Section(locale.tr("Concept notes"), NotesPart(locale, view)));
  if (call.published.ms > 0 && (call.questions_until.ms > 0 || !view.questions.empty()))
    left.push_back(html::Section(
        locale.tr("Questions and answers"),
        Join(QuestionList(locale, view.questions), AnswerForms(context, view), AskForm(context, view))));
  const Html acts = Join(ApplicantActs(context, view), manages ? ManagerActs(context, view) : Html());
  std::vector<Html> right;
  if (!acts.empty()) right.push_back(html::Section(locale.tr("What you can do"), acts));
  const Html result = ResultOf(locale, call, view.named);
  if (!result.empty()) right.push_back(html::Section(locale.tr("Result"), result));
  right.push_back(html::Section(locale.tr("Terms"), CallFacts(locale, call)));
  if (manages) {
    Html invited;
    for (const store::Invited& one : view.invited) invited.Add(El("li", El("bdi", one.name)));
    if (!invited.empty()) right.push_back(html::Section(locale.tr("Invited"), El("ul", invited)));
    right.push_back(html::Section(locale.tr("Reviewers"), ReviewersPart(context, view)));
  }
  if (!view.events.empty()) right.push_back(html::Section(locale.tr("History"), HistoryPart(locale, view)));
  return html::SideBySide(html::Columns::kWideAndNarrow, html::Stack(left), html::Stack(right));
}

}  // namespace panel::calls
