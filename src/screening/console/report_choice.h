#pragma once
// Which alerts a downloaded report holds, as a person chose it. Pure; thread-safe.

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "html/forms.h"
#include "html/locale.h"
#include "net/http.h"
#include "screening/queue/alerts.h"

namespace screening {

struct ReportChoice {
  std::optional<Stage> stage;  // nothing: all
  std::string dataset;
  std::string country;
  bool by_decision = false;  // the period is of the decision; else of when the alert was found
  std::string from_text;     // as typed
  std::string until_text;
  std::optional<base::UtcTime> from;   // beginning of the first day
  std::optional<base::UtcTime> until;  // end of the last day
  std::vector<html::FieldError> errors;
};

ReportChoice ReadReportChoice(const html::Locale& locale, const net::Arguments& query);
// The stages to go through, in the order of the report.
std::vector<Stage> StagesOf(const ReportChoice& choice);
bool IsIn(const ReportChoice& choice, const QueuedAlert& alert);
// What was chosen, in words, for the report's head.
std::vector<std::pair<std::string, std::string>> ChoiceWords(const html::Locale& locale,
                                                             const ReportChoice& choice);

}  // namespace screening
