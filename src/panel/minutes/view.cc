#include "panel/minutes/view.h"

#include <fmt/format.h>

#include "base/date.h"
#include "desk/tr.h"
#include "desk/web/flash.h"
#include "vault/kept_forms.h"

namespace panel {

using html::El;
using html::Html;
using html::Mark;

base::Result<Reader> Reader::Of(PanelServices& services, const desk::Context& context) {
  Reader reader;
  std::optional<vault::UnlockedPerson> person = TRY(vault::Unlocked(services.vault, context));
  if (person) reader.person_.emplace(*std::move(person));
  return reader;
}

Html LockedNotice(const desk::Context& context, std::string_view back) {
  const html::Locale& locale = desk::LocaleOf(context);
  return html::Box(
      El("p", html::Badge(Mark::kSealed, locale.tr("Sealed")), " ",
         locale.tr("This is sealed to those who take part in the session."), " ",
         El("a", {html::Href(vault::UnlockHref(back))}, locale.tr("Unlock your vault to read it"))));
}

bool IsLocked(const base::Error& error) {
  return error.code == base::Code::kUnauthenticated;
}

bool IsMendable(base::Code code) {
  return code == base::Code::kInvalid || code == base::Code::kTooLarge || code == base::Code::kConflict ||
         code == base::Code::kForbidden;
}

base::Result<net::Response> LeadTo(desk::Context& context, const std::string& href, const base::Status& done,
                                   std::string_view said) {
  if (done) return desk::RedirectWithFlash(context, href, said);
  if (!IsMendable(done.error().code)) return done.error();
  return desk::RedirectWithProblem(context, href, desk::LocaleOf(context).tr(done.error().external));
}

base::Result<std::string> Typed(desk::Context& context, std::string_view name) {
  const net::Form* form = TRY(context.Form());
  return std::string(form->fields.Get(name));
}

base::Result<std::int64_t> TypedNumber(desk::Context& context, std::string_view name) {
  const std::string text = TRY(Typed(context, name));
  const std::optional<std::int64_t> number = desk::WholeNumber(text);
  if (!number) return base::Invalid(desk::tr("This form is incomplete. Reload the page and try again."));
  return *number;
}

base::Result<base::UtcTime> EndOfDay(std::string_view day) {
  if (day.empty()) return base::UtcTime{};
  constexpr std::size_t kDayLetters = 10;
  const base::Result<base::PartialDate> date = base::ParseDate(day);
  if (day.size() != kDayLetters || !date.has_value() || date->day == 0)
    return base::Invalid(desk::tr("Write the day as year, month and day: 2026-12-01"));
  const base::Result<base::UtcTime> begins = base::ParseTime(base::FormatDate(*date) + "T00:00:00Z");
  if (!begins) return base::Invalid(desk::tr("Write the day as year, month and day: 2026-12-01"));
  return base::UtcTime{begins->ms + base::kDayMs};
}

std::string DayBefore(base::UtcTime end) {
  return end.ms > 0 ? base::FormatDay({end.ms - 1}) : std::string();
}

std::string TitleOf(db::Transaction& tx, Places& places, const html::Locale& locale,
                    const PanelSession& session, const vault::UnlockedPerson* reader) {
  if (!session.closed()) return session.title.empty() ? locale.tr("Session") : session.title;
  const base::Result<Words> words = places.access().Read(tx, session, session.words, reader);
  const std::string_view title = words ? WordOf(*words, "title") : std::string_view();
  return title.empty() ? locale.tr("Closed session") : std::string(title);
}

std::string MinutesHref(const PanelSessionId& session) {
  return "/sessions/" + session.text() + "/minutes";
}
std::string SessionHref(const PanelSessionId& session) {
  return "/sessions/" + session.text();
}
std::string ActionHref(const ActionId& action) {
  return "/actions/" + action.text();
}

std::string PhaseWords(const html::Locale& locale, MinutesPhase phase) {
  switch (phase) {
    case MinutesPhase::kComments:
      return locale.tr("Open for comments");
    case MinutesPhase::kApproval:
      return locale.tr("Waits for approval");
    case MinutesPhase::kFinal:
      return locale.tr("Final");
    case MinutesPhase::kDraft:
    case MinutesPhase::kCount:
      break;
  }
  return locale.tr("Draft");
}

Html PhaseBadge(const html::Locale& locale, MinutesPhase phase) {
  const Mark mark = phase == MinutesPhase::kFinal   ? Mark::kOk
                    : phase == MinutesPhase::kDraft ? Mark::kUnknown
                                                    : Mark::kAct;
  return html::Badge(mark, PhaseWords(locale, phase));
}

Html ClosedBadge(const html::Locale& locale, const Place& place) {
  return place.closed() ? html::Badge(Mark::kSealed, locale.tr("Closed door")) : Html();
}

Html ActionBadge(const html::Locale& locale, const PanelAction& action, base::UtcTime now) {
  if (const std::int64_t late = DaysLate(action, now); late > 0)
    return html::Badge(Mark::kCare, locale.ntr("Late {n} day", "Late {n} days", late));
  switch (action.state) {
    case ActionState::kInProgress:
      return html::Badge(Mark::kAct, locale.tr("In progress"));
    case ActionState::kDone:
      return html::Badge(Mark::kAct, locale.tr("Said to be done"));
    case ActionState::kConfirmed:
      return html::Badge(Mark::kOk, locale.tr("Done and confirmed"));
    case ActionState::kDropped:
      return html::Badge(Mark::kPlain, locale.tr("Dropped"));
    case ActionState::kOpen:
    case ActionState::kCount:
      break;
  }
  return html::Badge(Mark::kUnknown, locale.tr("Not begun"));
}

std::string ActionActWords(const html::Locale& locale, ActionAct act) {
  switch (act) {
    case ActionAct::kStart:
      return locale.tr("Begin");
    case ActionAct::kFinish:
      return locale.tr("Say it is done");
    case ActionAct::kConfirm:
      return locale.tr("Confirm it is done");
    case ActionAct::kReturn:
      return locale.tr("Give it back");
    case ActionAct::kDrop:
      return locale.tr("Drop it");
    case ActionAct::kReopen:
    case ActionAct::kCount:
      break;
  }
  return locale.tr("Take it up again");
}

std::string ConstituencyWords(const html::Locale& locale, desk::OrgType type) {
  switch (type) {
    case desk::OrgType::kCompany:
      return locale.tr("Companies");
    case desk::OrgType::kIndustryBody:
      return locale.tr("Industry bodies");
    case desk::OrgType::kWorkersOrganisation:
      return locale.tr("Workers’ organisations");
    case desk::OrgType::kEmployersOrganisation:
      return locale.tr("Employers’ organisations");
    case desk::OrgType::kNgo:
      return locale.tr("NGOs");
    case desk::OrgType::kGovernment:
      return locale.tr("Governments");
    case desk::OrgType::kInternationalOrganisation:
      return locale.tr("International organisations");
    case desk::OrgType::kAcademic:
      return locale.tr("Universities and research");
    case desk::OrgType::kFoundation:
      return locale.tr("Foundations");
    case desk::OrgType::kExpert:
      return locale.tr("Experts");
    case desk::OrgType::kMedia:
    case desk::OrgType::kCount:
      break;
  }
  return locale.tr("Media");
}

Html FieldOf(const FieldView& field, std::string_view error) {
  const std::string described = fmt::format("{}{}", field.name, error.empty() ? "-hint" : "-err");
  const Html control =
      field.rows > 1
          ? html::TextArea(field.name, field.value, field.rows, field.most)
          : html::Input({.name = field.name,
                         .type = field.day ? html::InputType::kDate : html::InputType::kText,
                         .value = field.value,
                         .max_length = field.most,
                         .described_by = field.hint.empty() && error.empty() ? std::string_view() : described,
                         .invalid = !error.empty()});
  return html::Field({.control_id = field.name, .label = field.label, .hint = field.hint, .error = error},
                     control);
}

base::Result<std::string> CursorOf(const desk::Context& context) {
  const std::string_view cursor = context.Query("cursor");
  if (cursor.empty()) return std::string();
  return desk::DecodeCursor(context.desk(), cursor);
}

std::string PositionText(base::UtcTime time, std::string_view id) {
  return fmt::format("{}.{}", time.ms, id);
}

std::optional<std::pair<base::UtcTime, std::string>> PositionOf(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const std::optional<std::int64_t> ms = desk::WholeNumber(text.substr(0, dot));
  if (!ms) return std::nullopt;
  return std::pair(base::UtcTime{*ms}, std::string(text.substr(dot + 1)));
}

void AddPage(desk::Desk& desk, PanelServices& services, std::string_view method, std::string_view pattern,
             desk::Permission permission, Handle handle) {
  desk.router().Add({.method = method,
                     .pattern = pattern,
                     .permission = permission,
                     .handler = vault::KeepingForms(services.vault, std::move(handle))});
}

}  // namespace panel
