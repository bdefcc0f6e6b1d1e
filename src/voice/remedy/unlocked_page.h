#pragma once
// Pages over several cases, as casework/unlocked_page.h opens them. Thread-safe after registration.

#include <string_view>

#include "voice/casework/unlocked_page.h"

namespace voice::remedy {

// `pattern` must live as long as the program. Locked people read on a GET that they must unlock, with the way
// back; anything else sends them there.
void AddUnlockedRoute(desk::Desk& desk, VoiceServices& services, std::string_view method,
                      std::string_view pattern, UnlockedHandler handler);

}  // namespace voice::remedy
