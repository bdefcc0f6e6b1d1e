#include "desk/signin/client.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace desk {

namespace {

using Word = std::pair<std::string_view, std::string_view>;  // what stands in the User-Agent, what it means

// The first that occurs counts: many browsers also name those they descend from.
constexpr std::array<Word, 7> kBrowsers = {{{"Edg/", "Edge"},
                                            {"OPR/", "Opera"},
                                            {"SamsungBrowser/", "Samsung Internet"},
                                            {"Firefox/", "Firefox"},
                                            {"Chrome/", "Chrome"},
                                            {"CriOS/", "Chrome"},
                                            {"Safari/", "Safari"}}};
constexpr std::array<Word, 7> kSystems = {{{"Android", "Android"},
                                           {"iPhone", "iOS"},
                                           {"iPad", "iPadOS"},
                                           {"Windows", "Windows"},
                                           {"Mac OS X", "macOS"},
                                           {"CrOS", "ChromeOS"},
                                           {"Linux", "Linux"}}};

template <std::size_t N>
std::string_view Meaning(const std::array<Word, N>& words, std::string_view text) {
  for (const auto& [word, meaning] : words)
    if (text.find(word) != std::string_view::npos) return meaning;
  return {};
}

constexpr std::array<unsigned char, 12> kMappedStart = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

std::string NetworkOfV4(const unsigned char* bytes) {
  return fmt::format("{}.{}.{}.0/24", bytes[0], bytes[1], bytes[2]);
}

}  // namespace

std::string NetworkOf(std::string_view address) {
  const std::string text(address);
  std::array<unsigned char, 16> bytes{};
  if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) return NetworkOfV4(bytes.data());
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  if (std::equal(kMappedStart.begin(), kMappedStart.end(), bytes.begin()))
    return NetworkOfV4(bytes.data() + kMappedStart.size());
  std::fill(bytes.begin() + 7, bytes.end(), static_cast<unsigned char>(0));
  std::array<char, INET6_ADDRSTRLEN> shown{};
  inet_ntop(AF_INET6, bytes.data(), shown.data(), shown.size());
  return fmt::format("{}/56", shown.data());
}

std::string AgentSummary(std::string_view user_agent) {
  const std::string_view browser = Meaning(kBrowsers, user_agent);
  const std::string_view system = Meaning(kSystems, user_agent);
  if (browser.empty() || system.empty()) return std::string(browser.empty() ? system : browser);
  return fmt::format("{} on {}", browser, system);
}

}  // namespace desk
