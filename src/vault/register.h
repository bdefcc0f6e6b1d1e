#pragma once
// What the vault brings to an installation: its tables.

namespace desk {
class Desk;
}

namespace vault {

void Register(desk::Desk& desk);

}  // namespace vault
