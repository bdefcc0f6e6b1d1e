#pragma once
// A form of these pages: what was typed, what was wrong with it, and its controls. Pure; belongs to one
// request.

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "desk/web/pages.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "panel/resources/fields.h"

namespace panel {

class PageForm {
 public:
  PageForm(const html::Locale& locale, Fields typed, std::vector<html::FieldError> errors = {})
      : locale_(locale), typed_(std::move(typed)), errors_(std::move(errors)) {}

  html::Html Text(std::string_view name, std::string_view label, std::string_view hint = {}) const;
  html::Html Date(std::string_view name, std::string_view label, std::string_view hint = {}) const;
  html::Html Area(std::string_view name, std::string_view label, int rows, std::string_view hint = {}) const;
  html::Html Choose(std::string_view name, std::string_view label, const std::vector<html::Choice>& choices,
                    std::string_view hint = {}) const;
  html::Html Tick(std::string_view name, std::string_view label) const;
  html::Html Errors() const;  // the summary on top
  bool failed() const { return !errors_.empty(); }
  const Fields& typed() const { return typed_; }

 private:
  std::string ErrorAt(std::string_view name) const;
  std::string Described(std::string_view name, std::string_view hint) const;
  const html::Locale& locale_;
  Fields typed_;
  std::vector<html::FieldError> errors_;
};

// Whether an error belongs on the form's page: the person can mend it.
bool IsMendable(const base::Error& error);
std::vector<html::Choice> StageChoices(const html::Locale& locale);

// A table of what one import did not take.
html::Html FaultTable(const html::Locale& locale, const std::string& file,
                      const struct ImportOutcome& outcome);

}  // namespace panel
