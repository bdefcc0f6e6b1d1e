#pragma once
// What watches the server asks: /healthz (the process answers), /readyz (it can work; else 503 and why),
// /metrics (Prometheus).

#include <cstdint>

#include "base/result.h"

namespace desk {

class Desk;

// Errors: kIo below kMinFreeDiskBytes.
base::Status CheckFreeDisk(std::uint64_t free_bytes);

void RegisterHealth(Desk& desk);

}  // namespace desk
