#pragma once
// A reply by e-mail becomes a held post: one message of RFC 5322 is read, its token must be signed for the
// address it comes from and name a round that its sender has a say in; quotations and the signature go. A
// mail server hands messages over by `manumit --config FILE discussion receive` (a pipe or an alias of the
// reply address).
//
// The token is what is trusted, not the From field: without a token signed for that very address nothing
// happens. Whoever has read somebody's mail can post in her name; every post waits for a moderator.
// Thread-safe.

#include <string>
#include <string_view>

#include "panel/minutes/discussions.h"
#include "panel/minutes/reply_token.h"
#include "panel/services.h"

namespace panel {

// Errors: kForbidden (no token that is signed for this address, an automatic answer, nobody of this address
// has a say here), kConflict (the round is closed; the same message came before), kInvalid (no words of its
// own, no plain text), kTooLarge.
base::Result<PostId> ReceiveReply(PanelServices& services, const ReplyTokens& tokens,
                                  std::string_view message);

}  // namespace panel
