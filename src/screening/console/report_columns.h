#pragma once
// The columns of a report's table, for CSV and XLSX. Pure; thread-safe.

#include <string>
#include <variant>
#include <vector>

#include "screening/console/report_content.h"

namespace screening {

using ReportCell = std::variant<std::string, double>;

struct ReportColumn {
  std::string heading;
  double width = 16;  // in characters
  ReportCell (*cell)(const ReportRow&) = nullptr;
};

std::vector<ReportColumn> ReportColumns(const html::Locale& locale);

}  // namespace screening
