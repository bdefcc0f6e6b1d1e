// Closed doors, seen from calendars: for those who were never invited, worlds with a closed session and
// without it send the same mails, entries and all, show the same in feeds, and answer the same at the
// addresses of invitations, days and proposals. The worlds are those of closed_doors_world.h.

#include <fmt/format.h>

#include "panel/invitations/services.h"
#include "panel/sessions/closed_doors_world.h"

namespace panel {
namespace {

using invitations::Feeds;
using invitations::FeedScope;
using invitations::InvitationServices;
using testing::Good;
using testing::Leak;
using testing::Plan;
using testing::Play;

class ClosedInvitations : public testing::ClosedDoorsWorld {
 protected:
  void SetUp() override {
    ClosedDoorsWorld::SetUp();
    if (IsSkipped()) return;
    MakeInvitations();
    for (const Someone& one : cast_)
      tokens_.push_back(Good(i_->feeds.Make(one.actor, "phone", FeedScope::kAll)).token);
  }
  void TearDown() override {
    i_.reset();
    ClosedDoorsWorld::TearDown();
  }
  // Anew for each world: feeds count how often they are read.
  void MakeInvitations() {
    i_.reset();
    i_ = std::make_unique<InvitationServices>(desk(), services());
  }

  Play PlayWithInvitations(const Plan& plan, bool with_hidden) {
    const auto clear = [&](db::Transaction& tx) -> base::Status {
      for (const char* table :
           {"panel_invitation", "panel_invitation_mail", "panel_counter_proposal", "panel_session_day"})
        TRY(tx.Execute(fmt::format("DELETE FROM {}", table)));
      return base::Ok();
    };
    Good(desk().database().Write(clear));
    MakeInvitations();
    Play play = PlayAll(plan, with_hidden);
    random_->Begin(plan.seed + 2);
    Good(i_->RunOnce());
    return play;
  }

  std::string Seen(std::size_t viewer, const std::string& hidden) {
    std::string all;
    const std::vector<net::Mail> sent = mailer_->sent();
    for (std::size_t i = mails_before_; i < sent.size(); ++i) {
      if (sent[i].to != cast_[viewer].actor.email) continue;
      all += sent[i].subject + "\n" + sent[i].text + "\n";
      for (const net::MailPart& part : sent[i].alternatives) all += part.bytes;
    }
    all += Good(i_->feeds.Read(tokens_[viewer]));
    const As as(cookie_, cast_[viewer]);
    random_->Begin(7);
    for (const std::string& path :
         {std::string("/sessions/calendar"), std::string("/api/v1/calendar/feeds"),
          "/sessions/" + hidden + "/calendar", "/api/v1/sessions/" + hidden + "/days",
          "/api/v1/sessions/" + hidden + "/invitations", std::string("/")}) {
      const net::Response response = Get(path);
      all += fmt::format("{} {}\n{}\n", path, response.status, response.body);
    }
    const std::string guesses[] = {"/sessions/" + hidden + "/calendar"};
    for (const std::string& path : guesses)
      all += fmt::format("{}\n", Send(path, "do=cancel&day=1&version=0").status);
    return all;
  }

  // How many of the uninvited saw a difference.
  int Differences(std::uint64_t seed, bool report) {
    const Plan plan = MakePlan(seed);
    const Play with = PlayWithInvitations(plan, true);
    const std::string hidden = with.ids[plan.hidden].text();
    std::map<std::size_t, std::string> answers;
    for (std::size_t i = 0; i < cast_.size(); ++i)
      if (!with.knows.contains(i)) answers[i] = Seen(i, hidden);
    for (const net::Mail& mail : mailer_->sent()) {
      std::string all = mail.subject + mail.text;
      for (const net::MailPart& part : mail.alternatives) all += part.bytes;
      EXPECT_EQ(all.find(plan.title[plan.hidden]), std::string::npos) << "not even to those invited";
    }
    PlayWithInvitations(plan, false);
    int differences = 0;
    for (const auto& [viewer, answer] : answers) {
      const std::string without = Seen(viewer, hidden);
      if (without == answer) continue;
      ++differences;
      if (report)
        ADD_FAILURE() << "world " << seed << ", viewer " << viewer << "\n--- with\n"
                      << answer << "\n--- without\n"
                      << without;
    }
    return differences;
  }

  std::unique_ptr<InvitationServices> i_;
  std::vector<std::string> tokens_;
};

TEST_P(ClosedInvitations, AWorldWithASessionLooksLikeOneWithout) {
  constexpr std::uint64_t kWorlds = 60;
  std::size_t mails = 0;
  for (std::uint64_t i = 0; i < kWorlds; ++i) {
    ASSERT_EQ(Differences(testing::kUsualSeed + i, true), 0);
    mails += mailer_->sent().size() - mails_before_;
  }
  EXPECT_GT(mails, kWorlds) << "there is something to compare";
}

TEST_P(ClosedInvitations, AMailToSomebodyElseIsFound) {
  leak_ = Leak::kMail;
  int found = 0;
  for (std::uint64_t i = 0; i < 60 && found == 0; ++i) found = Differences(testing::kUsualSeed + i, false);
  EXPECT_GT(found, 0);
}

INSTANTIATE_TEST_SUITE_P(Sqlite, ClosedInvitations, ::testing::Values(db::Dialect::kSqlite));

}  // namespace
}  // namespace panel
