// What time does to referrals, and who has to know.

#include "base/limits_referral.h"
#include "base/log.h"
#include "db/sql_text.h"
#include "voice/referral/mail.h"
#include "voice/referral/referrals.h"

namespace voice::referral {
namespace {

constexpr std::int64_t kABatch = 200;
constexpr std::int64_t kEscalateAfterDays = 3;  // late for the team first, then for its supervisors
constexpr std::size_t kMostWaiting = 50;        // on a home page

constexpr std::string_view kIsLate =
    "((r.state IN ('sent', 'opened', 'accepted') AND r.due_day < {day}) OR (r.deletion = 'asked' AND "
    "r.deletion_due < {day}))";

// Whom a conflict of interest keeps out of a case learns nothing of its referrals.
db::SqlText& AddNotExcluded(db::SqlText& sql, const desk::Actor& actor) {
  return sql
      .Add(" AND NOT EXISTS (SELECT 1 FROM voice_conflict x WHERE x.case_id = r.case_id AND x.person_id = ")
      .Bind(actor.person)
      .Add(")");
}

// `day` stands for a parameter's place.
db::SqlText& AddIsLate(db::SqlText& sql, Day day) {
  std::string_view rest = kIsLate;
  constexpr std::string_view kPlace = "{day}";
  while (true) {
    const std::size_t at = rest.find(kPlace);
    sql.Add(rest.substr(0, at));
    if (at == std::string_view::npos) return sql;
    sql.Bind(day);
    rest.remove_prefix(at + kPlace.size());
  }
}

base::Result<std::vector<Listed>> Lines(db::Database& database, const db::SqlText& sql) {
  std::vector<Listed> listed;
  for (const db::Row& row : TRY(database.Read([&](db::Transaction& tx) { return sql.Query(tx); })))
    listed.push_back({ReadRow(row), row.Text(row.size() - 2) + ", " + row.Text(row.size() - 1)});
  return listed;
}

// Lines with the team that sent them; `joined` is the team whose people are meant.
db::SqlText Select(std::string_view joined) {
  std::string select(RowSelect());
  select.insert(select.find(" FROM "), ", o.name, s.name");
  return db::SqlText(select +
                     "JOIN voice_team s ON s.id = r.team_id JOIN organisation o ON o.id = s.org_id " +
                     std::string(joined));
}

}  // namespace

base::Result<std::vector<Listed>> Referrals::Sent(const desk::Actor& actor, const ListPosition& after,
                                                  std::size_t limit) {
  const std::vector<vault::CircleId> circles = TRY(access_.CirclesOf(actor));
  if (circles.empty()) return std::vector<Listed>();
  db::SqlText sql = Select("WHERE r.org_id = ");
  sql.Bind(actor.org).Add(" AND r.state <> 'draft' AND s.circle_id IN ").BindAll(circles);
  AddNotExcluded(sql, actor);
  if (!after.id.empty())
    sql.Add(" AND (r.made_day < ")
        .Bind(after.made)
        .Add(" OR (r.made_day = ")
        .Bind(after.made)
        .Add(" AND r.id > ")
        .Bind(after.id)
        .Add("))");
  sql.Add(" ORDER BY r.made_day DESC, r.id LIMIT ").Bind(static_cast<std::int64_t>(limit));
  return Lines(access_.database(), sql);
}

base::Result<Referrals::Waiting> Referrals::WaitingFor(const desk::Actor& actor) {
  Waiting waiting;
  const std::vector<vault::CircleId> circles = TRY(access_.CirclesOf(actor));
  if (circles.empty()) return waiting;
  const auto most = static_cast<std::int64_t>(kMostWaiting);
  db::SqlText late = Select("WHERE r.org_id = ");
  late.Bind(actor.org).Add(" AND s.circle_id IN ").BindAll(circles);
  AddNotExcluded(late, actor).Add(" AND ");
  AddIsLate(late, Today()).Add(" ORDER BY r.due_day, r.id LIMIT ").Bind(most);
  waiting.late = TRY(Lines(access_.database(), late));
  db::SqlText unread = Select("WHERE r.org_id = ");
  unread.Bind(actor.org).Add(" AND s.circle_id IN ").BindAll(circles);
  AddNotExcluded(unread, actor).Add(" AND r.unread = 1 ORDER BY r.due_day, r.id LIMIT ").Bind(most);
  waiting.unread = TRY(Lines(access_.database(), unread));
  db::SqlText unmailed = Select("WHERE r.org_id = ");
  unmailed.Bind(actor.org).Add(" AND s.circle_id IN ").BindAll(circles);
  AddNotExcluded(unmailed, actor)
      .Add(
          " AND r.lookup IS NOT NULL AND ((r.deletion = 'asked' AND r.deletion_mailed = 0 AND (r.mail IS "
          "NULL "
          "OR r.mail_tries >= ")
      .Bind(base::kQuickMailTries)
      .Add(")) OR (r.state IN ('sent', 'opened', 'accepted') AND r.mail_tries >= ")
      .Bind(base::kQuickMailTries)
      .Add(")) ORDER BY r.due_day, r.id LIMIT ")
      .Bind(most);
  waiting.unmailed = TRY(Lines(access_.database(), unmailed));
  db::SqlText received = Select("JOIN voice_team t ON t.id = r.to_team WHERE t.org_id = ");
  received.Bind(actor.org).Add(" AND t.circle_id IN ").BindAll(circles);
  received.Add(" AND (r.state IN ('sent', 'opened') OR r.deletion = 'asked') ORDER BY r.due_day, r.id LIMIT ")
      .Bind(most);
  waiting.received = TRY(Lines(access_.database(), received));
  return waiting;
}

base::Result<std::vector<Listed>> Referrals::Escalated(const desk::Actor& actor) {
  db::SqlText sql = Select("WHERE r.org_id = ");
  sql.Bind(actor.org);
  AddNotExcluded(sql, actor).Add(" AND ");
  AddIsLate(sql, Today() - kEscalateAfterDays).Add(" ORDER BY r.due_day, r.id LIMIT ");
  sql.Bind(static_cast<std::int64_t>(kMostWaiting));
  return Lines(access_.database(), sql);
}

// A mail that could not be sent is tried again at the next runs and then once a day, behind those that were
// not tried yet: however many addresses are dead, the mails to others go out.
base::Status Referrals::AfterMail(const ReferralId& id, bool deletion, bool sent) {
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    if (!sent) {
      TRY(tx.Execute("UPDATE voice_referral SET mail_tries = mail_tries + 1 WHERE id = $1", {id}));
      TRY(tx.Execute("UPDATE voice_referral SET mail_next_day = $2 WHERE id = $1 AND mail_tries >= $3",
                     {id, Today() + 1, base::kQuickMailTries}));
      return base::Ok();
    }
    TRY(tx.Execute("UPDATE voice_referral SET mail_tries = 0, mail_next_day = NULL WHERE id = $1", {id}));
    TRY(deletion ? tx.Execute("UPDATE voice_referral SET deletion_mailed = 1 WHERE id = $1", {id})
                 : tx.Execute("UPDATE voice_referral SET reminded_day = $2 WHERE id = $1", {id, Today()}));
    return base::Ok();
  });
}

