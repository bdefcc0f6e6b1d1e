#pragma once
// What the worker's page and her talk say of consents.

#include <string>
#include <string_view>

#include "voice/worker/kit.h"

namespace voice::worker {

// On the talk page: the way to questions that wait, or to what she answered. Empty where there is nothing.
base::Result<html::Html> ConsentLine(Page& page, const Visit& visit);
// What she reads where the law made the team tell an authority. `language`: of her report.
std::string ToldByLaw(std::string_view language, std::string_view name, std::string_view duty);

}  // namespace voice::worker
