#pragma once
// The whole installation in one file, made while it runs, and back. The file is a tar archive (tar.h), mode
// 0600:
//   README.txt                what this is and how to use it
//   manifest.json             format, time, kind of database, head of the audit log, and name, size and
//   SHA-256 of each file below manumit.toml              the configuration keys/installation.key     the
//   installation's key database.sqlite           or database.pgdump (pg_dump's custom format)
// Whoever holds it holds all that the store holds in the clear and the installation's key, but no vault key:
// sealed content stays sealed. Files that the configuration names (passwords of their own, TLS) are not in
// it.
//
// Errors: kConflict (something would be overwritten), kCorrupt (the backup is damaged: which file), kIo.

#include <string>
#include <vector>

#include "base/result.h"
#include "desk/audit/audit.h"

namespace desk {

class Desk;

struct BackupSummary {
  std::string made;  // RFC 3339
  AuditHead audit_head;
  bool postgres = false;
  struct File {
    std::string name;
    std::uint64_t size = 0;
  };
  std::vector<File> files;
};

// Audited. Refuses to overwrite. The copy of an embedded store is checked before it is packed. PostgreSQL:
// runs pg_dump.
base::Result<BackupSummary> BackupTo(Desk& desk, const Actor& actor, const std::string& file);

// Reads all of it and compares every digest.
base::Result<BackupSummary> VerifyBackup(const std::string& file);

struct Restored {
  BackupSummary backup;
  std::string config;  // DIR/manumit.toml
  std::string dump;    // PostgreSQL: where the dump lies, to be given to pg_restore; else empty
  bool config_moved =
      false;  // the configuration named another folder for its data; it was changed to DIR/data
};
// `dir` is absent or empty. Verifies before it writes anything.
base::Result<Restored> RestoreBackup(const std::string& file, const std::string& dir);

}  // namespace desk
