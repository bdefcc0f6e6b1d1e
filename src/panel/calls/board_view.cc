#include "panel/calls/board_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "desk/web/parts.h"
#include "html/charts.h"
#include "html/console_components.h"
#include "panel/calls/call_view.h"
#include "panel/calls/note_form.h"
#include "panel/calls/words.h"

namespace panel::calls {
namespace {

using desk::Context;
using html::El;
using html::Html;

const Note* NoteAt(const Board& board, const NoteId& id) {
  for (const Note& note : board.notes)
    if (note.id == id) return &note;
  return nullptr;
}

std::string NameOf(const Board& board, const desk::PersonId& person, const std::string& otherwise) {
  for (const Reviewer& one : board.reviewers)
    if (one.person == person) return one.name;
  return otherwise;
}

const Score* ScoreAt(const std::vector<Score>& scores, std::int64_t criterion) {
  for (const Score& score : scores)
    if (score.criterion == criterion) return &score;
  return nullptr;
}

Html MarkFields(const html::Locale& locale, const ReviewView& view, const ReviewDraft& draft) {
  Html all;
  for (const CallPart& part : store::PartsOf(view.parts, PartKind::kCriterion)) {
    const Score* given = ScoreAt(draft.scores, part.number);
    std::vector<html::Choice> marks = {{"", locale.tr("Choose")}};
    for (std::int64_t mark = 0; mark <= view.call.scale_most; ++mark)
      marks.push_back({std::to_string(mark), std::to_string(mark)});
    const std::string id = fmt::format("score-{}", part.number),
                      remark = fmt::format("remark-{}", part.number);
    const std::string chosen =
        given == nullptr || given->score < 0 ? std::string() : std::to_string(given->score);
    const Html legend = El("legend", fmt::format("{} · {} %", part.title, part.amount));
    all.Add(
        El("fieldset", legend, kit::Paragraphs(part.guidance),
           html::Field(
               {.control_id = id,
                .label = locale.tr("Mark, 0 to {best}", {{"best", std::to_string(view.call.scale_most)}})},
               html::Select(id, marks, chosen)),
           html::Field(
               {.control_id = remark, .label = locale.tr("Why this mark")},
               html::Input({.name = remark, .value = given == nullptr ? std::string() : given->remark}))));
  }
  all.Add(html::Field({.control_id = "remark", .label = locale.tr("Remark on the whole note")},
                      html::TextArea("remark", draft.remark, 3)));
  return all;
}

Html ConflictForm(const Context& context, const ReviewView& view) {
  const html::Locale& locale = desk::LocaleOf(context);
  return html::Closed(
      locale.tr("I have a conflict of interest"),
      kit::ActForm(
          context, HrefOf(view.review.id) + "/move", view.review.version,
          Join(desk::HiddenField("act", "recuse"),
               html::Field({.control_id = "why",
                            .label = locale.tr("Why"),
                            .hint = locale.tr("You leave this note; your marks for it are removed.")},
                           html::Input({.name = "reason", .id = "why", .required = true}))),
          locale.tr("Leave this note"), html::ButtonKind::kStop));
}

// Bars of the notes' scores, best first.
Html RankingPicture(const html::Locale& locale, const Board& board) {
  std::vector<html::BarRow> rows;
  for (const RankedNote& note : board.ranking) {
    const double mean =
        note.reviews == 0 ? 0 : static_cast<double>(note.points) / static_cast<double>(note.reviews);
    rows.push_back({CodeWord(locale, note.code), PercentOf(note, board.access.call) + " %", mean,
                    note.few || note.below_pass ? html::Fill::kOutlined : html::Fill::kFilled});
  }
  const std::string best =
      board.ranking.empty() ? std::string() : CodeWord(locale, board.ranking.front().code);
  return html::BarRows(locale.tr("Weighted scores"), locale.tr("Best score: {note}", {{"note", best}}), rows);
}

Html FlagsOf(const html::Locale& locale, const RankedNote& note) {
  Html flags;
  if (note.far_apart) flags.Add(html::Badge(html::Mark::kCare, locale.tr("reviewers far apart")));
  if (note.few) flags.Add(html::Badge(html::Mark::kCare, locale.tr("too few reviews")));
  if (note.below_pass) flags.Add(html::Badge(html::Mark::kHarm, locale.tr("below the threshold")));
  return flags;
}

Html RankingTable(const html::Locale& locale, const Board& board) {
  desk::TableMaker table({{locale.tr("Rank"), true},
                          {locale.tr("Note")},
                          {locale.tr("Score"), true},
                          {locale.tr("Lowest to highest")},
                          {locale.tr("Reviews"), true},
                          {locale.tr("Marked")},
                          {locale.tr("State")}});
  const Call& call = board.access.call;
  for (const RankedNote& ranked : board.ranking) {
    const Note* note = NoteAt(board, ranked.note);
    if (note == nullptr) continue;
    Html what = Join(El("b", CodeWord(locale, ranked.code)), " ", note->title);
    if (board.access.manages) what = Join(what, El("br"), El("bdi", note->member_name));
    table.Row({ranked.rank == 0 ? Html("–") : Html(std::to_string(ranked.rank)), what,
               PercentOf(ranked, call) + " %",
               fmt::format("{} – {} %", HundredthsText(ranked.low, call.scale_most),
                           HundredthsText(ranked.high, call.scale_most)),
               std::to_string(ranked.reviews), FlagsOf(locale, ranked), NoteBadge(locale, note->state)});
  }
  return table.Done(locale.tr("Ranking by the mean of the reviews"));
}

Html CriterionPicture(const html::Locale& locale, const Board& board, std::size_t index) {
  std::vector<html::BarRow> rows;
  std::string best;
  std::int64_t high = -1;
  const CallPart& criterion = board.criteria[index];
  for (const RankedNote& note : board.ranking) {
    const CriterionTally& tally = note.criteria[index];
    const double mean =
        note.reviews == 0 ? 0 : static_cast<double>(tally.sum) / static_cast<double>(note.reviews);
    const std::string words =
        fmt::format("{} ({}–{})", HundredthsText(tally.sum, note.reviews), tally.low, tally.high);
    rows.push_back({CodeWord(locale, note.code), words, mean, html::Fill::kFilled});
    if (tally.high > high) best = CodeWord(locale, note.code);
    high = std::max(high, tally.high);
  }
  return html::BarRows(criterion.title, locale.tr("Highest single mark: {note}", {{"note", best}}), rows);
}

// How each score comes about, so that a person can check it.
Html SumsOf(const html::Locale& locale, const Board& board) {
  Html all;
  const Call& call = board.access.call;
  for (const RankedNote& ranked : board.ranking) {
    desk::TableMaker table(
        {{locale.tr("Reviewer")}, {locale.tr("Weights times marks")}, {locale.tr("Remarks")}});
    std::size_t number = 0;
    for (const RankedReview& review : ranked.scored) {
      const std::string otherwise = locale.tr("Reviewer {n}", {{"n", std::to_string(++number)}});
      Html remarks = kit::Paragraphs(review.remark);
      for (std::size_t i = 0; i < review.scores.size(); ++i)
        if (!review.scores[i].remark.empty())
          remarks.Add(El("p", El("b", board.criteria[i].title), ": ", review.scores[i].remark));
      table.Row({El("bdi", NameOf(board, review.person, otherwise)), SumText(call, board.criteria, review),
                 remarks});
    }
    const std::string mean = fmt::format("({}) / {} = {} %", HundredthsText(ranked.points, call.scale_most),
                                         ranked.reviews, PercentOf(ranked, call));
    all.Add(html::Closed(
        locale.tr("{note}: how the score comes about", {{"note", CodeWord(locale, ranked.code)}}),
        Join(table.Done(CodeWord(locale, ranked.code)),
             El("p", locale.tr("Sum of the scores, by the number of reviews: {sum}", {{"sum", mean}})))));
  }
  return all;
}

Html ProgressTable(const Context& context, const Board& board) {
  const html::Locale& locale = desk::LocaleOf(context);
  desk::TableMaker table(
      {{locale.tr("Note")}, {locale.tr("Reviewer")}, {locale.tr("Review")}, {locale.tr("What you can do")}});
  const bool open = board.access.call.state == CallState::kInReview && !board.seen;
  for (const Note& note : board.notes)
    for (const Review& review : board.reviews) {
      if (review.note != note.id) continue;
      Html state = ReviewStateWord(locale, review.state);
      if (review.bar != Bar::kNone) state.Add(" · " + BarWord(locale, review.bar));
      if (!review.reason.empty())
        state = Join(state, El("br"), El("span", {{"class", "muted"}}, review.reason));
      Html act;
      for (const ReviewAct one : {ReviewAct::kRelease, ReviewAct::kReturn}) {
        if (!open || !Allows(ReviewSteps(), review.state, one)) continue;
        const std::string id = std::string(ReviewActName(one)) + "-" + review.id.text();
        const std::string words =
            one == ReviewAct::kRelease ? locale.tr("Take back") : locale.tr("Return to the reviewer");
        act = html::Closed(
            words,
            kit::ActForm(context, HrefOf(review.id) + "/move", review.version,
                         Join(desk::HiddenField("act", ReviewActName(one)),
                              html::Field({.control_id = id, .label = locale.tr("Why")},
                                          html::Input({.name = "reason", .id = id, .required = true}))),
                         words));
      }
      table.Row({CodeWord(locale, note.code), El("bdi", NameOf(board, review.person, "–")), state, act});
    }
  return table.empty() ? Html() : table.Done(locale.tr("Who reviews what"));
}

Html CloseForm(const Context& context, const Board& board) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Call& call = board.access.call;
  return kit::ActForm(
      context, HrefOf(call.id) + "/scoring/close", call.version,
      html::Field({.control_id = "close-why",
                   .label = locale.tr("Why"),
                   .hint = locale.tr("Needed where a note has fewer reviews than this call wants.")},
                  html::Input({.name = "reason", .id = "close-why"})),
      locale.tr("Close the scoring and show the scores"));
}

Html ChoiceFields(const html::Locale& locale, const Note& note, const TypedDecision& typed, bool may_select,
                  const std::string& heading) {
  const std::string id = note.id.text();
  Choice choice;
  if (const auto found = typed.choices.find(id); found != typed.choices.end()) choice = found->second;
  const std::string reason = "reason-" + id, feedback = "feedback-" + id;
  Html fields = El("legend", heading);
  if (may_select)
    fields.Add(html::CheckBox("select-" + id, "yes", locale.tr("Select this note"), choice.selected));
  fields.Add(html::Field({.control_id = reason, .label = locale.tr("Reason, for the record")},
                         html::TextArea(reason, choice.reason, 2)));
  fields.Add(html::Field({.control_id = feedback, .label = locale.tr("Feedback to the applicant")},
                         html::TextArea(feedback, choice.feedback, 2)));
  return El("fieldset", fields);
}

Html WordsField(const std::string& label, const std::string& hint, const std::string& words) {
  return html::Field({.control_id = "words", .label = label, .hint = hint},
                     html::TextArea("words", words, 3));
}

Html DecisionForm(const Context& context, const Board& board, const TypedDecision& typed) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Call& call = board.access.call;
  Html fields = desk::VersionField(call.version);
  for (const RankedNote& ranked : board.ranking) {
    const Note* note = NoteAt(board, ranked.note);
    if (note == nullptr || note->state != NoteState::kInReview) continue;
    const std::string heading =
        fmt::format("{} · {} · {} %", CodeWord(locale, note->code), note->title, PercentOf(ranked, call));
    fields.Add(ChoiceFields(locale, *note, typed, true, heading));
  }
  fields.Add(WordsField(locale.tr("Why the selection differs from the ranking, or why there is no award"),
                        locale.tr("Needed only in these two cases; it stands in the record."), typed.words));
  fields.Add(
      html::RowOf({html::Button(locale.tr("Record the selection"), {.name = "act", .value = "select"}),
                   html::Button(locale.tr("End without an award"),
                                {.name = "act", .value = "no-award", .kind = html::ButtonKind::kQuiet})}));
  return html::Form({.action = HrefOf(call.id) + "/decision", .csrf = context.csrf()}, fields);
}

