#include "match/string_map.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

namespace match {
namespace {

TEST(StringMap, FindsWhatAMapFinds) {
  std::mt19937 random(11);
  const auto word = [&] {
    std::string s(random() % 12, 'a');
    for (char& c : s) c = static_cast<char>('a' + random() % 3);
    return s;
  };
  StringMap<int> quick;
  std::map<std::string, int> slow;
  for (int i = 0; i < 20'000; ++i) {
    const std::string key = word();
    const auto [entry, added] = quick.try_emplace(key, i);
    ASSERT_EQ(added, slow.try_emplace(key, i).second);
    ASSERT_EQ(entry->second, slow.at(key));
    const std::string other = word();
    ASSERT_EQ(quick.contains(other), slow.contains(other));
    const auto found = quick.find(other);
    ASSERT_EQ(found != quick.end(), slow.contains(other));
    if (found != quick.end()) {
      ASSERT_EQ(found->second, slow.at(other));
    }
  }
  ASSERT_EQ(quick.size(), slow.size());
  std::map<std::string, int> listed;
  for (const auto& [key, value] : quick) listed.emplace(key, value);
  EXPECT_EQ(listed, slow);
}

TEST(StringMap, KeepsKeysAndValuesWhereTheyAre) {
  StringMap<std::string> map;
  const std::string& first = map["a"];
  const char* const key = map.find("a")->first.data();
  for (int i = 0; i < 1000; ++i) map[std::to_string(i)] = "x";
  EXPECT_EQ(&first, &map.at("a"));
  EXPECT_EQ(key, map.find("a")->first.data());
}

TEST(StringMap, AnEmptyOneFindsNothing) {
  const StringMap<int> map;
  EXPECT_FALSE(map.contains(""));
  EXPECT_TRUE(map.find("a") == map.end());
  StringSet set;
  EXPECT_FALSE(set.contains(""));
  EXPECT_TRUE(set.insert(""));
  EXPECT_FALSE(set.insert(""));
  EXPECT_TRUE(set.contains(""));
  EXPECT_EQ(set.size(), 1u);
}

// The last letters decide, too, however long the key is.
TEST(StringMap, HashesOfAllLengthsTellKeysApart) {
  for (std::size_t length = 1; length < 40; ++length) {
    for (std::size_t at = 0; at < length; ++at) {
      std::string a(length, 'q');
      std::string b = a;
      b[at] = 'r';
      EXPECT_NE(QuickHash(a), QuickHash(b)) << length << " " << at;
    }
  }
}

}  // namespace
}  // namespace match
