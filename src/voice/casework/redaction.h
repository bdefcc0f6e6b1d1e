#pragma once
// What of a case is hidden from somebody outside, as the document "redactions": words wherever they stand,
// passages and whole entries, files, kinds of content. The case itself is never changed: hiding happens while
// a copy is made. Before anybody has saved the document, everything that leads to a person is hidden: how to
// reach her, the team's notes, the files.
//
// The program finds no names; it offers what looks like a telephone number or an e-mail address. What an
// outsider gets is looked at by a person first: a copy is made only of a document that was saved, and not of
// what came since.
// Thread-safe. Errors besides the usual: as of CaseAccess.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "desk/audit/audit.h"
#include "voice/casework/cases.h"
#include "voice/casework/passages.h"

namespace voice {

// A part of an entry that is text: a message, or a field of a report.
enum class TextPart : std::uint8_t { kMessage, kWhat, kWhere, kWho, kContact, kCount };
std::string_view TextPartName(TextPart part);  // as stored: "what"
const std::string& TextOfPart(const TalkEntry& entry, TextPart part);

struct Passage {
  EntryId entry;
  TextPart part = TextPart::kMessage;
  Range range;
  auto operator<=>(const Passage&) const = default;
};

struct Redactions {
  bool contact = true;  // how to reach her, of the report
  bool where = false;
  bool who = false;
  bool notes = true;               // all of the team's
  bool files = true;               // all, also those that are yet to come
  std::vector<std::string> words;  // wherever they stand, also in what is yet to come
  std::vector<Passage> passages;
  std::vector<EntryId> entries;  // wholly
  std::vector<FileId> single_files;
  // So many of the case's first entries, with their files, somebody has looked at: what a copy may hold.
  std::int64_t looked_at = 0;
  std::int64_t version = 0;  // 0: never saved
};
std::string TextOf(const Redactions& redactions);
// An empty text is what holds before anybody saved. Errors: kCorrupt.
base::Result<Redactions> ReadRedactions(std::string_view text);
bool HidesNothing(const Redactions& redactions);

// An entry as an outsider gets it.
struct ShownEntry {
  TalkEntry entry;  // with bars; files that are hidden are left out
  Side side = Side::kTalk;
  bool hidden = false;  // wholly: nothing but author and day is left
  std::size_t hidden_files = 0;
};
// Pure. The conversation, then the notes.
std::vector<ShownEntry> Redact(const Redactions& redactions, const std::vector<TalkEntry>& talk,
                               const std::vector<TalkEntry>& notes);

class Redaction {
 public:
  Redaction(CaseAccess& access, Cases& cases, desk::Audit& audit)
      : access_(access), cases_(cases), audit_(audit) {}

  base::Result<Redactions> Of(const OpenedCase& opened);
  // `redactions.version` must be the present one. `looked_at`, here and below: how many entries of the case
  // the page had that was saved from. Errors: kConflict, kTooLarge (kMaxHiddenParts).
  base::Status Save(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                    const Redactions& redactions);
  // All places of these words in one entry. Returns how many. Errors: kNotFound (no such entry; the words do
  // not stand in it), kTooLarge.
  base::Result<std::size_t> HideInEntry(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                        const CaseId& id, const EntryId& entry, std::string_view words,
                                        std::int64_t looked_at);
  // Wherever they stand. Errors: kInvalid (neither letter nor digit), kTooLarge.
  base::Status HideEverywhere(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                              const std::vector<std::string>& words, std::int64_t looked_at);
  // What may lead to a person and is not hidden yet.
  base::Result<std::vector<std::string>> Suggestions(const OpenedCase& opened, const Redactions& redactions);

 private:
  template <typename Change>
  base::Status Edit(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                    std::int64_t looked_at, const Change& change);

  CaseAccess& access_;
  Cases& cases_;
  desk::Audit& audit_;
};

}  // namespace voice
