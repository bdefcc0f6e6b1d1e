#include "voice/referral/recipients.h"

#include <algorithm>

#include "desk/web/parts.h"
#include "html/console_components.h"
#include "voice/consent/pages.h"
#include "voice/referral/pages.h"

namespace voice::referral {
namespace {

constexpr std::size_t kMostChoices = 200;
constexpr std::string_view kService = "service:", kTeam = "team:";

}  // namespace

base::Result<ServiceFilter> FilterOf(const CasePage& page) {
  ServiceFilter filter{.trade = TradeNamed(page.context.Query("kind")),
                       .country = std::string(page.context.Query("country")),
                       .language = std::string(page.context.Query("language"))};
  if (!page.context.request().query.Has("country"))
    filter.country = TRY(page.services.teams.Get(page.opened.row.org, page.opened.row.team)).country;
  return filter;
}

std::vector<html::Choice> TradeChoices(const html::Locale& locale) {
  std::vector<html::Choice> choices;
  for (int i = 0; i < static_cast<int>(Trade::kCount); ++i)
    choices.push_back(
        {std::string(TradeName(static_cast<Trade>(i))), TradeWord(locale, static_cast<Trade>(i))});
  return choices;
}

std::vector<html::Choice> PurposeChoices(const html::Locale& locale) {
  std::vector<html::Choice> choices;
  for (int i = 0; i < static_cast<int>(consent::Purpose::kCount); ++i) {
    const auto purpose = static_cast<consent::Purpose>(i);
    choices.push_back({std::string(consent::PurposeName(purpose)), consent::PurposeWord(locale, purpose)});
  }
  return choices;
}

html::Html FilterForm(const CasePage& page, std::string_view rest, const ServiceFilter& filter) {
  std::vector<html::Choice> trades = TradeChoices(page.locale);
  trades.insert(trades.begin(), {"", page.tr("All kinds")});
  const std::string action = page.Href(rest);
  const std::string label = page.tr("Which services to choose from");
  const html::Html form = html::Form(
      {.action = action, .get = true, .css = "row", .label = label},
      html::Join(
          html::Field({.control_id = "f-kind", .label = page.tr("Kind")},
                      html::Select("kind", trades, filter.trade ? TradeName(*filter.trade) : "", "f-kind")),
          html::Field({.control_id = "f-country", .label = page.tr("Country")},
                      html::Input({.name = "country", .value = filter.country, .id = "f-country"})),
          html::Field({.control_id = "f-language", .label = page.tr("Language")},
                      html::Input({.name = "language", .value = filter.language, .id = "f-language"})),
          html::Button(page.tr("Narrow"), {.kind = html::ButtonKind::kQuiet})));
  return html::Closed(label, form, page.context.request().query.Has("language"));
}

base::Result<std::vector<html::Choice>> RecipientChoices(const CasePage& page, const ServiceFilter& filter,
                                                         std::string_view keep) {
  std::vector<html::Choice> choices = {{"", page.tr("Please choose")}};
  for (const Service& service :
       TRY(page.services.directory.Find(page.opened.row.org, filter, {}, kMostChoices)))
    choices.push_back(
        {std::string(kService) + service.id.text(),
         TradeWord(page.locale, service.trade) + ": " + service.name + " (" + service.country + ")"});
  for (const OtherTeam& team : TRY(page.services.referrals.OtherTeams(page.opened.row.org)))
    choices.push_back({std::string(kTeam) + team.id.text(), page.tr("Team: {name}", {{"name", team.name}})});
  const bool there = std::any_of(choices.begin(), choices.end(),
                                 [&](const html::Choice& choice) { return choice.value == keep; });
  if (there || keep.empty()) return choices;
  const base::Result<consent::Recipient> kept = RecipientIn(page, keep);
  if (kept && !kept->name.empty())
    choices.push_back({std::string(keep), consent::RecipientWords(page.locale, *kept)});
  return choices;
}

std::string ValueOf(const consent::Recipient& to) {
  if (to.kind == consent::RecipientKind::kService) return std::string(kService) + to.id;
  if (to.kind == consent::RecipientKind::kTeam) return std::string(kTeam) + to.id;
  return std::string(consent::RecipientKindName(to.kind));
}

base::Result<consent::Recipient> RecipientIn(const CasePage& page, std::string_view value) {
  if (value.starts_with(kService)) {
    const ServiceId id = TRY(ServiceId::Parse(value.substr(kService.size())));
    const Service service = TRY(page.services.directory.Get(page.opened.row.org, id));
    return consent::Recipient{consent::RecipientKind::kService, id.text(), service.name,
                              std::string(TradeName(service.trade))};
  }
  if (value.starts_with(kTeam))
    for (const OtherTeam& team : TRY(page.services.referrals.OtherTeams(page.opened.row.org)))
      if (team.id.text() == value.substr(kTeam.size()))
        return consent::Recipient{consent::RecipientKind::kTeam, team.id.text(), team.name, {}};
  if (value == consent::RecipientKindName(consent::RecipientKind::kStatistics))
    return consent::Recipient{consent::RecipientKind::kStatistics, {}, {}, {}};
  return consent::Recipient{};
}

}  // namespace voice::referral
