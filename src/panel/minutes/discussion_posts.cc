// Posts of a discussion: held, published, refused, withdrawn, hidden.

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/minutes/discussions.h"

namespace panel {
namespace {

base::Error NoPost() {
  return base::NotFound(desk::tr("There is no such post."));
}

bool NeedsReason(PostAct act) {
  return act == PostAct::kRefuse || act == PostAct::kHide;
}

bool IsOfPage(PostState state) {
  return state == PostState::kPublished;
}

}  // namespace

base::Result<PostId> DiscussionService::AddPost(const desk::Actor& actor, const RoundId& round,
                                                std::string_view text, bool by_mail,
                                                std::string_view message_key) {
  const std::string tidy = TRY(TidyWords(text, base::kMaxStatementBytes, desk::tr("Write something first.")));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Result<PostId> {
    const RoundWithPlace found = TRY(RoundAt(tx, actor, round));
    TRY(places_.MustHaveSay(tx, actor, found.discussion.place));
    const bool over = found.round.closes.ms > 0 && found.round.closes <= places_.Now();
    if (found.round.state != RoundState::kOpen || over)
      return ConflictOf(desk::tr("This round takes no posts now."));
    const auto count = TRY(tx.QueryOne("SELECT count(*) FROM panel_post WHERE round_id = $1", {round}));
    if (count->Int(0) >= base::kMaxRoundPosts)
      return base::TooLarge(desk::tr("This round has too many posts."));
    const StoredWords stored = TRY(places_.Store(tx, found.discussion.place, {{"text", tidy}}));
    PostId id = PostId::New(seams_.random);
    const std::int64_t added = TRY(
        tx.Execute("INSERT INTO panel_post(id, round_id, person_id, org_id, state, words, sealed_id, reason, "
                   "reason_sealed_id, "
                   "by_mail, message_key, made_ms, version) VALUES ($1, $2, $3, $4, 'held', $5, $6, '', "
                   "NULL, $7, $8, $9, 1) ON "
                   "CONFLICT (round_id, message_key) DO NOTHING",
                   {id, round, actor.person, actor.org, stored.open, stored.sealed, by_mail,
                    message_key.empty() ? db::Param(nullptr) : db::Param(message_key), places_.Now().ms}));
    if (added == 0) return ConflictOf(desk::tr("This message has become a post already."));
    TRY(places_.Note(tx, actor, found.discussion.place,
                     by_mail ? "discussion.post-by-mail" : "discussion.post", "post:" + id.text()));
    return id;
  });
}

base::Status DiscussionService::DoPost(const desk::Actor& actor, const PostId& id, std::int64_t version,
                                       PostAct act, std::string_view reason) {
  std::string why;
  if (NeedsReason(act))
    why = TRY(TidyWords(reason, base::kMaxCommentBytes, desk::tr("Say why: the author reads this.")));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const auto row = TRY(tx.QueryOne(
        "SELECT round_id, person_id, org_id, state, version FROM panel_post WHERE id = $1", {id}));
    if (!row) return NoPost();
    const base::Result<RoundWithPlace> found = RoundAt(tx, actor, row->IdAt<RoundId>(0));
    if (!found) return found.error().code == base::Code::kNotFound ? NoPost() : found.error();
    const Place& place = found->discussion.place;
    const bool own = row->Text(1) == actor.person.text() && row->Text(2) == actor.org.text();
    const bool moderates = TRY(MayModerate(tx, actor, found->discussion));
    const PostState before = PostStateNamed(row->Text(3)).value_or(PostState::kHidden);
    if (!own && !moderates && !IsOfPage(before)) return NoPost();
    if (act == PostAct::kWithdraw ? !own : !moderates)
      return ForbiddenOf(act == PostAct::kWithdraw
                             ? desk::tr("Only the author withdraws a post.")
                             : desk::tr("Only those who moderate this discussion may do this."));
    const PostState after =
        TRY((Next<PostState, PostAct>(PostSteps(), before, act, PostStateName, PostActName)));
    if (row->Int(4) != version) return SomebodyWasFirst();
    const StoredWords stored = why.empty() ? StoredWords() : TRY(places_.Store(tx, place, {{"reason", why}}));
    TRY(tx.Execute(
        "UPDATE panel_post SET state = $2, reason = $3, reason_sealed_id = $4, version = version + 1 WHERE "
        "id = $1",
        {id, PostStateName(after), stored.open, stored.sealed}));
    return places_.Note(tx, actor, place, "discussion." + std::string(PostActName(act)) + "-post",
                        "post:" + id.text());
  });
}

base::Result<std::vector<Post>> DiscussionService::Posts(db::Transaction& tx, const desk::Actor& actor,
                                                         const Discussion& discussion, const RoundId& round,
                                                         const vault::UnlockedPerson* reader) {
  std::vector<Post> posts;
  if (discussion.locked) return posts;
  const bool moderates = TRY(MayModerate(tx, actor, discussion));
  for (const db::Row& row : TRY(tx.Query("SELECT id, person_id, org_id, state, words, sealed_id, reason, "
                                         "reason_sealed_id, by_mail, made_ms, version "
                                         "FROM panel_post WHERE round_id = $1 ORDER BY made_ms, id LIMIT $2",
                                         {round, base::kMaxRoundPosts}))) {
    Post post;
    post.state = PostStateNamed(row.Text(3)).value_or(PostState::kHidden);
    post.person = row.IdAt<desk::PersonId>(1);
    post.org = row.IdAt<desk::OrgId>(2);
    const bool own = post.person == actor.person && post.org == actor.org;
    if (!own && !IsOfPage(post.state) && (!moderates || post.state == PostState::kWithdrawn)) continue;
    post.id = row.IdAt<PostId>(0);
    post.round = round;
    const Words words = TRY(places_.Read(tx, discussion.place, StoredWordsAt(row, 4), reader));
    post.text = WordOf(words, "text");
    if (post.state == PostState::kRefused || post.state == PostState::kHidden) {
      const Words why = TRY(places_.Read(tx, discussion.place, StoredWordsAt(row, 6), reader));
      post.reason = WordOf(why, "reason");
    }
    post.by_mail = row.Bool(8);
    post.made = {row.Int(9)};
    post.version = row.Int(10);
    posts.push_back(std::move(post));
  }
  return posts;
}

base::Result<std::vector<DiscussionService::Held>> DiscussionService::HeldPosts(db::Transaction& tx,
                                                                                const desk::Actor& actor,
                                                                                std::int64_t limit) {
  std::vector<Held> held;
  for (const db::Row& row : TRY(tx.Query("SELECT d.id, count(*) FROM panel_discussion_round r JOIN "
                                         "panel_discussion d ON d.id = r.discussion_id JOIN "
                                         "panel_post p ON p.round_id = r.id WHERE r.state = 'open' AND "
                                         "p.state = 'held' GROUP BY d.id ORDER BY d.id "
                                         "LIMIT $1",
                                         {base::kMaxRoundPosts}))) {
    const base::Result<Discussion> one = Get(tx, actor, row.IdAt<DiscussionId>(0), nullptr);
    if (!one && one.error().code == base::Code::kNotFound) continue;
    if (!one) return one.error();
    if (!TRY(MayModerate(tx, actor, *one))) continue;
    held.push_back({*one, row.Int(1)});
    if (std::ssize(held) == limit) break;
  }
  return held;
}

}  // namespace panel
