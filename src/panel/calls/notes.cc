#include "panel/calls/notes.h"

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/agreements/memoranda.h"
#include "panel/calls/note_draft.h"
#include "panel/calls/note_project.h"
#include "panel/calls/notes_store.h"
#include "panel/calls/proposals_store.h"
#include "panel/calls/reviews.h"
#include "panel/calls/reviews_store.h"

namespace panel::calls {
namespace {

using desk::tr;

bool IsDecided(const Note& note) {
  return note.state == NoteState::kSelected || note.state == NoteState::kNotSelected ||
         note.state == NoteState::kAccepted || note.state == NoteState::kDeclined;
}

bool IsWithTheCall(NoteAct act) {
  return act == NoteAct::kLapse || act == NoteAct::kReview || act == NoteAct::kSelect ||
         act == NoteAct::kNotSelect || act == NoteAct::kReconsider || act == NoteAct::kVoid;
}

// What the applicant does not read: reasons that were written for the record.
void HideRecord(NoteView& view) {
  view.access.note.reason.clear();
  for (NoteEvent& event : view.events)
    if (event.act == NoteAct::kSelect || event.act == NoteAct::kNotSelect) event.reason.clear();
}

base::Status AddScores(db::Transaction& tx, NoteView& view) {
  if (!IsDecided(view.note())) return base::Ok();
  const std::vector<CallPart> criteria = store::PartsOf(view.parts, PartKind::kCriterion);
  const std::vector<Review> reviews = TRY(store::ReviewsOf(tx, view.call().id));
  for (const RankedNote& ranked : Rank(view.call(), criteria, {view.note()}, reviews)) {
    if (ranked.reviews == 0) continue;
    view.percent = PercentOf(ranked, view.call());
    for (const CriterionTally& tally : ranked.criteria)
      view.criteria.push_back(HundredthsText(tally.sum, ranked.reviews));
  }
  return base::Ok();
}

base::Status CheckDocument(const std::vector<CallPart>& parts, std::int64_t number,
                           const NoteDocument& document, std::string_view bytes) {
  const auto is = [&](const CallPart& part) {
    return part.kind == PartKind::kDocument && part.number == number;
  };
  if (std::none_of(parts.begin(), parts.end(), is))
    return base::NotFound(tr("The call does not ask for such a document."));
  if (bytes.empty() || document.file_name.empty()) return base::Invalid(tr("Choose a file."));
  if (bytes.size() > base::kMaxNoteDocumentBytes)
    return base::TooLarge(tr("A document may have 10 MiB here."));
  return base::Ok();
}

}  // namespace

base::Result<NoteId> Notes::Start(const desk::Actor& actor, const CallId& id) {
  Note note{.id = NoteId::New(services_.seams.random), .call = id, .org = actor.org};
  note.created = note.changed = services_.seams.clock.Now();
  const auto add = [&](db::Transaction& tx) -> base::Status {
    const CallAccess access = TRY(AccessTo(services_, tx, actor, id));
    if (!access.may_apply) return kit::MayNot(tr("Your organisation cannot hand in a note to this call."));
    if (!access.call.TakesNotes(note.created)) return Conflict(tr("This call takes no notes any more."));
    note.member = access.viewer.member->id;
    if (TRY(store::NoteOf(tx, id, note.member)))
      return Conflict(tr("Your organisation has a note for this call already."));
    if (TRY(store::CountNotes(tx, id)) >= base::kMaxCallNotes)
      return base::TooLarge(tr("This call has as many notes as it may have."));
    note.title = access.call.title;
    if (!access.call.proposal.empty()) {
      const Proposal proposal = TRY(store::GetProposal(tx, access.call.proposal));
      if (proposal.member == note.member) {
        note.title = proposal.title;
        note.texts = {{1, proposal.body}};
      }
    }
    TRY(store::InsertNote(tx, note));
    TRY(store::PutNoteParts(tx, note));
    return services_.seams.audit.Append(tx, actor, "concept-note.draft", RecordOf(note.id));
  };
  TRY(services_.seams.database.Write(add));
  return note.id;
}

base::Result<NoteAccess> Notes::Writable(db::Transaction& tx, const desk::Actor& actor, const NoteId& id,
                                         std::int64_t version) {
  NoteAccess access = TRY(AccessToNote(services_, tx, actor, id));
  if (!access.MayWrite()) return kit::MayNot(tr("Only the applicant may do this."));
  if (version >= 0 && version != access.note.version) return kit::Overtaken();
  if (access.note.state != NoteState::kDraft)
    return Conflict(tr("What was handed in is not changed; take it back first."));
  if (!access.call.call.TakesNotes(services_.seams.clock.Now()))
    return Conflict(tr("This call takes no notes any more."));
  return access;
}

base::Status Notes::Edit(const desk::Actor& actor, const NoteId& id, std::int64_t version,
                         const NoteDraft& draft) {
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    NoteAccess access = TRY(Writable(tx, actor, id, version));
    const std::vector<CallPart> parts = TRY(store::PartsOf(tx, access.note.call));
    const kit::Wrongs wrongs = ReadNote(draft, access.call.call, parts, access.note);
    if (!wrongs.empty()) return kit::ErrorOf(wrongs);
    access.note.changed = services_.seams.clock.Now();
    TRY(store::UpdateNote(tx, access.note));
    TRY(store::PutNoteParts(tx, access.note));
    return services_.seams.audit.Append(tx, actor, "concept-note.edit", RecordOf(id));
  });
}

