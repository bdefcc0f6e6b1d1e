#pragma once
// A statement put together piece by piece with its parameters. The pieces are the program's own text;
// everything that came from outside goes through Bind. Not thread-safe.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"

namespace db {

class SqlText {
 public:
  explicit SqlText(std::string_view beginning) : sql_(beginning) {}

  SqlText& Add(std::string_view piece) {
    sql_ += piece;
    return *this;
  }
  SqlText& Bind(std::string_view text) {
    texts_.emplace_back(text);
    return Take(Param(std::string_view(texts_.back())));
  }
  SqlText& Bind(std::int64_t number) { return Take(Param(number)); }
  template <typename Tag>
  SqlText& Bind(const base::Id<Tag>& id) {
    return Bind(std::string_view(id.text()));
  }
  SqlText& BindBytes(std::string_view bytes) {
    texts_.emplace_back(bytes);
    return Take(Param(std::as_bytes(std::span<const char>(texts_.back()))));
  }
  // "($3,$4,$5)"
  template <typename Ids>
  SqlText& BindAll(const Ids& ids) {
    sql_ += '(';
    bool comma = false;
    for (const auto& id : ids) {
      if (comma) sql_ += ',';
      comma = true;
      Bind(TextOf(id));
    }
    sql_ += ')';
    return *this;
  }

  const std::string& sql() const { return sql_; }
  std::span<const Param> params() const { return params_; }
  base::Result<Rows> Query(Transaction& tx) const { return tx.Query(sql_, params()); }

 private:
  static std::string_view TextOf(const std::string& text) { return text; }
  template <typename Tag>
  static std::string_view TextOf(const base::Id<Tag>& id) {
    return id.text();
  }
  SqlText& Take(Param param) {
    params_.push_back(param);
    sql_ += '$' + std::to_string(params_.size());
    return *this;
  }

  std::string sql_;
  std::deque<std::string> texts_;
  std::vector<Param> params_;
};

}  // namespace db
