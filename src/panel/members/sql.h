#pragma once
// A statement put together piece by piece with its parameters: the pieces are the program's own text,
// everything that came from outside goes through Bind. Not thread-safe.

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"

namespace panel::members {

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
  Sql& Bind(std::int64_t number) { return Take(db::Param(number)); }
  Sql& BindBytes(std::string_view bytes) {
    texts_.emplace_back(bytes);
    return Take(db::Param(std::as_bytes(std::span<const char>(texts_.back()))));
  }
  // "($3,$4,$5)"; `texts` is not empty.
  Sql& BindAll(const std::vector<std::string>& texts) {
    sql_ += '(';
    for (const std::string& text : texts) {
      if (&text != &texts.front()) sql_ += ',';
      Bind(std::string_view(text));
    }
    sql_ += ')';
    return *this;
  }
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

}  // namespace panel::members
