#pragma once
// Where a new discussion or opinion may belong to: the panels whose secretariat the actor is, and the
// sessions she holds; as choices of a form, and read back. Thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "html/forms.h"
#include "panel/services.h"

namespace panel {

// Values "panel:ID" and "session:ID"; empty where she runs nothing.
base::Result<std::vector<html::Choice>> PlacesToRun(PanelServices& services, const desk::Actor& actor,
                                                    const html::Locale& locale,
                                                    const vault::UnlockedPerson* reader);
struct ChosenPlace {
  PanelId panel;
  PanelSessionId session;
};
// Errors: kInvalid.
base::Result<ChosenPlace> ChosenPlaceOf(std::string_view value);

}  // namespace panel
