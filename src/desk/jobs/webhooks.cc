#include "desk/jobs/webhooks.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/limits.h"
#include "crypto/box.h"
#include "crypto/encoding.h"
#include "crypto/mac.h"
#include "desk/desk.h"

namespace desk {

namespace {

constexpr std::string_view kKeyPurpose = "webhooks";
constexpr std::int64_t kDeliveryTimeoutMs = 10'000;
constexpr std::size_t kMaxAnswerBytes = 64u << 10;
constexpr std::string_view kWaiting = "waiting";

base::Status CheckUrl(std::string_view url, bool may_be_plain) {
  const bool secure = url.starts_with("https://");
  if (!secure && !(may_be_plain && url.starts_with("http://")))
    return base::Invalid("url: an address that begins with https:// is expected");
  if (url.size() > base::kMaxWebhookUrlBytes)
    return base::TooLarge(
        fmt::format("url: at most {} bytes (kMaxWebhookUrlBytes)", base::kMaxWebhookUrlBytes));
  if (std::ranges::any_of(url, [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 0x7f;
      }))
    return base::Invalid("url: only printable ASCII without spaces may stand in an address");
  const std::string_view rest = url.substr(url.find("://") + 3);
  const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
  if (host.empty() || host.find('@') != std::string_view::npos)
    return base::Invalid("url: a host without a user name is expected after ://");
  return base::Ok();
}

std::string JoinNames(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ","));
}

std::vector<std::string> SplitNames(std::string_view text) {
  std::vector<std::string> names;
  while (!text.empty()) {
    names.emplace_back(text.substr(0, text.find(',')));
    text.remove_prefix(std::min(text.size(), names.back().size() + 1));
  }
  return names;
}

Webhook WebhookOf(const db::Row& row) {
  return {.id = row.IdAt<WebhookId>(0),
          .org = row.IdAt<OrgId>(1),
          .url = row.Text(2),
          .events = SplitNames(row.Text(3)),
          .created_by = row.Text(4),
          .created = {row.Int(5)}};
}

constexpr std::string_view kColumns = "id, org_id, url, events, created_by, created_ms";

std::string ContextOf(std::string_view webhook) {
  return fmt::format("webhook {}", webhook);
}

Actor SystemOf(const OrgId& org) {
  Actor actor;
  actor.kind = Actor::Kind::kSystem;
  actor.label = "system:webhooks";
  actor.org = org;
  return actor;
}

}  // namespace

// A delivery that is to be sent now.
struct Webhooks::Due {
  bool gone = false;  // the webhook was removed
  std::string webhook;
  std::string url;
  std::string event;
  std::string body;
  crypto::Bytes sealed_secret;
};

std::string WebhookSignature(std::string_view secret, std::int64_t seconds, std::string_view body) {
  const crypto::Mac mac =
      crypto::HmacSha256(crypto::AsBytes(secret), crypto::AsBytes(fmt::format("{}.{}", seconds, body)));
  return fmt::format("t={},v1={}", seconds, crypto::HexEncode(mac));
}

void Webhooks::AddEvent(std::string name, std::string what) {
  events_.emplace(std::move(name), std::move(what));
}

base::Status Webhooks::Emit(db::Transaction& tx, const OrgId& org, std::string_view event,
                            std::string_view data_json) {
  for (const db::Row& row :
       TRY(tx.Query("SELECT id, events FROM webhook WHERE org_id = $1 AND active = 1", {org}))) {
    const std::vector<std::string> wanted = SplitNames(row.Text(1));
    if (wanted.empty() || std::ranges::find(wanted, event) != wanted.end())
      TRY(Add(tx, org, row.Text(0), event, data_json));
  }
  return base::Ok();
}

base::Status Webhooks::Add(db::Transaction& tx, const OrgId& org, std::string_view webhook,
                           std::string_view event, std::string_view data_json) {
  const std::string id = base::NewIdText(desk_.random());
  const base::UtcTime now = desk_.clock().Now();
  boost::json::object head;
  head["id"] = id;
  head["event"] = event;
  head["created"] = base::FormatTime(now);
  head["organisation"] = org.text();
  std::string body = boost::json::serialize(head);
  body.pop_back();
  body += fmt::format(",\"data\":{}}}", data_json);
  TRY(
      tx.Execute("INSERT INTO webhook_delivery(id, webhook_id, org_id, event, body, created_ms, tried_ms, "
                 "attempts, status, outcome) "
                 "VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0, $7)",
                 {id, webhook, org, event, body, now.ms, kWaiting}));
  TRY(desk_.jobs().Enqueue(tx, SystemOf(org), kWebhookJob, "Webhook",
                           boost::json::serialize(boost::json::object{{"delivery", id}})));
  return base::Ok();
}

