#include "desk/audit/audit.h"

#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <span>

#include <fmt/format.h>

#include "crypto/encoding.h"
#include "crypto/hash_chain.h"

namespace desk {
namespace {

using Details = std::vector<std::pair<std::string, std::string>>;

std::string DetailsText(const Details& details) {
  boost::json::array pairs;
  for (const auto& [name, value] : details) pairs.push_back(boost::json::array{name, value});
  return boost::json::serialize(pairs);
}

// What is not the text that DetailsText writes is shown as it is: the page must show a damaged log, and
// Verify says what is wrong.
Details ReadDetails(const std::string& text) {
  boost::system::error_code error;
  const boost::json::value value = boost::json::parse(text, error);
  const boost::json::array* pairs = error ? nullptr : value.if_array();
  Details details;
  if (pairs == nullptr) return {{"damaged", text}};
  for (const boost::json::value& pair : *pairs) {
    const boost::json::array* two = pair.if_array();
    if (two == nullptr || two->size() != 2 || !two->at(0).is_string() || !two->at(1).is_string())
      return {{"damaged", text}};
    details.emplace_back(std::string(two->at(0).get_string()), std::string(two->at(1).get_string()));
  }
  return details;
}

base::Result<crypto::ChainHead> HeadBytes(std::string_view hex) {
  crypto::ChainHead head{};
  const crypto::Bytes bytes = TRY(crypto::HexDecode(hex));
  if (bytes.size() != head.size()) return base::Invalid("a head has 64 hexadecimal digits");
  std::copy(bytes.begin(), bytes.end(), head.begin());
  return head;
}

// The texts that an entry is hashed as, in their order; numbers in decimal.
struct Fields {
  std::string number;
  std::string time_ms;
  std::string actor;
  std::string org;
  std::string action;
  std::string record;
  std::string details;
};

crypto::ChainHead Extend(const crypto::ChainHead& before, const Fields& fields) {
  const std::array<std::string_view, 7> texts = {fields.number, fields.time_ms, fields.actor,  fields.org,
                                                 fields.action, fields.record,  fields.details};
  return crypto::ExtendChain(before, texts);
}

// Walks the entries and stops at the first that does not fit.
class Verifier {
 public:
  explicit Verifier(const std::optional<AuditHead>& kept) : kept_(kept) {
    head_.head = crypto::HexEncode(chain_);
  }

  base::Status Begin() { return Compare(); }

  base::Status Add(const db::Row& row) {
    const Fields fields{row.Text(0), row.Text(1), row.Text(2), row.Text(3),
                        row.Text(4), row.Text(5), row.Text(6)};
    const std::int64_t expected = head_.number + 1;
    if (fields.number != fmt::to_string(expected))
      return base::Corrupt(
          fmt::format("the audit log is not intact: entry {} is missing; after entry {} comes entry {}",
                      expected, head_.number, fields.number));
    chain_ = Extend(chain_, fields);
    head_.number = expected;
    head_.head = crypto::HexEncode(chain_);
    if (head_.head != row.Text(7))
      return base::Corrupt(
          fmt::format("the audit log is not intact: entry {} is not what was written; it was changed, or "
                      "another entry stands in its place",
                      expected));
    std::from_chars(fields.time_ms.data(), fields.time_ms.data() + fields.time_ms.size(), head_.time.ms);
    return Compare();
  }

  base::Result<AuditHead> Finish(const std::optional<db::Row>& last) {
    if (kept_ && !found_) return KeptMissing();
    if (!last) return base::Corrupt("the audit log is not intact: its head is missing");
    if (last->Text(0) != fmt::to_string(head_.number))
      return base::Corrupt(
          fmt::format("the audit log is not intact: it ends with entry {}, but its head is of entry {}: "
                      "entries are missing at the end, "
                      "or stand there that were not written by the program",
                      head_.number, last->Text(0)));
    if (last->Text(1) != head_.head)
      return base::Corrupt(fmt::format(
          "the audit log is not intact: its head is not that of its last entry, {}", head_.number));
    return head_;
  }

 private:
  base::Status Compare() {
    if (!kept_) return base::Ok();
    if (kept_->head == head_.head) found_ = found_ || kept_->number < 0 || kept_->number == head_.number;
    if (kept_->number != head_.number || found_) return base::Ok();
    return base::Corrupt(
        fmt::format("the audit log was written anew: at entry {} its head is {}, but the kept head is {}; "
                    "this entry or one before it is not "
                    "what it was when the head was kept",
                    head_.number, head_.head, kept_->head));
  }

  base::Error KeptMissing() const {
    if (kept_->number < 0)
      return base::Corrupt(
          fmt::format("the kept head {} is not the head of any of the {} entries: the audit log was written "
                      "anew or cut off",
                      kept_->head, head_.number));
    return base::Corrupt(fmt::format(
        "the audit log has {} entries, but the kept head is of entry {}: entries at the end were removed",
        head_.number, kept_->number));
  }

