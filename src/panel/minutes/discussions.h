#pragma once
// Online discussions in moderated rounds. The secretariat (or who holds the session the discussion belongs
// to) opens a round with a question; participants post, on the page or by e-mail; every post is held until
// the moderator publishes or refuses it; then the round is closed, and summed up. One round is open at a
// time; the next one begins when the last is summed up.
//
// A discussion of a session may be known to whom the session may be known, and its words are sealed where the
// session is closed; a discussion of the panel is for its members. A post that is not published is known to
// its author and the moderators. Thread-safe.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "panel/minutes/consultations.h"
#include "panel/minutes/place.h"
#include "panel/minutes/reply_token.h"
#include "panel/minutes/states_exchange.h"

namespace panel {

using DiscussionId = base::Id<struct DiscussionTag>;
using PostId = base::Id<struct DiscussionPostTag>;

struct Discussion {
  DiscussionId id;
  Place place;
  std::string title;
  std::string about;
  bool locked = false;  // sealed, and nobody is unlocked
  base::UtcTime created;
};

struct Round {
  RoundId id;
  DiscussionId discussion;
  std::int64_t number = 0;
  RoundState state = RoundState::kOpen;
  std::string question;
  std::string summary;
  base::UtcTime closes;  // 0: no day
  base::UtcTime opened;
  std::int64_t version = 0;
};

struct Post {
  PostId id;
  RoundId round;
  desk::PersonId person;
  desk::OrgId org;
  PostState state = PostState::kHeld;
  std::string text;
  std::string reason;  // of the moderator, where refused or hidden
  bool by_mail = false;
  base::UtcTime made;
  std::int64_t version = 0;
};

class DiscussionService {
 public:
  explicit DiscussionService(Places& places) : places_(places), seams_(places.seams()) {}

  // `session` empty: of the panel.
  base::Result<DiscussionId> Create(const desk::Actor& actor, const PanelId& panel,
                                    const PanelSessionId& session, std::string_view title,
                                    std::string_view about);
  base::Result<Discussion> Get(db::Transaction& tx, const desk::Actor& actor, const DiscussionId& id,
                               const vault::UnlockedPerson* reader);
  base::Result<std::vector<Discussion>> List(db::Transaction& tx, const desk::Actor& actor,
                                             const NewestPosition& after, std::int64_t limit,
                                             const vault::UnlockedPerson* reader);
  base::Result<bool> MayModerate(db::Transaction& tx, const desk::Actor& actor, const Discussion& discussion);
  base::Result<bool> MayPost(db::Transaction& tx, const desk::Actor& actor, const Discussion& discussion);

  // Errors: kConflict (the last round is not summed up), kTooLarge (base::kMaxRounds).
  base::Result<RoundId> OpenRound(const desk::Actor& actor, const DiscussionId& id, std::string_view question,
                                  base::UtcTime closes);
  // `summary` to sum up, `closes` to open again. Errors: kConflict (to close: posts are still held).
  base::Status DoRound(const desk::Actor& actor, const RoundId& id, std::int64_t version, RoundAct act,
                       std::string_view summary, base::UtcTime closes = {});
  base::Result<std::vector<Round>> Rounds(db::Transaction& tx, const Discussion& discussion,
                                          const vault::UnlockedPerson* reader);  // by number

  // `message_key`, where not empty, makes the same message a post once only: its second coming is kConflict.
  // Errors: kForbidden (no say here), kConflict (the round is closed).
  base::Result<PostId> AddPost(const desk::Actor& actor, const RoundId& round, std::string_view text,
                               bool by_mail, std::string_view message_key);
  // Publishing, refusing and hiding are the moderator's; withdrawing is the author's. Refusing and hiding
  // need a reason.
  base::Status DoPost(const desk::Actor& actor, const PostId& id, std::int64_t version, PostAct act,
                      std::string_view reason);
  // What the actor may see, by time.
  base::Result<std::vector<Post>> Posts(db::Transaction& tx, const desk::Actor& actor,
                                        const Discussion& discussion, const RoundId& round,
                                        const vault::UnlockedPerson* reader);
  // Held posts of discussions that the actor moderates, with the discussion; for the home page.
  struct Held {
    Discussion discussion;
    std::int64_t posts = 0;
  };
  base::Result<std::vector<Held>> HeldPosts(db::Transaction& tx, const desk::Actor& actor,
                                            std::int64_t limit);

  Places& places() { return places_; }

 private:
  struct RoundWithPlace {
    Round round;
    Discussion discussion;
  };
  base::Result<Discussion> FromRow(db::Transaction& tx, const db::Row& row, Place place,
                                   const vault::UnlockedPerson* reader);
  base::Result<RoundWithPlace> RoundAt(db::Transaction& tx, const desk::Actor& actor, const RoundId& id);
  base::Status MustModerate(db::Transaction& tx, const desk::Actor& actor, const Discussion& discussion);

  Places& places_;
  PanelSeams seams_;
};

}  // namespace panel
