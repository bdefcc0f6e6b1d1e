#pragma once
// CSV as RFC 4180 writes it: a field is quoted where it holds the delimiter, a quote or a line break. Text is
// written as it is; a program reads these files, and the workbook (report.h) is what a person opens. Pure.

#include <initializer_list>
#include <string>
#include <string_view>

namespace screening {

void AppendCsvField(std::string& out, std::string_view text, char delimiter = ',');

// One record with its line end ("\n").
std::string CsvLine(std::initializer_list<std::string_view> fields);

// A score with up to six decimals and at least one, for example 0.7125 or 1.0.
std::string JsonNumber(double value);

}  // namespace screening
