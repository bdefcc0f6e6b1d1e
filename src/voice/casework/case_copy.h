#pragma once
// A copy of a case for somebody outside: one page without script that needs nothing beside it, and the files
// that are not hidden, as a ZIP archive; or the page alone. Equal cases, hidden parts and languages give
// equal bytes, so that a digest tells later what was handed over: no day of making stands in it. In memory
// alone. Thread-safe. Errors besides the usual: as of CaseAccess; kTooLarge (kMaxCaseCopyBytes).
//
// What is in it: language, days, state, the conversation, the notes, files; each only as far as it is not
// hidden. Assessment, consents, claims, referrals and tasks are never in it.

#include <optional>
#include <string>
#include <vector>

#include "html/locale.h"
#include "strip/zip_file.h"
#include "voice/casework/redaction.h"

namespace voice {

struct CaseCopy {
  std::string name;  // "K-7f3qab.zip"
  std::string media_type;
  std::string bytes;
};

// Entries that are copied: those that were there when there were `entries` of them; nothing: all. Either way
// somebody has looked at all of them.
struct CopyScope {
  std::optional<std::int64_t> entries;
};

class CaseCopies {
 public:
  CaseCopies(CaseAccess& access, Cases& cases, Redaction& redaction, desk::Audit& audit)
      : access_(access), cases_(cases), redaction_(redaction), audit_(audit) {}

  // For a case worker's own purpose. `version`: of what is hidden, as the page had it; nothing: the present
  // one. Audited. Errors: kConflict where nobody has looked at what is hidden, or at what came since; where
  // the version is another; and where how to reach the worker is not hidden: that is handed out by an order
  // alone.
  base::Result<CaseCopy> Make(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                              const html::Locale& locale, bool page_alone,
                              std::optional<std::int64_t> version = {});
  // The page and the files below a folder with the case's number, for a larger archive. Not audited. Errors:
  // kConflict where nobody has looked at what is hidden, or at what came since. `bytes_left` is lowered by
  // what it takes.
  base::Result<std::vector<strip::ZipEntry>> Parts(const OpenedCase& opened, const html::Locale& locale,
                                                   const CopyScope& scope, std::size_t& bytes_left);

 private:
  base::Result<std::vector<ShownEntry>> EntriesIn(const OpenedCase& opened, const CopyScope& scope);

  CaseAccess& access_;
  Cases& cases_;
  Redaction& redaction_;
  desk::Audit& audit_;
};

// The cases of the actor that `name` may mean: an id, or a number as people speak it ("K-7f3qab", "7f3qab").
// Errors: kNotFound; kConflict (a number that two cases have: give the id).
base::Result<CaseId> CaseNamed(Cases& cases, const desk::Actor& actor, std::string_view name);

}  // namespace voice