base::Status Referrals::MailDue(net::Mailer& mailer, std::string_view public_url, bool deletions) {
  const std::string which =
      deletions ? "WHERE r.deletion = 'asked' AND r.deletion_mailed = 0 AND r.mail IS NOT NULL"
                : "WHERE r.state IN ('sent', 'opened', 'accepted') AND r.reminded_day IS NULL AND r.due_day "
                  "<= $2 + 1 AND r.sent_day < $2 AND r.mail IS NOT NULL";
  std::string select(RowSelect());
  select.insert(select.find(" FROM "), ", r.mail");
  const db::Rows rows = TRY(access_.database().Read([&](db::Transaction& tx) {
    const std::string sql = select + which +
                            " AND r.mail_tries < $3 AND (r.mail_next_day IS NULL OR r.mail_next_day <= $2) "
                            "ORDER BY r.mail_tries, r.id LIMIT $1";
    return tx.Query(sql, {kABatch, Today(), base::kMaxMailTries});
  }));
  for (const db::Row& found : rows) {
    const ReferralRow row = ReadRow(found);
    const crypto::SecretBytes address =
        TRY(OpenUnder(keys_.mail, row.id, "mail", found.Bytes(found.size() - 1)));
    const std::string to(crypto::AsText(address.view()));
    const std::string number = NumberOf(row.id);
    const base::Status sent =
        mailer.Send(deletions ? DeletionMail(to, public_url, number) : ReminderMail(to, public_url, number));
    if (!sent) base::LogWarning("referral-mail-failed", {{"code", base::CodeName(sent.error().code)}});
    TRY(AfterMail(row.id, deletions, sent.has_value()));
  }
  return base::Ok();
}

base::Status Referrals::Tick(net::Mailer& mailer, std::string_view public_url) {
  const base::Status expired = access_.database().Write([&](db::Transaction& tx) -> base::Status {
    for (const db::Row& found :
         TRY(tx.Query(std::string(RowSelect()) + "WHERE r.state IN ('sent', 'opened', 'accepted') AND "
                                                 "r.expires_day < $1 ORDER BY r.id LIMIT $2",
                      {Today(), kABatch})))
      TRY(Move(tx, vault_, ReadRow(found), Act::kExpire, Today(), true));
    return base::Ok();
  });
  if (!expired) return expired;
  TRY(MailDue(mailer, public_url, true));
  return MailDue(mailer, public_url, false);
}

}  // namespace voice::referral
