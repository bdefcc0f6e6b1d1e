#include "desk/people/commands.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "desk/commands.h"
#include "desk/people/people.h"
#include "desk/signin/signin.h"

namespace desk {

namespace {

struct Options {
  std::string as;
  std::string org;
  std::string email;
  std::string name;
  std::vector<std::string> roles;
  bool admin = false;
  bool password_stdin = false;
  std::vector<std::string> scopes;
  std::string key;
  std::string slug;
  std::string type = "company";
  std::string country;
};

// The first line of standard input; a prompt where a person types.
base::Result<std::string> ReadPassword() {
  if (isatty(STDIN_FILENO) != 0) fmt::print(stderr, "Password: ");
  std::string line;
  int letter = std::getchar();
  if (letter == EOF) return base::Invalid("no password on standard input");
  for (; letter != EOF && letter != '\n'; letter = std::getchar()) line += static_cast<char>(letter);
  return line;
}

base::Result<std::vector<Role>> RolesOf(const Options& options) {
  std::vector<Role> roles;
  if (options.admin) roles.push_back(Role::kAdmin);
  for (const std::string& name : options.roles) {
    const auto role = RoleNamed(name);
    if (!role)
      return base::Invalid("--role " + name + ": admin, analyst, approver, viewer or auditor is expected");
    roles.push_back(*role);
  }
  if (roles.empty()) roles.push_back(Role::kViewer);
  return roles;
}

// Whoever is made an administrator while nobody operates the installation yet operates it.
base::Result<bool> NoOperatorYet(Desk& desk) {
  return desk.database().Read([&](db::Transaction& tx) -> base::Result<bool> {
    return TRY(tx.Query("SELECT 1 FROM person WHERE is_operator = 1 AND active = 1 LIMIT 1")).empty();
  });
}

base::Status AddUser(CommandHost& host, const Options& options) {
  Desk& desk = *TRY(host.OpenDesk());
  const Actor actor = TRY(host.ActingAs(options.as, options.org));
  const std::vector<Role> roles = TRY(RolesOf(options));
  if (!options.password_stdin) {
    const auto invited = TRY(desk.people().Invite(actor, actor.org, options.email, roles));
    fmt::print("{} is invited until {}. Hand over this address; it works once:\n{}/join/{}\n", options.email,
               base::FormatDay(invited.invitation.expires), desk.config().public_url, invited.token);
    return base::Ok();
  }
  const std::string password = TRY(ReadPassword());
  const bool operates = options.admin && TRY(NoOperatorYet(desk));
  const PersonId person =
      TRY(desk.people().CreatePerson(actor, options.email, options.name, password, operates));
  TRY(desk.people().SetRoles(actor, actor.org, person, roles));
  fmt::print("{} can sign in{}.\n", options.email,
             operates ? "; the first administrator also operates the installation" : "");
  return base::Ok();
}

base::Status ListUsers(CommandHost& host, const Options& options) {
  Desk& desk = *TRY(host.OpenDesk());
  const Actor actor = TRY(host.ActingAs(options.as, options.org));
  for (const auto& [person, roles] : TRY(desk.people().Members(actor.org))) {
    std::string names;
    for (const Role role : roles) names += (names.empty() ? "" : ",") + std::string(RoleName(role));
    fmt::print("{}\t{}\t{}{}\n", person.email, names, person.name, person.is_operator ? "\toperator" : "");
  }
  return base::Ok();
}

base::Status NewPassword(CommandHost& host, const Options& options) {
  Desk& desk = *TRY(host.OpenDesk());
  const Actor actor = TRY(host.ActingAs(options.as, options.org));
  const Person person = TRY(desk.people().PersonByEmail(options.email));
  const std::string password = TRY(ReadPassword());
  TRY(desk.sign_in().SetPassword(actor, person.id, password));
  fmt::print("{}: the password is changed and all sessions are ended.\n", options.email);
  return base::Ok();
}

base::Status ChangeRoles(CommandHost& host, const Options& options) {
  Desk& desk = *TRY(host.OpenDesk());
  const Actor actor = TRY(host.ActingAs(options.as, options.org));
  const Person person = TRY(desk.people().PersonByEmail(options.email));
  const std::vector<Role> roles =
      options.roles.empty() && !options.admin ? std::vector<Role>() : TRY(RolesOf(options));
  TRY(desk.people().SetRoles(actor, actor.org, person.id, roles));
  return base::Ok();
}

base::Status CreateKey(CommandHost& host, const Options& options) {
  Desk& desk = *TRY(host.OpenDesk());
  const Actor actor = TRY(host.ActingAs(options.as, options.org));
  std::vector<Scope> scopes;
  for (const std::string& name : options.scopes) {
    const auto scope = ScopeNamed(name);
    if (!scope)
      return base::Invalid("--scope " + name + ": match, read, write, admin or metrics is expected");
    scopes.push_back(*scope);
  }
  const auto made = TRY(desk.people().CreateKey(actor, actor.org, options.name, scopes));
  fmt::print("This key is shown once and is kept nowhere:\n{}\n", made.secret);
  return base::Ok();
}

base::Status ListKeys(CommandHost& host, const Options& options) {
  Desk& desk = *TRY(host.OpenDesk());
  const Actor actor = TRY(host.ActingAs(options.as, options.org));
  for (const ApiKey& key : TRY(desk.people().Keys(actor.org))) {
    std::string scopes;
    for (const Scope scope : key.scopes)
      scopes += (scopes.empty() ? "" : ",") + std::string(ScopeName(scope));
    fmt::print("{}\t{}\t{}\t{}\t{}\n", key.id.text(), key.prefix, scopes, key.name,
               key.revoked ? "revoked" : "valid");
  }
  return base::Ok();
}

base::Status RevokeKey(CommandHost& host, const Options& options) {
  Desk& desk = *TRY(host.OpenDesk());
  const Actor actor = TRY(host.ActingAs(options.as, options.org));
  const KeyId key = TRY(KeyId::Parse(options.key));
  return desk.people().RevokeKey(actor, actor.org, key);
}

base::Status AddOrg(CommandHost& host, const Options& options) {
  Desk& desk = *TRY(host.OpenDesk());
  const Actor actor = TRY(host.ActingAs(options.as, options.org));
  const auto type = OrgTypeNamed(options.type);
  if (!type)
    return base::Invalid("--type " + options.type + ": no such kind of organisation; see docs/install.md");
  TRY(desk.people().CreateOrganisation(
      actor, options.slug, options.name.empty() ? options.slug : options.name, *type, options.country));
  return base::Ok();
}

base::Status ListOrgs(CommandHost& host, const Options&) {
  Desk& desk = *TRY(host.OpenDesk());
  for (const Organisation& org : TRY(desk.people().Organisations()))
    fmt::print("{}\t{}\t{}{}\n", org.slug, OrgTypeName(org.type), org.name, org.active ? "" : "\tinactive");
  return base::Ok();
}

using Work = base::Status (*)(CommandHost&, const Options&);

class Commands {
 public:
  Commands(int& exit_code, CommandHost& host) : exit_code_(exit_code), host_(host) {}

