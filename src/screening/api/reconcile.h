#pragma once
// The Reconciliation Service API 0.2 (W3C Community Group,
// https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/) over the watch lists, as
// OpenRefine speaks it: queries, suggestions, data extension. JSON in, JSON out; thread-safe.

#include <boost/json/fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "screening/api/matching.h"

namespace screening {

// What one request works on.
struct ReconcileScope {
  const ListSnapshot& snapshot;
  const std::vector<const match::CompiledList*>& lists;
};

// {"q0":{"query","type","limit","properties":[{"pid","v"}]},...} → {"q0":{"result":[...]},...}. Errors:
// kInvalid (not such JSON, an unknown type, more than kMaxMatchQueries).
base::Result<boost::json::object> ReconcileQueries(const ReconcileScope& scope, std::string_view queries);

// {"ids":[...],"properties":[{"id","settings":{"limit","render"}}]} → {"meta":[...],"rows":{...}}. Every id
// and property asked for has its place in the answer. Errors: kInvalid (also kMaxMatchQueries ids,
// kMaxReconcileExtendProperties properties).
base::Result<boost::json::object> ReconcileExtend(const ReconcileScope& scope, std::string_view extend);

// {"type","limit","properties":[{"id","name"}]}: what could be asked of entries of a type.
base::Result<boost::json::object> ProposeProperties(std::string_view type, std::size_t limit);

boost::json::object SuggestEntities(const ReconcileScope& scope, std::string_view prefix, std::size_t limit);
boost::json::object SuggestProperties(std::string_view prefix);
boost::json::object SuggestTypes(std::string_view prefix);

// The service's description. `base`: the address of /reconcile/DATASET on this server, for example
// "https://HOST/reconcile/default".
boost::json::object ReconcileManifest(std::string_view dataset, std::string_view server,
                                      std::string_view base);

}  // namespace screening
