#pragma once
// The audit log as people and programs see it: GET /audit, GET /api/v1/audit. An organisation sees its own
// entries, with their numbers in the installation's chain.

namespace desk {

class Desk;

void RegisterAuditView(Desk& desk);

}  // namespace desk
