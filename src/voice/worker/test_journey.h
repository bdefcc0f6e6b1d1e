#pragma once
// For the tests of the worker's pages: her way, as a phone without script goes it.

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "voice/test_world.h"

namespace voice::testing {

class WorkerJourney : public VoiceTest {
 protected:
  static std::string Once(const net::Response& page) {
    constexpr std::string_view kMark = "name=\"once\" value=\"";
    const std::size_t at = page.body.find(kMark);
    return at == std::string::npos ? std::string() : page.body.substr(at + kMark.size(), 26);
  }
  static std::string CodeIn(const net::Response& page) {
    const std::size_t at = page.body.find("id=\"return-code\"");
    if (at == std::string::npos) return {};
    const std::string list = page.body.substr(at, page.body.find("</ol>", at) - at);
    std::string code;
    constexpr std::string_view kMark = "<span>";
    for (std::size_t group = list.find(kMark); group != std::string::npos;
         group = list.find(kMark, group + 1))
      code += list.substr(group + kMark.size(), 5) + " ";
    return code;
  }
  net::Response FileReport(const std::string& what, const std::string& once) {
    return Ask("POST", "/help/en/report/send", "",
               Form({{"once", once},
                     {"what", what},
                     {"pick", "fees"},
                     {"where", "Rayong harbour"},
                     {"who", "Captain Ismene"},
                     {"contact", "+66 81 234 5678"},
                     {"safe", "no"}}));
  }
  // The last screen again, with all that FileReport sends.
  static void ExpectKept(const net::Response& page, const std::string& what) {
    for (const std::string& kept : {what, std::string("fees"), std::string("Rayong harbour"),
                                    std::string("Captain Ismene"), std::string("no")})
      EXPECT_TRUE(Has(page.body, "value=\"" + kept + "\"")) << kept;
    EXPECT_TRUE(Has(page.body, ">+66 81 234 5678</textarea>"));
    EXPECT_TRUE(Has(page.body, "action=\"/help/en/report/send\""));
    EXPECT_TRUE(Has(page.body, "Your words are still on this page. You can send them again."));
  }
  void Rename(const std::string& from, const std::string& to) {
    Good(desk().database().Write(
        [&](db::Transaction& tx) { return tx.Execute("ALTER TABLE " + from + " RENAME TO " + to); }));
  }
  std::string Visit(const std::string& code) {
    return CookieIn(Ask("POST", "/help/en/return", "", Form({{"code", code}})));
  }
};

}  // namespace voice::testing
