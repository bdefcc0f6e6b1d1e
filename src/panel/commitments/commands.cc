#include "panel/commitments/commands.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "base/limits_panel.h"
#include "desk/commands.h"
#include "panel/commitments/commitments.h"

namespace panel {
namespace {

struct Options {
  std::string as, org, panel, finding;
  CommitmentDraft draft;
  bool make = false;
};

base::Status Add(const Options& options, desk::CommandHost& host) {
  desk::Desk& desk = *TRY(host.OpenDesk());
  const desk::Actor actor = TRY(host.ActingAs(options.as, options.org));
  PanelServices services(desk);
  Commitments commitments(services, desk.blobs());
  const auto find = [&](db::Transaction& tx) { return kit::PanelAsked(services, tx, options.panel); };
  const PanelId panel = TRY(desk.database().Read(find));
  CommitmentId id;
  if (options.finding.empty()) {
    id = TRY(commitments.Propose(actor, panel, options.draft));
    if (options.make) TRY(commitments.Move(actor, id, {.act = CommitmentAct::kMake}));
  } else {
    id = TRY(commitments.CommitFromFinding(actor, panel, options.finding, options.draft, options.make));
  }
  const CommitmentView view = TRY(commitments.Get(actor, id));
  fmt::print("{} {} {}\n", id.text(), CommitmentStateName(view.commitment.state), view.commitment.title);
  return base::Ok();
}

base::Status List(const Options& options, desk::CommandHost& host) {
  desk::Desk& desk = *TRY(host.OpenDesk());
  const desk::Actor actor = TRY(host.ActingAs(options.as, options.org));
  PanelServices services(desk);
  Commitments commitments(services, desk.blobs());
  const auto find = [&](db::Transaction& tx) { return kit::PanelAsked(services, tx, options.panel); };
  const PanelId panel = TRY(desk.database().Read(find));
  std::string after;
  do {
    const CommitmentPage page = TRY(commitments.List(actor, panel, {}, after, base::kMaxAgreementPage));
    for (const Commitment& c : page.commitments)
      fmt::print("{} {:>4} {:<11} {} {} | {}\n", c.id.text(), c.number, CommitmentStateName(c.state),
                 base::FormatDay(c.due), c.member_name, c.title);
    after = page.next;
  } while (!after.empty());
  return base::Ok();
}

void AddWhoOptions(CLI::App& command, const std::shared_ptr<Options>& options) {
  command.add_option("--as", options->as,
                     "E-mail address of the person who acts; without it: the operating system's user");
  command.add_option("--org", options->org,
                     "Short name of the organisation; without it: the one that init made");
  command.add_option("--panel", options->panel, "Short name of the panel; without it: the root");
}

}  // namespace

void AddCommitmentCommands(CLI::App& app, int& exit_code, desk::CommandHost& host) {
  CLI::App* group = app.add_subcommand("commitment", "What members of the panel promise");
  group->require_subcommand(1);
  const auto options = std::make_shared<Options>();
  CLI::App* add = group->add_subcommand("add", "Propose a commitment of the organisation");
  AddWhoOptions(*add, options);
  add->add_option("--title", options->draft.title, "The promise, in one sentence")->required();
  add->add_option("--details", options->draft.details, "How it will be done");
  add->add_option("--indicator", options->draft.indicator, "What is counted")->required();
  add->add_option("--unit", options->draft.unit, "Its unit")->required();
  add->add_option("--baseline", options->draft.baseline, "Where it stands today; without it: 0");
  add->add_option("--target", options->draft.target, "What is to be reached")->required();
  add->add_option("--starts", options->draft.starts, "First day, as 2026-11-30");
  add->add_option("--due", options->draft.due, "The day it is due, as 2026-11-30")->required();
  add->add_option("--sdg", options->draft.sdg, "SDG target that it serves, as 8.7; may be repeated");
  add->add_option("--finding", options->finding,
                  "Id of an alert of the organisation's screening from which it follows");
  add->add_flag("--publish", options->draft.published, "The public may see it, kept or not");
  add->add_flag("--make", options->make, "Promise it at once instead of only proposing it");
  add->footer(
      "Example:\n  manumit --config manumit.toml commitment add --org mill --title \"Pay back fees\" "
      "--indicator \"workers paid back\" --unit workers --target 96 --due 2027-06-30 --sdg 8.7 --make");
  add->callback([options, &host, &exit_code] {
    const base::Status done = Add(*options, host);
    if (!done.has_value()) exit_code = host.Fail(done.error());
  });
  CLI::App* list = group->add_subcommand("list", "Commitments of the panel, newest first");
  AddWhoOptions(*list, options);
  list->callback([options, &host, &exit_code] {
    const base::Status done = List(*options, host);
    if (!done.has_value()) exit_code = host.Fail(done.error());
  });
}

}  // namespace panel
