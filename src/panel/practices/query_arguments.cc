#include "panel/practices/query_arguments.h"

#include <array>
#include <charconv>

#include "base/limits_panel.h"
#include "desk/web/parts.h"
#include "panel/practices/evidence.h"

namespace panel {
namespace {

constexpr std::array<std::string_view, 3> kOrders = {"best", "newest", "copied"};

std::vector<std::string> AllOf(const net::Arguments& arguments, std::string_view name) {
  std::vector<std::string> values;
  for (const std::string_view value : arguments.All(name))
    if (!value.empty() && values.size() < base::kMaxPracticeTags) values.emplace_back(value);
  return values;
}

}  // namespace

std::string_view OrderName(PracticeOrder order) {
  return kOrders.at(static_cast<std::size_t>(order));
}

PracticeQuery QueryOf(const net::Arguments& arguments) {
  PracticeQuery query;
  query.text = arguments.Get("q").substr(0, base::kMaxPracticeTitleBytes);
  query.kinds = AllOf(arguments, "kind");
  query.topics = AllOf(arguments, "topic");
  query.industries = AllOf(arguments, "industry");
  query.countries = AllOf(arguments, "country");
  query.stages = AllOf(arguments, "stage");
  query.groups = AllOf(arguments, "group");
  query.languages = AllOf(arguments, "language");
  const std::string_view grade = arguments.Get("grade");
  int from = 0;
  std::from_chars(grade.data(), grade.data() + grade.size(), from);
  query.grade_from = from >= 0 && from <= kGrades ? from : 0;
  for (std::size_t i = 0; i < kOrders.size(); ++i)
    if (kOrders.at(i) == arguments.Get("order")) query.order = static_cast<PracticeOrder>(i);
  return query;
}

std::string HrefOf(std::string_view path, const PracticeQuery& query, std::string_view lang) {
  std::string href(path);
  const auto add = [&](std::string_view name, std::string_view value) {
    href = desk::WithArgument(std::move(href), name, value);
  };
  const auto add_all = [&](std::string_view name, const std::vector<std::string>& values) {
    for (const std::string& value : values) add(name, value);
  };
  add("q", query.text);
  add_all("kind", query.kinds);
  add_all("topic", query.topics);
  add_all("industry", query.industries);
  add_all("country", query.countries);
  add_all("stage", query.stages);
  add_all("group", query.groups);
  add_all("language", query.languages);
  if (query.grade_from > 0) add("grade", std::to_string(query.grade_from));
  if (query.order != PracticeOrder::kBest) add("order", OrderName(query.order));
  add("lang", lang);
  return href;
}

bool IsPlain(const PracticeQuery& query) {
  return query.text.empty() && query.kinds.empty() && query.topics.empty() && query.industries.empty() &&
         query.countries.empty() && query.stages.empty() && query.groups.empty() && query.languages.empty() &&
         query.grade_from == 0;
}

}  // namespace panel
