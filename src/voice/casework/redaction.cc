#include "voice/casework/redaction.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "base/limits_voice.h"
#include "desk/tr.h"
#include "voice/casework/documents.h"
#include "voice/intake/json_texts.h"

namespace voice {
namespace {

namespace json = boost::json;

constexpr std::string_view kKind = "redactions";
constexpr std::array<std::string_view, static_cast<std::size_t>(TextPart::kCount)> kParts = {
    "message", "what", "where", "who", "contact"};

template <typename List, typename Value>
bool Contains(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool FlagAt(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_bool() && value->get_bool();
}

const json::array& ArrayAt(const json::object& object, std::string_view name) {
  static const json::array none;
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_array() ? value->get_array() : none;
}

std::optional<Passage> PassageIn(const json::value& value) {
  if (!value.is_object()) return std::nullopt;
  const json::object& object = value.get_object();
  const auto part = std::find(kParts.begin(), kParts.end(), TextAt(object, "part"));
  const std::int64_t from = NumberAt(object, "from"), to = NumberAt(object, "to");
  if (part == kParts.end() || from < 0 || to <= from) return std::nullopt;
  return Passage{EntryId::FromStore(TextAt(object, "entry")),
                 static_cast<TextPart>(part - kParts.begin()),
                 {static_cast<std::size_t>(from), static_cast<std::size_t>(to)}};
}

std::string* MutablePart(TalkEntry& entry, TextPart part) {
  if (part == TextPart::kMessage) return &entry.text;
  if (!entry.report) return nullptr;
  Report& report = *entry.report;
  return part == TextPart::kWhat    ? &report.what
         : part == TextPart::kWhere ? &report.where
         : part == TextPart::kWho   ? &report.who
                                    : &report.contact;
}

bool HidesPart(const Redactions& redactions, TextPart part) {
  return (part == TextPart::kContact && redactions.contact) ||
         (part == TextPart::kWhere && redactions.where) || (part == TextPart::kWho && redactions.who);
}

void HideTexts(const Redactions& redactions, TalkEntry& entry) {
  for (int i = 0; i < static_cast<int>(TextPart::kCount); ++i) {
    const auto part = static_cast<TextPart>(i);
    std::string* text = MutablePart(entry, part);
    if (text == nullptr || text->empty()) continue;
    if (HidesPart(redactions, part)) {
      *text = kBar;
      continue;
    }
    std::vector<Range> ranges;
    for (const std::string& words : redactions.words) {
      const std::vector<Range> places = PlacesOf(*text, words);
      ranges.insert(ranges.end(), places.begin(), places.end());
    }
    for (const Passage& passage : redactions.passages)
      if (passage.entry == entry.id && passage.part == part) ranges.push_back(passage.range);
    *text = WithBars(*text, std::move(ranges));
  }
}

ShownEntry ShownOf(const Redactions& redactions, const TalkEntry& entry, Side side) {
  ShownEntry shown{.entry = entry, .side = side};
  if (Contains(redactions.entries, entry.id)) {
    shown.hidden = true;
    shown.hidden_files = entry.files.size();
    shown.entry.text.clear();
    shown.entry.report.reset();
    shown.entry.files.clear();
    return shown;
  }
  HideTexts(redactions, shown.entry);
  shown.hidden_files = std::erase_if(shown.entry.files, [&](const ShownFile& file) {
    return redactions.files || Contains(redactions.single_files, file.id);
  });
  return shown;
}

base::Status CheckSize(const Redactions& redactions) {
  const std::size_t parts = redactions.words.size() + redactions.passages.size() + redactions.entries.size() +
                            redactions.single_files.size();
  if (parts > base::kMaxHiddenParts)
    return base::TooLarge(fmt::format("at most {} parts of a case are hidden", base::kMaxHiddenParts));
  for (const std::string& words : redactions.words)
    if (words.size() > base::kMaxHiddenWordsBytes)
      return base::TooLarge(fmt::format("words to hide are at most {} bytes", base::kMaxHiddenWordsBytes));
  return base::Ok();
}

}  // namespace

std::string_view TextPartName(TextPart part) {
  return kParts.at(static_cast<std::size_t>(part));
}

const std::string& TextOfPart(const TalkEntry& entry, TextPart part) {
  static const std::string none;
  if (part == TextPart::kMessage) return entry.text;
  if (!entry.report) return none;
  const Report& report = *entry.report;
  return part == TextPart::kWhat    ? report.what
         : part == TextPart::kWhere ? report.where
         : part == TextPart::kWho   ? report.who
                                    : report.contact;
}

std::string TextOf(const Redactions& redactions) {
  json::array words, passages, entries, files;
  for (const std::string& one : redactions.words) words.emplace_back(one);
  for (const Passage& one : redactions.passages)
    passages.push_back(json::object{{"entry", one.entry.text()},
                                    {"part", TextPartName(one.part)},
                                    {"from", static_cast<std::int64_t>(one.range.from)},
                                    {"to", static_cast<std::int64_t>(one.range.to)}});
  for (const EntryId& one : redactions.entries) entries.emplace_back(one.text());
  for (const FileId& one : redactions.single_files) files.emplace_back(one.text());
  return json::serialize(json::object{{"contact", redactions.contact},
                                      {"where", redactions.where},
                                      {"who", redactions.who},
                                      {"notes", redactions.notes},
                                      {"files", redactions.files},
                                      {"words", std::move(words)},
                                      {"passages", std::move(passages)},
                                      {"entries", std::move(entries)},
                                      {"single_files", std::move(files)},
                                      {"looked_at", redactions.looked_at}});
}

base::Result<Redactions> ReadRedactions(std::string_view text) {
  Redactions redactions;
  if (text.empty()) return redactions;
  const json::object object = TRY(ObjectIn(text));
  redactions.contact = FlagAt(object, "contact");
  redactions.where = FlagAt(object, "where");
  redactions.who = FlagAt(object, "who");
  redactions.notes = FlagAt(object, "notes");
  redactions.files = FlagAt(object, "files");
  for (const json::value& one : ArrayAt(object, "words"))
    if (one.is_string()) redactions.words.emplace_back(one.get_string());
  for (const json::value& one : ArrayAt(object, "passages")) {
    // What cannot be read would be shown to somebody: nothing is passed over here.
    const std::optional<Passage> passage = PassageIn(one);
    if (!passage) return base::Corrupt("a hidden passage is not what the program writes");
    redactions.passages.push_back(*passage);
  }
  for (const json::value& one : ArrayAt(object, "entries"))
    if (one.is_string()) redactions.entries.push_back(EntryId::FromStore(std::string(one.get_string())));
  for (const json::value& one : ArrayAt(object, "single_files"))
    if (one.is_string()) redactions.single_files.push_back(FileId::FromStore(std::string(one.get_string())));
  // Of a document of before there was this number, it is 0: it is looked at once more.
  redactions.looked_at = NumberAt(object, "looked_at");
  return redactions;
}

bool HidesNothing(const Redactions& redactions) {
  return !redactions.contact && !redactions.where && !redactions.who && !redactions.notes &&
         !redactions.files && redactions.words.empty() && redactions.passages.empty() &&
         redactions.entries.empty() && redactions.single_files.empty();
}

std::vector<ShownEntry> Redact(const Redactions& redactions, const std::vector<TalkEntry>& talk,
                               const std::vector<TalkEntry>& notes) {
  std::vector<ShownEntry> shown;
  for (const TalkEntry& entry : talk) shown.push_back(ShownOf(redactions, entry, Side::kTalk));
  if (redactions.notes) return shown;
  for (const TalkEntry& entry : notes) shown.push_back(ShownOf(redactions, entry, Side::kInner));
  return shown;
}

base::Result<Redactions> Redaction::Of(const OpenedCase& opened) {
  return access_.database().Read([&](db::Transaction& tx) -> base::Result<Redactions> {
    const Document document = TRY(ReadDocument(tx, opened, kKind));
    Redactions redactions = TRY(ReadRedactions(document.text));
    redactions.version = document.version;
    return redactions;
  });
}

base::Status Redaction::Save(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                             const Redactions& redactions) {
  TRY(CheckSize(redactions));
  return cases_.SaveDocument(actor, me, id, kKind, TextOf(redactions), redactions.version);
}

template <typename Change>
base::Status Redaction::Edit(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                             std::int64_t looked_at, const Change& change) {
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, id));
    const Document document = TRY(ReadDocument(tx, opened, kKind));
    Redactions redactions = TRY(ReadRedactions(document.text));
    redactions.looked_at = std::max(redactions.looked_at, std::min(looked_at, opened.row.entries));
    TRY(change(tx, opened, redactions));
    TRY(CheckSize(redactions));
    TRY(WriteDocument(tx, opened, kKind, TextOf(redactions), document.version));
    return audit_.Append(tx, actor, "case.save", CaseRecord(id), {{"part", std::string(kKind)}});
  });
}

