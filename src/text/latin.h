#pragma once
// Latin letters without their marks: "Đặng" → "dang", "Straße" → "strasse", "Þór" → "thor". Pure,
// thread-safe, a table look-up.

#include <string>

namespace text {

// Appends the lower-case ASCII form of a Latin code point to `out`; appends nothing for combining marks and
// for what is not Latin.
void AppendLatin(std::string& out, char32_t c);

}  // namespace text
