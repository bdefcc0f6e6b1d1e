#include "panel/members/questions.h"

#include <algorithm>
#include <array>

#include "desk/tr.h"

namespace panel::members {
namespace {

using desk::tr;

constexpr Statement kStatements[] = {
    {"non-profit", tr("No profit from the panel"),
     tr("We seek no profit from the panel. What we do in it serves people who are at risk of trafficking and "
        "forced labour, or have been harmed by them.")},
    {"values", tr("Values of the United Nations"),
     tr("We uphold the values of the United Nations and the rights of the Universal Declaration of Human "
        "Rights, "
        "in our own work and in what we buy and sell.")},
    {"partnership", tr("Principles of partnership"),
     tr("We treat other members as equals, we are open with them, we work for results, we keep our word, and "
        "we "
        "build on what each does best.")},
    {"non-discrimination", tr("No discrimination"),
     tr("We turn nobody away and favour nobody for race, sex, language, religion, opinion, origin, "
        "disability, "
        "migration status or any other such reason.")},
    {"protection", tr("Protection from sexual exploitation and abuse"),
     tr("We forbid sexual exploitation and abuse, we have a way to report them without fear, and we act on "
        "every "
        "report.")},
    {"integrity", tr("No fraud, corruption or war crimes"),
     tr("Neither we nor those who lead us take part in fraud, corruption, trafficking, war crimes or crimes "
        "against "
        "humanity; and none of us is being prosecuted for them without our having told the panel.")},
    {"sanctions", tr("Not under sanctions"),
     tr("Neither we nor our heads, officers or owners stand on a sanctions list of the United Nations "
        "Security "
        "Council, and we support nobody who does.")},
    {"accuracy", tr("What we say is true"),
     tr("What we have handed in is true and complete as far as we know, and we tell the panel within 30 days "
        "when it "
        "changes.")},
    {"pledge", tr("Our pledge"),
     tr("We pledge to live by the values of the United Nations and to act against human trafficking and "
        "forced "
        "labour: to look for them in our own work, to tell what we find, to protect and to put right, and to "
        "let "
        "nobody suffer for speaking up.")},
};

constexpr Question kAsked[] = {
    {"registration", tr("Is its registration or founding document valid?")},
    {"mandate",
     tr("Do its purpose and its work agree with the values of the United Nations and the panel's aim?")},
    {"safeguards",
     tr("Has it ways to prevent fraud and corruption, to protect from sexual exploitation and abuse, and "
        "to keep people safe?")},
    {"other-risk", tr("Is there any other risk that the panel cannot accept?"), Answer::kNo},
    {"observations", tr("Do the observations and flags amount to a risk that the panel cannot accept?"),
     Answer::kNo},
    {"owners", tr("Are its owners known down to the people behind them?"), Answer::kYes, true},
    {"fees", tr("Does it make sure that no worker pays for a job, at its own sites and with its recruiters?"),
     Answer::kYes, true},
    {"voice", tr("Can people whom its work touches complain to it without fear, and does it answer them?")},
    {"independence",
     tr("Is it what it says it is: independent of those whom its side of the table balances?")},
};
static_assert(std::size(kAsked) == kQuestions);

}  // namespace

std::span<const Statement> Statements() {
  return kStatements;
}

std::span<const Question> Questions() {
  return kAsked;
}

base::Result<bool> Passes(const std::vector<Answer>& answers, std::string_view remarks) {
  if (answers.size() != kQuestions) return base::Invalid(tr("Answer every question."));
  bool passes = true;
  for (std::size_t i = 0; i < kQuestions; ++i) {
    if (answers[i] == Answer::kNone) return base::Invalid(tr("Answer every question."));
    if (answers[i] == Answer::kNotApplicable) {
      if (!kAsked[i].may_not_apply)
        return base::Invalid(tr("Only the questions about owners and fees may not apply."));
      continue;
    }
    passes = passes && answers[i] == kAsked[i].good;
  }
  if (!passes && remarks.empty())
    return base::Invalid(tr("Say in the remarks why it does not pass: the member will be told."));
  return passes;
}

std::string AnswersText(const std::vector<Answer>& answers) {
  std::string text;
  for (const Answer answer : answers) text += (text.empty() ? "" : ",") + std::string(AnswerName(answer));
  return text;
}

std::vector<Answer> AnswersOf(std::string_view text) {
  std::vector<Answer> answers;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    answers.push_back(AnswerNamed(text.substr(0, comma)).value_or(Answer::kNone));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return answers;
}

}  // namespace panel::members
