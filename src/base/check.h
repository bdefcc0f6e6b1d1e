#pragma once
// CHECK(condition): a statement about our own code, always on. It prints the place and aborts. It must never
// be reachable from input: what a file or a person may get wrong is an Error (result.h), not a CHECK. DCHECK
// is the same in builds without NDEBUG and nothing in others; for inner loops only.

namespace base {
[[noreturn]] void CheckFailed(const char* condition, const char* file, int line) noexcept;
}  // namespace base

#define CHECK(condition)                                   \
  do {                                                     \
    if (!(condition)) [[unlikely]]                         \
      ::base::CheckFailed(#condition, __FILE__, __LINE__); \
  } while (false)

#ifdef NDEBUG
#define DCHECK(condition) \
  do {                    \
  } while (false)
#else
#define DCHECK(condition) CHECK(condition)
#endif
