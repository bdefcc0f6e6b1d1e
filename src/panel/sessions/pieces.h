#pragma once
// Everything with words of its own inside a session: parts of the agenda, speakers, breakout boards and the
// notes on them, documents. Their words are sealed where the session is closed (access.h). Thread-safe.
//
// Who may: chairs change all of it until the session is filed; participants who are coming write notes on
// open boards, and change their own. A board that is closed keeps its output and takes no notes. Documents
// are read by everybody who may see the session; of a closed one their bytes are sealed too.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/jobs/blobs.h"
#include "panel/sessions/access.h"

namespace panel {

using PieceId = base::Id<struct SessionPieceTag>;
using ExpertId = base::Id<struct PanelExpertTag>;

enum class PieceKind : std::uint8_t { kPart, kSpeaker, kBoard, kNote, kDocument, kCount };
std::string_view PieceKindName(PieceKind kind);
std::optional<PieceKind> PieceKindNamed(std::string_view name);

enum class PartKind : std::uint8_t { kPlenary, kPartner, kGroup, kBreak, kCount };  // Piece::label of a part
std::string_view PartKindName(PartKind kind);
std::optional<PartKind> PartKindNamed(std::string_view name);

enum class BoardState : std::uint8_t { kOpen, kClosed, kCount };  // Piece::label of a board
enum class BoardAct : std::uint8_t { kClose, kReopen, kCount };
std::string_view BoardStateName(BoardState state);
std::string_view BoardActName(BoardAct act);
std::optional<BoardAct> BoardActNamed(std::string_view name);
std::span<const Step<BoardState, BoardAct>> BoardSteps();

struct Piece {
  PieceId id;
  PanelSessionId session;
  PieceKind kind = PieceKind::kPart;
  PieceId parent;  // of a note: its board; of a group part: its board, if it has one
  std::int64_t position = 0;
  std::string label;         // part: PartKindName; board: BoardStateName; document: content type
  desk::OrgId org;           // part: the partner who leads it; document, note: of whom
  desk::PersonId person;     // note, document: whose
  ExpertId expert;           // speaker: from the roster
  base::UtcTime time;        // part: when it begins
  std::int64_t minutes = 0;  // part
  // part: title, leader; speaker: name, organisation, topic; board: title, question, output; note: text;
  // document: name, title; of a closed session also the key of its bytes, and their SHA-256
  StoredWords words;
  std::string sha256;  // document: the blob
  std::int64_t size = 0;
  base::UtcTime created;
  std::int64_t version = 0;
};

// A piece with its words; `locked` where they are sealed and the reader has not unlocked or was not let in.
struct OpenPiece {
  Piece piece;
  Words words;
  bool locked = false;
};

class Pieces {
 public:
  Pieces(PanelSeams seams, SessionAccess& access, desk::Blobs& blobs)
      : seams_(seams), access_(access), blobs_(blobs) {}

  // In order. The caller has checked that the reader may see the session.
  base::Result<std::vector<OpenPiece>> All(db::Transaction& tx, const PanelSession& session, PieceKind kind,
                                           const vault::UnlockedPerson* reader);
  base::Result<OpenPiece> Get(db::Transaction& tx, const PanelSession& session, const PieceId& id,
                              const vault::UnlockedPerson* reader);

  // `piece`: kind, parent, label, org, expert, time, minutes as far as the kind has them. At the end of its
  // list. Errors: kTooLarge, kInvalid, kConflict (filed, board closed).
  base::Result<PieceId> Add(const desk::Actor& actor, const PanelSessionId& id, const Piece& piece,
                            const Words& words);
  base::Status Change(const desk::Actor& actor, const PanelSessionId& id, const Piece& piece,
                      const Words& words, std::int64_t version);
  base::Status Remove(const desk::Actor& actor, const PanelSessionId& id, const PieceId& piece);
  // One place up or down among its kind.
  base::Status Move(const desk::Actor& actor, const PanelSessionId& id, const PieceId& piece, bool up);
  base::Status ActOnBoard(const desk::Actor& actor, const PanelSessionId& id, const PieceId& board,
                          BoardAct act);

  // By a chair or a participant who is coming. The type follows from the name's ending, among those that
  // DocumentType lists (kInvalid).
  base::Result<PieceId> AddDocument(const desk::Actor& actor, const PanelSessionId& id,
                                    std::string_view file_name, std::string_view title,
                                    std::string_view bytes);
  // The bytes. Errors: as OpenContent where they are sealed.
  base::Result<std::string> ReadDocument(const PanelSession& session, const OpenPiece& document);

  // With the session, where it is discarded.
  base::Status RemoveAll(db::Transaction& tx, const PanelSession& session);

 private:
  base::Result<PanelSession> MustChange(db::Transaction& tx, const desk::Actor& actor,
                                        const PanelSessionId& id, const Piece& piece);
  base::Status Insert(db::Transaction& tx, const desk::Actor& actor, const PanelSession& session, Piece piece,
                      const Words& words);

  PanelSeams seams_;
  SessionAccess& access_;
  desk::Blobs& blobs_;
};

// The content type of a file by its ending ("pdf", "docx", ...), or nothing.
std::optional<std::string_view> DocumentType(std::string_view file_name);

}  // namespace panel
