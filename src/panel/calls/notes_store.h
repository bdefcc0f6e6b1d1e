#pragma once
// Rows of concept notes, in the caller's transaction; who may see them is the caller's matter.

#include <optional>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "desk/jobs/blobs.h"
#include "panel/calls/types.h"

namespace panel::calls::store {

base::Result<Note> GetNote(db::Transaction& tx, const NoteId& id);  // kNotFound; with all its parts
base::Result<std::optional<Note>> NoteOf(db::Transaction& tx, const CallId& call, const MemberId& member);
// Without their parts; by code, then by when they were handed in.
base::Result<std::vector<Note>> NotesOf(db::Transaction& tx, const CallId& call);
base::Result<std::int64_t> CountNotes(db::Transaction& tx, const CallId& call);
base::Result<std::vector<Note>> NotesOfOrg(db::Transaction& tx, const desk::OrgId& org, std::size_t limit);
base::Status InsertNote(db::Transaction& tx, const Note& note);
base::Status UpdateNote(db::Transaction& tx, Note& note);          // kConflict: another version; counts it up
base::Status PutNoteParts(db::Transaction& tx, const Note& note);  // texts, answers, budget
base::Status PutDocument(db::Transaction& tx, const NoteId& id, const NoteDocument& document);
base::Status DropDocument(db::Transaction& tx, const NoteId& id, std::int64_t number);
base::Status AddNoteEvent(db::Transaction& tx, const Note& note, NoteAct act, std::string_view reason,
                          base::UtcTime now);
base::Result<std::vector<NoteEvent>> NoteEvents(db::Transaction& tx, const NoteId& id);  // newest first
// The note with its parts, documents, reviews and scores.
base::Status RemoveNote(db::Transaction& tx, desk::Blobs& blobs, const NoteId& id);

}  // namespace panel::calls::store
