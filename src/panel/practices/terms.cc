#include "panel/practices/terms.h"

#include "desk/tr.h"

namespace panel {
namespace {

using desk::tr;

constexpr Term kKinds[] = {{"practice", tr("Good practice")}, {"business-case", tr("Business case")}};
constexpr Term kTopics[] = {
    {"prevention", tr("Prevention")},   {"protection", tr("Protection")},
    {"prosecution", tr("Prosecution")}, {"reintegration", tr("Reintegration")},
    {"partnership", tr("Partnership")},
};
constexpr Term kStages[] = {
    {"recruit", tr("Recruitment")},
    {"travel", tr("Travel")},
    {"work", tr("Work")},
    {"return", tr("Return")},
};
constexpr Term kGroups[] = {
    {"workers", tr("Workers in general")},
    {"migrants", tr("Migrant workers")},
    {"women", tr("Women")},
    {"men", tr("Men")},
    {"children", tr("Children")},
    {"young-workers", tr("Young workers")},
    {"domestic-workers", tr("Domestic workers")},
    {"fishers-seafarers", tr("Fishers and seafarers")},
    {"seasonal-workers", tr("Seasonal workers")},
    {"displaced", tr("Refugees and displaced people")},
    {"survivors", tr("Survivors")},
    {"families", tr("Families at home")},
    {"persons-with-disabilities", tr("Persons with disabilities")},
    {"indigenous", tr("Indigenous peoples and minorities")},
    {"recruiters", tr("Recruiters")},
    {"managers", tr("Managers and buyers")},
    {"officials", tr("Officials, police, courts")},
    {"consumers", tr("Consumers and investors")},
};
constexpr Term kBearers[] = {
    {"company", tr("Company")}, {"workers", tr("Workers")}, {"suppliers", tr("Suppliers")},
    {"state", tr("State")},     {"others", tr("Others")},
};
constexpr Term kToolKinds[] = {
    {"guide", tr("Guide")},        {"checklist", tr("Checklist")},      {"training", tr("Training")},
    {"template", tr("Template")},  {"app", tr("App or service")},       {"dataset", tr("Data set")},
    {"film", tr("Film or audio")}, {"kit", tr("Kit of several parts")},
};
constexpr Term kOutcomes[] = {
    {"worked", tr("It worked")},
    {"partly", tr("It worked in part")},
    {"did-not-work", tr("It did not work")},
};
constexpr Term kRecommendations[] = {
    {"publish", tr("Publish")},
    {"change", tr("Publish after changes")},
    {"decline", tr("Do not publish")},
};

}  // namespace

std::span<const Term> PracticeKinds() {
  return kKinds;
}
std::span<const Term> Topics() {
  return kTopics;
}
std::span<const Term> Stages() {
  return kStages;
}
std::span<const Term> Groups() {
  return kGroups;
}
std::span<const Term> CostBearers() {
  return kBearers;
}
std::span<const Term> ToolKinds() {
  return kToolKinds;
}
std::span<const Term> Outcomes() {
  return kOutcomes;
}
std::span<const Term> Recommendations() {
  return kRecommendations;
}

std::optional<std::size_t> PlaceIn(std::span<const Term> terms, std::string_view code) {
  for (std::size_t i = 0; i < terms.size(); ++i)
    if (terms[i].code == code) return i;
  return std::nullopt;
}

const char* WordsOf(std::span<const Term> terms, std::string_view code) {
  const std::optional<std::size_t> place = PlaceIn(terms, code);
  return place ? terms[*place].words : "";
}

std::uint32_t MaskOf(std::span<const Term> terms, const std::vector<std::string>& codes) {
  std::uint32_t mask = 0;
  for (const std::string& code : codes)
    if (const std::optional<std::size_t> place = PlaceIn(terms, code)) mask |= 1U << *place;
  return mask;
}

}  // namespace panel
