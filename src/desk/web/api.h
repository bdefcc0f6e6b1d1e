#pragma once
// How every API answer looks: JSON, problems (RFC 9457), cursors, entity tags, idempotency. Thread-safe.

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "desk/web/router.h"

namespace desk {

// HTTP status of an error's code: kInvalid 400 (422 where `well_formed`), kNotFound 404, kConflict 409,
// kForbidden 403, kUnauthenticated 401, kBusy 503, kTooLarge 413, others 500.
int StatusOf(base::Code code);

net::Response JsonResponse(const boost::json::value& value, int status = 200);
// With a weak or strong ETag; 304 where If-None-Match has it.
net::Response JsonWithETag(const Context& context, const boost::json::value& value);
// application/problem+json: type "about:blank" or /problems/CODE, title, status, detail (Error::external),
// instance (the request's id).
net::Response Problem(const base::Error& error, std::string_view request_id);

// The body as JSON, depth and size bounded (kMaxJsonDepth, the route's max_body). Errors: kInvalid with line
// and column.
base::Result<boost::json::value> ReadJson(const Context& context);

// Cursors are opaque to clients: base64url of the sort key, authenticated with the installation's key so that
// a changed one is kInvalid.
std::string EncodeCursor(const Desk& desk, std::string_view position);
base::Result<std::string> DecodeCursor(const Desk& desk, std::string_view cursor);
// "limit" of the query between 1 and `most`, else `usual`. Errors: kInvalid.
base::Result<std::size_t> LimitOf(const Context& context, std::size_t usual, std::size_t most);

// Runs `work` once for each Idempotency-Key of this actor and route; a repeat within a day gets the first
// answer, a repeat with another body kConflict (422 by the draft's rule), a repeat while the first still runs
// kBusy (409). Without the header: just runs.
base::Result<net::Response> Idempotent(Context& context,
                                       const std::function<base::Result<net::Response>()>& work);

}  // namespace desk
