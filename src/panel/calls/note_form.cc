#include "panel/calls/note_form.h"

#include <fmt/format.h>

#include "desk/web/parts.h"
#include "html/console_components.h"
#include "panel/calls/words.h"

namespace panel::calls {
namespace {

using desk::Context;
using html::El;
using html::Html;

constexpr std::size_t kEmptyLines = 3;

std::string ErrorAt(const html::Locale& locale, const kit::Wrongs& wrongs, const std::string& field) {
  for (const kit::Wrong& wrong : wrongs)
    if (wrong.field == field) return locale.tr(wrong.message);
  return {};
}

Html SectionFields(const html::Locale& locale, const NoteView& view, const NoteDraft& draft,
                   const kit::Wrongs& wrongs) {
  Html all;
  for (const CallPart& part : store::PartsOf(view.parts, PartKind::kSection)) {
    const std::string id = fmt::format("section-{}", part.number);
    const Numbered* text = NumberedAt(draft.texts, part.number);
    const std::string limit = locale.ntr("At most {n} word.", "At most {n} words.", part.amount);
    const std::string so_far =
        locale.ntr("{n} word so far.", "{n} words so far.", text == nullptr ? 0 : CountWords(text->text));
    constexpr int kRows = 8;
    all.Add(html::Field(
        {.control_id = id,
         .label = part.title,
         .hint = fmt::format("{}{}{} {}", part.guidance, part.guidance.empty() ? "" : " ", limit, so_far),
         .error = ErrorAt(locale, wrongs, id)},
        html::TextArea(id, text == nullptr ? std::string() : text->text, kRows)));
  }
  return all;
}

Html AnswerFields(const html::Locale& locale, const NoteView& view, const NoteDraft& draft,
                  const kit::Wrongs& wrongs) {
  Html all;
  for (const CallPart& part : store::PartsOf(view.parts, PartKind::kEligibility)) {
    const std::string id = fmt::format("answer-{}", part.number);
    const Numbered* answer = NumberedAt(draft.answers, part.number);
    all.Add(html::Field(
        {.control_id = id, .label = part.title, .hint = part.guidance, .error = ErrorAt(locale, wrongs, id)},
        html::Select(id, YesOrNo(locale, true), answer == nullptr ? std::string() : answer->text)));
  }
  return all;
}

Html BudgetFields(const html::Locale& locale, const NoteView& view, const NoteDraft& draft,
                  const kit::Wrongs& wrongs) {
  if (view.call().currency.empty()) return {};
  const std::string currency(view.call().currency.code());
  Html all = El("legend", locale.tr("Budget in {currency}", {{"currency", currency}}));
  for (std::size_t i = 0; i < draft.budget.size() + kEmptyLines; ++i) {
    const NoteDraft::Line line = i < draft.budget.size() ? draft.budget[i] : NoteDraft::Line{};
    const std::string id = fmt::format("budget-{}", i + 1), amount = fmt::format("amount-{}", i + 1);
    all.Add(El(
        "div", {{"class", "fourcols"}},
        html::Field({.control_id = id, .label = locale.tr("For what"), .error = ErrorAt(locale, wrongs, id)},
                    html::Input({.name = "budget_title", .value = line.title, .id = id})),
        html::Field({.control_id = amount, .label = locale.tr("Amount")},
                    html::Input({.name = "budget_amount", .value = line.amount, .id = amount}))));
  }
  all.Add(html::Field({.control_id = "own",
                       .label = locale.tr("What you bring yourselves"),
                       .hint = {},
                       .error = ErrorAt(locale, wrongs, "own")},
                      html::Input({.name = "own", .value = draft.own})));
  return El("fieldset", {{"id", "budget"}}, all);
}

Html DocumentPart(const Context& context, const NoteView& view) {
  const html::Locale& locale = desk::LocaleOf(context);
  Html list;
  const bool draft = view.note().state == NoteState::kDraft && view.access.MayWrite();
  for (const CallPart& part : store::PartsOf(view.parts, PartKind::kDocument)) {
    Html item = El("b", part.title);
    const std::string href = fmt::format("{}/documents/{}", HrefOf(view.note().id), part.number);
    for (const NoteDocument& document : view.note().documents) {
      if (document.number != part.number) continue;
      item.Add(Join(" ", desk::LinkTo(href, document.file_name)));
      if (draft)
        item.Add(html::PostButton(locale.tr("Remove"), href + "/remove", context.csrf(),
                                  {.kind = html::ButtonKind::kQuiet, .css = "small"}));
    }
    if (draft) {
      const std::string id = fmt::format("file-{}", part.number);
      item.Add(html::Form(
          {.action = href, .csrf = context.csrf(), .upload = true, .css = "stack-s"},
          Join(html::Field({.control_id = id,
                            .label = part.amount > 0 ? locale.tr("File (required)") : locale.tr("File"),
                            .hint = part.guidance},
                           html::Input({.name = "file", .type = html::InputType::kFile, .id = id})),
               html::Button(locale.tr("Add the file"), {.kind = html::ButtonKind::kQuiet}))));
    }
    list.Add(El("li", item));
  }
  return list.empty() ? Html() : html::Section(locale.tr("Documents"), El("ul", list));
}

Html NamesNotice(const html::Locale& locale, const NoteView& view) {
  if (view.names.empty()) return {};
  const std::string written = view.names.front().written;
  return html::NoticeOf(
      html::Mark::kCare,
      locale.tr("This call is scored blind, but the applicant's name stands in the text: “{name}”. "
                "Write it so that nobody is named.",
                {{"name", written}}));
}

Html ActFields(const html::Locale& locale, NoteAct act) {
  const std::string name(NoteActName(act));
  Html fields = desk::HiddenField("act", name);
  if (act == NoteAct::kAccept)
    fields.Add(html::CheckBox("shown", "yes",
                              locale.tr("Our organisation may be named where results are published"), false));
  const bool reason = act == NoteAct::kDecline || act == NoteAct::kRuleOut || act == NoteAct::kRestore ||
                      act == NoteAct::kWithdraw;
  if (reason)
    fields.Add(html::Field(
        {.control_id = "why-" + name, .label = locale.tr("Why")},
        html::Input({.name = "reason", .id = "why-" + name, .required = act != NoteAct::kWithdraw})));
  return fields;
}

Html ActsOf(const Context& context, const NoteView& view) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Note& note = view.note();
  const bool in_time = view.call().TakesNotes(context.desk().clock().Now());
  Html forms;
  for (const std::string& lack : view.unready) forms.Add(El("p", {{"class", "muted"}}, locale.tr(lack)));
  for (const NoteAct act : {NoteAct::kSubmit, NoteAct::kAccept, NoteAct::kDecline, NoteAct::kTakeBack,
                            NoteAct::kWithdraw, NoteAct::kRuleOut, NoteAct::kRestore}) {
    if (!Allows(NoteSteps(), note.state, act)) continue;
    const bool managers = act == NoteAct::kRuleOut || act == NoteAct::kRestore;
    if (managers ? !view.access.manages : !view.access.MayWrite()) continue;
    if (act == NoteAct::kSubmit && (!in_time || !view.unready.empty())) continue;
    if (act == NoteAct::kTakeBack && !in_time) continue;
    const bool main = act == NoteAct::kSubmit || act == NoteAct::kAccept;
    const std::string words = NoteActWord(locale, act);
    const Html form = kit::ActForm(context, HrefOf(note.id) + "/move", note.version, ActFields(locale, act),
                                   words, main ? html::ButtonKind::kMain : html::ButtonKind::kQuiet);
    forms.Add(
        El("div", {{"class", "act"}}, main || act == NoteAct::kTakeBack ? form : html::Closed(words, form)));
  }
  if (view.access.manages && note.state == NoteState::kAccepted)
    forms.Add(note.memorandum.empty()
                  ? html::PostButton(locale.tr("Draft a memorandum with the applicant"),
                                     HrefOf(note.id) + "/memorandum", context.csrf(),
                                     {.kind = html::ButtonKind::kQuiet})
                  : html::LinkButton(locale.tr("The memorandum"), "/memoranda/" + note.memorandum));
  if (!view.project.empty())
    forms.Add(html::LinkButton(locale.tr("The project"), "/projects/" + view.project));
  else if (view.access.MayWrite() && note.state == NoteState::kAccepted)
    forms.Add(html::PostButton(locale.tr("Make a project of this note"), HrefOf(note.id) + "/project",
                               context.csrf(), {.kind = html::ButtonKind::kMain}));
  return forms;
}

Html FeedbackPart(const html::Locale& locale, const NoteView& view) {
  const Note& note = view.note();
  Html all = kit::Paragraphs(note.feedback);
  if (view.access.manages && !note.reason.empty() && note.reason != note.feedback)
    all.Add(Join(El("h3", locale.tr("Reason, for the record")), kit::Paragraphs(note.reason)));
  if (view.criteria.empty()) return all;
  desk::TableMaker table(
      {{locale.tr("Criterion")}, {locale.tr("Weight"), true}, {locale.tr("Mean mark"), true}});
  const std::vector<CallPart> criteria = store::PartsOf(view.parts, PartKind::kCriterion);
  for (std::size_t i = 0; i < criteria.size() && i < view.criteria.size(); ++i)
    table.Row({criteria[i].title, fmt::format("{} %", criteria[i].amount),
               fmt::format("{} / {}", view.criteria[i], view.call().scale_most)});
  all.Add(Join(El("p", El("b", locale.tr("Weighted score: {percent} %", {{"percent", view.percent}}))),
               table.Done(locale.tr("Marks, as the mean of all reviews"))));
  return all;
}

Html EventsPart(const html::Locale& locale, const NoteView& view) {
  std::vector<html::HistoryItem> items;
  for (const NoteEvent& event : view.events) {
    Html what = El("b", NoteEventWord(locale, event.act));
    if (!event.reason.empty()) what = Join(what, El("br"), event.reason);
    items.push_back(
        {.when = locale.DateTime(event.when.ms), .datetime = base::FormatTime(event.when), .what = what});
  }
  return html::History(items);
}

}  // namespace

