#include "desk/audit/head_delivery.h"

#include <fmt/format.h>

#include "base/log.h"
#include "desk/desk.h"

namespace desk {

namespace {

constexpr std::string_view kMailto = "mailto:";
constexpr std::size_t kEnough = 2;

base::Status SendByPost(net::Fetcher& fetcher, const std::string& url, const std::string& line) {
  net::FetchRequest request;
  request.method = "POST";
  request.url = url;
  request.body = line + "\n";
  request.headers.Add("Content-Type", "text/plain; charset=utf-8");
  const net::FetchResponse answer = TRY(fetcher.Fetch(request));
  if (answer.status / 100 != 2) return base::IoError(fmt::format("it answered {}", answer.status));
  return base::Ok();
}

base::Status SendByMail(net::Mailer& mailer, const std::string& to, const std::string& line,
                        const std::string& from) {
  net::Mail mail;
  mail.to = to;
  mail.subject = "Manumit: head of the audit log";
  mail.text = fmt::format(
      "{}\n\nThis is the head of the audit log of {}. Keep it. Whoever has it can prove later that the log "
      "up to this entry is what it was:\n"
      "  manumit --config FILE verify audit --head \"{}\"\n",
      line, from, line);
  return mailer.Send(mail);
}

base::Status SendTo(Desk& desk, const std::string& address, const std::string& line) {
  if (address.starts_with(kMailto))
    return SendByMail(desk.mailer(), address.substr(kMailto.size()), line, desk.config().public_url);
  return SendByPost(desk.fetcher(), address, line);
}

base::Status Keep(Desk& desk, const std::string& address, const AuditHead& head, const base::Status& sent) {
  const std::int64_t now_ms = desk.clock().Now().ms;
  return desk.database().Write([&](db::Transaction& tx) -> base::Status {
    TRY(
        tx.Execute("INSERT INTO audit_head_sent(address, number, head, sent_ms, tried_ms, error) VALUES ($1, "
                   "0, '', 0, $2, '') "
                   "ON CONFLICT(address) DO UPDATE SET tried_ms = $2",
                   {address, now_ms}));
    if (sent) {
      TRY(tx.Execute(
          "UPDATE audit_head_sent SET number = $2, head = $3, sent_ms = $4, error = '' WHERE address = $1",
          {address, head.number, head.head, now_ms}));
    } else {
      TRY(tx.Execute("UPDATE audit_head_sent SET error = $2 WHERE address = $1",
                     {address, sent.error().external}));
    }
    return base::Ok();
  });
}

}  // namespace

base::Status SendHeads(Desk& desk) {
  if (const auto warning = HeadAddressWarning(desk.config()))
    base::LogWarning("audit-heads", {{"warning", *warning}});
  const AuditHead head = TRY(desk.audit().Head());
  const std::string line = FormatHead(head);
  base::LogInfo("audit-head", {{"number", head.number}, {"head", head.head}});
  std::size_t failed = 0;
  for (const std::string& address : desk.config().audit_heads) {
    const base::Status sent = SendTo(desk, address, line);
    if (!sent) ++failed;
    TRY(Keep(desk, address, head, sent));
  }
  if (failed > 0)
    return base::IoError(fmt::format("the head of the audit log did not reach {} of {} addresses", failed,
                                     desk.config().audit_heads.size()));
  return base::Ok();
}

base::Result<std::vector<HeadSent>> HeadsSent(Desk& desk) {
  return desk.database().Read([&](db::Transaction& tx) -> base::Result<std::vector<HeadSent>> {
    std::vector<HeadSent> all;
    for (const std::string& address : desk.config().audit_heads) {
      const auto row = TRY(
          tx.QueryOne("SELECT number, head, sent_ms, tried_ms, error FROM audit_head_sent WHERE address = $1",
                      {address}));
      HeadSent sent{.address = address};
      if (row) {
        sent.head = {.number = row->Int(0), .head = row->Text(1), .time = {row->Int(2)}};
        sent.sent = {row->Int(2)};
        sent.tried = {row->Int(3)};
        sent.error = row->Text(4);
      }
      all.push_back(std::move(sent));
    }
    return all;
  });
}

std::optional<std::string> HeadAddressWarning(const Config& config) {
  if (config.audit_heads.size() >= kEnough) return std::nullopt;
  return fmt::format(
      "audit.heads_to has {} of at least {} addresses: whoever has this machine can rewrite the audit log "
      "unseen. Name two that "
      "are outside of it (https:// or mailto:).",
      config.audit_heads.size(), kEnough);
}

}  // namespace desk
