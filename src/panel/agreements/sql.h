#pragma once
// A statement put together piece by piece with its parameters. The pieces are the program's own text;
// everything that came from outside goes through Bind. Not thread-safe.

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "db/db.h"

namespace panel::kit {

class Sql {
 public:
  explicit Sql(std::string_view beginning) : sql_(beginning) {}
  Sql& Add(std::string_view piece) {
    sql_ += piece;
    return *this;
  }
  Sql& Bind(std::string_view text) {
    texts_.emplace_back(text);
    return Take(db::Param(std::string_view(texts_.back())));
  }
  template <typename Tag>
  Sql& Bind(const base::Id<Tag>& id) {
    return Bind(std::string_view(id.text()));
  }
  Sql& Bind(std::int64_t number) { return Take(db::Param(number)); }
  base::Result<db::Rows> Query(db::Transaction& tx) const { return tx.Query(sql_, std::span(params_)); }

 private:
  Sql& Take(db::Param param) {
    params_.push_back(param);
    sql_ += '$' + std::to_string(params_.size());
    return *this;
  }
  std::string sql_;
  std::deque<std::string> texts_;
  std::vector<db::Param> params_;
};

// Where a page of a list ended: a moment and an id, newest first.
struct Position {
  std::int64_t ms = 0;
  std::string id;
};
std::string PositionText(std::int64_t ms, std::string_view id);
// Errors: kInvalid.
base::Result<Position> ReadPosition(std::string_view text);

}  // namespace panel::kit
