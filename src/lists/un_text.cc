// What stands inside the UN list's text fields: several names in one alias, the number inside a document's
// description.

#include <algorithm>
#include <array>

#include "base/limits.h"
#include "lists/text_rules.h"
#include "lists/un_xml.h"

namespace lists {
namespace {

constexpr std::size_t kLongestNameInParentheses =
    40;  // longer text in parentheses after an alias is a remark

bool IsItemMark(std::string_view text, std::size_t at) {
  return at + 3 < text.size() && text[at] == ' ' && text[at + 1] >= 'a' && text[at + 1] <= 'h' &&
         text[at + 2] == ')' && text[at + 3] == ' ';
}

// The text at " b) ", " c) " marks.
std::vector<std::string_view> SplitItems(std::string_view text) {
  std::vector<std::string_view> items;
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!IsItemMark(text, i)) continue;
    items.push_back(Trim(text.substr(start, i - start)));
    start = i + 4;
  }
  items.push_back(Trim(text.substr(start)));
  return items;
}

std::string WithoutScriptMark(std::string_view text) {
  std::string name(Trim(text));
  for (std::string_view mark : {"original script:", "(original script)", "original script"}) {
    if (const std::size_t at = LowerAscii(name).find(mark); at != std::string::npos)
      name.erase(at, mark.size());
  }
  return Squeeze(name);
}

void Keep(std::vector<std::string>& names, std::string name) {
  if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
    names.push_back(std::move(name));
}

void AddRemark(std::string& remark, std::string_view text) {
  if (!remark.empty()) remark += "; ";
  remark += text;
}

// Adds the names of one piece: "outer", "outer (inner; inner)".
void AddPiece(std::string_view piece, std::vector<std::string>& names, std::string& remark) {
  if (const std::size_t born = piece.find(", born "); born != std::string_view::npos) {
    AddRemark(remark, piece.substr(born + 2));
    piece = piece.substr(0, born);
  }
  // The group at the end, whatever parentheses it holds itself: "HTS (x) (y (original script); z)".
  std::size_t open = std::string_view::npos;
  if (piece.ends_with(')')) {
    int depth = 0;
    for (std::size_t i = piece.size(); i-- > 0;) {
      if (piece[i] == ')') ++depth;
      if (piece[i] == '(' && --depth == 0) {
        open = i;
        break;
      }
    }
  }
  if (open == std::string_view::npos || open == 0) return Keep(names, Squeeze(piece));
  const std::string_view inner = piece.substr(open + 1, piece.size() - open - 2);
  const bool several = inner.find(';') != std::string_view::npos;
  const bool script = LowerAscii(inner).find("original script") != std::string::npos;
  if (several || script) {
    AddPiece(Trim(piece.substr(0, open)), names, remark);
    for (std::string_view name : SplitOutsideParentheses(inner, ';')) Keep(names, WithoutScriptMark(name));
  } else if (inner.size() > kLongestNameInParentheses) {
    AddRemark(remark, inner);
    Keep(names, Squeeze(piece.substr(0, open)));
  } else {
    Keep(names, Squeeze(piece));
  }
}

}  // namespace

std::vector<std::string> AliasNames(std::string_view alias, std::string& remark) {
  std::vector<std::string> names;
  if (alias.size() > base::kMaxNameBytes)
    return {std::string(alias)};  // no list of names is so long; the collector refuses it
  for (std::string_view item : SplitItems(Trim(alias))) {
    for (std::string_view piece : SplitOutsideParentheses(item, ';')) AddPiece(piece, names, remark);
  }
  return names;
}

std::string DocumentNumber(std::string_view text) {
  const std::string whole = Squeeze(text);
  std::string number = whole;
  if (number.ends_with(')')) number = std::string(Trim(number.substr(0, number.rfind(" ("))));
  const std::string lower = LowerAscii(number);
  std::size_t start = 0;
  for (std::string_view mark : {"number", "no.", "passport", ":"}) {
    if (const std::size_t at = lower.rfind(mark); at != std::string::npos)
      start = std::max(start, at + mark.size());
  }
  number = number.substr(start);
  constexpr std::string_view kAround = " .:,";
  const std::size_t first = number.find_first_not_of(kAround);
  if (first == std::string::npos || !HasDigit(number)) return whole;
  number = number.substr(first, number.find_last_not_of(kAround) - first + 1);
  if (const std::size_t comma = number.find(", ");
      comma != std::string::npos && HasDigit(number.substr(0, comma))) {
    number.resize(comma);
  }
  return number;
}

}  // namespace lists
