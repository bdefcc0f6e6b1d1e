#pragma once
// What goods a text names, in the words of the languages of supplier files (data/goods/goods_words.tsv). A
// good is known by its English name as lists of goods print it, in the singular: "cotton", "palm oil",
// "garment". Pure; thread-safe (the table is read once); about 20 us a text.

#include <string>
#include <string_view>
#include <vector>

namespace match {

// Another text wherever products or goods are read otherwise: a digest of the table, and the rules' number.
std::string GoodsVersion();

// A good on a list as the phrases by which it is found: "Manioc/Cassava" is "manioc" and "cassava", "Oil
// (palm)" is "palm oil", "Cassiterite (tin ore)" is "cassiterite" and "tin ore". Words in lower case and the
// singular.
std::vector<std::string> GoodsPhrases(std::string_view listed);

// A party's product, ready to be compared.
class GoodsText {
 public:
  explicit GoodsText(std::string_view product);

  // True where the product's own words hold the phrase, or one of its words in some language means it.
  bool Names(std::string_view phrase) const;

 private:
  std::string words_;                  // " cotton t shirt ", singular
  std::vector<std::string> concepts_;  // English names, sorted
};

}  // namespace match
