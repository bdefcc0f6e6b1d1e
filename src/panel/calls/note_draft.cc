// What somebody typed of a concept note, as a note; and what it still lacks.

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/calls/note_draft.h"

namespace panel::calls {
namespace {

using desk::tr;

void ReadBudget(kit::Wrongs& wrongs, const NoteDraft& draft, const Call& call, Note& note) {
  note.budget.clear();
  note.asked = {};
  for (const NoteDraft::Line& line : draft.budget) {
    if (line.title.empty() && line.amount.empty()) continue;
    BudgetLine read{.number = std::ssize(note.budget) + 1, .title = {}, .amount = {}};
    const std::string field = "budget-" + std::to_string(read.number);
    read.title = kit::Tidy(wrongs, field, line.title, base::kMaxCallTitleBytes, true);
    const base::Result<base::Decimal> amount = base::Decimal::Parse(line.amount);
    if (!amount || amount->negative() || call.currency.empty() ||
        !base::FitsCurrency({*amount, call.currency})) {
      wrongs.push_back({field, tr("Write an amount in the call's currency, such as 12000.50.")});
      continue;
    }
    read.amount = *amount;
    const base::Result<base::Decimal> sum = note.asked.Plus(read.amount);
    if (!sum) wrongs.push_back({field, tr("The sum is too large.")});
    if (sum) note.asked = *sum;
    note.budget.push_back(std::move(read));
  }
  if (note.budget.size() > base::kMaxNoteBudgetLines)
    wrongs.push_back({"budget", tr("There are more lines than a budget may have here.")});
}

void ReadOwn(kit::Wrongs& wrongs, const NoteDraft& draft, const Call& call, Note& note) {
  note.own = {};
  if (draft.own.empty()) return;
  const base::Result<base::Decimal> own = base::Decimal::Parse(draft.own);
  if (!own || own->negative() || call.currency.empty() || !base::FitsCurrency({*own, call.currency})) {
    wrongs.push_back({"own", tr("Write an amount in the call's currency, such as 12000.50.")});
    return;
  }
  note.own = *own;
}

}  // namespace

kit::Wrongs ReadNote(const NoteDraft& draft, const Call& call, const std::vector<CallPart>& parts,
                     Note& note) {
  kit::Wrongs wrongs;
  note.title = kit::Tidy(wrongs, "title", draft.title, base::kMaxCallTitleBytes, true);
  note.summary = kit::Tidy(wrongs, "summary", draft.summary, base::kMaxCallTextBytes, false);
  note.texts.clear();
  note.answers.clear();
  for (const CallPart& part : parts) {
    const bool section = part.kind == PartKind::kSection;
    if (!section && part.kind != PartKind::kEligibility) continue;
    const Numbered* typed = NumberedAt(section ? draft.texts : draft.answers, part.number);
    if (typed == nullptr || typed->text.empty()) continue;
    if (!section) {
      if (typed->text != "yes" && typed->text != "no")
        wrongs.push_back({"answer-" + std::to_string(part.number), tr("Answer yes or no.")});
      note.answers.push_back(*typed);
      continue;
    }
    const std::string field = "section-" + std::to_string(part.number);
    std::string text = kit::Tidy(wrongs, field, typed->text, base::kMaxNoteSectionBytes, false);
    note.texts.push_back({part.number, std::move(text)});
  }
  ReadBudget(wrongs, draft, call, note);
  ReadOwn(wrongs, draft, call, note);
  return wrongs;
}

const Numbered* NumberedAt(const std::vector<Numbered>& all, std::int64_t number) {
  for (const Numbered& one : all)
    if (one.number == number) return &one;
  return nullptr;
}

NoteDraft DraftOf(const Note& note) {
  NoteDraft draft{.title = note.title,
                  .summary = note.summary,
                  .own = {},
                  .texts = note.texts,
                  .answers = note.answers,
                  .budget = {}};
  if (!note.own.zero()) draft.own = note.own.text();
  for (const BudgetLine& line : note.budget) draft.budget.push_back({line.title, line.amount.text()});
  return draft;
}

std::vector<std::string> Unready(const Note& note, const Call& call, const std::vector<CallPart>& parts) {
  bool sections = true, words = true, answered = true, eligible = true, documents = true;
  for (const CallPart& part : parts) {
    if (part.kind == PartKind::kSection) {
      const Numbered* text = NumberedAt(note.texts, part.number);
      sections = sections && text != nullptr && !text->text.empty();
      words = words && (text == nullptr || CountWords(text->text) <= part.amount);
    }
    if (part.kind == PartKind::kEligibility) {
      const Numbered* answer = NumberedAt(note.answers, part.number);
      answered = answered && answer != nullptr;
      eligible = eligible && (answer == nullptr || answer->text == "yes");
    }
    if (part.kind == PartKind::kDocument && part.amount > 0)
      documents = documents && std::any_of(note.documents.begin(), note.documents.end(),
                                           [&](const NoteDocument& d) { return d.number == part.number; });
  }
  std::vector<std::string> lacks;
  const auto need = [&](bool fine, const char* text) {
    if (!fine) lacks.emplace_back(text);
  };
  need(!note.title.empty(), tr("The note needs a title."));
  need(sections, tr("Every section needs its text."));
  need(words, tr("A section has more words than the call allows."));
  need(answered, tr("Answer every question of eligibility."));
  need(eligible, tr("Whoever answers no to a question of eligibility cannot take part in this call."));
  need(documents, tr("A required document is missing."));
  need(call.most.zero() || note.asked <= call.most, tr("The budget is above what one note may ask for."));
  return lacks;
}

}  // namespace panel::calls
