#pragma once
// Calls and concept notes as JSON, and drafts out of it. Pure; thread-safe.

#include <boost/json/fwd.hpp>

#include "panel/calls/faces.h"

namespace panel::calls {

boost::json::object JsonOf(const Call& call);
boost::json::object JsonOf(const CallView& view);
boost::json::object JsonOf(const Note& note);
boost::json::object JsonOf(const NoteView& view);
boost::json::object JsonOf(const ReviewView& view);
boost::json::object JsonOf(const Board& board);
boost::json::object JsonOf(const ProposalView& view);

// Errors: kInvalid, naming the member.
base::Result<CallDraft> CallDraftIn(const boost::json::object& body);
base::Result<NoteDraft> NoteDraftIn(const boost::json::object& body);
base::Result<ReviewDraft> ReviewDraftIn(const boost::json::object& body);
base::Result<std::vector<Choice>> ChoicesIn(const boost::json::object& body);
// "version", or -1 where it is absent.
base::Result<std::int64_t> VersionIn(const boost::json::object& body);

}  // namespace panel::calls
