#include "panel/practices/review_json.h"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "panel/practices/json_members.h"

namespace panel {

namespace json = boost::json;

json::object JsonOf(const ReviewAnswers& answers) {
  json::object object;
  for (std::size_t i = 0; i < kCriteria; ++i) {
    const ReviewAnswer& one = answers.of.at(i);
    if (one.answer == CriterionAnswer::kNone && one.reason.empty()) continue;
    object[RowOf(static_cast<Criterion>(i)).name] =
        json::object{{"answer", CriterionAnswerName(one.answer)}, {"reason", one.reason}};
  }
  return object;
}

base::Result<ReviewAnswers> AnswersOf(const json::object& object) {
  ReviewAnswers answers;
  for (std::size_t i = 0; i < kCriteria; ++i) {
    const std::string_view name = RowOf(static_cast<Criterion>(i)).name;
    const json::value* one = object.if_contains(name);
    if (one == nullptr) continue;
    if (!one->is_object()) return base::Invalid(fmt::format("\"{}\" must be an object", name));
    const std::string answer = TRY(TextIn(one->get_object(), "answer"));
    if (answer != "" && answer != "met" && answer != "not-met")
      return base::Invalid(fmt::format("\"{}\": the answer is met or not-met", name));
    answers.of.at(i).answer = answer == "met"  ? CriterionAnswer::kMet
                              : answer.empty() ? CriterionAnswer::kNone
                                               : CriterionAnswer::kNotMet;
    answers.of.at(i).reason = TRY(TextIn(one->get_object(), "reason"));
  }
  return answers;
}

json::object JsonOf(const ReplicationClaim& claim) {
  json::array figures;
  for (const ReplicationClaim::Figure& figure : claim.figures)
    figures.push_back(json::object{{"measure", figure.measure},
                                   {"before", figure.before},
                                   {"after", figure.after},
                                   {"unit", figure.unit}});
  return {{"country", claim.country},      {"industry", claim.industry}, {"began", claim.began},
          {"sites", claim.sites},          {"outcome", claim.outcome},   {"text", claim.text},
          {"figures", std::move(figures)}, {"may_show", claim.may_show}};
}

base::Result<ReplicationClaim> ClaimOf(const json::object& object) {
  ReplicationClaim claim;
  claim.country = TRY(TextIn(object, "country"));
  claim.industry = TRY(TextIn(object, "industry"));
  claim.began = TRY(TextIn(object, "began"));
  claim.sites = TRY(NumberIn(object, "sites", 1));
  claim.outcome = TRY(TextIn(object, "outcome"));
  claim.text = TRY(TextIn(object, "text"));
  claim.may_show = TRY(TruthIn(object, "may_show"));
  const auto take = [&](const json::object& one) -> base::Status {
    ReplicationClaim::Figure figure;
    figure.measure = TRY(TextIn(one, "measure"));
    figure.before = TRY(TextIn(one, "before"));
    figure.after = TRY(TextIn(one, "after"));
    figure.unit = TRY(TextIn(one, "unit"));
    claim.figures.push_back(std::move(figure));
    return base::Ok();
  };
  TRY(EachIn(object, "figures", take));
  return claim;
}

base::Result<ReviewAnswers> StoredAnswers(std::string_view text) {
  const json::object object = TRY(FromStored(text));
  return AnswersOf(object);
}

base::Result<ReplicationClaim> StoredClaim(std::string_view text) {
  const json::object object = TRY(FromStored(text));
  return ClaimOf(object);
}

}  // namespace panel
