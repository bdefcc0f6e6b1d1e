// Closed doors: for those who were not invited, a world with a closed session and one without it are the
// same, on every page, in every answer of the API, in searches, counts, mails, logs and measurements.
//
// A world is a script: up to 6 people and 4 sessions, each with random steps of its life, interleaved. It is
// played twice on the same desk, once with all sessions and once without one closed session, whose steps are
// left out; 20 draws of (viewer, surface) are asked in both, for viewers who were never invited to it. Every
// random number of a step comes from a seed of its own, so ids are equal in both plays and answers are
// compared byte by byte; only 64-digit hashes, which depend on a random salt, are mapped by first appearance.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <random>
#include <set>

#include "crypto/digest.h"
#include "desk/web/api.h"
#include "desk/web/metrics.h"
#include "panel/sessions/news.h"
#include "panel/sessions/sessions_world.h"
#include "vault/register.h"

namespace panel {
namespace {

using testing::Good;

constexpr int kRounds = 1'000;
constexpr int kDraws = 20;
constexpr std::size_t kSessions = 4;
constexpr std::size_t kNoSession = 99;
constexpr std::uint64_t kUsualSeed = 20'261'129;

std::uint64_t Seed() {
  const char* given = std::getenv("MANUMIT_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : kUsualSeed;
}
int Rounds() {
  const char* factor = std::getenv("MANUMIT_SOAK");
  return kRounds * (factor != nullptr ? std::max(1, std::atoi(factor)) : 1);
}

// Chance that begins anew where a step begins.
class StepRandom final : public base::Random {
 public:
  void Begin(std::uint64_t seed) {
    const std::lock_guard lock(mutex_);
    inner_ = std::make_unique<base::SeededRandom>(seed);
  }
  void Fill(std::span<std::byte> bytes) override {
    const std::lock_guard lock(mutex_);
    inner_->Fill(bytes);
  }

 private:
  std::mutex mutex_;
  std::unique_ptr<base::SeededRandom> inner_ = std::make_unique<base::SeededRandom>(kUsualSeed);
};

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
  std::set<std::size_t> knows;  // of the hidden session: who was ever invited to it
};

struct Surface {
  std::string method;
  std::string pattern;
  std::string query;
  bool paged = false;
  bool mails = false;
};

// "without the session" is what the answer must not differ from; a leak is planted to see that it would be
// found.
enum class Leak { kNone, kCount, kAudit, kMail };

class ClosedDoors : public testing::SessionsTest {
 protected:
  // Thousands of small transactions: in memory where there is such a folder, since nothing has to survive.
  ClosedDoors() {
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
    CollectSurfaces();
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

  void CollectSurfaces() {
    const auto add = [&](std::string method, std::string pattern, std::string query = {},
                         bool paged = false) {
      surfaces_.push_back({std::move(method), std::move(pattern), std::move(query), paged, false});
    };
    for (const desk::Route& route : desk().router().routes()) {
      const std::string pattern(route.pattern);
      const bool changes = route.method != "GET";
      // Streams have no end, and files are the same for all.
      if (pattern.find("events") != std::string::npos || pattern.find("/assets/") != std::string::npos)
        continue;
      if (!changes) add("GET", pattern);
      // Guessing at the hidden session's address.
      if (changes && (pattern.starts_with("/sessions/{id}") || pattern.starts_with("/api/v1/sessions/{id}")))
        add(std::string(route.method), pattern);
    }
    for (const char* query : {"view=past", "view=mine", "kind=workshop", "q=HIDDEN", "q=fees"}) {
      add("GET", "/sessions", query);
      add("GET", "/api/v1/sessions", query);
    }
    add("GET", "/api/v1/sessions", "limit=1", true);
    add("GET", "/api/v1/sessions", "limit=1&view=past", true);
    add("GET", "/api/v1/audit", "limit=5", true);
    add("GET", "/search", "q=HIDDEN");
    surfaces_.push_back({.method = "MAIL", .mails = true});
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
    constexpr const char* kOurs[] = {"vault_shared_seal",
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
      left[i] = 1 + pick(9);
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
    switch (pick(13)) {
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
    random_->Begin(plan.seed + 1);
    const auto commit = [&](db::Transaction& tx) { return s_->access.closed_log().Commit(tx, system_); };
    Good(desk().database().Write(commit));
    for (const db::Row& row : Query("SELECT number FROM panel_certificate ORDER BY number"))
      play.numbers.push_back(row.Text(0));
    return play;
  }

  // ---- questions

  struct Question {
    std::size_t viewer = 0;  // cast_.size(): nobody who is signed in
    Surface surface;
    std::string target;
  };

  std::string TargetOf(const Plan& plan, const Play& play, const Surface& surface,
                       std::uint64_t chance) const {
    std::string target;
    std::string_view pattern = surface.pattern;
    const bool guess = surface.method != "GET";
    while (!pattern.empty()) {
      const std::size_t open = std::min(pattern.find('{'), pattern.size());
      target += pattern.substr(0, open);
      pattern.remove_prefix(open);
      if (pattern.empty()) break;
      const std::size_t close = pattern.find('}');
      target += ValueFor(plan, play, pattern.substr(1, close - 1), guess, chance);
      pattern.remove_prefix(close + 1);
    }
    std::string query = surface.query;
    if (const std::size_t at = query.find("HIDDEN"); at != std::string::npos)
      query.replace(at, 6, chance % 2 == 0 ? "Hiddenword" : "Secret");
    return query.empty() ? target : target + "?" + query;
  }

  std::string ValueFor(const Plan& plan, const Play& play, std::string_view name, bool guess,
                       std::uint64_t chance) const {
    const std::string hidden = play.ids[plan.hidden].text();
    if (name == "number" && !play.numbers.empty()) return play.numbers[chance % play.numbers.size()];
    if ((name == "document" || name == "piece") && !play.pieces.empty())
      return play.pieces[chance % play.pieces.size()];
    if (name != "id" || guess || chance % 3 != 0) return hidden;
    return play.ids[(chance / 3) % plan.sessions].text();
  }

  net::Response Ask(std::size_t viewer, const std::string& method, const std::string& target) {
    net::Request request = RequestFor(method, target);
    if (target.starts_with("/api/")) request.headers.Set("Accept", "application/json");
    if (viewer < cast_.size()) request.headers.Add("Cookie", cast_[viewer].cookie);
    if (method != "GET") {
      request.headers.Add("Origin", "https://manumit.example.org");
      request.headers.Add("X-CSRF-Token", TokenOf(viewer));
      const bool json = target.starts_with("/api/");
      request.headers.Add("Content-Type", json ? "application/json" : "application/x-www-form-urlencoded");
      request.body =
          net::Body(json ? std::string(R"({"do":"announce","version":0,"title":"x"})")
                         : "csrf=" + net::UrlEncode(TokenOf(viewer)) + "&do=room&act=announce&version=0");
    }
    return desk().router().Handle(request);
  }
  std::string TokenOf(std::size_t viewer) {
    if (viewer >= cast_.size()) return "none";
    std::string& token = tokens_[viewer];
    if (token.empty()) {
      const As as(cookie_, cast_[viewer]);
      token = AccountToken();
    }
    return token;
  }

  std::string Answer(const Question& question) {
    if (question.surface.mails) return MailsTo(question.viewer);
    random_->Begin(7);
    std::string all;
    std::string target = question.target;
    for (int page = 0; page < 4 && !target.empty(); ++page) {
      const net::Response response = Ask(question.viewer, question.surface.method, target);
      all += Text(question.surface, response);
      target = question.surface.paged ? NextOf(question.target, response.body) : std::string();
    }
    return all;
  }

  static std::string NextOf(const std::string& target, const std::string& body) {
    const std::string mark = "\"next\":\"";
    const std::size_t at = body.find(mark);
    if (at == std::string::npos) return {};
    const std::size_t from = at + mark.size();
    return target + "&cursor=" + net::UrlEncode(body.substr(from, body.find('"', from) - from));
  }

  std::string MailsTo(std::size_t viewer) {
    std::string all;
    const std::vector<net::Mail> sent = mailer_->sent();
    for (std::size_t i = mails_before_; i < sent.size(); ++i) {
      const bool own = viewer < cast_.size() && sent[i].to == cast_[viewer].actor.email;
      if (own) all += sent[i].to + "\n" + sent[i].subject + "\n" + sent[i].text + "\n";
    }
    return all;
  }

  std::string Text(const Surface& surface, const net::Response& response) {
    std::string body = response.shared_body ? *response.shared_body : response.body;
    if (surface.pattern == "/metrics") body = WithoutRequests(body);
    std::string text = fmt::format("{}\n", response.status);
    for (const auto& [name, value] : response.headers.fields()) {
      // The tag of an answer that holds a mapped hash differs with it; it is checked to be of the body alone.
      if (name == "ETag" && value.size() == 34) {
        EXPECT_EQ(value.substr(1, 32), crypto::Sha256Hex(body).substr(0, 32)) << surface.pattern;
        continue;
      }
      text += name + ": " + value + "\n";
    }
    return text + Mapped(body);
  }

  // Counts and times of the requests that this test itself makes.
  static std::string WithoutRequests(const std::string& body) {
    std::string kept;
    std::size_t from = 0;
    while (from < body.size()) {
      const std::size_t end = std::min(body.find('\n', from), body.size());
      const std::string line = body.substr(from, end - from);
      const bool own = line.find("manumit_request") != std::string::npos;
      if (!own) kept += line + "\n";
      from = end + 1;
    }
    return kept;
  }

  static std::string Mapped(const std::string& body) {
    constexpr std::size_t kDigits = 64;
    std::string text;
    std::map<std::string, std::size_t> seen;
    const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    for (std::size_t i = 0; i < body.size();) {
      std::size_t end = i;
      while (end < body.size() && is_hex(body[end])) ++end;
      if (end - i == kDigits) {
        const std::size_t number = seen.emplace(body.substr(i, kDigits), seen.size()).first->second;
        text += fmt::format("#{}", number);
      } else {
        end = std::max(end, i + 1);
        text += body.substr(i, end - i);
      }
      i = end;
    }
    return text;
  }

  // How many of the world's draws showed a difference.
  int Differences(std::uint64_t seed, std::map<std::string, int>& asked, bool report) {
    const Plan plan = MakePlan(seed);
    const Play with = PlayAll(plan, true);
    std::mt19937_64 random(seed ^ 0x5bd1e995);
    std::vector<std::size_t> viewers;
    for (std::size_t i = 0; i <= cast_.size(); ++i)
      if (!with.knows.contains(i)) viewers.push_back(i);
    std::vector<Question> questions;
    for (int i = 0; i < kDraws; ++i) {
      if (deck_.empty()) {
        deck_ = surfaces_;
        std::shuffle(deck_.begin(), deck_.end(), random);
      }
      Question question{viewers[random() % viewers.size()], deck_.back(), {}};
      deck_.pop_back();
      question.target = TargetOf(plan, with, question.surface, random());
      ++asked[question.surface.method + " " + question.surface.pattern + "?" + question.surface.query];
      questions.push_back(std::move(question));
    }
    std::vector<std::string> answers;
    answers.reserve(questions.size());
    for (const Question& question : questions) answers.push_back(Answer(question));
    PlayAll(plan, false);
    int differences = 0;
    for (std::size_t i = 0; i < questions.size(); ++i) {
      const std::string without = Answer(questions[i]);
      if (without == answers[i]) continue;
      ++differences;
      if (report)
        ADD_FAILURE() << "MANUMIT_SEED world " << seed << ": viewer " << questions[i].viewer << ", "
                      << questions[i].surface.method << " " << questions[i].target << "\n--- with\n"
                      << answers[i] << "\n--- without\n"
                      << without;
    }
    return differences;
  }

  std::vector<Someone> cast_;
  Someone auditor_;
  std::map<std::string, vault::UnlockedPerson> open_;
  StepRandom* random_ = nullptr;
  std::vector<Surface> surfaces_;
  std::vector<Surface> deck_;
  std::map<std::string, std::int64_t> tables_;
  std::int64_t audit_base_ = 0;
  std::string audit_head_;
  std::int64_t base_ms_ = 0;
  std::size_t mails_before_ = 0;
  std::map<std::size_t, std::string> tokens_;
  Leak leak_ = Leak::kNone;
};

TEST_P(ClosedDoors, AWorldWithASessionLooksLikeOneWithout) {
  const auto began = std::chrono::steady_clock::now();
  std::map<std::string, int> asked;
  const int rounds = Rounds();
  for (int i = 0; i < rounds; ++i) {
    ASSERT_EQ(Differences(Seed() + static_cast<std::uint64_t>(i), asked, true), 0);
    if (i == 0) {
      Restore();
      ExpectRestored();
    }
  }
  int least = std::numeric_limits<int>::max();
  for (const auto& [surface, count] : asked) least = std::min(least, count);
  EXPECT_EQ(asked.size(), surfaces_.size());
  EXPECT_GE(least, 100) << "every surface is asked at least a hundred times";
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  RecordProperty("worlds", rounds);
  fmt::print("{} worlds, {} surfaces, each asked at least {} times, {:.1f} s\n", rounds, asked.size(), least,
             took.count());
}

// What the property would find if somebody made that mistake.
class PlantedLeak : public ClosedDoors {
 protected:
  bool IsFound(Leak leak) {
    leak_ = leak;
    constexpr int kTries = 200;
    std::map<std::string, int> asked;
    for (int i = 0; i < kTries; ++i)
      if (Differences(Seed() + static_cast<std::uint64_t>(i), asked, false) > 0) return true;
    return false;
  }
};

TEST_P(PlantedLeak, ACountOnAPageIsFound) {
  EXPECT_TRUE(IsFound(Leak::kCount));
}
TEST_P(PlantedLeak, ALineInTheInstallationsLogIsFound) {
  EXPECT_TRUE(IsFound(Leak::kAudit));
}
TEST_P(PlantedLeak, AMailToSomebodyElseIsFound) {
  EXPECT_TRUE(IsFound(Leak::kMail));
}

// In-process on the embedded database; what differs between databases is in access_test.cc.
INSTANTIATE_TEST_SUITE_P(Sqlite, ClosedDoors, ::testing::Values(db::Dialect::kSqlite));
INSTANTIATE_TEST_SUITE_P(Sqlite, PlantedLeak, ::testing::Values(db::Dialect::kSqlite));

}  // namespace
}  // namespace panel
