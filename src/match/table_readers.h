#pragma once
// How the tables of data/names become Tables: what their readers share, and the readers, which tables.cc
// calls one after the other. Only for tables*.cc. Not thread-safe: tables are read once.

#include <string>
#include <string_view>
#include <vector>

#include "match/tables.h"

namespace match {

using Row = std::vector<std::string_view>;

std::string WithoutSpaces(std::string_view s);
// A key as tokens have it: without spaces, traditional characters as simplified ones, hamza and final letters
// of Arabic in one form.
std::string Plain(std::string_view s);
std::size_t Words(std::string_view s);
// A word of organisations or a place in Arabic, which is looked up without its article.
std::string WithoutArticle(std::string_view plain);
void AddPhrase(Tables& t, std::string_view phrase);  // nothing where it is one word; sorted afterwards
// The number of code points when the text is in a script written without spaces, else 0.
std::size_t UnspacedLength(std::string_view s);
// The place of `name` among the classes, 1-based; added where it is not there yet. At most 255.
std::uint8_t ClassOf(std::vector<std::string>& classes, std::string_view name);

template <typename OnPart>
void ForEachPart(std::string_view s, const OnPart& on_part) {
  while (!s.empty()) {
    const std::size_t comma = s.find(',');
    if (comma != 0) on_part(s.substr(0, comma));
    s.remove_prefix(comma == std::string_view::npos ? s.size() : comma + 1);
  }
}

std::vector<std::string> SplitCommas(std::string_view s);

void ReadOrganizations(Tables& t);
void ReadPlaces(Tables& t);  // after ReadOrganizations: stop words give no initials
void ReadBrands(Tables& t);  // after the two: a business word or a place is none
void ReadPersons(Tables& t);

}  // namespace match
