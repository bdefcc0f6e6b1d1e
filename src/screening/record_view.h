#pragma once
// A record (a party or a listed entry) as a person reads it: names in their own script, then what identity
// rests on (country, date, number), given or not, then the rest. Shared by the report and the console. Pure;
// thread-safe.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entity/entity.h"
#include "html/html.h"
#include "html/locale.h"

namespace screening {

using FactList = std::vector<std::pair<std::string, html::Html>>;

// The name to head a record with: its first name in a script other than Latin, else its caption, else its
// first name.
std::string_view HeadName(const entity::Entity& record);

// `shown` and `also_shown` stand above already and are left out of the other names.
void AddRecordFacts(const html::Locale& locale, const entity::Entity& record, std::string_view shown,
                    std::string_view also_shown, FactList& facts);

html::Html FactsOf(const FactList& facts);

}  // namespace screening
