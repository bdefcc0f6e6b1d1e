#pragma once
// What the vault brings to an installation: its tables, its page, and that who leaves an organisation leaves
// its circles.

namespace desk {
class Desk;
}

namespace vault {

void Register(desk::Desk& desk);

}  // namespace vault