base::Result<std::size_t> Redaction::HideInEntry(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                                 const CaseId& id, const EntryId& entry,
                                                 std::string_view words, std::int64_t looked_at) {
  std::size_t added = 0;
  const auto hide = [&](db::Transaction& tx, const OpenedCase& opened,
                        Redactions& redactions) -> base::Status {
    std::vector<TalkEntry> entries = TRY(EntriesOf(tx, id, Side::kTalk, opened.keys.talk));
    const std::vector<TalkEntry> notes = TRY(EntriesOf(tx, id, Side::kInner, opened.keys.inner));
    entries.insert(entries.end(), notes.begin(), notes.end());
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const TalkEntry& one) { return one.id == entry; });
    if (found == entries.end()) return base::NotFound(desk::tr("there is no such entry"));
    for (int i = 0; i < static_cast<int>(TextPart::kCount); ++i) {
      const auto part = static_cast<TextPart>(i);
      for (const Range& range : PlacesOf(TextOfPart(*found, part), words)) {
        ++added;
        const Passage passage{entry, part, range};
        if (!Contains(redactions.passages, passage)) redactions.passages.push_back(passage);
      }
    }
    if (added == 0) return base::NotFound(desk::tr("these words do not stand in that entry"));
    return base::Ok();
  };
  TRY(Edit(actor, me, id, looked_at, hide));
  return added;
}