base::Result<Webhooks::NewWebhook> Webhooks::Create(const Actor& actor, const OrgId& org,
                                                    std::string_view url,
                                                    const std::vector<std::string>& events) {
  TRY(CheckUrl(url, desk_.config().webhooks_private));
  for (const std::string& event : events)
    if (!events_.contains(event))
      return base::Invalid(fmt::format("events: there is no event \"{}\"", event));
  NewWebhook made;
  made.webhook = {.id = WebhookId::New(desk_.random()),
                  .org = org,
                  .url = std::string(url),
                  .events = events,
                  .created_by = actor.label,
                  .created = desk_.clock().Now()};
  made.secret = "whsec_" + crypto::Base64UrlEncode(desk_.random().Bytes<32>());
  const Webhook& webhook = made.webhook;
  const crypto::Bytes sealed =
      crypto::Encrypt(desk_.InstallationKey(kKeyPurpose), crypto::AsBytes(made.secret),
                      crypto::AsBytes(ContextOf(webhook.id.text())));
  const auto insert = [&](db::Transaction& tx) -> base::Status {
    const auto count = TRY(tx.QueryOne("SELECT COUNT(*) FROM webhook WHERE org_id = $1", {org}));
    if (count->Int(0) >= static_cast<std::int64_t>(base::kMaxWebhooks))
      return base::TooLarge(fmt::format(
          "an organisation may have {} webhooks (kMaxWebhooks); remove one first", base::kMaxWebhooks));
    TRY(
        tx.Execute("INSERT INTO webhook(id, org_id, url, secret, events, active, created_by, created_ms) "
                   "VALUES ($1, $2, $3, $4, $5, 1, $6, $7)",
                   {webhook.id, org, url, sealed, JoinNames(events), actor.label, webhook.created.ms}));
    return desk_.audit().Append(tx, actor, "webhook.create", "webhook:" + webhook.id.text(),
                                {{"events", JoinNames(events)}});
  };
  TRY(desk_.database().Write(insert));
  return made;
}

base::Result<std::vector<Webhook>> Webhooks::List(const OrgId& org) {
  return desk_.database().Read([&](db::Transaction& tx) -> base::Result<std::vector<Webhook>> {
    std::vector<Webhook> all;
    const std::string sql =
        fmt::format("SELECT {} FROM webhook WHERE org_id = $1 ORDER BY created_ms, id", kColumns);
    for (const db::Row& row : TRY(tx.Query(sql, {org}))) all.push_back(WebhookOf(row));
    return all;
  });
}

base::Result<Webhook> Webhooks::Get(const OrgId& org, const WebhookId& id) {
  return desk_.database().Read([&](db::Transaction& tx) -> base::Result<Webhook> {
    const auto row = TRY(tx.QueryOne(
        fmt::format("SELECT {} FROM webhook WHERE id = $1 AND org_id = $2", kColumns), {id, org}));
    if (!row) return base::NotFound("there is no such webhook");
    return WebhookOf(*row);
  });
}

base::Status Webhooks::Remove(const Actor& actor, const OrgId& org, const WebhookId& id) {
  return desk_.database().Write([&](db::Transaction& tx) -> base::Status {
    TRY(tx.Execute("DELETE FROM webhook_delivery WHERE webhook_id = $1 AND org_id = $2", {id, org}));
    if (TRY(tx.Execute("DELETE FROM webhook WHERE id = $1 AND org_id = $2", {id, org})) == 0)
      return base::NotFound("there is no such webhook");
    return desk_.audit().Append(tx, actor, "webhook.remove", "webhook:" + id.text());
  });
}

base::Status Webhooks::Test(const Actor& actor, const OrgId& org, const WebhookId& id) {
  TRY(Get(org, id));
  const auto add = [&](db::Transaction& tx) {
    const std::string data = boost::json::serialize(boost::json::object{{"asked_by", actor.label}});
    return Add(tx, org, id.text(), "webhook.test", data);
  };
  TRY(desk_.database().Write(add));
  desk_.jobs().Nudge();
  return base::Ok();
}

