#pragma once
// The page that shows a return code: after filing, and again where the check went wrong.

#include "voice/worker/kit.h"

namespace voice::worker {

enum class CodeState : std::uint8_t { kNew, kWrong };
net::Response CodePage(const Page& page, const ReturnCode& code, CodeState state);

}  // namespace voice::worker
