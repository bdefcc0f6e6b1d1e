#include "voice/mechanism/commands.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "desk/commands.h"
#include "voice/mechanism/mechanism.h"

namespace voice::mechanism {
namespace {

// The parts of a mechanism, for one command.
struct Opened {
  explicit Opened(desk::Desk& desk)
      : languages(desk.database(), desk.audit()),
        mechanism(desk.database(), desk.clock(), desk.audit(), languages) {}
  Languages languages;
  Mechanism mechanism;
};

base::Status Verify(desk::CommandHost& host) {
  Opened opened(*TRY(host.OpenDesk()));
  const Publication last = TRY(opened.mechanism.Verify());
  if (last.number == 0) {
    fmt::print("Nothing was published yet.\n");
    return base::Ok();
  }
  fmt::print("The ledger is intact up to publication {}, of {}.\nMANUMIT-MECHANISM {} {}\n", last.number,
             last.quarter.Text(), last.number, last.head);
  return base::Ok();
}

base::Status Show(const std::string& text, desk::CommandHost& host) {
  const gate::Quarter quarter = TRY(gate::Quarter::Parse(text));
  Opened opened(*TRY(host.OpenDesk()));
  const Publication published = TRY(opened.mechanism.PublicationOf(quarter));
  fmt::print("{}", published.content);
  return base::Ok();
}

}  // namespace

void AddCommands(CLI::App& app, int& exit_code, desk::CommandHost& host) {
  CLI::App* group = app.add_subcommand(
      "mechanism", "What the grievance mechanism shows the world: figures, and their ledger");
  group->require_subcommand(1);
  const auto run = [&exit_code, &host](const base::Status& done) {
    if (!done) exit_code = host.Fail(done.error());
  };
  group->add_subcommand("verify", "Compute the ledger of everything published anew")->callback([run, &host] {
    run(Verify(host));
  });
  const auto quarter = std::make_shared<std::string>();
  CLI::App* show = group->add_subcommand("show", "What was published of a quarter, as its canonical bytes");
  show->add_option("quarter", *quarter, "For example 2026Q1")->required();
  show->callback([quarter, run, &host] { run(Show(*quarter, host)); });
}

}  // namespace voice::mechanism
