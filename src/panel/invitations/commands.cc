#include "panel/invitations/commands.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>

#include "base/limits_invitations.h"
#include "panel/invitations/services.h"

namespace panel::invitations {
namespace {

// One byte more than may be, so that too much is seen.
base::Result<std::string> ReadInput() {
  std::string message;
  std::array<char, 16384> buffer{};
  while (message.size() <= base::kMaxInvitationMailBytes) {
    const std::size_t read = std::fread(buffer.data(), 1, buffer.size(), stdin);
    if (read == 0) break;
    message.append(buffer.data(), read);
  }
  if (std::ferror(stdin) != 0) return base::IoError("standard input cannot be read");
  return message;
}

base::Status Receive(desk::CommandHost& host) {
  const std::string message = TRY(ReadInput());
  desk::Desk& desk = *TRY(host.OpenDesk());
  PanelServices panel(desk);
  InvitationServices services(desk, panel);
  fmt::print("{}\n", ReceiptName(TRY(services.answers.Receive(message))));
  return base::Ok();
}

base::Status Send(desk::CommandHost& host) {
  desk::Desk& desk = *TRY(host.OpenDesk());
  PanelServices panel(desk);
  InvitationServices services(desk, panel);
  return services.RunOnce();
}

struct AddressOptions {
  std::string panel;
  std::string address;
  std::string as;
  bool none = false;
};

base::Status SetAddress(const AddressOptions& options, desk::CommandHost& host) {
  desk::Desk& desk = *TRY(host.OpenDesk());
  PanelServices services(desk);
  InvitationServices own(desk, services);
  const auto find = [&](db::Transaction& tx) -> base::Result<Panel> {
    return options.panel.empty() ? services.panels.Root(tx) : services.panels.BySlug(tx, options.panel);
  };
  const Panel panel = TRY(desk.database().Read(find));
  if (options.address.empty() && !options.none) {
    const auto read = [&](db::Transaction& tx) { return own.addresses.Of(tx, panel.id); };
    fmt::print("{}\n", TRY(desk.database().Read(read)));
    return base::Ok();
  }
  const std::string slug = TRY(desk.people().GetOrganisation(panel.host)).slug;
  const desk::Actor actor = TRY(host.ActingAs(options.as, slug));
  return own.addresses.Set(actor, panel.id, options.address);
}

}  // namespace

void AddCalendarCommands(CLI::App& app, int& exit_code, desk::CommandHost& host) {
  CLI::App* room = app.add_subcommand("calendar", "Invitations to sessions, and the answers to them");
  room->require_subcommand(1);
  CLI::App* receive = room->add_subcommand(
      "receive", "Take in one e-mail message from standard input as an answer to an invitation");
  receive->callback([&host, &exit_code] {
    const base::Status done = Receive(host);
    if (!done.has_value()) exit_code = host.Fail(done.error());
  });
  CLI::App* send = room->add_subcommand(
      "send", "Send now what the server would send within five minutes: invitations and changes");
  send->callback([&host, &exit_code] {
    const base::Status done = Send(host);
    if (!done.has_value()) exit_code = host.Fail(done.error());
  });
  auto options = std::make_shared<AddressOptions>();
  CLI::App* address = room->add_subcommand(
      "address", "Show or set the mail address of a panel to which calendar programs send answers");
  address->add_option("ADDRESS", options->address, "The address; without it, the present one is shown");
  address->add_flag("--none", options->none, "Nobody reads answers");
  address->add_option("--panel", options->panel, "Short name of the panel; without it, the one at the top");
  address->add_option("--as", options->as, "E-mail address of the person who does it");
  address->callback([options, &host, &exit_code] {
    const base::Status done = SetAddress(*options, host);
    if (!done.has_value()) exit_code = host.Fail(done.error());
  });
}

}  // namespace panel::invitations
