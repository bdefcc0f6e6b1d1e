#pragma once
// The names of Latin letters in scripts that write abbreviations by them: Thai เค.พี.เอส., Korean 케이티,
// Japanese エヌティティ. Only Thai and Korean, whose names of letters are words of their own. Pure;
// thread-safe.

#include <string>
#include <string_view>

namespace match {

// "kps" for "เคพีเอส", "kt" for "케이티"; empty for what is not made of letters' names.
std::string LettersNamed(std::string_view surface);

}  // namespace match
