#include "panel/practices/doc_table.h"

#include <array>

#include "panel/common/isic.h"
#include "panel/common/languages.h"

namespace panel {
namespace {

constexpr std::size_t kLetters = 26;
constexpr std::array<std::string_view, kKinds> kKindNames = {"practice", "business-case", "tool"};

template <typename Take>
void EachCode(std::string_view text, const Take& take) {
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    take(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
}

template <typename Number, typename IndexOf>
std::vector<Number> Indexes(std::string_view text, const IndexOf& index_of) {
  std::vector<Number> indexes;
  EachCode(text, [&](std::string_view code) {
    if (const std::optional<std::size_t> index = index_of(code))
      indexes.push_back(static_cast<Number>(*index));
  });
  return indexes;
}

DocRow DocFrom(const db::Row& row) {
  DocRow doc;
  doc.subject = row.Text(1);
  doc.panel = row.IdAt<PanelId>(2);
  doc.is_public = row.Bool(3);
  doc.kind = KindIndex(row.Text(4)).value_or(0);
  doc.grade = static_cast<int>(row.Int(5));
  doc.replications = row.Int(6);
  doc.topics = static_cast<std::uint32_t>(row.Int(7));
  doc.stages = static_cast<std::uint32_t>(row.Int(8));
  doc.groups = static_cast<std::uint32_t>(row.Int(9));
  doc.industries = Indexes<std::uint8_t>(row.Text(10), IndustryIndex);
  doc.countries = Indexes<std::uint16_t>(row.Text(11), CountryIndex);
  doc.languages = Indexes<std::uint8_t>(row.Text(12), LanguageIndex);
  doc.published = base::UtcTime{row.Int(13)};
  doc.gone = row.Bool(14);
  return doc;
}

}  // namespace

base::Status ReadDocs(db::Transaction& tx, std::int64_t generation, DocTable& docs) {
  return tx.Each(
      "SELECT doc_number, subject_id, panel_id, is_public, kind, grade, replications, topics, stages, "
      "reached, "
      "industries, countries, languages, published_ms, gone FROM practice_doc WHERE generation > $1",
      {generation}, [&](const db::Row& row) -> base::Result<bool> {
        const auto number = static_cast<std::size_t>(row.Int(0));
        if (docs.size() <= number) docs.resize(number + 1);
        docs[number] = DocFrom(row);
        return true;
      });
}

std::optional<std::size_t> CountryIndex(std::string_view code) {
  if (code.size() != 2) return std::nullopt;
  for (const char c : code)
    if (c < 'a' || c > 'z') return std::nullopt;
  return static_cast<std::size_t>(code[0] - 'a') * kLetters + static_cast<std::size_t>(code[1] - 'a');
}

std::string CountryAt(std::size_t index) {
  return {static_cast<char>('a' + index / kLetters), static_cast<char>('a' + index % kLetters)};
}

std::string_view KindAt(std::size_t index) {
  return kKindNames.at(index);
}

std::optional<std::uint8_t> KindIndex(std::string_view kind) {
  for (std::size_t i = 0; i < kKinds; ++i)
    if (kKindNames.at(i) == kind) return static_cast<std::uint8_t>(i);
  return std::nullopt;
}

}  // namespace panel
