#include "main/init.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>

#include "desk/audit/head_delivery.h"
#include "desk/installation_key.h"
#include "desk/people/people.h"
#include "files/bytes.h"
#include "main/host.h"

namespace manumit {

namespace {

namespace fs = std::filesystem;

struct InitOptions {
  std::string dir;
  std::string data_dir;  // empty: DIR/data
  std::string org = "main";
  std::string org_name = "My organisation";
  std::string org_type = "company";
  std::string database;
};

// The configuration as `init` writes it; with --database its line is put in.
std::string ConfigText(const InitOptions& options) {
  std::string text =
      desk::NewConfigText(options.data_dir.empty() ? "data" : fs::absolute(options.data_dir).string());
  if (options.database.empty()) return text;
  const std::size_t at = text.find("# database =");
  return text.replace(at, text.find('\n', at) - at, fmt::format("database = \"{}\"", options.database));
}

base::Status MakeFirstOrganisation(const InitOptions& options, Host& host, const std::string& config) {
  const auto desk = TRY(OpenInstallation(config));
  TRY(desk->Migrate());
  const auto type = desk::OrgTypeNamed(options.org_type);
  if (!type)
    return base::Invalid("--type: \"" + options.org_type +
                         "\" is no kind of organisation; see docs/install.md");
  desk::Actor actor;
  actor.kind = desk::Actor::Kind::kSystem;
  actor.label = host.SystemLabel();
  actor.permissions.set();
  if (const auto there = TRY(desk->people().Organisations()); !there.empty())
    return base::Ok();  // a second machine on the same PostgreSQL
  TRY(desk->people().CreateOrganisation(actor, options.org, options.org_name, *type, ""));
  return base::Ok();
}

base::Status Init(const InitOptions& options, Host& host) {
  const fs::path config = fs::path(options.dir) / "manumit.toml";
  const std::string data_dir =
      options.data_dir.empty() ? (fs::path(options.dir) / "data").string() : options.data_dir;
  if (fs::exists(config))
    return base::Error{base::Code::kConflict,
                       config.string() + " exists already; it is left as it is. Choose another folder.",
                       {}};
  std::error_code problem;
  fs::create_directories(options.dir, problem);
  if (!problem) fs::create_directories(data_dir, problem);
  if (problem) return base::IoError(data_dir + ": " + problem.message());
  chmod(data_dir.c_str(), 0700);
  TRY(desk::MakeInstallationKey(data_dir));
  TRY(files::WriteFile(config.string(), ConfigText(options)));
  chmod(config.c_str(), 0600);
  base::Status made = MakeFirstOrganisation(options, host, config.string());
  if (!made.has_value()) {  // nothing half made stays
    fs::remove(config, problem);
    fs::remove(data_dir + "/keys/installation.key", problem);
    return made;
  }
  fmt::print(
      "Wrote {}\nNext:\n  manumit --config {} user add you@example.org --admin --password-stdin\n  manumit "
      "--config {} serve\n",
      config.string(), config.string(), config.string());
  return base::Ok();
}

base::Status Migrate(const std::string& config_path) {
  const auto desk = TRY(OpenInstallation(config_path));
  const db::MigrationState state = TRY(desk->Migrate());
  fmt::print("{} steps applied; the store is up to date.\n", state.applied);
  return base::Ok();
}

// Prints every finding; an error where the server could not start.
base::Status CheckConfig(const std::string& config_path) {
  const auto desk = TRY(OpenInstallation(config_path));
  const desk::Config& config = desk->config();
  const db::MigrationState state = TRY(desk->PendingMigrations());
  for (const std::string& step : state.pending) fmt::print("to do: migrate: {}\n", step);
  if (config.public_url.empty())
    fmt::print("note: server.public_url is not set: no passkeys, no OpenID, no links in mail\n");
  if (config.smtp_host.empty())
    fmt::print("note: mail.host is not set: mail is written to {}/mail\n", config.data_dir);
  if (const auto warning = desk::HeadAddressWarning(config)) fmt::print("warning: {}\n", *warning);
  if (!state.pending.empty()) return base::Invalid("the store needs `manumit migrate`");
  for (const auto& [name, error] : desk->Ready())
    if (error) return base::Error{error->code, name + ": " + error->external, error->internal};
  fmt::print("{}: fine\n", config_path);
  return base::Ok();
}

std::string RolesWith(desk::Permission permission) {
  std::string names;
  for (const desk::Role role : desk::Roles())
    if (desk::Has(desk::PermissionsOf(role), permission))
      names += (names.empty() ? "" : ",") + std::string(desk::RoleName(role));
  return names.empty() ? "-" : names;
}

// One line a route, ordered by pattern: what an auditor asks for, and what the tests compare.
base::Status PrintRoutes(const std::string& config_path) {
  const auto desk = TRY(OpenInstallation(config_path));
  std::vector<std::string> lines;
  for (const desk::Route& route : desk->router().routes())
    lines.push_back(fmt::format(
        "{}\t{}\t{}\t{}\t{}", route.pattern, route.method, route.face == desk::Face::kApi ? "api" : "page",
        desk::PermissionName(route.permission),
        route.permission == desk::Permission::kPublic ? "everybody" : RolesWith(route.permission)));
  std::sort(lines.begin(), lines.end());
  for (const std::string& line : lines) fmt::print("{}\n", line);
  return base::Ok();
}

}  // namespace

void AddInitCommands(CLI::App& app, int& exit_code, const std::string& config_path, Host& host) {
  auto options = std::make_shared<InitOptions>();
  CLI::App* init = app.add_subcommand(
      "init", "Makes a new installation: DIR/manumit.toml, an empty store, one organisation.");
  init->add_option("DIR", options->dir, "A folder; made if it is not there")->required();
  init->add_option("--data-dir", options->data_dir,
                   "Where the store and the installation's key go; without it: DIR/data");
  init->add_option("--org", options->org, "Short name of the first organisation, for addresses and commands")
      ->capture_default_str();
  init->add_option("--org-name", options->org_name, "Its name")->capture_default_str();
  init->add_option("--type", options->org_type, "What it is: company, ngo, government, ...")
      ->capture_default_str();
  init->add_option("--database", options->database, "postgresql://... instead of the embedded store");
  init->callback([options, &exit_code, &host] {
    const base::Status done = Init(*options, host);
    if (!done.has_value()) exit_code = host.Fail(done.error());
  });
  CLI::App* migrate = app.add_subcommand("migrate", "Brings the store up to date with this program.");
  migrate->callback([&config_path, &exit_code, &host] {
    const base::Status done = Migrate(config_path);
    if (!done.has_value()) exit_code = host.Fail(done.error());
  });
  CLI::App* config = app.add_subcommand("config", "Looks at the configuration.");
  config->require_subcommand(1);
  CLI::App* check = config->add_subcommand(
      "check", "Says what is wrong or missing; exit code 3 where the server could not start.");
  check->callback([&config_path, &exit_code, &host] {
    const base::Status done = CheckConfig(config_path);
    if (!done.has_value()) exit_code = host.Fail(done.error());
  });
  CLI::App* routes =
      config->add_subcommand("routes", "Lists every address with its permission and the roles that have it.");
  routes->callback([&config_path, &exit_code, &host] {
    const base::Status done = PrintRoutes(config_path);
    if (!done.has_value()) exit_code = host.Fail(done.error());
  });
}

}  // namespace manumit
