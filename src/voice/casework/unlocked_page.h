#pragma once
// Pages beside those of one case (shell.h) that open only while the caller's vault is unlocked. Thread-safe.

#include <string>
#include <string_view>

#include "desk/web/pages.h"
#include "voice/services.h"

namespace voice {

struct UnlockedPage {
  desk::Context& context;
  VoiceServices& services;
  const html::Locale& locale;
  const vault::UnlockedPerson& me;

  std::string tr(std::string_view text, html::MessageArguments arguments = {}) const {
    return locale.tr(text, arguments);
  }
  const desk::Actor& actor() const { return context.actor(); }
};
using UnlockedHandler = base::Result<net::Response> (*)(UnlockedPage&);
// What somebody is answered who asks for a page while her vault is locked; nothing: she is led to unlocking
// and back.
using LockedAnswer = net::Response (*)(desk::Context&);

base::Result<net::Response> WhileUnlocked(desk::Context& context, VoiceServices& services,
                                          UnlockedHandler handler, LockedAnswer locked = nullptr);
// Whether a person can mend it by typing or choosing something else.
bool IsMendable(base::Code code);

}  // namespace voice
