#pragma once
// Names within a backup. Internal to backup and restore.

#include <string_view>

namespace desk {

inline constexpr std::string_view kBackupFormat = "manumit-backup-1";
inline constexpr std::string_view kReadmePart = "README.txt";
inline constexpr std::string_view kManifestPart = "manifest.json";
inline constexpr std::string_view kConfigPart = "manumit.toml";
inline constexpr std::string_view kKeyPart = "keys/installation.key";
inline constexpr std::string_view kSqlitePart = "database.sqlite";
inline constexpr std::string_view kDumpPart = "database.pgdump";

}  // namespace desk
