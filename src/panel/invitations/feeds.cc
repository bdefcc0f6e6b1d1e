#include "panel/invitations/feeds.h"

#include <fmt/format.h>

#include "base/limits_invitations.h"
#include "calendar/write.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "desk/people/people.h"
#include "desk/tr.h"
#include "panel/invitations/entry.h"

namespace panel::invitations {
namespace {

constexpr std::size_t kTokenBytes = 24;  // 192 bits
constexpr std::int64_t kPastMs = 90 * base::kDayMs;
constexpr std::int64_t kRefreshSeconds = 3600;

constexpr std::string_view kColumns =
    "SELECT id, person_id, org_id, name, scope, state, made_ms, used_ms FROM panel_calendar_feed ";

Feed FromRow(const db::Row& row) {
  Feed one;
  one.id = row.IdAt<FeedId>(0);
  one.person = row.IdAt<desk::PersonId>(1);
  one.org = row.IdAt<desk::OrgId>(2);
  one.name = row.Text(3);
  one.scope = FeedScopeNamed(row.Text(4)).value_or(FeedScope::kMine);
  one.state = FeedStateNamed(row.Text(5)).value_or(FeedState::kRevoked);
  one.made = {row.Int(6)};
  if (!row.IsNull(7)) one.used = base::UtcTime{row.Int(7)};
  return one;
}

base::Error Nothing() {
  return base::NotFound(desk::tr("There is nothing at this address."));
}

std::string HashOf(std::string_view token) {
  return crypto::Sha256Hex("calendar feed\n" + std::string(token));
}

// Events of one session as its reader may see it. What a closed one is called, where it is and of which kind
// stays out; that she is busy she may know.
void AddEvents(const html::Locale& locale, const desk::Config& config, const PanelSession& session,
               const Words& words, const std::vector<SessionDay>& days, const std::string& uid,
               calendar::Calendar& calendar) {
  calendar::Event event;
  event.uid = uid;
  event.stamp = session.created;
  event.stamp.ms -= event.stamp.ms % base::kSecondMs;
  event.sequence = session.version;
  event.status =
      session.state == SessionState::kCancelled ? calendar::Status::kCancelled : calendar::Status::kConfirmed;
  event.start = TimeIn(session.zone, session.starts);
  event.end = TimeIn(session.zone, PlannedEnd(session));
  if (session.closed()) {
    event.summary = locale.tr("Busy");
    event.access = calendar::Access::kPrivate;
  } else {
    event.summary = session.title;
    event.location = session.in_room ? std::string(WordOf(words, "place")) : locale.tr("Online");
    if (!config.public_url.empty()) event.url = config.public_url + "/sessions/" + session.id.text();
    event.description = event.url;
  }
  if (!days.empty()) {
    calendar::Rule rule;
    rule.frequency = calendar::Frequency::kDaily;
    rule.count = static_cast<int>(days.size());
    event.rule = rule;
  }
  for (const SessionDay& day : days)
    if (day.state == DayState::kCancelled) event.without_dates.push_back(TimeIn(session.zone, day.planned));
  calendar.events.push_back(event);
  for (const SessionDay& day : days) {
    if (day.state != DayState::kMoved) continue;
    calendar::Event moved = event;
    moved.rule.reset();
    moved.without_dates.clear();
    moved.recurrence_id = TimeIn(session.zone, day.planned);
    moved.start = TimeIn(session.zone, day.starts);
    moved.end = TimeIn(session.zone, day.ends);
    calendar.events.push_back(std::move(moved));
  }
}

}  // namespace

std::string Feeds::AddressOf(std::string_view token) const {
  return fmt::format("{}/calendar/feed/{}.ics", config_.public_url, token);
}

base::Result<Feeds::Made> Feeds::Make(const desk::Actor& actor, std::string_view name, FeedScope scope) {
  if (actor.person.empty())
    return base::Error{base::Code::kForbidden, desk::tr("A feed link is made by a person."), {}};
  const std::string wanted = TRY(desk::NormaliseName(name));
  if (wanted.empty()) return base::Invalid(desk::tr("Give the link a name."));
  Made made{FeedId::New(seams_.random), crypto::Base64UrlEncode(seams_.random.Bytes<kTokenBytes>())};
  const auto store = [&](db::Transaction& tx) -> base::Status {
    const auto live = TRY(tx.QueryOne(
        "SELECT count(*) FROM panel_calendar_feed WHERE person_id = $1 AND state = 'live'", {actor.person}));
    if (live->Int(0) >= base::kMaxFeedLinks)
      return base::TooLarge(
          fmt::format("one person has at most {} feed links: revoke one first", base::kMaxFeedLinks));
    TRY(
        tx.Execute("INSERT INTO panel_calendar_feed(id, token_hash, person_id, org_id, name, scope, state, "
                   "made_ms, used_ms) "
                   "VALUES ($1, $2, $3, $4, $5, $6, 'live', $7, NULL)",
                   {made.id, HashOf(made.token), actor.person, actor.org, wanted, FeedScopeName(scope),
                    seams_.clock.Now().ms}));
    return seams_.audit.Append(tx, actor, "calendar-feed.make", "calendar-feed:" + made.id.text());
  };
  TRY(seams_.database.Write(store));
  return made;
}

base::Result<std::vector<Feed>> Feeds::Of(const desk::Actor& actor) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Feed>> {
    std::vector<Feed> all;
    for (const db::Row& row :
         TRY(tx.Query(std::string(kColumns) +
                          "WHERE person_id = $1 AND org_id = $2 ORDER BY made_ms DESC, id LIMIT $3",
                      {actor.person, actor.org, 5 * base::kMaxFeedLinks})))
      all.push_back(FromRow(row));
    return all;
  });
}

