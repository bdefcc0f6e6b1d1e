#pragma once
// Checks one IATI activity file: against the schema (schema.h) and, beyond it, against rules (rules.h).
//
//   const iati::Report report = TRY(iati::CheckFile("activities.xml", {.today = ...}));
//   if (!report.valid()) for (const iati::Finding& finding : report.schema) ...
//
// Streamed: memory of one activity, whatever the size of the file. Cost: about 60 MB/s. Thread-safe.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "iati/document.h"
#include "iati/schema.h"

namespace iati {

struct CheckOptions {
  std::int64_t today = 0;  // days since 1970-01-01
};

struct Report {
  std::vector<Finding> schema;  // at most kMaxIatiFindings each, by line
  std::vector<Finding> rules;
  std::size_t schema_count = 0;  // all of them
  std::size_t rule_count = 0;
  std::size_t activities = 0;
  bool valid() const { return schema_count == 0; }
};

// Errors: those of ReadDocument; a file that is not well-formed is an error, not a finding.
base::Result<Report> Check(const Pull& pull, const std::string& name, const CheckOptions& options);
base::Result<Report> CheckFile(const std::string& path, const CheckOptions& options);

}  // namespace iati
