#pragma once
// For closed_doors_test.cc: worlds of people and sessions, planned by a seed, played on one desk and taken
// back. Every random number of a step comes from a seed of its own, so a step that is left out moves nothing
// of the others.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <random>
#include <set>

#include "panel/minutes/reminders.h"
#include "panel/sessions/closed_doors_writing.h"
#include "panel/sessions/news.h"
#include "vault/register.h"

namespace panel::testing {

inline constexpr std::size_t kSessions = 4;
inline constexpr std::size_t kNoSession = 99;
inline constexpr std::size_t kOtherSteps = 13;

struct Op {
  std::size_t session = kNoSession;  // something that has to do with no session
  std::uint64_t seed = 0;
  bool first = false;
};

struct Plan {
  std::uint64_t seed = 0;
  std::size_t people = 6;  // the first so many of the cast
  std::size_t sessions = kSessions;
  std::array<SessionAudience, kSessions> audience{};
  std::array<std::size_t, kSessions> chair{};
  std::array<std::string, kSessions> title;
  std::size_t hidden = 0;  // a closed one
  std::vector<Op> ops;
};

// What a play left behind, as far as the questions need it.
struct Play {
  std::array<PanelSessionId, kSessions> ids;
  std::vector<std::string> pieces;
  std::vector<std::string> numbers;
  Things things;                // what was written
  std::set<std::size_t> knows;  // of the hidden session: who was ever invited to it
};

// "without the session" is what the answer must not differ from; a leak is planted to see that it would be
// found.
enum class Leak { kNone, kCount, kAudit, kMail };

class ClosedDoorsWorld : public WritingSteps {
 protected:
  // Thousands of small transactions: in memory where there is such a folder, since nothing has to survive.
  ClosedDoorsWorld() {
    if (std::filesystem::exists("/dev/shm") && std::getenv("TMPDIR") == nullptr)
      setenv("TMPDIR", "/dev/shm", 1);
  }
  void SetUp() override {
    SessionsTest::SetUp();
    if (IsSkipped()) return;
    auditor_ = AddPerson("auditor@example.org", "Audrey", org_, desk::Role::kAuditor);
    cast_ = {sela_, mill_, union_, ngo_, auditor_};
    Someone ada{.person = admin_.person, .org = org_, .actor = admin_, .cookie = cookie_};
    cast_.push_back(ada);
    ReopenWithStepRandom();
    for (Someone& one : cast_) GiveKeys(one);
    for (const Someone& one : cast_) open_.emplace(one.person.text(), Open(one));
    base_ms_ = clock_->Now().ms;
    Snapshot();
  }
  void TearDown() override {
    open_.clear();
    SessionsTest::TearDown();
  }

  // The same store with chance that can be begun anew.
  void ReopenWithStepRandom() {
    s_.reset();
    vault_.reset();
    services_.reset();
    desk_.reset();
    desk::World world;
    world.clock = std::make_unique<base::ManualClock>(base::UtcTime{1'760'000'000'000});
    auto random = std::make_unique<StepRandom>();
    random_ = random.get();
    world.random = std::move(random);
    world.fetcher = std::make_unique<net::FakeFetcher>();
    world.mailer = std::make_unique<net::FakeMailer>();
    clock_ = static_cast<base::ManualClock*>(world.clock.get());
    mailer_ = static_cast<net::FakeMailer*>(world.mailer.get());
    desk_ = Good(desk::Desk::Open(config_, std::move(world)));
    desk::Register(*desk_);
    vault::Register(*desk_);
    panel::Register(*desk_);
    PlantPage();
    services_ = std::make_unique<PanelServices>(*desk_);
    MakeServices();
  }

  // A page that counts what it should not, where a leak is planted; otherwise it is empty.
  void PlantPage() {
    desk_->router().Add({.method = "GET",
                         .pattern = "/panel/planted",
                         .permission = desk::Permission::kPublic,
                         .handler = [this](desk::Context& context) -> base::Result<net::Response> {
                           const auto count = TRY(context.desk().database().Read([](db::Transaction& tx) {
                             return tx.QueryOne("SELECT count(*) FROM panel_session");
                           }));
                           const std::int64_t shown = leak_ == Leak::kCount ? count->Int(0) : 0;
                           return net::TextResponse(200, fmt::to_string(shown));
                         }});
  }

