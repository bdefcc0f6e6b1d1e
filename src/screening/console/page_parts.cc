#include "screening/console/page_parts.h"

#include "html/names.h"
#include "screening/record_view.h"

namespace screening {

namespace {

using html::Html;

constexpr std::string_view kUsualSchemas[] = {"LegalEntity", "Company",    "Organization", "Person",
                                              "Facility",    "PublicBody", "Vessel",       "Airplane"};

}  // namespace

std::string PartyHref(const PartyId& id) {
  return "/parties/" + id.text();
}

std::string ImportHref(const ImportId& id) {
  return "/imports/" + id.text();
}

Html PartyLink(const Party& party) {
  const std::string_view head = HeadName(party.entity);
  Html link = LinkTo(PartyHref(party.id), html::Value(head));
  if (head != party.entity.caption)
    link.Add(html::El("span", {{"class", "muted small"}}, " ", html::Value(party.entity.caption)));
  return link;
}

std::vector<html::Choice> SchemaChoices(const html::Locale& locale) {
  std::vector<html::Choice> choices;
  for (const std::string_view name : kUsualSchemas)
    choices.push_back({std::string(name), locale.tr(entity::SchemaNamed(name).label())});
  return choices;
}

std::vector<html::Choice> CountryChoices(const html::Locale& locale, const std::vector<std::string>& codes) {
  std::vector<html::Choice> choices = {{"", locale.tr("All")}};
  for (const std::string& code : codes) choices.push_back({code, std::string(entity::CountryName(code))});
  return choices;
}

}  // namespace screening
