#include "lists/free_names.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "base/limits_lists.h"
#include "lists/legal_forms.h"
#include "lists/other_names.h"
#include "lists/text_rules.h"

namespace lists {
namespace {

using Texts = std::vector<std::string>;

// One party with its other names.
FreeParty PartyOf(std::string_view text) {
  constexpr std::string_view kVessel = "fishing vessel:";
  constexpr std::string_view kIsVessel = "(fishing vessel)";
  FreeParty party;
  std::string plain(Trim(text));
  if (StartsWithIgnoringCase(plain, kVessel)) {
    party.vessel = true;
    plain.erase(0, kVessel.size());
  }
  if (const std::size_t at = LowerAscii(plain).find(kIsVessel); at != std::string::npos) {
    party.vessel = true;
    plain.erase(at, kIsVessel.size());
  }
  OtherNames names = ReadOtherNames(plain);
  party.name = std::move(names.name);
  party.aliases = std::move(names.aliases);
  party.former = std::move(names.former);
  party.miscounted = names.miscounted;
  return party;
}

// The bytes of the comma, or of the comma and the "and", that stand at `at`; 0 where none does.
std::size_t SeparatorAt(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  for (std::string_view separator : {", and ", " and ", ", ", ","}) {
    if (StartsWithIgnoringCase(rest, separator)) return separator.size();
  }
  return 0;
}

// "A Co., Ltd. and B Co., Ltd.", "A Sdn. Bhd, B Sdn. Bhd, and C Sdn. Bhd": cut behind a legal form where
// another name with one follows, and at an "and" behind a form that only closes a name.
Texts SplitFirms(std::string_view text) {
  Texts pieces;
  std::size_t start = 0;
  int depth = 0;
  const bool closed = EndsInLegalForm(text);
  // What follows a mark is no list of firms but of a firm's names.
  const std::size_t mark = FirstMark(text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && depth > 0) --depth;
    const std::size_t separator = depth > 0 ? 0 : SeparatorAt(text, i);
    if (separator == 0) continue;
    const std::string_view before = text.substr(start, i - start);
    const std::string_view after = text.substr(i + separator);
    const bool has_and = separator >= 5;
    const bool cut = has_and ? (closed && EndsInLegalForm(before)) || (EndsInClosingForm(before) && i < mark)
                             : closed && EndsInLegalForm(before) && i < mark;
    // "Co., Ltd." is one form.
    if (!cut || (!has_and && IsLegalForm(after.substr(0, after.find_first_of(" ,"))))) continue;
    // ", also known as B": another name, not another firm.
    constexpr std::size_t kLongestMark = 64;
    if (i + separator == mark || HoldsOtherNames(after.substr(0, kLongestMark))) continue;
    pieces.emplace_back(before);
    start = i + separator;
    i = start - 1;
  }
  pieces.emplace_back(text.substr(start));
  return pieces;
}

void AddParty(std::string_view text, const std::string& note, std::vector<FreeParty>& parties) {
  FreeParty party = PartyOf(text);
  if (party.name.empty()) return;
  party.note = note;
  parties.push_back(std::move(party));
}

// Parties between semicolons, and firms between commas.
void AddParties(std::string_view text, const std::string& note, std::vector<FreeParty>& parties) {
  for (std::string_view whole : SplitOutsideParentheses(text, ';')) {
    // "A; and B"
    if (StartsWithIgnoringCase(whole, "and ")) whole = Trim(whole.substr(4));
    for (const std::string& piece : SplitFirms(whole)) AddParty(piece, note, parties);
  }
}

// ---- "and its subsidiaries" ----

bool IsOneOf(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The words of a text one by one, with the place of each; commas and the like are no part of them.
class Words {
 public:
  explicit Words(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  // The next word in lower case; empty at the end.
  std::string Next() {
    from_ = std::min(text_.find_first_not_of(" ,", at_), text_.size());
    at_ = std::min(text_.find_first_of(" ,;:(", from_), text_.size());
    std::string word = LowerAscii(text_.substr(from_, at_ - from_));
    while (word.ends_with('.')) word.pop_back();
    return word;
  }
  std::size_t from() const { return from_; }
  std::size_t at() const { return at_; }

 private:
  std::string_view text_;
  std::size_t at_;
  std::size_t from_ = 0;
};

// Where a group of nameless firms stands in a text: "A and its subsidiaries, which include: B; C".
struct Group {
  std::size_t begin = 0;  // of "and its"
  std::size_t end = 0;    // of "which include:", where the names of members begin, if there are any
  bool one = false;       // "and its subsidiary B"
};

// The end of "its eight X-based subsidiaries", which begins at `at`; nothing where something else stands
// there.
std::optional<Group> GroupAt(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 2> kPossessive = {"its", "their"};
  static constexpr std::array<std::string_view, 4> kSkipped = {"all", "any", "of", "the"};
  static constexpr std::array<std::string_view, 4> kFirms = {"subsidiaries", "affiliates", "subsidiary",
                                                             "affiliate"};
  static constexpr std::array<std::string_view, 4> kKinds = {"entities", "companies", "ventures", "venture"};
  static constexpr std::array<std::string_view, 8> kKindOf = {
      "subordinate", "affiliated", "related", "joint", "other", "associated", "owned", "controlled"};
  constexpr int kMostWords = 7;
  Words words(text, at);
  bool possessive = false;
  bool kind_of = false;
  for (int i = 0; i < kMostWords; ++i) {
    const std::string word = words.Next();
    if (word.empty()) return std::nullopt;
    if (IsOneOf(word, kFirms) || ((possessive || kind_of) && IsOneOf(word, kKinds)))
      return Group{at, words.at(), word == "subsidiary" || word == "affiliate"};
    if (IsOneOf(word, kPossessive)) {
      possessive = true;
    } else if (IsOneOf(word, kKindOf) || (word == "and" && kind_of)) {
      kind_of = true;
    } else if (!IsOneOf(word, kSkipped) && (!possessive || text.substr(words.at()).starts_with(';'))) {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

// Behind the group's noun: ", joint ventures, and affiliated entities", ", which include:".
std::size_t EndOfGroup(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 25> kMore = {
      "and",        "or",         "its",       "their",     "joint",       "ventures",     "venture",
      "affiliated", "affiliates", "entities",  "companies", "subordinate", "subsidiaries", "subsidiary",
      "other",      "all",        "related",   "which",     "include",     "includes",     "including",
      "namely",     "the",        "following", "are"};
  const bool shouted = std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  Words words(text, at);
  while (true) {
    const std::string word = words.Next();
    // A word in capitals begins a name: "and its subsidiary Affiliated Mills".
    const bool small = shouted || (words.from() < text.size() && text[words.from()] >= 'a');
    if (word.empty() || !small || !IsOneOf(word, kMore)) break;
    at = words.at();
  }
  return std::min(text.find_first_not_of(" ,.:", at), text.size());
}

std::optional<Group> FindGroup(std::string_view text) {
  static constexpr std::array<std::string_view, 5> kLeads = {"and ", "along with ", "together with ",
                                                             "including ", "as well as "};
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && depth > 0) --depth;
    if (depth > 0 || i == 0 || (text[i - 1] != ' ' && text[i - 1] != ')')) continue;
    for (std::string_view lead : kLeads) {
      if (!StartsWithIgnoringCase(text.substr(i), lead)) continue;
      std::optional<Group> group = GroupAt(text, i + lead.size());
      if (!group) continue;
      group->begin = i;
      group->end = EndOfGroup(text, group->end);
      return group;
    }
  }
  return std::nullopt;
}

// The members that a group names: "B; C; and D", "B, and C", "B and C", "B (also known as X)".
void AddMembers(std::string_view text, const Group& group, const std::string& note,
                std::vector<FreeParty>& parties) {
  if (text.find(';') != std::string_view::npos || group.one) return AddParties(text, note, parties);
  const std::size_t count = text.find(',') == std::string_view::npos ? 2 : 0;
  for (const std::string& name : NamesIn(text, count)) AddParty(name, note, parties);
}

// The parenthesis that `text` begins with, its brackets too; empty where it begins otherwise.
std::string_view LeadingParenthesis(std::string_view text) {
  if (!text.starts_with('(')) return {};
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && --depth == 0) return text.substr(0, i + 1);
  }
  return {};
}

// "A; B and its subsidiaries, which include: C": what stands before the group, and its members. Gives what
// stands behind a semicolon and has nothing to do with the group.
std::string_view AddGroup(std::string_view text, const Group& group, std::vector<FreeParty>& parties) {
  std::string head(text.substr(0, group.begin));
  std::string_view members = text.substr(group.end);
  if (const std::string_view whole = LeadingParenthesis(members); !whole.empty()) {
    // "A and its subsidiaries (including one alias: X)", "A and its subsidiaries (B; C)"
    const std::string_view inside = whole.substr(1, whole.size() - 2);
    members.remove_prefix(whole.size());
    if (HoldsOtherNames(inside)) {
      head += whole;
    } else if (WithoutAround(members).empty()) {
      members = inside;
    }
  }
  const std::size_t first = parties.size();
  AddParties(head, "", parties);
  std::string note;
  if (parties.size() > first) {
    const std::string_view said = text.substr(group.begin, group.end - group.begin);
    parties.back().note = Squeeze(WithoutAround(said));
    note = "Subsidiary of: " + parties.back().name;
  }
  if (members.starts_with(';')) return members.substr(1);
  AddMembers(members, group, note, parties);
  return {};
}

}  // namespace

std::vector<FreeParty> VesselsIn(std::string_view list) {
  std::vector<FreeParty> vessels;
  const char separator = list.find(';') == std::string_view::npos ? ',' : ';';
  for (std::string_view whole : SplitOutsideParentheses(list, separator)) {
    std::string piece(whole);
    for (std::string_view word : {" and ", " or "}) {
      for (std::size_t at = LowerAscii(piece).find(word); at != std::string::npos;
           at = LowerAscii(piece).find(word))
        piece.replace(at, word.size(), ";");
    }
    for (std::string_view text : SplitOutsideParentheses(piece, ';')) {
      Texts name;
      KeepName(name, text);
      if (name.empty()) continue;
      FreeParty party = PartyOf(name[0]);
      if (party.name.empty()) continue;
      // "Dalian Ocean Fishing" is the company that sails them.
      const bool company =
          Folded(party.name).find("fishing") != std::string::npos || EndsInLegalForm(party.name);
      if (!company && party.name.ends_with('.')) party.name.pop_back();
      party.vessel = party.vessel || !company;
      vessels.push_back(std::move(party));
    }
  }
  return vessels;
}

std::vector<FreeParty> FreeParties(std::string_view text) {
  constexpr std::string_view kVessels = "fishing vessels:";
  if (text.size() > base::kMaxFreeTextBytes) return {FreeParty{std::string(text), {}, {}}};
  const std::string_view trimmed = Trim(text);
  if (StartsWithIgnoringCase(trimmed, kVessels)) return VesselsIn(trimmed.substr(kVessels.size()));
  std::vector<FreeParty> parties;
  std::string_view rest = text;
  while (const std::optional<Group> group = FindGroup(rest)) rest = AddGroup(rest, *group, parties);
  AddParties(rest, "", parties);
  return parties;
}

}  // namespace lists
