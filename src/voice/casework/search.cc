#include "voice/casework/search.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "base/limits_voice.h"
#include "desk/tr.h"
#include "text/unicode.h"

namespace voice {
namespace {

namespace json = boost::json;

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

// What people write into the documents of a case. Beside it these hold codes, ids and amounts.
constexpr std::array<std::string_view, 10> kWritten = {"sentence",    "findings",     "risks", "safety_plan",
                                                       "title",       "note",         "name",  "place",
                                                       "description", "agreed_reason"};
// A case file of somebody else's (htcds_exchange.h): all its values.
constexpr std::string_view kWhollyWritten = "htcds";

void AddTexts(const json::value& value, bool written, std::string& texts) {
  if (value.is_string()) {
    if (!written || value.get_string().empty()) return;
    texts += texts.empty() ? "" : "\n";
    texts += value.get_string();
  } else if (value.is_array()) {
    for (const json::value& one : value.get_array()) AddTexts(one, written, texts);
  } else if (value.is_object()) {
    for (const json::key_value_pair& one : value.get_object()) {
      const std::string_view key = one.key();
      AddTexts(one.value(), written || std::find(kWritten.begin(), kWritten.end(), key) != kWritten.end(),
               texts);
    }
  }
}

base::Result<std::string> TextsOf(std::string_view kind, std::string_view document) {
  boost::system::error_code error;
  const json::value value = json::parse(document, error);
  if (error) return base::Corrupt("a document of a case is not what the program writes");
  std::string texts;
  AddTexts(value, kind == kWhollyWritten, texts);
  return texts;
}

base::Status LookInto(CaseAccess& access, Cases& cases, const OpenedCase& opened,
                      const std::vector<std::u32string>& words, std::vector<SearchHit>& found) {
  for (const TalkEntry& entry : TRY(cases.Talk(opened)))
    Look(words, opened.row.id, "talk", TextOf(entry), found);
  for (const TalkEntry& entry : TRY(cases.Notes(opened)))
    Look(words, opened.row.id, "notes", TextOf(entry), found);
  // The documents beside the conversation are sealed to her, or say what stands there or in the team's own.
  const auto documents = TRY(access.database().Read([&](db::Transaction& tx) {
    return tx.Query(
        "SELECT kind, version, box FROM voice_document WHERE case_id = $1 AND kind NOT LIKE "
        "'talk %' ORDER BY kind",
        {opened.row.id});
  }));
  for (const db::Row& row : documents) {
    const std::string place = "document " + row.Text(0) + " " + std::to_string(row.Int(1));
    const crypto::SecretBytes text = TRY(OpenText(opened.keys.inner, opened.row.id, place, row.Bytes(2)));
    Look(words, opened.row.id, row.Text(0), TRY(TextsOf(row.Text(0), crypto::AsText(text.view()))), found);
  }
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
    std::vector<SearchHit> found;
    const base::Status looked =
        opened ? LookInto(access, cases, *opened, words, found) : base::Status(opened.error());
    // One damaged case must not hide the others.
    if (!looked && looked.error().code != base::Code::kCorrupt) return looked.error();
    if (!looked) result.damaged.push_back(line.row.id);
    if (found.size() > kHitsOfOneCase) found.resize(kHitsOfOneCase);
    result.hits.insert(result.hits.end(), found.begin(), found.end());
    ++result.searched;
  }
  return result;
}

}  // namespace voice
