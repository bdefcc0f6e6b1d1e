#pragma once
// The documents of a case that the worker reads with her code beside the conversation, one of each kind
// ("money"): the team's unlocked session writes them, the worker's page shows them. Each is one text (JSON of
// the part that owns it), sealed to the case's talk key; the team's own documents are in
// casework/documents.h. They go with the rest of what she can read where she deletes it. Within the caller's
// transaction.

#include <string_view>

#include "voice/casework/documents.h"

namespace voice {

// An absent document has version 0 and no text. `kind`: a fixed word of the calling code.
base::Result<Document> ReadTalkDocument(db::Transaction& tx, const CaseId& of, std::string_view kind,
                                        const crypto::KeyPair& talk);
// In the place of the one before. Errors: kTooLarge (kMaxCaseDocumentBytes).
base::Status WriteTalkDocument(db::Transaction& tx, const CaseRow& to, std::string_view kind,
                               std::string_view text);
// Whether anybody can come back with a code and read: not where she deleted what she wrote, and not where the
// case was never hers to open (imported).
base::Result<bool> HasReader(db::Transaction& tx, const CaseId& of);

}  // namespace voice
