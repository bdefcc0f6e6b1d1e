#pragma once
// Cases as HTCDS 2.0 (room htcds), in and out. What a file held is kept whole in the sealed document "htcds"
// of the case and written back as it was, with what the team did since beside it (htcds_work.h); a case that
// began here is written from what was said and done alone. Import needs nobody unlocked: the team's public
// key is enough. Errors besides the usual: those of htcds.

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "htcds/htcds.h"
#include "voice/casework/cases.h"
#include "voice/casework/htcds_work.h"
#include "voice/consent/consents.h"
#include "voice/intake/teams.h"

namespace voice {

struct ImportedCases {
  std::int64_t cases = 0;
  std::vector<htcds::Note> notes;
};

struct ExportedCases {
  std::vector<htcds::Record> records;
  LeftOut left_out;
};

class HtcdsExchange {
 public:
  HtcdsExchange(CaseAccess& access, Cases& cases, Tasks& tasks, consent::Consents& consents,
                referral::Referrals& referrals, vault::Vault& vault, const base::Clock& clock,
                base::Random& random, desk::Audit& audit)
      : access_(access),
        cases_(cases),
        tasks_(tasks),
        consents_(consents),
        referrals_(referrals),
        vault_(vault),
        clock_(clock),
        random_(random),
        audit_(audit) {}

  // All cases of the file in one transaction, or none. The state of a case and the day on which it came are
  // those of the file, where it says them.
  base::Result<ImportedCases> Import(const desk::Actor& actor, const Team& team, std::string_view bytes,
                                     const std::string& name);
  // All cases that the person may open, closed ones too; audited.
  base::Result<ExportedCases> Export(const desk::Actor& actor, const vault::UnlockedPerson& me);
  // One case; audited by its id.
  base::Result<ExportedCases> ExportOne(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                        const CaseId& id);

 private:
  base::Result<WorkDone> WorkIn(const OpenedCase& opened);
  base::Result<htcds::Record> RecordOf(const OpenedCase& opened, LeftOut& left_out);

  CaseAccess& access_;
  Cases& cases_;
  Tasks& tasks_;
  consent::Consents& consents_;
  referral::Referrals& referrals_;
  vault::Vault& vault_;
  const base::Clock& clock_;
  base::Random& random_;
  desk::Audit& audit_;
};

}  // namespace voice