NoteDraft NoteDraftFrom(const net::Arguments& fields) {
  NoteDraft draft;
  draft.title = fields.Get("title");
  draft.summary = fields.Get("summary");
  draft.own = fields.Get("own");
  for (const auto& [name, value] : fields.pairs()) {
    const bool section = name.starts_with("section-"), answer = name.starts_with("answer-");
    if (!section && !answer) continue;
    const std::optional<std::int64_t> number =
        desk::WholeNumber(std::string_view(name).substr(name.find('-') + 1));
    if (number) (section ? draft.texts : draft.answers).push_back({*number, value});
  }
  const std::vector<std::string_view> titles = fields.All("budget_title"),
                                      amounts = fields.All("budget_amount");
  for (std::size_t i = 0; i < titles.size() && i < amounts.size(); ++i)
    if (!titles[i].empty() || !amounts[i].empty())
      draft.budget.push_back({std::string(titles[i]), std::string(amounts[i])});
  return draft;
}

Html NoteForm(const Context& context, const NoteView& view, const NoteDraft& draft, std::int64_t version,
              const kit::Wrongs& wrongs) {
  const html::Locale& locale = desk::LocaleOf(context);
  net::Arguments typed;
  typed.Add("title", draft.title);
  typed.Add("summary", draft.summary);
  kit::FormMaker first(locale, typed, wrongs);
  first.Text("title", locale.tr("Title"), true).Area("summary", locale.tr("In short"), 3);
  const Html answers = AnswerFields(locale, view, draft, wrongs);
  const Html budget = BudgetFields(locale, view, draft, wrongs);
  Html side;
  if (!answers.empty()) side.Add(html::Section(locale.tr("Can you apply?"), answers));
  if (!budget.empty()) side.Add(html::Section(locale.tr("Budget"), budget));
  return Join(
      first.Summary(), NamesNotice(locale, view),
      html::Form({.action = HrefOf(view.note().id) + "/edit", .csrf = context.csrf()},
                 Join(desk::VersionField(version),
                      html::SideBySide(
                          html::Columns::kWideAndNarrow,
                          html::Section(locale.tr("The note"),
                                        Join(first.fields(), SectionFields(locale, view, draft, wrongs))),
                          side),
                      html::Button(locale.tr("Save the draft")))));
}

