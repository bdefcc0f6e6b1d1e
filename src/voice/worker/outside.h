#pragma once
// Help that is not ours: telephone numbers by country, from data/help_services.tsv. Read once.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "html/html.h"
#include "voice/worker/kit.h"

namespace voice::worker {

struct Service {
  std::string country;  // "kr"
  std::string kind;     // "emergency", "labour_inspectorate", ...
  std::string name;
  std::string own_name;
  std::string own_language;  // tag of `own_name`
  std::string phone;
  std::string languages;  // tags between spaces; empty: not known
  std::string hours;      // empty: not known
  std::string free;       // "yes", "no", "unknown"
  std::string checked;    // the day on which a person did; empty: nobody yet
};

std::span<const Service> Services();
// The countries there is something of, ordered by code.
std::vector<std::string> ServiceCountries();
// A country's name in the page's language.
std::string CountryName(const Page& page, std::string_view country);
// "Monday–Friday 09:00 to 22:00" of the table's "Mon-Fri 09:00-22:00"; what has another form stays as it is.
std::string HoursWords(const Page& page, std::string_view hours);
html::Html ServiceLine(const Page& page, const Service& service);
// Below numbers.
html::Html NumbersNote(const Page& page);
// The lines of one country, emergency numbers first; `only_emergency`: nothing else.
html::Html ServiceLines(const Page& page, std::string_view country, bool only_emergency);
// All countries, each closed until it is opened; those of `first` are open and on top.
html::Html AllServices(const Page& page, const std::vector<std::string>& first, bool only_emergency);

}  // namespace voice::worker
