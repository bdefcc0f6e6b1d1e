#pragma once
// For tests of one part of the desk: its tables and those it needs, without the rest of the schema.

#include <gtest/gtest.h>

#include <initializer_list>
#include <span>

#include "db/db.h"

namespace desk {

inline void MakeTables(db::Database& database, std::initializer_list<std::span<const db::Migration>> parts) {
  for (const std::span<const db::Migration> part : parts) {
    for (const db::Migration& step : part) {
      const bool postgres = database.dialect() == db::Dialect::kPostgres && !step.sql_postgres.empty();
      const base::Status made = database.RunScript(postgres ? step.sql_postgres : step.sql);
      ASSERT_TRUE(made) << step.room << " " << step.number << ": " << made.error().internal;
    }
  }
}

}  // namespace desk
