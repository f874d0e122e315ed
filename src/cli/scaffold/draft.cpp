#include "cli/scaffold/draft.hpp"

#include <fmt/format.h>

#include "estate/schema_check.hpp"
#include "git/cannot_run.hpp"
#include "text/escape.hpp"
#include "text/letter_case.hpp"

namespace safeops {
namespace {

constexpr std::size_t longest_part = 100;

enum class Deed { make, add, replace, nothing, leave };

Deed deed_for(const WorkTree& tree, const Draft& draft, bool force) {
  const std::optional<std::string> present = tree.read(draft.path);
  if (!present) return Deed::make;
  if (*present == draft.content) return Deed::nothing;
  if (draft.adds) return Deed::add;
  if (force) return Deed::replace;
  if (draft.may_stay) return Deed::leave;
  throw CannotRun(
      fmt::format("{} is there already, with another content. Nothing was written; --force replaces it.", draft.path));
}

std::string_view words(Deed deed) {
  switch (deed) {
    case Deed::make:
      return "wrote    {}\n";
    case Deed::add:
      return "added to {}\n";
    case Deed::replace:
      return "replaced {}\n";
    case Deed::nothing:
      return "kept     {}, which is as it should be\n";
    case Deed::leave:
      return "kept     {}, which is there already; --force replaces it\n";
  }
  return "";
}

}  // namespace

std::string file_name_part(std::string_view text) {
  std::string part;
  for (const char raw : text.substr(0, longest_part)) {
    const char letter = text::lower(raw);
    const bool fits = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    if (fits) {
      part += letter;
    } else if (!part.empty() && part.back() != '-') {
      part += '-';
    }
  }
  if (part.ends_with('-')) part.pop_back();
  return part.empty() ? "unnamed" : part;
}

Draft schema_draft(std::string_view document) {
  return {.path = fmt::format(".safeops/schemas/{}.json", document),
          .content = std::string(document_schema(document)),
          .shown = false,
          .may_stay = true};
}

std::string write_drafts(const WorkTree& tree, const std::vector<Draft>& drafts, const Writing& writing) {
  std::vector<Deed> deeds;
  for (const Draft& draft : drafts) deeds.push_back(deed_for(tree, draft, writing.force));
  std::string told;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const Draft& draft = drafts[i];
    const bool writes = deeds[i] != Deed::nothing && deeds[i] != Deed::leave;
    if (writes && writing.dry_run) {
      told += fmt::format("would write {}\n", text::visible(draft.path));
      if (draft.shown) told += fmt::format("{}\n", draft.content);
      continue;
    }
    if (writes) tree.write(draft.path, draft.content, deeds[i] != Deed::make);
    told += fmt::format(fmt::runtime(words(deeds[i])), text::visible(draft.path));
  }
  return told;
}

}  // namespace safeops
