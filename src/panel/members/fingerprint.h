#pragma once
// What a verification looked at, as one hash: a verification holds for the file that was seen and for no
// other.

#include <string>

#include "panel/members/types.h"

namespace panel::members {

// SHA-256, hex, of what the nine questions are about: facts, names, people and owners. Neither ids, the order
// of rows nor contact points matter, nor who compared it when. Pure; thread-safe.
std::string FingerprintOf(const File& file);

}  // namespace panel::members
