#include "base/result.h"

namespace base {

const char* CodeName(Code code) {
  switch (code) {
    case Code::kInvalid:
      return "invalid";
    case Code::kNotFound:
      return "not-found";
    case Code::kConflict:
      return "conflict";
    case Code::kForbidden:
      return "forbidden";
    case Code::kUnauthenticated:
      return "unauthenticated";
    case Code::kBusy:
      return "busy";
    case Code::kTooLarge:
      return "too-large";
    case Code::kCorrupt:
      return "corrupt";
    case Code::kIo:
      return "io";
    case Code::kInternal:
      return "internal";
  }
  return "internal";
}

Error Invalid(std::string external) {
  return {Code::kInvalid, std::move(external), {}};
}
Error NotFound(std::string external) {
  return {Code::kNotFound, std::move(external), {}};
}
Error TooLarge(std::string external) {
  return {Code::kTooLarge, std::move(external), {}};
}
Error Corrupt(std::string external) {
  return {Code::kCorrupt, std::move(external), {}};
}
Error IoError(std::string external) {
  return {Code::kIo, std::move(external), {}};
}

}  // namespace base
