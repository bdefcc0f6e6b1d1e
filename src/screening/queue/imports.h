#pragma once
// Party files on their way in: uploaded, columns recognised and corrected by the person, then read by a job.
// Reading a file again (the same collection) changes the parties it names by their keys and says which
// parties of the collection it no longer names. Thread-safe; changes are audited.
//
// A party's key is the organisation's own number where a column holds it, else a registration number, else
// name and country. Rows that share a key and say the same are read once; rows that share it and differ are
// parties of their own ("KEY#2", in the file's order).

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "screening/parties.h"
#include "screening/queue/seams.h"
#include "screening/queue/types.h"

namespace screening {

enum class ImportState : std::uint8_t { kMapping, kRunning, kDone, kFailed, kDiscarded };
std::string_view ImportStateName(ImportState state);  // "mapping"

// What the person fixed. Plain data, stored with the import.
struct ImportMapping {
  // Uses of columns that differ from what was recognised: column (from 0; in JSON lines the key) and use. A
  // use is a FollowTheMoney property name, "schema", "type", "address-part", "number" (the organisation's
  // own), "spend", "tags", or "-" (not used).
  struct Use {
    std::size_t column = 0;
    std::string key;
    std::string use;
    bool operator==(const Use&) const = default;
  };
  std::vector<Use> uses;
  std::optional<std::size_t> header_row;  // 0: none
  std::string sheet;
  bool operator==(const ImportMapping&) const = default;
};

struct Import {
  ImportId id;
  std::string file_name;
  std::string source;  // the collection's name
  std::int64_t bytes = 0;
  ImportState state = ImportState::kMapping;
  ImportMapping mapping;
  desk::JobId job;        // once started
  std::string message;    // why it failed
  std::int64_t rows = 0;  // the rest is known once done
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  std::int64_t repeated = 0;  // rows that say the same as an earlier one
  std::int64_t missing = 0;   // parties of the collection that the file does not name
  std::int64_t rejected_rows = 0;
  std::int64_t rejected_fields = 0;
  std::string created_by;  // Actor::label
  base::UtcTime created;
  base::UtcTime updated;
  std::int64_t version = 0;
};

struct PreviewColumn {
  std::size_t index = 0;
  std::string header;
  std::string recognised;  // use, or empty
  std::string use;         // with the mapping applied
  std::string why_not;
  std::vector<std::string> samples;  // up to kPreviewSamples that are not empty
};

struct ImportPreview {
  std::string format;
  std::vector<std::string> sheets;
  std::string sheet;
  std::size_t header_row = 0;
  std::vector<PreviewColumn> columns;
  std::vector<Party> sample;    // of the first rows
  std::vector<Reject> rejects;  // of the rows read for the preview
  std::size_t rows_read = 0;
  std::vector<std::string> notes;
  std::string problem;  // why it cannot start yet, or empty
};

// The uses a column may be given, for selects, in a sensible order.
std::vector<std::string> ColumnUses();

class Imports {
 public:
  explicit Imports(QueueSeams& seams) : seams_(seams) {}

  // Errors: kInvalid (not a table), kTooLarge. `source` empty: the file's name without its ending.
  base::Result<ImportId> Upload(const desk::Actor& actor, const desk::OrgId& org, std::string_view file_name,
                                std::string_view bytes, std::string_view source);
  base::Result<Import> Get(const desk::OrgId& org, const ImportId& id);
  base::Result<std::vector<Import>> List(const desk::OrgId& org, std::size_t limit);  // newest first
  // Reads the first kPreviewRows rows.
  base::Result<ImportPreview> Preview(const desk::OrgId& org, const ImportId& id);
  // Errors: kInvalid (no such use or column), kConflict (another version, or started already).
  base::Status SetMapping(const desk::Actor& actor, const desk::OrgId& org, const ImportId& id,
                          std::int64_t version, const ImportMapping& mapping, std::string_view source);
  base::Result<desk::JobId> Start(const desk::Actor& actor, const desk::OrgId& org, const ImportId& id,
                                  std::int64_t version);
  base::Status Discard(const desk::Actor& actor, const desk::OrgId& org, const ImportId& id);

  // What was not used, in the file's order, from number `after` on.
  struct NumberedReject {
    std::int64_t number = 0;
    Reject reject;
  };
  base::Result<std::vector<NumberedReject>> Rejects(const desk::OrgId& org, const ImportId& id,
                                                    std::int64_t after, std::size_t limit);
  // Parties of the collection that the file does not name, by caption.
  base::Result<std::vector<Party>> Missing(const desk::OrgId& org, const ImportId& id, std::size_t limit);
  // Removes those (up to all); returns how many. Errors: kConflict unless the import is done and the newest
  // of its collection.
  base::Result<std::size_t> RemoveMissing(const desk::Actor& actor, const desk::OrgId& org,
                                          const ImportId& id);

 private:
  QueueSeams& seams_;
};

}  // namespace screening
