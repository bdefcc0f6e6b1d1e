#pragma once
// Official watch lists, read from the layouts in which their publishers hand them out, as entities:
//   XML of the UN Security Council, OFAC and Canada · OFAC SDN CSV (sdn.csv, alt.csv, add.csv in one folder)
//   · tables of the World Bank, the EBRD, Australia, US Customs, UFLPA, US Department of Labor and
//   OpenSanctions, known by their header · JSON lines of FollowTheMoney and Senzing · any CSV or workbook
//   with a mapping FILE.map.toml (mapping.h).
// The room reads; it does not decide what matches. What cannot be read is reported, entry by entry, never
// dropped in silence.
//
// Thread-safe: each call stands alone. Memory: the entities of the list that is being read (up to
// kMaxHeldListBytes), because entries with the same id are merged; for the XML also the document (streamed
// above kMaxDomXmlBytes). FollowTheMoney files, which can be large, are read twice instead: only repeated ids
// and addresses are held. How each layout is read: docs/lists.md.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "entity/entity.h"

namespace lists {

// What a list file is. `layout`: one of layouts.h, "un-xml", "ofac-csv", "world-bank", "mapped-table" …
struct Edition {
  std::string list;  // the name under which alerts cite it: the file's stem (the folder's name for OFAC), or
                     // what NAME=PATH says
  std::string layout;
  std::string
      date;  // the publisher's own date of this edition where the file gives one (ISO 8601), else empty
  std::string
      sha256;  // of the file; for several files of the digests' lines "<sha256>  <name>\n" in name order
  std::vector<std::string> files;  // base names, in name order
  std::size_t entities = 0;
  std::size_t names = 0;
  std::size_t not_parties =
      0;  // records that are no party: links and addresses, rows that a mapping's [[skip]] leaves out
};

// Something in a list that could not be used. The entry is still read without it unless `reason` says
// otherwise.
struct Problem {
  std::string file;
  std::size_t row = 0;  // record, line, or the entry's ordinal in an XML file
  std::string field;
  std::string value;
  std::string reason;
};

struct Source {
  std::string list;    // list name
  std::string path;    // file or folder
  std::string layout;  // as Edition::layout, or "compiled" for a .mnx, which Read refuses: whoever opens
                       // compiled lists takes it
};

// "NAME=PATH" or "PATH" as the command line takes it; finds the layout by looking inside. A folder is a list
// in an official layout (OFAC), or else every list file in it and in its folders is taken (each a Source, in
// path order; hidden files, *.map.toml, README*, LICENSE* and *.md are passed over). NAME= is for one list.
// Errors: kNotFound; kInvalid with what was looked for, for example that a CSV needs FILE.map.toml beside it,
// or that two lists of the folder would have the same name.
base::Result<std::vector<Source>> FindSources(const std::string& argument);

using Sink = std::function<base::Status(entity::Entity&&)>;
using ProblemSink = std::function<void(const Problem&)>;

// Reads one list. Ids are unique within the list: entries with the same id are merged (values united) before
// the sink sees them. An error of the sink ends the reading and is returned.
base::Result<Edition> Read(const Source& source, const Sink& sink, const ProblemSink& problems);

}  // namespace lists
