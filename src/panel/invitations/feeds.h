#pragma once
// Secret feed links: addresses at which a calendar program reads a person's sessions without signing in. The
// token is shown once; only its hash is stored. A feed shows what the person could see at that moment in the
// organisation for which she made it; of closed sessions only that she is busy. Thread-safe.

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "desk/config.h"
#include "desk/signin/signin.h"
#include "html/locale.h"
#include "panel/invitations/book.h"
#include "panel/invitations/days.h"

namespace panel::invitations {

class Feeds {
 public:
  Feeds(PanelSeams seams, SessionAccess& access, Book& book, Days& days, desk::SignIn& sign_in,
        const desk::Config& config)
      : seams_(seams), access_(access), book_(book), days_(days), sign_in_(sign_in), config_(config) {}

  struct Made {
    FeedId id;
    std::string token;
  };
  // By a person, for herself. Errors: kInvalid (no name), kTooLarge (base::kMaxFeedLinks live ones),
  // kForbidden.
  base::Result<Made> Make(const desk::Actor& actor, std::string_view name, FeedScope scope);
  base::Result<std::vector<Feed>> Of(const desk::Actor& actor);  // her own here, the oldest first
  // Errors: kNotFound (also somebody else's), kConflict (revoked already), kInvalid.
  base::Status Act(const desk::Actor& actor, const FeedId& id, FeedAct act, std::string_view name = {});

  // The calendar behind a token as text. Errors: kNotFound (unknown, revoked, or its person may see sessions
  // no more: the same for all), kBusy (more than base::kMaxFeedReads within an hour).
  base::Result<std::string> Read(std::string_view token);
  // "https://.../calendar/feed/TOKEN.ics"
  std::string AddressOf(std::string_view token) const;

 private:
  base::Result<Feed> FindLive(std::string_view token);
  base::Status CountRead(const FeedId& id);
  base::Result<calendar::Calendar> CalendarOf(db::Transaction& tx, const desk::Actor& actor,
                                              const Feed& feed);

  PanelSeams seams_;
  SessionAccess& access_;
  Book& book_;
  Days& days_;
  desk::SignIn& sign_in_;
  const desk::Config& config_;
  struct Reads {
    base::UtcTime since;
    int count = 0;
  };
  std::mutex mutex_;
  std::map<FeedId, Reads> reads_;  // of feeds that exist: their number bounds it
};

}  // namespace panel::invitations
