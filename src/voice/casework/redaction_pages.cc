#include <algorithm>

#include "desk/people/fields.h"
#include "desk/web/flash.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "text/unicode.h"
#include "voice/casework/case_page.h"
#include "voice/casework/pages.h"
#include "voice/casework/shell.h"

// What of a case is hidden from somebody outside: chosen, looked at, copied out.
namespace voice {
namespace {

using html::El;
using html::Html;
using html::Join;

// The case as this page needs it.
struct Parts {
  std::vector<TalkEntry> talk, notes;
  Redactions redactions;
};

base::Result<Parts> PartsOf(CasePage& page) {
  Parts parts;
  parts.talk = TRY(page.services.cases.Talk(page.opened));
  parts.notes = TRY(page.services.cases.Notes(page.opened));
  parts.redactions = TRY(page.services.redaction.Of(page.opened));
  return parts;
}

// "3 · The worker · 4 Nov 2026": the number of the preview, where the entry stands in it.
std::string EntryName(const CasePage& page, const TalkEntry& entry, Side side, std::size_t number) {
  const std::string who = side == Side::kInner              ? page.tr("Note of the team")
                          : entry.author == Author::kWorker ? page.tr("The worker")
                                                            : page.tr("The team");
  return page.locale.Number(static_cast<std::int64_t>(number)) + " · " + who + " · " +
         DayWords(page.locale, entry.day);
}

// How many entries this page has, for what is saved from it. It was counted before they were read: what came
// between is looked at once more.
Html LookedAtField(const CasePage& page) {
  return desk::HiddenField("looked_at", std::to_string(page.opened.row.entries));
}

std::int64_t LookedAtIn(CasePage& page) {
  return std::min(desk::WholeNumber(desk::FieldOf(page.context, "looked_at")).value_or(0),
                  page.opened.row.entries);
}

template <typename Visit>
void EachEntry(const Parts& parts, const Visit& visit) {
  std::size_t number = 0;
  for (const TalkEntry& entry : parts.talk) visit(entry, Side::kTalk, ++number);
  for (const TalkEntry& entry : parts.notes) visit(entry, Side::kInner, ++number);
}

Html WordsForm(const CasePage& page, const Parts& parts, const std::string& typed, const std::string& error) {
  std::vector<html::Choice> where = {{"", page.tr("Everywhere, also in what is yet to come")}};
  EachEntry(parts, [&](const TalkEntry& entry, Side side, std::size_t number) {
    where.push_back({entry.id.text(), EntryName(page, entry, side, number)});
  });
  const std::string action = page.Href("/redaction/words");
  return html::Form(
      {.action = action, .csrf = page.context.csrf()},
      Join(LookedAtField(page),
           html::Field(
               {.control_id = "words",
                .label = page.tr("Words to hide"),
                .hint = page.tr("One a line, typed or pasted: names, places, numbers. They are found in "
                                "any case, within longer words too, and numbers however they are "
                                "grouped."),
                .error = error},
               html::TextArea("words", typed, 4)),
           html::Field({.control_id = "entry", .label = page.locale.ctr("within a case", "Where")},
                       html::Select("entry", where, "")),
           html::Button(page.tr("Hide"))));
}

Html SuggestionsForm(const CasePage& page, const std::vector<std::string>& suggested) {
  if (suggested.empty()) return {};
  Html boxes;
  for (const std::string& one : suggested) boxes.Add(html::CheckBox("words", one, El("bdi", one), true));
  const std::string action = page.Href("/redaction/suggested");
  return html::Section(
      page.tr("May lead to a person"),
      html::Form({.action = action, .csrf = page.context.csrf()},
                 Join(LookedAtField(page),
                      El("p", {{"class", "small muted"}},
                         page.tr("These look like telephone numbers or addresses. Names are not found: read, "
                                 "and type them.")),
                      El("fieldset", El("legend", page.tr("Hide")), boxes),
                      html::Button(page.tr("Hide what is ticked"), {.kind = html::ButtonKind::kQuiet}))));
}

Html KindsForm(const CasePage& page, const Parts& parts) {
  const Redactions& now = parts.redactions;
  Html entries, files;
  EachEntry(parts, [&](const TalkEntry& entry, Side side, std::size_t number) {
    const bool hidden = std::find(now.entries.begin(), now.entries.end(), entry.id) != now.entries.end();
    entries.Add(html::CheckBox("entries", entry.id.text(), EntryName(page, entry, side, number), hidden));
    for (const ShownFile& file : entry.files) {
      const bool gone =
          std::find(now.single_files.begin(), now.single_files.end(), file.id) != now.single_files.end();
      files.Add(html::CheckBox("files", file.id.text(),
                               page.locale.Number(static_cast<std::int64_t>(number)) + " · " + file.name,
                               gone));
    }
  });
  const std::string action = page.Href("/redaction");
  const auto kind = [](std::string_view name, const std::string& words, bool on) {
    return html::CheckBox(name, "yes", words, on);
  };
  return html::Form(
      {.action = action, .csrf = page.context.csrf()},
      Join(desk::VersionField(now.version), LookedAtField(page),
           El("fieldset", El("legend", page.tr("Kinds")),
              kind("contact", page.tr("How to reach her"), now.contact),
              kind("where", page.tr("Where it happened, as she reported"), now.where),
              kind("who", page.tr("Who did it, as she reported"), now.who),
              kind("notes", page.tr("All notes of the team"), now.notes),
              kind("all_files", page.tr("All files"), now.files)),
           files.empty() ? Html() : El("fieldset", El("legend", page.tr("Single files")), files),
           entries.empty() ? Html()
                           : html::Closed(page.tr("Whole entries"),
                                          El("fieldset", El("legend", page.tr("Hide wholly")), entries),
                                          !now.entries.empty()),
           html::Button(page.tr("Save what is hidden"))));
}

std::string TextAtPassage(const TalkEntry& entry, const Passage& passage) {
  const std::u32string text = text::Decode(TextOfPart(entry, passage.part));
  if (passage.range.from >= text.size()) return {};
  return text::Encode(text.substr(passage.range.from, passage.range.to - passage.range.from));
}

Html HiddenWords(const CasePage& page, const Parts& parts) {
  const Redactions& now = parts.redactions;
  desk::TableMaker table(
      {{page.tr("Words")}, {page.locale.ctr("within a case", "Where")}, {page.tr("Change")}});
  const std::string action = page.Href("/redaction/show");
  const auto row = [&](const std::string& words, const std::string& where, const std::string& name,
                       std::size_t index) {
    table.Row({El("bdi", words), where,
               html::Form({.action = action, .csrf = page.context.csrf()},
                          Join(desk::VersionField(now.version), LookedAtField(page),
                               desk::HiddenField(name, std::to_string(index)),
                               html::Button(page.tr("Show again"),
                                            {.kind = html::ButtonKind::kQuiet, .css = "small"})))});
  };
  for (std::size_t i = 0; i < now.words.size(); ++i) row(now.words[i], page.tr("Everywhere"), "word", i);
  for (std::size_t i = 0; i < now.passages.size(); ++i)
    EachEntry(parts, [&](const TalkEntry& entry, Side side, std::size_t number) {
      if (entry.id == now.passages[i].entry)
        row(TextAtPassage(entry, now.passages[i]), EntryName(page, entry, side, number), "passage", i);
    });
  return table.empty() ? El("p", {{"class", "muted"}}, page.tr("No words yet."))
                       : table.Done(page.tr("Hidden words"));
}

Html CopyForm(const CasePage& page, const Redactions& redactions) {
  if (redactions.version == 0)
    return El("p", page.tr("Nothing has been saved here yet. Until then no copy is made."));
  if (const std::int64_t since = page.opened.row.entries - redactions.looked_at; since > 0)
    return html::NoticeOf(
        html::Mark::kCare,
        page.locale.ntr(
            "{n} entry was written since somebody last saved what is hidden. Look at it on this page, "
            "then save what is hidden; until then no copy is made.",
            "{n} entries were written since somebody last saved what is hidden. Look at them on this "
            "page, then save what is hidden; until then no copy is made.",
            since));
  const std::string action = page.Href("/redaction/copy");
  return html::Form(
      {.action = action, .csrf = page.context.csrf()},
      Join(desk::VersionField(redactions.version),
           El("p",
              page.tr("A page without script and the files that are not hidden. It goes to your "
                      "browser; this server keeps nothing of it, and the audit log keeps that it was made.")),
           html::Button(page.tr("Make the copy"), {.name = "what", .value = "zip"}),
           html::Button(page.tr("The page alone"),
                        {.name = "what", .value = "page", .kind = html::ButtonKind::kQuiet})));
}

base::Result<net::Response> ShowWith(CasePage& page, const std::string& typed, const std::string& error,
                                     int status) {
  const Parts parts = TRY(PartsOf(page));
  const std::vector<std::string> suggested =
      TRY(page.services.redaction.Suggestions(page.opened, parts.redactions));
  const std::vector<ShownEntry> shown = Redact(parts.redactions, parts.talk, parts.notes);
  const Html preview = Join(
      El("p", {{"class", "small muted"}},
         page.tr("Every bar has the same length. Assessment, consents, claims, referrals and tasks are never "
                 "in a copy.")),
      shown.empty() ? El("p", page.tr("Nothing was written.")) : ShownEntries(page.locale, shown));
  return CaseResponse(
      page, "/redaction",
      html::SideBySide(
          html::Columns::kEven, html::SealedBox(page.locale, page.tr("What somebody outside gets"), preview),
          html::Stack(
              {html::Section(page.tr("Hide words"), WordsForm(page, parts, typed, error)),
               SuggestionsForm(page, suggested),
               html::Section(page.tr("Hide kinds, files, entries"), KindsForm(page, parts)),
               html::Section(page.tr("Hidden words"), HiddenWords(page, parts)),
               html::Section(page.tr("Copy for somebody outside"), CopyForm(page, parts.redactions))})),
      status);
}

base::Result<net::Response> Show(CasePage& page) {
  return ShowWith(page, "", "", 200);
}

std::vector<std::string> LinesOf(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (!line.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

base::Status HideLines(CasePage& page, const std::vector<std::string>& lines, const std::string& entry) {
  Redaction& redaction = page.services.redaction;
  const std::int64_t looked_at = LookedAtIn(page);
  if (lines.empty()) return base::Invalid("please type the words that are to be hidden");
  if (entry.empty())
    return redaction.HideEverywhere(page.context.actor(), page.me, page.opened.row.id, lines, looked_at);
  const EntryId id = TRY(EntryId::Parse(entry));
  for (const std::string& line : lines)
    TRY(redaction.HideInEntry(page.context.actor(), page.me, page.opened.row.id, id, line, looked_at));
  return base::Ok();
}

bool CanBeMended(base::Code code) {
  return code == base::Code::kInvalid || code == base::Code::kTooLarge || code == base::Code::kNotFound ||
         code == base::Code::kConflict;
}

net::Response Saved(CasePage& page) {
  return desk::RedirectWithFlash(page.context, page.Href("/redaction"), page.tr("It is sealed."));
}

base::Result<net::Response> HideWords(CasePage& page) {
  const std::string typed = desk::FieldOf(page.context, "words");
  const base::Status hidden = HideLines(page, LinesOf(typed), desk::FieldOf(page.context, "entry"));
  if (hidden) return Saved(page);
  if (!CanBeMended(hidden.error().code)) return hidden.error();
  return ShowWith(page, typed, page.tr(hidden.error().external), 422);
}

base::Result<net::Response> HideSuggested(CasePage& page) {
  const std::vector<std::string> words = desk::FieldsOf(page.context, "words");
  if (words.empty()) return net::Redirect(303, page.Href("/redaction"));
  const base::Status hidden = page.services.redaction.HideEverywhere(
      page.context.actor(), page.me, page.opened.row.id, words, LookedAtIn(page));
  if (hidden) return Saved(page);
  if (!CanBeMended(hidden.error().code)) return hidden.error();
  return desk::RedirectWithProblem(page.context, page.Href("/redaction"), page.tr(hidden.error().external));
}

base::Result<net::Response> SaveChanged(CasePage& page, const Redactions& changed) {
  const base::Status saved =
      page.services.redaction.Save(page.context.actor(), page.me, page.opened.row.id, changed);
  if (saved) return Saved(page);
  if (!CanBeMended(saved.error().code)) return saved.error();
  return desk::RedirectWithProblem(page.context, page.Href("/redaction"), page.tr(saved.error().external));
}

base::Result<Redactions> RedactionsOfForm(CasePage& page) {
  Redactions redactions = TRY(page.services.redaction.Of(page.opened));
  redactions.version = desk::WholeNumber(desk::FieldOf(page.context, "version")).value_or(-1);
  redactions.looked_at = std::max(redactions.looked_at, LookedAtIn(page));
  return redactions;
}

base::Result<net::Response> SaveKinds(CasePage& page) {
  Redactions changed = TRY(RedactionsOfForm(page));
  const auto on = [&](std::string_view name) { return desk::FieldOf(page.context, name) == "yes"; };
  changed.contact = on("contact");
  changed.where = on("where");
  changed.who = on("who");
  changed.notes = on("notes");
  changed.files = on("all_files");
  changed.entries.clear();
  changed.single_files.clear();
  for (const std::string& id : desk::FieldsOf(page.context, "entries"))
    changed.entries.push_back(TRY(EntryId::Parse(id)));
  for (const std::string& id : desk::FieldsOf(page.context, "files"))
    changed.single_files.push_back(TRY(FileId::Parse(id)));
  return SaveChanged(page, changed);
}

template <typename List>
void Drop(List& list, const std::string& index) {
  const std::optional<std::int64_t> at = desk::WholeNumber(index);
  if (at && *at < static_cast<std::int64_t>(list.size())) list.erase(list.begin() + *at);
}

base::Result<net::Response> ShowAgain(CasePage& page) {
  Redactions changed = TRY(RedactionsOfForm(page));
  Drop(changed.words, desk::FieldOf(page.context, "word"));
  Drop(changed.passages, desk::FieldOf(page.context, "passage"));
  return SaveChanged(page, changed);
}

base::Result<net::Response> Copy(CasePage& page) {
  base::Result<CaseCopy> copy =
      page.services.copies.Make(page.context.actor(), page.me, page.opened.row.id, page.locale,
                                desk::FieldOf(page.context, "what") == "page",
                                desk::WholeNumber(desk::FieldOf(page.context, "version")).value_or(-1));
  if (!copy && CanBeMended(copy.error().code))
    return desk::RedirectWithProblem(page.context, page.Href("/redaction"), page.tr(copy.error().external));
  if (!copy) return copy.error();
  net::Response response = desk::Download(copy->name, copy->media_type);
  response.headers.Set("Content-Security-Policy", "default-src 'none'; sandbox");
  response.body = std::move(copy->bytes);
  return response;
}

}  // namespace

void RegisterRedactionPages(desk::Desk& desk, VoiceServices& services) {
  services.tabs.push_back({.rest = "/redaction", .label = [](const html::Locale& locale) {
                             return locale.tr("Copy for outside");
                           }});
  AddCaseRoutes(desk, services,
                {{.method = "GET", .rest = "/redaction", .handler = Show},
                 {.method = "POST", .rest = "/redaction", .handler = SaveKinds},
                 {.method = "POST", .rest = "/redaction/words", .handler = HideWords},
                 {.method = "POST", .rest = "/redaction/suggested", .handler = HideSuggested},
                 {.method = "POST", .rest = "/redaction/show", .handler = ShowAgain},
                 {.method = "POST", .rest = "/redaction/copy", .handler = Copy}});
}

}  // namespace voice
