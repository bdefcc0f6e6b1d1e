#pragma once
// The text of minutes, posts and answers in blocks, for pages and for PDF: headings ("## words"), paragraphs,
// points ("- words"), and tags. Nothing in it is markup. Pure; thread-safe; linear.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "html/html.h"
#include "panel/minutes/tags.h"

namespace panel {

enum class BlockKind : std::uint8_t { kHeading, kParagraph, kPoint, kTag };

struct Block {
  BlockKind kind = BlockKind::kParagraph;
  std::string text;        // of a paragraph: its lines, "\n" between them
  std::optional<Tag> tag;  // kTag
};

// `tags` are those of ParseTags(text). Lines that look like a tag and are none (faults) stand as they are.
std::vector<Block> BlocksOf(std::string_view text, const std::vector<Tag>& tags);

// Blocks without tags as markup: h3, p, ul.
html::Html PlainHtml(std::string_view text);
// Headings, paragraphs and lists of the blocks; `tag` draws a tag.
template <typename DrawTag>
html::Html BlocksHtml(const std::vector<Block>& blocks, const DrawTag& draw_tag);
html::Html ParagraphHtml(std::string_view text);  // lines kept

template <typename DrawTag>
html::Html BlocksHtml(const std::vector<Block>& blocks, const DrawTag& draw_tag) {
  html::Html all;
  html::Html points;
  const auto close = [&] {
    if (!points.empty()) all.Add(html::El("ul", points));
    points = {};
  };
  for (const Block& block : blocks) {
    if (block.kind == BlockKind::kPoint) {
      points.Add(html::El("li", block.text));
      continue;
    }
    close();
    if (block.kind == BlockKind::kHeading) all.Add(html::El("h3", block.text));
    if (block.kind == BlockKind::kParagraph) all.Add(ParagraphHtml(block.text));
    if (block.kind == BlockKind::kTag) all.Add(draw_tag(*block.tag));
  }
  close();
  return all;
}

}  // namespace panel
