#include "lists/ofac_remarks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "lists/text_rules.h"

namespace lists {
namespace {

enum class Kind {
  kIdentifier,  // up to " (", " issued" or " expires"; must hold a digit
  kValue,       // the rest as it is, by the property's type
  kPlace,       // a place; the part after the last comma may be a country
  kName,        // 'X' in quotes: a weak alias
  kNote,        // known, and a note by nature
  kNothing,     // says that nothing is known
};

struct Rule {
  std::string_view prefix;  // lower case; the clause goes on with a space, '#', ':' or ends
  Kind kind;
  std::string_view property;
};

// Longest prefix wins.
constexpr Rule kRules[] = {
#include "lists/ofac_remark_rules.inc"
};

constexpr std::size_t kLongestQuote =
    200;  // bytes in which the closing quote of an alias with a ';' is looked for

bool EndsWord(std::string_view rest) {
  return rest.empty() || rest.front() == ' ' || rest.front() == '#' || rest.front() == ':';
}

// The rules by their first word, longest prefix first.
const std::vector<const Rule*>& RulesFor(const std::string& first_word) {
  static const auto by_word = [] {
    std::unordered_map<std::string, std::vector<const Rule*>> map;
    for (const Rule& rule : kRules)
      map[std::string(rule.prefix.substr(0, rule.prefix.find(' ')))].push_back(&rule);
    for (auto& [word, rules] : map) {
      std::sort(rules.begin(), rules.end(),
                [](const Rule* a, const Rule* b) { return a->prefix.size() > b->prefix.size(); });
    }
    return map;
  }();
  static const std::vector<const Rule*> none;
  const auto found = by_word.find(first_word);
  return found == by_word.end() ? none : found->second;
}

const Rule* FindRule(std::string_view clause) {
  std::size_t end = 0;
  while (end < clause.size() && !EndsWord(clause.substr(end))) ++end;
  for (const Rule* rule : RulesFor(LowerAscii(clause.substr(0, end)))) {
    if (StartsWithIgnoringCase(clause, rule->prefix) && EndsWord(clause.substr(rule->prefix.size())))
      return rule;
  }
  return nullptr;
}

// "A123 (Iran) expires 05 Mar 2001" → "A123".
std::string_view IdentifierIn(std::string_view text) {
  while (!text.empty() && (text.front() == '#' || text.front() == ':' || text.front() == ' '))
    text.remove_prefix(1);
  std::size_t end = text.size();
  for (std::string_view mark : {" (", " issued ", " expires ", " Expires ", ", issued "})
    end = std::min(end, text.find(mark));
  text = Trim(text.substr(0, end));
  while (!text.empty() && (text.back() == ',' || text.back() == '.')) text.remove_suffix(1);
  return text;
}

// "NAME 'X'", quotes of either kind taken off.
std::string_view Unquoted(std::string_view text) {
  text = Trim(text);
  if (text.starts_with('\'') || text.starts_with('"')) text.remove_prefix(1);
  if (text.ends_with('\'') || text.ends_with('"')) text.remove_suffix(1);
  return Trim(text);
}

void AddPlace(std::string_view text, Draft& draft) {
  static const entity::Property place = entity::PropertyNamed("birthPlace");
  static const entity::Property country = entity::PropertyNamed("birthCountry");
  draft.AddText(place, text, "remarks");
  // "Pyongyang, Korea, North": OFAC's own country names may hold a comma.
  for (std::size_t comma = text.find(','); comma != std::string_view::npos;
       comma = text.find(',', comma + 1)) {
    const std::string_view code = entity::CountryCode(Trim(text.substr(comma + 1)));
    if (!code.empty()) return draft.AddText(country, code, "remarks");
  }
  if (const std::string_view code = entity::CountryCode(text); !code.empty())
    draft.AddText(country, code, "remarks");
}

bool IsCountryLike(entity::Property property) {
  return property.type() == entity::PropertyType::kCountry;
}

// Adds the clause by its rule; false where the text after the prefix is not what the rule expects.
bool AddByRule(const Rule& rule, std::string_view clause, Draft& draft) {
  const std::string_view rest = Trim(clause.substr(rule.prefix.size()));
  if (rule.kind == Kind::kNothing) return true;
  if (rest.empty()) return false;
  if (rule.kind == Kind::kPlace) {
    AddPlace(rest, draft);
    return true;
  }
  const entity::Property property = entity::PropertyNamed(rule.property);
  if (rule.kind == Kind::kIdentifier) {
    const std::string_view number = IdentifierIn(rest);
    if (number.empty() || !HasDigit(number)) return false;
    draft.AddText(property, number,
                  number.size() == rest.size() ? std::string("remarks") : fmt::format("remarks: {}", clause));
    return true;
  }
  if (rule.kind == Kind::kName) {
    draft.AddText(property, Unquoted(rest), "remarks");
    return true;
  }
  if (property.type() == entity::PropertyType::kDate) {
    // What is not a date becomes a note like any other clause, so it is not reported here.
    if (!ReadDates(rest)) return false;
    draft.AddDate(property, rest, "remarks");
  } else if (IsCountryLike(property)) {
    if (LowerAscii(rest) == "none identified" || LowerAscii(rest) == "undetermined") return true;
    draft.AddCountry(property, rest, "remarks");
  } else {
    draft.Add(property, rest, "remarks");
  }
  return true;
}

// A clause that is nothing but an address on the web or of mail.
bool AddOnlineAddress(std::string_view clause, Draft& draft) {
  std::string_view first = clause.substr(0, clause.find(' '));
  const bool site =
      first.starts_with("www.") || first.starts_with("http://") || first.starts_with("https://");
  const bool mail = first.find('@') != std::string_view::npos && first.find('.') != std::string_view::npos;
  if (!site && !mail) return false;
  draft.AddText(entity::PropertyNamed(site ? "website" : "email"), first, "remarks");
  return true;
}

// "Kenyan ID No. 7813796", "Bosnian Personal ID No. 1505973163722", "Istanbul Chamber of Comm. No. 13671":
// the long tail of documents.
bool AddOtherDocument(std::string_view clause, Draft& draft) {
  const std::string lower = LowerAscii(clause);
  for (std::string_view mark : {" no. ", " no ", " number ", " id ", " card ", " id# ", " # ", " code ",
                                " permit ", " certificate "}) {
    const std::size_t at = lower.find(mark);
    if (at == std::string::npos || at > 60) continue;
    const std::string_view number = IdentifierIn(clause.substr(at + mark.size()));
    if (!HasDigit(number) || number.size() > 40 || std::count(number.begin(), number.end(), ' ') > 3)
      continue;
    const bool person = draft.entity().schema == entity::schema::Person();
    draft.AddText(person ? entity::prop::IdNumber() : entity::prop::RegistrationNumber(), number,
                  fmt::format("remarks: {}", clause));
    return true;
  }
  return false;
}

void ReadClause(std::string_view clause, bool complete, Draft& draft, RemarkCounts& counts) {
  ++counts.clauses;
  std::string_view plain = clause;
  if (StartsWithIgnoringCase(plain, "alt. ")) plain = Trim(plain.substr(5));
  const Rule* rule = FindRule(plain);
  if (complete && rule != nullptr && rule->kind != Kind::kNote && AddByRule(*rule, plain, draft)) {
    ++counts.facts;
  } else if (complete && rule == nullptr &&
             (AddOtherDocument(plain, draft) || AddOnlineAddress(plain, draft))) {
    ++counts.facts;
  } else {
    draft.AddNote(clause, "remarks");
    ++(rule != nullptr && rule->kind == Kind::kNote ? counts.statements : counts.other);
  }
}

// A quoted alias may hold a ';' itself: the clause goes on to the closing quote.
bool EndsInsideQuotes(std::string_view clause) {
  const std::size_t open = clause.find(".k.a. '");
  if (open == std::string_view::npos || open > 6) return false;
  return clause.find('\'', open + 7) == std::string_view::npos;
}

}  // namespace

void ReadOfacClause(std::string_view clause, Draft& draft, RemarkCounts& counts) {
  clause = Trim(clause);
  if (!clause.empty()) ReadClause(clause, true, draft, counts);
}

void ReadOfacRemarks(std::string_view remarks, Draft& draft, RemarkCounts& counts) {
  remarks = Trim(remarks);
  const bool cut = remarks.size() >= kOfacRemarkBytes && !remarks.ends_with('.');
  if (cut)
    draft.Report("remarks", "",
                 "cut off by the publisher at 1,000 characters; the last clause is only kept as a note");
  while (!remarks.empty()) {
    std::size_t end = remarks.find(';');
    if (end != std::string_view::npos && EndsInsideQuotes(remarks.substr(0, end))) {
      const std::size_t closed = remarks.substr(0, end + kLongestQuote).find("';", end);
      if (closed != std::string_view::npos) end = closed + 1;
    }
    const bool last = end == std::string_view::npos || end + 1 >= remarks.size();
    std::string_view clause = Trim(remarks.substr(0, end));
    remarks = end == std::string_view::npos ? std::string_view() : Trim(remarks.substr(end + 1));
    if (last && clause.ends_with('.') && !StartsWithIgnoringCase(clause, "linked to"))
      clause.remove_suffix(1);
    if (!clause.empty()) ReadClause(clause, !(last && cut), draft, counts);
  }
}

}  // namespace lists
