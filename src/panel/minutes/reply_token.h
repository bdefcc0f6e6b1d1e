#pragma once
// The token that lets somebody answer a round of a discussion by e-mail: it names the round, and is signed
// for her address alone under the installation's key, so that nobody makes one for somebody else or for a
// round that she was not asked in. Nothing of it is stored. It stands in the subject ("[#TOKEN]") and may
// stand in the recipient ("replies+TOKEN@panel.example"). What it allows is a post that waits for moderation,
// no more. Thread-safe. Cost: one HMAC.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "crypto/secret.h"

namespace panel {

using RoundId = base::Id<struct DiscussionRoundTag>;

class ReplyTokens {
 public:
  // The installation's key for this purpose (Desk::InstallationKey("panel-reply")).
  explicit ReplyTokens(crypto::SecretBytes key) : key_(std::move(key)) {}

  // 26 letters and digits of the round, a hyphen, 20 of the signature (100 bits): all lower case, as mail
  // servers may make them.
  std::string TokenFor(const RoundId& round, std::string_view address) const;
  // The round of the first token among these texts that is signed for the address. Nothing where there is
  // none.
  std::optional<RoundId> RoundIn(const std::vector<std::string>& recipients, std::string_view subject,
                                 std::string_view address) const;

 private:
  std::optional<RoundId> Checked(std::string_view text, std::string_view address) const;
  crypto::SecretBytes key_;
};

}  // namespace panel
