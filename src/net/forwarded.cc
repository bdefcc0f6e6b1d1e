#include "net/forwarded.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "net/bytes.h"

namespace net {

namespace {

using Bytes = std::vector<unsigned char>;

// 4 or 16 bytes; empty where the text is not an address. An IPv4 address inside an IPv6 one counts as IPv4.
Bytes ParseAddress(std::string_view text) {
  const std::string copy(text);
  std::array<unsigned char, 16> raw;
  if (inet_pton(AF_INET, copy.c_str(), raw.data()) == 1) return {raw.begin(), raw.begin() + 4};
  if (inet_pton(AF_INET6, copy.c_str(), raw.data()) != 1) return {};
  constexpr std::array<unsigned char, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  if (std::equal(kMapped.begin(), kMapped.end(), raw.begin())) return {raw.begin() + 12, raw.end()};
  return {raw.begin(), raw.end()};
}

std::string FormatAddress(const Bytes& bytes) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(bytes.size() == 4 ? AF_INET : AF_INET6, bytes.data(), text.data(), text.size());
  return text.data();
}

bool SameBits(const Bytes& a, const Bytes& b, int bits) {
  const std::size_t whole = static_cast<std::size_t>(bits) / 8;
  if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin())) return false;
  const int rest = bits % 8;
  return rest == 0 || (a[whole] ^ b[whole]) >> (8 - rest) == 0;
}

// "192.0.2.1", "192.0.2.1:1234", "[2001:db8::1]:1234", "2001:db8::1" -> the address in its plain form; empty
// where it is none.
std::string NodeAddress(std::string_view node) {
  node = Trim(node);
  if (node.starts_with('[')) {
    node = node.substr(1, node.find(']') == std::string_view::npos ? 0 : node.find(']') - 1);
  } else if (std::count(node.begin(), node.end(), ':') == 1) {
    node = node.substr(0, node.find(':'));
  }
  const Bytes bytes = ParseAddress(node);
  return bytes.empty() ? std::string() : FormatAddress(bytes);
}

struct Claim {
  std::vector<std::string> hops;  // the client first; an empty text is one that is not an address
  std::string scheme;             // lower case; as the nearest proxy says
};

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), LowerAscii);
  return lower;
}

std::optional<Claim> ReadForwarded(const Headers& headers) {
  if (!headers.Has("Forwarded")) return std::nullopt;
  Claim claim;
  for (std::string_view field : headers.All("Forwarded")) {
    while (!field.empty()) {
      // Parameter() skips what stands before the first ";", so one is put in front.
      const std::string element = fmt::format(";{}", CutBefore(field, ','));
      claim.hops.push_back(NodeAddress(Parameter(element, "for").value_or("")));
      claim.scheme = Lower(Parameter(element, "proto").value_or(""));
    }
  }
  return claim;
}

std::optional<Claim> ReadXForwarded(const Headers& headers) {
  if (!headers.Has("X-Forwarded-For") && !headers.Has("X-Forwarded-Proto")) return std::nullopt;
  Claim claim;
  for (std::string_view field : headers.All("X-Forwarded-For")) {
    while (!field.empty()) claim.hops.push_back(NodeAddress(CutBefore(field, ',')));
  }
  for (std::string_view field : headers.All("X-Forwarded-Proto")) {
    while (!field.empty()) claim.scheme = Lower(Trim(CutBefore(field, ',')));
  }
  return claim;
}

}  // namespace

std::string PlainAddress(std::string_view address) {
  const Bytes bytes = ParseAddress(address);
  return bytes.empty() ? std::string(address) : FormatAddress(bytes);
}

base::Result<TrustedProxies> TrustedProxies::Parse(const std::vector<std::string>& entries) {
  TrustedProxies proxies;
  for (const std::string& entry : entries) {
    std::string_view bits = entry;
    Network network;
    network.bytes = ParseAddress(CutBefore(bits, '/'));
    const int width = static_cast<int>(network.bytes.size()) * 8;
    network.bits = width;
    if (entry.find('/') != std::string::npos) {
      const auto [end, error] = std::from_chars(bits.data(), bits.data() + bits.size(), network.bits);
      if (error != std::errc() || end != bits.data() + bits.size()) network.bits = -1;
    }
    if (network.bytes.empty() || network.bits < 0 || network.bits > width) {
      return base::Invalid(
          fmt::format("trusted proxy \"{}\": give an address (10.0.0.2) or a network (10.0.0.0/8)", entry));
    }
    proxies.networks_.push_back(std::move(network));
  }
  return proxies;
}

bool TrustedProxies::Trusts(std::string_view address) const {
  const Bytes bytes = ParseAddress(address);
  return std::any_of(networks_.begin(), networks_.end(), [&bytes](const Network& network) {
    return network.bytes.size() == bytes.size() && SameBits(network.bytes, bytes, network.bits);
  });
}

void TrustedProxies::Apply(Request& request) const {
  if (!Trusts(request.remote_address)) return;
  const auto nearest_stranger = [this](const Claim& claim) -> std::string {
    for (auto hop = claim.hops.rbegin(); hop != claim.hops.rend(); ++hop) {
      if (!Trusts(*hop)) return *hop;
    }
    return claim.hops.empty() ? std::string() : claim.hops.front();
  };
  const auto forwarded = ReadForwarded(request.headers);
  const auto x_forwarded = ReadXForwarded(request.headers);
  if (!forwarded && !x_forwarded) return;
  const Claim& claim = forwarded ? *forwarded : *x_forwarded;
  const std::string client = nearest_stranger(claim);
  if (forwarded && x_forwarded &&
      (client != nearest_stranger(*x_forwarded) || claim.scheme != x_forwarded->scheme))
    return;
  if (!client.empty()) request.remote_address = client;
  request.secure = claim.scheme == "https";
}

}  // namespace net
