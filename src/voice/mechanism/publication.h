#pragma once
// One quarter of figures as it was published. Value type.

#include <string>

#include "voice/mechanism/disclosure.h"

namespace voice::mechanism {

struct Publication {
  std::int64_t number = 0;  // from 1, in the order of the quarters
  gate::Quarter quarter;
  std::string content;  // canonical bytes: disclosure.h
  std::string digest;   // SHA-256 of the content, 64 hexadecimal digits
  std::string head;     // of the ledger after it, 64 hexadecimal digits
};

}  // namespace voice::mechanism
