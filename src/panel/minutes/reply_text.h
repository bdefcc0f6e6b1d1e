#pragma once
// What somebody wrote anew in a reply by e-mail: without what was quoted, without the signature. Rules, from
// the first line down: a line "-- " or "--" begins the signature (RFC 3676, section 4.3); "-----Original
// Message-----" and its like, a line of underscores, and a heading "From: …" with "Sent:" or "Date:" and
// "To:" or "Subject:" below begin the message that was replied to; "On …, … wrote:" in the languages the
// program speaks, before a quotation, goes with it. Lines that begin with ">" are left out wherever they
// stand. Pure; thread-safe; linear.

#include <string>
#include <string_view>

namespace panel {

// Without empty lines at both ends; empty where nothing was written anew.
std::string NewWordsOf(std::string_view text);

}  // namespace panel
