#include "panel/practices/cite.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <charconv>

namespace panel {
namespace {

namespace json = boost::json;

std::string YearOf(const Citation& citation) {
  return base::FormatDay(citation.published).substr(0, 4);
}

int NumberAt(std::string_view day, std::size_t from, std::size_t size) {
  int number = 0;
  std::from_chars(day.data() + from, day.data() + from + size, number);
  return number;
}

// What has a meaning to BibTeX is written so that it has none; braces in a field must pair, so they go.
std::string Bibtex(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '{' || c == '}' || c == '\\') continue;
    if (c == '\n' || c == '\r' || c == '\t') {
      out += ' ';
      continue;
    }
    if (std::string_view("#$%&_").find(c) != std::string_view::npos) out += '\\';
    if (c == '~' || c == '^')
      out += c == '~' ? "{\\textasciitilde}" : "{\\textasciicircum}";
    else
      out += c;
  }
  return out;
}

// A tag of RIS is one line.
std::string OneLine(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c == '\n' || c == '\r') c = ' ';
  return out;
}

}  // namespace

std::string PlainCitation(const Citation& citation) {
  return fmt::format("{} ({}). {} (version {}). {}. {}\n", OneLine(citation.author), YearOf(citation),
                     OneLine(citation.title), citation.edition, OneLine(citation.publisher), citation.url);
}

std::string BibtexCitation(const Citation& citation) {
  std::string entry = fmt::format("@misc{{practice-{}-{},\n", citation.id, citation.edition);
  const auto field = [&](std::string_view name, const std::string& value) {
    entry += fmt::format("  {} = {{{}}},\n", name, value);
  };
  // In braces of its own, so that BibTeX takes an organisation's name as one.
  field("author", "{" + Bibtex(citation.author) + "}");
  field("title", "{" + Bibtex(citation.title) + "}");
  field("year", YearOf(citation));
  field("month", base::FormatDay(citation.published).substr(5, 2));
  field("howpublished", Bibtex(citation.publisher));
  field("edition", fmt::to_string(citation.edition));
  field("url", citation.url);
  field("language", Bibtex(citation.language));
  field("note", "Licence: " + Bibtex(citation.licence));
  return entry + "}\n";
}

std::string RisCitation(const Citation& citation) {
  std::string day = base::FormatDay(citation.published);
  for (char& c : day)
    if (c == '-') c = '/';
  std::string record;
  const auto tag = [&](std::string_view name, std::string_view value) {
    record += fmt::format("{}  - {}\r\n", name, OneLine(value));
  };
  tag("TY", "ELEC");
  tag("TI", citation.title);
  tag("AU", citation.author + ",");  // with the comma: a name that has no given name
  tag("PY", YearOf(citation));
  tag("DA", day);
  tag("PB", citation.publisher);
  tag("ET", fmt::to_string(citation.edition));
  tag("AB", citation.summary);
  tag("LA", citation.language);
  tag("UR", citation.url);
  tag("ER", "");
  return record;
}

std::string CslCitation(const Citation& citation) {
  const std::string day = base::FormatDay(citation.published);
  const json::array date = {NumberAt(day, 0, 4), NumberAt(day, 5, 2), NumberAt(day, 8, 2)};
  json::object item;
  item["id"] = fmt::format("practice-{}-{}", citation.id, citation.edition);
  item["type"] = "webpage";
  item["title"] = citation.title;
  item["author"] = json::array{json::object{{"literal", citation.author}}};
  item["issued"] = json::object{{"date-parts", json::array{date}}};
  item["publisher"] = citation.publisher;
  item["version"] = fmt::to_string(citation.edition);
  item["abstract"] = citation.summary;
  item["language"] = citation.language;
  item["URL"] = citation.url;
  return json::serialize(json::array{item}) + "\n";
}

}  // namespace panel
