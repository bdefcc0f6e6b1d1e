#include "vault/commands.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>

#include "desk/commands.h"
#include "desk/people/people.h"
#include "vault/passphrase.h"
#include "vault/vault.h"

namespace vault {
namespace {

struct Options {
  std::string as;
  std::string org;
  std::string name;                  // of a circle
  std::vector<std::string> persons;  // e-mail addresses
};

base::Result<std::vector<desk::PersonId>> PersonsOf(desk::Desk& desk, const Options& options) {
  std::vector<desk::PersonId> persons;
  for (const std::string& email : options.persons) {
    const base::Result<desk::Person> person = desk.people().PersonByEmail(email);
    if (!person) return base::NotFound(email + ": " + person.error().external);
    persons.push_back(person->id);
  }
  return persons;
}

base::Status MakeCircle(const Options& options, desk::CommandHost& host) {
  desk::Desk* desk = TRY(host.OpenDesk());
  const desk::Actor actor = TRY(host.ActingAs(options.as, options.org));
  Vault vault(desk->database(), desk->clock(), desk->random(), desk->audit());
  const std::vector<desk::PersonId> members = TRY(PersonsOf(*desk, options));
  TRY(vault.CreateCircle(actor, options.name, members));
  return base::Ok();
}

base::Status NameHolders(const Options& options, desk::CommandHost& host) {
  desk::Desk* desk = TRY(host.OpenDesk());
  const desk::Actor actor = TRY(host.ActingAs(options.as, options.org));
  const std::vector<desk::PersonId> persons = TRY(PersonsOf(*desk, options));
  Holders holders;
  if (persons.size() != holders.size()) return base::Invalid("three different persons are expected");
  std::copy(persons.begin(), persons.end(), holders.begin());
  Vault vault(desk->database(), desk->clock(), desk->random(), desk->audit());
  TRY(vault.NameHolders(actor, holders));
  fmt::print("{}\n", TRY(vault.HoldersCode(actor.org)));
  return base::Ok();
}

base::Status Init(const Options& options, desk::CommandHost& host) {
  desk::Desk* desk = TRY(host.OpenDesk());
  const desk::Actor actor = TRY(host.ActingAs(options.as, options.org));
  const crypto::SecretBytes passphrase = TRY(ReadPassphrase(true));
  Vault vault(desk->database(), desk->clock(), desk->random(), desk->audit());
  TRY(vault.MakeKeys(actor, passphrase.view()));
  fmt::print(
      "The vault keys of {} are made. Nobody can restore a lost pass-phrase alone: name three holders.\n",
      options.as);
  return base::Ok();
}

}  // namespace

void AddCommands(CLI::App& app, int& exit_code, desk::CommandHost& host) {
  CLI::App* group = app.add_subcommand("vault", "The vault: what only certain people may read");
  group->require_subcommand(1);
  using Command = base::Status (*)(const Options&, desk::CommandHost&);
  const auto add = [&](const char* name, const char* help, Command command) {
    const auto options = std::make_shared<Options>();
    CLI::App* made = group->add_subcommand(name, help);
    made->add_option("--as", options->as, "E-mail address of the person who does it");
    made->add_option("--org", options->org, "Slug of the organisation; the default one where it is left out");
    made->callback([options, command, &exit_code, &host] {
      const base::Status done = command(*options, host);
      if (!done) exit_code = host.Fail(done.error());
    });
    return std::pair(made, options);
  };
  add("init", "Make a person's vault keys; the pass-phrase is read from standard input", Init)
      .first->get_option("--as")
      ->required();
  const auto [circle, circle_options] =
      add("circle", "Make a circle of people who open the same records", MakeCircle);
  circle->add_option("name", circle_options->name, "Its name")->required();
  circle->add_option("persons", circle_options->persons, "E-mail addresses of its members, who have keys")
      ->required();
  const auto [holders, holders_options] =
      add("holders", "Name the three persons who together recover a lost pass-phrase; prints their code",
          NameHolders);
  holders->add_option("persons", holders_options->persons, "Three e-mail addresses")->required();
}

}  // namespace vault