base::Result<std::vector<WebhookDelivery>> Webhooks::Deliveries(const OrgId& org, const WebhookId& id,
                                                                std::size_t limit) {
  return desk_.database().Read([&](db::Transaction& tx) -> base::Result<std::vector<WebhookDelivery>> {
    std::vector<WebhookDelivery> all;
    for (const db::Row& row : TRY(tx.Query(
             "SELECT id, event, created_ms, tried_ms, attempts, status, outcome FROM webhook_delivery "
             "WHERE webhook_id = $1 AND org_id = $2 ORDER BY created_ms DESC, id LIMIT $3",
             {id, org, limit}))) {
      all.push_back({.id = row.Text(0),
                     .event = row.Text(1),
                     .created = {row.Int(2)},
                     .tried = {row.Int(3)},
                     .attempts = static_cast<int>(row.Int(4)),
                     .status = static_cast<int>(row.Int(5)),
                     .outcome = row.Text(6)});
    }
    return all;
  });
}

base::Status Webhooks::RemoveOldDeliveries() {
  return desk_.database().Write([&](db::Transaction& tx) -> base::Status {
    TRY(tx.Execute("DELETE FROM webhook_delivery WHERE created_ms < $1",
                   {desk_.clock().Now().ms - base::kJobQuietKeepMs}));
    return base::Ok();
  });
}

base::Result<Webhooks::Due> Webhooks::Load(std::string_view delivery) {
  return desk_.database().Read([&](db::Transaction& tx) -> base::Result<Due> {
    const auto row =
        TRY(tx.QueryOne("SELECT w.id, w.url, d.event, d.body, w.secret FROM webhook_delivery d JOIN webhook "
                        "w ON w.id = d.webhook_id "
                        "WHERE d.id = $1",
                        {delivery}));
    if (!row) return Due{.gone = true};
    const auto secret = row->Bytes(4);
    return Due{.webhook = row->Text(0),
               .url = row->Text(1),
               .event = row->Text(2),
               .body = row->Text(3),
               .sealed_secret = {secret.begin(), secret.end()}};
  });
}

base::Status Webhooks::Note(std::string_view delivery, int status, std::string_view outcome) {
  return desk_.database().Write([&](db::Transaction& tx) -> base::Status {
    TRY(
        tx.Execute("UPDATE webhook_delivery SET tried_ms = $2, attempts = attempts + 1, status = $3, outcome "
                   "= $4 WHERE id = $1",
                   {delivery, desk_.clock().Now().ms, status, outcome}));
    return base::Ok();
  });
}

base::Status Webhooks::Deliver(JobContext& context) {
  const std::string delivery(boost::json::parse(context.job().input).at("delivery").as_string());
  const Due due = TRY(Load(delivery));
  if (due.gone) return base::Ok();
  const crypto::SecretBytes secret = TRY(crypto::Decrypt(
      desk_.InstallationKey(kKeyPurpose), due.sealed_secret, crypto::AsBytes(ContextOf(due.webhook))));
  net::FetchRequest request;
  request.method = "POST";
  request.url = due.url;
  request.body = due.body;
  request.timeout_ms = kDeliveryTimeoutMs;
  request.max_bytes = kMaxAnswerBytes;
  request.public_only = !desk_.config().webhooks_private;
  request.headers.Add("Content-Type", "application/json");
  request.headers.Add("Manumit-Event", due.event);
  request.headers.Add("Manumit-Delivery", delivery);
  request.headers.Add(
      "Manumit-Signature",
      WebhookSignature(crypto::AsText(secret.view()), desk_.clock().Now().ms / base::kSecondMs, due.body));
  const base::Result<net::FetchResponse> answer = desk_.fetcher().Fetch(request);
  if (!answer) {
    TRY(Note(delivery, 0, answer.error().external));
    return answer.error();
  }
  const bool delivered = answer->status / 100 == 2;
  const std::string outcome =
      delivered ? "delivered" : fmt::format("the receiver answered {}", answer->status);
  TRY(Note(delivery, answer->status, outcome));
  return delivered ? base::Ok() : base::Status(base::IoError(outcome));
}

}  // namespace desk
