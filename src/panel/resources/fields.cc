#include "panel/resources/fields.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <charconv>

#include "desk/web/api.h"
#include "iati/simple_types.h"
#include "panel/resources/text_checks.h"

namespace panel {
namespace {

namespace json = boost::json;

base::Result<std::string> TextOf(std::string_view name, const json::value& value) {
  if (value.is_string()) return std::string(value.as_string());
  if (value.is_bool()) return std::string(value.as_bool() ? "yes" : "no");
  if (value.is_int64()) return std::to_string(value.as_int64());
  if (value.is_uint64()) return std::to_string(value.as_uint64());
  if (value.is_null()) return std::string();
  if (value.is_array()) {
    std::string joined;
    for (const json::value& one : value.as_array()) {
      if (!one.is_string()) return base::Invalid(fmt::format("{}: holds something else than texts", name));
      joined += (joined.empty() ? "" : ", ") + std::string(one.as_string());
    }
    return joined;
  }
  if (value.is_double())
    return base::Invalid(fmt::format("{}: write amounts as text, such as \"1200.50\"", name));
  return base::Invalid(fmt::format("{}: is neither text nor number", name));
}

base::Result<base::Money> MoneyOfFields(const Fields& fields) {
  const base::Result<base::Decimal> amount = base::Decimal::Parse(iati::Trimmed(fields.Get("amount")));
  if (!amount.has_value()) return base::Invalid("amount: " + amount.error().external);
  const base::Result<base::Currency> currency = base::Currency::Parse(iati::Trimmed(fields.Get("currency")));
  if (!currency.has_value()) return base::Invalid("currency: " + currency.error().external);
  return base::Money{*amount, *currency};
}

json::value DayOrNull(const std::optional<std::int64_t>& day) {
  return day ? json::value(iati::DayText(*day)) : json::value(nullptr);
}

std::string Listed(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
  return out;
}

json::object MoneyJson(const base::Money& money) {
  return {{"amount", money.amount.text()}, {"currency", std::string(money.currency.code())}};
}

}  // namespace

base::Result<Fields> Fields::OfForm(desk::Context& context) {
  const net::Form* form = TRY(context.Form());
  Fields fields;
  for (const auto& [name, value] : form->fields.pairs()) fields.values_[name] = value;
  return fields;
}

base::Result<Fields> Fields::OfJson(const desk::Context& context) {
  const json::value body = TRY(desk::ReadJson(context));
  if (!body.is_object()) return base::Invalid("the body is not a JSON object");
  Fields fields;
  for (const json::key_value_pair& member : body.as_object()) {
    const std::string text = TRY(TextOf(member.key(), member.value()));
    fields.values_[std::string(member.key())] = text;
  }
  return fields;
}

std::string_view Fields::Get(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::string_view() : std::string_view(found->second);
}

bool Fields::Yes(std::string_view name) const {
  const std::string_view value = Get(name);
  return value == "yes" || value == "true" || value == "1";
}

base::Result<std::int64_t> Fields::Whole(std::string_view name, std::int64_t fallback) const {
  const std::string_view text = iati::Trimmed(Get(name));
  if (text.empty()) return fallback;
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size())
    return base::Invalid(fmt::format("{}: “{}” is not a whole number", name, text.substr(0, 40)));
  return value;
}

base::Result<Project> ProjectOfFields(const Fields& fields) {
  Project project;
  project.title = fields.Get("title");
  project.description = fields.Get("description");
  project.kind = ProjectKindNamed(fields.Get("kind")).value_or(ProjectKind::kProject);
  project.planned_start = TRY(OptionalDay(fields.Get("planned_start"), "planned_start"));
  project.planned_end = TRY(OptionalDay(fields.Get("planned_end"), "planned_end"));
  project.actual_start = TRY(OptionalDay(fields.Get("actual_start"), "actual_start"));
  project.actual_end = TRY(OptionalDay(fields.Get("actual_end"), "actual_end"));
  project.countries = SharesOf(fields.Get("countries"));
  project.sectors = SharesOf(fields.Get("sectors"));
  for (const Share& target : SharesOf(fields.Get("sdg"))) project.sdg_targets.push_back(target.code);
  return project;
}

