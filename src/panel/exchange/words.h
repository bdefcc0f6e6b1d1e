#pragma once
// The exchange in the reader's words. Pure; thread-safe.

#include <string>
#include <vector>

#include "html/components.h"
#include "html/forms.h"
#include "html/locale.h"
#include "panel/exchange/exchange.h"

namespace panel::exchange {

std::string KindWords(const html::Locale& locale, Kind kind);
std::string UnitWords(const html::Locale& locale, Kind kind, std::string_view unit);
// "500 hours", "USD 1,200.50"
std::string AmountWords(const html::Locale& locale, Kind kind, std::string_view unit,
                        const base::Decimal& amount);
std::string StateWords(const html::Locale& locale, ListingState state);
std::string StateWords(const html::Locale& locale, IntroductionState state);
std::string StateWords(const html::Locale& locale, HelpState state);
std::string StateWords(const html::Locale& locale, BarrierState state);
html::Html StateBadge(const html::Locale& locale, ListingState state);
html::Html StateBadge(const html::Locale& locale, IntroductionState state);
html::Html StateBadge(const html::Locale& locale, HelpState state);
html::Html StateBadge(const html::Locale& locale, BarrierState state);
// Of the act as a button.
std::string ActWordsOf(const html::Locale& locale, ListingAct act);
std::string ActWordsOf(const html::Locale& locale, IntroductionAct act);
std::string ActWordsOf(const html::Locale& locale, HelpAct act);
std::string ActWordsOf(const html::Locale& locale, BarrierAct act);
// Of a line of history, by its stored name: what happened, and not what to do.
std::string HappenedWords(const html::Locale& locale, std::string_view act);
std::string AddresseeWords(const html::Locale& locale, Addressee addressee);
std::string VisibilityWords(const html::Locale& locale, Visibility visibility);
std::string AreaWords(const html::Locale& locale, Area area);
std::string GroupWords(const html::Locale& locale, Group group);
std::string LeftOutWords(const html::Locale& locale, LeftOut why);
std::string PartWords(const html::Locale& locale, Part part);
// What was compared, as a sentence: "500 hours offered, 300 hours needed".
std::string ReasonWords(const html::Locale& locale, Kind kind, const PartReason& reason);
std::string ComparedWords(const html::Locale& locale, LeftOut why, const PartReason& compared);
std::string NearnessWords(const html::Locale& locale, Nearness near);
// What both sides get out of it, by kind.
std::string BenefitWords(const html::Locale& locale, Kind kind);

std::string CountriesWords(const html::Locale& locale, const std::vector<std::string>& codes);
std::string LanguagesWords(const html::Locale& locale, const std::vector<std::string>& tags);
// "Manufacture of wearing apparel (14)"
std::string IndustriesWords(const html::Locale& locale, const std::vector<std::string>& codes);
// "8.7 An end to forced labour, trafficking and child labour"
std::string TargetsWords(const html::Locale& locale, const std::vector<std::string>& codes);
std::string TypesWords(const html::Locale& locale, const std::vector<desk::OrgType>& types);
std::string JoinedWords(const std::vector<std::string>& values);
std::string DaysWords(const html::Locale& locale, base::UtcTime from, base::UtcTime until);

}  // namespace panel::exchange
