// Documents of a session: bytes in the store, encrypted where the session is closed.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/limits_panel.h"
#include "crypto/box.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "desk/tr.h"
#include "panel/sessions/pieces.h"

namespace panel {
namespace {

struct Type {
  std::string_view ending;
  std::string_view type;
};
// IANA media types, https://www.iana.org/assignments/media-types. No type that a browser would run.
constexpr std::array<Type, 17> kTypes = {{
    {"csv", "text/csv; charset=utf-8"},
    {"doc", "application/msword"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"gif", "image/gif"},
    {"jpeg", "image/jpeg"},
    {"jpg", "image/jpeg"},
    {"md", "text/plain; charset=utf-8"},
    {"odp", "application/vnd.oasis.opendocument.presentation"},
    {"ods", "application/vnd.oasis.opendocument.spreadsheet"},
    {"odt", "application/vnd.oasis.opendocument.text"},
    {"pdf", "application/pdf"},
    {"png", "image/png"},
    {"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {"rtf", "application/rtf"},
    {"txt", "text/plain; charset=utf-8"},
    {"xls", "application/vnd.ms-excel"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
}};

std::string Place(const PieceId& id) {
  return "session-document\n" + id.text();
}

}  // namespace

std::optional<std::string_view> DocumentType(std::string_view file_name) {
  const std::size_t dot = file_name.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  std::string ending(file_name.substr(dot + 1));
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  for (const Type& type : kTypes)
    if (type.ending == ending) return type.type;
  return std::nullopt;
}

base::Result<PieceId> Pieces::AddDocument(const desk::Actor& actor, const PanelSessionId& id,
                                          std::string_view file_name, std::string_view title,
                                          std::string_view bytes) {
  constexpr std::size_t kMostName = 200;
  if (bytes.empty()) return base::Invalid(desk::tr("Choose a file; this one is empty."));
  if (bytes.size() > base::kMaxSessionDocumentBytes)
    return base::TooLarge(fmt::format("a document has at most {} bytes", base::kMaxSessionDocumentBytes));
  const auto type = DocumentType(file_name);
  if (!type || file_name.size() > kMostName)
    return base::Invalid(
        desk::tr("Files of this kind are not taken. Use PDF, office documents, pictures or plain text."));
  Piece piece{.id = PieceId::New(seams_.random), .kind = PieceKind::kDocument, .label = std::string(*type)};
  piece.org = actor.org;
  piece.size = static_cast<std::int64_t>(bytes.size());
  const auto store = [&](db::Transaction& tx) -> base::Status {
    const PanelSession session = TRY(MustChange(tx, actor, id, piece));
    Piece stored = piece;
    stored.person = actor.person;
    Words words = {{"name", std::string(file_name)},
                   {"title", title.empty() ? std::string(file_name) : std::string(title)}};
    if (session.closed()) {
      const crypto::SecretBytes key = crypto::SecretBytes::Random(crypto::kKeyBytes);
      const crypto::Bytes box =
          crypto::Encrypt(key, crypto::AsBytes(bytes), crypto::AsBytes(Place(piece.id)));
      // What kind of file it is stays inside too.
      words["type"] = stored.label;
      words["key"] = crypto::HexEncode(key.view());
      stored.label.clear();
      stored.sha256 = TRY(blobs_.Put(tx, crypto::AsText(crypto::ByteView(box))));
    } else {
      stored.sha256 = TRY(blobs_.Put(tx, bytes));
    }
    return Insert(tx, actor, session, stored, words);
  };
  TRY(seams_.database.Write(store));
  return piece.id;
}

base::Result<std::string> Pieces::ReadDocument(const PanelSession& session, const OpenPiece& document) {
  if (document.piece.kind != PieceKind::kDocument || document.locked)
    return base::Error{
        base::Code::kUnauthenticated, desk::tr("This is sealed: unlock your vault to read it."), {}};
  std::string bytes = TRY(blobs_.Read(document.piece.sha256));
  if (!session.closed()) return bytes;
  const crypto::Bytes raw = TRY(crypto::HexDecode(WordOf(document.words, "key")));
  if (raw.size() != crypto::kKeyBytes) return base::Corrupt(desk::tr("a sealed key is damaged"));
  const crypto::SecretBytes key = crypto::SecretBytes::Copy(raw);
  const crypto::SecretBytes text =
      TRY(crypto::Decrypt(key, crypto::AsBytes(bytes), crypto::AsBytes(Place(document.piece.id))));
  return std::string(crypto::AsText(text.view()));
}

}  // namespace panel
