#include "panel/agreements/kit.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <chrono>

#include "base/check.h"
#include "desk/tr.h"
#include "desk/web/parts.h"
#include "html/console_components.h"

namespace panel::kit {
namespace {

using html::El;
using html::Html;

constexpr std::int64_t kThousand = 1000;
constexpr std::size_t kMostDecimals = 3;
constexpr std::size_t kMostDigits = 14;

bool IsBlank(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

std::chrono::sys_days DaysOf(base::UtcTime time) {
  return std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(time.ms)));
}

}  // namespace

base::Result<Viewer> ViewerOf(PanelServices& services, db::Transaction& tx, const desk::Actor& actor,
                              const PanelId& panel) {
  Viewer viewer;
  viewer.panel = TRY(services.panels.Get(tx, panel));
  viewer.hosts = Panels::Hosts(actor, viewer.panel);
  const std::optional<Member> own = TRY(services.directory.OfOrg(tx, panel, actor.org));
  const MemberState state = own ? own->state : MemberState::kLeft;
  if (state == MemberState::kAdmitted || state == MemberState::kSuspended) viewer.member = own;
  if (!viewer.hosts && !viewer.member) return base::NotFound(desk::tr("There is no such panel."));
  viewer.takes_part = state == MemberState::kAdmitted && actor.Can(desk::Permission::kPanelTakePart);
  return viewer;
}

base::Result<PanelId> PanelAsked(PanelServices& services, db::Transaction& tx, std::string_view slug) {
  if (slug.empty()) return TRY(services.panels.Root(tx)).id;
  return TRY(services.panels.BySlug(tx, slug)).id;
}

base::Error Overtaken() {
  return {base::Code::kConflict,
          desk::tr("Somebody else changed this meanwhile. Look at what it says now, then try again."),
          {}};
}

base::Error MayNot(std::string_view why) {
  return {base::Code::kForbidden, std::string(why), {}};
}

base::Result<base::UtcTime> ParseDay(std::string_view text) {
  constexpr std::size_t kDayLetters = 10;
  if (text.size() == kDayLetters) {
    const base::Result<base::UtcTime> day = base::ParseTime(std::string(text) + "T00:00:00Z");
    if (day && base::FormatDay(*day) == text) return *day;
  }
  return base::Invalid(desk::tr("Write a day as 2026-11-30."));
}

std::string DayText(base::UtcTime day) {
  return day.ms == 0 ? std::string() : base::FormatDay(day);
}

std::int64_t DaysBetween(base::UtcTime a, base::UtcTime b) {
  return (DaysOf(b) - DaysOf(a)).count();
}

base::UtcTime AddMonths(base::UtcTime day, int months) {
  const std::chrono::sys_days from = DaysOf(day);
  std::chrono::year_month_day date = std::chrono::year_month_day(from) + std::chrono::months(months);
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  const auto moved = std::chrono::sys_days(date) - from;
  return base::UtcTime{day.ms + std::chrono::duration_cast<std::chrono::milliseconds>(moved).count()};
}

base::Result<std::int64_t> ParseAmount(std::string_view text) {
  const auto wrong = [] {
    return base::Invalid(desk::tr("Write a number, with a point before at most three decimals."));
  };
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string decimals(point == std::string_view::npos ? std::string_view() : text.substr(point + 1));
  const bool bare_point = point != std::string_view::npos && decimals.empty();
  if (whole.empty() || whole.size() > kMostDigits || decimals.size() > kMostDecimals || bare_point)
    return wrong();
  decimals.resize(kMostDecimals, '0');
  const std::string digits = std::string(whole) + decimals;
  std::int64_t amount = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), amount);
  if (error != std::errc{} || end != digits.data() + digits.size() || amount < 0) return wrong();
  return negative ? -amount : amount;
}

std::string AmountText(std::int64_t thousandths) {
  const std::int64_t size = thousandths < 0 ? -thousandths : thousandths;
  std::string text = fmt::format("{}{}", thousandths < 0 ? "-" : "", size / kThousand);
  if (size % kThousand == 0) return text;
  text += fmt::format(".{:03}", size % kThousand);
  while (text.back() == '0') text.pop_back();
  return text;
}

base::Error ErrorOf(const Wrongs& wrongs) {
  CHECK(!wrongs.empty());
  return base::Invalid(wrongs.front().message);
}

std::string Tidy(Wrongs& wrongs, std::string_view field, std::string_view text, std::size_t most,
                 bool required) {
  std::string tidy;
  tidy.reserve(text.size());
  for (const char c : text)
    if (c != '\r' && c != '\0') tidy += c;
  while (!tidy.empty() && IsBlank(tidy.back())) tidy.pop_back();
  tidy.erase(0, static_cast<std::size_t>(std::find_if_not(tidy.begin(), tidy.end(), IsBlank) - tidy.begin()));
  if (tidy.empty() && required) wrongs.push_back({std::string(field), desk::tr("This is needed.")});
  if (tidy.size() > most) wrongs.push_back({std::string(field), desk::tr("This is too long.")});
  return tidy;
}

