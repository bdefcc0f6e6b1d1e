#pragma once
// The project that carries out a concept note: made by the applicant in one step once it has accepted, with
// the note's words, the call's countries and goals, and a link each way. Thread-safe.

#include "panel/calls/notes.h"
#include "panel/resources/projects.h"

namespace panel::calls {

// A draft of the applicant's organisation; where there is one already, that one. Errors: kNotFound,
// kForbidden (not the applicant), kConflict (not accepted).
base::Result<ProjectId> ProjectFromNote(PanelServices& services, const desk::Actor& actor, const NoteId& id);
// Empty where there is none, or the actor may not see it.
base::Result<ProjectId> ProjectOfNote(PanelServices& services, db::Transaction& tx, const desk::Actor& actor,
                                      const NoteId& id);
// The note that a project carries out, where the actor may see it.
struct OriginOfProject {
  NoteId note;
  CallId call;
  std::string note_title;
  std::string call_title;
};
base::Result<std::optional<OriginOfProject>> OriginOf(PanelServices& services, const desk::Actor& actor,
                                                      const ProjectId& id);

// What the project begins as. Pure.
Project DraftFrom(const Note& note, const Call& call, const std::vector<CallPart>& parts, base::UtcTime now);

}  // namespace panel::calls
