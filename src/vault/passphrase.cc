#include "vault/passphrase.h"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include "base/limits.h"

namespace vault {
namespace {

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

}  // namespace

base::Result<crypto::SecretBytes> ReadPassphrase(bool twice) {
  const NoEcho silence;
  if (!silence.terminal()) return ReadLine();
  fmt::print(stderr, "Pass-phrase of the vault: ");
  crypto::SecretBytes first = TRY(ReadLine());
  fmt::print(stderr, "\n");
  if (!twice) return first;
  fmt::print(stderr, "Once more: ");
  const crypto::SecretBytes second = TRY(ReadLine());
  fmt::print(stderr, "\n");
  if (!crypto::ConstantTimeEqual(first.view(), second.view()))
    return base::Invalid("the two are not the same");
  return first;
}

}  // namespace vault