Fields FieldsOf(const Project& project) {
  Fields fields;
  const auto day = [](const std::optional<std::int64_t>& one) {
    return one ? iati::DayText(*one) : std::string();
  };
  fields.Set("title", project.title);
  fields.Set("description", project.description);
  fields.Set("kind", std::string(ProjectKindName(project.kind)));
  fields.Set("planned_start", day(project.planned_start));
  fields.Set("planned_end", day(project.planned_end));
  fields.Set("actual_start", day(project.actual_start));
  fields.Set("actual_end", day(project.actual_end));
  fields.Set("countries", SharesText(project.countries));
  fields.Set("sectors", SharesText(project.sectors));
  fields.Set("sdg", Listed(project.sdg_targets));
  fields.Set("version", std::to_string(project.version));
  return fields;
}

base::Result<ProjectBudget> BudgetOfFields(const Fields& fields) {
  ProjectBudget budget;
  budget.start = TRY(DayOfText(fields.Get("start"), "start"));
  budget.end = TRY(DayOfText(fields.Get("end"), "end"));
  budget.value = TRY(MoneyOfFields(fields));
  return budget;
}

base::Result<Indicator> IndicatorOfFields(const Fields& fields) {
  Indicator indicator;
  indicator.result = TRY(ResultId::Parse(fields.Get("result")));
  indicator.title = fields.Get("title");
  indicator.unit = fields.Get("unit");
  indicator.measure = static_cast<int>(TRY(fields.Whole("measure", 1)));
  indicator.ascending = fields.Get("ascending") != "no";
  indicator.people = fields.Yes("people");
  indicator.baseline_year = iati::Trimmed(fields.Get("baseline_year"));
  indicator.baseline_value = iati::Trimmed(fields.Get("baseline_value"));
  return indicator;
}

base::Result<IndicatorValue> ValueOfFields(const Fields& fields) {
  IndicatorValue value;
  value.start = TRY(DayOfText(fields.Get("start"), "start"));
  value.end = TRY(DayOfText(fields.Get("end"), "end"));
  value.actual = fields.Yes("actual");
  value.value = iati::Trimmed(fields.Get("value"));
  value.dimension = iati::Trimmed(fields.Get("dimension"));
  value.comment = fields.Get("comment");
  return value;
}

base::Result<LedgerLine> LineOfFields(const Fields& fields) {
  LedgerLine line;
  if (fields.Get("project").empty()) return base::Invalid("project: is missing");
  line.project = TRY(ProjectId::Parse(fields.Get("project")));
  if (!fields.Get("member").empty()) line.member = TRY(MemberId::Parse(fields.Get("member")));
  line.donor = iati::Trimmed(fields.Get("donor"));
  const std::optional<Stage> stage = StageNamed(fields.Get("stage"));
  if (!stage) return base::Invalid("stage: is pledged, committed, received, spent, returned or cancelled");
  line.stage = *stage;
  line.in_kind = fields.Get("kind") == "in-kind";
  line.value = TRY(MoneyOfFields(fields));
  if (const std::string_view quantity = iati::Trimmed(fields.Get("quantity")); !quantity.empty()) {
    const base::Result<base::Decimal> parsed = base::Decimal::Parse(quantity);
    if (!parsed.has_value()) return base::Invalid("quantity: " + parsed.error().external);
    line.quantity = *parsed;
  }
  line.unit = iati::Trimmed(fields.Get("unit"));
  line.valued_by = iati::Trimmed(fields.Get("valued_by"));
  line.day = TRY(DayOfText(fields.Get("date"), "date"));
  line.commitment = fields.Get("commitment");
  line.reference = fields.Get("reference");
  line.note = fields.Get("note");
  return line;
}

base::Result<ExchangeRateRow> RateOfFields(const Fields& fields) {
  ExchangeRateRow rate;
  rate.day = TRY(DayOfText(fields.Get("date"), "date"));
  const base::Result<base::Currency> from = base::Currency::Parse(iati::Trimmed(fields.Get("from")));
  if (!from.has_value()) return base::Invalid("from: " + from.error().external);
  const base::Result<base::Currency> to = base::Currency::Parse(iati::Trimmed(fields.Get("to")));
  if (!to.has_value()) return base::Invalid("to: " + to.error().external);
  rate.from = *from;
  rate.to = *to;
  rate.rate = iati::Trimmed(fields.Get("rate"));
  rate.source = fields.Get("source");
  return rate;
}

base::Result<Training> TrainingOfFields(const Fields& fields) {
  Training training;
  training.title = fields.Get("title");
  training.day = TRY(DayOfText(fields.Get("date"), "date"));
  training.hours = TRY(fields.Whole("hours", 0));
  return training;
}

std::vector<std::string> CodesOf(std::string_view text) {
  std::vector<std::string> codes;
  std::string code;
  for (const char c : std::string(text) + "\n") {
    if (c == ',' || c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      if (!code.empty()) codes.push_back(std::move(code));
      code.clear();
    } else {
      code.push_back(c);
    }
  }
  return codes;
}

