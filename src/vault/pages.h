#pragma once
// The vault's page in the console: one's own keys, the circles, recovery. Without script; pass-phrases go
// from the form into guarded memory and nowhere else. Inside the room only.

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "desk/desk.h"
#include "desk/people/fields.h"
#include "html/html.h"
#include "vault/access.h"

namespace vault {

// What the page shows, of one request.
struct View {
  desk::Context& context;
  const html::Locale& locale;
  const desk::FormErrors& errors;
  bool has_keys = false;
  std::optional<UnlockedPerson> person;                         // where unlocked
  base::UtcTime until;                                          // locked again, if not used
  std::vector<std::pair<desk::PersonId, std::string>> members;  // of the organisation, and how to call them
  std::vector<desk::PersonId> with_keys;
  std::vector<Circle> circles;
  std::vector<desk::PersonId> holders;
  std::string holders_code;  // where there are three
  bool covered = false;
  std::vector<Recovery> recoveries;

  bool MayManage() const { return context.actor().Can(desk::Permission::kOrgManage); }
  std::string NameOf(const desk::PersonId& person) const;
  // Those of the organisation who have keys, as choices of a form.
  std::vector<html::Choice> Choices() const;
};

html::Html OwnKeysSection(const View& view);
html::Html CirclesSection(const View& view);
html::Html RecoverySection(const View& view);

using PageHandler = base::Result<net::Response> (*)(Vault& vault, desk::Context& context);
// Adds a route for changes.
using AddChange =
    std::function<void(std::string_view pattern, desk::Permission permission, PageHandler handler)>;
void AddOwnKeysChanges(const AddChange& add);
void AddCircleChanges(const AddChange& add);
void AddRecoveryChanges(const AddChange& add);

// The page, with what was wrong in one of its forms and something to read first.
base::Result<net::Response> VaultPage(Vault& vault, desk::Context& context, const desk::FormErrors& errors,
                                      const html::Html& first = {});
// Back to the page: `said` (in her language), or what was wrong where the person can mend it.
base::Result<net::Response> Done(desk::Context& context, const base::Status& done, std::string_view said);
// The page again, with the error at its field where the person can mend it.
base::Result<net::Response> Again(Vault& vault, desk::Context& context, std::string_view field,
                                  const base::Error& error);
// For what needs the vault to be unlocked.
base::Result<net::Response> UnlockFirst(desk::Context& context);

// Unlocks the vault of who asks, for this browser and for the rest of this request, and finishes what leavers
// of her circles began. Errors as of Vault::Unlock.
base::Result<crypto::SecretBytes> UnlockHere(Vault& vault, desk::Context& context,
                                             crypto::ByteView passphrase);

// A pass-phrase that was typed twice, in `name` and `name`_again. Errors: kInvalid (they differ).
base::Result<crypto::SecretBytes> TypedTwice(desk::Context& context, std::string_view name);
html::Html TwoPassphraseFields(const View& view, const std::string& label, const std::string& name);
// The person of the organisation with this id. Errors: kNotFound.
base::Result<desk::PersonId> MemberNamed(const desk::Context& context, std::string_view id);

// Seals what is still under a circle's older keys to the present ones, at most `batches` of
// base::kResealBatch.
base::Status ResealSome(Vault& vault, const UnlockedPerson& person, const CircleId& circle, int batches);

}  // namespace vault
