#include "db/postgres_error.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include "db/mistake.h"
namespace db {
namespace {

struct Meaning {
  std::string_view state;  // a whole SQLSTATE, or its class of two characters
  base::Code code;
  Retry retry;
  const char* external;
};

constexpr const char* kBusyText = "the database is busy; please try again";
constexpr const char* kDamagedText = "the database is damaged; restore it from a backup";

// The first that fits; whole states stand before their class.
constexpr Meaning kMeanings[] = {
    {"40003", base::Code::kIo, Retry::kNever,
     "it is not known whether the change was saved; look before you repeat it"},
    {"40", base::Code::kBusy, Retry::kAgain, kBusyText},
    // A plan or a name of a prepared statement that a change of the schema, or a proxy between, has
    // overtaken.
    {"0A000", base::Code::kInternal, Retry::kAgain, kMistakeText},
    {"26000", base::Code::kInternal, Retry::kAgain, kMistakeText},
    {"23", base::Code::kConflict, Retry::kNever, "this contradicts what is already stored"},
    {"22021", base::Code::kInvalid, Retry::kNever, "the text is not valid UTF-8; it cannot be stored"},
    {"42501", base::Code::kIo, Retry::kNever,
     "the database refuses access; check the privileges of its role"},
    {"53100", base::Code::kIo, Retry::kNever,
     "the disk of the database server is full: nothing was changed; make room there, then try again"},
    {"53300", base::Code::kBusy, Retry::kNever, "the database has too many connections; please try again"},
    {"53", base::Code::kIo, Retry::kNever,
     "the database server ran out of a resource; nothing was changed; see the log"},
    {"54", base::Code::kTooLarge, Retry::kNever, "the value is too large to store"},
    {"55P03", base::Code::kBusy, Retry::kNever, kBusyText},
    {"57014", base::Code::kBusy, Retry::kNever,
     "the database took too long to answer; please ask for less or try again"},
    {"58", base::Code::kIo, Retry::kNever,
     "the disk of the database server failed; nothing was changed; see the log"},
    {"XX001", base::Code::kCorrupt, Retry::kNever, kDamagedText},
    {"XX002", base::Code::kCorrupt, Retry::kNever, kDamagedText},
    {"", base::Code::kInternal, Retry::kNever, kMistakeText},
};

const char* Field(const pg_result* result, int field) {
  const char* text = PQresultErrorField(result, field);
  return text == nullptr ? "" : text;
}

// "cached plan must not change result type": its SQLSTATE says no more than "not supported".
bool IsStalePlan(const pg_result* result) {
  return SqlStateOf(result) == "0A000" &&
         std::string_view(Field(result, PG_DIAG_SOURCE_FUNCTION)) == "RevalidateCachedQuery";
}

// Messages of class 22 (data exceptions) and of our own functions quote values.
bool MayRepeatData(std::string_view state) {
  return state.starts_with("22") || state.starts_with("P0");
}

}  // namespace

void ResultDeleter::operator()(pg_result* result) const {
  PQclear(result);
}

std::string_view SqlStateOf(const pg_result* result) {
  return Field(result, PG_DIAG_SQLSTATE);
}

PostgresFailure PostgresError(const pg_result* result, std::string_view sql) {
  const std::string_view state = SqlStateOf(result);
  const Meaning* meaning = kMeanings;
  while (!state.starts_with(meaning->state)) ++meaning;
  const char* message = MayRepeatData(state) ? "" : Field(result, PG_DIAG_MESSAGE_PRIMARY);
  return {{meaning->code, meaning->external,
           fmt::format("PostgreSQL {} {}: {}; in: {}", state, Field(result, PG_DIAG_CONSTRAINT_NAME), message,
                       Shortened(sql))},
          IsStalePlan(result) ? Retry::kAgain : meaning->retry};
}

}  // namespace db
