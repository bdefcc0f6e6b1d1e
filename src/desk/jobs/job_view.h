#pragma once
// Jobs as people and programs see them: GET /jobs, GET /jobs/{id} and its stream of events, POST .../cancel
// and .../retry, and the same below /api/v1. An organisation sees its own jobs; whoever manages watch lists
// sees the installation's too.

#include <boost/json/fwd.hpp>
#include <string>

#include "base/limits.h"
#include "desk/jobs/jobs.h"
#include "html/locale.h"
#include "net/http.h"

namespace desk {

class Desk;

boost::json::object JsonOf(const Job& job);
// One event of the stream: {"done":12,"total":100,"text":"…","state":"running"}.
std::string JobEvent(const html::Locale& locale, const Job& job);
// Where the work stands, for people: "Reading rows (12 of 100)".
std::string JobWords(const html::Locale& locale, const Job& job);

// Writes an event at once and for each change, and a comment every 15 s, until the job ends, the client goes,
// or `longest_ms` are over (the browser asks again, and is checked again).
base::Status FollowJob(Jobs& jobs, const html::Locale& locale, const OrgId& org, const JobId& id,
                       net::BodyWriter& writer, std::int64_t longest_ms = base::kJobEventsMs);

void RegisterJobView(Desk& desk);

}  // namespace desk
