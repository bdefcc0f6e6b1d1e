#pragma once
// Projects, lines and the rest as flat fields, the same for forms and for the API's JSON: so that what a page
// can do, the API can do, with the same names and the same errors. Pure; thread-safe.

#include <boost/json/fwd.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "desk/web/router.h"
#include "html/forms.h"
#include "panel/resources/types.h"

namespace panel {

class Fields {
 public:
  // A form's fields, or a JSON object's members (texts, numbers, true and false; arrays of texts are joined
  // by ", "). Errors: those of Context::Form and desk::ReadJson.
  static base::Result<Fields> OfForm(desk::Context& context);
  static base::Result<Fields> OfJson(const desk::Context& context);

  std::string_view Get(std::string_view name) const;  // empty where absent
  void Set(std::string name, std::string value) { values_[std::move(name)] = std::move(value); }
  bool Yes(std::string_view name) const;  // "yes", "true" or "1"
  // Errors: kInvalid "name: ...".
  base::Result<std::int64_t> Whole(std::string_view name, std::int64_t fallback) const;

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

// title, description, kind, planned_start, planned_end, actual_start, actual_end, countries, sectors, sdg
base::Result<Project> ProjectOfFields(const Fields& fields);
Fields FieldsOf(const Project& project);
// start, end, amount, currency
base::Result<ProjectBudget> BudgetOfFields(const Fields& fields);
// result, title, unit, measure, ascending ("no": less is better), people, baseline_year, baseline_value
base::Result<Indicator> IndicatorOfFields(const Fields& fields);
// start, end, actual, value, dimension, comment
base::Result<IndicatorValue> ValueOfFields(const Fields& fields);
// project, member, donor, stage, kind, amount, currency, quantity, unit, valued_by, date, commitment,
// reference, note
base::Result<LedgerLine> LineOfFields(const Fields& fields);
// date, from, to, rate, source
base::Result<ExchangeRateRow> RateOfFields(const Fields& fields);
// title, date, hours
base::Result<Training> TrainingOfFields(const Fields& fields);
// codes, separated by commas, blanks or lines
std::vector<std::string> CodesOf(std::string_view text);

// The field that an error "field: words" is about, and the words.
html::FieldError FieldErrorOf(const base::Error& error);

boost::json::object JsonOf(const Project& project);
boost::json::object JsonOf(const ProjectBudget& budget);
boost::json::object JsonOf(const ProjectResult& result);
boost::json::object JsonOf(const LedgerLine& line);
boost::json::object JsonOf(const StageTotal& total);
boost::json::object JsonOf(const ExchangeRateRow& rate);

}  // namespace panel
