// Closed doors: for those who were not invited, a world with a closed session and one without it are the
// same, on every page, in every answer of the API, in searches, counts, mails, logs and measurements.
//
// A world is a script: up to 6 people and 4 sessions, each with random steps of its life, interleaved. It is
// played twice on the same desk, once with all sessions and once without one closed session, whose steps are
// left out; 20 draws of (viewer, surface) or more are asked in both (as many as it takes to ask every surface
// a hundred times in all), for viewers who were never invited to it. Every random number of a step comes from
// a seed of its own, so ids are equal in both plays and answers are compared byte by byte; only 64-digit
// hashes, which depend on a random salt, are mapped by first appearance.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>

#include "crypto/digest.h"
#include "panel/sessions/closed_doors_world.h"

namespace panel {
namespace {

using testing::Leak;
using testing::Plan;
using testing::Play;

constexpr int kRounds = 1'000;
constexpr std::size_t kLeastDraws = 20;   // of a world
constexpr std::size_t kLeastAsked = 100;  // how often each surface is asked in all worlds

std::uint64_t Seed() {
  const char* given = std::getenv("MANUMIT_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : testing::kUsualSeed;
}
int Rounds() {
  const char* factor = std::getenv("MANUMIT_SOAK");
  return kRounds * (factor != nullptr ? std::max(1, std::atoi(factor)) : 1);
}

struct Surface {
  std::string method;
  std::string pattern;
  std::string query;
  bool paged = false;
  bool mails = false;
};

class ClosedDoors : public testing::ClosedDoorsWorld {
 protected:
  void SetUp() override {
    ClosedDoorsWorld::SetUp();
    if (!IsSkipped()) CollectSurfaces();
  }

  static bool IsOfSessions(std::string_view pattern) {
    if (pattern.starts_with("/api/v1")) pattern.remove_prefix(std::string_view("/api/v1").size());
    return std::ranges::any_of(
        std::array{"/sessions/{id}", "/actions/{id}", "/discussions/{id}", "/opinions/{id}"},
        [&](const char* noun) { return pattern.starts_with(noun); });
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
      if (changes && IsOfSessions(pattern)) add(std::string(route.method), pattern);
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
      target += ValueFor(plan, play, NounOf(surface.pattern, pattern.substr(1, close - 1)), guess, chance);
      pattern.remove_prefix(close + 1);
    }
    std::string query = surface.query;
    if (const std::size_t at = query.find("HIDDEN"); at != std::string::npos)
      query.replace(at, 6, chance % 2 == 0 ? "Hiddenword" : "Secret");
    return query.empty() ? target : target + "?" + query;
  }

  // "actions" for the {id} of /api/v1/actions/{id}/do; "rounds" for a {round}.
  static std::string NounOf(std::string_view pattern, std::string_view name) {
    if (name != "id") return std::string(name) + (name == "number" || name == "edition" ? "" : "s");
    if (pattern.starts_with("/api/v1")) pattern.remove_prefix(std::string_view("/api/v1").size());
    const std::string_view noun = pattern.substr(1, pattern.find('/', 1) - 1);
    return noun == "sessions" ? "id" : std::string(noun);
  }

  std::string ValueFor(const Plan& plan, const Play& play, std::string_view name, bool guess,
                       std::uint64_t chance) const {
    const std::string hidden = play.ids[plan.hidden].text();
    const auto things = play.things.find(std::string(name));
    if (things != play.things.end() && !things->second.empty())
      return things->second[chance % things->second.size()];
    if (name == "edition") return "1";
    if (name == "number" && !play.numbers.empty()) return play.numbers[chance % play.numbers.size()];
    if ((name == "documents" || name == "pieces") && !play.pieces.empty())
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
    for (const auto& [noun, ids] : with.things) written_[noun] += ids.size();
    std::mt19937_64 random(seed ^ 0x5bd1e995);
    std::vector<std::size_t> viewers;
    for (std::size_t i = 0; i <= cast_.size(); ++i)
      if (!with.knows.contains(i)) viewers.push_back(i);
    std::vector<Question> questions;
    for (std::size_t i = 0; i < Draws(); ++i) {
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

  // The deck of surfaces is dealt round by round; one round more, because the last is dealt in part.
  std::size_t Draws() const {
    return std::max(kLeastDraws,
                    surfaces_.size() * (kLeastAsked + 1) / static_cast<std::size_t>(Rounds()) + 1);
  }

  std::map<std::string, std::size_t> written_;  // how many of each noun all worlds had
  std::vector<Surface> surfaces_;
  std::vector<Surface> deck_;
  std::map<std::size_t, std::string> tokens_;
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
  EXPECT_GE(least, static_cast<int>(kLeastAsked)) << "every surface is asked at least a hundred times";
  for (const char* noun : {"actions", "comments", "discussions", "opinions", "posts", "rounds"})
    EXPECT_GE(written_[noun], static_cast<std::size_t>(rounds) / 20) << "the worlds hold what is written";
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
