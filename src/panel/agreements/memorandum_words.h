#pragma once
// The steps of a memorandum and the ways to sign it, in the reader's words; those of its state are in
// faces.h. Pure; thread-safe.

#include <string>

#include "html/locale.h"
#include "panel/agreements/memoranda.h"

namespace panel {

// A verb, for a button. For the acts that the page offers; any other reads as kDrop.
std::string MemorandumActWord(const html::Locale& locale, MemorandumAct act);
// What was done, for the history.
std::string MemorandumEventWord(const html::Locale& locale, MemorandumAct act);
std::string SigningMethodWord(const html::Locale& locale, SigningMethod method);  // "on paper"

}  // namespace panel
