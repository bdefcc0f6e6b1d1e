// Two names out of any bytes, under every schema: scores between 0 and 1, the same both ways round, and the
// fast engine finds what the slow one finds. The input's first byte chooses schemata; NUL parts the names.

#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "match/match.h"
#include "match/test_lists.h"

namespace {

using entity::Schema;

void CheckScores(std::string_view a, std::string_view b) {
  for (std::size_t i = 0; i < entity::SchemaNames().size(); ++i) {
    const Schema schema(static_cast<std::uint8_t>(i));
    const double there = match::CompareNames(schema, a, b);
    const double back = match::CompareNames(schema, b, a);
    CHECK(there >= 0 && there <= 1 && back >= 0 && back <= 1);
    CHECK(std::abs(there - back) <= 0.05);
    if (i % 8 == 7)
      break;  // persons and organisations are among the first; the others are read as one of them
  }
}

entity::Entity Named(Schema schema, std::string_view name) {
  entity::Entity e;
  e.schema = schema;
  e.id = "x";
  e.Add(entity::prop::Name(), name);
  return e;
}

void CheckScreen(Schema party_schema, Schema entry_schema, std::string_view a, std::string_view b) {
  const match::testing::Compiled world =
      match::testing::Compiled::Of({Named(entry_schema, b), Named(entry_schema, a)});
  const match::CompiledList* lists[] = {&world.list};
  const entity::Entity party = Named(party_schema, a);
  match::ScreenOptions options;
  options.threshold = 0.30;
  match::Scratch scratch;
  const auto fast = match::Screen(party, lists, options, scratch);
  const auto slow = match::ScreenByBruteForce(party, lists, options);
  CHECK(fast.size() == slow.size());
  for (std::size_t i = 0; i < fast.size(); ++i) {
    CHECK(fast[i].score == slow[i].score && fast[i].name_similarity == slow[i].name_similarity);
    CHECK(fast[i].score >= 0.30 && fast[i].score <= 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::array<Schema, 5> schemata = {entity::schema::Person(), entity::schema::Company(),
                                          entity::schema::LegalEntity(), entity::schema::Vessel(),
                                          entity::schema::Facility()};
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t cut = bytes.find('\0');
  const std::string_view a = bytes.substr(0, cut);
  const std::string_view b = cut == std::string_view::npos ? a : bytes.substr(cut + 1);
  std::string why;
  CHECK(match::UsableName(a, &why) || !why.empty());
  CheckScores(a, b);
  CheckScreen(schemata[data[0] % schemata.size()], schemata[data[0] / schemata.size() % schemata.size()], a,
              b);
  return 0;
}
