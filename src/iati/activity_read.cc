#include <map>
#include <optional>
#include <utility>

#include "iati/activity.h"
#include "iati/tree.h"

namespace iati {
namespace {

std::string Words(const Element* element) {
  const Element* narrative = element == nullptr ? nullptr : element->Child("narrative");
  return narrative == nullptr ? std::string() : std::string(Trimmed(narrative->text));
}

std::string Own(const Element& element, std::string_view name) {
  for (const Attribute& attribute : element.attributes)
    if (attribute.space == kNamespace && attribute.name == name) return attribute.value;
  return {};
}

std::string Day(std::string_view date) {
  const std::optional<std::int64_t> day = DayNumber(date);
  return day ? DayText(*day) : std::string();
}

Organisation ReadOrganisation(const Element* element) {
  if (element == nullptr) return {};
  return {.ref = std::string(Trimmed(element->Get("ref"))),
          .type = std::string(element->Get("type")),
          .role = std::string(element->Get("role")),
          .name = Words(element)};
}

// Reads one activity; what cannot be taken over goes to `wrong`.
class Reading {
 public:
  explicit Reading(const FindingSink& wrong) : wrong_(wrong) {}
  Activity Read(const Element& element);

 private:
  void Tell(int line, std::string text) { wrong_({line, "import", std::move(text)}); }
  base::Money Value(const Element* element, int line);
  Transaction ReadTransaction(const Element& element);
  ActivityResult ReadResult(const Element& element);
  Indicator ReadIndicator(const Element& element);

