#pragma once
// Small parts that the members' pages share, beside desk/web/parts.h. Thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "desk/people/fields.h"
#include "desk/web/api.h"
#include "desk/web/pages.h"
#include "desk/web/parts.h"
#include "html/components.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/names.h"
#include "panel/members/services.h"

namespace panel::members {

std::string MemberHref(const MemberId& id, std::string_view page = {});  // "/members/ID/people"
html::Html MemberLink(const Member& member);
base::Result<MemberId> MemberIn(const desk::Context& context);

// The panel of ?panel=SLUG, or the root.
base::Result<Panel> PanelIn(Services& services, const desk::Context& context);
// "?panel=SLUG" added for a chapter; as it is for the root.
std::string InPanel(std::string href, const Panel& panel);
// Tabs between the panel and its chapters, where there are any.
base::Result<html::Html> PanelTabs(Services& services, const desk::Context& context, const Panel& current,
                                   std::string_view href);

std::string CountryWord(const html::Locale& locale, std::string_view code);
std::string SectorWords(const html::Locale& locale, const std::vector<std::string>& sectors);
html::Html ValueIn(std::string_view text);  // html::Value, or nothing where there is none
html::Html TextIn(std::string_view text);   // paragraphs of a text that a person wrote
// A text area with its label, hint and error.
html::Html AreaField(const std::string& label, std::string_view name, std::string_view value, int rows,
                     const desk::FormErrors& errors, std::string_view hint = {});
html::Html SelectField(const std::string& label, std::string_view name,
                       const std::vector<html::Choice>& choices, std::string_view chosen,
                       const desk::FormErrors& errors, std::string_view hint = {});
std::int64_t VersionIn(desk::Context& context);

// Adds a route of pages.
using PageHandler = std::function<base::Result<net::Response>(desk::Context&)>;
void AddPage(desk::Desk& desk, std::string_view method, std::string_view pattern, desk::Permission permission,
             PageHandler handler);

}  // namespace panel::members
