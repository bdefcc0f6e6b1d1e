#include "voice/consent/history.h"

#include <algorithm>
#include <boost/json.hpp>

#include "voice/casework/documents.h"
#include "voice/intake/json_texts.h"

namespace voice::consent {
namespace {

namespace json = boost::json;

constexpr std::string_view kDocument = "consents";

base::Result<std::vector<HistoryLine>> ReadLines(std::string_view text) {
  std::vector<HistoryLine> lines;
  if (text.empty()) return lines;
  const json::object written = TRY(ObjectIn(text));
  const json::value* history = written.if_contains("history");
  if (history == nullptr || !history->is_array()) return base::Corrupt("the history of consents is damaged");
  for (const json::value& one : history->get_array()) {
    if (!one.is_object()) return base::Corrupt("the history of consents is damaged");
    const json::object& object = one.get_object();
    lines.push_back({.consent = ConsentId::FromStore(TextAt(object, "consent")),
                     .version = NumberAt(object, "version"),
                     .day = NumberAt(object, "day"),
                     .act = TextAt(object, "act"),
                     .by = TextAt(object, "by"),
                     .how = TextAt(object, "how"),
                     .note = TextAt(object, "note")});
  }
  return lines;
}

std::string TextOf(const std::vector<HistoryLine>& lines) {
  json::array history;
  for (const HistoryLine& line : lines)
    history.push_back(json::object{{"consent", line.consent.text()},
                                   {"version", line.version},
                                   {"day", line.day},
                                   {"act", line.act},
                                   {"by", line.by},
                                   {"how", line.how},
                                   {"note", line.note}});
  return json::serialize(json::object{{"history", std::move(history)}});
}

bool Holds(const std::vector<HistoryLine>& lines, const ConsentId& consent, Act act) {
  return std::any_of(lines.begin(), lines.end(), [&](const HistoryLine& line) {
    return line.consent == consent && line.act == ActName(act);
  });
}

// Acts that led to the state the consent has and that no line tells: hers on her page, or the clock's.
void TakeUp(std::vector<HistoryLine>& lines, const Consent& consent) {
  const auto add = [&](Act act, std::optional<Day> day, std::string_view by, std::string_view how) {
    if (day && !Holds(lines, consent.id, act))
      lines.push_back({consent.id,
                       consent.version,
                       *day,
                       std::string(ActName(act)),
                       std::string(by),
                       std::string(how),
                       {}});
  };
  const std::string_view page = GivenName(Given::kPage);
  if (consent.state == State::kRefused) {
    add(Act::kRefuse, consent.answered, "worker", page);
    return;
  }
  if (consent.answered) add(Act::kGive, consent.answered, "worker", page);
  if (consent.state == State::kWithdrawn) add(Act::kWithdraw, consent.ended, "worker", page);
  if (consent.state == State::kReplaced) add(Act::kReplace, consent.ended, "version", {});
  if (consent.state == State::kLapsed) add(Act::kLapse, consent.ended, "time", {});
  if (consent.state == State::kCancelled) add(Act::kCancel, consent.ended, "version", {});
}

}  // namespace

base::Result<std::vector<HistoryLine>> HistoryOf(db::Transaction& tx, const OpenedCase& opened,
                                                 const std::vector<Consent>& all) {
  const Document document = TRY(ReadDocument(tx, opened, kDocument));
  std::vector<HistoryLine> lines = TRY(ReadLines(document.text));
  for (const Consent& consent : all) TakeUp(lines, consent);
  return lines;
}

base::Status AddToHistory(db::Transaction& tx, const OpenedCase& opened, const std::vector<Consent>& all,
                          const HistoryLine& line) {
  const Document document = TRY(ReadDocument(tx, opened, kDocument));
  std::vector<HistoryLine> lines = TRY(ReadLines(document.text));
  // The act of `line` shows in the states already: it must not be taken for one of hers.
  const std::size_t before = lines.size();
  lines.push_back(line);
  for (const Consent& consent : all) TakeUp(lines, consent);
  std::rotate(lines.begin() + static_cast<std::ptrdiff_t>(before),
              lines.begin() + static_cast<std::ptrdiff_t>(before) + 1, lines.end());
  return WriteDocument(tx, opened, kDocument, TextOf(lines), document.version);
}

}  // namespace voice::consent
