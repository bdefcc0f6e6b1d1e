// Mails, drafts, lists and experts; and every limit of sessions.

#include <fmt/format.h>

#include <set>

#include "base/limits_panel.h"
#include "panel/sessions/news.h"
#include "panel/sessions/sessions_world.h"

namespace panel {
namespace {

using testing::ExpectCode;
using testing::Good;
using testing::Has;
using A = SessionAct;

class SessionLimits : public testing::SessionsTest {
 protected:
  // Rows straight into a table: `make` writes the i-th of them.
  void Fill(std::size_t count,
            const std::function<base::Status(db::Transaction&, const std::string& id)>& make) {
    const auto fill = [&](db::Transaction& tx) -> base::Status {
      for (std::size_t i = 0; i < count; ++i) TRY(make(tx, base::NewIdText(desk().random())));
      return base::Ok();
    };
    Good(desk().database().Write(fill));
  }
  void FillPieces(const PanelSessionId& session, PieceKind kind, const PieceId& parent, std::size_t count) {
    Fill(count, [&](db::Transaction& tx, const std::string& id) -> base::Status {
      TRY(tx.Execute(
          "INSERT INTO panel_session_piece(id, session_id, kind, parent_id, position, label, time_ms, "
          "minutes, words, size, created_ms, version) VALUES ($1, $2, $3, $4, 1, 'open', 0, 0, '{}', 0, 1, "
          "0)",
          {id, session, PieceKindName(kind), parent}));
      return base::Ok();
    });
  }
};
MANUMIT_ON_BOTH_DATABASES(SessionLimits);

TEST_P(SessionLimits, RemindersGoOutOnceAWeekAndADayBefore) {
  const PanelSessionId id = Make(sela_);
  Do(sela_, id, {A::kAnnounce});
  const auto run = [&](std::int64_t days) {
    clock_->Advance(days * base::kDayMs);
    Good(QueueReminders(desk().database(), services().seams));
    Good(SendNotices(desk(), s_->access));
    return mailer_->sent().size();
  };
  EXPECT_EQ(run(0), 0u);
  EXPECT_EQ(run(23), 1u) << "a week before";
  EXPECT_EQ(run(0), 1u);
  EXPECT_EQ(run(6), 2u) << "a day before";
  EXPECT_EQ(run(0), 2u);
  Do(sela_, id, {A::kCancel});
  EXPECT_EQ(run(0), 2u) << "that it is cancelled is said by the mail with the calendar entry";
}

TEST_P(SessionLimits, AMailThatFailsIsSentTheNextTime) {
  const PanelSessionId id = Make(sela_);
  Good(s_->participation.Invite(sela_.actor, nullptr, id, EmailOf("mill"), "mill", ParticipantRole::kGuest));
  mailer_->FailCall(1);
  EXPECT_TRUE(SendNotices(desk(), s_->access)) << "a failed job would be seen by others";
  EXPECT_EQ(mailer_->sent().size(), 0u);
  Good(SendNotices(desk(), s_->access));
  EXPECT_EQ(mailer_->sent().size(), 1u);
}

TEST_P(SessionLimits, ADraftGoesWithAllThatBelongsToIt) {
  GiveKeys(sela_);
  const PanelSessionId id = Make(sela_, SessionAudience::kClosed);
  Good(s_->pieces.AddDocument(sela_.actor, id, "a.pdf", "", "%PDF"));
  Good(s_->sessions.Discard(sela_.actor, id));
  for (const char* table : {"panel_session", "panel_session_piece", "panel_session_participant",
                            "vault_shared_record", "vault_shared_seal", "stored_blob"})
    EXPECT_EQ(Good(desk().database().Read([&](db::Transaction& tx) {
                return tx.QueryOne(std::string("SELECT count(*) FROM ") + table);
              }))->Int(0),
              0)
        << table;
  const PanelSessionId open = Make(sela_);
  Do(sela_, open, {A::kAnnounce});
  ExpectCode(s_->sessions.Discard(sela_.actor, open), base::Code::kConflict);
}

TEST_P(SessionLimits, ListsPageByCursorWithoutGapsOrRepeats) {
  std::set<std::string> made;
  for (int i = 0; i < 7; ++i) {
    const PanelSessionId id = Make(sela_);
    Do(sela_, id, {A::kAnnounce});
    made.insert(id.text());
  }
  const As as(cookie_, mill_);
  std::set<std::string> seen;
  std::string target = "/api/v1/sessions?limit=3";
  for (int page = 0; page < 3; ++page) {
    const std::string body = Get(target).body;
    for (const std::string& id : made)
      if (Has(body, id)) {
        EXPECT_TRUE(seen.insert(id).second) << "twice: " << id;
      }
    const std::size_t at = body.find("\"next\":\"");
    if (at == std::string::npos) break;
    target = "/api/v1/sessions?limit=3&cursor=" +
             net::UrlEncode(body.substr(at + 8, body.find('"', at + 8) - at - 8));
  }
  EXPECT_EQ(seen, made);
}

TEST_P(SessionLimits, ExpertsAreFoundByCompetenceAndListedWithTheirConsent) {
  Expert expert{.panel = panel_, .name = "Mei", .email = "mei@example.org"};
  expert.competences = {"recruitment", "data"};
  ExpectCode(s_->experts.Add(mill_.actor, expert), base::Code::kNotFound);
  const ExpertId id = Good(s_->experts.Add(sela_.actor, expert));
  ExpectCode(s_->experts.Act(sela_.actor, id, ExpertAct::kList), base::Code::kConflict);
  expert.id = id;
  expert.consent = true;
  Good(s_->experts.Change(sela_.actor, expert, 0));
  Good(s_->experts.Act(sela_.actor, id, ExpertAct::kList));
  const auto list = [&](const Someone& one, const char* competence) {
    return Good(desk().database().Read(
        [&](db::Transaction& tx) { return s_->experts.List(tx, one.actor, competence, 10); }));
  };
  ASSERT_EQ(list(mill_, "data").size(), 1u);
  EXPECT_EQ(list(mill_, "data").front().email, "");
  EXPECT_EQ(list(sela_, "data").front().email, "mei@example.org");
  EXPECT_EQ(list(mill_, "auditing").size(), 0u);
  expert.competences = {"astrology"};
  ExpectCode(s_->experts.Add(sela_.actor, expert), base::Code::kInvalid);
  expert.competences = std::vector<std::string>(base::kMaxExpertCompetences + 1, "data");
  ExpectCode(s_->experts.Add(sela_.actor, expert), base::Code::kTooLarge);
}

TEST_P(SessionLimits, PiecesStopAtTheirLimits) {
  const PanelSessionId id = Make(sela_);
  const auto add = [&](PieceKind kind, const PieceId& parent) {
    return s_->pieces.Add(sela_.actor, id, {.kind = kind, .parent = parent},
                          {{"title", "x"}, {"name", "x"}, {"text", "x"}});
  };
  const PieceId board = Good(add(PieceKind::kBoard, {}));
  FillPieces(id, PieceKind::kBoard, {}, base::kMaxBoards - 1);
  ExpectCode(add(PieceKind::kBoard, {}), base::Code::kTooLarge);
  FillPieces(id, PieceKind::kSpeaker, {}, base::kMaxSpeakers - 1);
  EXPECT_TRUE(add(PieceKind::kSpeaker, {}));
  ExpectCode(add(PieceKind::kSpeaker, {}), base::Code::kTooLarge);
  FillPieces(id, PieceKind::kNote, board, base::kMaxBoardNotes - 1);
  EXPECT_TRUE(add(PieceKind::kNote, board));
  ExpectCode(add(PieceKind::kNote, board), base::Code::kTooLarge);
  FillPieces(id, PieceKind::kDocument, {}, base::kMaxSessionDocuments);
  ExpectCode(s_->pieces.AddDocument(sela_.actor, id, "a.txt", "", "a"), base::Code::kTooLarge);
}

TEST_P(SessionLimits, ParticipantsStopAtTheirLimit) {
  const PanelSessionId id = Make(sela_);
  Fill(base::kMaxParticipants - 1, [&](db::Transaction& tx, const std::string& person) -> base::Status {
    TRY(tx.Execute(
        "INSERT INTO panel_session_participant(session_id, person_id, org_id, role, state, planned, "
        "asked_ms, decided_ms, let_in, version) VALUES ($1, $2, $3, 'guest', 'coming', 'online', 1, 1, 0, "
        "0)",
        {id, person, mill_.org}));
    return base::Ok();
  });
  ExpectCode(
      s_->participation.Invite(sela_.actor, nullptr, id, EmailOf("mill"), "mill", ParticipantRole::kGuest),
      base::Code::kTooLarge);
  Do(sela_, id, {A::kAnnounce, A::kOpenRegistration});
  ExpectCode(s_->participation.Register(mill_.actor, id, AttendanceMode::kOnline), base::Code::kTooLarge);
}

TEST_P(SessionLimits, ASeriesAndAPageStopAtTheirLimits) {
  const SeriesId series =
      Good(s_->sessions.CreateSeries(sela_.actor, panel_, SeriesKind::kSeries, false, "Monthly"));
  SessionDraft draft = Draft();
  draft.series = series;
  const PanelSessionId first = Good(s_->sessions.Create(sela_.actor, draft));
  Do(sela_, first, {A::kAnnounce});
  Fill(base::kMaxSeriesSessions - 1, [&](db::Transaction& tx, const std::string& id) -> base::Status {
    TRY(tx.Execute(
        "INSERT INTO panel_session SELECT $1, panel_id, series_id, kind, audience, state, title, words, "
        "sealed_id, zone, starts_ms, ends_ms, room_seats, online_seats, in_room, online, admission, "
        "owner_org_id, organiser_id, created_ms, version FROM panel_session WHERE id = $2",
        {id, first}));
    return base::Ok();
  });
  ExpectCode(s_->sessions.Create(sela_.actor, draft), base::Code::kTooLarge);
  const As as(cookie_, mill_);
  const auto count = [](const std::string& body) {
    std::int64_t found = 0;
    for (std::size_t at = body.find("\"locked\""); at != std::string::npos;
         at = body.find("\"locked\"", at + 1))
      ++found;
    return found;
  };
  EXPECT_EQ(count(Get("/api/v1/sessions").body), base::kSessionsPage);
  EXPECT_EQ(count(Get(fmt::format("/api/v1/sessions?limit={}", base::kMaxSessionsPage)).body),
            base::kMaxSessionsPage);
  EXPECT_EQ(Get(fmt::format("/api/v1/sessions?limit={}", base::kMaxSessionsPage + 1)).status, 400);
}

TEST_P(SessionLimits, TheRosterAndTheMailsOfOneRunStopAtTheirLimits) {
  Fill(base::kMaxExperts, [&](db::Transaction& tx, const std::string& id) -> base::Status {
    const std::string_view name = "E";
    TRY(tx.Execute(
        "INSERT INTO panel_expert(id, panel_id, name, name_key, organisation, country, languages, about, "
        "email, consent, state, created_ms, version) VALUES ($1, $2, $3, $4, '', '', '', '', '', 0, "
        "'proposed', 1, 0)",
        {id, panel_, name, std::as_bytes(std::span(name))}));
    return base::Ok();
  });
  Expert expert{.panel = panel_, .name = "One more"};
  expert.competences = {"data"};
  ExpectCode(s_->experts.Add(sela_.actor, expert), base::Code::kTooLarge);
  const PanelSessionId id = Make(sela_);
  Fill(static_cast<std::size_t>(base::kNoticeBatch) + 1,
       [&](db::Transaction& tx, const std::string& notice) -> base::Status {
         TRY(tx.Execute(
             "INSERT INTO panel_session_notice(id, session_id, person_id, kind, due_ms) VALUES ($1, $2, $3, "
             "'reminder', 1)",
             {notice, id, sela_.person}));
         return base::Ok();
       });
  Good(SendNotices(desk(), s_->access));
  EXPECT_EQ(std::ssize(mailer_->sent()), base::kNoticeBatch);
  Good(SendNotices(desk(), s_->access));
  EXPECT_EQ(std::ssize(mailer_->sent()), base::kNoticeBatch + 1);
}

TEST_P(SessionLimits, ASessionTakesAtMostSoManyDays) {
  const auto errors = [](std::size_t days) {
    std::map<std::string, std::string, std::less<>> typed = {
        {"kind", "forum"}, {"title", "t"}, {"themes", "t"}, {"zone", "UTC"}, {"starts", "2026-01-01T00:00"},
        {"in_room", "1"}};
    typed["ends"] =
        WallText(WallTimeAt("UTC", {1'767'225'600'000 + static_cast<std::int64_t>(days) * base::kDayMs}));
    std::vector<html::FieldError> found;
    ReadDraft(
        [&](std::string_view name) {
          const auto at = typed.find(name);
          return at == typed.end() ? std::string() : at->second;
        },
        *html::FindLocale("en"), found);
    return found;
  };
  EXPECT_EQ(errors(base::kMaxSessionDays).size(), 0u);
  ASSERT_EQ(errors(base::kMaxSessionDays + 1).size(), 1u);
  EXPECT_EQ(errors(base::kMaxSessionDays + 1).front().control_id, "ends");
}

}  // namespace
}  // namespace panel
