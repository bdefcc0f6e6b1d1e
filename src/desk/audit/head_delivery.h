#pragma once
// The head of the audit log on its way out of the machine: once a day to every address of config.audit_heads,
// so that whoever rewrites the log here cannot rewrite what was sent. "https://..." (or http) gets the line
// of FormatHead as text/plain by POST, "mailto:..." as a mail. What was last sent where is kept and shown.
// Thread-safe.

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "desk/audit/audit.h"

namespace desk {

class Desk;
struct Config;

struct HeadSent {
  std::string address;
  AuditHead head;  // the last that arrived; number 0 and an empty head: none
  base::UtcTime sent;
  base::UtcTime tried;
  std::string error;  // of the last try; empty: it arrived
};

// Tries every address, then fails with kIo where one of them failed.
base::Status SendHeads(Desk& desk);
// One for each address of the configuration, in its order.
base::Result<std::vector<HeadSent>> HeadsSent(Desk& desk);
// A sentence where there are fewer than two addresses; for `config check`, /audit and the log.
std::optional<std::string> HeadAddressWarning(const Config& config);

}  // namespace desk
