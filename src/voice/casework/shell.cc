#include "voice/casework/shell.h"

#include <algorithm>
#include <memory>

#include "base/limits_voice.h"
#include "desk/desk.h"
#include "html/console_components.h"
#include "text/unicode.h"
#include "vault/access.h"
#include "voice/casework/steps.h"

namespace voice {
namespace {

constexpr std::size_t kNumberLetters = 6;

base::Result<net::Response> Handle(desk::Context& context, VoiceServices& services, CaseHandler handler) {
  vault::Door door = TRY(vault::OpenDoor(services.vault, context));
  const std::optional<vault::UnlockedPerson>& me = door.me;
  if (!me) return std::move(door.answer);
  const CaseId id = TRY(CaseId::Parse(context.Path("id")));
  // What the worker answered about money since somebody last opened the case; it needed nobody unlocked.
  TRY(services.remedy.TakeOver(context.actor(), *me, id));
  OpenedCase opened = TRY(services.cases.Open(context.actor(), *me, id));
  CasePage page{context, services, desk::LocaleOf(context), *me, std::move(opened)};
  return handler(page);
}

html::Html ClockBadge(const CasePage& page) {
  const CaseRow& row = page.opened.row;
  const std::optional<Day> due = DueOf(row);
  if (!due) return {};
  const Day today = DayOf(page.context.desk().clock().Now());
  if (*due < today)
    return html::Badge(html::Mark::kHarm,
                       page.locale.ntr("Late by {n} day", "Late by {n} days", today - *due));
  return html::Badge(html::Mark::kAct, page.tr("Answer by {day}", {{"day", DayWords(page.locale, due)}}));
}

}  // namespace

std::string LanguageWord(std::string_view tag) {
  for (const html::Locale* locale : html::WorkerLocales())
    if (locale->tag() == tag) return std::string(locale->own_name());
  return std::string(tag);
}

std::string LanguageTagOf(std::string_view written) {
  const auto plain = [](std::string_view text) {
    std::u32string folded = text::Decode(text::Normalize(text));
    std::erase_if(folded, [](char32_t c) { return c <= U' '; });
    std::transform(folded.begin(), folded.end(), folded.begin(), text::ToLower);
    return folded;
  };
  const std::u32string wanted = plain(written);
  for (const std::string_view tag : kWorkerLanguages)
    if (wanted == plain(tag) || wanted == plain(LanguageWord(tag))) return std::string(tag);
  return {};
}

std::string CaseNumber(const CaseId& id) {
  return "K-" + id.text().substr(0, kNumberLetters);
}

std::string CaseHref(const CaseId& id, std::string_view rest) {
  return "/cases/" + id.text() + std::string(rest);
}

std::string DayWords(const html::Locale& locale, std::optional<Day> day) {
  return day ? locale.ShortDate(MsOfDay(*day)) : std::string("–");
}

void AddCaseRoutes(desk::Desk& desk, VoiceServices& services, const std::vector<CaseRoute>& routes) {
  static std::vector<std::unique_ptr<std::string>> patterns;  // views of them live as long as the program
  for (const CaseRoute& route : routes) {
    patterns.push_back(std::make_unique<std::string>("/cases/{id}" + std::string(route.rest)));
    const CaseHandler handler = route.handler;
    desk.router().Add({.method = route.method,
                       .pattern = *patterns.back(),
                       .permission = route.permission,
                       .handler = [&services, handler](
                                      desk::Context& context) { return Handle(context, services, handler); },
                       .max_body = route.takes_files ? base::kMaxReportBodyBytes : base::kMaxBodyBytes,
                       .max_in_memory = base::kMaxReportBodyBytes});
  }
}

net::Response CaseResponse(const CasePage& page, std::string_view current, const html::Html& main,
                           int status) {
  const CaseRow& row = page.opened.row;
  std::vector<html::Tab> tabs;
  for (const CaseTab& tab : page.services.tabs)
    if (tab.shown == nullptr || tab.shown(page) || tab.rest == current)
      tabs.push_back(
          {.label = tab.label(page.locale), .href = page.Href(tab.rest), .current = tab.rest == current});
  desk::PageOptions options{.title = page.tr("Case {number}", {{"number", CaseNumber(row.id)}}),
                            .current = "/cases",
                            .status = status};
  const std::string day = DayWords(page.locale, row.received);
  options.subtitle =
      row.language.empty()  // what came from a file
          ? page.tr("Received on {day}", {{"day", day}})
          : page.tr("{language}, received {day}", {{"language", LanguageWord(row.language)}, {"day", day}});
  options.crumbs = {{page.tr("Cases"), "/cases"}};
  options.badges =
      html::Join(html::Badge(html::Mark::kSealed, CaseStateWord(page.locale, CaseStateNamed(row.state))),
                 ClockBadge(page));
  return desk::PageResponse(page.context, options,
                            html::Stack({html::Tabs(page.locale, page.tr("Parts of the case"), tabs), main}));
}

}  // namespace voice
