#include "html/assets.inc"  // generated: MANUMIT_ASSETS

#include "html/shell.h"

namespace html {

const std::vector<Asset>& Assets() {
  static const std::vector<Asset> assets = {MANUMIT_ASSETS};
  return assets;
}

}  // namespace html