Html NoteText(const html::Locale& locale, const std::vector<CallPart>& parts,
              const std::vector<Numbered>& texts, const std::vector<Numbered>& answers) {
  Html all;
  for (const CallPart& part : store::PartsOf(parts, PartKind::kSection)) {
    const Numbered* text = NumberedAt(texts, part.number);
    const std::int64_t words = text == nullptr ? 0 : CountWords(text->text);
    all.Add(El("h3", part.title));
    all.Add(text == nullptr ? El("p", {{"class", "muted"}}, locale.tr("Nothing yet."))
                            : kit::Paragraphs(text->text));
    all.Add(El("p", {{"class", "muted small"}},
               locale.tr("{n} of {most} words",
                         {{"n", locale.Number(words)}, {"most", locale.Number(part.amount)}})));
  }
  Html list;
  for (const CallPart& part : store::PartsOf(parts, PartKind::kEligibility)) {
    const Numbered* answer = NumberedAt(answers, part.number);
    const std::string word = answer == nullptr       ? std::string("–")
                             : answer->text == "yes" ? locale.tr("Yes")
                                                     : locale.tr("No");
    list.Add(El("li", part.title, ": ", El("b", word)));
  }
  if (!list.empty()) all.Add(Join(El("h3", locale.tr("Eligibility")), El("ul", list)));
  return all;
}

