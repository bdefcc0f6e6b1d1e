#include "voice/types.h"

#include <array>

namespace voice {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Channel::kCount)> kChannels = {
    "web", "sms", "call", "import"};

}  // namespace

std::string_view ChannelName(Channel channel) {
  return kChannels.at(static_cast<std::size_t>(channel));
}

Channel ChannelNamed(std::string_view name) {
  for (std::size_t i = 0; i < kChannels.size(); ++i)
    if (kChannels[i] == name) return static_cast<Channel>(i);
  return Channel::kWeb;
}

}  // namespace voice
