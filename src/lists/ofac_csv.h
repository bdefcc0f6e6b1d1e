#pragma once
// OFAC's lists in the CSV layout without a header: a primary file and, beside it, files of other names, of
// addresses and of remarks that went over 1,000 characters. "-0-" is null; a Ctrl-Z may end a file.
//   sdn.csv (or cons_prim.csv): ent_num, SDN_Name, SDN_Type, Program, Title, Call_Sign, Vess_type, Tonnage,
//   GRT, Vess_flag,
//                               Vess_owner, Remarks
//   alt.csv (cons_alt.csv):     ent_num, alt_num, alt_type, alt_name, alt_remarks
//   add.csv (cons_add.csv):     ent_num, add_num, Address, City/State/Province/Postal Code, Country,
//   Add_remarks sdn_comments.csv (cons_comments.csv): ent_num, the rest of the remarks
// File names in any case. Source: OFAC, "SDN data formats and data schemas",
// https://ofac.treasury.gov/sdn-list-data-formats-data-schemas

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lists/collector.h"
#include "lists/ofac_remarks.h"

namespace lists {

// Paths of one list's files; empty where a file is not there.
struct OfacFiles {
  std::string primary;
  std::string alternates;
  std::string addresses;
  std::string comments;
};

// Looks for the files in a folder, or beside a primary file. Nothing where there is no primary file.
std::optional<OfacFiles> FindOfacFiles(const std::string& path);

// The contents of those files. Absent ones are reported (alternates, addresses) or not missed (comments).
struct OfacTexts {
  struct Text {
    std::string name;  // the file's base name
    std::string_view bytes;
    bool present = false;
  };
  Text primary, alternates, addresses, comments;
};

// Hands every entry to `collector`; the caller finishes it. `counts` (may be null) says how much of the
// remarks became facts.
base::Status ReadOfacCsv(const OfacTexts& texts, const ProblemSink& problems, Collector& collector,
                         RemarkCounts* counts = nullptr);

}  // namespace lists
