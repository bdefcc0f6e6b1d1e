#pragma once
// What the targets of files with checksums do with an input. A first byte of 0xFF takes the rest as the file
// itself, as it is and with its checksums made anew; else the input overwrites bytes of a sound file: first
// as they are, which the checksums must find, then with the checksums made anew, which the structure must
// find.

#include <cstdint>
#include <string>

#include "base/check.h"
#include "match/layout.h"

// overwrite(bytes, data, size) damages, reseal(bytes) makes checksums anew, use(bytes) tells whether the file
// was accepted.
template <typename OnOverwrite, typename OnReseal, typename OnUse>
void TryDamaged(const std::string& sound, const std::uint8_t* data, std::size_t size,
                const OnOverwrite& overwrite, const OnReseal& reseal, const OnUse& use) {
  if (size > 0 && data[0] == 0xFF) {
    std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    use(bytes);
    if (bytes.size() < match::kHeaderBytes) return;
    reseal(bytes);
    use(bytes);
    return;
  }
  std::string bytes = sound;
  overwrite(bytes, data, size);
  const bool changed = bytes != sound;
  CHECK(use(bytes) == !changed);
  reseal(bytes);
  use(bytes);
}
