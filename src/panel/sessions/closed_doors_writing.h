#pragma once
// For closed_doors_world.h: what is written about a session, step by step and by chance: minutes with
// decisions and actions, comments, a discussion in rounds, an opinion with its ballot. What cannot be done is
// refused by the services and leaves nothing.

#include <fmt/format.h>

#include <map>
#include <mutex>
#include <random>
#include <string>
#include <vector>

#include "base/date.h"
#include "panel/sessions/sessions_world.h"

namespace panel::testing {

inline constexpr std::uint64_t kUsualSeed = 20'261'129;

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

// Ids of what was made, by the noun of their addresses ("actions").
using Things = std::map<std::string, std::vector<std::string>>;

class WritingSteps : public SessionsTest {
 protected:
  static constexpr std::size_t kWritingSteps = 8;

  struct Hands {
    const Someone& chair;
    const vault::UnlockedPerson& chair_open;
    const Someone& other;
  };

  void WritingStep(std::size_t which, const Hands& hands, const PanelSessionId& id,
                   const PanelSessionId& approving, std::uint64_t chance, Things& things) {
    switch (which) {
      case 0:
        return LifeUntilCirculated(hands, id);
      case 1:
        return WriteMinutes(hands, id, chance);
      case 2:
        return MoveMinutes(hands, id, static_cast<MinutesAct>(1 + chance % 5), approving);
      case 3:
        if (chance % 3 != 0) LifeUntilCirculated(hands, id);
        return Keep(things["comments"],
                    services().minutes.Comment(chance % 2 == 0 ? hands.chair.actor : hands.other.actor, id,
                                               "Hiddenword is misspelt"));
      case 4:
        return MoveAction(hands, id, chance, things);
      case 5:
        return Discuss(hands, id, things);
      case 6:
        return Opine(hands, id, chance, things);
      default:
        return Vote(hands, id, chance);
    }
  }

 private:
  template <typename Id>
  static void Keep(std::vector<std::string>& ids, const base::Result<Id>& made) {
    if (made) ids.push_back(made->text());
  }
  template <typename T>
  static void Try(const base::Result<T>&) {}

  std::int64_t VersionOf(const std::string& table, const std::string& column, const std::string& id) {
    const auto row = desk().database().Read([&](db::Transaction& tx) {
      return tx.QueryOne(fmt::format("SELECT version FROM {} WHERE {} = $1", table, column), {id});
    });
    return row && *row ? (*row)->Int(0) : 0;
  }
  std::vector<std::string> IdsOf(const std::string& table, const PanelSessionId& id) {
    const auto rows = desk().database().Read([&](db::Transaction& tx) {
      return tx.Query(fmt::format("SELECT id FROM {} WHERE session_id = $1 ORDER BY id", table), {id});
    });
    std::vector<std::string> ids;
    for (const db::Row& row : Good(rows)) ids.push_back(row.Text(0));
    return ids;
  }

  void WriteMinutes(const Hands& hands, const PanelSessionId& id, std::uint64_t chance) {
    const std::string day =
        base::FormatDay({desk().clock().Now().ms + static_cast<std::int64_t>(1 + chance % 9) * base::kDayMs});
    const std::string text = fmt::format(
        "We met.\n\n!decision: Hiddenword is to be paid back\n!action @{} {}: List Hiddenword agencies\n",
        (chance % 2 == 0 ? hands.other : hands.chair).actor.email, day);
    Try(services().minutes.Save(hands.chair.actor, id, VersionOf("panel_minutes", "session_id", id.text()),
                                text));
  }
  void MoveMinutes(const Hands& hands, const PanelSessionId& id, MinutesAct act,
                   const PanelSessionId& approving) {
    MinutesStep step;
    step.version = VersionOf("panel_minutes", "session_id", id.text());
    step.approval = approving;
    step.reason = "Hiddenword";
    Try(services().minutes.Do(hands.chair.actor, id, act, step, &hands.chair_open));
  }
  // The session is held, somebody was there, and its minutes go round: what makes actions known.
  void LifeUntilCirculated(const Hands& hands, const PanelSessionId& id) {
    for (const SessionAct act : {SessionAct::kAnnounce, SessionAct::kOpenRegistration,
                                 SessionAct::kCloseRegistration, SessionAct::kBegin, SessionAct::kEnd}) {
      if (act == SessionAct::kBegin) StartNow(id);
      Try(s_->sessions.Act(hands.chair.actor, id, act, Row(id).version));
    }
    Try(s_->participation.RecordAttendance(hands.chair.actor, id,
                                           {{hands.chair.person, AttendanceMode::kRoom}}));
    Try(s_->participation.RecordAttendance(hands.chair.actor, id,
                                           {{hands.other.person, AttendanceMode::kOnline}}));
    WriteMinutes(hands, id, 3);
    MoveMinutes(hands, id, MinutesAct::kCirculate, {});
  }
  void MoveAction(const Hands& hands, const PanelSessionId& id, std::uint64_t chance, Things& things) {
    for (const std::string& action : IdsOf("panel_action", id)) {
      things["actions"].push_back(action);
      const desk::Actor& who = chance % 2 == 0 ? hands.chair.actor : hands.other.actor;
      Try(services().actions.Do(who, Good(ActionId::Parse(action)), VersionOf("panel_action", "id", action),
                                static_cast<ActionAct>(chance / 2 % 6), "Hiddenword"));
    }
  }
  void Discuss(const Hands& hands, const PanelSessionId& id, Things& things) {
    DiscussionService& discussions = services().discussions;
    const auto made = discussions.Create(hands.chair.actor, panel_, id, "Hiddenword", "Secret");
    if (!made) return;
    things["discussions"].push_back(made->text());
    const auto round = discussions.OpenRound(hands.chair.actor, *made, "Hiddenword?", {});
    if (!round) return;
    things["rounds"].push_back(round->text());
    const auto post = discussions.AddPost(hands.other.actor, *round, "Secret post", false, "");
    if (!post) return;
    things["posts"].push_back(post->text());
    Try(discussions.DoPost(hands.chair.actor, *post, VersionOf("panel_post", "id", post->text()),
                           PostAct::kPublish, ""));
  }
  void Opine(const Hands& hands, const PanelSessionId& id, std::uint64_t chance, Things& things) {
    OpinionDraft draft{"Hiddenword", "Secret text", {}, chance % 2 == 0};
    const auto made = services().opinions.Create(hands.chair.actor, panel_, id, draft);
    if (!made) return;
    things["opinions"].push_back(made->text());
    Try(services().opinions.Open(hands.chair.actor, *made, VersionOf("panel_opinion", "id", made->text()),
                                 {desk().clock().Now().ms + base::kDayMs}));
    Try(services().opinions.Cast(hands.chair.actor, *made, Choice::kFor));
  }
  void Vote(const Hands& hands, const PanelSessionId& id, std::uint64_t chance) {
    for (const std::string& opinion : IdsOf("panel_opinion", id)) {
      const OpinionId which = Good(OpinionId::Parse(opinion));
      Try(services().opinions.Cast(hands.other.actor, which,
                                   chance % 2 == 0 ? Choice::kFor : Choice::kAgainst));
      Try(services().opinions.Dissenting(hands.other.actor, which, "Hiddenword goes too far"));
      if (chance % 3 == 0)
        Try(services().opinions.Close(hands.chair.actor, which, VersionOf("panel_opinion", "id", opinion)));
    }
  }
};

}  // namespace panel::testing
