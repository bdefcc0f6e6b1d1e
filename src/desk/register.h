#pragma once
// What each folder of this room brings; called by Register (desk.h) in this order.

#include <span>

#include "db/db.h"

namespace desk {

class Desk;

void RegisterPeople(Desk& desk);
void RegisterSignIn(Desk& desk);
void RegisterAudit(Desk& desk);
void RegisterJobs(Desk& desk);
void RegisterWeb(Desk& desk);

}  // namespace desk
