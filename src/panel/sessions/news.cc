#include "panel/sessions/news.h"

#include <fmt/format.h>

#include <array>

#include "base/limits_panel.h"
#include "base/log.h"
#include "desk/desk.h"
#include "desk/people/people.h"
#include "desk/tr.h"
#include "html/locale.h"
#include "panel/sessions/zone.h"

namespace panel {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(NoticeKind::kCount)> kNames = {
    "invited", "approved", "refused", "moved-up", "cancelled", "reminder"};
constexpr std::int64_t kCadenceMs = 5 * base::kMinuteMs;
constexpr std::int64_t kWeekMs = 7 * base::kDayMs;

std::string What(const html::Locale& locale, std::string_view kind) {
  if (kind == "invited") return locale.tr("You are invited to a session of the panel.");
  if (kind == "approved") return locale.tr("Your registration for a session of the panel was approved.");
  if (kind == "refused") return locale.tr("Your registration for a session of the panel was not approved.");
  if (kind == "moved-up")
    return locale.tr("A seat came free: you moved up from the waiting list of a session.");
  if (kind == "cancelled") return locale.tr("A session of the panel was cancelled.");
  return locale.tr("A session of the panel is near.");
}

std::string When(const html::Locale& locale, const PanelSession& session) {
  const std::int64_t offset = OffsetMs(session.zone, session.starts);
  const WallTime wall = WallTimeAt(session.zone, session.starts);
  return locale.tr("{date}, {time} in {place} ({offset})",
                   {{"date", locale.Date(session.starts.ms + offset)},
                    {"time", fmt::format("{:02}:{:02}", wall.hour, wall.minute)},
                    {"place", PlaceName(session.zone)},
                    {"offset", OffsetText(offset)}});
}

net::Mail MailFor(const html::Locale& locale, const desk::Config& config, const desk::Person& person,
                  const PanelSession& session, std::string_view kind) {
  const std::string what = What(locale, kind);
  return {.to = person.email,
          .subject = what,
          .text = fmt::format("{}\n\n{}\n{}/sessions/{}\n", what, When(locale, session), config.public_url,
                              session.id.text())};
}

struct Waiting {
  std::string id;
  PanelSessionId session;
  desk::PersonId person;
  std::string kind;
};

// What the mail with her calendar entry says already (panel/invitations): of a draft there is none, nor has
// one who only asked to come.
bool IsInInvitation(const PanelSession& session, ParticipantState state, std::string_view kind) {
  const bool has_entry = state == ParticipantState::kInvited || state == ParticipantState::kComing;
  return has_entry && session.state != SessionState::kDraft && kind != NoticeKindName(NoticeKind::kReminder);
}

// Whether the participant is still to hear of it: who was removed hears nothing more.
base::Result<std::optional<PanelSession>> Deliverable(db::Transaction& tx, SessionAccess& access,
                                                      const Waiting& one) {
  const auto session = access.Get(tx, one.session);
  if (!session && session.error().code != base::Code::kNotFound) return session.error();
  if (!session) return std::optional<PanelSession>();
  const auto participant = TRY(access.ParticipantOf(tx, one.session, one.person));
  const bool told =
      participant &&
      (participant->belongs() || (one.kind == "refused" && participant->state == ParticipantState::kRefused));
  if (!told || IsInInvitation(*session, participant->state, one.kind)) return std::optional<PanelSession>();
  return std::optional(*session);
}

base::Status SendOne(desk::Desk& desk, SessionAccess& access, const Waiting& one) {
  const auto session =
      TRY(desk.database().Read([&](db::Transaction& tx) { return Deliverable(tx, access, one); }));
  if (session) {
    const auto person = desk.people().GetPerson(one.person);
    if (!person && person.error().code != base::Code::kNotFound) return person.error();
    if (person && person->active)
      TRY(desk.mailer().Send(
          MailFor(html::ChooseLocale(person->locale, ""), desk.config(), *person, *session, one.kind)));
  }
  return desk.database().Write([&](db::Transaction& tx) -> base::Status {
    TRY(tx.Execute("DELETE FROM panel_session_notice WHERE id = $1", {one.id}));
    return base::Ok();
  });
}

base::Status Commit(desk::Desk& desk, SessionAccess& access) {
  return desk.database().Write([&](db::Transaction& tx) -> base::Status {
    const auto last = TRY(tx.QueryOne("SELECT max(made_ms) FROM panel_closed_commitment"));
    const std::int64_t now = desk.clock().Now().ms;
    if (last && !last->IsNull(0) && now - last->Int(0) < base::kDayMs) return base::Ok();
    desk::Actor program;
    program.kind = desk::Actor::Kind::kSystem;
    program.label = "system:panel";
    return access.closed_log().Commit(tx, program);
  });
}

// A mark of its own for each reminder, so that none goes out twice.
base::Status Remind(db::Transaction& tx, PanelSeams& seams, const db::Row& row, std::string_view which) {
  const auto session = row.IdAt<PanelSessionId>(0);
  const auto person = row.IdAt<desk::PersonId>(1);
  const std::int64_t marked = TRY(
      tx.Execute("INSERT INTO panel_session_reminded(session_id, person_id, which) VALUES ($1, $2, $3) ON "
                 "CONFLICT DO NOTHING",
                 {session, person, which}));
  if (marked == 0) return base::Ok();
  return QueueNotice(tx, seams, session, person, NoticeKind::kReminder);
}

}  // namespace

