#pragma once
// A search as arguments of an address, for pages and the API alike: q, kind, topic, industry, country, stage,
// group, language (each may occur more than once), grade, order. Pure; thread-safe.

#include <string>
#include <string_view>

#include "net/http.h"
#include "panel/practices/index.h"

namespace panel {

PracticeQuery QueryOf(const net::Arguments& arguments);
// "/practices?q=…": without a cursor.
std::string HrefOf(std::string_view path, const PracticeQuery& query, std::string_view lang = {});
std::string_view OrderName(PracticeOrder order);  // "best", "newest", "copied"
bool IsPlain(const PracticeQuery& query);         // nothing is searched for or filtered

}  // namespace panel
