// Minutes, actions and decisions of many sessions in one statement, against each session by itself.

#include "panel/minutes/minutes_world.h"

namespace panel {
namespace {

class ManySessions : public testing::MinutesTest {};

// Many sessions are asked for at once: each gets what it gets alone, with and without the words.
TEST_P(ManySessions, ManySessionsAtOnceAreEachAsAlone) {
  std::vector<PanelSession> sessions;
  for (int i = 0; i < 5; ++i) {
    const PanelSessionId id = i == 2 ? ClosedSession(-1 - i) : HeldSession("Session", -1 - i);
    std::string text = "We met.\n\n!decision: Decided " + std::to_string(i) + "\n";
    for (int n = 0; n < i; ++n) text += "!action @sela@example.org 2030-01-01: Do this\n";
    const vault::UnlockedPerson* none = nullptr;
    Write(id, text);
    if (i == 2) {
      const vault::UnlockedPerson sela = Unlock(sela_);
      Must(Step(id, MinutesAct::kCirculate, {}, &sela));
    } else if (i != 3) {  // the fourth stays a draft
      Must(Step(id, MinutesAct::kCirculate, {}, none));
    }
    sessions.push_back(GetMinutes(sela_, id).session);
  }
  const vault::UnlockedPerson opened = Unlock(sela_);
  const vault::UnlockedPerson* const readers[] = {nullptr, &opened};
  for (const vault::UnlockedPerson* reader : readers) {
    const auto compare = [&](db::Transaction& tx) -> base::Status {
      const auto actions = TRY(services().actions.OfSessions(tx, sessions, reader));
      const auto decisions = TRY(services().actions.DecisionsOf(tx, sessions, reader));
      for (std::size_t i = 0; i < sessions.size(); ++i) {
        const auto alone = TRY(services().actions.OfSession(tx, sela_.actor, sessions[i], reader));
        EXPECT_EQ(alone.size(), i == 3 ? 0 : i);
        const auto found = actions.find(sessions[i].id);
        EXPECT_EQ(found == actions.end(), alone.empty());
        for (std::size_t n = 0; n < alone.size(); ++n) {
          EXPECT_EQ(found->second[n].id, alone[n].id);
          EXPECT_EQ(found->second[n].text, alone[n].text);
          EXPECT_EQ(found->second[n].locked, i == 2 && reader == nullptr);
        }
        EXPECT_EQ(decisions.contains(sessions[i].id), i != 3);
      }
      return base::Ok();
    };
    Must(Read(compare));
  }
  const auto list = [&](db::Transaction& tx) { return services().minutes.List(tx, sela_.actor, {}, {}, 10); };
  const auto all = Read(list);
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 5U);
  for (std::size_t i = 0; i < all->size(); ++i)
    EXPECT_EQ((*all)[i].session.id, sessions[i].id) << "newest first";
}

MANUMIT_ON_BOTH_DATABASES(ManySessions);

}  // namespace
}  // namespace panel
