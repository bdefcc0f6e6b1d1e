#include "panel/sessions/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/limits_panel.h"
#include "text/tokens.h"
#include "text/unicode.h"

namespace panel {
namespace {

constexpr std::size_t kMaxTerms = 400;      // of one session
constexpr std::size_t kMaxTermBytes = 120;  // longer ones are no words
constexpr std::size_t kMaxTyped = 8;

// Thai, Lao, Myanmar, Khmer, kana, Han: words are not set apart.
bool IsWrittenWithoutSpaces(char32_t c) {
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
         (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

std::vector<std::string> TypedTerms(std::string_view text) {
  std::vector<std::string> terms;
  for (const text::RawToken& token : text::SplitTokens(text)) {
    std::string term = text::Encode(token.letters);
    if (!term.empty() && term.size() <= kMaxTermBytes && terms.size() < kMaxTyped)
      terms.push_back(std::move(term));
  }
  return terms;
}

bool HasAll(const std::vector<std::string>& terms, const std::vector<std::string>& typed) {
  return std::all_of(typed.begin(), typed.end(), [&](const std::string& word) {
    const auto at = std::lower_bound(terms.begin(), terms.end(), word);
    return at != terms.end() && at->starts_with(word);
  });
}

std::string Indexed(const Words& words) {
  std::string all;
  for (const char* name : {"title", "summary", "place", "themes", "goals", "question", "questions", "focus"})
    all += std::string(WordOf(words, name)) + "\n";
  return all;
}

std::span<const std::byte> BytesOf(const std::string& text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

}  // namespace

std::vector<std::string> TermsOf(std::string_view text) {
  std::set<std::string> terms;
  for (const text::RawToken& token : text::SplitTokens(text)) {
    if (terms.size() >= kMaxTerms) break;
    std::string term = text::Encode(token.letters);
    if (term.empty() || term.size() > kMaxTermBytes) continue;
    terms.insert(std::move(term));
    for (std::size_t i = 1; i < token.letters.size(); ++i)
      if (IsWrittenWithoutSpaces(token.letters[i]))
        terms.insert(text::Encode(std::u32string_view(token.letters).substr(i)));
  }
  return {terms.begin(), terms.end()};
}

base::Status IndexSession(db::Transaction& tx, const PanelSession& session, const Words& words) {
  TRY(tx.Execute("DELETE FROM panel_session_term WHERE session_id = $1", {session.id}));
  if (session.closed()) return base::Ok();
  const std::vector<std::string> terms = TermsOf(Indexed(words));
  std::vector<db::Param> rows;
  rows.reserve(terms.size() * 2);
  for (const std::string& term : terms) {
    rows.emplace_back(BytesOf(term));
    rows.emplace_back(session.id);
  }
  TRY(tx.InsertMany("panel_session_term", {"term", "session_id"}, rows, "ON CONFLICT DO NOTHING"));
  return base::Ok();
}

base::Result<std::vector<FoundSession>> SearchSessions(db::Transaction& tx, SessionAccess& access,
                                                       const desk::Actor& actor,
                                                       const vault::UnlockedPerson* reader,
                                                       std::string_view text) {
  const std::vector<std::string> typed = TypedTerms(text);
  std::vector<FoundSession> found;
  if (typed.empty()) return found;
  // No UTF-8 text holds the byte 0xff.
  SessionFilter filter;
  for (const std::string& word : typed) filter.terms.emplace_back(word, word + "\xff");
  for (const PanelSession& session : TRY(access.VisibleTo(tx, actor, filter, {}, base::kMaxSessionsPage)))
    found.push_back({session, session.title});
  SessionFilter own;
  own.mine = true;
  for (const PanelSession& session : TRY(access.VisibleTo(tx, actor, own, {}, base::kMaxSessionsPage))) {
    if (!session.closed() || reader == nullptr) continue;
    const auto words = access.Read(tx, session, session.words, reader);
    if (!words) continue;
    if (HasAll(TermsOf(Indexed(*words)), typed))
      found.push_back({session, std::string(WordOf(*words, "title"))});
  }
  std::sort(found.begin(), found.end(), [](const FoundSession& a, const FoundSession& b) {
    return std::tie(a.session.starts.ms, a.session.id.text()) <
           std::tie(b.session.starts.ms, b.session.id.text());
  });
  return found;
}

}  // namespace panel