html::FieldError FieldErrorOf(const base::Error& error) {
  const std::size_t colon = error.external.find(": ");
  if (colon == std::string::npos || error.external.find(' ') < colon) return {"", error.external};
  return {error.external.substr(0, colon), error.external.substr(colon + 2)};
}

json::object JsonOf(const Project& project) {
  return {{"id", project.id.text()},
          {"code", project.code()},
          {"organisation", project.org_name},
          {"kind", ProjectKindName(project.kind)},
          {"title", project.title},
          {"description", project.description},
          {"state", ProjectStateName(project.state)},
          {"planned_start", DayOrNull(project.planned_start)},
          {"planned_end", DayOrNull(project.planned_end)},
          {"actual_start", DayOrNull(project.actual_start)},
          {"actual_end", DayOrNull(project.actual_end)},
          {"countries", SharesText(project.countries)},
          {"sectors", SharesText(project.sectors)},
          {"sdg", json::value_from(project.sdg_targets)},
          {"public", project.is_public},
          {"version", project.version}};
}

json::object JsonOf(const ProjectBudget& budget) {
  return {{"start", iati::DayText(budget.start)},
          {"end", iati::DayText(budget.end)},
          {"value", MoneyJson(budget.value)}};
}

json::object JsonOf(const ProjectResult& result) {
  json::array indicators;
  for (const Indicator& indicator : result.indicators) {
    json::array values;
    for (const IndicatorValue& value : indicator.values) {
      json::object one = {{"start", iati::DayText(value.start)},
                          {"end", iati::DayText(value.end)},
                          {"actual", value.actual},
                          {"dimension", value.dimension},
                          {"comment", value.comment}};
      std::int64_t count = 0;
      std::from_chars(value.value.data(), value.value.data() + value.value.size(), count);
      // Counts of people leave as bands only.
      one["value"] = indicator.people && value.actual ? BandOf(count) : value.value;
      values.push_back(std::move(one));
    }
    indicators.push_back(json::object{{"id", indicator.id.text()},
                                      {"title", indicator.title},
                                      {"unit", indicator.unit},
                                      {"measure", indicator.measure},
                                      {"people", indicator.people},
                                      {"baseline_year", indicator.baseline_year},
                                      {"baseline_value", indicator.baseline_value},
                                      {"values", std::move(values)}});
  }
  return {{"id", result.id.text()},
          {"level", ResultLevelName(result.level)},
          {"title", result.title},
          {"indicators", std::move(indicators)}};
}

json::object JsonOf(const LedgerLine& line) {
  json::object out = {
      {"id", line.id.text()},
      {"number", line.number},
      {"date", iati::DayText(line.day)},
      {"stage", StageName(line.stage)},
      {"project", line.project.text()},
      {"member", line.member.empty() ? json::value(nullptr) : json::value(line.member.text())},
      {"donor", line.donor},
      {"kind", line.in_kind ? "in-kind" : "money"},
      {"value", MoneyJson(line.value)},
      {"commitment", line.commitment},
      {"reference", line.reference},
      {"note", line.note},
      {"reverses", line.reverses.empty() ? json::value(nullptr) : json::value(line.reverses.text())},
      {"reversed_by", line.reversed_by.empty() ? json::value(nullptr) : json::value(line.reversed_by.text())},
      {"created", base::FormatTime(line.created)}};
  if (line.in_kind) {
    out["quantity"] = line.quantity.text();
    out["unit"] = line.unit;
    out["valued_by"] = line.valued_by;
  }
  if (line.valued)
    out["reported"] = json::object{{"value", MoneyJson(line.valued->value)},
                                   {"rate", line.valued->rate},
                                   {"rate_date", iati::DayText(line.valued->rate_day)},
                                   {"inverse", line.valued->inverse},
                                   {"source", line.valued->source}};
  return out;
}

json::object JsonOf(const StageTotal& total) {
  return {{"stage", StageName(total.stage)}, {"currency", std::string(total.currency.code())},
          {"amount", total.amount.text()},   {"in_kind", total.in_kind.text()},
          {"reported", total.valued.text()}, {"lines", total.lines},
          {"without_rate", total.unvalued}};
}

json::object JsonOf(const ExchangeRateRow& rate) {
  return {{"date", iati::DayText(rate.day)},
          {"from", std::string(rate.from.code())},
          {"to", std::string(rate.to.code())},
          {"rate", rate.rate},
          {"source", rate.source}};
}

}  // namespace panel