  // ---- the store, put back to where it was before each play

  db::Rows Query(const std::string& sql) {
    return Good(desk().database().Read([&](db::Transaction& tx) { return tx.Query(sql); }));
  }
  void Snapshot() {
    for (const db::Row& row : Query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
      if (!row.Text(0).starts_with("sqlite_")) tables_[row.Text(0)] = 0;
    for (auto& [table, count] : tables_) count = Query("SELECT count(*) FROM " + table).front().Int(0);
    audit_base_ = tables_.at("audit_entry");
    audit_head_ = Query("SELECT head FROM audit_head").front().Text(0);
  }
  void Restore() {
    // Children before parents.
    constexpr const char* kOurs[] = {"panel_reminder",
                                     "panel_progress_report",
                                     "panel_post",
                                     "panel_discussion_round",
                                     "panel_discussion",
                                     "panel_opinion_voter",
                                     "panel_dissent",
                                     "panel_opinion",
                                     "panel_action_event",
                                     "panel_action",
                                     "panel_decision",
                                     "panel_minutes_approval",
                                     "panel_minutes_comment",
                                     "panel_minutes_edition",
                                     "panel_minutes",
                                     "vault_shared_seal",
                                     "vault_shared_record",
                                     "panel_certificate",
                                     "panel_session_piece",
                                     "panel_session_host",
                                     "panel_session_participant",
                                     "panel_session_sealed",
                                     "panel_session_notice",
                                     "panel_session_term",
                                     "panel_session_reminded",
                                     "panel_closed_log",
                                     "panel_closed_commitment",
                                     "panel_session",
                                     "panel_series",
                                     "panel_expert_competence",
                                     "panel_expert",
                                     "stored_blob_piece",
                                     "stored_blob",
                                     "job",
                                     "idempotency"};
    const auto restore = [&](db::Transaction& tx) -> base::Status {
      for (const char* table : kOurs)
        if (tables_.contains(table)) TRY(tx.Execute(fmt::format("DELETE FROM {}", table)));
      TRY(tx.Execute("DELETE FROM audit_entry WHERE number > $1", {audit_base_}));
      TRY(tx.Execute("UPDATE audit_head SET number = $1, head = $2", {audit_base_, audit_head_}));
      return base::Ok();
    };
    Good(desk().database().Write(restore));
    mails_before_ = mailer_->sent().size();
    clock_->Advance(base_ms_ - clock_->Now().ms);
  }
  void ExpectRestored() {
    for (const auto& [table, count] : tables_)
      EXPECT_EQ(Query("SELECT count(*) FROM " + table).front().Int(0), count) << table;
  }

  // ---- plans and plays

  Plan MakePlan(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const auto pick = [&](std::size_t below) { return static_cast<std::size_t>(random() % below); };
    Plan plan{.seed = seed};
    plan.people = 2 + pick(5);
    plan.sessions = 1 + pick(kSessions);
    plan.hidden = pick(plan.sessions);
    std::array<std::size_t, kSessions> left{};
    for (std::size_t i = 0; i < plan.sessions; ++i) {
      constexpr SessionAudience kAll[] = {SessionAudience::kMembers, SessionAudience::kPublic,
                                          SessionAudience::kClosed};
      plan.audience[i] = i == plan.hidden ? SessionAudience::kClosed : kAll[pick(3)];
      plan.chair[i] = pick(std::min<std::size_t>(plan.people, 4));
      plan.title[i] = fmt::format("{} {:x}", i == plan.hidden ? "Hiddenword" : "Fees", random());
      left[i] = 1 + pick(12);
    }
    std::size_t rest = 0;
    for (std::size_t i = 0; i < plan.sessions; ++i) rest += left[i];
    std::set<std::size_t> begun;
    while (rest > 0) {
      const std::size_t i = pick(plan.sessions);
      if (left[i] == 0) {
        if (pick(8) == 0) plan.ops.push_back({kNoSession, random(), false});
        continue;
      }
      plan.ops.push_back({i, random(), begun.insert(i).second});
      --left[i];
      --rest;
    }
    return plan;
  }

  const vault::UnlockedPerson& OpenOf(const Someone& one) { return open_.at(one.person.text()); }
  static std::string SlugOf(const Someone& one) {
    const std::size_t at = one.actor.email.find('@');
    return one.actor.email.starts_with("delegate@")
               ? one.actor.email.substr(at + 1, one.actor.email.find('.', at) - at - 1)
               : "main";
  }

  void Run(const Plan& plan, Play& play, const Op& op) {
    std::mt19937_64 random(op.seed);
    const auto pick = [&](std::size_t below) { return static_cast<std::size_t>(random() % below); };
    random_->Begin(op.seed);
    if (op.session == kNoSession) return Elsewhere(op.seed);
    const Someone& chair = cast_[plan.chair[op.session]];
    const std::size_t other_index = pick(plan.people);
    const Someone& other = cast_[other_index];
    PanelSessionId& id = play.ids[op.session];
    if (op.first) return Create(plan, play, op, chair);
    const bool hidden = op.session == plan.hidden;
    const std::size_t step = pick(kOtherSteps + kWritingSteps);
    if (step >= kOtherSteps)
      return WritingStep(step - kOtherSteps, {chair, OpenOf(chair), other}, id, Approving(plan, play, op),
                         random(), play.things);
    switch (step) {
      case 0: {
        SessionDraft draft = Draft(plan.audience[op.session], plan.title[op.session] + " again");
        static_cast<void>(s_->sessions.Edit(chair.actor, id, draft, Row(id).version));
        return;
      }
      case 1:
      case 2:
      case 3:
        return Step(chair, id, random());
      case 4:
      case 5: {
        const auto invited = s_->participation.Invite(chair.actor, &OpenOf(chair), id, other.actor.email,
                                                      SlugOf(other), ParticipantRole::kGuest);
        if (hidden && invited) play.knows.insert(other_index);
        if (hidden && invited && leak_ == Leak::kMail) PlantMail(plan, play);
        return;
      }
      case 6:
        static_cast<void>(s_->participation.Register(other.actor, id, AttendanceMode::kOnline));
        return;
      case 7:
        return Keep(play, s_->pieces.Add(chair.actor, id,
                                         {.kind = PieceKind::kPart, .label = "plenary", .minutes = 20},
                                         {{"title", "Secret item"}}));
      case 8:
        return Keep(play, s_->pieces.Add(chair.actor, id, {.kind = PieceKind::kBoard}, {{"title", "Board"}}));
      case 9:
        return Keep(play, s_->pieces.AddDocument(chair.actor, id, "paper.pdf", "Paper",
                                                 "%PDF " + plan.title[op.session]));
      case 10:
        static_cast<void>(
            s_->participation.RecordAttendance(chair.actor, id, {{chair.person, AttendanceMode::kRoom}}));
        static_cast<void>(s_->certificates.Issue(chair.actor, id));
        return;
      case 11:
        static_cast<void>(
            s_->participation.Decide(chair.actor, &OpenOf(chair), id, other.person,
                                     pick(2) == 0 ? ParticipantAct::kRemove : ParticipantAct::kApprove));
        return;
      default:
        static_cast<void>(s_->participation.Answer(
            other.actor, id, pick(2) == 0 ? ParticipantAct::kAccept : ParticipantAct::kExcuse,
            AttendanceMode::kOnline));
    }
  }

  // A session that is asked to approve minutes of this one.
  static PanelSessionId Approving(const Plan& plan, const Play& play, const Op& op) {
    return play.ids[(op.session + 1) % plan.sessions];
  }

  void Create(const Plan& plan, Play& play, const Op& op, const Someone& chair) {
    std::mt19937_64 random(op.seed);
    SessionDraft draft = Draft(plan.audience[op.session], plan.title[op.session]);
    const auto days = static_cast<std::int64_t>(random() % 120);
    draft.starts = {base_ms_ + (days - 40) * base::kDayMs + 13 * base::kHourMs};
    draft.ends = {draft.starts.ms + 2 * base::kHourMs};
    draft.kind = static_cast<SessionKind>(random() % 7);
    if (random() % 3 == 0) {  // some in the series that stands open for all
      const auto made = desk().database().Read(
          [&](db::Transaction& tx) { return s_->sessions.SeriesFor(tx, chair.actor); });
      if (made && !made->empty()) draft.series = made->front().id;
    }
    const auto made = s_->sessions.Create(chair.actor, draft);
    ASSERT_TRUE(made) << made.error().external << made.error().internal;
    play.ids[op.session] = *made;
    if (op.session != plan.hidden) return;
    play.knows.insert(plan.chair[op.session]);
    if (leak_ == Leak::kAudit) {
      const auto append = [&](db::Transaction& tx) {
        return desk().audit().Append(tx, chair.actor, "panel-session.create", "");
      };
      Good(desk().database().Write(append));
    }
  }

  void Step(const Someone& chair, const PanelSessionId& id, std::uint64_t chance) {
    const PanelSession session = Row(id);
    std::vector<SessionAct> possible;
    for (const auto& step : SessionSteps())
      if (step.from == session.state && (step.act != SessionAct::kCancel || chance % 9 == 0))
        possible.push_back(step.act);
    if (possible.empty()) return;
    if (possible[chance % possible.size()] == SessionAct::kBegin) StartNow(id);
    static_cast<void>(s_->sessions.Act(chair.actor, id, possible[chance % possible.size()], session.version));
  }

  void Elsewhere(std::uint64_t chance) {
    if (chance % 2 == 0) {
      static_cast<void>(
          s_->sessions.CreateSeries(sela_.actor, panel_, SeriesKind::kSeries, false, "Open series"));
      return;
    }
    Expert expert{.panel = panel_, .name = "An Expert", .consent = true};
    expert.competences = {"recruitment"};
    static_cast<void>(s_->experts.Add(sela_.actor, expert));
  }

  static void Keep(Play& play, const base::Result<PieceId>& made) {
    if (made) play.pieces.push_back(made->text());
  }

  void PlantMail(const Plan& plan, const Play& play) {
    for (std::size_t i = 0; i < plan.people; ++i)
      if (!play.knows.contains(i))
        Good(desk().mailer().Send({.to = cast_[i].actor.email, .subject = "A session", .text = "soon"}));
  }

  Play PlayAll(const Plan& plan, bool with_hidden) {
    Restore();
    Play play;
    std::int64_t minutes = 0;
    for (const Op& op : plan.ops) {
      clock_->Advance(base_ms_ + ++minutes * base::kMinuteMs - clock_->Now().ms);
      if (op.session == plan.hidden && !with_hidden) continue;
      Run(plan, play, op);
    }
    clock_->Advance(base_ms_ + base::kHourMs - clock_->Now().ms);
    random_->Begin(plan.seed);
    Good(QueueReminders(desk().database(), services().seams));
    Good(SendNotices(desk(), s_->access));
    random_->Begin(plan.seed + 2);
    Good(SendReminders(desk(), services()));
    random_->Begin(plan.seed + 1);
    const auto commit = [&](db::Transaction& tx) { return s_->access.closed_log().Commit(tx, system_); };
    Good(desk().database().Write(commit));
    for (const db::Row& row : Query("SELECT number FROM panel_certificate ORDER BY number"))
      play.numbers.push_back(row.Text(0));
    return play;
  }

  std::vector<Someone> cast_;
  Someone auditor_;
  std::map<std::string, vault::UnlockedPerson> open_;
  StepRandom* random_ = nullptr;
  std::map<std::string, std::int64_t> tables_;
  std::int64_t audit_base_ = 0;
  std::string audit_head_;
  std::int64_t base_ms_ = 0;
  std::size_t mails_before_ = 0;
  Leak leak_ = Leak::kNone;
};

}  // namespace panel::testing
