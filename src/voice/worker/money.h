#pragma once
// "Your money": what the team asks for the worker, what was agreed, what they say they paid, and her answer
// to each payment. Only of what the team has put on her page.

#include "voice/worker/kit.h"

namespace voice::worker {

// Nothing where nothing is shown to her.
base::Result<html::Html> MoneyPart(const Page& page, const Visit& visit);
// For who ends her talk: that something was agreed of which she did not say that she has it. Empty: nothing.
base::Result<std::string> OwedWords(const Page& page, const Visit& visit);
std::vector<WorkerRoute> MoneyRoutes();

}  // namespace voice::worker
