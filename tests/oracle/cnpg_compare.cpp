// Holds what our rules say of CloudNativePG's objects against what its webhooks and CRDs said (verdicts.json, which the Go
// program beside it writes). Objects on which both may differ are listed in known_differences.txt; the list must be true.

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "rules/cnpg/cluster_checks.hpp"
#include "rules/cnpg/object_checks.hpp"
#include "rules/cnpg_update.hpp"
#include "yaml/documents.hpp"

namespace {

namespace fs = std::filesystem;
using namespace safeops;

// A YAML or JSON file of the project.
class Text {
 public:
  explicit Text(const std::string& path) : source_(path, {}, git::Mode::regular, read(path), 0), file_(yaml::parse(source_)) {
    if (!file_.problems.empty()) throw std::runtime_error(fmt::format("{}: {}", path, file_.problems.front().message));
  }
  [[nodiscard]] const yaml::Node& document(std::size_t index) const { return file_.documents.at(index).root; }

 private:
  static std::string read(const std::string& path) {
    std::ifstream stream(fs::path(SAFEOPS_ROOT) / path, std::ios::binary);
    if (!stream) throw std::runtime_error(fmt::format("{}: cannot be read", path));
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  text::Source source_;
  yaml::File file_;
};

const yaml::Node& object_named(const std::string& name) {
  static std::map<std::string, Text> texts;
  const std::size_t mark = name.rfind('#');
  const std::string path = name.substr(0, mark);
  return texts.try_emplace(path, path).first->second.document(std::stoul(name.substr(mark + 1)));
}

using Judge = std::vector<rules::Refusal> (*)(const flux::Object&, bool);

Judge judge_of(std::string_view kind) {
  static const std::map<std::string_view, Judge> judges{{"Backup", rules::refused_backup},
                                                        {"Cluster", rules::refused_cluster},
                                                        {"ClusterImageCatalog", rules::refused_image_catalog},
                                                        {"Database", rules::refused_database},
                                                        {"DatabaseRole", rules::refused_database_role},
                                                        {"ImageCatalog", rules::refused_image_catalog},
                                                        {"ObjectStore", rules::refused_object_store},
                                                        {"Pooler", rules::refused_pooler},
                                                        {"Publication", rules::refused_publication},
                                                        {"ScheduledBackup", rules::refused_scheduled_backup},
                                                        {"Subscription", rules::refused_subscription}};
  return judges.at(kind);
}

std::vector<rules::Refusal> created(const yaml::Node& root) {
  const flux::Object object(root);
  return judge_of(object.kind())(object, true);
}

std::vector<rules::Refusal> updated(const yaml::Node& old_root, const yaml::Node& new_root) {
  const flux::Object before(old_root);
  const flux::Object after(new_root);
  std::vector<rules::Refusal> said = judge_of(after.kind())(after, false);
  const auto add = [&](std::vector<rules::Refusal> more) { said.insert(said.end(), more.begin(), more.end()); };
  add(rules::immutable_updates(before, after, MinorVersion{1, 30}));
  const Resource was{.object = &before};
  const Resource is{.object = &after};
  if (after.kind() == "Cluster") add(rules::refused_updates({{&was}}, {{&is}}));
  return said;
}

// A JSON pointer's keys.
std::vector<std::string> keys_of(std::string_view pointer) {
  std::vector<std::string> keys;
  for (const char c : pointer) {
    if (c == '/')
      keys.emplace_back();
    else if (keys.back().ends_with('~'))
      keys.back().back() = c == '1' ? '/' : '~';
    else
      keys.back() += c;
  }
  return keys;
}

using Keys = std::span<const std::string>;

void change_list(yaml::Node& list, Keys keys, const yaml::Node& value);

// Sets what the keys lead to; a missing value removes it.
void change(yaml::Node& parent, Keys keys, const yaml::Node& value) {
  if (parent.is_sequence()) return change_list(parent, keys, value);
  if (keys.size() > 1) {
    if (!parent.find(keys[0])) parent.set(keys[0], yaml::Node::map());
    return change(*parent.find(keys[0]), keys.subspan(1), value);
  }
  if (value)
    parent.set(keys[0], value);
  else
    parent.erase(keys[0]);
}

void change_list(yaml::Node& list, Keys keys, const yaml::Node& value) {
  const std::size_t index = std::stoul(keys[0]);
  auto& items = list.items();
  if (index == items.size())
    list.append(value);
  else if (keys.size() > 1)
    change(items[index], keys.subspan(1), value);
  else if (value)
    items[index] = value;
  else
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(index));
}

class Comparison {
 public:
  void verdicts(const yaml::Node& all);
  // Prints what differs and is not known, and what is known and does not differ. Returns how many.
  std::size_t finish(const std::set<std::string>& known) const;

