#include "voice/intake/talk_documents.h"

#include <fmt/format.h>

#include "base/limits_voice.h"

namespace voice {
namespace {

// How the kind stands in the table, apart from the team's own documents (RemoveSide looks for it).
std::string RowName(std::string_view kind) {
  return "talk " + std::string(kind);
}

std::string PlaceOf(std::string_view kind, std::int64_t version) {
  return fmt::format("talk document {} {}", kind, version);
}

}  // namespace

base::Result<Document> ReadTalkDocument(db::Transaction& tx, const CaseId& of, std::string_view kind,
                                        const crypto::KeyPair& talk) {
  const auto row = TRY(tx.QueryOne("SELECT version, box FROM voice_document WHERE case_id = $1 AND kind = $2",
                                   {of, RowName(kind)}));
  if (!row) return Document{};
  const std::int64_t version = row->Int(0);
  const crypto::SecretBytes text = TRY(OpenText(talk, of, PlaceOf(kind, version), row->Bytes(1)));
  return Document{std::string(crypto::AsText(text.view())), version};
}

base::Status WriteTalkDocument(db::Transaction& tx, const CaseRow& to, std::string_view kind,
                               std::string_view text) {
  if (text.size() > base::kMaxCaseDocumentBytes)
    return base::TooLarge(
        fmt::format("this part of the case is larger than {} bytes", base::kMaxCaseDocumentBytes));
  const std::string name = RowName(kind);
  const auto row =
      TRY(tx.QueryOne("SELECT version FROM voice_document WHERE case_id = $1 AND kind = $2", {to.id, name}));
  const std::int64_t version = (row ? row->Int(0) : 0) + 1;
  const crypto::Bytes box = TRY(SealText(to.keys.talk, to.id, PlaceOf(kind, version), crypto::AsBytes(text)));
  TRY(
      tx.Execute("INSERT INTO voice_document(case_id, kind, version, box) VALUES ($1, $2, $3, $4) ON "
                 "CONFLICT (case_id, kind) DO UPDATE SET version = $3, box = $4",
                 {to.id, name, version, crypto::ByteView(box)}));
  return base::Ok();
}

base::Result<bool> HasReader(db::Transaction& tx, const CaseId& of) {
  return TRY(tx.QueryOne("SELECT 1 FROM voice_return WHERE case_id = $1", {of})).has_value();
}

}  // namespace voice
