#pragma once
// What a party becomes before it is stored: its key, its country, its content as it is kept. Pure;
// thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "screening/queue/types.h"

namespace screening {

// "number:4711" where the organisation has a number for it, else "registration:…" (the first registration
// number, letters and digits only), else "name:…|vn". At most kMaxPartyKeyBytes; a longer one ends in a hash.
std::string PartyKey(const entity::Entity& entity, std::string_view number);

// Entity, hash and country of a party in the form in which they are stored (RecordText and back), so that
// what is screened is what is stored. Errors: kInvalid (no usable name), kTooLarge (kMaxPartyRecordBytes).
base::Status SetContent(Party& party, const entity::Entity& entity);

// Trimmed, without line breaks, each once, in order. Errors: kTooLarge (kMaxTags, kMaxTagBytes).
base::Result<std::vector<std::string>> CleanTags(const std::vector<std::string>& tags);
// From one text, separated by commas or semicolons.
base::Result<std::vector<std::string>> TagsOf(std::string_view text);

}  // namespace screening
