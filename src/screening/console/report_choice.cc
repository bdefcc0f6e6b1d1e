#include "screening/console/report_choice.h"

#include "entity/entity.h"
#include "screening/console/alert_words.h"

namespace screening {

namespace {

std::optional<base::UtcTime> ReadDay(const html::Locale& locale, ReportChoice& choice,
                                     std::string_view control, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const base::Result<base::UtcTime> time = base::ParseTime(text + "T00:00:00Z");
  if (time) return *time;
  choice.errors.push_back({std::string(control), locale.tr("Write the day as 2026-11-22.")});
  return std::nullopt;
}

}  // namespace

ReportChoice ReadReportChoice(const html::Locale& locale, const net::Arguments& query) {
  ReportChoice choice;
  choice.stage = StageNamed(query.Get("stage"));
  if (!choice.stage && !query.Get("stage").empty())
    choice.errors.push_back({"stage", locale.tr("There is no such stage.")});
  choice.dataset = query.Get("dataset");
  choice.country = query.Get("country");
  choice.by_decision = query.Get("by") == "decided";
  choice.from_text = query.Get("from");
  choice.until_text = query.Get("until");
  choice.from = ReadDay(locale, choice, "from", choice.from_text);
  choice.until = ReadDay(locale, choice, "until", choice.until_text);
  if (choice.until) choice.until->ms += base::kDayMs;
  if (choice.from && choice.until && *choice.until <= *choice.from)
    choice.errors.push_back({"until", locale.tr("The last day is before the first.")});
  return choice;
}

std::vector<Stage> StagesOf(const ReportChoice& choice) {
  if (choice.stage) return {*choice.stage};
  return {Stage::kWaiting, Stage::kUnsure, Stage::kSecondLook, Stage::kDecided, Stage::kWithdrawn};
}

bool IsIn(const ReportChoice& choice, const QueuedAlert& alert) {
  if (choice.by_decision && alert.decided.ms <= 0) return false;
  const base::UtcTime time = choice.by_decision ? alert.decided : alert.created;
  return (!choice.from || time >= *choice.from) && (!choice.until || time < *choice.until);
}

std::vector<std::pair<std::string, std::string>> ChoiceWords(const html::Locale& locale,
                                                             const ReportChoice& choice) {
  const std::string all = locale.tr("All");
  std::string period = locale.tr("Any time");
  if (choice.from && choice.until) {
    period = locale.tr("{from} to {until}", {{"from", locale.Date(choice.from->ms)},
                                             {"until", locale.Date(choice.until->ms - base::kDayMs)}});
  } else if (choice.from) {
    period = locale.tr("From {from} on", {{"from", locale.Date(choice.from->ms)}});
  } else if (choice.until) {
    period = locale.tr("Until {until}", {{"until", locale.Date(choice.until->ms - base::kDayMs)}});
  }
  return {{locale.tr("Stage"), choice.stage ? StageWords(locale, *choice.stage) : all},
          {locale.tr("Watch list"), choice.dataset.empty() ? all : choice.dataset},
          {locale.tr("Country of the party"),
           choice.country.empty() ? all : std::string(entity::CountryName(choice.country))},
          {choice.by_decision ? locale.tr("Decided in") : locale.tr("Found in"), period}};
}

}  // namespace screening
