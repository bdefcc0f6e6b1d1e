#pragma once
// How the assessment of a case is kept. Sentences that the worker wrote or ticked stand in a document that
// goes with the conversation where she deletes what she wrote. All the rest, with sentences out of notes and
// imported records, is the document "assessment", which the team keeps. Within the caller's transaction.

#include "voice/casework/access.h"
#include "voice/casework/assessment.h"

namespace voice {

struct KeptAssessment {
  Assessment assessment;
  std::int64_t version = 0;  // of the document
};

// None was saved: an empty one. Errors: kCorrupt.
base::Result<KeptAssessment> ReadKeptAssessment(db::Transaction& tx, const OpenedCase& opened);
// Errors: kConflict where the stored version is not `version`, kTooLarge (kMaxCaseDocumentBytes).
base::Status KeepAssessment(db::Transaction& tx, const OpenedCase& opened, const Assessment& assessment,
                            std::int64_t version);
// Earlier versions of the program kept the sentences in the document itself, which nobody could open when she
// deleted. What of them is left goes at the next act that saves something of the case.
base::Status DropForgottenSentences(db::Transaction& tx, const OpenedCase& opened);

}  // namespace voice
