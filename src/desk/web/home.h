#pragma once
// The start page: what needs this person now, gathered from every room, most urgent first.

namespace desk {

class Desk;
void RegisterHome(Desk& desk);

}  // namespace desk
