#include <algorithm>

#include "base/limits.h"
#include "match/match.h"
#include "match/name_similarity.h"
#include "match/pairing.h"
#include "text/unicode.h"

namespace match {

double CompareNames(entity::Schema schema, std::string_view name1, std::string_view name2) {
  const std::optional<Kind> kind = KindOfPair(schema, schema);
  double best = 0;
  if (!kind) return best;
  const std::vector<Name> names2 = PrepareName(name2, *kind);
  for (const Name& a : PrepareName(name1, *kind)) {
    for (const Name& b : names2) best = std::max(best, SimilarityOfNames(a, b));
  }
  return best;
}

bool UsableName(std::string_view name, std::string* why) {
  const auto no = [&](const char* reason) {
    if (why != nullptr) *why = reason;
    return false;
  };
  if (name.size() > base::kMaxNameBytes) return no("the name is longer than 4,096 bytes");
  const std::u32string letters = text::Decode(name);
  if (std::none_of(letters.begin(), letters.end(),
                   [](char32_t c) { return text::IsLetter(c) || text::IsDigit(c); })) {
    return no("the name has no letter or digit");
  }
  if (PrepareName(name, Kind::kOrganization).empty() && PrepareName(name, Kind::kPerson).empty()) {
    return no("the name has more than 48 words, or none that can be read");
  }
  return true;
}

}  // namespace match
