#pragma once
// Small parts that the pages of parties, imports and reports share, beside desk/web/parts.h. Pure;
// thread-safe.

#include <string>
#include <vector>

#include "desk/web/parts.h"
#include "screening/queue/types.h"

namespace screening {

using desk::AllOr;
using desk::DayOf;
using desk::Download;
using desk::Heading;
using desk::HiddenField;
using desk::LinkTo;
using desk::MomentOf;
using desk::TableMaker;
using desk::VersionField;
using desk::WholeNumber;
using desk::WithArgument;

std::string PartyHref(const PartyId& id);
std::string ImportHref(const ImportId& id);
// As a link: the name in its own script, and behind it, quieter, as the record prints it where that differs.
html::Html PartyLink(const Party& party);
// The kinds a party may have, for selects.
std::vector<html::Choice> SchemaChoices(const html::Locale& locale);
std::vector<html::Choice> CountryChoices(const html::Locale& locale, const std::vector<std::string>& codes);

}  // namespace screening
