#include "panel/resources/project_checks.h"

#include <fmt/format.h>

#include "entity/entity.h"
#include "iati/code_lists.h"
#include "iati/simple_types.h"
#include "panel/resources/text_checks.h"

namespace panel {
namespace {

// Shares with percentages add up to 100; one alone needs none.
base::Status CheckShares(const std::vector<Share>& shares, std::string_view field) {
  if (shares.size() == 1 && shares[0].percentage.empty()) return base::Ok();
  base::Decimal sum;
  for (const Share& share : shares) {
    const base::Result<base::Decimal> part = base::Decimal::Parse(share.percentage);
    if (!part.has_value() || part->negative())
      return base::Invalid(
          fmt::format("{}: write the share of each in percent, such as “kh 60, vn 40”", field));
    sum = TRY(sum.Plus(*part));
  }
  if (!shares.empty() && sum != base::Decimal::FromInteger(100))
    return base::Invalid(fmt::format("{}: the shares add up to {} and not to 100", field, sum.text()));
  return base::Ok();
}

std::string Lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

base::Status CheckPlaces(Project& project) {
  for (Share& country : project.countries) {
    country.code = Lower(country.code);
    if (IsRegion(country)) continue;
    if (country.code.size() != 2 || entity::CountryCode(country.code) != country.code)
      return base::Invalid(fmt::format("countries: “{}” is not a country's two letters", country.code));
  }
  TRY(CheckShares(project.countries, "countries"));
  for (const Share& sector : project.sectors) {
    constexpr std::size_t kPurpose = 5;
    constexpr std::size_t kCategory = 3;
    if (sector.code.size() != kPurpose ||
        !iati::InList("SectorCategory", std::string_view(sector.code).substr(0, kCategory)) ||
        sector.code.find_first_not_of("0123456789") != std::string::npos)
      return base::Invalid(fmt::format(
          "sectors: “{}” is not a five-digit purpose code of the OECD DAC, such as 15160", sector.code));
  }
  TRY(CheckShares(project.sectors, "sectors"));
  for (const std::string& target : project.sdg_targets)
    if (!iati::IsSdgTarget(target))
      return base::Invalid(
          fmt::format("sdg: “{}” is not a target of a sustainable development goal, such as 8.7", target));
  return base::Ok();
}

}  // namespace

base::Status CheckDays(const Project& project) {
  if (!project.planned_start && !project.actual_start)
    return base::Invalid("planned_start: say when the project is to start");
  if (project.planned_start && project.planned_end && *project.planned_end < *project.planned_start)
    return base::Invalid("planned_end: is before the planned start");
  if (project.actual_start && project.actual_end && *project.actual_end < *project.actual_start)
    return base::Invalid("actual_end: is before the actual start");
  return base::Ok();
}

base::Status CheckApproved(const Project& project) {
  if (project.countries.empty())
    return base::Invalid("countries: say where it works before it is approved; the IATI file needs it");
  if (project.sectors.empty())
    return base::Invalid("sectors: say in which sector before it is approved; the IATI file needs it");
  return base::Ok();
}

base::Status CheckStateDays(const Project& project, std::int64_t today) {
  const bool begun = project.state != ProjectState::kDraft && project.state != ProjectState::kPipeline;
  const bool goes_on = project.state == ProjectState::kRunning || project.state == ProjectState::kSuspended;
  if (!begun && project.actual_start)
    return base::Invalid("actual_start: it has not been started; start it first, then set the day");
  if (project.state != ProjectState::kClosed && project.state != ProjectState::kCancelled &&
      project.actual_end)
    return base::Invalid("actual_end: it is not closed; close it first, then set the day");
  if (goes_on && !project.actual_start && project.planned_start && *project.planned_start > today)
    return base::Invalid("actual_start: it was started; say when");
  if (project.state == ProjectState::kClosed && !project.actual_end &&
      !(project.planned_end && *project.planned_end <= today))
    return base::Invalid("actual_end: it is closed; say since when");
  return base::Ok();
}

base::Result<Project> CheckedProject(const Project& project) {
  Project checked = project;
  checked.title = TRY(NameText(project.title, "title"));
  checked.description = TRY(LongText(project.description, "description"));
  TRY(CheckPlaces(checked));
  TRY(CheckDays(checked));
  return checked;
}

}  // namespace panel
