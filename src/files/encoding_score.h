#pragma once
// How likely it is that bytes are text in an encoding. Tables: encoding_statistics.inc. Pure; about 50 ns a
// byte.

#include <string_view>

namespace files {

// Bits (base-2 logarithm of the likelihood, so never above 0) of the best language of `encoding` (a name as
// in TableInfo) for the bytes of `lines`. Only what is not ASCII, and its neighbours, is counted, so the bits
// of two encodings for the same bytes can be compared; sequences that the encoding does not have cost most.
double EncodingScore(std::string_view lines, std::string_view encoding);

}  // namespace files
