#pragma once
// The practices' API under /api/v1; each is called once by RegisterPractices.

#include "desk/desk.h"
#include "panel/practices/services.h"

namespace panel {

void AddPracticeApi(desk::Desk& desk, PracticeServices& services);  // /practices, reviews, comments
void AddSharingApi(desk::Desk& desk, PracticeServices& services);   // replications, translations, tools

}  // namespace panel
