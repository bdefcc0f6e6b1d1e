#include "voice/remedy/form_kit.h"

#include "base/time.h"
#include "desk/tr.h"
#include "html/console_components.h"
#include "html/suggestions.h"
#include "voice/remedy/typed_amount.h"

namespace voice::remedy {

using html::Html;

std::string Refused::Value(std::string_view form, std::string_view name, std::string fallback) const {
  return Is(form) ? desk::FieldOf(*context_, name) : std::move(fallback);
}

Html FormMaker::Line(std::string_view field, const std::string& label, const std::string& hint,
                     const std::string& fallback, html::InputType type,
                     const std::vector<std::string>& offered) const {
  const std::string id = IdOf(field), value = refused_.Value(name_, field, fallback), hint_id = id + "-hint";
  return html::Field({.control_id = id, .label = label, .hint = hint},
                     html::InputWithSuggestions(
                         {.name = field,
                          .type = type,
                          .value = value,
                          .id = id,
                          .autocomplete = "off",
                          .described_by = hint.empty() ? std::string_view() : std::string_view(hint_id)},
                         offered));
}

Html FormMaker::Pick(std::string_view field, const std::string& label, const std::string& hint,
                     const std::vector<html::Choice>& choices, const std::string& fallback) const {
  const std::string id = IdOf(field);
  return html::Field({.control_id = id, .label = label, .hint = hint},
                     html::Select(field, choices, refused_.Value(name_, field, fallback), id));
}

Html FormMaker::Error() const {
  if (!refused_.Is(name_)) return {};
  return html::NoticeOf(html::Mark::kHarm, html::Join(html::El("b", locale_.tr("Not saved")), ": ",
                                                      locale_.tr(refused_.error())));
}

std::vector<html::Choice> CurrencyChoices() {
  std::vector<html::Choice> choices = {{"", "–"}};
  for (const base::Currency& currency : base::Currency::All())
    choices.push_back(
        {std::string(currency.code()), std::string(currency.code()) + " · " + std::string(currency.name())});
  return choices;
}

base::Result<Day> DayIn(std::string_view text) {
  const base::Result<base::UtcTime> time = base::ParseTime(std::string(text) + "T00:00:00Z");
  if (text.size() != 10 || !time) return base::Invalid(desk::tr("a date is written as 2026-11-22"));
  return DayOf(*time);
}

std::string DayField(Day day) {
  return base::FormatDay(base::UtcTime{MsOfDay(day)});
}

base::Result<base::Decimal> AmountIn(desk::Context& context, std::string_view field,
                                     base::Currency currency) {
  return ReadTypedAmount(desk::FieldOf(context, field), currency);
}

base::Currency CurrencyIn(desk::Context& context, std::string_view field) {
  const base::Result<base::Currency> currency = base::Currency::Parse(desk::FieldOf(context, field));
  return currency ? *currency : base::Currency();
}

base::Result<Payment> PaymentIn(desk::Context& context, base::Currency currency, bool has_amount) {
  Payment payment;
  if (has_amount) payment.amount = TRY(AmountIn(context, "amount", currency));
  payment.day = TRY(DayIn(desk::FieldOf(context, "day")));
  const auto way = Named<Way>(desk::FieldOf(context, "way"));
  const auto said_by = Named<Sayer>(desk::FieldOf(context, "said_by"));
  if (!way || !said_by) return base::Invalid(desk::tr("please choose one of the answers"));
  payment.way = *way;
  payment.said_by = *said_by;
  payment.note = desk::FieldOf(context, "note");
  return payment;
}

Html PaymentFields(const html::Locale& locale, const FormMaker& make, Day today, bool has_amount) {
  return html::Join(
      has_amount ? make.Line("amount", locale.tr("Amount"), locale.tr("Digits, as 1200 or 1200.50"), "")
                 : Html(),
      make.Line("day", has_amount ? locale.tr("Paid on") : locale.tr("Given back on"), "", DayField(today),
                html::InputType::kDate),
      make.Pick("way", locale.tr("How"), "", ChoicesOf<Way>(locale),
                std::string(Name(has_amount ? Way::kCash : Way::kHandedOver))),
      make.Pick("said_by", locale.tr("Who says so"), "", ChoicesOf<Sayer>(locale), "employer"),
      make.Line("note", locale.tr("Note"), "", ""));
}

}  // namespace voice::remedy
