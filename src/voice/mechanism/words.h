#pragma once
// The figures in words: what each says, how it is counted, and under which criterion of the United Nations
// Guiding Principles on Business and Human Rights (HR/PUB/11/04, 2011), Principle 31, it stands. Pure;
// thread-safe.

#include <array>
#include <optional>
#include <string>

#include "html/locale.h"
#include "voice/mechanism/disclosure.h"

namespace voice::mechanism {

enum class Criterion : std::uint8_t {
  kLegitimate,
  kAccessible,
  kPredictable,
  kEquitable,
  kTransparent,
  kRightsCompatible,
  kLearning,
  kDialogue,
  kCount
};
inline constexpr std::size_t kCriteria = static_cast<std::size_t>(Criterion::kCount);

char CriterionLetter(Criterion criterion);                                     // 'a'
std::string CriterionWord(const html::Locale& locale, Criterion criterion);    // "Legitimate"
std::string CriterionAsks(const html::Locale& locale, Criterion criterion);    // what it asks for
std::string CriterionCounts(const html::Locale& locale, Criterion criterion);  // how its figure is counted
// The figure under it; nothing for kAccessible (languages) and kLearning (a comparison).
std::optional<Figure> FigureOf(Criterion criterion);
std::optional<Criterion> CriterionOf(Figure figure);

std::string ClassWord(const html::Locale& locale, Figure figure, std::size_t which);
std::string CellWords(const html::Locale& locale, Figure figure, const Cell& cell);
std::string GroupWord(const html::Locale& locale, std::string_view group);  // "한국어", "Other languages"

}  // namespace voice::mechanism
