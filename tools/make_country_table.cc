// Writes src/entity/country_table.inc: codes and names of countries, from ICU (ISO 3166-1, CLDR names) and
// data/country_names.txt.
//   g++ -std=c++20 -Isrc tools/make_country_table.cc src/entity/country_fold.cc $(pkg-config --libs icu-uc
//   icu-i18n) -o make_country_table
//   ./make_country_table data/country_names.txt > src/entity/country_table.inc
// Stops if two countries would share one key.

#include <unicode/locid.h>
#include <unicode/uloc.h>
#include <unicode/uversion.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "entity/country_fold.h"

namespace {

struct Row {
  std::string code;
  std::string alpha3;
  std::string english;
  std::vector<std::string> names;
};

std::map<std::string, std::string> keys;  // key -> code

// True if the name brings a new key; a key of another country ends the program. Codes are looked up apart and
// before names, so that "Mỹ" (United States) and "my" (Malaysia) do not meet.
bool Claim(const std::string& name, const std::string& code) {
  std::string key = entity::FoldCountryName(name);
  auto [place, fresh] = keys.emplace(key, code);
  if (!fresh && place->second != code) {
    std::fprintf(stderr, "\"%s\" stands for both %s and %s\n", name.c_str(), place->second.c_str(),
                 code.c_str());
    std::exit(1);
  }
  return fresh;
}

std::string Display(const std::string& code, const char* language) {
  icu::UnicodeString name;
  icu::Locale("", code.c_str()).getDisplayCountry(icu::Locale(language), name);
  std::string out;
  name.toUTF8String(out);
  return out;
}

std::string Lower(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return text;
}

std::map<std::string, Row> FromIcu() {
  std::map<std::string, Row> rows;
  std::vector<std::string> codes;
  for (auto code = uloc_getISOCountries(); *code; ++code) codes.emplace_back(*code);
  codes.emplace_back("XK");
  for (const std::string& upper : codes) {
    // Codes that are reserved rather than assigned (AC, CP, DG, EA, IC, TA, AN) name parts of other
    // countries.
    static const std::string kReserved = " AC CP DG EA IC TA AN CQ XA XB ";
    if (kReserved.find(" " + upper + " ") != std::string::npos) continue;
    Row row{Lower(upper), Lower(icu::Locale("", upper.c_str()).getISO3Country()), Display(upper, "en"), {}};
    if (rows.contains(row.code)) continue;
    rows.emplace(row.code, row);
  }
  return rows;
}

void AddFile(const char* path, std::map<std::string, Row>& rows) {
  std::ifstream in(path);
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty() || line[0] == '#') continue;
    auto equals = line.find(" = ");
    std::string code = line.substr(0, equals), rest = line.substr(equals + 3) + ";";
    Row& row = rows[code];
    row.code = code;
    for (std::size_t at = 0, end; (end = rest.find(';', at)) != std::string::npos; at = end + 1) {
      auto first = rest.find_first_not_of(' ', at);
      if (first >= end) continue;
      std::string name = rest.substr(first, end - first);
      if (row.english.empty()) row.english = name;
      if (Claim(name, code)) row.names.push_back(name);
    }
  }
}

void Print(const std::string& text) {
  std::putchar('"');
  for (char c : text) {
    if (c == '"' || c == '\\') std::putchar('\\');
    std::putchar(c);
  }
  std::putchar('"');
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: make_country_table data/country_names.txt > src/entity/country_table.inc\n");
    return 2;
  }
  auto rows = FromIcu();
  for (auto& [code, row] : rows) {
    for (const char* language : {"en", "fr", "es", "ru", "uk", "ar", "zh", "zh_Hant", "ko", "vi"}) {
      std::string name = Display(code == "xk" ? "XK" : code, language);
      if (Claim(name, code)) row.names.push_back(name);
    }
  }
  AddFile(argv[1], rows);
  std::printf(
      "// Made by tools/make_country_table.cc; do not edit. Sources: ISO 3166-1 codes and CLDR names through "
      "ICU %s\n"
      "// (Unicode licence), data/country_names.txt (facts compiled for this project).\n"
      "// COUNTRY(code, alpha-3, English name), then its other names as NAME(code, name)\n",
      U_ICU_VERSION);
  for (const auto& [code, row] : rows) {
    std::printf("COUNTRY(\"%s\", \"%s\", ", code.c_str(), row.alpha3.c_str());
    Print(row.english);
    std::puts(")");
    for (const std::string& name : row.names) {
      if (name == row.english) continue;
      std::printf("NAME(\"%s\", ", code.c_str());
      Print(name);
      std::puts(")");
    }
  }
}
