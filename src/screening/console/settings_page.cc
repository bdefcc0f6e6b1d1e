// /settings/screening: from which score on there is an alert, and from which harm on two people decide.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "desk/desk.h"
#include "desk/web/pages.h"
#include "html/console_components.h"
#include "screening/console/alert_words.h"
#include "screening/console/page_parts.h"
#include "screening/console/register_pages.h"
#include "screening/field_values.h"
#include "screening/queue/services.h"
#include "screening/report_facts.h"

namespace screening {

namespace {

using desk::Context;
using html::El;
using html::Html;
using html::Join;

constexpr int kNever = 1001;
constexpr int kMostHarm = 1000;
constexpr double kLowestThreshold = 0.50;
constexpr std::array<int, 5> kLevels = {kNever, 700, 450, 200, 0};
constexpr std::string_view kHere = "/settings/screening";
constexpr std::string_view kOther = "other";

struct SettingsForm {
  std::string threshold;
  std::string level;  // one of kLevels, or kOther
  std::string other;
  std::int64_t version = 0;
  std::vector<html::FieldError> errors;
};

SettingsForm FormOf(const QueueSettings& settings) {
  SettingsForm form;
  form.threshold = ThresholdText(settings.threshold);
  form.level = fmt::to_string(settings.second_look_harm);
  bool known = false;
  for (const int level : kLevels) known = known || level == settings.second_look_harm;
  if (!known) {
    form.other = form.level;
    form.level = kOther;
  }
  form.version = settings.version;
  return form;
}

// What was typed as settings; what is wrong is added to the form's errors.
QueueSettings SettingsOf(const html::Locale& locale, SettingsForm& form) {
  QueueSettings settings;
  settings.version = form.version;
  std::string number = TidyText(form.threshold);
  if (const std::size_t comma = number.find(','); comma != std::string::npos) number[comma] = '.';
  const auto [end, problem] =
      std::from_chars(number.data(), number.data() + number.size(), settings.threshold);
  const bool whole = problem == std::errc() && end == number.data() + number.size();
  if (!whole || !(settings.threshold >= kLowestThreshold && settings.threshold <= 1))
    form.errors.push_back({"threshold", locale.tr("Write a number from 0.50 to 1, for example 0.70.")});
  const bool other = form.level == kOther;
  const std::optional<std::int64_t> harm = WholeNumber(other ? TidyText(form.other) : form.level);
  if (!harm || *harm > (other ? kMostHarm : kNever)) {
    form.errors.push_back({"other", locale.tr("Write a whole number from 0 to 1000.")});
  } else {
    settings.second_look_harm = static_cast<int>(*harm);
  }
  return settings;
}

// How many alerts wait that a decision now would send to a second person, for each level: counted in one pass
// through the queue in the order of harm, up to kMaxCounted.
struct Concerned {
  std::array<std::int64_t, kLevels.size()> by_level{};
  std::int64_t chosen = 0;  // at the harm that was typed
};

base::Result<Concerned> Count(Alerts& alerts, const desk::OrgId& org, int chosen) {
  Concerned concerned;
  std::int64_t seen = 0;
  for (const Stage stage : {Stage::kWaiting, Stage::kUnsure}) {
    AlertFilter filter;
    filter.stage = stage;
    const auto count = [&](const QueuedAlert& alert, const std::optional<Judgement>&) -> base::Result<bool> {
      for (std::size_t i = 0; i < kLevels.size(); ++i)
        if (alert.harm >= kLevels[i]) ++concerned.by_level[i];
      if (alert.harm >= chosen) ++concerned.chosen;
      return ++seen < base::kMaxCounted;
    };
    TRY(alerts.Each(org, filter, AlertSort::kHarm, count));
  }
  return concerned;
}

std::string CountWords(const html::Locale& locale, std::int64_t count) {
  if (count >= base::kMaxCounted)
    return locale.tr("{n} or more alerts that wait now", {{"n", locale.Number(count)}});
  return locale.ntr("{n} alert that waits now", "{n} alerts that wait now", count);
}

std::string LevelWords(const html::Locale& locale, int level) {
  if (level == kNever) return locale.tr("Never: one person decides");
  if (level == 0) return locale.tr("Always");
  return fmt::format("{} ({})", HarmWords(locale, level),
                     locale.tr("{n} and more", {{"n", locale.Number(level)}}));
}

std::string ErrorAt(const SettingsForm& form, std::string_view control) {
  for (const html::FieldError& error : form.errors)
    if (error.control_id == control) return error.message;
  return {};
}

Html SecondLookPart(const html::Locale& locale, const SettingsForm& form, const Concerned& concerned) {
  Html picks = El("legend", locale.tr("Two people decide from this harm on"));
  picks.Add(El("span", {{"class", "hint"}},
               locale.tr("Harm if missed runs from 0 to 1000: what the list is about, how near the records "
                         "are, how much is bought. "
                         "The first decision is then a proposal; somebody else approves it or returns it. "
                         "Nobody approves their own.")));
  for (std::size_t i = 0; i < kLevels.size(); ++i) {
    const std::string value = fmt::to_string(kLevels[i]);
    Html label = LevelWords(locale, kLevels[i]);
    if (kLevels[i] != kNever)
      label.Add(El("span", {{"class", "muted small"}}, ": ", CountWords(locale, concerned.by_level[i])));
    picks.Add(html::Radio("level", value, label, form.level == value));
  }
  Html other = locale.tr("Another number, written below");
  if (form.level == kOther)
    other.Add(El("span", {{"class", "muted small"}}, ": ", CountWords(locale, concerned.chosen)));
  picks.Add(html::Radio("level", kOther, other, form.level == kOther));
  const std::string error = ErrorAt(form, "other");
  const Html number =
      html::Field({.control_id = "other", .label = locale.tr("Another number, 0 to 1000"), .error = error},
                  html::Input({.name = "other",
                               .value = form.other,
                               .max_length = 4,
                               .described_by = error.empty() ? "" : "other-err",
                               .invalid = !error.empty()}));
  return html::Section(locale.tr("Second look"), Join(El("fieldset", {{"class", "field"}}, picks), number));
}

Html ThresholdPart(const html::Locale& locale, const SettingsForm& form) {
  const std::string error = ErrorAt(form, "threshold");
  const Html field =
      html::Field({.control_id = "threshold",
                   .label = locale.tr("Alerts from this score on"),
                   .hint = locale.tr("0.50 to 1. A lower number finds more and asks more of your time. A "
                                     "change compares all parties again: "
                                     "alerts below the new number are withdrawn, new ones appear."),
                   .error = error},
                  html::Input({.name = "threshold",
                               .value = form.threshold,
                               .max_length = 8,
                               .described_by = error.empty() ? "threshold-hint" : "threshold-err",
                               .invalid = !error.empty()}));
  return html::Section(locale.tr("When there is an alert"), field);
}

class SettingsPages {
 public:
  explicit SettingsPages(QueueServices& services) : services_(services) {}