Html ReopenForm(const Context& context, const Board& board) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Call& call = board.access.call;
  return html::Closed(
      locale.tr("Decide again, because somebody who was selected declined"),
      kit::ActForm(context, HrefOf(call.id) + "/reopen", call.version,
                   html::Field({.control_id = "reopen-why", .label = locale.tr("Why")},
                               html::Input({.name = "reason", .id = "reopen-why", .required = true})),
                   locale.tr("Decide again")));
}

}  // namespace

ReviewDraft ReviewDraftFrom(const net::Arguments& fields, const std::vector<CallPart>& parts) {
  ReviewDraft draft;
  draft.remark = fields.Get("remark");
  for (const CallPart& part : store::PartsOf(parts, PartKind::kCriterion)) {
    Score score{.criterion = part.number, .score = -1, .remark = {}};
    const std::optional<std::int64_t> mark =
        desk::WholeNumber(fields.Get(fmt::format("score-{}", part.number)));
    if (mark) score.score = *mark;
    score.remark = fields.Get(fmt::format("remark-{}", part.number));
    draft.scores.push_back(std::move(score));
  }
  return draft;
}

Html ScoringBody(const Context& context, const ReviewView& view, const ReviewDraft& draft) {
  const html::Locale& locale = desk::LocaleOf(context);
  const BlindNote& note = view.note;
  Html text = Join(kit::Paragraphs(note.summary), NoteText(locale, view.parts, note.texts, note.answers));
  const std::string applicant = locale.tr("Applicant");
  if (!note.applicant.empty()) text = Join(html::Facts({{applicant, El("bdi", note.applicant)}}), text);
  const Html left =
      html::Stack({html::Section(locale.tr("The note"), text),
                   html::Section(locale.tr("Budget"),
                                 BudgetTable(locale, view.call, note.budget, note.asked, note.own))});
  const bool open = view.review.state == ReviewState::kAssigned && view.call.scoring_closed.ms == 0;
  Html marks;
  if (open) {
    marks = Join(
        html::Form(
            {.action = HrefOf(view.review.id), .csrf = context.csrf()},
            Join(desk::VersionField(view.review.version), MarkFields(locale, view, draft),
                 html::RowOf(
                     {html::Button(locale.tr("Hand in my marks"), {.name = "act", .value = "hand-in"}),
                      html::Button(locale.tr("Save for later"),
                                   {.name = "act", .value = "save", .kind = html::ButtonKind::kQuiet})}))),
        ConflictForm(context, view));
  } else {
    desk::TableMaker table(
        {{locale.tr("Criterion")}, {locale.tr("Mark"), true}, {locale.tr("Why this mark")}});
    for (const CallPart& part : store::PartsOf(view.parts, PartKind::kCriterion)) {
      const Score* given = ScoreAt(draft.scores, part.number);
      if (given != nullptr) table.Row({part.title, std::to_string(given->score), given->remark});
    }
    marks = Join(El("p", locale.tr("You have handed in your marks.")), table.Done(locale.tr("Your marks")),
                 kit::Paragraphs(draft.remark));
  }
  return html::SideBySide(html::Columns::kEven, left, html::Section(locale.tr("Your marks"), marks));
}

