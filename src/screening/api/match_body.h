#pragma once
// The body of POST /match as the peer's clients send it:
// {"weights":{},"config":{},"queries":{NAME:{"id","schema","properties"}}}, read into parties. Pure;
// thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "entity/entity.h"
#include "screening/party_maker.h"

namespace boost::json {
class object;
}

namespace screening {

struct MatchQuery {
  std::string name;  // the client's own, under which the answer stands
  std::string id;    // the client's id of the party, given back as it is; empty: none
  entity::Entity party;
  std::vector<Reject> ignored;  // values that were not used, with the reason; Reject::column is the property
};

// The queries in the order in which they stand. Properties that the model does not know are left out, as with
// the peer; a property's value may be one string instead of a list. Errors: kInvalid (not JSON, nested deeper
// than kMaxJsonDepth, no queries, more than kMaxMatchQueries, an unknown schema, weights or configuration,
// which this engine's scores have not).
base::Result<std::vector<MatchQuery>> ReadMatchBody(std::string_view body);

// One party out of {"schema","properties"}; `where` names it in errors.
base::Result<MatchQuery> ReadExample(std::string_view where, const boost::json::object& example);

}  // namespace screening
