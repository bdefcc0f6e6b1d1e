#include "panel/sessions/faces.h"

#include <fmt/format.h>

#include "base/limits_panel.h"
#include "desk/desk.h"
#include "desk/people/fields.h"
#include "desk/tr.h"
#include "desk/web/pages.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "panel/sessions/kind_fields.h"
#include "panel/sessions/zone.h"
#include "vault/kept_forms.h"

namespace panel {

using html::El;
using html::Html;
using html::Join;

void AddPage(SessionServices& services, std::string_view pattern, desk::Permission permission,
             PageWork work) {
  services.desk.router().Add(
      {.method = "GET", .pattern = pattern, .permission = permission, .handler = std::move(work)});
}

void AddPost(SessionServices& services, std::string_view pattern, desk::Permission permission,
             PageWork work) {
  services.desk.router().Add(
      {.method = "POST",
       .pattern = pattern,
       .permission = permission,
       .handler = vault::KeepingForms(
           services.panel.vault,
           [work = std::move(work)](desk::Context& context) -> base::Result<net::Response> {
             TRY(context.Form());
             return work(context);
           }),
       .max_body = base::kMaxSessionDocumentBytes + (64u << 10),
       .may_spool = true});
}

base::Result<PanelSessionId> SessionIdOf(const desk::Context& context) {
  return PanelSessionId::Parse(context.Path("id"));
}

std::string SessionHref(const PanelSessionId& id, std::string_view below) {
  return fmt::format("/sessions/{}{}", id.text(), below);
}

base::Result<std::optional<vault::UnlockedPerson>> ReaderOf(SessionServices& services,
                                                            const desk::Context& context) {
  return vault::Unlocked(services.panel.vault, context);
}

base::Result<SessionView> ViewOf(db::Transaction& tx, SessionServices& services, const html::Locale& locale,
                                 PanelSession session, const vault::UnlockedPerson* reader) {
  SessionView view{.session = std::move(session)};
  auto words = services.access.Read(tx, view.session, view.session.words, reader);
  if (words) {
    view.words = *std::move(words);
    view.title = WordOf(view.words, "title");
    return view;
  }
  if (words.error().code != base::Code::kUnauthenticated && words.error().code != base::Code::kForbidden)
    return words.error();
  view.locked = words.error().code == base::Code::kUnauthenticated;
  view.not_let_in = !view.locked;
  view.title = locale.tr("{kind} behind closed doors", {{"kind", locale.tr(KindLabel(view.session.kind))}});
  return view;
}

std::string WhenText(const html::Locale& locale, const PanelSession& session) {
  const std::int64_t offset = OffsetMs(session.zone, session.starts);
  const std::int64_t end_offset = OffsetMs(session.zone, session.ends);
  const WallTime from = WallTimeAt(session.zone, session.starts);
  const WallTime to = WallTimeAt(session.zone, session.ends);
  const auto clock = [](const WallTime& wall) { return fmt::format("{:02}:{:02}", wall.hour, wall.minute); };
  const bool same_day = from.year == to.year && from.month == to.month && from.day == to.day;
  const std::string until =
      same_day ? clock(to) : fmt::format("{}, {}", locale.Date(session.ends.ms + end_offset), clock(to));
  return locale.tr("{date}, {from}–{to} in {place} ({offset})",
                   {{"date", locale.Date(session.starts.ms + offset)},
                    {"from", clock(from)},
                    {"to", until},
                    {"place", PlaceName(session.zone)},
                    {"offset", OffsetText(offset)}});
}

std::string ReadersTime(const html::Locale& locale, const PanelSession& session) {
  if (OffsetMs(session.zone, session.starts) == 0) return {};
  const WallTime from = WallTimeAt("UTC", session.starts);
  const WallTime to = WallTimeAt("UTC", session.ends);
  const WallTime there = WallTimeAt(session.zone, session.starts);
  const std::string day = there.day == from.day ? "" : locale.ShortDate(session.starts.ms) + ", ";
  return locale.tr("{from}–{to} UTC", {{"from", fmt::format("{}{:02}:{:02}", day, from.hour, from.minute)},
                                       {"to", fmt::format("{:02}:{:02}", to.hour, to.minute)}});
}

std::string WhenBoth(const html::Locale& locale, const PanelSession& session) {
  const std::string other = ReadersTime(locale, session);
  return WhenText(locale, session) + (other.empty() ? "" : " · " + other);
}

Html WhenLine(const html::Locale& locale, const PanelSession& session) {
  const std::string other = ReadersTime(locale, session);
  return Join(El("time", {{"datetime", base::FormatTime(session.starts)}}, WhenText(locale, session)),
              other.empty() ? Html() : Join(El("br"), El("span", {{"class", "muted small"}}, other)));
}

Html StateBadge(const html::Locale& locale, const PanelSession& session) {
  html::Mark mark = html::Mark::kUnknown;
  switch (session.state) {
    case SessionState::kDraft:
      mark = html::Mark::kUnknown;
      break;
    case SessionState::kAnnounced:
    case SessionState::kRegistration:
    case SessionState::kFull:
    case SessionState::kUnderWay:
      mark = html::Mark::kAct;
      break;
    case SessionState::kHeld:
    case SessionState::kClosed:
      mark = html::Mark::kOk;
      break;
    case SessionState::kCancelled:
    case SessionState::kCount:
      mark = html::Mark::kHarm;
      break;
  }
  Html badges = html::Badge(mark, locale.tr(StateLabel(session.state)));
  if (session.closed())
    badges = Join(html::Badge(html::Mark::kSealed, locale.tr("Closed door")), " ", badges);
  return badges;
}

Html SessionTabs(const html::Locale& locale, const PanelSession& session, std::string_view current,
                 bool chair) {
  const auto tab = [&](std::string_view words, std::string_view below) {
    return html::Tab{
        .label = locale.tr(words), .href = SessionHref(session.id, below), .current = below == current};
  };
  std::vector<html::Tab> tabs = {
      tab(desk::tr("Overview"), ""),          tab(desk::tr("Agenda"), "/programme"),
      tab(desk::tr("Group work"), "/boards"), tab(desk::tr("Papers"), "/documents"),
      tab(desk::tr("Who comes"), "/people"),  tab(desk::tr("Calendar"), "/calendar"),
      tab(desk::tr("Minutes"), "/minutes"),   tab(desk::tr("Progress report"), "/progress")};
  if (chair) tabs.push_back(tab(desk::tr("Change"), "/edit"));
  return html::Tabs(locale, locale.tr("Parts of this session"), tabs);
}

Html SealedNotice(const html::Locale& locale, const SessionView& view) {
  if (view.locked)
    return html::Notice(Join(El("b", locale.tr("Closed door.")), " ",
                             locale.tr("What belongs to this session is sealed."), " ",
                             desk::LinkTo(vault::UnlockHref(SessionHref(view.session.id)),
                                          locale.tr("Unlock your vault to read it"))));
  if (view.not_let_in)
    return html::Notice(Join(El("b", locale.tr("Closed door.")), " ",
                             locale.tr("You are invited, but nobody has let you in yet. You need vault keys "
                                       "of your own; then a chair who "
                                       "is unlocked opens it for you."),
                             " ", desk::LinkTo("/vault", locale.tr("Vault"))));
  return {};
}

std::string SessionNames::Person(const desk::PersonId& id) const {
  const auto found = persons.find(id.text());
  return found == persons.end() ? "–" : found->second;
}

std::string SessionNames::Org(const desk::OrgId& id) const {
  const auto found = orgs.find(id.text());
  return found == orgs.end() ? "–" : found->second;
}

base::Result<SessionNames> ReadNames(db::Transaction& tx, const PanelSessionId& session) {
  SessionNames names;
  for (const db::Row& row :
       TRY(tx.Query("SELECT p.id, p.name FROM person p JOIN panel_session_participant x ON "
                    "x.person_id = p.id WHERE x.session_id = $1",
                    {session})))
    names.persons[row.Text(0)] = row.Text(1);
  for (const db::Row& row : TRY(tx.Query(
           "SELECT o.id, o.name, o.type FROM organisation o WHERE o.id IN (SELECT x.org_id FROM "
           "panel_session_participant x WHERE x.session_id = $1) OR o.id IN (SELECT h.org_id FROM "
           "panel_session_host h WHERE h.session_id = $1) OR o.id IN (SELECT s.owner_org_id FROM "
           "panel_session s WHERE s.id = $1) OR o.id IN (SELECT c.org_id FROM panel_session_piece c WHERE "
           "c.session_id = $1)",
           {session}))) {
    names.orgs[row.Text(0)] = row.Text(1);
    names.org_types[row.Text(0)] = row.Text(2);
  }
  return names;
}

}  // namespace panel