Html BudgetTable(const html::Locale& locale, const Call& call, const std::vector<BudgetLine>& budget,
                 const base::Decimal& asked, const base::Decimal& own) {
  if (budget.empty() && own.zero()) return El("p", {{"class", "muted"}}, locale.tr("No budget yet."));
  desk::TableMaker table({{locale.tr("For what")}, {locale.tr("Amount"), true}});
  for (const BudgetLine& line : budget) table.Row({line.title, AmountWord(locale, call, line.amount)});
  table.Row({El("b", locale.tr("Asked for")), El("b", AmountWord(locale, call, asked))});
  if (!own.zero()) table.Row({locale.tr("Own contribution"), AmountWord(locale, call, own)});
  return table.Done(locale.tr("Budget"));
}

Html NoteBody(const Context& context, const NoteView& view) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Note& note = view.note();
  std::vector<Html> left = {
      html::Section(locale.tr("The note"), Join(kit::Paragraphs(note.summary),
                                                NoteText(locale, view.parts, note.texts, note.answers))),
      html::Section(locale.tr("Budget"),
                    BudgetTable(locale, view.call(), note.budget, note.asked, note.own))};
  const Html documents = DocumentPart(context, view);
  if (!documents.empty()) left.push_back(documents);
  std::vector<Html> right;
  const Html acts = ActsOf(context, view);
  if (!acts.empty()) right.push_back(html::Section(locale.tr("What you can do"), acts));
  if (!note.feedback.empty())
    right.push_back(html::Section(locale.tr("Feedback"), FeedbackPart(locale, view)));
  const std::string applicant = locale.tr("Applicant"), call = locale.tr("Call"), until = locale.tr("Notes"),
                    code = locale.tr("Code");
  right.push_back(html::Section(
      locale.tr("About"),
      html::Facts(
          {{call, desk::LinkTo(HrefOf(view.call().id), view.call().title)},
           {applicant, El("bdi", note.member_name)},
           {until, UntilWord(locale, view.call().deadline)},
           {code, view.access.manages && note.code > 0 ? Html(CodeWord(locale, note.code)) : Html()}})));
  if (!view.events.empty()) right.push_back(html::Section(locale.tr("History"), EventsPart(locale, view)));
  const Html columns = html::SideBySide(html::Columns::kWideAndNarrow, html::Stack(left), html::Stack(right));
  const Html notice = NamesNotice(locale, view);
  return notice.empty() ? columns : html::Stack({notice, columns});
}

}  // namespace panel::calls
