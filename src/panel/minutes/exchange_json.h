#pragma once
// Consultations, discussions and opinions as JSON. Pure; thread-safe.

#include <boost/json/fwd.hpp>

#include "panel/minutes/consultations.h"
#include "panel/minutes/discussions.h"
#include "panel/minutes/json_body.h"
#include "panel/minutes/opinions.h"

namespace panel {

boost::json::object JsonOf(const Consultation& one);
boost::json::object JsonOf(const ConsultationInput& one);
boost::json::object JsonOf(const Discussion& one);
boost::json::object JsonOf(const Opinion& one);
// "cursor" of the query.
base::Result<NewestPosition> AfterOf(const desk::Context& context);
// "title", "question", "last_day".
base::Result<ConsultationDraft> ConsultationDraftOf(const JsonBody& body);
// "title", "text", "secret", "method", "majority", "quorum_percent". Errors: kInvalid, naming the member.
base::Result<OpinionDraft> OpinionDraftOf(const JsonBody& body);

}  // namespace panel
