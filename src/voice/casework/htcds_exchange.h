#pragma once
// Cases as HTCDS 2.0 (room htcds), in and out. What a file held is kept whole in the sealed document "htcds"
// of the case and written back as it was; a case that began here is written from what the team found. Import
// needs nobody unlocked: the team's public key is enough. Errors besides the usual: those of htcds.

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "htcds/htcds.h"
#include "voice/casework/cases.h"
#include "voice/intake/teams.h"

namespace voice {

struct ImportedCases {
  std::int64_t cases = 0;
  std::vector<htcds::Note> notes;
};

class HtcdsExchange {
 public:
  HtcdsExchange(CaseAccess& access, Cases& cases, vault::Vault& vault, const base::Clock& clock,
                base::Random& random, desk::Audit& audit)
      : access_(access), cases_(cases), vault_(vault), clock_(clock), random_(random), audit_(audit) {}

  // All cases of the file in one transaction, or none.
  base::Result<ImportedCases> Import(const desk::Actor& actor, const Team& team, std::string_view bytes,
                                     const std::string& name);
  // All cases that the person may open, closed ones too; audited.
  base::Result<std::vector<htcds::Record>> Export(const desk::Actor& actor, const vault::UnlockedPerson& me);
  // One case; audited by its id.
  base::Result<htcds::Record> ExportOne(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                        const CaseId& id);

 private:
  base::Result<htcds::Record> RecordOf(const OpenedCase& opened);

  CaseAccess& access_;
  Cases& cases_;
  vault::Vault& vault_;
  const base::Clock& clock_;
  base::Random& random_;
  desk::Audit& audit_;
};

}  // namespace voice
