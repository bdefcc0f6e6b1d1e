#pragma once
// Result<T>: a value or an Error. Functions that can fail for reasons outside our code return it; TRY passes
// an error on.
//
//   base::Result<Table> ReadTable(std::string_view path) {
//     std::string bytes = TRY(ReadFile(path));   // returns the error to our caller
//     ...
//     return table;
//   }
//
// An Error has a code of about ten kinds that knows nothing of HTTP or exit codes (the edges translate), a
// text for the person who gave us the input (`external`: says where and what to do) and a text for the log
// (`internal`). Neither ever holds sealed text or keys. Not thread-safe beyond what T is. Cost: a variant.

#include <string>
#include <utility>
#include <variant>

#include "base/check.h"

namespace base {

enum class Code {
  kInvalid,          // the input is not what it should be; the person can mend it
  kNotFound,         // what was named is not there
  kConflict,         // somebody else was first, or the state forbids it
  kForbidden,        // known, and not allowed
  kUnauthenticated,  // not known who asks
  kBusy,             // try again later
  kTooLarge,         // over a named limit (limits.h)
  kCorrupt,          // bytes that were ours and are no longer intact
  kIo,               // the disk or the network failed
  kInternal,         // our own mistake
};

// The code's name as it stands in logs and in machine-readable errors, for example "too-large".
const char* CodeName(Code code);

struct Error {
  Code code = Code::kInternal;
  std::string external;  // may be shown to whoever asked
  std::string internal;  // for the log only; may be empty
};

template <typename T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit on purpose
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit on purpose

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& value() & {
    CHECK(has_value());
    return std::get<0>(state_);
  }
  const T& value() const& {
    CHECK(has_value());
    return std::get<0>(state_);
  }
  T&& value() && {
    CHECK(has_value());
    return std::get<0>(std::move(state_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const& {
    CHECK(!has_value());
    return std::get<1>(state_);
  }
  Error&& error() && {
    CHECK(!has_value());
    return std::get<1>(std::move(state_));
  }

 private:
  std::variant<T, Error> state_;
};

struct Unit {};
// For functions that either work or fail and have nothing to give back: `return base::Ok();`
using Status = Result<Unit>;
inline Status Ok() {
  return Unit{};
}

// Short forms that read well at the place of the mistake.
Error Invalid(std::string external);
Error NotFound(std::string external);
Error TooLarge(std::string external);
Error Corrupt(std::string external);
Error IoError(std::string external);

}  // namespace base

// Evaluates to the value of a Result, or returns its error from the enclosing function. Must not hold
// co_await: g++-12 fails on it.
#define TRY(expression)                        \
  (__extension__({                             \
    auto try_result_ = (expression);           \
    if (!try_result_.has_value()) [[unlikely]] \
      return std::move(try_result_).error();   \
    std::move(try_result_).value();            \
  }))
