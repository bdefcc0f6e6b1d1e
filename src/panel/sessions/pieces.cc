#include "panel/sessions/pieces.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/common/enum_names.h"
#include "panel/sessions/sessions.h"

namespace panel {
namespace {

constexpr NamesOf<PieceKind> kKinds = {"part", "speaker", "board", "note", "document"};
constexpr NamesOf<PartKind> kParts = {"plenary", "partner", "group", "break"};
constexpr NamesOf<BoardState> kBoards = {"open", "closed"};
constexpr NamesOf<BoardAct> kBoardActs = {"close", "reopen"};
constexpr Step<BoardState, BoardAct> kBoardSteps[] = {
    {BoardState::kOpen, BoardAct::kClose, BoardState::kClosed},
    {BoardState::kClosed, BoardAct::kReopen, BoardState::kOpen}};

constexpr std::string_view kColumns =
    "SELECT id, session_id, kind, parent_id, position, label, org_id, person_id, expert_id, time_ms, "
    "minutes, "
    "words, sealed_id, sha256, size, created_ms, version FROM panel_session_piece ";

Piece FromRow(const db::Row& row) {
  Piece piece;
  piece.id = row.IdAt<PieceId>(0);
  piece.session = row.IdAt<PanelSessionId>(1);
  piece.kind = PieceKindNamed(row.Text(2)).value_or(PieceKind::kNote);
  piece.parent = row.IdAt<PieceId>(3);
  piece.position = row.Int(4);
  piece.label = row.Text(5);
  piece.org = row.IdAt<desk::OrgId>(6);
  piece.person = row.IdAt<desk::PersonId>(7);
  piece.expert = row.IdAt<ExpertId>(8);
  piece.time = {row.Int(9)};
  piece.minutes = row.Int(10);
  piece.words = {row.Text(11), row.IdAt<vault::RecordId>(12)};
  piece.sha256 = row.Text(13);
  piece.size = row.Int(14);
  piece.created = {row.Int(15)};
  piece.version = row.Int(16);
  return piece;
}

std::size_t MostOf(PieceKind kind) {
  switch (kind) {
    case PieceKind::kPart:
      return base::kMaxAgendaItems;
    case PieceKind::kSpeaker:
      return base::kMaxSpeakers;
    case PieceKind::kBoard:
      return base::kMaxBoards;
    case PieceKind::kNote:
      return base::kMaxBoardNotes;
    case PieceKind::kDocument:
    case PieceKind::kCount:
      break;
  }
  return base::kMaxSessionDocuments;
}

base::Error Conflict(const char* words) {
  return base::Error{base::Code::kConflict, words, {}};
}
base::Error NoSuchPiece() {
  return base::NotFound(desk::tr("There is no such thing in this session."));
}

base::Status CheckWords(const Piece& piece, const Words& words) {
  for (const auto& [name, text] : words)
    if (text.size() > base::kMaxSessionTextBytes) return base::Invalid(desk::tr("This text is too long."));
  const std::string_view needed = piece.kind == PieceKind::kSpeaker ? "name"
                                  : piece.kind == PieceKind::kNote  ? "text"
                                                                    : "title";
  if (WordOf(words, needed).empty())
    return base::Invalid(desk::tr("Write at least a title, a name or a text."));
  constexpr std::int64_t kMostMinutes = 24 * 60;
  if (piece.kind == PieceKind::kPart) {
    if (!PartKindNamed(piece.label)) return base::Invalid(desk::tr("Choose one of the list."));
    if (piece.minutes < 0 || piece.minutes > kMostMinutes)
      return base::Invalid(desk::tr("A part of the agenda takes between 0 and 1440 minutes."));
  }
  return base::Ok();
}

base::Result<OpenPiece> Opened(db::Transaction& tx, SessionAccess& access, const PanelSession& session,
                               Piece piece, const vault::UnlockedPerson* reader) {
  auto words = access.Read(tx, session, piece.words, reader);
  if (words) return OpenPiece{std::move(piece), *std::move(words), false};
  const base::Code code = words.error().code;
  if (code == base::Code::kUnauthenticated || code == base::Code::kForbidden)
    return OpenPiece{std::move(piece), {}, true};
  return words.error();
}

base::Result<Piece> Find(db::Transaction& tx, const PanelSession& session, const PieceId& id) {
  const auto row =
      TRY(tx.QueryOne(std::string(kColumns) + "WHERE id = $1 AND session_id = $2", {id, session.id}));
  if (!row) return NoSuchPiece();
  return FromRow(*row);
}

}  // namespace

std::string_view PieceKindName(PieceKind kind) {
  return kKinds.at(static_cast<std::size_t>(kind));
}
std::optional<PieceKind> PieceKindNamed(std::string_view name) {
  return NamedIn<PieceKind>(kKinds, name);
}
std::string_view PartKindName(PartKind kind) {
  return kParts.at(static_cast<std::size_t>(kind));
}
std::optional<PartKind> PartKindNamed(std::string_view name) {
  return NamedIn<PartKind>(kParts, name);
}
std::string_view BoardStateName(BoardState state) {
  return kBoards.at(static_cast<std::size_t>(state));
}
std::string_view BoardActName(BoardAct act) {
  return kBoardActs.at(static_cast<std::size_t>(act));
}
std::optional<BoardAct> BoardActNamed(std::string_view name) {
  return NamedIn<BoardAct>(kBoardActs, name);
}
std::span<const Step<BoardState, BoardAct>> BoardSteps() {
  return kBoardSteps;
}

base::Result<std::vector<OpenPiece>> Pieces::All(db::Transaction& tx, const PanelSession& session,
                                                 PieceKind kind, const vault::UnlockedPerson* reader) {
  std::vector<OpenPiece> all;
  for (const db::Row& row : TRY(tx.Query(
           std::string(kColumns) + "WHERE session_id = $1 AND kind = $2 ORDER BY position, id LIMIT $3",
           {session.id, PieceKindName(kind), MostOf(kind) * base::kMaxBoards})))
    all.push_back(TRY(Opened(tx, access_, session, FromRow(row), reader)));
  return all;
}

base::Result<OpenPiece> Pieces::Get(db::Transaction& tx, const PanelSession& session, const PieceId& id,
                                    const vault::UnlockedPerson* reader) {
  return Opened(tx, access_, session, TRY(Find(tx, session, id)), reader);
}

// Notes and documents come from whoever is coming, everything else from the chairs.
base::Result<PanelSession> Pieces::MustChange(db::Transaction& tx, const desk::Actor& actor,
                                              const PanelSessionId& id, const Piece& piece) {
  const bool by_guests = piece.kind == PieceKind::kNote || piece.kind == PieceKind::kDocument;
  PanelSession session = TRY(access_.MustSee(tx, actor, id));
  const bool own = by_guests && (piece.person.empty() || piece.person == actor.person);
  if (!TRY(access_.MayChair(tx, actor, session))) {
    if (own) {
      static_cast<void>(TRY(access_.MustTakePart(tx, actor, id)));
    } else {
      static_cast<void>(TRY(access_.MustChair(tx, actor, id)));
    }
  }
  if (session.state == SessionState::kClosed || session.state == SessionState::kCancelled)
    return Conflict(desk::tr("What is filed or cancelled is not changed any more."));
  if (piece.kind == PieceKind::kNote) {
    const Piece board = TRY(Find(tx, session, piece.parent));
    if (board.kind != PieceKind::kBoard) return NoSuchPiece();
    if (board.label != BoardStateName(BoardState::kOpen))
      return Conflict(desk::tr("This board is closed: its output stands."));
  }
  return session;
}

base::Status Pieces::Insert(db::Transaction& tx, const desk::Actor& actor, const PanelSession& session,
                            Piece piece, const Words& words) {
  const auto last = TRY(tx.QueryOne(
      "SELECT count(*), max(position) FROM panel_session_piece WHERE session_id = $1 AND kind = $2 AND ($3 = "
      "'' OR "
      "parent_id = $3)",
      {session.id, PieceKindName(piece.kind),
       piece.kind == PieceKind::kNote ? std::string_view(piece.parent.text()) : std::string_view()}));
  if (last->Int(0) >= static_cast<std::int64_t>(MostOf(piece.kind)))
    return base::TooLarge(fmt::format("there are at most {} of these", MostOf(piece.kind)));
  const StoredWords stored = TRY(access_.Store(tx, session, words));
  TRY(tx.Execute(
      "INSERT INTO panel_session_piece(id, session_id, kind, parent_id, position, label, org_id, "
      "person_id, expert_id, time_ms, minutes, words, sealed_id, sha256, size, created_ms, version) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 0)",
      {piece.id, session.id, PieceKindName(piece.kind), piece.parent, last->Int(1) + 1, piece.label,
       piece.org, piece.person, piece.expert, piece.time.ms, piece.minutes, stored.open, stored.sealed,
       piece.sha256, piece.size, seams_.clock.Now().ms}));
  return access_.Note(tx, actor, session, fmt::format("panel-session.add-{}", PieceKindName(piece.kind)),
                      SessionRecord(session.id), {{"piece", piece.id.text()}});
}

base::Result<PieceId> Pieces::Add(const desk::Actor& actor, const PanelSessionId& id, const Piece& given,
                                  const Words& words) {
  Piece piece = given;
  piece.id = PieceId::New(seams_.random);
  if (piece.kind == PieceKind::kBoard) piece.label = BoardStateName(BoardState::kOpen);
  if (piece.kind == PieceKind::kNote) piece.org = actor.org;
  piece.person = piece.kind == PieceKind::kNote ? actor.person : desk::PersonId();
  TRY(CheckWords(piece, words));
  const auto store = [&](db::Transaction& tx) -> base::Status {
    const PanelSession session = TRY(MustChange(tx, actor, id, piece));
    return Insert(tx, actor, session, piece, words);
  };
  TRY(seams_.database.Write(store));
  return piece.id;
}

base::Status Pieces::Change(const desk::Actor& actor, const PanelSessionId& id, const Piece& changed,
                            const Words& words, std::int64_t version) {
  TRY(CheckWords(changed, words));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const PanelSession seen = TRY(access_.MustSee(tx, actor, id));
    const Piece before = TRY(Find(tx, seen, changed.id));
    const PanelSession session = TRY(MustChange(tx, actor, id, before));
    if (before.version != version) return ChangedMeanwhile();
    const StoredWords stored = TRY(access_.Replace(tx, session, before.words, words));
    const bool keeps_label = before.kind != PieceKind::kPart;
    TRY(tx.Execute(
        "UPDATE panel_session_piece SET parent_id = $2, label = $3, org_id = $4, expert_id = $5, "
        "time_ms = $6, minutes = $7, words = $8, sealed_id = $9, version = version + 1 WHERE id = $1",
        {before.id, before.kind == PieceKind::kNote ? before.parent : changed.parent,
         keeps_label ? before.label : changed.label, keeps_label ? before.org : changed.org, changed.expert,
         changed.time.ms, changed.minutes, stored.open, stored.sealed}));
    return access_.Note(tx, actor, session,
                        fmt::format("panel-session.change-{}", PieceKindName(before.kind)), SessionRecord(id),
                        {{"piece", before.id.text()}});
  });
}

