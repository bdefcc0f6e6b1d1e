#pragma once
// FollowTheMoney entities as JSON lines: {"id", "schema", "caption"?, "properties": {name: [value, ...]}}. A
// value may be a nested entity (the "nested" exports); of those, addresses are used. Parties are LegalEntity,
// Vehicle and all that extend them; other records are counted as no parties, but Address records and the
// programmes of Sanction records are added to the parties they belong to. A schema or property that is not in
// the model is reported, and the value kept out. The lines are read twice: first for ids, addresses and
// programmes. Thread-safe. Source: https://followthemoney.tech

#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "files/json_lines.h"
#include "lists/collector.h"

namespace lists {

// Opens the lines anew; called twice.
using OpenLines = std::function<base::Result<std::unique_ptr<files::JsonLinesReader>>()>;

// Hands every party to `collector` (the caller finishes it) and counts edition.not_parties. `name` stands in
// problems.
base::Status ReadFtmJsonLines(const OpenLines& open, const std::string& name, const ProblemSink& problems,
                              Collector& collector, Edition& edition);

}  // namespace lists
