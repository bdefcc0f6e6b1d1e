#include "lists/free_names.h"
#include "lists/free_goods.h"

#include <gtest/gtest.h>

#include "base/limits_lists.h"

namespace lists {
namespace {

using Texts = std::vector<std::string>;

TEST(FreeNamesTest, OtherNamesBehindMarks) {
  const std::vector<FreeParty> parties = FreeParties(
      "Fuchu Works; Golden Horse, a/k/a Golden (Jin) Horse Factory, a/k/a Horse, Trade and Co., Ltd.");
  ASSERT_EQ(parties.size(), 2u);
  EXPECT_EQ(parties[0].name, "Fuchu Works");
  EXPECT_TRUE(parties[0].aliases.empty());
  EXPECT_EQ(parties[1].name, "Golden Horse");
  EXPECT_EQ(parties[1].aliases, (Texts{"Golden (Jin) Horse Factory", "Horse, Trade and Co., Ltd."}));
}

TEST(FreeNamesTest, OtherNamesInParentheses) {
  const std::vector<FreeParty> parties = FreeParties(
      "Rising Sun Energy Co., Ltd. (also known as RS Solar; and Rising Sun Co. Ltd., and formerly known as "
      "Sun CNC "
      "Co., Ltd.; Sun Grinding Co., Ltd.; and Sun Tools)");
  ASSERT_EQ(parties.size(), 1u);
  EXPECT_EQ(parties[0].name, "Rising Sun Energy Co., Ltd.");
  EXPECT_EQ(parties[0].aliases, (Texts{"RS Solar", "Rising Sun Co. Ltd."}));
  EXPECT_EQ(parties[0].former, (Texts{"Sun CNC Co., Ltd.", "Sun Grinding Co., Ltd.", "Sun Tools"}));

  const std::vector<FreeParty> one = FreeParties("Blue Yarn Co. Ltd. (and one alias: Azure Yarn)");
  ASSERT_EQ(one.size(), 1u);
  EXPECT_EQ(one[0].name, "Blue Yarn Co. Ltd.");
  EXPECT_EQ(one[0].aliases, Texts{"Azure Yarn"});
  EXPECT_EQ(FreeParties("Training Center (VTC)").at(0).name, "Training Center (VTC)");
}

TEST(FreeNamesTest, TwoPartiesOnlyBehindALegalForm) {
  const std::vector<FreeParty> two =
      FreeParties("Yili Garment Co., Ltd. and Baoding Trade and Business Co., Ltd.");
  ASSERT_EQ(two.size(), 2u);
  EXPECT_EQ(two[0].name, "Yili Garment Co., Ltd.");
  EXPECT_EQ(two[1].name, "Baoding Trade and Business Co., Ltd.");
  EXPECT_EQ(FreeParties("Xinjiang Cotton and Linen Co., Ltd.").size(), 1u);
  EXPECT_EQ(FreeParties("Agriculture, Industry, and Trade Co., Ltd.").size(), 1u);
  EXPECT_TRUE(FreeParties("").empty());
  EXPECT_TRUE(FreeParties(" ; , ").empty());
}

TEST(FreeNamesTest, TextThatIsNoListOfNamesIsLeftToTheCollector) {  // kMaxFreeTextBytes
  std::string text;
  while (text.size() <= base::kMaxFreeTextBytes) text += "All x, a/k/a y; ";
  EXPECT_EQ(FreeParties(text).size(), 1u);
  EXPECT_EQ(FreeParties(text)[0].name, text);
  EXPECT_FALSE(FreeGoodsOf(text, "China"));
  text.resize(base::kMaxFreeTextBytes);
  EXPECT_GT(FreeParties(text).size(), 100u);
}

struct Wanted {
  std::string text;
  std::vector<FreeParty> parties;
};

FreeParty Party(std::string name, Texts aliases = {}, Texts former = {}, std::string note = "") {
  return {std::move(name), std::move(aliases), std::move(former), false, std::move(note), false};
}

// The wordings of the Federal Register, each with made-up names.
TEST(FreeNamesTest, OtherNamesWhereverTheParenthesisStands) {
  const Texts three = {"Alpha Weaving", "Beta Spinning", "Gamma Cloth Co., Ltd."};
  const std::string aliases =
      "(including three aliases: Alpha Weaving; Beta Spinning; and Gamma Cloth Co., Ltd.)";
  const Wanted forms[] = {
      {"River Textile Co., Ltd. (including one alias: River Cloth) and subsidiaries",
       {Party("River Textile Co., Ltd.", {"River Cloth"}, {}, "and subsidiaries")}},
      {"Delta Corps " + aliases + " and its subordinate and affiliated entities",
       {Party("Delta Corps", three, {}, "and its subordinate and affiliated entities")}},
      {"River Mill (including two aliases: North Mill and South Yarn)",
       {Party("River Mill", {"North Mill", "South Yarn"})}},
      {"River Mill (also known as North Mill Co., Ltd. and South Yarn Co., Ltd.)",
       {Party("River Mill", {"North Mill Co., Ltd.", "South Yarn Co., Ltd."})}},
      {"River Mill (including one alias: River Cotton and Linen Co., Ltd.).",
       {Party("River Mill", {"River Cotton and Linen Co., Ltd."})}},
      {"River Mill (formerly known as Brook Mill), and Subsidiaries",
       {Party("River Mill", {}, {"Brook Mill"}, "and Subsidiaries")}},
      {"River Mill, and Subsidiaries", {Party("River Mill", {}, {}, "and Subsidiaries")}},
      {"River Mill and its subsidiaries (including one alias: RM)",
       {Party("River Mill", {"RM"}, {}, "and its subsidiaries")}},
      {"River Mill (also known as RM (formerly Brook Yarn))", {Party("River Mill", {"RM"}, {"Brook Yarn"})}},
      {"River Mill No. 2, and two aliases: A1 and B2", {Party("River Mill No. 2", {"A1", "B2"})}},
      {"River Mill (also known as Hill Fish and Meat Works)",
       {Party("River Mill", {"Hill Fish and Meat Works"})}},
  };
  for (const Wanted& form : forms) EXPECT_EQ(FreeParties(form.text), form.parties) << form.text;
}

TEST(FreeNamesTest, SubsidiariesWithNamesAreParties) {
  const std::string of = "Subsidiary of: River Group Co., Ltd.";
  const std::string head = "River Group Co., Ltd.";
  const Wanted forms[] = {
      {head + " and its eight Hill-based subsidiaries, which include: A Yarn Co., Ltd.; B Dye; and C Cloth "
              "(also "
              "known as CC)",
       {Party(head, {}, {}, "and its eight Hill-based subsidiaries, which include"),
        Party("A Yarn Co., Ltd.", {}, {}, of), Party("B Dye", {}, {}, of), Party("C Cloth", {"CC"}, {}, of)}},
      {head + " and its subsidiary Affiliated Dye and Print Works",
       {Party(head, {}, {}, "and its subsidiary"), Party("Affiliated Dye and Print Works", {}, {}, of)}},
      {head + " and its subsidiaries A Yarn and B Dye",
       {Party(head, {}, {}, "and its subsidiaries"), Party("A Yarn", {}, {}, of),
        Party("B Dye", {}, {}, of)}},
      {head + " and its wholly-owned subsidiaries A Sdn. Bhd., B Bhd., and C Sdn. Bhd.",
       {Party(head, {}, {}, "and its wholly-owned subsidiaries"), Party("A Sdn. Bhd.", {}, {}, of),
        Party("B Bhd.", {}, {}, of), Party("C Sdn. Bhd.", {}, {}, of)}},
      {head + " and its subsidiaries, joint ventures, and affiliated entities",
       {Party(head, {}, {}, "and its subsidiaries, joint ventures, and affiliated entities")}},
      {head + " and its subsidiaries; Hill Works and its affiliates; Dale",
       {Party(head, {}, {}, "and its subsidiaries"), Party("Hill Works", {}, {}, "and its affiliates"),
        Party("Dale")}},
      {"Water and Affiliated Trade Co., Ltd.", {Party("Water and Affiliated Trade Co., Ltd.")}},
      {"Hill and All Star Companies", {Party("Hill and All Star Companies")}},
  };
  for (const Wanted& form : forms) EXPECT_EQ(FreeParties(form.text), form.parties) << form.text;
}

TEST(FreeNamesTest, FirmsBetweenCommas) {
  EXPECT_EQ(FreeParties("A (M) Sdn. Bhd, B Sdn. Bhd, and C Sdn. Bhd"),
            (std::vector<FreeParty>{Party("A (M) Sdn. Bhd"), Party("B Sdn. Bhd"), Party("C Sdn. Bhd")}));
  EXPECT_EQ(FreeParties("A Co., Ltd., also known as B Co., Ltd."),
            (std::vector<FreeParty>{Party("A Co., Ltd.", {"B Co., Ltd."})}));
  EXPECT_EQ(FreeParties("A Co., Ltd. (XA), B Co., Ltd. (XB)"),
            (std::vector<FreeParty>{Party("A Co., Ltd. (XA)"), Party("B Co., Ltd. (XB)")}));
  EXPECT_EQ(FreeParties("A Co., Ltd., Hill Road, Lyon").size(), 1u) << "an address";
  EXPECT_EQ(FreeParties("A Ltd. and Dale Works").size(), 2u);
  EXPECT_EQ(FreeParties("Penitentiary, River, Hill").size(), 1u);
  EXPECT_EQ(FreeParties("River Ltd.; (also known as Dale; and Hill)"),
            (std::vector<FreeParty>{Party("River Ltd."), Party("Dale", {"Hill"})}));
}

TEST(FreeNamesTest, Vessels) {
  const auto vessel = [](std::string name) { return FreeParty{std::move(name), {}, {}, true}; };
  EXPECT_EQ(FreeParties("Fishing Vessel: Da Wang 1"), (std::vector<FreeParty>{vessel("Da Wang 1")}));
  EXPECT_EQ(FreeParties("Fishing Vessels: Da Wang 1; Hua 8"),
            (std::vector<FreeParty>{vessel("Da Wang 1"), vessel("Hua 8")}));
  EXPECT_EQ(FreeParties("Fishing vessels: Da Wang 1, Hua 8 and Yu Long No. 2."),
            (std::vector<FreeParty>{vessel("Da Wang 1"), vessel("Hua 8"), vessel("Yu Long No. 2")}));
  EXPECT_EQ(FreeParties("Yu Long No. 2 (fishing vessel)"), (std::vector<FreeParty>{vessel("Yu Long No. 2")}));
}

}  // namespace
}  // namespace lists
