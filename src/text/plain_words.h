#pragma once
// A name as its words alone, for telling whether two spellings are the same name: what two people write
// differently is mostly case, blanks and marks. Pure; thread-safe.

#include <string>
#include <string_view>

namespace text {

// "Zebra Canning Co., Ltd." and "ZEBRA  CANNING CO LTD": "zebra canning co ltd". Empty where there are no
// letters and digits.
std::string PlainWords(std::string_view name);

}  // namespace text
