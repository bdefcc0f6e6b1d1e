#pragma once
// Notes on an alert that only a circle of the organisation, or only their author, may read. What they say
// lies in the vault; here stands who wrote one, when, and which sealed record it is. They are shown on the
// alert's page and go nowhere else: no export, no webhook, no API, no search, no log; the audit log has ids.
// Thread-safe.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "screening/queue/seams.h"
#include "screening/queue/types.h"
#include "vault/vault.h"

namespace screening {

using SealedNoteId = base::Id<struct SealedNoteTag>;

struct SealedNote {
  SealedNoteId id;
  std::string created_by;  // as an actor's label: "person:ID"
  base::UtcTime created;
  std::vector<std::string> circles;  // names of those it is sealed to; none: a person
  enum class State : std::uint8_t {
    kForOthers,  // whoever asks may not open it
    kLocked,     // may, once her vault is unlocked
    kOpened,
    kDamaged
  };
  State state = State::kForOthers;
  std::string text;  // kOpened
};

class SealedNotes {
 public:
  SealedNotes(QueueSeams& seams, vault::Vault& vault) : seams_(seams), vault_(vault) {}

  // At most base::kMaxReasonBytes. Needs nobody unlocked. Errors: kInvalid (no text, nobody in the audience,
  // a person without vault keys), kTooLarge, kNotFound.
  base::Status Add(const desk::Actor& actor, const desk::OrgId& org, const AlertId& alert,
                   const vault::Audience& audience, std::string_view text);
  // Newest first, at most kMaxShown. `reader`: the actor where her vault is unlocked.
  static constexpr std::size_t kMaxShown = 100;
  base::Result<std::vector<SealedNote>> Of(const desk::Actor& actor, const desk::OrgId& org,
                                           const AlertId& alert,
                                           const std::optional<vault::UnlockedPerson>& reader);

 private:
  base::Status Open(const desk::Actor& actor, const desk::OrgId& org, const vault::RecordId& record,
                    const std::optional<vault::UnlockedPerson>& reader,
                    const std::vector<vault::Circle>& circles, SealedNote& note);

  QueueSeams& seams_;
  vault::Vault& vault_;
};

}  // namespace screening
