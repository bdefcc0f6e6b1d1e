#include "panel/practices/index_counts.h"

#include <fmt/format.h>

#include <algorithm>

#include "panel/practices/terms.h"

namespace panel {
namespace {

std::vector<bool> IndustriesOf(const std::vector<std::string>& codes) {
  std::vector<bool> wanted;
  for (const std::string& code : codes) {
    wanted.resize(Industries().size());
    for (std::size_t i = 0; i < Industries().size(); ++i)
      if (IsWithinIndustry(Industries()[i].code, code)) wanted[i] = true;
  }
  return wanted;
}

template <typename IndexOf>
std::vector<bool> Chosen(const std::vector<std::string>& codes, std::size_t size, const IndexOf& index_of) {
  std::vector<bool> wanted;
  for (const std::string& code : codes) {
    wanted.resize(size);
    if (const std::optional<std::size_t> index = index_of(code)) wanted[*index] = true;
  }
  return wanted;
}

// A value that is in no list fits nothing: all bits of the mask but none of a term.
constexpr std::uint32_t kNothing = 1U << 31U;

std::uint32_t MaskOrNothing(std::span<const Term> terms, const std::vector<std::string>& codes) {
  if (codes.empty()) return 0;
  const std::uint32_t mask = MaskOf(terms, codes);
  return mask == 0 ? kNothing : mask;
}

enum Dimension : std::uint8_t {
  kKind,
  kTopic,
  kStage,
  kGroup,
  kIndustry,
  kCountry,
  kLanguage,
  kGrade,
  kDimensions
};

template <typename Values>
bool Any(const std::vector<bool>& wanted, const Values& values) {
  return wanted.empty() ||
         std::any_of(values.begin(), values.end(), [&](auto value) { return wanted[value]; });
}

template <typename Counts, typename CodeOf>
std::vector<FacetCount> NotZero(const Counts& counts, std::size_t size, const CodeOf& code_of) {
  std::vector<FacetCount> facets;
  for (std::size_t i = 0; i < size; ++i)
    if (counts[i] > 0) facets.push_back({std::string(code_of(i)), counts[i]});
  return facets;
}

}  // namespace

Wanted WantedBy(const PracticeQuery& query) {
  Wanted wanted;
  for (const std::string& kind : query.kinds) {
    const std::optional<std::uint8_t> known = KindIndex(kind);
    wanted.kinds |= known ? 1U << *known : kNothing;
  }
  wanted.topics = MaskOrNothing(Topics(), query.topics);
  wanted.stages = MaskOrNothing(Stages(), query.stages);
  wanted.groups = MaskOrNothing(Groups(), query.groups);
  wanted.industries = IndustriesOf(query.industries);
  wanted.countries = Chosen(query.countries, kCountryIndexes, CountryIndex);
  wanted.languages = Chosen(query.languages, WrittenLanguages().size(), LanguageIndex);
  wanted.grade_from = query.grade_from;
  return wanted;
}

std::uint32_t Failed(const Wanted& wanted, const DocRow& doc) {
  const auto bit = [](bool fits, Dimension dimension) { return fits ? 0U : 1U << dimension; };
  const auto fits = [](std::uint32_t mask, std::uint32_t has) { return mask == 0 || (mask & has) != 0; };
  return bit(fits(wanted.kinds, 1U << doc.kind), kKind) | bit(fits(wanted.topics, doc.topics), kTopic) |
         bit(fits(wanted.stages, doc.stages), kStage) | bit(fits(wanted.groups, doc.groups), kGroup) |
         bit(Any(wanted.industries, doc.industries), kIndustry) |
         bit(Any(wanted.countries, doc.countries), kCountry) |
         bit(Any(wanted.languages, doc.languages), kLanguage) | bit(doc.grade >= wanted.grade_from, kGrade);
}

void IndexCounters::Add(const DocRow& doc, std::uint32_t failed) {
  const auto counts = [failed](Dimension dimension) { return (failed & ~(1U << dimension)) == 0; };
  if (counts(kKind)) ++kinds_.at(doc.kind);
  if (counts(kTopic)) AddBits(topics_, doc.topics);
  if (counts(kStage)) AddBits(stages_, doc.stages);
  if (counts(kGroup)) AddBits(groups_, doc.groups);
  if (counts(kIndustry)) AddIndustries(doc);
  if (counts(kCountry))
    for (const std::uint16_t country : doc.countries) ++countries_[country];
  if (counts(kLanguage))
    for (const std::uint8_t language : doc.languages) ++languages_[language];
  if (counts(kGrade))
    for (int grade = 1; grade <= doc.grade; ++grade) ++grades_.at(static_cast<std::size_t>(grade));
}

void IndexCounters::AddBits(std::array<std::int64_t, kBits>& counts, std::uint32_t mask) {
  for (std::size_t i = 0; mask != 0; ++i, mask >>= 1U)
    if ((mask & 1U) != 0) ++counts[i];
}
// A division counts for its section too, once.
void IndexCounters::AddIndustries(const DocRow& doc) {
  std::uint32_t sections = 0;
  for (const std::uint8_t industry : doc.industries) {
    const Industry& row = Industries()[industry];
    if (!row.is_section()) ++industries_[industry];
    sections |= 1U << static_cast<unsigned>(row.section - 'A');
  }
  for (std::size_t i = 0; i < Industries().size(); ++i)
    if (Industries()[i].is_section() &&
        (sections >> static_cast<unsigned>(Industries()[i].section - 'A') & 1U) != 0)
      ++industries_[i];
}
void IndexCounters::Fill(PracticeResults& results) const {
  const auto terms = [](std::span<const Term> list) {
    return [list](std::size_t i) { return list[i].code; };
  };
  results.kinds = NotZero(kinds_, kKinds, [](std::size_t i) { return KindAt(i); });
  results.topics = NotZero(topics_, Topics().size(), terms(Topics()));
  results.stages = NotZero(stages_, Stages().size(), terms(Stages()));
  results.groups = NotZero(groups_, Groups().size(), terms(Groups()));
  results.industries =
      NotZero(industries_, industries_.size(), [](std::size_t i) { return Industries()[i].code; });
  results.countries = NotZero(countries_, countries_.size(), CountryAt);
  results.languages =
      NotZero(languages_, languages_.size(), [](std::size_t i) { return WrittenLanguages()[i].tag; });
  results.grades = NotZero(grades_, grades_.size(), [](std::size_t i) { return fmt::to_string(i); });
}

}  // namespace panel
