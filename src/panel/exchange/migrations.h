#pragma once
// Tables of the exchange: numbers 50 to 59 of the room "panel".

#include <span>

#include "db/db.h"

namespace panel::exchange {

std::span<const db::Migration> ExchangeMigrations();

}  // namespace panel::exchange
