#pragma once
// Tables of the published figures, and two coarse columns of a case.

#include <span>

#include "db/db.h"

namespace voice::mechanism {

std::span<const db::Migration> Migrations();

}  // namespace voice::mechanism
