#pragma once
// The listed parties of the world as the bytes of list files, each in its publisher's layout. Pure. `day` is
// the edition's date, ISO 8601. What stands in which file is written down in docs/world.md.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "world/listed.h"

namespace world {

// UN Security Council consolidated list, XML.
std::string UnXml(const std::vector<ListedParty>& parties, std::string_view day);

// OFAC SDN: sdn.csv, alt.csv, add.csv, headerless, "-0- " for null, CRLF, closed by 0x1A as the publisher
// does. `vessels` made-up vessels stand after the parties.
struct OfacFiles {
  std::string sdn, alt, add;
};
OfacFiles OfacCsv(const std::vector<ListedParty>& parties, std::size_t vessels, Rng rng);

// FollowTheMoney JSON lines.
std::string FtmJsonLines(const std::vector<ListedParty>& parties);

// A CSV table and the mapping file that tells what its columns are.
std::string ImportBanCsv(const std::vector<ListedParty>& parties, Rng rng);
std::string ImportBanMapping(std::string_view day);

// A CSV cell, quoted where it must be (RFC 4180).
std::string CsvCell(std::string_view text);

}  // namespace world
