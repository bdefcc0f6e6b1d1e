#pragma once
// /api/v1/webhooks: make, list, test, remove, and what was sent.

namespace desk {

class Router;

void RegisterWebhookApi(Router& router);

}  // namespace desk
