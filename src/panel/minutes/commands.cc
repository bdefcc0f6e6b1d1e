// `discussion receive`: one message on standard input.

#include "panel/minutes/commands.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>

#include "base/limits_panel.h"
#include "desk/commands.h"
#include "panel/minutes/discussion_mail.h"
#include "panel/services.h"

namespace panel {
namespace {

base::Result<std::string> ReadInput() {
  std::string message;
  std::array<char, 16384> buffer{};
  while (message.size() <= base::kMaxDiscussionMailBytes) {
    const std::size_t read = std::fread(buffer.data(), 1, buffer.size(), stdin);
    if (read == 0) break;
    message.append(buffer.data(), read);
  }
  if (std::ferror(stdin) != 0) return base::IoError("standard input cannot be read");
  return message;
}

base::Status Receive(desk::CommandHost& host) {
  desk::Desk& desk = *TRY(host.OpenDesk());
  PanelServices services(desk);
  const std::string message = TRY(ReadInput());
  const ReplyTokens tokens(desk.InstallationKey("panel-reply"));
  const PostId post = TRY(ReceiveReply(services, tokens, message));
  fmt::print("held for moderation: post {}\n", post.text());
  return base::Ok();
}

}  // namespace

void AddDiscussionCommands(CLI::App& app, int& exit_code, desk::CommandHost& host) {
  CLI::App* room = app.add_subcommand("discussion", "The panel's online discussions");
  room->require_subcommand(1);
  CLI::App* receive = room->add_subcommand(
      "receive", "File one e-mail message from standard input as a post that waits for moderation");
  receive->callback([&host, &exit_code] {
    const base::Status done = Receive(host);
    if (!done.has_value()) exit_code = host.Fail(done.error());
  });
}

}  // namespace panel
