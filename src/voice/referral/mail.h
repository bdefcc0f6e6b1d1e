#pragma once
// What recipients outside are told by mail: a number, never anything of a case. In every language of the
// console, one below the other, English first, since nothing is known of the reader. Pure.

#include <string>
#include <string_view>

#include "net/client.h"

namespace voice::referral {

net::Mail LinkMail(const std::string& to, std::string_view url, std::string_view number);
net::Mail ReminderMail(const std::string& to, std::string_view server, std::string_view number);
net::Mail DeletionMail(const std::string& to, std::string_view server, std::string_view number);

}  // namespace voice::referral
