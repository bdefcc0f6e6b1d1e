#pragma once
// Choosing roles in a form, and sending an invitation. Thread-safe.

#include <string>
#include <vector>

#include "desk/people/fields.h"
#include "desk/people/people.h"

namespace desk {

// Check boxes named "role".
html::Html RoleBoxes(const html::Locale& locale, const std::vector<Role>& chosen, const FormErrors& errors);
// What was ticked. kInvalid where a name is no role.
base::Result<std::vector<Role>> RolesIn(Context& context);

// "https://host/join/TOKEN"
std::string JoinAddress(const Context& context, std::string_view token);
// Mails the address, and shows it once in case the mail does not arrive. `back`: where the link at the end
// leads.
net::Response InvitedPage(Context& context, const People::NewInvitation& made, std::string_view organisation,
                          std::string_view back);

}  // namespace desk
