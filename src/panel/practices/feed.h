#pragma once
// The feed of newly published practices: Atom (RFC 4287). Pure; thread-safe.

#include <string>
#include <vector>

#include "base/time.h"
#include "panel/practices/published.h"

namespace panel {

struct FeedHead {
  std::string title;
  std::string base_url;  // "https://panel.example.org", without a slash at the end
  std::string language;
  base::UtcTime when_empty;  // `updated` of a feed without entries
};

// Ids are of form "tag:HOST,2026:practice:ID" (RFC 4151), so they outlive an address that changes.
std::string AtomFeed(const FeedHead& head, const std::vector<PublicLine>& lines);

}  // namespace panel
