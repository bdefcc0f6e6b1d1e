#pragma once
// One party with its other names, as lists print them beside the name:
//   "A (also known as B; and C, and formerly known as D)", "A (including three aliases: B; C; and D) and
//   more", "A, a/k/a B, a/k/a C", "A FORMERLY KNOWN AS B", "A (CURRENTLY D/B/A B)", "A (also known as B and
//   JSC C)"
// Pure and thread-safe. Cost: linear in the text, but for the marks found in it.

#include <string>
#include <string_view>
#include <vector>

namespace lists {

struct OtherNames {
  std::string name;  // what stands outside; the whole text where it has no mark
  std::vector<std::string> aliases;
  std::vector<std::string> former;
  bool miscounted = false;  // the text says how many aliases follow, and another number was read
};

// Text without any mark is the name; it never fails.
OtherNames ReadOtherNames(std::string_view text);

// The inside of a parenthesis that holds other names and nothing else: "also known as B", "and one alias: B".
bool HoldsOtherNames(std::string_view inside);

// Where the first mark outside parentheses stands behind some name ("a/k/a" in "A, a/k/a B"); npos where none
// does.
std::size_t FirstMark(std::string_view text);

// "B; and C", "B, and C", "B and JSC C": the names of a list. Between semicolons; without any, between commas
// that no legal form follows, and at an "and" where the count, a series or the names show that two stand
// around it; any other belongs to a name ("Chemistry and Mechanics"). `count` is how many the text says there
// are, 0 where it does not.
std::vector<std::string> NamesIn(std::string_view list, std::size_t count = 0);

// A name that still holds what should have been told apart: other names, subsidiaries, an open parenthesis.
bool LooksUnread(std::string_view name);

// The text without white space and punctuation around it; the dot of "Ltd." and of initials stays.
std::string_view WithoutAround(std::string_view text);

// Adds the name without what stands around it ("and ", commas), unless it is empty or there.
void KeepName(std::vector<std::string>& names, std::string_view name);

}  // namespace lists
