#pragma once
// What the Arabic script writes in several ways, one way: for tables that are looked up by names in Arabic
// letters. Pure; thread-safe.

#include <string>
#include <string_view>

namespace text {

// Hamza carriers as bare alif, alif maqsura and the Persian ye as ye, the Persian kaf as kaf, ta marbuta as
// he, hamza on waw or ye as the carrier; vowel signs and tatweel dropped: "أسامة" → "اسامه", "علی" → "علي".
std::u32string PlainArabic(std::u32string_view letters);

}  // namespace text
