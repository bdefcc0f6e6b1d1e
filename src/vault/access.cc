#include "vault/access.h"

#include "crypto/encoding.h"
#include "desk/people/fields.h"

namespace vault {

crypto::SecretBytes PassphraseIn(desk::Context& context, std::string_view field) {
  std::string typed = desk::FieldOf(context, field);
  return crypto::SecretBytes::Take(typed);
}

base::Result<std::optional<UnlockedPerson>> Unlocked(Vault& vault, const desk::Context& context) {
  const base::Result<crypto::Bytes> key = crypto::Base64UrlDecode(context.vault_cookie());
  if (!key.has_value() || key->empty()) return std::optional<UnlockedPerson>();
  base::Result<UnlockedPerson> person = vault.OpenSession(context.actor(), *key);
  if (person.has_value()) return std::optional(*std::move(person));
  if (person.error().code != base::Code::kUnauthenticated) return person.error();
  return std::optional<UnlockedPerson>();
}

std::string UnlockHref(std::string_view next) {
  return "/vault?next=" + net::UrlEncode(next);
}

}  // namespace vault
