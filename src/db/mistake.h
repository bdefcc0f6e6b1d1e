#pragma once
// The error for what only our own code can do wrong. Internal to the room.

#include <string>

#include "base/result.h"

namespace db {

inline constexpr const char* kMistakeText =
    "the database was asked wrongly; this is a mistake of the program";

inline base::Error Mistake(std::string internal) {
  return {base::Code::kInternal, kMistakeText, std::move(internal)};
}

}  // namespace db
