#include "panel/minutes/reminder_list.h"

#include <algorithm>

#include "base/limits_panel.h"
#include "html/locale.h"
#include "panel/minutes/view.h"

namespace panel {
namespace {

const html::Locale& LocaleOfPerson(const KnownPerson& person) {
  return html::ChooseLocale(person.locale, "");
}

constexpr std::int64_t kSoonMs = 7 * base::kDayMs;
constexpr std::int64_t kClosingMs = 2 * base::kDayMs;

// Which of an action's mails is due; empty: none.
std::string ActionKind(base::UtcTime due, base::UtcTime now) {
  if (due.ms + base::kDayMs <= now.ms) return "action-late";
  if (due.ms <= now.ms) return "action-today";
  if (due.ms - kSoonMs <= now.ms) return "action-soon";
  return "action-given";
}

std::string ActionSubject(const html::Locale& locale, std::string_view kind, const std::string& day) {
  if (kind == "action-late") return locale.tr("Late since {day}: an action of yours", {{"day", day}});
  if (kind == "action-today") return locale.tr("Due today: an action of yours");
  if (kind == "action-soon") return locale.tr("Due on {day}: an action of yours", {{"day", day}});
  return locale.tr("An action was given to you, due on {day}", {{"day", day}});
}

}  // namespace

base::Status ReminderList::Add(const Letter& letter, const KnownPerson& to, const LetterWords& subject,
                               const LetterWords& text) {
  const auto sent =
      TRY(tx_.QueryOne("SELECT 1 FROM panel_reminder WHERE kind = $1 AND record_id = $2 AND person_id = $3",
                       {letter.kind, letter.record, to.id}));
  if (sent) return base::Ok();
  const html::Locale& locale = LocaleOfPerson(to);
  Reminder one{letter.kind, letter.record, to, {}, {}};
  if (letter.closed) {
    one.subject = locale.tr("Something waits for you");
    one.text =
        locale.tr("Something waits for you at the panel. Sign in to read it:") + "\n" + public_url_ + "/\n";
  } else {
    one.subject = subject(locale);
    one.text = text(locale) + "\n\n" + public_url_ + letter.href + "\n";
  }
  due_.push_back(std::move(one));
  return base::Ok();
}

base::Result<std::vector<KnownPerson>> ReminderList::OwnersOf(const PanelSession& session,
                                                              const desk::PersonId& person,
                                                              const desk::OrgId& org) {
  std::vector<KnownPerson> owners;
  if (!person.empty()) {
    const std::vector<desk::OrgId> orgs = TRY(OrgsOf(tx_, person));
    const bool there = std::find(orgs.begin(), orgs.end(), org) != orgs.end();  // she may have left
    if (auto known = TRY(FindPerson(tx_, person)); known && there) owners.push_back(*std::move(known));
  } else {
    owners = TRY(SpeakersOf(tx_, org));
  }
  if (!session.closed()) return owners;
  std::vector<KnownPerson> inside;
  for (KnownPerson& owner : owners) {
    const auto one = TRY(services_.session_access.ParticipantOf(tx_, session.id, owner.id));
    if (one && one->org == org && one->belongs()) inside.push_back(std::move(owner));
  }
  return inside;
}

base::Status ReminderList::AddAction(const db::Row& row) {
  const base::UtcTime due{row.Int(4)};
  const std::string kind = ActionKind(due, services_.places.Now());
  const PanelSession session = TRY(services_.session_access.Get(tx_, row.IdAt<PanelSessionId>(1)));
  std::string words;
  if (!session.closed()) words = WordOf(TRY(WordsOf(row.Text(5))), "text");
  const Letter letter{kind, row.Text(0), "/actions/" + row.Text(0), session.closed()};
  for (const KnownPerson& owner :
       TRY(OwnersOf(session, row.IdAt<desk::PersonId>(2), row.IdAt<desk::OrgId>(3))))
    TRY(Add(
        letter, owner,
        [&](const html::Locale& locale) { return ActionSubject(locale, kind, locale.ShortDate(due.ms)); },
        [&](const html::Locale& locale) {
          return words + "\n\n" + locale.tr("Say there when you begin and when it is done.");
        }));
  return base::Ok();
}

base::Status ReminderList::AddActions() {
  const std::int64_t now = services_.places.Now().ms;
  // Only the mail of the present stage goes out: whoever was told late is not told "soon" as well. Rows whose
  // one owner has it already take no place of the run's limit.
  constexpr std::string_view kSql =
      "SELECT a.id, a.session_id, a.owner_person_id, a.owner_org_id, a.due_ms, a.words FROM panel_action a "
      "WHERE "
      "a.in_force = 1 AND a.state IN ('open', 'in-progress') AND (a.due_ms <= $1 OR a.made_ms > $2) AND "
      "(a.owner_person_id IS NULL OR NOT EXISTS (SELECT 1 FROM panel_reminder r WHERE r.record_id = a.id AND "
      "r.person_id "
      "= a.owner_person_id AND r.kind = CASE WHEN a.due_ms <= $3 THEN 'action-late' WHEN a.due_ms <= $4 THEN "
      "'action-today' WHEN a.due_ms <= $1 THEN 'action-soon' ELSE 'action-given' END)) ORDER BY a.due_ms, "
      "a.id LIMIT $5";
  const db::Rows rows =
      TRY(tx_.Query(kSql, {now + kSoonMs, now - kSoonMs, now - base::kDayMs, now, base::kMaxReminders}));
  for (const db::Row& row : rows) TRY(AddAction(row));
  return base::Ok();
}

base::Status ReminderList::AddMinutes() {
  for (const db::Row& row : TRY(tx_.Query("SELECT session_id, phase, edition FROM panel_minutes WHERE phase "
                                          "IN ('comments', 'approval') ORDER BY "
                                          "changed_ms DESC LIMIT $1",
                                          {base::kMaxMinutesBook}))) {
    const PanelSession session = TRY(services_.session_access.Get(tx_, row.IdAt<PanelSessionId>(0)));
    const bool approval = row.Text(1) == MinutesPhaseName(MinutesPhase::kApproval);
    Minutes minutes;
    minutes.session = session;
    minutes.edition = row.Int(2);
    const std::vector<desk::OrgId> missing = TRY(services_.minutes.SeatsMissing(tx_, minutes));
    const Letter letter{approval ? "minutes-approve" : "minutes-comment",
                        row.Text(0) + "." + std::to_string(row.Int(2)), MinutesHref(session.id),
                        session.closed()};
    for (const Participant& one : TRY(services_.session_access.Participants(tx_, session.id))) {
      const bool present = one.present && *one.present != AttendanceMode::kNone && one.belongs();
      const bool asked = !approval || std::find(missing.begin(), missing.end(), one.org) != missing.end();
      const auto person = TRY(FindPerson(tx_, one.person));
      if (!present || !asked || !person) continue;
      TRY(Add(
          letter, *person,
          [&](const html::Locale& locale) {
            return approval
                       ? locale.tr("Minutes wait for your approval: {session}", {{"session", session.title}})
                       : locale.tr("Minutes to read and comment: {session}", {{"session", session.title}});
          },
          [&](const html::Locale& locale) {
            return locale.tr("You were present: please read the minutes.");
          }));
    }
  }
  return base::Ok();
}

base::Status ReminderList::AddReports() {
  const std::int64_t now = services_.places.Now().ms;
  for (const db::Row& row : TRY(tx_.Query(
           "SELECT r.session_id FROM panel_progress_report r JOIN panel_session s ON s.id = r.session_id "
           "WHERE "
           "s.ends_ms > $1 AND s.starts_ms > $1 AND s.state <> 'cancelled' ORDER BY s.starts_ms LIMIT $2",
           {now, base::kMaxMinutesBook}))) {
    const PanelSession session = TRY(services_.session_access.Get(tx_, row.IdAt<PanelSessionId>(0)));
    bool closed = false;
    const Letter letter{"report", session.id.text(), SessionHref(session.id) + "/progress", session.closed()};
    for (const Voice& voice : TRY(VoicesOf(session.panel, session.id, closed)))
      TRY(Add(
          letter, voice.person,
          [&](const html::Locale& locale) {
            return locale.tr("Progress report before: {session}", {{"session", session.title}});
          },
          [&](const html::Locale& locale) {
            return locale.tr("What was decided, what got done and what is late, before the session on {day}.",
                             {{"day", locale.Date(session.starts.ms)}});
          }));
  }
  return base::Ok();
}

base::Result<std::vector<ReminderList::Voice>> ReminderList::VoicesOf(const PanelId& panel,
                                                                      const PanelSessionId& session,
                                                                      bool& closed) {
  std::vector<Voice> voices;
  closed = false;
  if (!session.empty()) {
    closed = TRY(services_.session_access.Get(tx_, session)).closed();
    for (const Participant& one : TRY(services_.session_access.Participants(tx_, session))) {
      if (one.state != ParticipantState::kInvited && one.state != ParticipantState::kComing) continue;
      if (auto person = TRY(FindPerson(tx_, one.person))) voices.push_back({*std::move(person), one.org});
    }
    return voices;
  }
  for (const Member& member : TRY(services_.directory.Admitted(tx_, panel)))
    if (!member.org.empty())
      for (KnownPerson& person : TRY(SpeakersOf(tx_, member.org)))
        voices.push_back({std::move(person), member.org});
  return voices;
}

base::Status ReminderList::AddConsultations() {
  const std::int64_t now = services_.places.Now().ms;
  for (const db::Row& row :
       TRY(tx_.Query("SELECT id, panel_id, title, closes_ms FROM panel_consultation WHERE state = "
                     "'open' AND closes_ms > $1 ORDER BY closes_ms LIMIT $2",
                     {now, base::kMaxMinutesBook}))) {
    const bool closing = row.Int(3) - kClosingMs <= now;
    const std::string title = row.Text(2);
    const base::UtcTime last{row.Int(3) - 1};
    const Letter letter{closing ? "consultation-closing" : "consultation-open", row.Text(0),
                        "/consultations/" + row.Text(0), false};
    bool closed = false;
    for (const Voice& voice : TRY(VoicesOf(row.IdAt<PanelId>(1), {}, closed))) {
      const auto own =
          TRY(tx_.QueryOne("SELECT 1 FROM panel_consultation_input WHERE consultation_id = $1 AND org_id = "
                           "$2 AND state <> 'withdrawn'",
                           {row.Text(0), voice.org}));
      if (own) continue;
      TRY(Add(
          letter, voice.person,
          [&](const html::Locale& locale) {
            return locale.tr("The panel asks: {title}", {{"title", title}});
          },
          [&](const html::Locale& locale) {
            return locale.tr("Your organisation can answer until {day}. Every input gets a reasoned answer.",
                             {{"day", locale.Date(last.ms)}});
          }));
    }
  }
  return base::Ok();
}

base::Status ReminderList::AddBallots() {
  const std::int64_t now = services_.places.Now().ms;
  for (const db::Row& row : TRY(tx_.Query("SELECT id, panel_id, session_id, words, closes_ms FROM "
                                          "panel_opinion WHERE state = 'open' AND (closes_ms = 0 "
                                          "OR closes_ms > $1) ORDER BY closes_ms, id LIMIT $2",
                                          {now, base::kMaxMinutesBook}))) {
    const bool closing = row.Int(4) > 0 && row.Int(4) - kClosingMs <= now;
    bool closed = false;
    const std::vector<Voice> voices =
        TRY(VoicesOf(row.IdAt<PanelId>(1), row.IdAt<PanelSessionId>(2), closed));
    std::string title;
    if (!closed) title = WordOf(TRY(WordsOf(row.Text(3))), "title");
    const Letter letter{closing ? "vote-closing" : "vote-open", row.Text(0), "/opinions/" + row.Text(0),
                        closed};
    for (const Voice& voice : voices) {
      const auto waits = TRY(tx_.QueryOne(
          "SELECT 1 FROM panel_opinion_voter WHERE opinion_id = $1 AND org_id = $2 AND voted = 0",
          {row.Text(0), voice.org}));
      if (!waits) continue;
      TRY(Add(
          letter, voice.person,
          [&](const html::Locale& locale) {
            return locale.tr("Your vote is asked: {title}", {{"title", title}});
          },
          [&](const html::Locale& locale) {
            return row.Int(4) > 0 ? locale.tr("Your organisation can vote until {day}.",
                                              {{"day", locale.Date(row.Int(4) - 1)}})
                                  : locale.tr("Your organisation has one vote.");
          }));
    }
  }
  return base::Ok();
}

base::Status ReminderList::AddRounds() {
  const std::int64_t now = services_.places.Now().ms;
  for (const db::Row& row : TRY(tx_.Query(
           "SELECT r.id, d.id, d.panel_id, d.session_id, r.words, d.words FROM panel_discussion_round r JOIN "
           "panel_discussion d ON d.id = r.discussion_id WHERE r.state = 'open' AND (r.closes_ms = 0 OR "
           "r.closes_ms > "
           "$1) ORDER BY r.opened_ms, r.id LIMIT $2",
           {now, base::kMaxMinutesBook}))) {
    bool closed = false;
    const std::vector<Voice> voices =
        TRY(VoicesOf(row.IdAt<PanelId>(2), row.IdAt<PanelSessionId>(3), closed));
    std::string question;
    std::string title;
    if (!closed) {
      question = WordOf(TRY(WordsOf(row.Text(4))), "question");
      title = WordOf(TRY(WordsOf(row.Text(5))), "title");
    }
    const Letter letter{"round-open", row.Text(0), "/discussions/" + row.Text(1), closed};
    for (const Voice& voice : voices) {
      const std::string token = tokens_.TokenFor(row.IdAt<RoundId>(0), voice.person.email);
      TRY(Add(
          letter, voice.person, [&](const html::Locale&) { return "[#" + token + "] " + title; },
          [&](const html::Locale& locale) {
            return question + "\n\n" +
                   locale.tr(
                       "Answer this mail, or post on the page. A moderator reads every post before the "
                       "others do.");
          }));
    }
  }
  return base::Ok();
}

}  // namespace panel