base::Status Notes::PutDocument(const desk::Actor& actor, const NoteId& id, std::int64_t number,
                                std::string_view file_name, std::string_view bytes) {
  kit::Wrongs wrongs;
  NoteDocument document{.number = number, .sha256 = {}, .file_name = {}, .bytes = std::ssize(bytes)};
  document.file_name = kit::Tidy(wrongs, "file", file_name, base::kMaxCallTitleBytes, false);
  if (!wrongs.empty()) return kit::ErrorOf(wrongs);
  document.added = services_.seams.clock.Now();
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    NoteAccess access = TRY(Writable(tx, actor, id, -1));
    const std::vector<CallPart> parts = TRY(store::PartsOf(tx, access.note.call));
    TRY(CheckDocument(parts, number, document, bytes));
    for (const NoteDocument& old : access.note.documents) {
      if (old.number != number) continue;
      TRY(store::DropDocument(tx, id, number));
      TRY(blobs_.Remove(tx, old.sha256));
    }
    document.sha256 = TRY(blobs_.Put(tx, bytes));
    TRY(store::PutDocument(tx, id, document));
    return services_.seams.audit.Append(tx, actor, "concept-note.document", RecordOf(id),
                                        {{"sha256", document.sha256}});
  });
}

base::Status Notes::DropDocument(const desk::Actor& actor, const NoteId& id, std::int64_t number) {
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    const NoteAccess access = TRY(Writable(tx, actor, id, -1));
    for (const NoteDocument& old : access.note.documents) {
      if (old.number != number) continue;
      TRY(store::DropDocument(tx, id, number));
      TRY(blobs_.Remove(tx, old.sha256));
      return services_.seams.audit.Append(tx, actor, "concept-note.drop-document", RecordOf(id),
                                          {{"sha256", old.sha256}});
    }
    return base::NotFound(tr("There is no such document."));
  });
}

base::Result<std::pair<NoteDocument, std::string>> Notes::Document(const desk::Actor& actor, const NoteId& id,
                                                                   std::int64_t number) {
  const auto find = [&](db::Transaction& tx) -> base::Result<NoteDocument> {
    const NoteAccess access = TRY(AccessToNote(services_, tx, actor, id));
    for (const NoteDocument& one : access.note.documents)
      if (one.number == number) return one;
    return base::NotFound(tr("There is no such document."));
  };
  const NoteDocument found = TRY(services_.seams.database.Read(find));
  return std::pair(found, TRY(blobs_.Read(found.sha256)));
}

base::Status Notes::MoveOwn(db::Transaction& tx, const desk::Actor& actor, NoteAccess& access,
                            const NoteMove& move) {
  Note& note = access.note;
  const Call& call = access.call.call;
  if (!access.MayWrite()) return kit::MayNot(tr("Only the applicant may do this."));
  const bool in_time = call.TakesNotes(services_.seams.clock.Now());
  if ((move.act == NoteAct::kSubmit || move.act == NoteAct::kTakeBack) && !in_time)
    return Conflict(tr("The deadline has passed."));
  if (move.act == NoteAct::kSubmit) {
    const std::vector<CallPart> parts = TRY(store::PartsOf(tx, call.id));
    const std::vector<std::string> lacks = Unready(note, call, parts);
    if (!lacks.empty()) return base::Invalid(lacks.front());
  }
  if (move.act == NoteAct::kDecline && move.reason.empty()) return base::Invalid(tr("Say why."));
  if (move.act == NoteAct::kAccept) note.shown = move.shown;
  if (move.act == NoteAct::kWithdraw) TRY(ReleaseReviewsOf(tx, note));
  return MoveNote(services_, tx, actor, note, move.act, move.reason);
}

