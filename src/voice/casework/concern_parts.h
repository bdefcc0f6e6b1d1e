#pragma once
// The parts of the page "Concerns" of a case. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "voice/casework/shell.h"

namespace voice {

inline constexpr std::string_view kConcernsTab = "/concerns";

struct ConcernView {
  CasePage& page;
  Concerns::Standing standing = Concerns::Standing::kNoKey;
  ConcernBook book;
  std::vector<bool> counted;         // of each naming: its quarter is closed
  std::vector<bool> kept_found;      // of each kept name: it is known now
  std::vector<bool> linked_opens;    // of each linked case: it is there and opens for the actor
  std::vector<CaseLine> offered;     // to link with
  std::string name, country, place;  // what is looked for
  std::string problem;               // why the name was refused
  std::optional<gate::FoundParties> found;
  std::vector<std::string> ticked;  // keys of those found
  std::string category;
  std::string choice_problem;  // why what was ticked was refused
};

// What to do before anything can be confirmed.
html::Html NotReady(const ConcernView& view);
// The form to look for a name, and what it found.
html::Html SearchSection(const ConcernView& view);
html::Html NamingsSection(const ConcernView& view);
html::Html KeptSection(const ConcernView& view);
html::Html LinksSection(const ConcernView& view);
html::Html WhatOthersSee(const ConcernView& view);

}  // namespace voice
