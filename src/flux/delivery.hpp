#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "flux/object.hpp"
#include "flux/variables.hpp"
#include "git/snapshot.hpp"
#include "text/source.hpp"
#include "yaml/documents.hpp"

namespace safeops::flux {

// Why something could not be rendered, or was passed over. An error keeps the unit from being applied; a note is something
// only known in the cluster (a remote base, a chart, a plugin).
struct Problem {
  enum class Kind { error, note };
  Kind kind = Kind::error;
  text::Place place;
  std::string message;  // one sentence, names the object or file
};

// What `kustomize build` of one directory gives: objects in its order, with origins, and every file that was read for it.
struct Build {
  std::vector<Object> objects;
  std::vector<Problem> problems;
  std::set<std::string> inputs;              // paths, files only
  std::set<std::string> contents;            // those of them that are only put into generated objects, whatever they hold
  std::vector<UndefinedVariable> undefined;  // each once an object; known only where all variables are

  [[nodiscard]] bool failed() const;
  // What comparing all its objects costs, in values and pieces of 64 bytes. Worked out once; not by two threads at once.
  [[nodiscard]] std::size_t weight() const;

 private:
  struct Weight {  // a copy, which may be made into something else, is weighed anew
    Weight() = default;
    Weight(const Weight&) {}
    Weight& operator=(const Weight&) {
      known.reset();
      return *this;
    }
    std::optional<std::size_t> known;
  };
  mutable Weight weight_;
};

// One thing that is applied as a whole: a Flux Kustomization, or, in a repository without Flux objects, one kustomize overlay
// that no other one uses, or the plain manifests of a directory without a kustomization file.
struct Unit {
  std::string id;                       // tells it from all others of the revision; see FluxDiscovery::id_of
  std::string name;                     // "flux-system/apps-production" (namespace/name), else the directory
  std::string path;                     // directory, repository-relative, "" for the root
  std::optional<Object> kustomization;  // the Flux Kustomization as it is applied; none for a plain overlay
  std::string applied_by;   // name of the unit that holds `kustomization`; empty for a sync root and for plain overlays
  std::string cluster;      // path of the sync root that leads here, or what EntryPoints and clusters_of guess: one repository
                            // may serve several Kubernetes clusters
  bool is_foreign = false;  // its source is not this repository, or its path is not known: nor is what it applies
  bool prune = false;
  bool wait = false;
  bool suspend = false;  // itself. Below a suspended one it is as last applied, maybe not as written here, and goes on with that
  bool force = false;
  bool decrypts = false;                // SOPS ciphertext, before it applies
  std::string deletion_policy;          // of what it applied, once it is deleted itself: empty for MirrorPrune
  std::vector<std::string> depends_on;  // unit names
  std::vector<Id> health_checks;        // what has to be ready, too, before it is ready itself
  std::string target_namespace;
  Variables variables;
  std::shared_ptr<const Build> build;  // after the Kustomization's own patches, images, namespace and substitutions; shared
                                       // between revisions when no input differs

  [[nodiscard]] const std::vector<Object>& objects() const { return build->objects; }
};

// Everything Flux would apply from one revision of the repository.
struct Delivery {
  std::vector<Unit> units;         // sync roots first, then as found, each parent before its children
  std::vector<Problem> problems;   // of discovery: a spec.path that does not exist, a source in another repository
  std::set<std::string> reached;   // every file some unit read
  std::set<std::string> contents;  // those of them that no unit has read otherwise than Build::contents
  bool has_flux = false;           // false: no Flux objects in the repository, units are its kustomize overlays
};

// Renders units, each once: results are kept by directory and by the blobs it was made from, so two revisions that share
// them share the work. Not safe for two threads at once.
class Renderer {
 public:
  // All references must outlive the renderer. `jobs`: threads to work with; what comes out does not depend on it.
  Renderer(text::Sources& sources, yaml::Documents& documents, unsigned jobs = 1);
  ~Renderer();

  // Follows the sync roots (gotk-sync.yaml, FluxInstance spec.sync, any Flux Kustomization no other unit delivers) to all units.
  // Never throws on bad content: problems say what was wrong, on which line.
  Delivery deliver(const git::Snapshot& snapshot);

  // `kustomize build directory`; of several, in their order.
  std::shared_ptr<const Build> build(const git::Snapshot& snapshot, std::string_view directory);
  std::vector<std::shared_ptr<const Build>> build(const git::Snapshot& snapshot, const std::vector<std::string>& directories);

 private:
  struct Cache;
  unsigned jobs_;
  text::Sources* sources_;
  std::unique_ptr<Cache> cache_;
};

// The Kubernetes objects in one parsed file, List kinds opened. Documents that are no objects are left out.
std::vector<Object> objects_in(const yaml::File& file);

}  // namespace safeops::flux
