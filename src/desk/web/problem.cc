#include <boost/json.hpp>

#include "desk/web/api.h"

namespace desk {

int StatusOf(base::Code code) {
  switch (code) {
    case base::Code::kInvalid:
      return 400;
    case base::Code::kNotFound:
      return 404;
    case base::Code::kConflict:
      return 409;
    case base::Code::kForbidden:
      return 403;
    case base::Code::kUnauthenticated:
      return 401;
    case base::Code::kBusy:
      return 503;
    case base::Code::kTooLarge:
      return 413;
    case base::Code::kCorrupt:
    case base::Code::kIo:
    case base::Code::kInternal:
      break;
  }
  return 500;
}

net::Response Problem(const base::Error& error, std::string_view request_id) {
  const int status = StatusOf(error.code);
  boost::json::object problem;
  problem["type"] = "about:blank";
  problem["title"] = net::StatusPhrase(status);
  problem["status"] = status;
  problem["code"] = base::CodeName(error.code);
  problem["detail"] = status == 500 && error.external.empty() ? "Something went wrong here." : error.external;
  if (!request_id.empty()) problem["instance"] = "urn:request:" + std::string(request_id);
  net::Response response =
      net::TextResponse(status, boost::json::serialize(problem), "application/problem+json");
  if (status == 401) response.headers.Add("WWW-Authenticate", "ApiKey");
  if (status == 503) response.headers.Add("Retry-After", "2");
  return response;
}

}  // namespace desk
