#pragma once
// What the gate brings to an installation: its tables and its page.

namespace desk {
class Desk;
}

namespace gate {

// After vault::Register; before the rooms whose parties are counted.
void Register(desk::Desk& desk);

}  // namespace gate
