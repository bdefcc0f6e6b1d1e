#pragma once
// Webhooks: an organisation names an address and the events it wants to hear of; each event is sent there as
// a signed POST.
//
// Emit writes into the caller's transaction, so an event is sent if and only if what it tells of was
// committed. Deliveries are jobs: any process sends them, at least once, up to kMaxWebhookAttempts times with
// growing rests; order is not promised. The body is
//   {"id":"...","event":"alert.judged","created":"2026-11-22T06:20:05.123Z","organisation":"...","data":{...}}
// and the header field
//   Manumit-Signature: t=SECONDS,v1=HEX      HEX = HMAC-SHA256(secret, SECONDS + "." + body), in lower-case
//   hexadecimal
// where the secret is the text that was shown when the webhook was made, with its "whsec_". A receiver checks
// the signature and that t is of the last minutes. Addresses of this machine and of private networks are
// refused unless config.webhooks_private. The secret lies in the store under the installation's key.
// Thread-safe.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/secret.h"
#include "db/db.h"
#include "desk/actor.h"

namespace desk {

class Desk;
class JobContext;

using WebhookId = base::Id<struct WebhookTag>;

struct Webhook {
  WebhookId id;
  OrgId org;
  std::string url;
  std::vector<std::string> events;  // none: all
  std::string created_by;           // Actor::label
  base::UtcTime created;
};

struct WebhookDelivery {
  std::string id;
  std::string event;
  base::UtcTime created;
  base::UtcTime tried;  // 0: not yet
  int attempts = 0;
  int status = 0;       // of the last answer; 0: none came
  std::string outcome;  // "delivered", "waiting", or what went wrong
};

class Webhooks {
 public:
  explicit Webhooks(Desk& desk) : desk_(desk) {}

  // What can be asked for, with a sentence for people; before serving. "webhook.test" is there already.
  void AddEvent(std::string name, std::string what);
  const std::map<std::string, std::string, std::less<>>& events() const { return events_; }

  // `data_json`: a JSON value without sealed content. Cost: one query where nobody listens.
  base::Status Emit(db::Transaction& tx, const OrgId& org, std::string_view event,
                    std::string_view data_json);

  struct NewWebhook {
    Webhook webhook;
    std::string secret;  // shown once
  };
  // Audited, as Remove. Errors: kInvalid (the address, an event nobody knows), kTooLarge (kMaxWebhooks).
  base::Result<NewWebhook> Create(const Actor& actor, const OrgId& org, std::string_view url,
                                  const std::vector<std::string>& events);
  base::Result<std::vector<Webhook>> List(const OrgId& org);
  base::Result<Webhook> Get(const OrgId& org, const WebhookId& id);
  base::Status Remove(const Actor& actor, const OrgId& org, const WebhookId& id);
  // Sends "webhook.test" to this one alone.
  base::Status Test(const Actor& actor, const OrgId& org, const WebhookId& id);
  // Newest first.
  base::Result<std::vector<WebhookDelivery>> Deliveries(const OrgId& org, const WebhookId& id,
                                                        std::size_t limit);
  base::Status RemoveOldDeliveries();

  // The job "webhook.deliver".
  base::Status Deliver(JobContext& context);

 private:
  struct Due;
  base::Status Add(db::Transaction& tx, const OrgId& org, std::string_view webhook, std::string_view event,
                   std::string_view data_json);
  base::Result<Due> Load(std::string_view delivery);
  base::Status Note(std::string_view delivery, int status, std::string_view outcome);

  Desk& desk_;
  std::map<std::string, std::string, std::less<>> events_ = {
      {"webhook.test", "A test that somebody asked for"}};
};

inline constexpr std::string_view kWebhookJob = "webhook.deliver";

// The value of Manumit-Signature.
std::string WebhookSignature(std::string_view secret, std::int64_t seconds, std::string_view body);

}  // namespace desk