 private:
  void compare(const std::string& what, std::string_view theirs, const std::vector<rules::Refusal>& ours);
  void whole(const std::string& name, const yaml::Node& entry);
  void mutation(const std::string& name, const std::string& field, const yaml::Node& entry);

  std::size_t compared_ = 0;
  std::map<std::string, std::string> differences_;
};

void Comparison::compare(const std::string& what, std::string_view theirs, const std::vector<rules::Refusal>& ours) {
  ++compared_;
  if (theirs.empty() == ours.empty()) return;
  differences_[what] = ours.empty() ? fmt::format("refused by {}", theirs) : fmt::format("accepted; we: {}", ours.front().what);
}

void Comparison::whole(const std::string& name, const yaml::Node& entry) {
  const auto& said = entry.items();
  compare(name, said[0].text(), created(object_named(name)));
  if (said.size() < 3) return;
  const yaml::Node& old = object_named(std::string(said[2].text()));
  compare(name + " (update)", said[1].text(), updated(old, object_named(name)));
}

void Comparison::mutation(const std::string& name, const std::string& field, const yaml::Node& entry) {
  if (field.empty()) return whole(name, entry);
  const yaml::Node& original = object_named(name);
  const yaml::Node value = entry.items().size() > 2 ? entry.items()[2] : yaml::Node();
  yaml::Node changed = original;
  change(changed, keys_of(field), value);
  std::string said = value ? yaml::emit(value) : "removed";
  const std::string what = fmt::format("{} {} {}", name, field, said.substr(0, said.find('\n')));
  compare(what, entry.items()[0].text(), created(changed));
  if (entry.items()[0].text().empty()) compare(what + " (update)", entry.items()[1].text(), updated(original, changed));
}

void Comparison::verdicts(const yaml::Node& all) {
  for (const auto& [name, fields] : all.members())
    for (const auto& [field, entries] : fields.members())
      for (const yaml::Node& entry : entries.items()) mutation(std::string(name.text()), std::string(field.text()), entry);
}

std::size_t Comparison::finish(const std::set<std::string>& known) const {
  std::size_t wrong = 0;
  for (const auto& [what, difference] : differences_)
    if (!known.contains(what) && ++wrong) fmt::print("{}: {}\n", what, difference);
  for (const std::string& what : known)
    if (!differences_.contains(what) && ++wrong) fmt::print("{}: is a known difference and does not differ\n", what);
  fmt::print("{} verdicts compared, {} known differences, {} wrong\n", compared_, known.size(), wrong);
  return compared_ == 0 ? 1 : wrong;
}

std::set<std::string> read_known() {
  std::ifstream stream(fs::path(SAFEOPS_ROOT) / "tests/oracle/cnpg/known_differences.txt");
  std::set<std::string> known;
  for (std::string line; std::getline(stream, line);)
    if (!line.empty() && !line.starts_with('#')) known.insert(line);
  return known;
}

}  // namespace

int main() {
  try {
    Comparison comparison;
    comparison.verdicts(Text("tests/oracle/cnpg/verdicts.json").document(0));
    return comparison.finish(read_known()) == 0 ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
