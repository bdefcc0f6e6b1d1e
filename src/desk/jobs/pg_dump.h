#pragma once
// pg_dump as a program of its own. A password in the address is handed over in the environment, so that no
// list of processes shows it.

#include <string>
#include <string_view>

#include "base/result.h"

namespace desk {

// A new file in pg_dump's custom format. Errors: kIo (pg_dump is not installed or failed; it says why on
// standard error).
base::Status RunPgDump(const std::string& url, const std::string& file);

// The address without its password, and the password, decoded; empty where there is none.
struct PgAddress {
  std::string url;
  std::string password;
};
base::Result<PgAddress> SplitPgAddress(std::string_view url);

}  // namespace desk
