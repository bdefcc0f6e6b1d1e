#pragma once
// The forms that write memoranda: a draft put together from clauses, and the library that they come from.
// What was typed stays as it was typed, with what is wrong beside it. Pure but for the context's token;
// thread-safe.

#include <cstdint>
#include <string>
#include <vector>

#include "html/html.h"
#include "panel/agreements/memoranda.h"

namespace panel {

// The draft as it was typed, unchecked, and the fields that show one with the version it was read at.
MemorandumDraft MemorandumDraftFrom(const net::Arguments& fields);
net::Arguments FieldsOf(const MemorandumDraft& draft, std::int64_t version);
// Posts to `action`; the clauses stand below, to choose from.
html::Html MemorandumDraftForm(const desk::Context& context, const std::string& action,
                               const net::Arguments& typed, const kit::Wrongs& wrongs,
                               const std::vector<ClauseText>& clauses);

// The clauses of a panel and, for those who manage it, the form of one more.
html::Html ClauseLibrary(const desk::Context& context, const std::vector<ClauseText>& clauses,
                         const net::Arguments& typed, const kit::Wrongs& wrongs);

}  // namespace panel
