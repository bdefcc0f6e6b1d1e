#include "panel/minutes/blocks.h"

#include <algorithm>

namespace panel {
namespace {

std::string_view WithoutHashes(std::string_view line) {
  std::size_t hashes = 0;
  while (hashes < line.size() && line[hashes] == '#') ++hashes;
  constexpr std::size_t kDeepest = 4;
  if (hashes == 0 || hashes > kDeepest || hashes >= line.size() || line[hashes] != ' ') return {};
  return line.substr(hashes + 1);
}

bool IsPoint(std::string_view line) {
  return line.size() > 2 && (line.front() == '-' || line.front() == '*') && line[1] == ' ';
}

class BlockMaker {
 public:
  void Add(std::string_view line) {
    if (line.empty()) {
      Close();
    } else if (const std::string_view heading = WithoutHashes(line); !heading.empty()) {
      Close();
      blocks_.push_back({BlockKind::kHeading, std::string(heading), {}});
    } else if (IsPoint(line)) {
      Close();
      blocks_.push_back({BlockKind::kPoint, std::string(line.substr(2)), {}});
    } else {
      paragraph_ += (paragraph_.empty() ? "" : "\n") + std::string(line);
    }
  }
  void AddTag(const Tag& tag) {
    Close();
    blocks_.push_back({BlockKind::kTag, tag.text, tag});
  }
  std::vector<Block> Done() {
    Close();
    return std::move(blocks_);
  }

 private:
  void Close() {
    if (!paragraph_.empty()) blocks_.push_back({BlockKind::kParagraph, std::move(paragraph_), {}});
    paragraph_.clear();
  }
  std::vector<Block> blocks_;
  std::string paragraph_;
};

}  // namespace

std::vector<Block> BlocksOf(std::string_view text, const std::vector<Tag>& tags) {
  BlockMaker maker;
  auto tag = tags.begin();
  std::size_t number = 0;
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    ++number;
    if (tag != tags.end() && tag->line == number) {
      maker.AddTag(*tag++);
    } else {
      bool is_tag = false;
      maker.Add(PlainLine(text.substr(0, end), is_tag));
    }
    if (end == text.size()) break;
    text.remove_prefix(end + 1);
  }
  return maker.Done();
}

html::Html ParagraphHtml(std::string_view text) {
  html::Html lines;
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.Add(html::Html(text.substr(0, end)));
    if (end == text.size()) break;
    lines.Add(html::El("br"));
    text.remove_prefix(end + 1);
  }
  return html::El("p", lines);
}

html::Html PlainHtml(std::string_view text) {
  return BlocksHtml(BlocksOf(text, {}), [](const Tag&) { return html::Html(); });
}

}  // namespace panel
