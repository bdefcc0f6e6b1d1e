#include "panel/calls/record_pdf.h"

#include <fmt/format.h>

#include <algorithm>

#include "files/pdf_writer.h"
#include "panel/calls/words.h"

namespace panel::calls {
namespace {

void AddLines(files::PdfWriter& pdf, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) pdf.Paragraph(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void AddBudget(files::PdfWriter& pdf, const html::Locale& locale, const Call& call, const Note& note) {
  if (note.budget.empty()) return;
  files::PdfTable table{.caption = locale.tr("Budget"),
                        .columns = {{locale.tr("For what"), 3}, {locale.tr("Amount"), 1, true}},
                        .rows = {},
                        .total = {locale.tr("Asked for"), AmountWord(locale, call, note.asked)}};
  for (const BudgetLine& line : note.budget)
    table.rows.push_back({line.title, AmountWord(locale, call, line.amount)});
  pdf.Table(std::move(table));
}

const Note* NoteAt(const Board& board, const NoteId& id) {
  for (const Note& note : board.notes)
    if (note.id == id) return &note;
  return nullptr;
}

void AddCriteria(files::PdfWriter& pdf, const html::Locale& locale, const Board& board) {
  files::PdfTable table{
      .caption = locale.tr("Criteria"),
      .columns = {{locale.tr("Criterion"), 2}, {locale.tr("Weight"), 1, true}, {locale.tr("Guidance"), 3}},
      .rows = {},
      .total = {}};
  for (const CallPart& part : board.criteria)
    table.rows.push_back({part.title, fmt::format("{} %", part.amount), part.guidance});
  pdf.Table(std::move(table));
}

void AddRanking(files::PdfWriter& pdf, const html::Locale& locale, const Board& board) {
  files::PdfTable table{.caption = locale.tr("Ranking by the mean of the reviews"),
                        .columns = {{locale.tr("Rank"), 1, true},
                                    {locale.tr("Note"), 3},
                                    {locale.tr("Score"), 1, true},
                                    {locale.tr("Reviews"), 1, true},
                                    {locale.tr("State"), 2}},
                        .rows = {},
                        .total = {}};
  for (const RankedNote& ranked : board.ranking) {
    const Note* note = NoteAt(board, ranked.note);
    if (note == nullptr) continue;
    table.rows.push_back(
        {ranked.rank == 0 ? std::string("–") : std::to_string(ranked.rank),
         fmt::format("{} · {} · {}", CodeWord(locale, note->code), note->title, note->member_name),
         PercentOf(ranked, board.access.call) + " %", std::to_string(ranked.reviews),
         NoteStateWord(locale, note->state)});
  }
  pdf.Table(std::move(table));
}

void AddNote(files::PdfWriter& pdf, const html::Locale& locale, const Board& board,
             const RankedNote& ranked) {
  const Note* note = NoteAt(board, ranked.note);
  if (note == nullptr) return;
  pdf.Heading(3, fmt::format("{} · {}", CodeWord(locale, note->code), note->title));
  for (const RankedReview& review : ranked.scored) {
    std::string who = locale.tr("Reviewer");
    for (const Reviewer& one : board.reviewers)
      if (one.person == review.person) who = one.name;
    pdf.Paragraph(who + ": " + SumText(board.access.call, board.criteria, review));
    if (!review.remark.empty()) pdf.Paragraph(review.remark, files::PdfText::kSmall);
  }
  if (!note->reason.empty())
    pdf.Facts({{locale.tr("Reason, for the record"), note->reason},
               {locale.tr("Feedback to the applicant"), note->feedback}});
}

void AddConflicts(files::PdfWriter& pdf, const html::Locale& locale, const Board& board) {
  files::PdfTable table{
      .caption = locale.tr("Reviews that were not given"),
      .columns = {{locale.tr("Note"), 1}, {locale.tr("Reviewer"), 2}, {locale.tr("Why"), 3}},
      .rows = {},
      .total = {}};
  for (const Review& review : board.reviews) {
    if (review.state == ReviewState::kHandedIn || review.state == ReviewState::kAssigned) continue;
    const Note* note = NoteAt(board, review.note);
    std::string who = "–";
    for (const Reviewer& one : board.reviewers)
      if (one.person == review.person) who = one.name;
    const std::string why = review.bar == Bar::kNone ? review.reason : BarWord(locale, review.bar);
    table.rows.push_back({note == nullptr ? std::string("–") : CodeWord(locale, note->code), who,
                          ReviewStateWord(locale, review.state) + (why.empty() ? "" : ": " + why)});
  }
  if (!table.rows.empty()) pdf.Table(std::move(table));
}

void AddIneligible(files::PdfWriter& pdf, const html::Locale& locale, const Board& board) {
  files::PdfTable table{.caption = locale.tr("Not eligible"),
                        .columns = {{locale.tr("Note"), 2}, {locale.tr("Why"), 3}},
                        .rows = {},
                        .total = {}};
  for (const Note& note : board.notes)
    if (note.state == NoteState::kIneligible)
      table.rows.push_back({fmt::format("{} · {}", note.title, note.member_name), note.reason});
  if (!table.rows.empty()) pdf.Table(std::move(table));
}

}  // namespace

base::Result<std::string> NotePdf(const html::Locale& locale, const NoteView& view) {
  const Note& note = view.note();
  files::PdfWriter pdf({.title = note.title,
                        .language = std::string(locale.tag()),
                        .author = note.member_name,
                        .footer = view.call().title,
                        .created_ms = note.changed.ms});
  pdf.Title(note.title, fmt::format("{} · {}", note.member_name, NoteStateWord(locale, note.state)));
  AddLines(pdf, note.summary);
  for (const CallPart& part : store::PartsOf(view.parts, PartKind::kSection)) {
    pdf.Heading(2, part.title);
    const Numbered* text = NumberedAt(note.texts, part.number);
    if (text != nullptr) AddLines(pdf, text->text);
  }
  AddBudget(pdf, locale, view.call(), note);
  std::vector<std::pair<std::string, std::string>> facts;
  for (const CallPart& part : store::PartsOf(view.parts, PartKind::kEligibility)) {
    const Numbered* answer = NumberedAt(note.answers, part.number);
    if (answer != nullptr)
      facts.emplace_back(part.title, answer->text == "yes" ? locale.tr("Yes") : locale.tr("No"));
  }
  for (const NoteDocument& document : note.documents)
    facts.emplace_back(document.file_name, "SHA-256 " + document.sha256);
  if (!facts.empty()) pdf.Facts(std::move(facts));
  return pdf.Bytes();
}

base::Result<std::string> RecordPdf(const html::Locale& locale, const Board& board) {
  const Call& call = board.access.call;
  files::PdfWriter pdf({.title = locale.tr("Record of a selection"),
                        .language = std::string(locale.tag()),
                        .author = call.owner_name,
                        .footer = call.title,
                        .created_ms = call.changed.ms});
  pdf.Title(locale.tr("Record of a selection"), call.title);
  pdf.Facts({{locale.tr("By"), call.owner_name},
             {locale.tr("State"), CallStateWord(locale, call.state)},
             {locale.tr("Notes"), UntilWord(locale, call.deadline)},
             {locale.tr("Handed in"), locale.Number(call.received)},
             {locale.tr("Eligible"), locale.Number(call.eligible)},
             {locale.tr("Selected"), locale.Number(call.selected)},
             {locale.tr("Why the selection differs from the ranking"), call.deviation},
             {locale.tr("Why there is no award"), call.reason}});
  AddCriteria(pdf, locale, board);
  AddRanking(pdf, locale, board);
  pdf.Heading(2, locale.tr("Scores and reasons"));
  for (const RankedNote& ranked : board.ranking) AddNote(pdf, locale, board, ranked);
  AddIneligible(pdf, locale, board);
  AddConflicts(pdf, locale, board);
  return pdf.Bytes();
}

}  // namespace panel::calls
