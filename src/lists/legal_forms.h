#pragma once
// Legal forms as lists print them: "Ltd.", "Sdn. Bhd", "JSC", "Limited Liability Company". They tell where
// one name of a list ends and the next begins. Pure and thread-safe; each call costs the words it looks at.

#include <string_view>

namespace lists {

// The piece is nothing but a legal form: "Ltd.", "Co., Ltd.", "Public Joint Stock Company". A comma before it
// separates nothing.
bool IsLegalForm(std::string_view piece);

// The last word is one; a parenthesis at the end does not count: "A Co., Ltd. (XA)".
bool EndsInLegalForm(std::string_view text);

// As EndsInLegalForm, by a form that stands at the end of a name only: "Ltd.", not "Company".
bool EndsInClosingForm(std::string_view text);

// "AO NIII", "Joint Stock Company Agat".
bool StartsWithLegalForm(std::string_view text);

}  // namespace lists
