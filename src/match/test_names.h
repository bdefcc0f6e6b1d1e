#pragma once
// For the tests of this room: how alike two names are, asked both ways.

#include <gtest/gtest.h>

#include <string_view>

#include "match/match.h"

namespace match {

inline double AlikeBothWays(const entity::Schema& schema, std::string_view a, std::string_view b) {
  const double score = CompareNames(schema, a, b);
  EXPECT_EQ(score, CompareNames(schema, b, a)) << a << " | " << b;
  return score;
}
inline double Persons(std::string_view a, std::string_view b) {
  return AlikeBothWays(entity::schema::Person(), a, b);
}
inline double Firms(std::string_view a, std::string_view b) {
  return AlikeBothWays(entity::schema::Company(), a, b);
}

}  // namespace match