base::Status Feeds::Act(const desk::Actor& actor, const FeedId& id, FeedAct act, std::string_view name) {
  const std::string wanted = act == FeedAct::kRename ? TRY(desk::NormaliseName(name)) : std::string();
  if (act == FeedAct::kRename && wanted.empty()) return base::Invalid(desk::tr("Give the link a name."));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const auto row =
        TRY(tx.QueryOne(std::string(kColumns) + "WHERE id = $1 AND person_id = $2 AND org_id = $3",
                        {id, actor.person, actor.org}));
    if (!row) return base::NotFound(desk::tr("There is no such feed link."));
    const Feed feed = FromRow(*row);
    const FeedState after = TRY(Next(FeedSteps(), feed.state, act, FeedStateName, FeedActName));
    TRY(tx.Execute("UPDATE panel_calendar_feed SET state = $2, name = $3 WHERE id = $1",
                   {id, FeedStateName(after), act == FeedAct::kRename ? wanted : feed.name}));
    return seams_.audit.Append(tx, actor, fmt::format("calendar-feed.{}", FeedActName(act)),
                               "calendar-feed:" + id.text());
  });
}

base::Result<Feed> Feeds::FindLive(std::string_view token) {
  const auto read = [&](db::Transaction& tx) {
    return tx.QueryOne(std::string(kColumns) + "WHERE token_hash = $1 AND state = 'live'", {HashOf(token)});
  };
  const auto row = TRY(seams_.database.Read(read));
  if (!row) return Nothing();
  return FromRow(*row);
}

base::Status Feeds::CountRead(const FeedId& id) {
  const std::lock_guard lock(mutex_);
  const base::UtcTime now = seams_.clock.Now();
  Reads& reads = reads_[id];
  if (reads.count == 0 || now.ms - reads.since.ms >= base::kHourMs) reads = {now, 0};
  if (reads.count >= base::kMaxFeedReads)
    return base::Error{
        base::Code::kBusy, desk::tr("This feed was read too often. Once an hour is enough."), {}};
  ++reads.count;
  return base::Ok();
}

base::Result<calendar::Calendar> Feeds::CalendarOf(db::Transaction& tx, const desk::Actor& actor,
                                                   const Feed& feed) {
  const html::Locale& locale = html::ChooseLocale(actor.locale, "");
  calendar::Calendar calendar;
  calendar.product = kProduct;
  calendar.method = calendar::Method::kPublish;
  calendar.name = locale.tr("Sessions of the panel");
  calendar.refresh_interval = calendar::Duration{false, 0, kRefreshSeconds};
  SessionFilter filter;
  filter.mine = feed.scope == FeedScope::kMine;
  filter.ends_after = base::UtcTime{seams_.clock.Now().ms - kPastMs};
  for (const PanelSession& session : TRY(access_.VisibleTo(tx, actor, filter, {}, base::kMaxFeedEvents))) {
    if (session.state == SessionState::kDraft) continue;
    if (session.closed() && session.state == SessionState::kCancelled) continue;
    const Words words = session.closed() ? Words() : TRY(access_.Read(tx, session, session.words, nullptr));
    AddEvents(locale, config_, session, words, TRY(days_.Of(tx, session)),
              book_.FeedUidFor(session.id, feed.person), calendar);
  }
  return calendar;
}

base::Result<std::string> Feeds::Read(std::string_view token) {
  if (token.ends_with(".ics")) token.remove_suffix(4);
  const Feed feed = TRY(FindLive(token));
  const auto actor = sign_in_.ActorOfPerson(feed.person, feed.org);
  if (!actor || !actor->Can(desk::Permission::kPanelRead)) return Nothing();
  TRY(CountRead(feed.id));
  const std::int64_t now = seams_.clock.Now().ms;
  // To the hour, so that reading writes seldom and tells little.
  const std::int64_t hour = now - now % base::kHourMs;
  if (!feed.used || feed.used->ms != hour) {
    const auto mark = [&](db::Transaction& tx) {
      return tx.Execute("UPDATE panel_calendar_feed SET used_ms = $2 WHERE id = $1", {feed.id, hour});
    };
    TRY(seams_.database.Write(mark));
  }
  const auto read = [&](db::Transaction& tx) { return CalendarOf(tx, *actor, feed); };
  return calendar::WriteCalendar(TRY(seams_.database.Read(read)));
}

}  // namespace panel::invitations
