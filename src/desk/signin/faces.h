#pragma once
// The pages of signing in and of one's own account; called by RegisterSignIn.

#include <string>
#include <string_view>

#include "desk/signin/signin.h"
#include "desk/web/router.h"

namespace desk {

class Desk;

void RegisterSignInPages(Desk& desk);
void RegisterOidcPages(Desk& desk);
void RegisterAccountPages(Desk& desk);
void RegisterFactorPages(Desk& desk);

// `next` where it is a path of this server to go to after signing in, else "/".
std::string NextPath(std::string_view next);
// Sets the session's cookie and goes on: to the second factor or to `next`.
net::Response Begun(const Context& context, const NewSession& session, std::string_view next);
// What the browser's answer to a passkey's options is, out of the form.
PasskeyAnswer PasskeyAnswerIn(Context& context);
// The account page with what was wrong in one of its forms.
base::Result<net::Response> AccountPage(Context& context, const class FormErrors& errors);

}  // namespace desk