  // Adds a command with the options that all of them have.
  CLI::App* Add(CLI::App& group, const std::string& name, const std::string& what,
                const std::shared_ptr<Options>& options, Work work) {
    CLI::App* command = group.add_subcommand(name, what);
    command->add_option("--as", options->as,
                        "E-mail address of the person who acts; without it: the operating system's user");
    command->add_option("--org", options->org,
                        "Short name of the organisation; without it: the one that init made");
    command->callback([options, work, this_exit = &exit_code_, host = &host_] {
      const base::Status done = work(*host, *options);
      if (!done.has_value()) *this_exit = host->Fail(done.error());
    });
    return command;
  }

 private:
  int& exit_code_;
  CommandHost& host_;
};

void AddUserCommands(CLI::App& app, Commands& commands, const std::shared_ptr<Options>& options) {
  CLI::App* user = app.add_subcommand("user", "People: add, list, passwords, roles.");
  user->require_subcommand(1);
  CLI::App* add =
      commands.Add(*user, "add", "Adds a person to the organisation, or invites her.", options, AddUser);
  add->add_option("EMAIL", options->email)->required();
  add->add_option("--name", options->name, "As shown to colleagues");
  add->add_flag("--admin", options->admin, "Administrator of the organisation");
  add->add_option("--role", options->roles,
                  "admin, analyst, approver, viewer, auditor, secretary, delegate, case-worker, "
                  "case-supervisor; may be repeated (viewer)");
  add->add_flag("--password-stdin", options->password_stdin,
                "Read her password from standard input; without it: print an invitation");
  commands.Add(*user, "list", "Lists the organisation's people.", options, ListUsers);
  CLI::App* password = commands.Add(
      *user, "password", "Sets a new password from standard input; ends all sessions.", options, NewPassword);
  password->add_option("EMAIL", options->email)->required();
  CLI::App* roles = commands.Add(*user, "roles", "Sets a person's roles; none: she leaves the organisation.",
                                 options, ChangeRoles);
  roles->add_option("EMAIL", options->email)->required();
  roles->add_option("--role", options->roles,
                    "admin, analyst, approver, viewer, auditor, secretary, delegate, case-worker, "
                    "case-supervisor; may be repeated");
}

void AddKeyCommands(CLI::App& app, Commands& commands, const std::shared_ptr<Options>& options) {
  CLI::App* key = app.add_subcommand("apikey", "Service accounts: create, list, revoke keys.");
  key->require_subcommand(1);
  CLI::App* create =
      commands.Add(*key, "create", "Makes a key; it is the last line of the output.", options, CreateKey);
  create->add_option("--scope", options->scopes, "match, read, write, admin, metrics; may be repeated")
      ->required();
  create->add_option("--name", options->name, "What it is for")->required();
  commands.Add(*key, "list", "Lists the organisation's keys.", options, ListKeys);
  CLI::App* revoke = commands.Add(*key, "revoke", "Ends a key.", options, RevokeKey);
  revoke->add_option("ID", options->key, "As `apikey list` shows it")->required();
}

void AddOrgCommands(CLI::App& app, Commands& commands, const std::shared_ptr<Options>& options) {
  CLI::App* org = app.add_subcommand("org", "Organisations: add, list.");
  org->require_subcommand(1);
  CLI::App* add = commands.Add(*org, "add", "Adds an organisation.", options, AddOrg);
  add->add_option("SLUG", options->slug, "Short name: lower-case letters, digits, hyphens")->required();
  add->add_option("--name", options->name);
  add->add_option("--type", options->type,
                  "company, industry-body, workers-organisation, ngo, government, ...")
      ->capture_default_str();
  add->add_option("--country", options->country, "Two letters");
  commands.Add(*org, "list", "Lists all organisations.", options, ListOrgs);
}

}  // namespace

void AddPeopleCommands(CLI::App& app, int& exit_code, CommandHost& host) {
  Commands commands(exit_code, host);
  const auto options = std::make_shared<Options>();
  AddUserCommands(app, commands, options);
  AddKeyCommands(app, commands, options);
  AddOrgCommands(app, commands, options);
}

}  // namespace desk
