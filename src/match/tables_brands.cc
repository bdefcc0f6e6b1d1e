#include <algorithm>

#include "embed/brand_words.h"
#include "match/table_readers.h"
#include "text/tsv.h"

namespace match {

void ReadBrands(Tables& t) {
  const auto add = [&](std::string form, std::string_view word) {
    if (t.org_words.contains(form) || t.places.contains(form) || t.legal_forms.contains(form)) return;
    t.brands.try_emplace(std::move(form), word);
  };
  text::ForEachRow(embedded::brand_words(), [&](const Row& row) {
    if (row.size() < 2) return;
    // The English word may be one of business ("north"): then all of them mean that.
    const auto business = t.org_words.find(row[1]);
    const std::string_view word = business == t.org_words.end() ? row[1] : std::string_view(business->second);
    const std::string form = Plain(row[0]);
    add(WithoutArticle(form), word);
    add(form, word);
    add(std::string(row[1]), word);
    AddPhrase(t, row[0]);
  });
  std::sort(t.phrases.begin(), t.phrases.end());
}

}  // namespace match
