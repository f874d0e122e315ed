#include "include_graph.hpp"

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace safeops::layering {
namespace {

namespace fs = std::filesystem;

struct Library {
  std::string_view prefix;            // of the header's name
  std::set<std::string_view> layers;  // that may know it
};

// Third-party and system headers, each with the layers that may include it. What is not here and not standard C++ is forbidden.
const std::vector<Library>& libraries() {
  static const std::vector<Library> table = {
      {"git2", {"git"}},
      {"openssl/", {"text"}},
      {"yaml-cpp/", {"yaml"}},
      {"pg_query", {"sql"}},
      {"simdjson", {"sql"}},
      {"nlohmann/", {"estate", "report"}},
      {"valijson/", {"estate"}},
      {"CLI/", {"cli"}},
      {"fmt/", {"git", "text", "yaml", "sql", "flux", "estate", "change", "rules", "gate", "report", "cli"}},
      // POSIX: a child process for what checks signatures and for the SQL parser; the terminal for the command line.
      {"sys/", {"git", "sql", "cli"}},
      {"fcntl.h", {"git", "sql", "cli"}},
      {"poll.h", {"git", "sql", "cli"}},
      {"signal.h", {"git", "sql", "cli"}},
      {"spawn.h", {"git", "sql", "cli"}},
      {"unistd.h", {"git", "sql", "cli"}},
  };
  return table;
}

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream content;
  content << stream.rdbuf();
  return content.str();
}

// The layer of a file is its folder below src/; rules/ belongs to the layer `rules`; what stands in src/ itself is the program.
std::string layer_of(std::string_view file) {
  if (file.starts_with("rules/")) return "rules";
  if (file.starts_with("src/")) file.remove_prefix(4);
  const std::size_t slash = file.find('/');
  return slash == std::string_view::npos ? "cli" : std::string(file.substr(0, slash));
}

bool is_standard(std::string_view header) {
  return header.find_first_of("/.") == std::string_view::npos;
}

bool may_know(const std::string& layer, std::string_view header) {
  if (is_standard(header)) return true;
  return std::any_of(libraries().begin(), libraries().end(), [&](const Library& library) {
    return header.starts_with(library.prefix) && library.layers.contains(layer);
  });
}

std::string place(const Include& include) {
  return include.file + ":" + std::to_string(include.line);
}

// The layer that declares what a quoted include names, or "" for a file in the includer's own folder.
std::string target_layer(const Include& include) {
  const std::size_t slash = include.target.find('/');
  return slash == std::string::npos ? "" : include.target.substr(0, slash);
}

std::vector<fs::path> sources_below(const fs::path& directory) {
  std::vector<fs::path> found;
  if (!fs::exists(directory)) return found;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(directory)) {
    const fs::path extension = entry.path().extension();
    if (entry.is_regular_file() && (extension == ".cpp" || extension == ".hpp")) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

void append_includes(const fs::path& root, const fs::path& path, std::vector<Include>& includes) {
  static const std::regex directive(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re");
  std::istringstream lines(read_file(path));
  std::string line;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    std::smatch match;
    if (!std::regex_search(line, match, directive)) continue;
    includes.push_back({fs::relative(path, root).generic_string(), number, match[2], match[1] == "\""});
  }
}

using Graph = std::map<std::string, std::set<std::string>>;

Graph file_graph(const std::vector<Include>& includes) {
  Graph graph;
  for (const Include& include : includes) {
    if (include.quoted) graph[include.file].insert("src/" + include.target);
  }
  return graph;
}

struct CycleSearch {
  const Graph& graph;
  std::set<std::string> finished = {};
  std::vector<std::string> path = {};
  std::vector<std::string> cycles = {};

  void visit(const std::string& file) {
    const auto start = std::find(path.begin(), path.end(), file);
    if (start != path.end()) {
      std::string circle;
      for (auto step = start; step != path.end(); ++step) circle += *step + " -> ";
      cycles.push_back(circle + file);
      return;
    }
    if (finished.contains(file)) return;
    path.push_back(file);
    if (const auto node = graph.find(file); node != graph.end()) {
      for (const std::string& next : node->second) visit(next);
    }
    path.pop_back();
    finished.insert(file);
  }
};

}  // namespace

Layers read_layers(const fs::path& cmake_lists) {
  static const std::regex declaration(R"re(safeops_layer\((\w+)([^)]*)\))re");
  static const std::regex uses(R"re(USES((?:\s+[a-z]\w*)+))re");
  const std::string text = read_file(cmake_lists);
  Layers layers;
  for (std::sregex_iterator found(text.begin(), text.end(), declaration), end; found != end; ++found) {
    const std::string name = (*found)[1];
    const std::string arguments = (*found)[2];
    std::set<std::string>& reachable = layers[name];
    reachable.insert(name);
    std::smatch match;
    if (!std::regex_search(arguments, match, uses)) continue;
    std::istringstream words(match[1]);
    for (std::string used; words >> used;) {
      if (used == name || !layers.contains(used)) throw std::runtime_error(name + " uses " + used + ", which is not above it");
      reachable.insert(layers[used].begin(), layers[used].end());
    }
  }
  return layers;
}

std::vector<Include> read_includes(const fs::path& root) {
  std::vector<Include> includes;
  for (const char* folder : {"rules", "src"}) {
    for (const fs::path& path : sources_below(root / folder)) append_includes(root, path, includes);
  }
  return includes;
}

std::vector<std::string> forbidden_includes(const std::vector<Include>& includes, const Layers& layers) {
  std::vector<std::string> found;
  for (const Include& include : includes) {
    const std::string layer = layer_of(include.file);
    const auto allowed = layers.find(layer);
    if (allowed == layers.end()) {
      found.push_back(place(include) + ": the folder " + layer + " is no layer of CMakeLists.txt");
    } else if (!include.quoted && !may_know(layer, include.target)) {
      found.push_back(place(include) + ": the layer " + layer + " must not know <" + include.target + ">");
    } else if (include.quoted && !allowed->second.contains(target_layer(include))) {
      found.push_back(place(include) + ": the layer " + layer + " must not include \"" + include.target + "\"");
    }
  }
  return found;
}

std::vector<std::string> include_cycles(const std::vector<Include>& includes) {
  const Graph graph = file_graph(includes);
  CycleSearch search{.graph = graph};
  for (const auto& [file, targets] : graph) search.visit(file);
  return search.cycles;
}

}  // namespace safeops::layering
