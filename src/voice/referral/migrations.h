#pragma once
// The tables of services and referrals: numbers 11 and 12 of the room.

#include <span>

#include "db/db.h"

namespace voice::referral {

std::span<const db::Migration> Migrations();

}  // namespace voice::referral
