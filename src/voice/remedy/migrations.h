#pragma once
// The tables of repayment. Claims are no table: they are sealed documents of their cases.

#include <span>

#include "db/db.h"

namespace voice::remedy {

std::span<const db::Migration> Migrations();

}  // namespace voice::remedy
