#pragma once
// The page that shows a return code after filing. code_page.cc shows it again where the check went wrong, and
// checks it still when it is no longer shown.

#include "voice/worker/kit.h"

namespace voice::worker {

net::Response CodePage(const Page& page, const ReturnCode& code);

}  // namespace voice::worker
