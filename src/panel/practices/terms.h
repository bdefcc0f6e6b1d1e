#pragma once
// The taxonomy of practices: short lists of codes with their words. Topics are the "four Ps" of the Palermo
// Protocol's follow-up (prevention, protection, prosecution, partnership) and reintegration, as the mission
// names them; stages are those of a migration; groups are who a practice reaches. Industries are ISIC's
// (common/isic.h), countries ISO 3166-1. The place of a term in its list is its bit in a mask, so terms are
// only ever added at the end. Pure; thread-safe.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace panel {

struct Term {
  std::string_view code;
  const char* words;  // in the catalogues
};

std::span<const Term> PracticeKinds();  // practice, business-case
std::span<const Term> Topics();
std::span<const Term> Stages();
std::span<const Term> Groups();
std::span<const Term> CostBearers();      // who pays or gains: company, workers, ...
std::span<const Term> ToolKinds();        // guide, checklist, training, ...
std::span<const Term> Outcomes();         // of a replication: worked, partly, did-not-work
std::span<const Term> Recommendations();  // of a review: publish, change, decline

std::optional<std::size_t> PlaceIn(std::span<const Term> terms, std::string_view code);
const char* WordsOf(std::span<const Term> terms, std::string_view code);  // "" where it is none of them
// Bits of those that are in the list; others are left out.
std::uint32_t MaskOf(std::span<const Term> terms, const std::vector<std::string>& codes);

}  // namespace panel
