#include "desk/signin/cookies.h"
#include "desk/web/router.h"

namespace desk {

std::string_view Context::Path(std::string_view name) const {
  return path_.Get(name);
}

base::Result<const net::Form*> Context::Form() {
  if (!form_) form_ = std::make_unique<net::Form>(TRY(net::ParseForm(request_)));
  return form_.get();
}

std::string_view Context::vault_cookie() const {
  return net::Cookie(request_, VaultCookieName(request_.secure));
}

}  // namespace desk
