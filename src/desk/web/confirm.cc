#include "desk/web/confirm.h"

#include "desk/web/pages.h"
#include "desk/web/parts.h"
#include "html/console_components.h"

namespace desk {

base::Result<std::optional<net::Response>> AskFirst(Context& context, const Question& question) {
  const net::Form& form = *TRY(context.Form());
  if (form.fields.Get("confirm") == "yes") return std::optional<net::Response>();
  const html::Locale& locale = LocaleOf(context);
  html::Html fields = HiddenField("confirm", "yes");
  for (const auto& [name, value] : form.fields.pairs())
    if (name != "csrf" && name != "confirm") fields.Add(HiddenField(name, value));
  fields.Add(html::RowOf({html::Button(question.verb, {.kind = html::ButtonKind::kStop}),
                          html::LinkButton(locale.tr("Leave it as it is"), question.back)}));
  const html::Html main =
      html::Join(html::El("p", {{"class", "measure"}}, question.meaning),
                 html::Form({.action = context.request().path, .csrf = context.csrf()}, fields));
  return std::optional(PageResponse(context, {.title = question.title, .current = question.current}, main));
}

}  // namespace desk
