#pragma once
// Numbers in names: "No. 3", "Third", "III", "3rd", 第三, 三厂, 제3. Pure; thread-safe.

#include <cstddef>
#include <string>
#include <string_view>

namespace match {

// The digits that a word stands for, by the table of number words or by its letters ("3rd", "no3",
// "第二十三"); empty where it is no number. `surface` are the original letters, empty for Latin ones.
std::string DigitsOf(std::string_view form, std::string_view surface);

// A number in a run of Han or Hangul that begins at `at`: how many characters it has, 0 for none. Numerals
// count after 第 or before a plant (厂, 工场, 号); 제 counts before 공장. "三一重工" holds none.
std::size_t NumberAt(const std::u32string& letters, std::size_t at);

// The digits of a number that NumberAt found.
std::string DigitsOfHan(std::u32string_view letters);

}  // namespace match
