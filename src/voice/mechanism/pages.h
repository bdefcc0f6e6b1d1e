#pragma once
// /mechanism: the figures for everybody, as a page, JSON, CSV and the bytes that were published; and the job
// that publishes them.

#include "desk/desk.h"
#include "voice/mechanism/mechanism.h"

namespace voice::mechanism {

// `mechanism` lives as long as the desk.
void RegisterMechanism(desk::Desk& desk, Mechanism& mechanism);

// ---- called by it
using OpenPage = base::Result<net::Response> (*)(const desk::Context&, Mechanism&);
// A GET route that everybody may read.
void AddOpenPage(desk::Desk& desk, Mechanism& mechanism, std::string_view pattern, OpenPage page);
// GET /api/v1/mechanism, /mechanism.csv, /mechanism/{quarter}/published.
void AddDataRoutes(desk::Desk& desk, Mechanism& mechanism);

}  // namespace voice::mechanism
