#include "match/token_similarity.h"

namespace match {

std::string_view RelationName(Relation relation) {
  switch (relation) {
    case Relation::kNone:
      return "none";
    case Relation::kSame:
      return "same";
    case Relation::kSameReading:
      return "same reading, other characters";
    case Relation::kSameWord:
      return "same word, written differently";
    case Relation::kRelated:
      return "related line of business";
    case Relation::kSpelledAlike:
      return "spelled alike";
    case Relation::kSoundsAlike:
      return "sounds alike";
    case Relation::kVariant:
      return "variant of the name";
    case Relation::kNickname:
      return "nickname";
    case Relation::kInitial:
      return "initial";
    case Relation::kJoined:
      return "joined";
    case Relation::kAcronym:
      return "acronym";
    case Relation::kLegalForm:
      return "legal form";
    case Relation::kMinor:
      return "minor word";
    case Relation::kEquivalent:
      return "the name in another language";
    case Relation::kTranslated:
      return "the word in another language";
  }
  return "none";
}

}  // namespace match