std::vector<Choice> ChoicesFrom(const net::Arguments& fields, const std::vector<Note>& notes) {
  std::vector<Choice> choices;
  for (const Note& note : notes) {
    if (note.state != NoteState::kInReview && note.state != NoteState::kSubmitted) continue;
    const std::string id = note.id.text();
    choices.push_back({note.id, fields.Get("select-" + id) == "yes", std::string(fields.Get("reason-" + id)),
                       std::string(fields.Get("feedback-" + id))});
  }
  return choices;
}

TypedDecision TypedDecisionOf(const net::Arguments& fields, const std::vector<Note>& notes) {
  TypedDecision typed;
  typed.words = fields.Get("words");
  for (Choice& choice : ChoicesFrom(fields, notes)) typed.choices[choice.note.text()] = std::move(choice);
  return typed;
}

Html BoardBody(const Context& context, const Board& board, const TypedDecision& typed) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Call& call = board.access.call;
  std::vector<Html> parts;
  const bool review = call.state == CallState::kInReview;
  const std::string progress = locale.tr("{in} handed in, {open} to come, {barred} barred by a conflict",
                                         {{"in", locale.Number(board.handed_in)},
                                          {"open", locale.Number(board.open)},
                                          {"barred", locale.Number(board.barred)}});
  if (!board.seen)
    parts.push_back(html::Section(
        locale.tr("The scoring is going on"),
        Join(El("p", progress),
             El("p", {{"class", "muted"}},
                locale.tr("Nobody sees a mark before all are handed in, or the scoring is closed.")),
             board.access.manages && review ? CloseForm(context, board) : Html())));
  if (board.seen && !board.ranking.empty()) {
    parts.push_back(html::Section(
        locale.tr("Ranking"), Join(RankingTable(locale, board),
                                   FigureOf(locale.tr("Weighted scores"), RankingPicture(locale, board)))));
    Html pictures;
    for (std::size_t i = 0; i < board.criteria.size(); ++i)
      pictures.Add(FigureOf(board.criteria[i].title, CriterionPicture(locale, board, i)));
    parts.push_back(html::Section(locale.tr("Marks by criterion (lowest to highest)"), pictures));
    parts.push_back(html::Section(locale.tr("Sums"), SumsOf(locale, board)));
  }
  if (!call.deviation.empty() && board.access.manages)
    parts.push_back(html::Section(locale.tr("Why the selection differs from the ranking"),
                                  kit::Paragraphs(call.deviation)));
  if (board.access.manages && review && board.seen)
    parts.push_back(html::Section(locale.tr("Decision"), DecisionForm(context, board, typed)));
  if (board.access.manages && call.state == CallState::kSelected) parts.push_back(ReopenForm(context, board));
  const Html who = board.access.manages ? ProgressTable(context, board) : Html();
  if (!who.empty()) parts.push_back(html::Section(locale.tr("Reviews"), who));
  return html::Stack(parts);
}

Html NoAwardForm(const Context& context, const CallView& view, const TypedDecision& typed) {
  const html::Locale& locale = desk::LocaleOf(context);
  Html fields = desk::VersionField(view.call().version);
  for (const Note& note : view.notes)
    if (note.state == NoteState::kSubmitted) fields.Add(ChoiceFields(locale, note, typed, false, note.title));
  fields.Add(WordsField(locale.tr("Why there is no award"), {}, typed.words));
  fields.Add(html::Button(locale.tr("End without an award"),
                          {.name = "act", .value = "no-award", .kind = html::ButtonKind::kStop}));
  return html::Form({.action = HrefOf(view.call().id) + "/decision", .csrf = context.csrf()}, fields);
}

}  // namespace panel::calls
