#include "voice/casework/search.h"

#include <algorithm>

#include "base/limits_voice.h"
#include "desk/tr.h"
#include "text/unicode.h"

namespace voice {
namespace {

constexpr std::size_t kAround = 60;  // code points beside a hit
constexpr std::size_t kHitsOfOneCase = 3;

std::u32string Folded(std::string_view text) {
  std::u32string folded = text::Decode(text::Normalize(text));
  std::transform(folded.begin(), folded.end(), folded.begin(), text::ToLower);
  return folded;
}

std::vector<std::u32string> WordsIn(std::string_view typed) {
  std::vector<std::u32string> words(1);
  for (const char32_t c : Folded(typed)) {
    const bool part = text::IsLetter(c) || text::IsDigit(c);
    if (!part && !words.back().empty()) words.emplace_back();
    if (part) words.back() += c;
  }
  std::erase_if(words, [](const std::u32string& word) { return word.empty(); });
  return words;
}

std::string SnippetOf(const std::u32string& text, std::size_t at) {
  const std::size_t from = at > kAround ? at - kAround : 0;
  std::u32string part = text.substr(from, 2 * kAround);
  std::replace(part.begin(), part.end(), U'\n', U' ');
  return (from > 0 ? "…" : "") + text::Encode(part) + (from + part.size() < text.size() ? "…" : "");
}

void Look(const std::vector<std::u32string>& words, const CaseId& id, std::string_view where,
          std::string_view text, std::vector<SearchHit>& hits) {
  const std::u32string folded = Folded(text);
  std::size_t first = std::u32string::npos;
  for (const std::u32string& word : words) {
    const std::size_t at = folded.find(word);
    if (at == std::u32string::npos) return;
    first = std::min(first, at);
  }
  hits.push_back({id, std::string(where), SnippetOf(folded, first)});
}

std::string TextOf(const TalkEntry& entry) {
  if (!entry.report) return entry.text;
  const Report& report = *entry.report;
  return report.what + "\n" + report.where + "\n" + report.who + "\n" + report.contact;
}

base::Status LookInto(CaseAccess& access, Cases& cases, const OpenedCase& opened,
                      const std::vector<std::u32string>& words, std::vector<SearchHit>& hits) {
  std::vector<SearchHit> found;
  for (const TalkEntry& entry : TRY(cases.Talk(opened)))
    Look(words, opened.row.id, "talk", TextOf(entry), found);
  for (const TalkEntry& entry : TRY(cases.Notes(opened)))
    Look(words, opened.row.id, "notes", TextOf(entry), found);
  const auto documents = TRY(access.database().Read([&](db::Transaction& tx) {
    // Those that go with the conversation say nothing that does not stand there, or are sealed to her.
    return tx.Query(
        "SELECT kind, version, box FROM voice_document WHERE case_id = $1 AND kind NOT LIKE 'talk %' "
        "ORDER BY kind",
        {opened.row.id});
  }));
  for (const db::Row& row : documents) {
    const std::string place = "document " + row.Text(0) + " " + std::to_string(row.Int(1));
    const crypto::SecretBytes text = TRY(OpenText(opened.keys.inner, opened.row.id, place, row.Bytes(2)));
    Look(words, opened.row.id, row.Text(0), crypto::AsText(text.view()), found);
  }
  if (found.size() > kHitsOfOneCase) found.resize(kHitsOfOneCase);
  hits.insert(hits.end(), found.begin(), found.end());
  return base::Ok();
}

}  // namespace

base::Result<SearchResult> SearchCases(CaseAccess& access, Cases& cases, const desk::Actor& actor,
                                       const vault::UnlockedPerson& me, std::string_view typed,
                                       bool closed_too) {
  const std::vector<std::u32string> words = WordsIn(typed);
  if (words.empty()) return base::Invalid(desk::tr("please type a word"));
  SearchResult result;
  std::vector<CaseLine> lines =
      TRY(cases.List(actor, {.state = {}, .open_only = !closed_too}, {}, base::kMaxSearchedCases + 1));
  result.all = lines.size() <= base::kMaxSearchedCases;
  if (!result.all) lines.pop_back();
  for (const CaseLine& line : lines) {
    const base::Result<OpenedCase> opened = cases.Open(actor, me, line.row.id);
    if (!opened && opened.error().code == base::Code::kNotFound) continue;  // sealed to others of the team
    if (!opened) return opened.error();
    TRY(LookInto(access, cases, *opened, words, result.hits));
    ++result.searched;
  }
  return result;
}

}  // namespace voice