std::string FormMaker::ErrorAt(std::string_view id) const {
  for (const Wrong& wrong : wrongs_)
    if (wrong.field == id) return locale_.tr(wrong.message);
  return {};
}

FormMaker& FormMaker::Put(std::string_view id, html::InputType type, const std::string& label, bool required,
                          const std::string& hint) {
  const std::string error = ErrorAt(id);
  std::string described;
  if (!error.empty()) described = fmt::format("{}-err", id);
  if (error.empty() && !hint.empty()) described = fmt::format("{}-hint", id);
  fields_.Add(html::Field({.control_id = id, .label = label, .hint = hint, .error = error},
                          html::Input({.name = id,
                                       .type = type,
                                       .value = typed_.Get(id),
                                       .required = required,
                                       .described_by = described,
                                       .invalid = !error.empty()})));
  return *this;
}

FormMaker& FormMaker::Text(std::string_view id, const std::string& label, bool required,
                           const std::string& hint) {
  return Put(id, html::InputType::kText, label, required, hint);
}

FormMaker& FormMaker::Day(std::string_view id, const std::string& label, bool required,
                          const std::string& hint) {
  return Put(id, html::InputType::kDate, label, required, hint);
}

FormMaker& FormMaker::File(std::string_view id, const std::string& label, const std::string& hint) {
  return Put(id, html::InputType::kFile, label, false, hint);
}

FormMaker& FormMaker::Area(std::string_view id, const std::string& label, int rows, const std::string& hint) {
  fields_.Add(html::Field({.control_id = id, .label = label, .hint = hint, .error = ErrorAt(id)},
                          html::TextArea(id, typed_.Get(id), rows)));
  return *this;
}

FormMaker& FormMaker::Select(std::string_view id, const std::string& label,
                             const std::vector<html::Choice>& choices, const std::string& hint) {
  fields_.Add(html::Field({.control_id = id, .label = label, .hint = hint, .error = ErrorAt(id)},
                          html::Select(id, choices, typed_.Get(id))));
  return *this;
}

FormMaker& FormMaker::Check(std::string_view id, const std::string& label) {
  fields_.Add(html::CheckBox(id, "yes", label, typed_.Get(id) == "yes"));
  return *this;
}

Html FormMaker::Summary() const {
  std::vector<html::FieldError> errors;
  for (const Wrong& wrong : wrongs_) errors.push_back({wrong.field, locale_.tr(wrong.message)});
  return html::ErrorSummary(locale_.tr("This cannot be saved yet"), errors);
}

bool IsMendable(const base::Error& error) {
  return error.code == base::Code::kInvalid || error.code == base::Code::kTooLarge ||
         error.code == base::Code::kConflict;
}

int StatusFor(const Wrongs& wrongs) {
  constexpr int kUnprocessable = 422;
  constexpr int kFine = 200;
  return wrongs.empty() ? kFine : kUnprocessable;
}

Html ActForm(const desk::Context& context, const std::string& action, std::int64_t version,
             const Html& fields, const std::string& button, html::ButtonKind kind) {
  return html::Form({.action = action, .csrf = context.csrf(), .css = "stack-s"},
                    Join(desk::VersionField(version), fields, html::Button(button, {.kind = kind})));
}

Html Paragraphs(std::string_view text) {
  Html all;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) all.Add(El("p", text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

base::Result<std::int64_t> NumberIn(const boost::json::object& body, std::string_view name) {
  const boost::json::value* value = body.if_contains(name);
  if (value == nullptr || value->is_null()) return std::int64_t{0};
  if (!value->is_int64()) return base::Invalid(fmt::format("\"{}\" must be a whole number", name));
  return value->get_int64();
}

base::Result<bool> TruthIn(const boost::json::object& body, std::string_view name) {
  const boost::json::value* value = body.if_contains(name);
  if (value == nullptr || value->is_null()) return false;
  if (!value->is_bool()) return base::Invalid(fmt::format("\"{}\" must be true or false", name));
  return value->get_bool();
}

base::Result<base::UtcTime> DayIn(const boost::json::object& body, std::string_view name) {
  const boost::json::value* value = body.if_contains(name);
  if (value == nullptr || value->is_null()) return base::UtcTime{};
  const bool text = value->is_string();
  const base::Result<base::UtcTime> day =
      ParseDay(text ? std::string_view(value->get_string()) : std::string_view());
  if (!day) return base::Invalid(fmt::format("\"{}\" must be a day: \"2026-11-30\"", name));
  return *day;
}

boost::json::value JsonDay(base::UtcTime day) {
  if (day.ms == 0) return nullptr;
  return boost::json::value(base::FormatDay(day));
}

}  // namespace panel::kit
