#pragma once
// Cuts a run of Han, Hangul or kana, which are written without spaces, into the parts of a name: surname and
// given name of a person; place, brand, number, line of business and legal form of an organisation, the
// latter in Thai, Lao, Burmese and Khmer too; and an Arabic article from its word. Other scripts come back as
// they are. Pure; thread-safe. A person's run is cut only where it is the whole name (`alone`): "김정은" is
// surname and given name, "김 정은" is cut already.

#include <string>
#include <vector>

#include "match/name.h"
#include "text/tokens.h"

namespace match {

struct Segment {
  std::u32string letters;
  std::string written;
  std::string form;  // a Latin form that is known by table (a Korean surname); empty: romanise the letters
};

std::vector<Segment> SegmentToken(const text::RawToken& token, Kind kind, bool alone);

// The parts of a name in Han or Hangul, cut on into their syllables, except what is known by table.
std::vector<Segment> CutIntoSyllables(const std::vector<Segment>& segments, text::Script script);

// Segments in Thai, Lao, Burmese or Khmer that no table of organisations knows, cut into the words of a
// dictionary (text/words.h); others as they are.
std::vector<Segment> CutIntoWords(const std::vector<Segment>& segments, text::Script script);

}  // namespace match
