// The JSON that API clients send: bodies of POST /match, reconciliation queries and extensions, out of any
// bytes. Reading ends in parties or in an error with words; what was read can be written again.

#include <boost/json.hpp>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "screening/api/match_body.h"
#include "screening/api/reconcile.h"
#include "screening/registry/snapshot.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto queries = screening::ReadMatchBody(bytes);
  if (!queries) {
    if (queries.error().external.empty()) std::abort();
  } else {
    for (const screening::MatchQuery& query : *queries) {
      boost::system::error_code problem;
      (void)boost::json::parse(entity::ToJson(query.party), problem);
      if (problem) std::abort();
    }
  }
  static const screening::ListSnapshot empty(std::make_unique<screening::ListSnapshot::Impl>());
  static const std::vector<const match::CompiledList*> none;
  const screening::ReconcileScope scope{empty, none};
  const auto answers = screening::ReconcileQueries(scope, bytes);
  if (!answers && answers.error().external.empty()) std::abort();
  const auto rows = screening::ReconcileExtend(scope, bytes);
  if (!rows && rows.error().external.empty()) std::abort();
  return 0;
}
