#pragma once
// Several sessions as the list of one statement's IN: so that pages over hundreds of sessions ask once for
// all of them instead of once for each. Refers to the sessions it is made of. Not shared between threads.

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "panel/sessions/access.h"

namespace panel {

class SessionList {
 public:
  explicit SessionList(std::span<const PanelSession> sessions) {
    for (const PanelSession& session : sessions) {
      by_id_.emplace(session.id.text(), &session);
      params_.push_back(session.id);
    }
    // Filled up to a power of two with the last one: statements stay prepared by their text.
    for (std::size_t size = 1; size < 2 * params_.size(); size *= 2)
      while (size >= sessions.size() && params_.size() < size) params_.push_back(sessions.back().id);
    for (std::size_t i = 1; i <= params_.size(); ++i) marks_ += (i == 1 ? "$" : ", $") + std::to_string(i);
  }

  const std::string& marks() const { return marks_; }  // "$1, $2": empty where there are no sessions
  const std::vector<db::Param>& params() const { return params_; }
  const PanelSession& At(std::string_view id) const { return *by_id_.at(std::string(id)); }

 private:
  std::map<std::string, const PanelSession*> by_id_;
  std::vector<db::Param> params_;
  std::string marks_;
};

}  // namespace panel
