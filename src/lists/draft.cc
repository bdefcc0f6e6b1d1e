#include "lists/draft.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.h"
#include "lists/text_rules.h"

namespace lists {
namespace {

// FollowTheMoney has codes beyond ISO 3166-1 ("eu", "suhh", "ge-ab"); what looks like one is no problem.
bool LooksLikeCode(std::string_view text) {
  return text.size() >= 2 && text.size() <= 7 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

}  // namespace

void Draft::Add(entity::Property property, std::string_view text, std::string_view origin) {
  switch (property.type()) {
    case entity::PropertyType::kDate:
      return AddDate(property, text, origin);
    case entity::PropertyType::kCountry:
      return AddCountry(property, text, origin);
    case entity::PropertyType::kGender:
      return AddGender(text, origin);
    default:
      return AddText(property, text, origin);
  }
}

void Draft::AddText(entity::Property property, std::string_view text, std::string_view origin) {
  if (text.size() > base::kMaxFieldBytes) {
    Report(property.name(), Shortened(text), "longer than kMaxFieldBytes; left out");
    return;
  }
  if (entity_.values.size() >= base::kMaxValuesPerEntity) {
    if (!full_)
      Report(property.name(), Shortened(text),
             "more values than kMaxValuesPerEntity; this and later ones are left out");
    full_ = true;
    return;
  }
  entity_.Add(property, Squeeze(text), origin);
}

void Draft::AddDate(entity::Property property, std::string_view text, std::string_view origin,
                    std::optional<DateOrder> order) {
  const std::string squeezed = Squeeze(text);
  if (squeezed.empty()) return;
  const base::Result<DateReading> reading = order ? ReadDates(squeezed, *order) : ReadDates(squeezed);
  if (!reading) {
    Report(property.name(), Shortened(squeezed), reading.error().external + "; kept as a note");
    AddNote(fmt::format("{}: {}", property.label(), squeezed), origin);
    return;
  }
  if (reading->ambiguous) {
    Report(property.name(), squeezed, "day and month may be the other way round; only the year is used");
  }
  const std::string place = reading->circa ? fmt::format("{}, circa", origin) : std::string(origin);
  for (const std::string& date : reading->dates) AddText(property, date, place);
}

void Draft::AddCountry(entity::Property property, std::string_view text, std::string_view origin) {
  const std::string squeezed = Squeeze(text);
  if (squeezed.empty()) return;
  const std::string_view code = entity::CountryCode(squeezed);
  if (!code.empty()) {
    AddText(property, code, origin);
    return;
  }
  if (!LooksLikeCode(squeezed))
    Report(property.name(), Shortened(squeezed), "not a country name we know; kept as written");
  AddText(property, squeezed, origin);
}

void Draft::AddGender(std::string_view text, std::string_view origin) {
  const std::string folded = Folded(text);
  if (folded.empty()) return;
  if (folded == "male" || folded == "m" || folded == "man") {
    AddText(entity::prop::Gender(), "male", origin);
  } else if (folded == "female" || folded == "f" || folded == "woman") {
    AddText(entity::prop::Gender(), "female", origin);
  } else if (folded == "other") {
    AddText(entity::prop::Gender(), "other", origin);
  } else {
    Report("gender", Shortened(folded), "not male, female or other; left out");
  }
}

void Draft::Report(std::string_view field, std::string_view value, std::string_view reason) const {
  const std::string shown = IsCleanUtf8(value) ? std::string(value) : std::string();
  problems_(Problem{file_, row_, std::string(field), shown, std::string(reason)});
}

}  // namespace lists
