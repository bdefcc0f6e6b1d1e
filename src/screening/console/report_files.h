#pragma once
// A report as a file. Thread-safe.

#include <string>

#include "base/result.h"
#include "net/http.h"
#include "screening/console/report_content.h"

namespace screening {

// RFC 4180, UTF-8; times as RFC 3339. Written piece by piece in bounded memory.
base::Status WriteCsvReport(Alerts& alerts, const ReportHead& head, net::BodyWriter& writer);
// Sheets "Alerts", "Watch lists", "About this report", "Not checked". `folder` exists and is the caller's.
// Errors: kTooLarge (kMaxReportRows), kIo. Returns the bytes.
base::Result<std::string> XlsxReportBytes(Alerts& alerts, const ReportHead& head, const std::string& folder);
// Errors: kTooLarge (kMaxPdfReportRows, kMaxPdfPages), kIo. Returns the bytes.
base::Result<std::string> PdfReportBytes(Alerts& alerts, const ReportHead& head);

}  // namespace screening
