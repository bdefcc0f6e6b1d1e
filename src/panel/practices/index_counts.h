#pragma once
// What a query asks of a document, as numbers, and how many documents there would be with each value; see
// index.h. Pure; thread-safe.

#include <array>
#include <cstdint>
#include <vector>

#include "panel/common/isic.h"
#include "panel/common/languages.h"
#include "panel/practices/doc_table.h"
#include "panel/practices/evidence.h"
#include "panel/practices/index.h"

namespace panel {

struct Wanted {
  std::uint32_t kinds = 0, topics = 0, stages = 0, groups = 0;
  std::vector<bool> industries;  // by IndustryIndex; empty: all
  std::vector<bool> countries;   // by CountryIndex
  std::vector<bool> languages;   // by LanguageIndex
  int grade_from = 0;
};
Wanted WantedBy(const PracticeQuery& query);
// Which dimensions the document fails, as bits; 0: it fits.
std::uint32_t Failed(const Wanted& wanted, const DocRow& doc);

class IndexCounters {
 public:
  void Add(const DocRow& doc, std::uint32_t failed);
  void Fill(PracticeResults& results) const;

 private:
  static constexpr std::size_t kBits = 32;
  static void AddBits(std::array<std::int64_t, kBits>& counts, std::uint32_t mask);
  void AddIndustries(const DocRow& doc);

  std::array<std::int64_t, kKinds> kinds_{};
  std::array<std::int64_t, kBits> topics_{}, stages_{}, groups_{};
  std::vector<std::int64_t> industries_ = std::vector<std::int64_t>(Industries().size());
  std::vector<std::int64_t> countries_ = std::vector<std::int64_t>(kCountryIndexes);
  std::vector<std::int64_t> languages_ = std::vector<std::int64_t>(WrittenLanguages().size());
  std::array<std::int64_t, kGrades + 1> grades_{};
};

}  // namespace panel