base::Status Pieces::Remove(const desk::Actor& actor, const PanelSessionId& id, const PieceId& piece) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const PanelSession seen = TRY(access_.MustSee(tx, actor, id));
    const Piece before = TRY(Find(tx, seen, piece));
    const PanelSession session = TRY(MustChange(tx, actor, id, before));
    if (before.kind == PieceKind::kBoard &&
        TRY(tx.QueryOne("SELECT 1 FROM panel_session_piece WHERE parent_id = $1 LIMIT 1", {piece})))
      return Conflict(desk::tr("A board with notes is kept: close it instead."));
    TRY(access_.Drop(tx, session, before.words));
    if (!before.sha256.empty()) TRY(blobs_.Remove(tx, before.sha256));
    TRY(tx.Execute("DELETE FROM panel_session_piece WHERE id = $1", {piece}));
    return access_.Note(tx, actor, session,
                        fmt::format("panel-session.remove-{}", PieceKindName(before.kind)), SessionRecord(id),
                        {{"piece", piece.text()}});
  });
}

base::Status Pieces::Move(const desk::Actor& actor, const PanelSessionId& id, const PieceId& piece, bool up) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const PanelSession seen = TRY(access_.MustChair(tx, actor, id));
    const Piece here = TRY(Find(tx, seen, piece));
    const PanelSession session = TRY(MustChange(tx, actor, id, here));
    const auto other = TRY(tx.QueryOne(
        fmt::format(
            "SELECT id, position FROM panel_session_piece WHERE session_id = $1 AND kind = $2 AND position "
            "{} $3 ORDER BY position {} LIMIT 1",
            up ? "<" : ">", up ? "DESC" : "ASC"),
        {id, PieceKindName(here.kind), here.position}));
    if (!other) return base::Ok();
    TRY(tx.Execute("UPDATE panel_session_piece SET position = $2, version = version + 1 WHERE id = $1",
                   {piece, other->Int(1)}));
    TRY(tx.Execute("UPDATE panel_session_piece SET position = $2, version = version + 1 WHERE id = $1",
                   {other->Text(0), here.position}));
    return access_.Note(tx, actor, session, fmt::format("panel-session.move-{}", PieceKindName(here.kind)),
                        SessionRecord(id), {{"piece", piece.text()}});
  });
}

