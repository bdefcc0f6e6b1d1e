#include <fmt/format.h>

#include <algorithm>

#include "base/limits_voice.h"
#include "crypto/stream.h"
#include "desk/tr.h"
#include "voice/intake/case_rows.h"
#include "voice/intake/padding.h"
#include "voice/intake/report_text.h"

namespace voice {
namespace {

constexpr std::size_t kFileChunkBytes = 64u << 10;

std::string HeadPlace(const FileId& file) {
  return "file " + file.text();
}

std::string StreamPlace(const CaseId& of, const FileId& file) {
  return "voice file\n" + of.text() + "\n" + file.text();
}

base::Status CheckFile(const SentFile& file) {
  if (file.bytes.size() > base::kMaxReportFileBytes)
    return base::TooLarge(fmt::format("a file is larger than {} MB", base::kMaxReportFileBytes >> 20));
  return base::Ok();
}

// The bytes, then zeros up to the class of their length: the sealed size tells the class only. The true
// length stands in the sealed head.
base::Result<std::int64_t> SealChunks(db::Transaction& tx, const CaseId& of, const FileId& file,
                                      std::string_view bytes, const crypto::SecretBytes& key,
                                      crypto::Bytes& header) {
  crypto::StreamSealer sealer(key, crypto::AsBytes(StreamPlace(of, file)));
  header = sealer.header();
  const std::size_t whole = std::max(PaddedSize(bytes.size()), kFileChunkBytes);
  std::int64_t chunks = 0;
  crypto::SecretBytes chunk(kFileChunkBytes);
  for (std::size_t at = 0; at < whole; at += kFileChunkBytes, ++chunks) {
    const std::string_view part = at < bytes.size() ? bytes.substr(at, kFileChunkBytes) : std::string_view();
    std::ranges::fill(chunk.writable(), std::byte{0});
    std::ranges::copy(crypto::AsBytes(part), chunk.writable().begin());
    const crypto::Bytes box = sealer.Seal(chunk.view(), at + kFileChunkBytes >= whole);
    TRY(tx.Execute("INSERT INTO voice_file_chunk(file_id, place, box) VALUES ($1, $2, $3)",
                   {file, chunks, crypto::ByteView(box)}));
  }
  return chunks;
}

}  // namespace

base::Status SealFiles(db::Transaction& tx, base::Random& random, const CaseRow& to, Side side,
                       const EntryId& entry, const std::vector<SentFile>& files) {
  if (files.empty()) return base::Ok();
  if (files.size() > base::kMaxReportFiles)
    return base::TooLarge(fmt::format("more than {} files at once", base::kMaxReportFiles));
  const auto known = TRY(tx.QueryOne("SELECT COUNT(*) FROM voice_file WHERE case_id = $1", {to.id}));
  if (known->Int(0) + static_cast<std::int64_t>(files.size()) >
      static_cast<std::int64_t>(base::kMaxCaseFiles))
    return base::TooLarge(
        fmt::format("this conversation has {} files, and no more fit", base::kMaxCaseFiles));
  for (const SentFile& file : files) {
    TRY(CheckFile(file));
    const FileId id = FileId::New(random);
    const crypto::SecretBytes key = crypto::SecretBytes::Random(crypto::kKeyBytes);
    crypto::Bytes header;
    const std::int64_t chunks = TRY(SealChunks(tx, to.id, id, file.bytes, key, header));
    std::string text = TextOfFileHead({.id = id,
                                       .name = file.name,
                                       .media_type = file.media_type,
                                       .size = static_cast<std::int64_t>(file.bytes.size())},
                                      key.view());
    const crypto::SecretBytes head_text = crypto::SecretBytes::Take(text);
    const crypto::PublicKey& receiver = side == Side::kTalk ? to.keys.talk : to.keys.inner;
    const crypto::Bytes head = TRY(SealText(receiver, to.id, HeadPlace(id), head_text.view()));
    TRY(tx.Execute(
        "INSERT INTO voice_file(id, case_id, entry_id, audience, head, stream_header, chunks) VALUES ($1, "
        "$2, $3, "
        "$4, $5, $6, $7)",
        {id, to.id, entry, SideName(side), crypto::ByteView(head), crypto::ByteView(header), chunks}));
  }
  return base::Ok();
}

base::Status ShowFiles(db::Transaction& tx, const CaseId& of, Side side, const crypto::KeyPair& key,
                       std::vector<TalkEntry>& entries) {
  for (const db::Row& row :
       TRY(tx.Query("SELECT id, entry_id, head FROM voice_file WHERE case_id = $1 AND audience = $2 "
                    "ORDER BY id",
                    {of, SideName(side)}))) {
    const FileId id = row.IdAt<FileId>(0);
    const crypto::SecretBytes text = TRY(OpenText(key, of, HeadPlace(id), row.Bytes(2)));
    FileHead head = TRY(ReadFileHead(crypto::AsText(text.view())));
    head.file.id = id;
    const auto entry = std::find_if(entries.begin(), entries.end(),
                                    [&](const TalkEntry& one) { return one.id == row.IdAt<EntryId>(1); });
    if (entry != entries.end()) entry->files.push_back(std::move(head.file));
  }
  for (TalkEntry& entry : entries)
    std::sort(entry.files.begin(), entry.files.end(),
              [](const ShownFile& a, const ShownFile& b) { return a.name < b.name; });
  return base::Ok();
}

base::Result<OpenedFile> OpenFile(db::Transaction& tx, const CaseId& of, Side side, const FileId& file,
                                  const crypto::KeyPair& key) {
  const auto row =
      TRY(tx.QueryOne("SELECT head, stream_header FROM voice_file WHERE id = $1 AND case_id = $2 AND "
                      "audience = $3",
                      {file, of, SideName(side)}));
  if (!row) return base::NotFound(desk::tr("there is no such file"));
  const crypto::SecretBytes text = TRY(OpenText(key, of, HeadPlace(file), row->Bytes(0)));
  FileHead head = TRY(ReadFileHead(crypto::AsText(text.view())));
  crypto::StreamOpener opener =
      TRY(crypto::StreamOpener::Create(head.key, crypto::AsBytes(StreamPlace(of, file)), row->Bytes(1)));
  OpenedFile opened;
  for (const db::Row& chunk :
       TRY(tx.Query("SELECT box FROM voice_file_chunk WHERE file_id = $1 ORDER BY place", {file}))) {
    const crypto::SecretBytes part = TRY(opener.Open(chunk.Bytes(0)));
    opened.bytes += crypto::AsText(part.view());
  }
  const auto size = static_cast<std::size_t>(head.file.size);
  if (!opener.done() || size > opened.bytes.size()) return base::Corrupt("a sealed file is cut off");
  opened.bytes.resize(size);
  head.file.id = file;
  opened.file = std::move(head.file);
  return opened;
}

}  // namespace voice
