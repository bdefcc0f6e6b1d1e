#include "net/public_address.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

namespace net {

namespace {

struct Network4 {
  std::uint32_t base;
  int bits;
};

// IANA IPv4 special-purpose address registry, what is not globally reachable; multicast and class E.
constexpr std::array kNotPublic4 = {
    Network4{0x00000000, 8},   // 0.0.0.0/8 this network
    Network4{0x0A000000, 8},   // 10.0.0.0/8 private
    Network4{0x64400000, 10},  // 100.64.0.0/10 shared
    Network4{0x7F000000, 8},   // 127.0.0.0/8 loopback
    Network4{0xA9FE0000, 16},  // 169.254.0.0/16 link-local; metadata of clouds
    Network4{0xAC100000, 12},  // 172.16.0.0/12 private
    Network4{0xC0000000, 24},  // 192.0.0.0/24 protocol assignments
    Network4{0xC0000200, 24},  // 192.0.2.0/24 documentation
    Network4{0xC0586300, 24},  // 192.88.99.0/24 6to4 relays
    Network4{0xC0A80000, 16},  // 192.168.0.0/16 private
    Network4{0xC6120000, 15},  // 198.18.0.0/15 benchmarking
    Network4{0xC6336400, 24},  // 198.51.100.0/24 documentation
    Network4{0xCB007100, 24},  // 203.0.113.0/24 documentation
    Network4{0xE0000000, 3},   // 224.0.0.0/3 multicast and reserved
};

using Bytes6 = std::array<std::uint8_t, 16>;

struct Network6 {
  std::array<std::uint8_t, 4> base;
  int bits;
};

// Within 2000::/3, the only global unicast there is.
constexpr std::array kNotPublic6 = {
    Network6{{0x20, 0x01, 0x00, 0x00}, 23},  // 2001::/23 protocol assignments, Teredo
    Network6{{0x20, 0x01, 0x0D, 0xB8}, 32},  // 2001:db8::/32 documentation
    Network6{{0x20, 0x02, 0x00, 0x00}, 16},  // 2002::/16 6to4
    Network6{{0x3F, 0xFF, 0x00, 0x00}, 20},  // 3fff::/20 documentation
};

std::uint32_t BigEndian(const std::uint8_t* bytes) {
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 |
         bytes[3];
}

bool InNetwork(std::uint32_t address, std::uint32_t base, int bits) {
  return (address ^ base) >> (32 - bits) == 0;
}

bool IsPublic4(std::uint32_t address) {
  return std::none_of(kNotPublic4.begin(), kNotPublic4.end(), [address](const Network4& network) {
    return InNetwork(address, network.base, network.bits);
  });
}

bool IsPublic6(const Bytes6& address) {
  constexpr Bytes6 kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  constexpr Bytes6 kNat64 = {0, 0x64, 0xFF, 0x9B};
  const bool embeds = std::equal(kMapped.begin(), kMapped.begin() + 12, address.begin()) ||
                      std::equal(kNat64.begin(), kNat64.begin() + 12, address.begin());
  if (embeds) return IsPublic4(BigEndian(address.data() + 12));
  const std::uint32_t front = BigEndian(address.data());
  if (!InNetwork(front, 0x20000000, 3)) return false;
  return std::none_of(kNotPublic6.begin(), kNotPublic6.end(), [front](const Network6& network) {
    return InNetwork(front, BigEndian(network.base.data()), network.bits);
  });
}

std::uint32_t Address4(const sockaddr& address) {
  sockaddr_in in;
  std::memcpy(&in, &address, sizeof in);
  return ntohl(in.sin_addr.s_addr);
}

Bytes6 Address6(const sockaddr& address) {
  sockaddr_in6 in;
  std::memcpy(&in, &address, sizeof in);
  Bytes6 bytes;
  std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
  return bytes;
}

bool SameAddress(const sockaddr& a, const sockaddr& b) {
  if (a.sa_family != b.sa_family) return false;
  if (a.sa_family == AF_INET) return Address4(a) == Address4(b);
  return a.sa_family == AF_INET6 && Address6(a) == Address6(b);
}

}  // namespace

bool IsPublicAddress(const sockaddr& address) {
  if (address.sa_family == AF_INET) return IsPublic4(Address4(address));
  return address.sa_family == AF_INET6 && IsPublic6(Address6(address));
}

bool IsPublicAddress(std::string_view address) {
  const std::string copy(address);
  Bytes6 bytes;
  if (inet_pton(AF_INET, copy.c_str(), bytes.data()) == 1) return IsPublic4(BigEndian(bytes.data()));
  return inet_pton(AF_INET6, copy.c_str(), bytes.data()) == 1 && IsPublic6(bytes);
}

bool IsOwnAddress(const sockaddr& address) {
  ifaddrs* interfaces = nullptr;
  if (getifaddrs(&interfaces) != 0) return false;
  bool own = false;
  for (const ifaddrs* i = interfaces; i != nullptr && !own; i = i->ifa_next) {
    own = i->ifa_addr != nullptr && SameAddress(*i->ifa_addr, address);
  }
  freeifaddrs(interfaces);
  return own;
}

}  // namespace net
