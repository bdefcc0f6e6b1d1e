#pragma once
// The JSON form of a reviewer's answers and of a replication's claim: stored so, and read and written so by
// the API. Pure; thread-safe. Errors: kInvalid, naming the member.

#include <boost/json/fwd.hpp>

#include "panel/practices/types.h"

namespace panel {

// {"described":{"answer":"met","reason":"…"},…}
boost::json::object JsonOf(const ReviewAnswers& answers);
base::Result<ReviewAnswers> AnswersOf(const boost::json::object& object);

boost::json::object JsonOf(const ReplicationClaim& claim);
base::Result<ReplicationClaim> ClaimOf(const boost::json::object& object);

// As stored; kCorrupt where it cannot be read.
base::Result<ReviewAnswers> StoredAnswers(std::string_view text);
base::Result<ReplicationClaim> StoredClaim(std::string_view text);

}  // namespace panel
