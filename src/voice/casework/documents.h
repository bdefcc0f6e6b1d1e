#pragma once
// The documents of a case that only the team may read, one of each kind: "assessment", "claims", "consents",
// ... Each is one text (JSON of the part that owns it), sealed to the case's inner key, with a version
// against concurrent edits. Within the caller's transaction.

#include <optional>
#include <string>
#include <string_view>

#include "voice/casework/access.h"

namespace voice {

struct Document {
  std::string text;  // wiped by nobody: it is shown in the same request
  std::int64_t version = 0;
};

// An absent document has version 0 and no text. `kind`: a fixed word of the calling code.
base::Result<Document> ReadDocument(db::Transaction& tx, const OpenedCase& opened, std::string_view kind);
// Errors: kConflict where the stored version is not `version` (somebody else saved meanwhile), kTooLarge
// (kMaxCaseDocumentBytes).
base::Status WriteDocument(db::Transaction& tx, const OpenedCase& opened, std::string_view kind,
                           std::string_view text, std::int64_t version);

// The same, and the case's own version stays: for what must not look like a change of the case.
base::Status PutDocument(db::Transaction& tx, const OpenedCase& opened, std::string_view kind,
                         std::string_view text, std::int64_t version);

// Other words under the version that it has: who reads it meanwhile may still save. The document must be
// there.
base::Status ReplaceDocument(db::Transaction& tx, const OpenedCase& opened, std::string_view kind,
                             std::string_view text);

// The first version of a document, with the public key alone: nobody needs to open the case.
base::Status InsertDocument(db::Transaction& tx, const CaseId& id, const crypto::PublicKey& inner,
                            std::string_view kind, std::string_view text);

}  // namespace voice
