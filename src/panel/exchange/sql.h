#pragma once
// A statement put together piece by piece with its parameters. The pieces are the program's own text; what
// came from outside goes through Bind. Not thread-safe.

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"

namespace panel::exchange {

class Sql {
 public:
  explicit Sql(std::string_view beginning) : text_(beginning) {}
  Sql& Add(std::string_view piece) {
    text_ += piece;
    return *this;
  }
  Sql& Bind(std::string_view value) {
    kept_.emplace_back(value);
    return Take(db::Param(std::string_view(kept_.back())));
  }
  Sql& Bind(std::int64_t value) { return Take(db::Param(value)); }
  template <typename Tag>
  Sql& Bind(const base::Id<Tag>& id) {
    return Bind(std::string_view(id.text()));
  }
  base::Result<db::Rows> Run(db::Transaction& tx) const {
    return tx.Query(text_, std::span<const db::Param>(params_));
  }

 private:
  Sql& Take(const db::Param& param) {
    params_.push_back(param);
    text_ += '$' + std::to_string(params_.size());
    return *this;
  }
  std::string text_;
  std::deque<std::string> kept_;
  std::vector<db::Param> params_;
};

}  // namespace panel::exchange
