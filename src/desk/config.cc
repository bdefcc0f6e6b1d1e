#include "desk/config.h"

#include <fmt/format.h>

#include <filesystem>
#include <set>

#include "files/bytes.h"

#include <toml++/toml.h>

namespace desk {

namespace {

namespace fs = std::filesystem;

base::Error At(const std::string& path, const toml::node& node, std::string_view what) {
  return base::Invalid(fmt::format("{} line {}: {}", path, node.source().begin.line, what));
}

// One table of the file: takes values by name and, at the end, says what it did not know.
class Section {
 public:
  Section(const toml::table& table, std::string name, const std::string& path)
      : table_(table), name_(std::move(name)), path_(path) {}

  base::Status Text(std::string_view key, std::string& value) {
    const toml::node* node = Take(key);
    if (node == nullptr) return base::Ok();
    if (!node->is_string()) return Wrong(*node, key, "a text in quotes");
    value = node->as_string()->get();
    return base::Ok();
  }

  template <typename Number>
  base::Status Integer(std::string_view key, Number& value, std::int64_t least, std::int64_t most) {
    const toml::node* node = Take(key);
    if (node == nullptr) return base::Ok();
    const auto number = node->is_integer() ? node->as_integer()->get() : least - 1;
    if (number < least || number > most)
      return Wrong(*node, key, fmt::format("a whole number from {} to {}", least, most));
    value = static_cast<Number>(number);
    return base::Ok();
  }

  base::Status Truth(std::string_view key, bool& value) {
    const toml::node* node = Take(key);
    if (node == nullptr) return base::Ok();
    if (!node->is_boolean()) return Wrong(*node, key, "true or false");
    value = node->as_boolean()->get();
    return base::Ok();
  }

  base::Status Texts(std::string_view key, std::vector<std::string>& values) {
    const toml::node* node = Take(key);
    if (node == nullptr) return base::Ok();
    if (!node->is_array()) return Wrong(*node, key, "a list of texts: [\"...\"]");
    for (const toml::node& element : *node->as_array()) {
      if (!element.is_string()) return Wrong(element, key, "a list of texts: [\"...\"]");
      values.push_back(element.as_string()->get());
    }
    return base::Ok();
  }

  // `key` as it stands or, from the file that `key`_file names, its first line.
  base::Status Secret(std::string_view key, std::string& value) {
    TRY(Text(key, value));
    std::string file;
    TRY(Text(std::string(key) + "_file", file));
    if (file.empty()) return base::Ok();
    const fs::path at = fs::path(path_).parent_path() / file;
    const std::string text = std::string(TRY(files::MappedFile::Open(at.string())).text());
    value = text.substr(0, text.find('\n'));
    return base::Ok();
  }

  const toml::table* Table(std::string_view key) {
    const toml::node* node = Take(key);
    return node == nullptr ? nullptr : node->as_table();
  }
  const toml::array* Tables(std::string_view key) {
    const toml::node* node = Take(key);
    return node == nullptr ? nullptr : node->as_array();
  }

  base::Status End() const {
    for (const auto& [key, node] : table_)
      if (!taken_.contains(key.str()))
        return At(path_, node,
                  fmt::format("\"{}{}\" is not a setting; see docs/operate.md for all of them", Prefix(),
                              key.str()));
    return base::Ok();
  }

 private:
  const toml::node* Take(std::string_view key) {
    taken_.insert(std::string(key));
    return table_.get(key);
  }
  base::Error Wrong(const toml::node& node, std::string_view key, std::string_view expected) const {
    return At(path_, node, fmt::format("{}{}: {} is expected", Prefix(), key, expected));
  }
  std::string Prefix() const { return name_.empty() ? "" : name_ + "."; }

