#pragma once
// `manumit compare`: a table of name pairs (columns schema, name1, name2 and any others) gets one more
// column, `score`: the similarity of the two names and of nothing else, with six decimals. Rows stay in order
// and all cells as they are.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "entity/entity.h"
#include "screening/out_file.h"

namespace screening {

// match::CompareNames, or a fake in tests.
using NameComparer = std::function<double(entity::Schema, std::string_view, std::string_view)>;

struct CompareCounts {
  std::size_t pairs = 0;
  std::size_t unknown_schemata = 0;  // read as LegalEntity
  std::vector<std::string> notes;
};

// Writes the table to `out` (not committed). Errors: kInvalid where name1 or name2 is missing or `score` is
// there already; the rest as files::OpenTable gives them. A pair with a name that cannot be used scores 0.
base::Result<CompareCounts> ComparePairs(std::string_view bytes, const std::string& name,
                                         const NameComparer& compare, OutFile& out);

}  // namespace screening
