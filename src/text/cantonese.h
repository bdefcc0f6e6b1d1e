#pragma once
// Cantonese syllables as the names of Hong Kong are spelt. Pure; thread-safe.
//
// Sources: Jyutping of the Linguistic Society of Hong Kong (1993) for the sounds; the habit of the Hong Kong
// government, which is that of Eitel and Dyer Ball without their marks (Kataoka and Lee, "A System without a
// System: Cantonese Romanization Used in Hong Kong Place and Personal Names", 2008) for the spellings.

#include <string>
#include <string_view>
#include <vector>

namespace text {

// The customary spellings of one syllable of Jyutping without tone, the commonest first: gwok → kwok; sing →
// sing, shing; zoeng → cheung. The syllable itself where it is none.
std::vector<std::string> HongKongSpellings(std::string_view jyutping);

}  // namespace text