std::string_view NoticeKindName(NoticeKind kind) {
  return kNames.at(static_cast<std::size_t>(kind));
}

base::Status QueueNotice(db::Transaction& tx, PanelSeams& seams, const PanelSessionId& session,
                         const desk::PersonId& person, NoticeKind kind) {
  TRY(tx.Execute(
      "INSERT INTO panel_session_notice(id, session_id, person_id, kind, due_ms) VALUES ($1, $2, $3, "
      "$4, $5)",
      {base::NewIdText(seams.random), session, person, NoticeKindName(kind), seams.clock.Now().ms}));
  return base::Ok();
}

base::Status SendNotices(desk::Desk& desk, SessionAccess& access) {
  const auto work = [&](db::Transaction& tx) -> base::Result<std::vector<Waiting>> {
    std::vector<Waiting> found;
    for (const db::Row& row :
         TRY(tx.Query("SELECT id, session_id, person_id, kind FROM panel_session_notice WHERE due_ms <= $1 "
                      "ORDER BY due_ms, id LIMIT $2",
                      {desk.clock().Now().ms, base::kNoticeBatch})))
      found.push_back({row.Text(0), row.IdAt<PanelSessionId>(1), row.IdAt<desk::PersonId>(2), row.Text(3)});
    return found;
  };
  const std::vector<Waiting> due = TRY(desk.database().Read(work));
  // What could not be sent stays for the next run; a failed job would be seen by others.
  for (const Waiting& one : due)
    if (const base::Status sent = SendOne(desk, access, one); !sent)
      base::LogError("session-mail-failed", {{"code", base::CodeName(sent.error().code)}});
  return base::Ok();
}

base::Status QueueReminders(db::Database& database, PanelSeams seams) {
  return database.Write([&](db::Transaction& tx) -> base::Status {
    const std::int64_t now = seams.clock.Now().ms;
    struct Window {
      std::string_view which;
      std::int64_t from_ms;
      std::int64_t to_ms;
    };
    for (const Window& window : {Window{"week", now + kWeekMs - base::kDayMs, now + kWeekMs},
                                 Window{"day", now, now + base::kDayMs}}) {
      for (const db::Row& row : TRY(tx.Query(
               "SELECT p.session_id, p.person_id FROM panel_session s JOIN panel_session_participant p ON "
               "p.session_id = s.id WHERE s.ends_ms > $1 AND s.starts_ms > $1 AND s.starts_ms <= $2 AND "
               "s.state IN "
               "('announced', 'registration', 'full') AND p.state = 'coming' ORDER BY p.session_id, "
               "p.person_id",
               {window.from_ms, window.to_ms})))
        TRY(Remind(tx, seams, row, window.which));
    }
    return base::Ok();
  });
}

void RegisterNews(desk::Desk& desk, PanelSeams seams, SessionAccess& access) {
  desk.jobs().Register({.name = "panel.sessions",
                        .handler = [&desk, seams, &access](desk::JobContext&) -> base::Status {
                          TRY(QueueReminders(desk.database(), seams));
                          TRY(Commit(desk, access));
                          return SendNotices(desk, access);
                        },
                        .every_ms = kCadenceMs,
                        .quiet = true});
}

}  // namespace panel
