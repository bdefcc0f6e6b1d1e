#include "iati/tree.h"

#include <string>
#include <utility>

#include "base/limits_panel.h"

namespace iati {

void ActivityCutter::OnStart(std::string_view space, std::string_view name,
                             const std::vector<Attribute>& attributes, int line) {
  ++depth_;
  line_ = line;
  if (foreign_ > 0 || !space.empty()) {
    ++foreign_;
    return;
  }
  if (depth_ == 1) on_root_(Element{.name = std::string(name), .attributes = attributes, .line = line});
  const bool begins = open_.empty() && depth_ == 2 && name == "iati-activity";
  if (open_.empty() && !begins) return;
  if (begins) elements_ = 0;
  ++elements_;
  open_.push_back(Element{.name = std::string(name), .attributes = attributes, .line = line});
}

void ActivityCutter::OnText(std::string_view text, int) {
  if (foreign_ == 0 && !open_.empty()) open_.back().text += text;
}

void ActivityCutter::OnEnd(int) {
  --depth_;
  if (foreign_ > 0) {
    --foreign_;
    return;
  }
  if (open_.empty()) return;
  Element done = std::move(open_.back());
  open_.pop_back();
  if (open_.empty()) {
    on_activity_(done);
  } else {
    open_.back().children.push_back(std::move(done));
  }
}

base::Status ActivityCutter::state() const {
  if (elements_ <= base::kMaxIatiActivityElements) return base::Ok();
  return base::TooLarge("line " + std::to_string(line_) +
                        ": one activity has more than kMaxIatiActivityElements elements (" +
                        std::to_string(base::kMaxIatiActivityElements) + "): split it");
}

}  // namespace iati
