#pragma once
// The address of a panel that stands as organiser in invitations, to which calendar programs send answers.
// The mail system hands what arrives there to `manumit calendar receive`. Thread-safe.

#include <string>
#include <string_view>

#include "desk/config.h"
#include "panel/common/panels.h"
#include "panel/common/seams.h"

namespace panel::invitations {

class Addresses {
 public:
  Addresses(PanelSeams seams, Panels& panels, const desk::Config& config)
      : seams_(seams), panels_(panels), config_(config) {}

  // Empty where none is set: then nobody reads answers.
  base::Result<std::string> Of(db::Transaction& tx, const PanelId& panel);
  // The one that is set, else the installation's own sender.
  base::Result<std::string> OrganiserOf(db::Transaction& tx, const PanelId& panel);
  // By the panel's secretariat; empty takes it away. Invitations that went out keep their organiser. Errors:
  // kForbidden, kInvalid.
  base::Status Set(const desk::Actor& actor, const PanelId& panel, std::string_view address);

 private:
  PanelSeams seams_;
  Panels& panels_;
  const desk::Config& config_;
};

}  // namespace panel::invitations