base::Status Redaction::HideEverywhere(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                       const CaseId& id, const std::vector<std::string>& words,
                                       std::int64_t looked_at) {
  return Edit(actor, me, id, looked_at,
              [&](db::Transaction&, const OpenedCase&, Redactions& redactions) -> base::Status {
                for (const std::string& one : words) {
                  // What stands nowhere, not even in itself, has neither letter nor digit.
                  if (PlacesOf(one, one).empty())
                    return base::Invalid(desk::tr("please type the words that are to be hidden"));
                  if (!Contains(redactions.words, one)) redactions.words.push_back(one);
                }
                return base::Ok();
              });
}

base::Result<std::vector<std::string>> Redaction::Suggestions(const OpenedCase& opened,
                                                              const Redactions& redactions) {
  const std::vector<TalkEntry> talk = TRY(cases_.Talk(opened));
  const std::vector<TalkEntry> notes = TRY(cases_.Notes(opened));
  std::vector<std::string> found;
  for (const ShownEntry& shown : Redact(redactions, talk, notes))
    for (int i = 0; i < static_cast<int>(TextPart::kCount); ++i)
      for (std::string& one : LooksLikeContact(TextOfPart(shown.entry, static_cast<TextPart>(i))))
        if (!Contains(found, one) && found.size() < base::kMaxSuggestedParts) found.push_back(std::move(one));
  return found;
}

}  // namespace voice
