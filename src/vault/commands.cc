#include "vault/commands.h"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "base/limits.h"
#include "desk/commands.h"
#include "vault/vault.h"

namespace vault {
namespace {

struct Options {
  std::string as;
  std::string org;
};

// What is typed at a terminal does not show while this lives.
class NoEcho {
 public:
  NoEcho() : terminal_(isatty(STDIN_FILENO) != 0 && tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!terminal_) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;
  ~NoEcho() {
    if (terminal_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  bool terminal() const { return terminal_; }

 private:
  termios before_{};
  bool terminal_;
};

// Byte by byte into guarded memory, so that no buffer of a library keeps a copy.
base::Result<crypto::SecretBytes> ReadLine() {
  crypto::SecretBytes line(base::kMaxPassphraseBytes);
  std::size_t size = 0;
  for (std::byte byte{}; read(STDIN_FILENO, &byte, 1) == 1 && byte != std::byte{'\n'};) {
    if (size == line.size())
      return base::TooLarge(fmt::format("a pass-phrase has at most {} bytes", line.size()));
    line.writable()[size++] = byte;
  }
  if (size == 0) return base::Invalid("no pass-phrase on standard input");
  return crypto::SecretBytes::Copy(line.view().first(size));
}

base::Result<crypto::SecretBytes> ReadPassphrase() {
  const NoEcho silence;
  if (!silence.terminal()) return ReadLine();
  fmt::print(stderr, "Pass-phrase of the vault: ");
  crypto::SecretBytes first = TRY(ReadLine());
  fmt::print(stderr, "\nOnce more: ");
  const crypto::SecretBytes second = TRY(ReadLine());
  fmt::print(stderr, "\n");
  if (!crypto::ConstantTimeEqual(first.view(), second.view()))
    return base::Invalid("the two are not the same");
  return first;
}

base::Status Init(const Options& options, desk::CommandHost& host) {
  desk::Desk* desk = TRY(host.OpenDesk());
  const desk::Actor actor = TRY(host.ActingAs(options.as, options.org));
  const crypto::SecretBytes passphrase = TRY(ReadPassphrase());
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
  CLI::App* init = group->add_subcommand(
      "init", "Make a person's vault keys; the pass-phrase is read from standard input");
  const auto options = std::make_shared<Options>();
  init->add_option("--as", options->as, "E-mail address of the person")->required();
  init->add_option("--org", options->org, "Slug of the organisation; the default one where it is left out");
  init->callback([options, &exit_code, &host] {
    const base::Status done = Init(*options, host);
    if (!done) exit_code = host.Fail(done.error());
  });
}

}  // namespace vault
