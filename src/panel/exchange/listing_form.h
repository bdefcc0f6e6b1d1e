#pragma once
// The form of an offer or a need: what was typed stays as it was typed, with what is wrong beside it. Pure
// but for the context's token; thread-safe.

#include "panel/exchange/page_parts.h"

namespace panel::exchange {

struct ListingForm {
  Side side = Side::kOffer;
  std::string kind, title, details, quantity, unit, places, languages, sectors, targets, conditions, from,
      until;
  std::string visibility = "members";
  std::vector<std::string> open_to;
  std::int64_t version = 0;
  std::vector<html::FieldError> errors;
};
ListingForm ReadListingForm(Side side, const net::Arguments& fields);
ListingForm FormOf(const Listing& listing);
// Nothing where a field cannot be read; then `form.errors` says which.
std::optional<Listing> ListingFrom(const html::Locale& locale, ListingForm& form);
void AddFaults(const html::Locale& locale, const std::vector<FieldFault>& faults, ListingForm& form);
html::Html ListingFormView(const desk::Context& context, const ListingForm& form, const std::string& action);

}  // namespace panel::exchange
