#include "panel/exchange/http_parts.h"

#include <boost/json.hpp>

namespace panel::exchange {

base::Result<std::string> After(const desk::Context& context) {
  const std::string_view cursor = context.Query("cursor");
  if (cursor.empty()) return std::string();
  return desk::DecodeCursor(context.desk(), cursor);
}

net::Response Created(const std::string& href, std::string_view id) {
  net::Response response = desk::JsonResponse(boost::json::object{{"id", id}}, 201);
  response.headers.Add("Location", href);
  return response;
}

}  // namespace panel::exchange
