#include "voice/casework/unlocked_page.h"

#include "vault/access.h"

namespace voice {

base::Result<net::Response> WhileUnlocked(desk::Context& context, VoiceServices& services,
                                          UnlockedHandler handler, LockedAnswer locked) {
  vault::Door door = TRY(vault::OpenDoor(services.vault, context));
  if (!door.me)
    return locked != nullptr && context.request().method == "GET" ? locked(context) : std::move(door.answer);
  UnlockedPage page{context, services, desk::LocaleOf(context), *door.me};
  return handler(page);
}

bool IsMendable(base::Code code) {
  return code == base::Code::kInvalid || code == base::Code::kTooLarge || code == base::Code::kNotFound ||
         code == base::Code::kConflict || code == base::Code::kForbidden;
}

}  // namespace voice
