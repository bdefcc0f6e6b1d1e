#pragma once
// Cuts each <iati-activity> out of the stream of events as a tree and hands it on; elements of other
// namespaces are left out. Belongs to one thread. Memory: one activity, at most kMaxIatiActivityElements
// elements (kTooLarge beyond).

#include <functional>
#include <string_view>
#include <vector>

#include "iati/document.h"

namespace iati {

class ActivityCutter final : public Handler {
 public:
  using OnRoot =
      std::function<void(const Element&)>;  // <iati-activities> with its attributes, without children
  using OnActivity = std::function<void(const Element&)>;
  ActivityCutter(OnRoot on_root, OnActivity on_activity)
      : on_root_(std::move(on_root)), on_activity_(std::move(on_activity)) {}
  void OnStart(std::string_view space, std::string_view name, const std::vector<Attribute>& attributes,
               int line) override;
  void OnText(std::string_view text, int line) override;
  void OnEnd(int line) override;
  base::Status state() const override;

 private:
  OnRoot on_root_;
  OnActivity on_activity_;
  std::vector<Element> open_;  // from <iati-activity> on; empty outside
  int depth_ = 0;
  int foreign_ = 0;  // depth within another namespace
  std::size_t elements_ = 0;
  int line_ = 0;
};

}  // namespace iati