  std::optional<AuditHead> kept_;
  crypto::ChainHead chain_{};
  AuditHead head_;
  bool found_ = false;
};

AuditEntry EntryOf(const db::Row& row) {
  return {.number = row.Int(0),
          .time = {row.Int(1)},
          .actor = row.Text(2),
          .org = row.IdAt<OrgId>(3),
          .action = row.Text(4),
          .record = row.Text(5),
          .details = ReadDetails(row.Text(6)),
          .head = row.Text(7)};
}

}  // namespace

std::string FormatHead(const AuditHead& head) {
  return fmt::format("MANUMIT-AUDIT {} {}", head.number, head.head);
}

base::Result<AuditHead> ParseHead(std::string_view line) {
  constexpr std::string_view kName = "MANUMIT-AUDIT ";
  const auto wrong = [] {
    return base::Invalid(
        "this is no head of an audit log; it looks like \"MANUMIT-AUDIT 42 \" and 64 hexadecimal digits");
  };
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
  while (!line.empty() && is_space(line.front())) line.remove_prefix(1);
  AuditHead head;
  head.number = kAnyNumber;
  if (line.starts_with(kName)) {
    line.remove_prefix(kName.size());
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), head.number);
    if (error != std::errc() || head.number < 0 || end == line.data() + line.size() || *end != ' ')
      return wrong();
    line.remove_prefix(static_cast<std::size_t>(end - line.data()) + 1);
  }
  const auto bytes = HeadBytes(line);
  if (!bytes) return wrong();
  head.head = crypto::HexEncode(*bytes);
  return head;
}

base::Status Audit::Append(db::Transaction& tx, const Actor& actor, std::string_view action,
                           std::string_view record,
                           std::vector<std::pair<std::string, std::string>> details) {
  // Whoever holds this row is the only one to append until its transaction ends.
  const std::optional<db::Row> before =
      TRY(tx.QueryOne("UPDATE audit_head SET number = number + 1 WHERE id = 1 RETURNING number, head"));
  if (!before) return base::Corrupt("the audit log has lost its head; run `manumit verify audit`");
  const std::int64_t number = before->Int(0);
  const std::int64_t now_ms = clock_.Now().ms;
  const Fields fields{fmt::to_string(number), fmt::to_string(now_ms), actor.label,         actor.org.text(),
                      std::string(action),    std::string(record),    DetailsText(details)};
  const auto previous = HeadBytes(before->Text(1));
  if (!previous) return base::Corrupt("the head of the audit log is damaged; run `manumit verify audit`");
  const std::string head = crypto::HexEncode(Extend(*previous, fields));
  TRY(tx.Execute(
      "INSERT INTO audit_entry(number, time_ms, actor, org_id, action, record, details, head) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {number, now_ms, fields.actor, fields.org, fields.action, fields.record, fields.details, head}));
  TRY(tx.Execute("UPDATE audit_head SET head = $1, time_ms = $2 WHERE id = 1", {head, now_ms}));
  return base::Ok();
}

base::Result<AuditHead> Audit::Head() {
  return database_.Read([](db::Transaction& tx) -> base::Result<AuditHead> {
    const std::optional<db::Row> row =
        TRY(tx.QueryOne("SELECT number, head, time_ms FROM audit_head WHERE id = 1"));
    if (!row) return base::Corrupt("the audit log has lost its head; run `manumit verify audit`");
    return AuditHead{.number = row->Int(0), .head = row->Text(1), .time = {row->Int(2)}};
  });
}

base::Result<std::vector<AuditEntry>> Audit::Page(const OrgId& org, std::int64_t before, std::size_t limit,
                                                  std::string_view action_prefix) {
  std::string sql =
      "SELECT number, time_ms, actor, org_id, action, record, details, head FROM audit_entry "
      "WHERE ($1 = 0 OR number < $1) AND substr(action, 1, CAST($2 AS INTEGER)) = $3";
  std::vector<db::Param> params = {before, action_prefix.size(), action_prefix, limit};
  if (!org.empty()) {
    sql += " AND org_id = $5";
    params.emplace_back(org);
  }
  sql += " ORDER BY number DESC LIMIT $4";
  return database_.Read([&](db::Transaction& tx) -> base::Result<std::vector<AuditEntry>> {
    std::vector<AuditEntry> entries;
    for (const db::Row& row : TRY(tx.Query(sql, params))) entries.push_back(EntryOf(row));
    return entries;
  });
}

base::Result<AuditHead> Audit::Verify(const std::optional<AuditHead>& kept) {
  return database_.Read([&](db::Transaction& tx) -> base::Result<AuditHead> {
    Verifier verifier(kept);
    TRY(verifier.Begin());
    const auto add = [&](const db::Row& row) -> base::Result<bool> {
      TRY(verifier.Add(row));
      return true;
    };
    // As text, whatever somebody wrote into the columns: what is read here may be anything.
    TRY(
        tx.Each("SELECT CAST(number AS TEXT), CAST(time_ms AS TEXT), CAST(actor AS TEXT), CAST(org_id AS "
                "TEXT), CAST(action AS TEXT), "
                "CAST(record AS TEXT), CAST(details AS TEXT), CAST(head AS TEXT) FROM audit_entry ORDER BY "
                "audit_entry.number",
                {}, add));
    return verifier.Finish(
        TRY(tx.QueryOne("SELECT CAST(number AS TEXT), CAST(head AS TEXT), CAST(time_ms AS TEXT) FROM "
                        "audit_head WHERE id = 1")));
  });
}

}  // namespace desk
