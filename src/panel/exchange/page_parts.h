#pragma once
// Small parts that the exchange's pages share. Pure but for FormOf; thread-safe.

#include <string>
#include <vector>

#include "base/limits_panel.h"
#include "desk/web/pages.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "panel/exchange/words.h"

namespace panel::exchange {

using desk::DayOf;
using desk::HiddenField;
using desk::LinkTo;
using desk::MomentOf;
using desk::TableMaker;
using desk::VersionField;
using desk::WithArgument;

std::string HrefOf(const Listing& listing);
std::string HrefOf(const Introduction& introduction);
html::Html LinkOf(const Listing& listing);  // its title

// The part of the address's list that links lead to: first and next page.
html::Html PagerOf(const desk::Context& context, const std::string& begin, const std::string& next);
// The place that the argument "cursor" names. Errors: kInvalid.
base::Result<std::string> CursorOf(const desk::Context& context);

template <typename E>
std::vector<html::Choice> ChoicesOf(const html::Locale& locale, const std::string& all,
                                    std::string (*words)(const html::Locale&, E)) {
  std::vector<html::Choice> choices;
  if (!all.empty()) choices.push_back({"", all});
  for (const E one : AllOf<E>()) choices.push_back({std::string(NameOf(one)), words(locale, one)});
  return choices;
}

// A select as one field of a row of filters.
html::Html FilterField(std::string_view id, const std::string& label,
                       const std::vector<html::Choice>& choices, std::string_view chosen);

// The score with its parts: a bar each, the points, what was compared.
html::Html ReasonsTable(const html::Locale& locale, Kind kind, const std::vector<PartReason>& reasons,
                        int score);
html::Html HistoryOf(const html::Locale& locale, const std::vector<Gatekeeper::Event>& events);
// The offers, needs, coverage tabs.
html::Html ExchangeTabs(const html::Locale& locale, std::string_view current, bool host);
html::Html BoardTabs(const html::Locale& locale, std::string_view current);
// "3 days left", "2 days late": nothing where no clock runs.
html::Html ClockOf(const html::Locale& locale, base::UtcTime due, base::UtcTime now);

// What somebody typed into one of several act forms of a page, to be shown again with what is wrong with it.
struct TypedAct {
  std::string act;
  std::string words;
  std::string error;
};
// A form that does one act, with words where they are asked for (field "words-ACT").
struct ActForm {
  std::string action;
  std::string csrf;
  std::int64_t version = 0;
  std::string act;    // value of the field "act"
  std::string words;  // of the button
  std::string label;  // of the text; empty: none
  html::ButtonKind kind = html::ButtonKind::kQuiet;
  html::Html more = {};  // other fields
};
html::Html ActFormOf(const ActForm& form, const TypedAct& typed);
TypedAct TypedFrom(const net::Arguments& fields);

// What a person can mend is shown on the page it came from; anything else ends the request.
bool IsMendable(base::Code code);

}  // namespace panel::exchange
