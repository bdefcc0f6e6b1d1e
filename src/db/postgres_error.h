#pragma once
// SQLSTATEs of PostgreSQL (appendix A of its manual) as our errors. Internal to the room.

#include <memory>
#include <string_view>

#include "base/result.h"
#include "db/connection.h"

struct pg_result;

namespace db {

struct ResultDeleter {
  void operator()(pg_result* result) const;
};
using ResultPtr = std::unique_ptr<pg_result, ResultDeleter>;

// "40001"; empty where the result tells none.
std::string_view SqlStateOf(const pg_result* result);

struct PostgresFailure {
  base::Error error;
  Retry retry = Retry::kNever;
};
// Of a failed result on a connection that still stands. What may repeat data (values, DETAIL) is left out of
// the texts.
PostgresFailure PostgresError(const pg_result* result, std::string_view sql);

}  // namespace db
