#include "voice/casework/documents.h"

#include <fmt/format.h>

#include "base/limits_voice.h"
#include "desk/tr.h"

namespace voice {
namespace {

// The version is part of the place: an older document cannot be put back in the place of a newer one
// unnoticed without its number.
std::string PlaceOf(std::string_view kind, std::int64_t version) {
  return fmt::format("document {} {}", kind, version);
}

}  // namespace

base::Result<Document> ReadDocument(db::Transaction& tx, const OpenedCase& opened, std::string_view kind) {
  const auto row = TRY(tx.QueryOne("SELECT version, box FROM voice_document WHERE case_id = $1 AND kind = $2",
                                   {opened.row.id, kind}));
  if (!row) return Document{};
  const std::int64_t version = row->Int(0);
  const crypto::SecretBytes text =
      TRY(OpenText(opened.keys.inner, opened.row.id, PlaceOf(kind, version), row->Bytes(1)));
  return Document{std::string(crypto::AsText(text.view())), version};
}

base::Status PutDocument(db::Transaction& tx, const OpenedCase& opened, std::string_view kind,
                         std::string_view text, std::int64_t version) {
  if (text.size() > base::kMaxCaseDocumentBytes)
    return base::TooLarge(
        fmt::format("this part of the case is larger than {} bytes", base::kMaxCaseDocumentBytes));
  const base::Error meanwhile{
      base::Code::kConflict, desk::tr("somebody saved this part meanwhile; look again"), {}};
  const auto row = TRY(tx.QueryOne("SELECT version FROM voice_document WHERE case_id = $1 AND kind = $2",
                                   {opened.row.id, kind}));
  if ((row ? row->Int(0) : 0) != version) return meanwhile;
  const crypto::Bytes box = TRY(SealText(opened.keys.inner.public_key(), opened.row.id,
                                         PlaceOf(kind, version + 1), crypto::AsBytes(text)));
  TRY(
      tx.Execute("INSERT INTO voice_document(case_id, kind, version, box) VALUES ($1, $2, $3, $4) ON "
                 "CONFLICT (case_id, kind) "
                 "DO UPDATE SET version = $3, box = $4",
                 {opened.row.id, kind, version + 1, crypto::ByteView(box)}));
  return base::Ok();
}

base::Status WriteDocument(db::Transaction& tx, const OpenedCase& opened, std::string_view kind,
                           std::string_view text, std::int64_t version) {
  TRY(PutDocument(tx, opened, kind, text, version));
  TRY(tx.Execute("UPDATE voice_case SET version = version + 1 WHERE id = $1", {opened.row.id}));
  return base::Ok();
}

base::Status ReplaceDocument(db::Transaction& tx, const OpenedCase& opened, std::string_view kind,
                             std::string_view text) {
  const auto row = TRY(tx.QueryOne("SELECT version FROM voice_document WHERE case_id = $1 AND kind = $2",
                                   {opened.row.id, kind}));
  if (!row) return base::NotFound("there is no such document to replace");
  const crypto::Bytes box = TRY(SealText(opened.keys.inner.public_key(), opened.row.id,
                                         PlaceOf(kind, row->Int(0)), crypto::AsBytes(text)));
  TRY(tx.Execute("UPDATE voice_document SET box = $3 WHERE case_id = $1 AND kind = $2",
                 {opened.row.id, kind, crypto::ByteView(box)}));
  return base::Ok();
}

base::Status InsertDocument(db::Transaction& tx, const CaseId& id, const crypto::PublicKey& inner,
                            std::string_view kind, std::string_view text) {
  if (text.size() > base::kMaxCaseDocumentBytes)
    return base::TooLarge(
        fmt::format("this part of the case is larger than {} bytes", base::kMaxCaseDocumentBytes));
  const crypto::Bytes box = TRY(SealText(inner, id, PlaceOf(kind, 1), crypto::AsBytes(text)));
  TRY(tx.Execute("INSERT INTO voice_document(case_id, kind, version, box) VALUES ($1, $2, 1, $3)",
                 {id, kind, crypto::ByteView(box)}));
  return base::Ok();
}

}  // namespace voice