  base::Result<net::Response> Page(Context& context) const {
    return Show(context, FormOf(TRY(services_.settings.Get(context.org()))));
  }

  base::Result<net::Response> Save(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const net::Arguments& fields = TRY(context.Form())->fields;
    SettingsForm form;
    form.threshold = fields.Get("threshold");
    form.level = fields.Get("level");
    form.other = fields.Get("other");
    form.version = WholeNumber(fields.Get("version")).value_or(0);
    const QueueSettings settings = SettingsOf(locale, form);
    if (!form.errors.empty() || fields.Has("preview")) return Show(context, form);
    const base::Status saved = services_.settings.Set(context.actor(), context.org(), settings);
    if (saved) return desk::RedirectWithFlash(context, kHere, locale.tr("Saved."));
    if (saved.error().code != base::Code::kConflict) return saved.error();
    form.version = TRY(services_.settings.Get(context.org())).version;
    form.errors.push_back(
        {"",
         locale.tr(
             "Somebody else changed these settings meanwhile. What you chose is below; saving again puts it "
             "in the place of theirs.")});
    return Show(context, form);
  }

 private:
  base::Result<net::Response> Show(const Context& context, SettingsForm form) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const int chosen =
        static_cast<int>(std::min<std::int64_t>(WholeNumber(TidyText(form.other)).value_or(kNever), kNever));
    const Concerned concerned = TRY(Count(services_.alerts, context.org(), chosen));
    desk::PageOptions options{.title = locale.tr("Rules of the review"), .current = std::string(kHere)};
    options.subtitle = locale.tr("For everybody in this organisation");
    options.status = form.errors.empty() ? 200 : 422;
    const Html fields =
        Join(VersionField(form.version), ThresholdPart(locale, form), SecondLookPart(locale, form, concerned),
             html::Button(locale.tr("Save the rules")),
             html::Button(locale.tr("Only count"),
                          {.name = "preview", .value = "yes", .kind = html::ButtonKind::kQuiet}));
    return desk::PageResponse(context, options,
                              Join(html::ErrorSummary(locale.tr("This cannot be saved yet"), form.errors),
                                   html::Form({.action = kHere, .csrf = context.csrf()}, fields)));
  }

  QueueServices& services_;
};

}  // namespace

void RegisterSettingsPage(desk::Desk& desk, QueueServices& services) {
  const SettingsPages pages(services);
  desk.router().Add({.method = "GET",
                     .pattern = kHere,
                     .permission = desk::Permission::kOrgManage,
                     .handler = [pages](Context& context) { return pages.Page(context); }});
  desk.router().Add({.method = "POST",
                     .pattern = kHere,
                     .permission = desk::Permission::kOrgManage,
                     .handler = [pages](Context& context) { return pages.Save(context); }});
  desk.AddNav({.permission = desk::Permission::kOrgManage, .order = 98, .make = [](const Context& context) {
                 const html::Locale& locale = desk::LocaleOf(context);
                 return html::NavItem{.section = locale.tr("Organisation"),
                                      .label = locale.tr("Rules of the review"),
                                      .href = std::string(kHere)};
               }});
}

}  // namespace screening