base::Status Notes::MoveAsManager(db::Transaction& tx, const desk::Actor& actor, NoteAccess& access,
                                  const NoteMove& move) {
  Note& note = access.note;
  if (!access.manages) return kit::MayNot(tr("Only whoever runs the call may do this."));
  if (move.reason.empty()) return base::Invalid(tr("Say why."));
  if (move.act == NoteAct::kRestore && access.call.call.state != CallState::kClosed)
    return Conflict(tr("A note is let in again only before the review begins."));
  if (move.act == NoteAct::kRuleOut) {
    note.reason = note.feedback = move.reason;
    note.decided = services_.seams.clock.Now();
    TRY(ReleaseReviewsOf(tx, note));
  } else {
    note.decided = {};
  }
  return MoveNote(services_, tx, actor, note, move.act, move.reason);
}

base::Status Notes::Move(const desk::Actor& actor, const NoteId& id, const NoteMove& move) {
  kit::Wrongs wrongs;
  NoteMove tidy = move;
  tidy.reason = kit::Tidy(wrongs, "reason", move.reason, base::kMaxCallTextBytes, false);
  if (!wrongs.empty()) return kit::ErrorOf(wrongs);
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    NoteAccess access = TRY(AccessToNote(services_, tx, actor, id));
    if (move.version >= 0 && move.version != access.note.version) return kit::Overtaken();
    TRY((Next<NoteState, NoteAct>(NoteSteps(), access.note.state, move.act, NoteStateName, NoteActName)));
    if (IsWithTheCall(move.act)) return Conflict(tr("This happens with the call."));
    if (move.act == NoteAct::kRuleOut || move.act == NoteAct::kRestore)
      return MoveAsManager(tx, actor, access, tidy);
    return MoveOwn(tx, actor, access, tidy);
  });
}

base::Result<NoteView> Notes::Get(const desk::Actor& actor, const NoteId& id) {
  const auto read = [&](db::Transaction& tx) -> base::Result<NoteView> {
    NoteView view;
    view.access = TRY(AccessToNote(services_, tx, actor, id));
    view.parts = TRY(store::PartsOf(tx, view.note().call));
    view.events = TRY(store::NoteEvents(tx, id));
    if (view.call().blind) view.names = NamesIn(view.note(), view.note().member_name);
    if (view.note().state == NoteState::kDraft) view.unready = Unready(view.note(), view.call(), view.parts);
    for (const CallPart& part : store::PartsOf(view.parts, PartKind::kSection)) {
      const Numbered* text = NumberedAt(view.note().texts, part.number);
      view.words.push_back(text == nullptr ? 0 : CountWords(text->text));
    }
    TRY(AddScores(tx, view));
    view.project = TRY(ProjectOfNote(services_, tx, actor, id)).text();
    if (!view.access.manages) HideRecord(view);
    return view;
  };
  return services_.seams.database.Read(read);
}

base::Result<std::vector<Notes::Mine>> Notes::OfMyOrganisation(const desk::Actor& actor) {
  const auto read = [&](db::Transaction& tx) -> base::Result<std::vector<Mine>> {
    std::vector<Mine> mine;
    for (Note& note : TRY(store::NotesOfOrg(tx, actor.org, base::kMaxCallPage))) {
      const base::Result<CallAccess> access = AccessTo(services_, tx, actor, note.call);
      if (!access && access.error().code == base::Code::kNotFound) continue;
      if (!access) return access.error();
      note.reason.clear();
      mine.push_back({std::move(note), access->call});
    }
    return mine;
  };
  if (actor.org.empty()) return std::vector<Mine>();
  return services_.seams.database.Read(read);
}

base::Result<std::string> Notes::DraftMemorandum(const desk::Actor& actor, const NoteId& id) {
  const NoteView view = TRY(Get(actor, id));
  if (!view.access.manages) return kit::MayNot(tr("Only whoever runs the call may do this."));
  if (view.note().state != NoteState::kAccepted)
    return Conflict(tr("A memorandum follows when the applicant has accepted."));
  if (!view.note().memorandum.empty()) return view.note().memorandum;
  Memoranda memoranda(services_);
  MemorandumDraft draft;
  draft.title = view.note().title;
  draft.parties = view.call().owner_name + "\n" + view.note().member_name;
  const MemorandumId made = TRY(memoranda.Add(actor, view.call().panel, draft));
  const auto keep = [&](db::Transaction& tx) -> base::Status {
    Note note = TRY(store::GetNote(tx, id));
    note.memorandum = made.text();
    TRY(store::UpdateNote(tx, note));
    return services_.seams.audit.Append(tx, actor, "concept-note.memorandum", RecordOf(id),
                                        {{"memorandum", made.text()}});
  };
  TRY(services_.seams.database.Write(keep));
  return made.text();
}

}  // namespace panel::calls
