#pragma once
// The pages of the practices; each is called once by RegisterPractices.

#include "desk/desk.h"
#include "panel/practices/services.h"

namespace panel {

void AddPublicPracticePages(desk::Desk& desk, PracticeServices& services);  // /panel/practices…
void AddPracticeListPages(desk::Desk& desk, PracticeServices& services);    // /practices, own, secretariat
void AddPracticePages(desk::Desk& desk, PracticeServices& services);        // one practice, its acts
void AddPracticeEditPages(desk::Desk& desk, PracticeServices& services);    // the form
void AddReviewPages(desk::Desk& desk, PracticeServices& services);
void AddReplicationPages(desk::Desk& desk, PracticeServices& services);
void AddTranslationPages(desk::Desk& desk, PracticeServices& services);
void AddToolPages(desk::Desk& desk, PracticeServices& services);
void AddBusinessCasePages(desk::Desk& desk, PracticeServices& services);

}  // namespace panel
