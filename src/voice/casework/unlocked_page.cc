#include "voice/casework/unlocked_page.h"

#include "vault/access.h"

namespace voice {

base::Result<net::Response> WhileUnlocked(desk::Context& context, VoiceServices& services,
                                          UnlockedHandler handler, LockedAnswer locked) {
  const std::optional<vault::UnlockedPerson> me = TRY(vault::Unlocked(services.vault, context));
  if (!me) return locked(context);
  UnlockedPage page{context, services, desk::LocaleOf(context), *me};
  return handler(page);
}

bool IsMendable(base::Code code) {
  return code == base::Code::kInvalid || code == base::Code::kTooLarge || code == base::Code::kNotFound ||
         code == base::Code::kConflict || code == base::Code::kForbidden;
}

}  // namespace voice
