#include "panel/minutes/opinion_view.h"

#include <fmt/format.h>

#include "html/charts.h"
#include "panel/minutes/view.h"

namespace panel {

using html::El;
using html::Html;

Html OpinionBadge(const html::Locale& locale, OpinionState state) {
  switch (state) {
    case OpinionState::kOpen:
      return html::Badge(html::Mark::kAct, locale.tr("Ballot open"));
    case OpinionState::kAdopted:
      return html::Badge(html::Mark::kOk, locale.tr("Adopted"));
    case OpinionState::kRejected:
      return html::Badge(html::Mark::kPlain, locale.tr("Not adopted"));
    case OpinionState::kLapsed:
      return html::Badge(html::Mark::kPlain, locale.tr("No quorum"));
    case OpinionState::kWithdrawn:
      return html::Badge(html::Mark::kPlain, locale.tr("Withdrawn"));
    case OpinionState::kDraft:
    case OpinionState::kCount:
      break;
  }
  return html::Badge(html::Mark::kUnknown, locale.tr("Draft"));
}

std::string MethodWords(const html::Locale& locale, const Opinion& one) {
  if (one.rules.method == OpinionMethod::kConsensus)
    return locale.tr("By consensus: adopted unless somebody objects");
  const std::string kind = one.secret ? locale.tr("Secret vote") : locale.tr("Open vote");
  switch (one.rules.majority) {
    case MajorityRule::kTwoThirds:
      return kind + ", " + locale.tr("two thirds of those for and against");
    case MajorityRule::kAllEntitled:
      return kind + ", " + locale.tr("more than half of everybody entitled");
    case MajorityRule::kSimple:
    case MajorityRule::kCount:
      break;
  }
  return kind + ", " + locale.tr("more for than against");
}

std::string ChoiceWords(const html::Locale& locale, OpinionMethod method, Choice choice) {
  const bool consensus = method == OpinionMethod::kConsensus;
  switch (choice) {
    case Choice::kFor:
      return consensus ? locale.tr("We agree") : locale.ctr("vote", "For");
    case Choice::kAgainst:
      return consensus ? locale.tr("We object") : locale.ctr("vote", "Against");
    case Choice::kAbstain:
    case Choice::kCount:
      break;
  }
  return consensus ? locale.tr("We stand aside") : locale.tr("Abstain");
}

Html TallyPicture(const html::Locale& locale, const Opinion& one) {
  const std::int64_t quorum = QuorumOf(one.entitled, one.rules.quorum_percent);
  const std::string cast =
      locale.tr("{n} of {all} have voted; {quorum} are needed", {{"n", locale.Number(one.voted)},
                                                                 {"all", locale.Number(one.entitled)},
                                                                 {"quorum", locale.Number(quorum)}});
  Html content = html::ProgressBar({.done = one.voted, .total = one.entitled, .words = cast});
  if (!one.tally) {
    content.Add(
        El("p", {{"class", "small muted"}}, locale.tr("The count is shown once the ballot is closed.")));
    return content;
  }
  const auto words = [&](Choice choice) { return ChoiceWords(locale, one.rules.method, choice); };
  const Tally& tally = *one.tally;
  const std::string finding =
      fmt::format("{}: {} · {}: {} · {}: {}", words(Choice::kFor), tally.votes_for, words(Choice::kAgainst),
                  tally.against, words(Choice::kAbstain), tally.abstained);
  const auto key = [&](html::Fill fill, Choice choice, std::int64_t count) {
    return El("span", {{"class", "row"}}, html::KeySample(fill),
              El("span", words(choice), " ", El("b", locale.Number(count))));
  };
  const Html strip = html::Strip(locale.tr("How it was voted"), finding,
                                 {{static_cast<std::size_t>(tally.votes_for), html::Fill::kFilled},
                                  {static_cast<std::size_t>(tally.against), html::Fill::kOutlined},
                                  {static_cast<std::size_t>(tally.abstained), html::Fill::kGrey}});
  content.Add(El(
      "figure", {{"class", "fig"}}, El("div", {{"class", "scroll"}}, strip),
      El("figcaption", {{"class", "row small key"}}, key(html::Fill::kFilled, Choice::kFor, tally.votes_for),
         key(html::Fill::kOutlined, Choice::kAgainst, tally.against),
         key(html::Fill::kGrey, Choice::kAbstain, tally.abstained))));
  return content;
}

}  // namespace panel
