#include "panel/sessions/closed_log.h"

#include <fmt/format.h>

#include <array>
#include <boost/json.hpp>

#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "crypto/hash_chain.h"
#include "desk/tr.h"

namespace panel {
namespace {

using Details = std::vector<std::pair<std::string, std::string>>;

// What an entry is hashed as, in this order.
struct Fields {
  std::string number;
  std::string time_ms;
  std::string actor;
  std::string org;
  std::string action;
  std::string record;
  std::string details;
};

std::string Extended(const std::string& before, const PanelSessionId& session, const Fields& fields) {
  crypto::ChainHead head{};
  if (!before.empty()) {
    const auto bytes = crypto::HexDecode(before);
    if (!bytes || bytes->size() != head.size()) return {};
    std::copy(bytes->begin(), bytes->end(), head.begin());
  }
  const std::array<std::string_view, 8> texts = {session.text(), fields.number, fields.time_ms,
                                                 fields.actor,   fields.org,    fields.action,
                                                 fields.record,  fields.details};
  return crypto::HexEncode(crypto::ExtendChain(head, texts));
}

std::string DetailsText(const Details& details) {
  boost::json::array pairs;
  for (const auto& [name, value] : details) pairs.push_back(boost::json::array{name, value});
  return boost::json::serialize(pairs);
}

Details DetailsOf(const std::string& text) {
  boost::system::error_code error;
  const boost::json::value value = boost::json::parse(text, error);
  const boost::json::array* pairs = error ? nullptr : value.if_array();
  Details details;
  if (pairs == nullptr) return {{"damaged", text}};
  for (const boost::json::value& pair : *pairs) {
    const boost::json::array* two = pair.if_array();
    if (two == nullptr || two->size() != 2 || !two->at(0).is_string() || !two->at(1).is_string())
      return {{"damaged", text}};
    details.emplace_back(two->at(0).get_string().c_str(), two->at(1).get_string().c_str());
  }
  return details;
}

// The heads as they were at `until_ms`, ordered by session.
base::Result<std::string> CommitmentOf(db::Transaction& tx, std::int64_t until_ms,
                                       std::span<const std::byte> salt) {
  std::string text = "manumit-closed-sessions-1\n" + crypto::HexEncode(salt) + "\n";
  const auto add = [&](const db::Row& row) -> base::Result<bool> {
    text += fmt::format("{} {} {}\n", row.Text(0), row.Int(1), row.Text(2));
    return true;
  };
  TRY(
      tx.Each("SELECT l.session_id, l.number, l.head FROM panel_closed_log l WHERE l.number = (SELECT "
              "max(m.number) FROM panel_closed_log m WHERE m.session_id = l.session_id AND m.time_ms <= $1) "
              "ORDER BY l.session_id",
              {until_ms}, add));
  return crypto::Sha256Hex(text);
}

base::Error Broken(const std::string& session, std::int64_t number) {
  return base::Corrupt(fmt::format(
      "the log of the closed session {} is not intact: entry {} is not what was written", session, number));
}

}  // namespace

base::Status ClosedLog::Append(db::Transaction& tx, const desk::Actor& actor, const PanelSessionId& session,
                               std::string_view action, std::string_view record, Details details) {
  const auto last = TRY(tx.QueryOne(
      "SELECT number, head FROM panel_closed_log WHERE session_id = $1 ORDER BY number DESC LIMIT 1",
      {session}));
  const std::int64_t number = last ? last->Int(0) + 1 : 1;
  const std::int64_t now = seams_.clock.Now().ms;
  const Fields fields{fmt::to_string(number), fmt::to_string(now), actor.label,         actor.org.text(),
                      std::string(action),    std::string(record), DetailsText(details)};
  const std::string head = Extended(last ? last->Text(1) : std::string(), session, fields);
  if (head.empty()) return Broken(session.text(), number - 1);
  TRY(tx.Execute(
      "INSERT INTO panel_closed_log(session_id, number, time_ms, actor, org_id, action, record, "
      "details, head) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {session, number, now, fields.actor, fields.org, fields.action, fields.record, fields.details, head}));
  return base::Ok();
}

base::Result<std::vector<desk::AuditEntry>> ClosedLog::Page(db::Transaction& tx,
                                                            const PanelSessionId& session,
                                                            std::int64_t before, std::size_t limit) {
  std::vector<desk::AuditEntry> entries;
  for (const db::Row& row : TRY(tx.Query(
           "SELECT number, time_ms, actor, org_id, action, record, details, head FROM panel_closed_log "
           "WHERE session_id = $1 AND ($2 = 0 OR number < $2) ORDER BY number DESC LIMIT $3",
           {session, before, limit})))
    entries.push_back({.number = row.Int(0),
                       .time = {row.Int(1)},
                       .actor = row.Text(2),
                       .org = row.IdAt<desk::OrgId>(3),
                       .action = row.Text(4),
                       .record = row.Text(5),
                       .details = DetailsOf(row.Text(6)),
                       .head = row.Text(7)});
  return entries;
}

base::Status ClosedLog::Verify(db::Transaction& tx) {
  std::string session;
  std::string head;
  std::int64_t number = 0;
  const auto check = [&](const db::Row& row) -> base::Result<bool> {
    if (row.Text(0) != session) {
      session = row.Text(0);
      head.clear();
      number = 0;
    }
    ++number;
    const Fields fields{fmt::to_string(row.Int(1)),
                        fmt::to_string(row.Int(2)),
                        row.Text(3),
                        row.Text(4),
                        row.Text(5),
                        row.Text(6),
                        row.Text(7)};
    head = Extended(head, PanelSessionId::FromStore(session), fields);
    if (row.Int(1) != number || head != row.Text(8)) return Broken(session, number);
    return true;
  };
  TRY(
      tx.Each("SELECT session_id, number, time_ms, actor, org_id, action, record, details, head FROM "
              "panel_closed_log ORDER BY session_id, panel_closed_log.number",
              {}, check));
  for (const db::Row& row :
       TRY(tx.Query("SELECT made_ms, salt, commitment FROM panel_closed_commitment ORDER BY made_ms"))) {
    if (TRY(CommitmentOf(tx, row.Int(0), row.Bytes(1))) != row.Text(2))
      return base::Corrupt(fmt::format(
          "the logs of closed sessions are not what they were at {}: something was removed, added or "
          "rewritten since",
          base::FormatTime({row.Int(0)})));
  }
  return base::Ok();
}

base::Status ClosedLog::Commit(db::Transaction& tx, const desk::Actor& actor) {
  const std::int64_t now = seams_.clock.Now().ms;
  // What is appended in the same millisecond after this one would not fit: commit to what was before it.
  const std::int64_t until = now - 1;
  constexpr std::size_t kSaltBytes = 32;
  const auto salt = seams_.random.Bytes<kSaltBytes>();
  const std::string commitment = TRY(CommitmentOf(tx, until, salt));
  TRY(
      tx.Execute("INSERT INTO panel_closed_commitment(made_ms, salt, commitment) VALUES ($1, $2, $3) ON "
                 "CONFLICT DO NOTHING",
                 {until, std::span<const std::byte>(salt), commitment}));
  return seams_.audit.Append(tx, actor, "panel.commit", "", {{"commitment", commitment}});
}

}  // namespace panel
