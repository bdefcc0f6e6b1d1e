#pragma once
// How a workbook's numbers are written as text. Pure. Source: ECMA-376 part 1, 18.8.30 (numFmts) and 18.17.4
// (dates).

#include <string>
#include <string_view>

namespace files {

// What a format code says of its numbers.
struct NumberFormat {
  bool year = false, month = false, day = false, time = false;
  int pad = 0;  // "00000": integers are padded to so many digits
  bool IsDate() const { return year || month || day; }
};

NumberFormat BuiltInFormat(int id);                     // ids below 164 that need no code in the file
NumberFormat ParseNumberFormat(std::string_view code);  // "yyyy\-mm\-dd", "[$-409]d-mmm-yy;@", "00000"

// The number as the file has it, without exponent and without the noise of binary fractions: "1.23E+4" is
// 12300, "0.10000000000000001" is 0.1 (the fewest digits of the same double), "12345678901234567" keeps its
// digits.
std::string PlainNumber(std::string_view digits);

// A cell's number under its format: YYYY-MM-DD (YYYY-MM or YYYY where the format shows no more), with
// THH:MM:SS where it shows a time and has one; padded integers; otherwise PlainNumber. A number that is no
// date of the calendar stays a number.
std::string FormatNumber(std::string_view digits, const NumberFormat& format, bool since_1904);

}  // namespace files