  const toml::table& table_;
  std::string name_;
  const std::string& path_;
  std::set<std::string, std::less<>> taken_;
};

std::string Absolute(const std::string& config_path, const std::string& path) {
  if (path.empty()) return path;
  return (fs::absolute(config_path).parent_path() / path).lexically_normal().string();
}

// "sqlite:manumit.db" relative to the data folder; other addresses as they are.
std::string DatabaseUrl(const Config& config) {
  if (config.database.empty()) return "sqlite:" + (fs::path(config.data_dir) / "manumit.db").string();
  constexpr std::string_view kEmbedded = "sqlite:";
  if (!config.database.starts_with(kEmbedded)) return config.database;
  return std::string(kEmbedded) + Absolute(config.path, config.database.substr(kEmbedded.size()));
}

base::Status ReadServer(Section server, Config& config) {
  TRY(server.Text("listen", config.listen));
  TRY(server.Text("public_url", config.public_url));
  TRY(server.Text("tls_certificate", config.tls_certificate));
  TRY(server.Text("tls_key", config.tls_key));
  TRY(server.Texts("trusted_proxies", config.trusted_proxies));
  TRY(server.Text("log_level", config.log_level));
  TRY(server.Integer("job_workers", config.job_workers, 0, 64));
  config.tls_certificate = Absolute(config.path, config.tls_certificate);
  config.tls_key = Absolute(config.path, config.tls_key);
  return server.End();
}

base::Status ReadMail(Section mail, Config& config) {
  TRY(mail.Text("host", config.smtp_host));
  TRY(mail.Integer("port", config.smtp_port, 1, 65535));
  TRY(mail.Text("from", config.smtp_from));
  TRY(mail.Text("user", config.smtp_user));
  TRY(mail.Secret("password", config.smtp_password));
  return mail.End();
}

base::Status ReadSignIn(Section sign_in, Config& config) {
  TRY(sign_in.Integer("session_hours", config.session_hours, 1, 24 * 30));
  TRY(sign_in.Integer("session_idle_minutes", config.session_idle_minutes, 1, 24 * 60));
  const toml::array* providers = sign_in.Tables("oidc");
  for (std::size_t i = 0; providers != nullptr && i < providers->size(); ++i) {
    const toml::node& node = *providers->get(i);
    if (!node.is_table()) return At(config.path, node, "sign_in.oidc: [[sign_in.oidc]] tables are expected");
    Section one(*node.as_table(), "sign_in.oidc", config.path);
    OidcProvider provider;
    TRY(one.Text("name", provider.name));
    TRY(one.Text("issuer", provider.issuer));
    TRY(one.Text("client_id", provider.client_id));
    TRY(one.Secret("client_secret", provider.client_secret));
    TRY(one.End());
    if (provider.name.empty() || provider.issuer.empty() || provider.client_id.empty())
      return At(config.path, node, "sign_in.oidc: name, issuer and client_id are needed");
    config.oidc.push_back(std::move(provider));
  }
  return sign_in.End();
}

base::Status ReadLists(Section lists, Config& config) {
  const toml::array* sources = lists.Tables("fetch");
  for (std::size_t i = 0; sources != nullptr && i < sources->size(); ++i) {
    const toml::node& node = *sources->get(i);
    if (!node.is_table()) return At(config.path, node, "lists.fetch: [[lists.fetch]] tables are expected");
    Section one(*node.as_table(), "lists.fetch", config.path);
    ListSource source;
    TRY(one.Text("dataset", source.dataset));
    TRY(one.Text("url", source.url));
    TRY(one.Integer("every_hours", source.every_hours, 1, 24 * 366));
    TRY(one.End());
    if (source.dataset.empty() || source.url.empty())
      return At(config.path, node, "lists.fetch: dataset and url are needed");
    config.list_sources.push_back(std::move(source));
  }
  return lists.End();
}

base::Status ReadAll(const toml::table& file, Config& config) {
  Section top(file, "", config.path);
  TRY(top.Text("data_dir", config.data_dir));
  TRY(top.Text("database", config.database));
  if (config.data_dir.empty()) config.data_dir = "data";
  config.data_dir = Absolute(config.path, config.data_dir);
  config.database = DatabaseUrl(config);
  if (const toml::table* server = top.Table("server"))
    TRY(ReadServer(Section(*server, "server", config.path), config));
  if (const toml::table* mail = top.Table("mail")) TRY(ReadMail(Section(*mail, "mail", config.path), config));
  if (const toml::table* sign_in = top.Table("sign_in"))
    TRY(ReadSignIn(Section(*sign_in, "sign_in", config.path), config));
  if (const toml::table* lists = top.Table("lists"))
    TRY(ReadLists(Section(*lists, "lists", config.path), config));
  if (const toml::table* audit = top.Table("audit")) {
    Section section(*audit, "audit", config.path);
    TRY(section.Texts("heads_to", config.audit_heads));
    TRY(section.End());
  }
  if (const toml::table* webhooks = top.Table("webhooks")) {
    Section section(*webhooks, "webhooks", config.path);
    TRY(section.Truth("allow_private_addresses", config.webhooks_private));
    TRY(section.End());
  }
  return top.End();
}

base::Status CheckAddresses(const Config& config) {
  if (config.tls_certificate.empty() != config.tls_key.empty())
    return base::Invalid(config.path + ": server.tls_certificate and server.tls_key belong together");
  const bool is_address = config.public_url.empty() || config.public_url.starts_with("https://") ||
                          config.public_url.starts_with("http://");
  if (!is_address || config.public_url.ends_with("/"))
    return base::Invalid(config.path +
                         ": server.public_url: \"https://host\" without a slash at its end is expected");
  static const std::set<std::string> kLevels = {"debug", "info", "warning", "error"};
  if (!kLevels.contains(config.log_level))
    return base::Invalid(config.path + ": server.log_level: debug, info, warning or error is expected");
  for (const std::string& to : config.audit_heads)
    if (!to.starts_with("https://") && !to.starts_with("http://") && !to.starts_with("mailto:"))
      return base::Invalid(
          fmt::format("{}: audit.heads_to: \"{}\" is neither https://... nor mailto:...", config.path, to));
  return base::Ok();
}

}  // namespace

base::Result<Config> ParseConfig(std::string_view text, const std::string& path) {
  Config config;
  config.path = path;
  try {
    const toml::table file = toml::parse(text, path);
    TRY(ReadAll(file, config));
  } catch (const toml::parse_error& fault) {
    return base::Invalid(
        fmt::format("{} line {}: {}", path, fault.source().begin.line, std::string(fault.description())));
  }
  TRY(CheckAddresses(config));
  return config;
}

base::Result<Config> LoadConfig(const std::string& path) {
  const files::MappedFile file = TRY(files::MappedFile::Open(path));
  return ParseConfig(file.text(), path);
}

std::string NewConfigText(std::string_view data_dir) {
  return fmt::format(
      R"(# Manumit. Relative paths begin at this file's folder. docs/operate.md explains every setting.

data_dir = "{}"              # the embedded store, local copies, the installation's key
# database = "postgresql://manumit@/manumit?host=/run/postgresql"   # instead of the embedded store

[server]
listen = "127.0.0.1:8080"
# public_url = "https://manumit.example.org"   # as people type it; needed for passkeys, OpenID and mail
# tls_certificate = "tls/fullchain.pem"
# tls_key = "tls/key.pem"
# trusted_proxies = ["127.0.0.1"]              # whose Forwarded headers are believed
log_level = "info"

# [mail]
# host = "smtp.example.org"
# port = 587
# from = "manumit@example.org"
# user = "manumit"
# password_file = "mail-password"

[sign_in]
session_hours = 12
session_idle_minutes = 120
# [[sign_in.oidc]]
# name = "staff"
# issuer = "https://login.example.org"
# client_id = "manumit"
# client_secret_file = "oidc-secret"

[audit]
heads_to = []                 # at least two addresses outside this machine: "https://...", "mailto:..."

# [[lists.fetch]]
# dataset = "un_sc"
# url = "https://example.org/consolidated.xml"
# every_hours = 24
)",
      data_dir);
}

}  // namespace desk
