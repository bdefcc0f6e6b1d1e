#pragma once
// What an applicant declares, and what is asked of it. Pure; thread-safe. Sources: the declaration and the
// five questions of verification of the United Nations Partner Portal (unicef/un-partner-portal), in our own
// words and for companies as for everybody else; questions six to nine are our own.

#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "panel/members/types.h"

namespace panel::members {

// Raised whenever a statement changes: whoever signed an older edition signs again at renewal.
inline constexpr int kDeclarationEdition = 1;

struct Statement {
  std::string_view key;  // "values": the name of its check box
  const char* title;     // English; look up with Locale::tr
  const char* text;
};
// Eight statements, then the pledge.
std::span<const Statement> Statements();

struct Question {
  std::string_view key;  // "registration"
  const char* text;      // a question to be answered by yes or no
  Answer good = Answer::kYes;
  bool may_not_apply = false;
};
// kQuestions of them.
std::span<const Question> Questions();

// Whether every answer is the good one, or does not apply where it may not. Errors: kInvalid (an answer is
// missing, or "not applicable" where that is no answer, or one that is not good without any remark).
base::Result<bool> Passes(const std::vector<Answer>& answers, std::string_view remarks);

// "yes,yes,…": as stored, and back.
std::string AnswersText(const std::vector<Answer>& answers);
std::vector<Answer> AnswersOf(std::string_view text);

}  // namespace panel::members
