#pragma once
// Webhooks as people and programs see them: /settings/webhooks and /api/v1/webhooks. The secret is shown
// once, in the answer that makes the webhook.

namespace desk {

class Desk;

void RegisterWebhookView(Desk& desk);

}  // namespace desk
