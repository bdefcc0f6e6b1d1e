#pragma once
// Language versions of what is published. The original's language is marked; a translation is made from one
// revision and is stale once a newer one is published. Any admitted member proposes one; the owner or the
// secretariat publishes it (the owner's own proposal too needs that step, so that somebody reads it).
// Thread-safe.

#include <string>
#include <vector>

#include "panel/practices/practices.h"
#include "panel/practices/share_store.h"

namespace panel {

class Translations {
 public:
  Translations(PanelSeams seams, PracticeAccess& access, PracticeLife& life)
      : seams_(seams), access_(access), life_(life) {}

  // Errors: kConflict (the original's language, there is one already, nothing published), kInvalid.
  base::Result<PracticeTranslationId> Propose(const desk::Actor& actor, const PracticeId& practice,
                                              const std::string& language, PracticeTexts texts);
  // By whoever made it, the owner or the secretariat; it is then made from what is published now.
  base::Status Amend(const desk::Actor& actor, const PracticeTranslationId& id, std::int64_t version,
                     PracticeTexts texts);
  base::Status Publish(const desk::Actor& actor, const PracticeTranslationId& id, std::int64_t version);
  base::Status Retire(const desk::Actor& actor, const PracticeTranslationId& id, std::int64_t version);

  // The published ones, and those that the actor may work on.
  base::Result<std::vector<PracticeTranslation>> Of(const desk::Actor& actor, const PracticeId& practice);
  base::Result<PracticeTranslation> Get(const desk::Actor& actor, const PracticeTranslationId& id);

 private:
  base::Status Step(const desk::Actor& actor, const PracticeTranslationId& id, std::int64_t version,
                    TranslationAct act, const PracticeTexts* texts);

  PanelSeams seams_;
  PracticeAccess& access_;
  PracticeLife& life_;
};

}  // namespace panel
