#include "screening/console/import_words.h"

#include <algorithm>

#include "entity/entity.h"
#include "html/console_components.h"
#include "screening/console/page_parts.h"

namespace screening {

html::Html ImportStateBadge(const html::Locale& locale, ImportState state) {
  switch (state) {
    case ImportState::kMapping:
      return html::Badge(html::Mark::kAct, locale.tr("Waits for its columns"));
    case ImportState::kRunning:
      return html::Badge(html::Mark::kAct, locale.tr("Being read"));
    case ImportState::kDone:
      return html::Badge(html::Mark::kOk, locale.tr("Done"));
    case ImportState::kFailed:
      return html::Badge(html::Mark::kHarm, locale.tr("Failed"));
    case ImportState::kDiscarded:
      break;
  }
  return html::Badge(html::Mark::kPlain, locale.tr("Discarded"));
}

std::string UseWords(const html::Locale& locale, std::string_view use) {
  if (use.empty() || use == "-") return locale.tr("Not used");
  if (use == "schema") return locale.tr("Kind (FollowTheMoney)");
  if (use == "type") return locale.tr("Kind, in words");
  if (use == "address-part") return locale.tr("Part of the address");
  if (use == "number") return locale.tr("Your own number");
  if (use == "spend") return locale.tr("Yearly spend");
  if (use == "tags") return locale.tr("Tags");
  const auto property = entity::FindProperty(use);
  return property ? locale.tr(property->label()) : std::string(use);
}

std::vector<html::Choice> UseChoices(const html::Locale& locale, const std::string& recognised) {
  std::vector<html::Choice> choices = {{"-", UseWords(locale, "-")}};
  std::vector<std::string> uses = ColumnUses();
  if (!recognised.empty() && std::find(uses.begin(), uses.end(), recognised) == uses.end())
    uses.push_back(recognised);
  for (const std::string& use : uses)
    if (use != "-") choices.push_back({use, UseWords(locale, use)});
  return choices;
}

html::Html ImportSteps(const html::Locale& locale, const Import* import, ImportStep current) {
  const bool open =
      import != nullptr && (import->state == ImportState::kMapping || import->state == ImportState::kFailed);
  const std::string columns = open ? ImportHref(import->id) : std::string();
  const std::string check = open && current == ImportStep::kCheck ? columns + "?step=check" : std::string();
  const std::vector<html::WizardStep> steps = {{locale.tr("File")},
                                               {locale.tr("Columns"), columns},
                                               {locale.tr("Check"), check},
                                               {locale.tr("Reading")},
                                               {locale.ctr("last step of an import", "Done")}};
  const std::size_t at = current == ImportStep::kDone ? steps.size() : static_cast<std::size_t>(current);
  return html::Steps(locale, steps, at);
}

}  // namespace screening
