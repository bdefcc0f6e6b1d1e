#pragma once
// Folding of short texts that people type as labels: column headers, country names, words such as "male". Two
// labels that differ only in case, width, diacritics, Arabic letter variants, punctuation or spacing fold to
// the same tokens. Not for names: room text does those. Pure, thread-safe; about 1 us for a header (ICU
// normalisation).

#include <string>
#include <string_view>
#include <vector>

namespace screening {

// The words of a label, folded. "supplierName", "SUPPLIER_NAME *" and "Supplier  name:" all give
// {"supplier","name"}; Hangul and Han stay whole words. Invalid UTF-8 counts as punctuation.
std::vector<std::string> FoldWords(std::string_view text);

// The words joined without anything between them: "suppliername".
std::string FoldKey(std::string_view text);

// Least number of inserted, removed or changed bytes that turn one folded key into the other, or `cap` + 1
// when it is more.
int KeyDistance(std::string_view a, std::string_view b, int cap);

}  // namespace screening