base::Status Pieces::ActOnBoard(const desk::Actor& actor, const PanelSessionId& id, const PieceId& board,
                                BoardAct act) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const PanelSession seen = TRY(access_.MustChair(tx, actor, id));
    const Piece before = TRY(Find(tx, seen, board));
    if (before.kind != PieceKind::kBoard) return NoSuchPiece();
    const PanelSession session = TRY(MustChange(tx, actor, id, before));
    const BoardState state =
        before.label == BoardStateName(BoardState::kClosed) ? BoardState::kClosed : BoardState::kOpen;
    const BoardState after = TRY(Next(BoardSteps(), state, act, BoardStateName, BoardActName));
    TRY(tx.Execute("UPDATE panel_session_piece SET label = $2, version = version + 1 WHERE id = $1",
                   {board, BoardStateName(after)}));
    return access_.Note(tx, actor, session, fmt::format("panel-session.{}-board", BoardActName(act)),
                        SessionRecord(id), {{"piece", board.text()}});
  });
}

base::Status Pieces::RemoveAll(db::Transaction& tx, const PanelSession& session) {
  for (const db::Row& row : TRY(tx.Query(std::string(kColumns) + "WHERE session_id = $1", {session.id}))) {
    const Piece piece = FromRow(row);
    TRY(access_.Drop(tx, session, piece.words));
    if (!piece.sha256.empty()) TRY(blobs_.Remove(tx, piece.sha256));
  }
  TRY(tx.Execute("DELETE FROM panel_session_piece WHERE session_id = $1", {session.id}));
  return base::Ok();
}

}  // namespace panel
