#pragma once
// Districts and counties of China (data/names/chinese_districts.tsv) beside the city they belong to:
// 宁波海曙恒源 is Hengyuan in the district Haishu of Ningbo. Their names are words like others, so without
// the city they are none. Only for segment.cc and classify_organization.cc. Pure; thread-safe.

#include <string_view>
#include <vector>

#include "match/name.h"

namespace match {

// The length in characters of the district of `city` (in Han, simplified) that `letters` begin with, or of a
// town (古镇) in it; 0 where there is none.
std::size_t DistrictAt(std::u32string_view letters, std::u32string_view city);

// Makes districts that stand in one name with their city count as places, by their Pinyin.
void MarkDistricts(std::vector<Token>& tokens);

}  // namespace match
