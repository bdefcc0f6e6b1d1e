#include "screening/interrupt.h"

#include <csignal>

namespace screening {

std::atomic<bool> stop_asked{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set in a signal handler");

namespace {

void AskToStop(int) {
  stop_asked.store(true);
}

}  // namespace

void CatchInterrupts() {
  struct sigaction action{};
  action.sa_handler = AskToStop;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

}  // namespace screening