  const FindingSink& wrong_;
  std::string currency_;  // the activity's
};

base::Money Reading::Value(const Element* element, int line) {
  base::Money money;
  if (element == nullptr) return money;
  const std::string_view code =
      element->Get("currency").empty() ? std::string_view(currency_) : element->Get("currency");
  const base::Result<base::Currency> currency = base::Currency::Parse(code);
  if (currency.has_value()) {
    money.currency = *currency;
  } else {
    Tell(line, code.empty() ? "the value has no currency, and its activity no default-currency: add one"
                            : currency.error().external);
  }
  std::string_view digits = Trimmed(element->text);
  std::string padded;
  if (digits.ends_with('.')) digits.remove_suffix(1);  // "5." and ".5" are decimals of XML Schema
  if (digits.starts_with('.')) padded = "0" + std::string(digits);
  if (digits.starts_with("-.") || digits.starts_with("+."))
    padded = std::string(digits.substr(0, 1)) + "0" + std::string(digits.substr(1));
  const base::Result<base::Decimal> amount = base::Decimal::Parse(padded.empty() ? digits : padded);
  if (amount.has_value()) {
    money.amount = *amount;
  } else {
    Tell(line, amount.error().external);
  }
  return money;
}

Transaction Reading::ReadTransaction(const Element& element) {
  Transaction out;
  out.line = element.line;
  out.ref = element.Get("ref");
  out.type = element.ChildGet("transaction-type", "code");
  out.date = Day(element.ChildGet("transaction-date", "iso-date"));
  out.value = Value(element.Child("value"), element.line);
  out.value_date = Day(element.ChildGet("value", "value-date"));
  out.description = Words(element.Child("description"));
  out.provider = ReadOrganisation(element.Child("provider-org"));
  out.receiver = ReadOrganisation(element.Child("receiver-org"));
  out.stage = Own(element, "stage");
  out.quantity = Own(element, "quantity");
  out.unit = Own(element, "unit");
  out.valued_by = Own(element, "valued-by");
  out.commitment = Own(element, "commitment");
  out.reverses = Own(element, "reverses");
  return out;
}

Indicator Reading::ReadIndicator(const Element& element) {
  Indicator out;
  out.title = Words(element.Child("title"));
  out.measure = element.Get("measure");
  out.ascending = element.Get("ascending") != "false" && element.Get("ascending") != "0";
  out.baseline_year = element.ChildGet("baseline", "year");
  out.baseline_value = element.ChildGet("baseline", "value");
  for (const Element& child : element.children) {
    if (child.name != "period") continue;
    ResultPeriod period{.start = Day(child.ChildGet("period-start", "iso-date")),
                        .end = Day(child.ChildGet("period-end", "iso-date")),
                        .values = {}};
    for (const Element& value : child.children) {
      if (value.name != "target" && value.name != "actual") continue;
      PeriodValue one{.actual = value.name == "actual", .value = std::string(value.Get("value"))};
      const Element* dimension = value.Child("dimension");
      if (dimension != nullptr)
        one.dimension = std::string(dimension->Get("name")) + "=" + std::string(dimension->Get("value"));
      one.comment = Words(value.Child("comment"));
      period.values.push_back(std::move(one));
    }
    out.periods.push_back(std::move(period));
  }
  return out;
}

ActivityResult Reading::ReadResult(const Element& element) {
  ActivityResult out{
      .type = std::string(element.Get("type")), .title = Words(element.Child("title")), .indicators = {}};
  for (const Element& child : element.children)
    if (child.name == "indicator") out.indicators.push_back(ReadIndicator(child));
  return out;
}

Activity Reading::Read(const Element& element) {
  Activity out;
  out.line = element.line;
  out.language = element.Get("xml:lang");
  currency_ = out.default_currency = element.Get("default-currency");
  out.reporting = ReadOrganisation(element.Child("reporting-org"));
  out.title = Words(element.Child("title"));
  out.description = Words(element.Child("description"));
  out.status = element.ChildGet("activity-status", "code");
  for (const Element& child : element.children) {
    const Coded coded{.code = std::string(child.Get("code")),
                      .vocabulary = std::string(child.Get("vocabulary")),
                      .percentage = std::string(Trimmed(child.Get("percentage")))};
    if (child.name == "iati-identifier") out.identifier = Trimmed(child.text);
    if (child.name == "participating-org") out.participating.push_back(ReadOrganisation(&child));
    if (child.name == "other-identifier")
      out.other_identifiers.push_back({.code = std::string(child.Get("ref")),
                                       .vocabulary = std::string(child.Get("type")),
                                       .percentage = {}});
    if (child.name == "activity-date")
      out.dates.push_back({.type = std::string(child.Get("type")), .date = Day(child.Get("iso-date"))});
    if (child.name == "recipient-country") out.countries.push_back(coded);
    if (child.name == "recipient-region") out.regions.push_back(coded);
    if (child.name == "sector") out.sectors.push_back(coded);
    if (child.name == "tag") out.tags.push_back(coded);
    if (child.name == "budget")
      out.budgets.push_back({.start = Day(child.ChildGet("period-start", "iso-date")),
                             .end = Day(child.ChildGet("period-end", "iso-date")),
                             .value = Value(child.Child("value"), child.line),
                             .value_date = Day(child.ChildGet("value", "value-date")),
                             .revised = child.Get("type") == "2"});
    if (child.name == "transaction") out.transactions.push_back(ReadTransaction(child));
    if (child.name == "result") out.results.push_back(ReadResult(child));
  }
  return out;
}

// The schema's findings stop the reading at the first.
class Strict final : public Handler {
 public:
  Strict(const std::string& name, ActivityCutter& cutter) : name_(name), cutter_(cutter) {}
  void OnStart(std::string_view space, std::string_view name, const std::vector<Attribute>& attributes,
               int line) override {
    schema_.OnStart(space, name, attributes, line);
    cutter_.OnStart(space, name, attributes, line);
  }
  void OnText(std::string_view text, int line) override {
    schema_.OnText(text, line);
    cutter_.OnText(text, line);
  }
  void OnEnd(int line) override {
    schema_.OnEnd(line);
    cutter_.OnEnd(line);
  }
  base::Status state() const override {
    if (first_) return base::Invalid(name_ + ": line " + std::to_string(first_->line) + ": " + first_->text);
    return cutter_.state();
  }

 private:
  const std::string& name_;
  ActivityCutter& cutter_;
  std::optional<Finding> first_;
  SchemaChecker schema_{[this](Finding finding) {
    if (!first_) first_ = std::move(finding);
  }};
};

}  // namespace

base::Result<std::vector<Activity>> ReadActivities(const Pull& pull, const std::string& name,
                                                   const FindingSink& wrong) {
  std::vector<Activity> activities;
  Reading reading(wrong);
  ActivityCutter cutter([](const Element&) {},
                        [&](const Element& element) { activities.push_back(reading.Read(element)); });
  Strict strict(name, cutter);
  TRY(ReadDocument(pull, name, strict));
  return activities;
}

}  // namespace iati
