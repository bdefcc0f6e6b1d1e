#include "gate/commands.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "desk/commands.h"
#include "gate/gate.h"
#include "vault/passphrase.h"

namespace gate {
namespace {

struct Options {
  std::string quarter;
  std::string as;
  std::string org;
};

base::Result<Gate*> OpenGate(desk::CommandHost& host) {
  desk::Desk* desk = TRY(host.OpenDesk());
  Gate* gate = FindGate(*desk);
  CHECK(gate != nullptr);
  return gate;
}

base::Status Verify(desk::CommandHost& host) {
  Gate& gate = *TRY(OpenGate(host));
  const Publication last = TRY(gate.Verify());
  if (last.number == 0) {
    fmt::print("Nothing was published yet.\n");
    return base::Ok();
  }
  fmt::print("The ledger is intact up to publication {}, of {}.\nMANUMIT-GATE {} {}\n", last.number,
             last.quarter.Text(), last.number, last.head);
  return base::Ok();
}

base::Status Show(const Options& options, desk::CommandHost& host) {
  const Quarter quarter = TRY(Quarter::Parse(options.quarter));
  Gate& gate = *TRY(OpenGate(host));
  const Publication published = TRY(gate.PublicationOf(quarter));
  fmt::print("{}", published.content);
  return base::Ok();
}

base::Status Close(const Options& options, desk::CommandHost& host) {
  const Quarter quarter = TRY(Quarter::Parse(options.quarter));
  Gate& gate = *TRY(OpenGate(host));
  desk::Desk& desk = *TRY(host.OpenDesk());
  const desk::Actor actor = TRY(host.ActingAs(options.as, options.org));
  vault::Vault vault(desk.database(), desk.clock(), desk.random(), desk.audit());
  const crypto::SecretBytes passphrase = TRY(vault::ReadPassphrase(false));
  const vault::UnlockedPerson me = TRY(vault.OpenWithPassphrase(actor, passphrase.view()));
  const Progress progress = [](std::int64_t parties) { fmt::print(stderr, "\r{} parties", parties); };
  const base::Result<Publication> published = desk.database().Write([&](db::Transaction& tx) {
    return gate.CloseQuarter(tx, actor, me, quarter, gate.AllParties(), progress);
  });
  fmt::print(stderr, "\n");
  if (!published.has_value()) return published.error();
  fmt::print("{} is closed: publication {}, digest {}\n", quarter.Text(), published->number,
             published->digest);
  return base::Ok();
}

}  // namespace

void AddCommands(CLI::App& app, int& exit_code, desk::CommandHost& host) {
  CLI::App* group = app.add_subcommand("gate", "What casework shows the others: bands, and their ledger");
  group->require_subcommand(1);
  const auto options = std::make_shared<Options>();
  const auto run = [&exit_code, &host](const base::Status& done) {
    if (!done.has_value()) exit_code = host.Fail(done.error());
  };
  group->add_subcommand("verify", "Compute the ledger of everything published anew")->callback([run, &host] {
    run(Verify(host));
  });
  CLI::App* show = group->add_subcommand("show", "What was published of a quarter, as its canonical bytes");
  show->add_option("quarter", options->quarter, "For example 2026Q3")->required();
  show->callback([options, run, &host] { run(Show(*options, host)); });
  CLI::App* close = group->add_subcommand(
      "close", "Close a quarter that has ended; the vault's pass-phrase is read from standard input");
  close->add_option("quarter", options->quarter, "For example 2026Q3")->required();
  close->add_option("--as", options->as, "E-mail address of a case supervisor")->required();
  close->add_option("--org", options->org, "Slug of the organisation; the default one where it is left out");
  close->callback([options, run, &host] { run(Close(*options, host)); });
}

}  // namespace gate
