#pragma once
// Concept notes: written and handed in by applicants before the deadline, checked by whoever runs the call
// after it. A note that was handed in is not changed; it may be taken back, and handed in again, until the
// deadline. Thread-safe.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "panel/calls/access.h"
#include "panel/calls/calls.h"
#include "panel/calls/note_text.h"
#include "panel/calls/ranking.h"

namespace panel::calls {

// As typed. Texts and answers by the number of the call's part.
struct NoteDraft {
  std::string title, summary, own;
  std::vector<Numbered> texts, answers;
  struct Line {
    std::string title, amount;
  };
  std::vector<Line> budget;
};

struct NoteView {
  NoteAccess access;
  std::vector<CallPart> parts;
  std::vector<NoteEvent> events;
  std::vector<NameSeen> names;        // where the applicant's own name stands, in a blind call
  std::vector<std::string> unready;   // what keeps a draft from being handed in
  std::vector<std::int64_t> words;    // of each section, in order
  std::vector<std::string> criteria;  // after the decision: the mean of each criterion's marks
  std::string percent;                // after the decision: the weighted score
  std::string project;                // id of the one that carries it out, where the reader may see it
  const Note& note() const { return access.note; }
  const Call& call() const { return access.call.call; }
};

struct NoteMove {
  NoteAct act = NoteAct::kSubmit;
  std::int64_t version = -1;
  std::string reason;
  bool shown = false;  // of an acceptance: agrees to be named
};

class Notes {
 public:
  Notes(PanelServices& services, desk::Blobs& blobs) : services_(services), blobs_(blobs) {}

  // A draft of the actor's organisation, one a call. Where a proposal led to the call, with its words.
  base::Result<NoteId> Start(const desk::Actor& actor, const CallId& call);
  // Errors: kConflict (not a draft, or the deadline has passed), kInvalid, kTooLarge.
  base::Status Edit(const desk::Actor& actor, const NoteId& id, std::int64_t version, const NoteDraft& draft);
  // Takes the place of the document there was for that part.
  base::Status PutDocument(const desk::Actor& actor, const NoteId& id, std::int64_t number,
                           std::string_view file_name, std::string_view bytes);
  base::Status DropDocument(const desk::Actor& actor, const NoteId& id, std::int64_t number);
  base::Result<std::pair<NoteDocument, std::string>> Document(const desk::Actor& actor, const NoteId& id,
                                                              std::int64_t number);
  // By the applicant: submit, take back, withdraw, accept, decline. By whoever runs the call: rule out and
  // restore. What happens with the call is kConflict here.
  base::Status Move(const desk::Actor& actor, const NoteId& id, const NoteMove& move);

  base::Result<NoteView> Get(const desk::Actor& actor, const NoteId& id);
  struct Mine {
    Note note;
    Call call;
  };
  // Of the actor's organisation, newest first, at most kMaxCallPage.
  base::Result<std::vector<Mine>> OfMyOrganisation(const desk::Actor& actor);
  // A memorandum's draft between whoever runs the call and the applicant that accepted. Returns its id.
  base::Result<std::string> DraftMemorandum(const desk::Actor& actor, const NoteId& id);

 private:
  base::Result<NoteAccess> Writable(db::Transaction& tx, const desk::Actor& actor, const NoteId& id,
                                    std::int64_t version);
  base::Status MoveOwn(db::Transaction& tx, const desk::Actor& actor, NoteAccess& access,
                       const NoteMove& move);
  base::Status MoveAsManager(db::Transaction& tx, const desk::Actor& actor, NoteAccess& access,
                             const NoteMove& move);
  PanelServices& services_;
  desk::Blobs& blobs_;
};

NoteDraft DraftOf(const Note& note);
// What keeps a note from being handed in, as source texts of the catalogues.
std::vector<std::string> Unready(const Note& note, const Call& call, const std::vector<CallPart>& parts);
const Numbered* NumberedAt(const std::vector<Numbered>& all, std::int64_t number);

}  // namespace panel::calls
