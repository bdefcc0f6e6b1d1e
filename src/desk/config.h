#pragma once
// The installation's configuration: manumit.toml, written by `manumit init` with a comment on every line,
// read once at start. An unknown key, a wrong type or an impossible value is an error that names file, line
// and key: a setting is never silently ignored. Relative paths are relative to the file's folder. Secrets
// (mail password, OIDC client secrets) may stand in files of their own (…_file).

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace desk {

struct OidcProvider {
  std::string name;  // shown on the button, and in the path /sign-in/oidc/NAME
  std::string issuer;
  std::string client_id;
  std::string client_secret;
};

struct ListSource {  // a watch list that is fetched on a schedule
  std::string dataset;
  std::string url;
  std::int64_t every_hours = 24;
};

struct Config {
  std::string path;      // of the file
  std::string data_dir;  // where the embedded store, local copies and keys lie
  std::string database;  // "sqlite:..." or "postgresql://..."
  std::string listen = "127.0.0.1:8080";
  std::string
      public_url;  // "https://manumit.example.org"; origin of passkeys, links in mail, cookies' Secure
  std::string tls_certificate;
  std::string tls_key;
  std::vector<std::string> trusted_proxies;
  std::string log_level = "info";
  // mail
  std::string smtp_host;
  int smtp_port = 587;
  std::string smtp_from;
  std::string smtp_user;
  std::string smtp_password;
  // sign-in
  std::vector<OidcProvider> oidc;
  std::int64_t session_hours = 12;
  std::int64_t session_idle_minutes = 120;
  // audit heads go to these addresses every day: "https://...", "mailto:..."
  std::vector<std::string> audit_heads;
  std::vector<ListSource> list_sources;
  bool webhooks_private = false;  // webhooks may go to addresses of this machine and of private networks
  std::int64_t job_workers = 2;
};

base::Result<Config> LoadConfig(const std::string& path);
base::Result<Config> ParseConfig(std::string_view toml, const std::string& path);
// The text of a new file for `init`.
std::string NewConfigText(std::string_view data_dir);

}  // namespace desk
