#pragma once
// The audit log: append-only, hash-chained. Every decision and every change of rights is one entry, written
// in the same transaction as the change itself, so that neither stands without the other. An entry names who,
// what, on which record, in which organisation, and details that are never sealed content nor personal data
// beyond ids.
//
// head(n) = SHA-256 over the length-prefixed canonical encoding of head(n-1) and all fields of entry n
// (crypto/hash_chain.h). One chain for the installation: an organisation's page shows its own entries, with
// their numbers in the chain. The head is printed and sent daily to addresses outside the machine (config
// audit_heads); whoever holds one can later prove any change with `verify audit --head`.
//
// Thread-safe. Cost of Append: three statements; appends of different transactions follow one another.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "db/db.h"
#include "desk/actor.h"

namespace desk {

struct AuditEntry {
  std::int64_t number = 0;  // from 1
  base::UtcTime time;
  std::string actor;  // Actor::label
  OrgId org;          // empty: the installation
  std::string
      action;  // "alert.judge", "person.invite", "session.sign-in", ...: a fixed word of the calling code
  std::string record;                                        // "alert:ID", or empty
  std::vector<std::pair<std::string, std::string>> details;  // names fixed by the caller
  std::string head;                                          // 64 hexadecimal digits, after this entry
};

inline constexpr std::int64_t kAnyNumber = -1;  // of a kept head whose number is not known

struct AuditHead {
  std::int64_t number = 0;
  std::string head;  // "0…0" (64) before the first entry
  base::UtcTime time;
};
// "MANUMIT-AUDIT 42 5f…": one line to print, mail and keep.
std::string FormatHead(const AuditHead& head);
// That line, or the 64 digits alone (then the number is kAnyNumber). Errors: kInvalid.
base::Result<AuditHead> ParseHead(std::string_view line);

class Audit {
 public:
  Audit(db::Database& database, const base::Clock& clock) : database_(database), clock_(clock) {}

  base::Status Append(db::Transaction& tx, const Actor& actor, std::string_view action,
                      std::string_view record, std::vector<std::pair<std::string, std::string>> details = {});
  base::Result<AuditHead> Head();
  // Newest first, entries of `org` only (or, with an empty id, all); `before` 0: from the newest.
  base::Result<std::vector<AuditEntry>> Page(const OrgId& org, std::int64_t before, std::size_t limit,
                                             std::string_view action_prefix = {});
  // Recomputes the whole chain in bounded memory. With `kept`, also that the entry of that number (with
  // kAnyNumber: any entry) still has that head. Errors: kCorrupt, naming the first entry that does not fit
  // and what is wrong (changed, missing, out of order, head not the kept one).
  base::Result<AuditHead> Verify(const std::optional<AuditHead>& kept = std::nullopt);

 private:
  db::Database& database_;
  const base::Clock& clock_;
};

}  // namespace desk
