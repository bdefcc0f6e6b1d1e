#include "panel/minutes/discussions.h"

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"

namespace panel {
namespace {

constexpr std::string_view kColumns =
    "SELECT d.id, d.panel_id, d.session_id, d.words, d.sealed_id, d.created_ms FROM panel_discussion d ";
constexpr std::string_view kRoundColumns =
    "SELECT id, discussion_id, number, state, words, sealed_id, summary, summary_sealed_id, closes_ms, "
    "opened_ms, "
    "version FROM panel_discussion_round ";

base::Error NoDiscussion() {
  return base::NotFound(desk::tr("There is no such discussion."));
}

Round RoundFromRow(const db::Row& row) {
  Round round;
  round.id = row.IdAt<RoundId>(0);
  round.discussion = row.IdAt<DiscussionId>(1);
  round.number = row.Int(2);
  round.state = RoundStateNamed(row.Text(3)).value_or(RoundState::kClosed);
  round.closes = {row.Int(8)};
  round.opened = {row.Int(9)};
  round.version = row.Int(10);
  return round;
}

}  // namespace

base::Result<DiscussionId> DiscussionService::Create(const desk::Actor& actor, const PanelId& panel,
                                                     const PanelSessionId& session, std::string_view title,
                                                     std::string_view about) {
  const std::string name = TRY(TidyWords(title, base::kMaxSubjectBytes, desk::tr("Give it a title.")));
  const std::string words =
      TRY(TidyWords(about, base::kMaxStatementBytes, desk::tr("Say what it is about.")));
  const DiscussionId id = DiscussionId::New(seams_.random);
  const auto store = [&](db::Transaction& tx) -> base::Status {
    const Place place = TRY(places_.MustRun(tx, actor, panel, session));
    const StoredWords stored = TRY(places_.Store(tx, place, {{"title", name}, {"about", words}}));
    TRY(tx.Execute(
        "INSERT INTO panel_discussion(id, panel_id, session_id, words, sealed_id, created_ms) VALUES ($1, "
        "$2, $3, $4, $5, $6)",
        {id, place.panel, session, stored.open, stored.sealed, places_.Now().ms}));
    return places_.Note(tx, actor, place, "discussion.create", "discussion:" + id.text());
  };
  TRY(seams_.database.Write(store));
  return id;
}

base::Result<Discussion> DiscussionService::FromRow(db::Transaction& tx, const db::Row& row, Place place,
                                                    const vault::UnlockedPerson* reader) {
  Discussion one;
  one.id = row.IdAt<DiscussionId>(0);
  one.place = std::move(place);
  one.created = {row.Int(5)};
  const base::Result<Words> words = places_.Read(tx, one.place, StoredWordsAt(row, 3), reader);
  const bool shut =
      !words && one.place.closed() &&
      (words.error().code == base::Code::kUnauthenticated || words.error().code == base::Code::kForbidden);
  if (!words && !shut) return words.error();
  one.locked = shut;
  if (words) {
    one.title = WordOf(*words, "title");
    one.about = WordOf(*words, "about");
  }
  return one;
}

base::Result<Discussion> DiscussionService::Get(db::Transaction& tx, const desk::Actor& actor,
                                                const DiscussionId& id, const vault::UnlockedPerson* reader) {
  const auto row = TRY(tx.QueryOne(std::string(kColumns) + "WHERE d.id = $1", {id}));
  if (!row) return NoDiscussion();
  const base::Result<Place> place =
      places_.MustSee(tx, actor, row->IdAt<PanelId>(1), row->IdAt<PanelSessionId>(2));
  if (!place) return place.error().code == base::Code::kNotFound ? NoDiscussion() : place.error();
  return FromRow(tx, *row, *place, reader);
}

base::Result<std::vector<Discussion>> DiscussionService::List(db::Transaction& tx, const desk::Actor& actor,
                                                              const NewestPosition& after, std::int64_t limit,
                                                              const vault::UnlockedPerson* reader) {
  const std::vector<PanelId> panels = TRY(places_.PanelsOf(tx, actor));
  SeenSessions seen(places_.access(), actor);
  const std::string sql =
      std::string(kColumns) +
      "LEFT JOIN panel_session s ON s.id = d.session_id WHERE (d.session_id IS NULL OR " +
      MayBeSeenSql("$1", "$2") +
      ") AND ($4 = '' OR d.created_ms < $3 OR (d.created_ms = $3 AND d.id < $4)) ORDER BY "
      "d.created_ms DESC, d.id DESC LIMIT $5";
  std::vector<Discussion> list;
  NewestPosition position = after;
  while (true) {
    constexpr std::int64_t kBatch = 100;
    const db::Rows rows =
        TRY(tx.Query(sql, {actor.person.text(), actor.org.text(), position.created.ms, position.id, kBatch}));
    for (const db::Row& row : rows) {
      position = {{row.Int(5)}, row.Text(0)};
      Place place{row.IdAt<PanelId>(1), {}};
      if (row.IsNull(2)) {
        if (std::find(panels.begin(), panels.end(), place.panel) == panels.end()) continue;
      } else {
        const PanelSession* const session = TRY(seen.See(tx, row.IdAt<PanelSessionId>(2)));
        if (session == nullptr) continue;
        place.session = *session;
      }
      list.push_back(TRY(FromRow(tx, row, std::move(place), reader)));
      if (std::ssize(list) == limit) return list;
    }
    if (std::ssize(rows) < kBatch) return list;
  }
}

base::Result<bool> DiscussionService::MayModerate(db::Transaction& tx, const desk::Actor& actor,
                                                  const Discussion& discussion) {
  return places_.MayRun(tx, actor, discussion.place);
}

base::Result<bool> DiscussionService::MayPost(db::Transaction& tx, const desk::Actor& actor,
                                              const Discussion& discussion) {
  const base::Status may = places_.MustHaveSay(tx, actor, discussion.place);
  if (!may && may.error().code != base::Code::kForbidden) return may.error();
  return may.has_value();
}

base::Status DiscussionService::MustModerate(db::Transaction& tx, const desk::Actor& actor,
                                             const Discussion& discussion) {
  if (!TRY(MayModerate(tx, actor, discussion)))
    return ForbiddenOf(desk::tr("Only those who moderate this discussion may do this."));
  return base::Ok();
}

base::Result<DiscussionService::RoundWithPlace> DiscussionService::RoundAt(db::Transaction& tx,
                                                                           const desk::Actor& actor,
                                                                           const RoundId& id) {
  const auto row = TRY(tx.QueryOne(std::string(kRoundColumns) + "WHERE id = $1", {id}));
  if (!row) return NoDiscussion();
  RoundWithPlace found{RoundFromRow(*row), {}};
  found.discussion = TRY(Get(tx, actor, found.round.discussion, nullptr));
  return found;
}

base::Result<RoundId> DiscussionService::OpenRound(const desk::Actor& actor, const DiscussionId& id,
                                                   std::string_view question, base::UtcTime closes) {
  const std::string words =
      TRY(TidyWords(question, base::kMaxStatementBytes, desk::tr("Write the question.")));
  if (closes.ms > 0 && closes <= places_.Now())
    return base::Invalid(desk::tr("Choose a day to come until which posts are taken."));
  const RoundId round = RoundId::New(seams_.random);
  const auto store = [&](db::Transaction& tx) -> base::Status {
    const Discussion one = TRY(Get(tx, actor, id, nullptr));
    TRY(MustModerate(tx, actor, one));
    const auto last =
        TRY(tx.QueryOne("SELECT number, state FROM panel_discussion_round WHERE discussion_id = $1 "
                        "ORDER BY number DESC LIMIT 1",
                        {id}));
    if (last && last->Text(1) != RoundStateName(RoundState::kSummarised))
      return ConflictOf(desk::tr("Sum up the last round before the next one is opened."));
    const std::int64_t number = last ? last->Int(0) + 1 : 1;
    if (number > base::kMaxRounds)
      return base::TooLarge(desk::tr("This discussion has had too many rounds."));
    const StoredWords stored = TRY(places_.Store(tx, one.place, {{"question", words}}));
    TRY(tx.Execute(
        "INSERT INTO panel_discussion_round(id, discussion_id, number, state, words, sealed_id, summary, "
        "summary_sealed_id, closes_ms, opened_ms, version) VALUES ($1, $2, $3, 'open', $4, $5, '', NULL, "
        "$6, $7, 1)",
        {round, id, number, stored.open, stored.sealed, closes.ms, places_.Now().ms}));
    return places_.Note(tx, actor, one.place, "discussion.open-round", "round:" + round.text());
  };
  TRY(seams_.database.Write(store));
  return round;
}

base::Status DiscussionService::DoRound(const desk::Actor& actor, const RoundId& id, std::int64_t version,
                                        RoundAct act, std::string_view summary, base::UtcTime closes) {
  std::string words;
  if (act == RoundAct::kSummarise)
    words = TRY(TidyWords(summary, base::kMaxStatementBytes, desk::tr("Sum up what was said.")));
  if (closes.ms > 0 && closes <= places_.Now())
    return base::Invalid(desk::tr("Choose a day to come until which posts are taken."));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const RoundWithPlace found = TRY(RoundAt(tx, actor, id));
    const Place& place = found.discussion.place;
    TRY(MustModerate(tx, actor, found.discussion));
    const RoundState after =
        TRY((Next<RoundState, RoundAct>(RoundSteps(), found.round.state, act, RoundStateName, RoundActName)));
    if (found.round.version != version) return SomebodyWasFirst();
    if (act == RoundAct::kClose) {
      const auto held =
          TRY(tx.QueryOne("SELECT count(*) FROM panel_post WHERE round_id = $1 AND state = 'held'", {id}));
      if (held->Int(0) > 0)
        return ConflictOf(desk::tr("Publish or refuse every held post before you close the round."));
    }
    const StoredWords stored =
        act == RoundAct::kSummarise ? TRY(places_.Store(tx, place, {{"summary", words}})) : StoredWords();
    TRY(tx.Execute(
        "UPDATE panel_discussion_round SET state = $2, summary = $3, summary_sealed_id = $4, closes_ms = "
        "$5, version = version + 1 WHERE id = $1",
        {id, RoundStateName(after), stored.open, stored.sealed,
         act == RoundAct::kReopen ? closes.ms : found.round.closes.ms}));
    return places_.Note(tx, actor, place, "discussion." + std::string(RoundActName(act)) + "-round",
                        "round:" + id.text());
  });
}

base::Result<std::vector<Round>> DiscussionService::Rounds(db::Transaction& tx, const Discussion& discussion,
                                                           const vault::UnlockedPerson* reader) {
  std::vector<Round> rounds;
  for (const db::Row& row : TRY(tx.Query(
           std::string(kRoundColumns) + "WHERE discussion_id = $1 ORDER BY number", {discussion.id}))) {
    Round round = RoundFromRow(row);
    if (!discussion.locked) {
      const Words question = TRY(places_.Read(tx, discussion.place, StoredWordsAt(row, 4), reader));
      round.question = WordOf(question, "question");
    }
    if (!discussion.locked && round.state == RoundState::kSummarised) {
      const Words summary = TRY(places_.Read(tx, discussion.place, StoredWordsAt(row, 6), reader));
      round.summary = WordOf(summary, "summary");
    }
    rounds.push_back(std::move(round));
  }
  return rounds;
}

}  // namespace panel
