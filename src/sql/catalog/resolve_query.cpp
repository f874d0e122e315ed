#include "sql/catalog/resolve_query.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace safeops::sql {

namespace {

using Source = Query::Source;

// Past these limits a query is not followed any further: what it gives is incomplete, what it uses is all there is.
constexpr std::size_t most_columns = 20'000;  // held for all scopes together
constexpr std::size_t most_steps = 1'000'000;

class Results {
 public:
  Results(const Query& query, const Catalog& catalog) : query_(query), catalog_(catalog), results_(query.scopes.size()) {}

  ResultColumns run() {
    if (query_.scopes.empty()) return {{}, false};
    work(0);
    return std::move(results_[0].result);
  }

 private:
  struct State {
    ResultColumns result;
    bool begun = false, done = false;
  };

  // The scopes it is made of first. Scopes nest deeper than a stack is, and a hostile one may name itself.
  void work(int first) {
    std::vector<int> stack{first};
    while (!stack.empty()) {
      const int scope = stack.back();
      State& state = at(scope);
      if (state.done) {
        stack.pop_back();
      } else if (!state.begun) {
        state.begun = true;
        for (const int below : made_of(scope))
          if (!at(below).begun) stack.push_back(below);
      } else {
        state.result = compute(query_.scopes[static_cast<std::size_t>(scope)]);
        state.done = true;
        stack.pop_back();
      }
    }
  }

  State& at(int scope) { return results_[static_cast<std::size_t>(scope)]; }

  [[nodiscard]] bool is_scope(int scope) const { return scope >= 0 && static_cast<std::size_t>(scope) < results_.size(); }

  [[nodiscard]] std::vector<int> made_of(int scope) const {
    const Query::Scope& own = query_.scopes[static_cast<std::size_t>(scope)];
    std::vector<int> below;
    for (const Source& source : own.sources)
      if (is_scope(source.scope)) below.push_back(source.scope);
    for (const int arm : {own.outputs_of, own.combined_with})
      if (is_scope(arm)) below.push_back(arm);
    return below;
  }

  ResultColumns compute(const Query::Scope& scope) {
    if (is_scope(scope.outputs_of)) return combined(scope);
    std::vector<ResultColumns> sources;
    if (held_ < most_columns)
      for (const Source& source : scope.sources) sources.push_back(columns_of(source));
    ResultColumns result;
    result.complete = sources.size() == scope.sources.size();
    std::size_t width = 0;
    for (const ResultColumns& source : sources) width += 1 + source.columns.size();
    for (const Query::Output& output : scope.outputs) {
      steps_ += width;
      result.complete &= steps_ <= most_steps && held_ + result.columns.size() <= most_columns;
      if (steps_ > most_steps || held_ + result.columns.size() > most_columns) break;
      add_output(output, scope, sources, result);
    }
    held_ += result.columns.size();
    return result;
  }

  // The names of the first, and a type where both agree: elsewhere PostgreSQL chooses one.
  ResultColumns combined(const Query::Scope& scope) {
    ResultColumns result = at(scope.outputs_of).result;
    const std::vector<Column> none;
    const std::vector<Column>& other = is_scope(scope.combined_with) ? at(scope.combined_with).result.columns : none;
    for (std::size_t i = 0; i < result.columns.size(); ++i)
      if (i >= other.size() || result.columns[i].type != other[i].type) result.columns[i].type = {};
    held_ += result.columns.size();
    return result;
  }

  ResultColumns columns_of(const Source& source) {
    ResultColumns found{{}, false};
    if (is_scope(source.scope)) {
      if (at(source.scope).done) found = at(source.scope).result;
    } else if (const Relation* relation = source.relation.empty() ? nullptr : catalog_.relation(source.relation)) {
      for (const Column& column : relation->columns) found.columns.push_back(plain(column));
      found.complete = !relation->partial;
    }
    held_ += found.columns.size();
    for (std::size_t i = 0; i < source.columns.size() && i < found.columns.size(); ++i) found.columns[i].name = source.columns[i];
    return found;
  }

  // Of a column nothing but name, type and collation goes into a result.
  static Column plain(const Column& column) {
    Column copy;
    copy.name = column.name;
    copy.type = column.type;
    copy.collation = column.collation;
    return copy;
  }

