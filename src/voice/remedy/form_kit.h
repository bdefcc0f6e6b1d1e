#pragma once
// What the console's forms of this folder share: choices, amounts and days as they are typed, and one
// refused form among several of a page that keeps what was typed. Thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "desk/people/fields.h"
#include "html/forms.h"
#include "voice/remedy/claims.h"

namespace voice::remedy {

// Which form of the page was refused, and why. Without a name: none.
class Refused {
 public:
  Refused() = default;
  Refused(desk::Context& context, std::string_view form, std::string error)
      : context_(&context), form_(form), error_(std::move(error)) {}
  bool Is(std::string_view form) const { return !form_.empty() && form_ == form; }
  const std::string& error() const { return error_; }
  // What was typed where this form was refused, otherwise `fallback`.
  std::string Value(std::string_view form, std::string_view name, std::string fallback) const;

 private:
  desk::Context* context_ = nullptr;
  std::string form_;
  std::string error_;
};

// One form of several on a page; `name` tells it from the others and begins the ids of its controls.
class FormMaker {
 public:
  FormMaker(const html::Locale& locale, std::string_view name, const Refused& refused)
      : locale_(locale), name_(name), refused_(refused) {}
  html::Html Line(std::string_view field, const std::string& label, const std::string& hint,
                  const std::string& fallback, html::InputType type = html::InputType::kText,
                  const std::vector<std::string>& offered = {}) const;
  html::Html Pick(std::string_view field, const std::string& label, const std::string& hint,
                  const std::vector<html::Choice>& choices, const std::string& fallback) const;
  html::Html Error() const;

 private:
  std::string IdOf(std::string_view field) const { return name_ + "-" + std::string(field); }
  const html::Locale& locale_;
  std::string name_;
  const Refused& refused_;
};

std::vector<html::Choice> CurrencyChoices();
template <typename List>
std::vector<html::Choice> ChoicesOf(const html::Locale& locale, int from = 0) {
  std::vector<html::Choice> choices;
  for (int i = from; i < static_cast<int>(List::kCount); ++i) {
    const auto value = static_cast<List>(i);
    choices.push_back({std::string(Name(value)), Word(locale, value)});
  }
  return choices;
}

// "2026-11-22". Errors: kInvalid.
base::Result<Day> DayIn(std::string_view text);
std::string DayField(Day day);
// Of the form that was sent. Errors: kInvalid.
base::Result<base::Decimal> AmountIn(desk::Context& context, std::string_view field, base::Currency currency);
base::Currency CurrencyIn(desk::Context& context, std::string_view field);  // none where it is none
// A payment's amount, day, way, who said it and note.
base::Result<Payment> PaymentIn(desk::Context& context, base::Currency currency, bool has_amount);
html::Html PaymentFields(const html::Locale& locale, const FormMaker& make, Day today, bool has_amount);
// Errors of what was typed; others are the caller's caller's.
inline bool IsForPerson(const base::Error& error) {
  return error.code == base::Code::kInvalid || error.code == base::Code::kConflict ||
         error.code == base::Code::kTooLarge;
}

}  // namespace voice::remedy
