#pragma once
// What watches the server asks: /healthz (the process answers), /readyz (it can work; else 503 and why),
// /metrics (Prometheus).

namespace desk {

class Desk;

void RegisterHealth(Desk& desk);

}  // namespace desk