  static void add_output(const Query::Output& output, const Query::Scope& scope, const std::vector<ResultColumns>& sources,
                         ResultColumns& into) {
    Column column;
    column.name = output.name;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      if (!output.qualifier.empty() && scope.sources[i].alias != output.qualifier) continue;
      const ResultColumns& source = sources[i];
      if (output.name == "*" && output.column.empty()) {
        into.columns.insert(into.columns.end(), source.columns.begin(), source.columns.end());
        into.complete &= source.complete;
        continue;
      }
      const auto same = std::find_if(source.columns.begin(), source.columns.end(),
                                     [&](const Column& each) { return each.name == output.column; });
      if (output.column.empty() || same == source.columns.end() || !column.type.empty()) continue;
      column.type = same->type;
      column.collation = same->collation;
    }
    if (output.name != "*" || !output.column.empty()) into.columns.push_back(std::move(column));
  }

  const Query& query_;
  const Catalog& catalog_;
  std::vector<State> results_;
  std::size_t held_ = 0;
  std::size_t steps_ = 0;
};

class Uses {
 public:
  Uses(const Query& query, const Catalog& catalog) : query_(query), catalog_(catalog) {}

  std::vector<Use> run() {
    for (const Query::Scope& scope : query_.scopes)
      for (const Source& source : scope.sources)
        if (!source.relation.empty()) use(source.relation);
    for (const Query::Scope& scope : query_.scopes)
      for (const Query::Reference& reference : scope.references)
        if (steps_ <= most_steps) follow(reference, scope);
    std::vector<Use> found;
    for (auto& [name, use] : uses_) {
      if (steps_ > most_steps) name_all(use, catalog_.relation(name));
      found.push_back(std::move(use));
    }
    return found;
  }

 private:
  Use& use(const Name& relation) {
    Use& found = uses_[catalog_.whole(relation)];
    found.relation = catalog_.whole(relation);
    return found;
  }

  // Names are looked up in their own scope, then in those around it.
  void follow(const Query::Reference& reference, const Query::Scope& scope) {
    const Query::Scope* here = &scope;
    while (here && steps_ <= most_steps) {
      steps_ += 1 + here->sources.size();
      if (name_in(*here, reference)) return;
      const bool outer = here->parent >= 0 && static_cast<std::size_t>(here->parent) < query_.scopes.size();
      here = outer ? &query_.scopes[static_cast<std::size_t>(here->parent)] : nullptr;
    }
  }

  bool name_in(const Query::Scope& scope, const Query::Reference& reference) {
    bool found = false, maybe = false;
    for (const Source& source : scope.sources) {
      if (!reference.qualifier.empty() && source.alias != reference.qualifier) continue;
      found |= !reference.qualifier.empty();
      if (source.relation.empty()) continue;
      const Relation* relation = catalog_.relation(source.relation);
      const std::string column = original(source, relation, reference.column);
      if (column == "*") {
        name_all(use(source.relation), relation);
      } else if (!relation || !relation->lacks(ObjectClass::column, column)) {
        found |= relation && relation->has(ObjectClass::column, column);
        maybe = true;
        use(source.relation).columns.insert(column);
      }
    }
    return found || maybe;
  }

  // What the relation calls a column that the FROM clause gave another name.
  static std::string original(const Source& source, const Relation* relation, const std::string& column) {
    const auto renamed = std::find(source.columns.begin(), source.columns.end(), column);
    const auto place = static_cast<std::size_t>(renamed - source.columns.begin());
    return relation && renamed != source.columns.end() && place < relation->columns.size() ? relation->columns[place].name
                                                                                           : column;
  }

  static void name_all(Use& use, const Relation* relation) {
    if (std::exchange(use.all_columns, true) || !relation) return;
    for (const Column& column : relation->columns) use.columns.insert(column.name);
  }

  const Query& query_;
  const Catalog& catalog_;
  std::map<Name, Use> uses_;
  std::size_t steps_ = 0;
};

}  // namespace

ResultColumns result_of(const Query& query, const Catalog& catalog) {
  return Results(query, catalog).run();
}

std::vector<Use> uses_of(const Query& query, const Catalog& catalog) {
  return Uses(query, catalog).run();
}

}  // namespace safeops::sql
