#pragma once
// Calls for concept notes: written, published, asked about, extended, closed by the clock, decided, ended.
// What a call says is fixed when it is published; only its deadline may then move, and only to later. Every
// change is audited in the same transaction, by ids. Thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "desk/jobs/blobs.h"
#include "panel/calls/access.h"
#include "panel/calls/store.h"

namespace panel::calls {

struct PartDraft {
  std::string title, guidance;
  std::string amount;  // weight, words, or "yes" where a document is required
};
// As typed.
struct CallDraft {
  std::string kind = "open", title, summary, details;
  std::string currency, most, total;
  std::string scale_most = "5", pass_percent = "0", min_reviewers = "2", keep_months = "24";
  std::string questions_until, deadline;  // days; the whole day counts, UTC
  std::string sectors, countries, sdg;    // codes, parted by blanks or commas
  std::string invited;                    // members by name, one a line
  bool blind = true, is_public = false;
  std::vector<PartDraft> criteria, sections, eligibility, documents;
};
// The call and its parts, as the draft says; every wrong field by its name.
kit::Wrongs ReadCall(const CallDraft& draft, Call& call, std::vector<CallPart>& parts);
CallDraft DraftOf(const Call& call, const std::vector<CallPart>& parts,
                  const std::vector<store::Invited>& invited);
// What keeps a call from being published, as source texts of the catalogues.
std::vector<std::string> Unready(const Call& call, const std::vector<CallPart>& parts,
                                 const std::vector<store::Invited>& invited, base::UtcTime now);

struct CallView {
  CallAccess access;
  std::vector<CallPart> parts;
  std::vector<store::Invited> invited;  // for whoever runs the call
  std::vector<Question> questions;      // unanswered ones: the own, and for whoever runs the call
  std::vector<CallEvent> events;
  std::vector<Reviewer> reviewers;   // for whoever runs the call
  std::vector<Note> notes;           // likewise, once it is closed; without their parts
  std::vector<std::string> unready;  // of a draft
  std::optional<Note> own;           // of the actor's organisation
  std::vector<std::string> named;    // members that were selected and agree to be named, once it is final
  const Call& call() const { return access.call; }
};

enum class CallFilter : std::uint8_t { kOpen, kMine, kAll, kCount };  // kMine: those that the actor runs
std::string_view CallFilterName(CallFilter filter);
std::optional<CallFilter> CallFilterNamed(std::string_view name);

struct CallMove {
  CallAct act = CallAct::kPublish;
  std::int64_t version = -1;  // -1: whatever it is
  std::string reason;
  std::string deadline;  // of an extension
};

class Calls {
 public:
  explicit Calls(PanelServices& services) : services_(services) {}

  // By the secretariat, or by an admitted member for itself.
  base::Result<CallId> Add(const desk::Actor& actor, const PanelId& panel, const CallDraft& draft);
  base::Status Edit(const desk::Actor& actor, const CallId& id, std::int64_t version, const CallDraft& draft);
  // Publish, extend, close, finalise, cancel; the rest is of Reviews. Errors: kConflict, kInvalid (what is
  // missing).
  base::Status Move(const desk::Actor& actor, const CallId& id, const CallMove& move);

  base::Result<CallView> Get(const desk::Actor& actor, const CallId& id);
  struct Page {
    std::vector<Call> calls;
    std::string next;
  };
  // What the actor may know, newest first. kOpen: those that take notes now.
  base::Result<Page> List(const desk::Actor& actor, const PanelId& panel, CallFilter filter,
                          std::string_view after, std::size_t limit);

  // By those who may apply, until the day the call says. Nobody else learns who asked.
  base::Result<QuestionId> Ask(const desk::Actor& actor, const CallId& id, std::string_view question);
  // An answer is for all who see the call; what is set aside is told to whoever asked, with the reason.
  base::Status Answer(const desk::Actor& actor, const QuestionId& id, std::int64_t version, QuestionAct act,
                      std::string_view answer);

  // For the clock: closes calls whose deadline has passed. Returns how many.
  base::Result<std::int64_t> CloseDue(const desk::Actor& clock);
  base::Status SendReminders(desk::Desk& desk);
  // Removes what is kept no longer: notes that led to nothing, and all scores and questions. Returns how many
  // notes.
  base::Result<std::int64_t> Purge(const desk::Actor& clock, desk::Blobs& blobs);

  // What everybody may see: published calls that are public, newest first. `after` as in List.
  base::Result<Page> Published(const PanelId& panel, std::string_view after, std::size_t limit);
  struct PublicCall {
    Call call;
    std::vector<CallPart> parts;
    std::vector<Question> questions;  // answered ones
    std::vector<std::string> named;
  };
  base::Result<PublicCall> PublishedOne(const CallId& id);

  struct Waiting {  // what the actor's organisation has to do
    Call call;
    enum class Why : std::uint8_t { kQuestions, kReview, kDecide, kFinalise, kInvited, kDraft, kAnswer } why;
    std::int64_t count = 0;
    NoteId note;
  };
  base::Result<std::vector<Waiting>> NeedsMe(const desk::Actor& actor);

 private:
  base::Status Apply(db::Transaction& tx, const desk::Actor& actor, CallAccess& access, const CallMove& move);
  base::Status CloseIn(db::Transaction& tx, const desk::Actor& actor, Call& call);
  PanelServices& services_;
};

// Within a transaction of the caller's: the call in its next state, with its event and audit entry. Errors:
// kConflict.
base::Status MoveCall(PanelServices& services, db::Transaction& tx, const desk::Actor& actor, Call& call,
                      CallAct act, std::string_view reason);
base::Status MoveNote(PanelServices& services, db::Transaction& tx, const desk::Actor& actor, Note& note,
                      NoteAct act, std::string_view reason);

std::string RecordOf(const CallId& id);
std::string RecordOf(const NoteId& id);

}  // namespace panel::calls
