#include "panel/minutes/consultation_view.h"

#include <algorithm>

#include "html/charts.h"
#include "panel/minutes/view.h"

namespace panel {

using html::El;
using html::Html;

Html ConsultationBadge(const html::Locale& locale, ConsultationState state) {
  switch (state) {
    case ConsultationState::kOpen:
      return html::Badge(html::Mark::kAct, locale.tr("Open"));
    case ConsultationState::kAnswering:
      return html::Badge(html::Mark::kAct, locale.tr("Being answered"));
    case ConsultationState::kPublished:
      return html::Badge(html::Mark::kOk, locale.tr("Published"));
    case ConsultationState::kWithdrawn:
      return html::Badge(html::Mark::kPlain, locale.tr("Withdrawn"));
    case ConsultationState::kDraft:
    case ConsultationState::kCount:
      break;
  }
  return html::Badge(html::Mark::kUnknown, locale.tr("Draft"));
}

std::string AnswerWords(const html::Locale& locale, Answer answer) {
  switch (answer) {
    case Answer::kTakenUp:
      return locale.tr("Taken up");
    case Answer::kTakenUpInPart:
      return locale.tr("Taken up in part");
    case Answer::kNotTakenUp:
      return locale.tr("Not taken up");
    case Answer::kNoted:
    case Answer::kCount:
      break;
  }
  return locale.tr("Noted");
}

Html CountsPicture(const html::Locale& locale, const std::vector<InputCount>& counts) {
  if (counts.empty()) return El("p", {{"class", "muted"}}, locale.tr("No inputs yet."));
  std::int64_t most = 0;
  for (const InputCount& one : counts) most = std::max(most, one.inputs);
  desk::TableMaker table(
      {{locale.tr("Constituency")}, {locale.tr("Inputs"), true}, {locale.tr("Answered"), true}});
  for (const InputCount& one : counts) {
    const Html bar = html::SparkBar(static_cast<double>(one.inputs), static_cast<double>(most),
                                    one.answered == one.inputs ? html::Fill::kFilled : html::Fill::kOutlined);
    table.Row({html::Join(El("div", ConstituencyWords(locale, one.constituency)), bar),
               locale.Number(one.inputs), locale.Number(one.answered)});
  }
  return table.Done(locale.tr("Inputs by constituency"));
}

}  // namespace panel
