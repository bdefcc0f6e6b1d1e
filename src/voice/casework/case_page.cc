#include "voice/casework/case_page.h"

#include <fmt/format.h>

#include "crypto/digest.h"
#include "html/components.h"
#include "html/document.h"
#include "voice/casework/report_words.h"
#include "voice/casework/shell.h"

namespace voice {
namespace {

using html::El;
using html::Html;
using html::Join;

// A text with its lines kept.
Html Lines(std::string_view text) {
  Html lines;
  while (true) {
    const std::size_t end = text.find('\n');
    lines.Add(Html(text.substr(0, end)));
    if (end == std::string_view::npos) return lines;
    lines.Add(El("br"));
    text.remove_prefix(end + 1);
  }
}

Html Said(const std::string& text) {
  return text.empty() ? Html() : El("p", Lines(text));
}

Html Answer(const std::string& text) {
  return text.empty() ? Html() : Lines(text);
}

Html ReportOf(const html::Locale& locale, const Report& report) {
  Html picks;
  for (const std::string& pick : report.picks) picks.Add(El("li", PickLine(locale, pick)));
  const std::string safe = SafeLine(locale, report.safe);
  return Join(picks.empty() ? Html() : El("ul", picks), Said(report.what),
              html::Facts({{locale.tr("Safety"), Answer(safe)},
                           {locale.tr("Where"), Answer(report.where)},
                           {locale.tr("Who"), Answer(report.who)},
                           {locale.tr("How to reach her"), Answer(report.contact)}}));
}

Html FileLine(const html::Locale& locale, std::size_t entry, const ShownFile& file, bool with_link) {
  const std::string words =
      locale.tr("File {name}, {size} bytes", {{"name", file.name}, {"size", locale.Number(file.size)}});
  return El("p", with_link ? El("a", {html::Href(NameInCopy(entry, file))}, words) : Html(words));
}

// "1 · The worker · 4 Nov 2026"
Html HeadOf(const html::Locale& locale, const ShownEntry& shown, std::size_t number) {
  const std::string who = shown.side == Side::kInner              ? locale.tr("Note of the team")
                          : shown.entry.author == Author::kWorker ? locale.tr("The worker")
                                                                  : locale.tr("The team");
  return Join(El("b", locale.Number(static_cast<std::int64_t>(number))), " · ", El("b", who), " · ",
              DayWords(locale, shown.entry.day));
}

Html ContentOf(const html::Locale& locale, const ShownEntry& shown, std::size_t number, bool with_links) {
  const TalkEntry& entry = shown.entry;
  Html inside;
  if (shown.hidden) inside.Add(El("p", std::string(kBar), " ", El("em", locale.tr("hidden wholly"))));
  if (entry.report) inside.Add(ReportOf(locale, *entry.report));
  inside.Add(Said(entry.text));
  for (const ShownFile& file : entry.files) inside.Add(FileLine(locale, number, file, with_links));
  if (shown.hidden_files > 0)
    inside.Add(El("p", El("em", locale.ntr("{n} file is hidden", "{n} files are hidden",
                                           static_cast<std::int64_t>(shown.hidden_files)))));
  return inside;
}

// In a copy each entry is a section with a heading of its own.
Html Sections(const html::Locale& locale, const std::vector<ShownEntry>& entries) {
  Html all;
  for (std::size_t i = 0; i < entries.size(); ++i)
    all.Add(El("section", El("h3", HeadOf(locale, entries[i], i + 1)),
               ContentOf(locale, entries[i], i + 1, true)));
  return all;
}

}  // namespace

std::string NameInCopy(std::size_t entry, const ShownFile& file) {
  return fmt::format("files/{}-{}", entry, file.name);
}

Html ShownEntries(const html::Locale& locale, const std::vector<ShownEntry>& entries) {
  Html items;
  for (std::size_t i = 0; i < entries.size(); ++i)
    items.Add(El("li", {{"class", "stack-s"}},
                 El("p", {{"class", "small muted"}}, HeadOf(locale, entries[i], i + 1)),
                 ContentOf(locale, entries[i], i + 1, false)));
  return El("ol", {{"class", "thread"}}, items);
}

std::string PageOfCopy(const html::Locale& locale, const CaseRow& row,
                       const std::vector<ShownEntry>& entries) {
  const std::string title = locale.tr("Case {number}", {{"number", CaseNumber(row.id)}});
  const Html head =
      El("div", {{"class", "head"}}, El("h1", title),
         El("p", locale.tr("A copy of a part of the case. {bar} stands for something that is hidden, "
                           "however long it is.",
                           {{"bar", kBar}})));
  const Html facts = html::Facts({{locale.tr("Language"), LanguageWord(row.language)},
                                  {locale.tr("Received"), DayWords(locale, row.received)}});
  const Html talk = entries.empty() ? El("p", locale.tr("Nothing was written.")) : Sections(locale, entries);
  html::Head page;
  page.title = title;
  page.language = std::string(locale.tag());
  page.style_sha256_base64 = crypto::Sha256Base64(html::Stylesheet());
  const Html footer = El("p", locale.tr("Made by Manumit. This file needs no network and contains no script. "
                                        "The whole case stays sealed with the team."));
  return html::Document(page, El("span", {{"class", "brand"}}, "Manumit"),
                        Join(head, facts, El("section", El("h2", locale.tr("What was said")), talk)), footer);
}

}  // namespace voice
