#include "voice/casework/case_copy.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/limits_voice.h"
#include "desk/tr.h"
#include "voice/casework/case_page.h"
#include "voice/casework/shell.h"

namespace voice {
namespace {

constexpr std::size_t kAllCases = 1'000'000;

base::Error Conflict(const char* words) {
  return base::Error{base::Code::kConflict, words, {}};
}

// `entries`: so many of the case are copied.
base::Status MustHaveLooked(const Redactions& redactions, std::int64_t entries) {
  if (redactions.version == 0)
    return Conflict(desk::tr("look at what is hidden in this case first, and save it"));
  if (redactions.looked_at < entries)
    return Conflict(desk::tr(
        "something was written in this case since somebody looked at what is hidden: look at the page "
        "\"Copy for outside\" again and save what is hidden"));
  return base::Ok();
}

}  // namespace

base::Result<std::vector<ShownEntry>> CaseCopies::EntriesIn(const OpenedCase& opened,
                                                            const CopyScope& scope) {
  const Redactions redactions = TRY(redaction_.Of(opened));
  const std::int64_t entries = scope.entries.value_or(opened.row.entries);
  TRY(MustHaveLooked(redactions, entries));
  std::vector<TalkEntry> talk = TRY(cases_.Talk(opened)), notes = TRY(cases_.Notes(opened));
  // What came after the case was opened is read too, and does not go out.
  const db::Rows rows = TRY(access_.database().Read([&](db::Transaction& tx) {
    return tx.Query("SELECT id FROM voice_entry WHERE case_id = $1 AND place < $2", {opened.row.id, entries});
  }));
  std::set<std::string> known;
  for (const db::Row& row : rows) known.insert(row.Text(0));
  for (std::vector<TalkEntry>* side : {&talk, &notes})
    std::erase_if(*side, [&](const TalkEntry& entry) { return !known.contains(entry.id.text()); });
  return Redact(redactions, talk, notes);
}

base::Result<std::vector<strip::ZipEntry>> CaseCopies::Parts(const OpenedCase& opened,
                                                             const html::Locale& locale,
                                                             const CopyScope& scope,
                                                             std::size_t& bytes_left) {
  const std::vector<ShownEntry> entries = TRY(EntriesIn(opened, scope));
  const std::string folder = CaseNumber(opened.row.id) + "/";
  std::vector<strip::ZipEntry> parts;
  parts.push_back({folder + "case.html", PageOfCopy(locale, opened.row, entries)});
  for (std::size_t i = 0; i < entries.size(); ++i)
    for (const ShownFile& file : entries[i].entry.files) {
      const auto size = static_cast<std::size_t>(file.size);
      if (size > bytes_left)
        return base::TooLarge(
            fmt::format("the files are more than {} MB together; hide some", base::kMaxCaseCopyBytes >> 20));
      bytes_left -= size;
      OpenedFile file_opened = TRY(cases_.File(opened, entries[i].side, file.id));
      parts.push_back({folder + NameInCopy(i + 1, file), std::move(file_opened.bytes)});
    }
  return parts;
}

base::Result<CaseCopy> CaseCopies::Make(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                        const CaseId& id, const html::Locale& locale, bool page_alone,
                                        std::optional<std::int64_t> version) {
  const OpenedCase opened = TRY(cases_.Open(actor, me, id));
  const Redactions redactions = TRY(redaction_.Of(opened));
  TRY(MustHaveLooked(redactions, opened.row.entries));
  if (version && *version != redactions.version)
    return Conflict(desk::tr("somebody saved this part meanwhile; look again"));
  if (!redactions.contact)
    return Conflict(desk::tr("how to reach her is handed out by an order alone; hide it here"));
  CaseCopy copy;
  if (page_alone) {
    copy = {CaseNumber(id) + ".html", "text/html; charset=utf-8",
            PageOfCopy(locale, opened.row, TRY(EntriesIn(opened, {})))};
  } else {
    std::size_t bytes_left = base::kMaxCaseCopyBytes;
    copy = {CaseNumber(id) + ".zip", "application/zip",
            strip::WriteZip(TRY(Parts(opened, locale, {}, bytes_left)))};
  }
  TRY(access_.database().Write([&](db::Transaction& tx) {
    return audit_.Append(tx, actor, "case.export", CaseRecord(id), {{"kind", "redacted"}});
  }));
  return copy;
}

base::Result<CaseId> CaseNamed(Cases& cases, const desk::Actor& actor, std::string_view name) {
  std::string wanted(name);
  std::transform(wanted.begin(), wanted.end(), wanted.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (wanted.starts_with("k-")) wanted.erase(0, 2);
  CaseId found;
  for (const CaseLine& line : TRY(cases.List(actor, {.state = {}, .open_only = false}, {}, kAllCases))) {
    const std::string& id = line.row.id.text();
    if (id == wanted) return line.row.id;
    if (CaseNumber(line.row.id) != "K-" + wanted) continue;
    if (!found.empty()) return Conflict(desk::tr("two cases have this number; give the whole id"));
    found = line.row.id;
  }
  if (found.empty()) return base::NotFound(desk::tr("there is no such case"));
  return found;
}

}  // namespace voice
