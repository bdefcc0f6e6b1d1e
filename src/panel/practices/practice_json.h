#pragma once
// Practices, reviews, comments, replications, translations and tools as the API shows them. Pure;
// thread-safe.

#include <boost/json/fwd.hpp>

#include "panel/practices/practices.h"
#include "panel/practices/published.h"
#include "panel/practices/types.h"

namespace panel {

boost::json::object JsonOf(const Practice& practice);
boost::json::object JsonOf(const PracticeRevision& revision);
boost::json::object JsonOf(const PracticeView& view);
boost::json::object JsonOf(const PracticeReview& review);
boost::json::object JsonOf(const PracticeComment& comment);
boost::json::object JsonOf(const Replication& replication);
boost::json::object JsonOf(const PracticeTranslation& translation);
boost::json::object JsonOf(const Tool& tool);
// Hits with their contents, and the counts.
boost::json::object JsonOf(const PublicList& list);

}  // namespace panel
