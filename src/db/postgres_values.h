#pragma once
// Values in and out of PostgreSQL's binary formats (each integer big-endian; sources: "Message Formats" of
// the PostgreSQL 15 manual and the send and receive functions of its types). Internal to the room.

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "db/db.h"

namespace db {

// Object ids of types, fixed since PostgreSQL's beginnings (src/include/catalog/pg_type.dat).
inline constexpr unsigned kOidUnknown = 0;  // as a parameter: the server finds the type by where it stands
inline constexpr unsigned kOidBytes = 17;
inline constexpr unsigned kOidInt8 = 20;
inline constexpr unsigned kOidText = 25;
inline constexpr unsigned kOidFloat8 = 701;

// Parameters as libpq wants them. Refers to the texts and bytes it was given.
class PostgresParams {
 public:
  PostgresParams() = default;
  explicit PostgresParams(std::span<const Param> params);
  PostgresParams(const PostgresParams&) = delete;
  PostgresParams& operator=(const PostgresParams&) = delete;

  void Add(const Param::Value& value);
  // Takes the bytes over.
  void AddEncoded(unsigned type, std::string bytes);

  int count() const { return static_cast<int>(values_.size()); }
  const unsigned* types() const { return types_.data(); }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }
  // The types as part of a key: a statement is prepared for the types of its parameters.
  std::string Signature() const;

 private:
  void Append(unsigned type, const char* value, std::size_t length);

  std::vector<unsigned> types_;
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
  std::deque<std::string> owned_;  // a deque keeps its elements where they are
};

// A column of rows as one array parameter. Params of `rows` at column, column + stride, ...; no type where
// all are NULL.
struct PostgresArray {
  unsigned type = kOidUnknown;
  std::string bytes;
};
// Errors: kInternal where one column mixes types other than integers and doubles.
base::Result<PostgresArray> EncodeColumn(std::span<const Param> rows, std::size_t column, std::size_t stride);

// A value that came in binary format. Errors: kInternal for a type the room does not carry.
base::Result<Row::Cell> DecodePostgres(unsigned type, std::string_view bytes);

// The highest N of the $N in a statement, literals and quoted names left out.
int HighestParameter(std::string_view sql);

}  // namespace db
