#pragma once
// What the pages of orders share. Thread-safe after registration.

#include <optional>
#include <string>
#include <vector>

#include "html/html.h"
#include "voice/casework/unlocked_page.h"

namespace voice {

std::string OrderHref(const OrderId& id, std::string_view rest = {});
// "2026-12-01"; nothing where it is no day.
std::optional<Day> DayTyped(const std::string& text);
// Cases by number or id, one a line. Errors: as CaseNamed.
base::Result<std::vector<CaseId>> CasesTyped(UnlockedPage& page, std::string_view text);

// The parts of the page of one order that ask for something (order_forms.cc).
html::Html StepForms(const UnlockedPage& page, const Order& order);
html::Html CasesPart(const UnlockedPage& page, const Order& order);
html::Html TellPart(const UnlockedPage& page, const Order& order);

// The form for a new one (order_form.cc).
void RegisterOrderForm(desk::Desk& desk, VoiceServices& services);

}  // namespace voice
