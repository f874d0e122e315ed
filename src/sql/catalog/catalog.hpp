#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sql/syntax/command.hpp"

namespace safeops::sql {

// What a database holds after the statements seen so far: the part of PostgreSQL's system catalogs that tells what the next
// statement does. Names in it are whole: the schema is never empty. Temporary objects stand in the schema pg_temp.

// A column of a table, view or composite type. pg_attribute.
struct Column {
  std::string name;
  TypeName type;  // serial types as the integers they are; its name is whole for types that are no built-ins
  bool not_null = false;
  bool not_null_proved = true;  // false: NOT NULL ... NOT VALID (18)
  std::string not_null_name;    // where one was written; on 18 the constraint has it
  Expression value;             // DEFAULT or generation expression; of serial columns nextval of `sequence`
  ColumnDefinition::Generated generated = ColumnDefinition::Generated::no;
  ColumnDefinition::Identity identity = ColumnDefinition::Identity::no;
  Name collation;
  Name sequence;  // behind serial and identity columns
  bool inherited = false;
  bool own = false;               // inherited, but there without the parent's too: it stays when that goes
  bool identity_dropped = false;  // of a partial column: it certainly has none
  bool partial = false;  // of a partial relation, known by name only: an empty type, and NOT NULL and DEFAULT that are not known
};

// A table constraint, NOT NULL excepted (see Column). pg_constraint.
struct Constraint {
  std::string name;
  ConstraintDefinition::Kind kind = ConstraintDefinition::Kind::check;
  std::vector<std::string> columns;
  Expression check;
  Name referenced;  // foreign key: a whole name
  std::vector<std::string> referenced_columns;
  std::string on_delete, on_update;
  std::string index;  // unique, primary key, exclude: the index behind it
  bool validated = true;
  bool enforced = true;
  bool deferrable = false;
  bool inherited = false;  // from a parent, or made on a partition by its parent's
  bool own = false;        // as of a Column
  bool no_inherit = false;
  bool partial = false;  // of a partial relation, known by name only
};

// pg_index. Stands in its table's schema.
struct Index {
  std::string name;
  std::string method = "btree";
  std::vector<IndexElement> elements;
  std::vector<std::string> included;
  Expression predicate;
  bool unique = false;
  bool nulls_not_distinct = false;
  bool primary = false;
  bool exclusion = false;
  bool valid = true;       // false: CREATE INDEX ... ON ONLY of a partitioned table, until every partition has its own attached
  std::string constraint;  // it stands behind; empty for none
  Name parent;             // the index of the partitioned table it is attached to

  [[nodiscard]] bool reads(std::string_view column) const;  // in an element, INCLUDE or the predicate
};

struct Trigger {
  std::string name;
  Name function;
  bool for_each_row = false;
  bool inherited = false;  // made on a partition by its parent's
};

// What a view or rule reads: a relation and those of its columns it names.
struct Use {
  Name relation;
  std::set<std::string> columns;
  bool all_columns = false;  // SELECT *: what was there when it was made; `columns` names them where they were known
};

struct Statistics {
  Name name;
  std::vector<std::string> columns;
};

// pg_class: whatever shares the name space of tables, indexes excepted.
struct Relation {
  enum class Kind { table, foreign_table, view, materialized_view, sequence, composite_type };
  Kind kind = Kind::table;
  Name name;
  Persistence persistence = Persistence::permanent;
  bool older = false;    // than what was read: a statement named it that no other made
  bool partial = false;  // there may be more of everything below than is listed: it is older, or made from something that is
  std::vector<Column> columns;
  std::vector<Constraint> constraints;
  std::vector<Index> indexes;
  std::vector<Name> parents;            // it inherits from, or the one it is a partition of
  std::optional<PartitionBound> bound;  // of a partition
  PartitionKey key;                     // of a partitioned table
  std::vector<Trigger> triggers;
  std::vector<std::string> rules;
  std::vector<std::string> policies;
  std::vector<Statistics> statistics;
  std::vector<Use> uses;    // of views and, through rules, of tables
  std::vector<Name> calls;  // routines of ours that a view calls
  std::uint64_t query = 0;  // of views: Query::identity
  Name owner_table;         // of a sequence OWNED BY a column
  std::string owner_column;
  std::string owner;
  std::string access_method;  // empty: the default
  std::string tablespace;     // empty: the default
  std::string cluster_index;
  Name of_type;
  bool has_rows = false;  // something was put into it
  bool row_security = false;
  bool force_row_security = false;
  std::set<std::pair<ObjectClass, std::string>> absent;  // of a partial one: columns, constraints ... that were taken away

  [[nodiscard]] bool is_table() const { return kind == Kind::table || kind == Kind::foreign_table; }
  [[nodiscard]] bool is_partitioned() const { return !key.strategy.empty(); }
  [[nodiscard]] bool is_partition() const { return bound.has_value(); }
  [[nodiscard]] bool has_storage() const;  // rows of its own that a rewrite would copy
  [[nodiscard]] const Column* column(std::string_view name) const;
  [[nodiscard]] const Constraint* constraint(std::string_view name) const;
  [[nodiscard]] const Index* index(std::string_view name) const;
  [[nodiscard]] const Constraint* primary_key() const;
  [[nodiscard]] bool has(ObjectClass part, std::string_view name) const;  // a column, constraint, index, trigger, rule, policy
  // Whether it certainly has no, constraint, trigger, rule or policy of that name.
  [[nodiscard]] bool lacks(ObjectClass part, std::string_view name) const;
  Column* column(std::string_view name);
  Constraint* constraint(std::string_view name);
  Index* index(std::string_view name);
};

// pg_type, composite types of tables excepted.
struct Type {
  enum class Kind { enumeration, composite, range, base, domain };
  Kind kind = Kind::enumeration;
  Name name;
  std::vector<std::string> labels;  // of an enumeration, in their order
  TypeName base;                    // of a domain
  bool not_null = false;            // of a domain
  Expression value;
  std::vector<Constraint> checks;
};

// pg_proc.
struct Routine {
  Name name;
  std::vector<TypeName> arguments;  // input ones
  std::size_t optional_arguments = 0;
  std::optional<TypeName> returns;
  std::vector<CreateRoutine::Parameter> outputs;  // OUT, INOUT and TABLE columns
  bool returns_set = false;
  bool procedure = false;
  bool aggregate = false;
  bool strict = false;
  bool security_definer = false;
  bool constant_body = false;
  CreateRoutine::Volatility volatility = CreateRoutine::Volatility::is_volatile;
  std::string language;
};

class Catalog {
 public:
  Catalog();  // an empty database: the schema public

  // Names. A name without schema is looked for along the search path; what is not found would be made in its first schema.
  [[nodiscard]] Name whole(const Name& relation) const;   // an index's too
  [[nodiscard]] Name whole_type(const Name& type) const;  // built-in types, and those nothing is known of, keep an empty schema
  [[nodiscard]] Name whole_routine(const Name& routine) const;                                             // likewise
  [[nodiscard]] Name for_new(const Name& object, Persistence persistence = Persistence::permanent) const;  // to be made
  [[nodiscard]] const std::string& creation_schema() const;
  [[nodiscard]] const std::vector<std::string>& search_path() const { return search_path_; }
  void set_search_path(std::vector<std::string> schemas) { search_path_ = std::move(schemas); }

  // Look-ups take names as written; null when there is none.
  [[nodiscard]] const Relation* relation(const Name& name) const;
  [[nodiscard]] const Relation* table_of_index(const Name& index) const;  // the table that has an index of that name
  [[nodiscard]] const Index* index(const Name& name) const;
  [[nodiscard]] const Relation* table_of_statistics(const Name& statistics) const;
  [[nodiscard]] const Type* type(const Name& name) const;
  [[nodiscard]] std::vector<const Routine*> routines(const Name& name) const;
  [[nodiscard]] bool has_schema(std::string_view name) const { return schemas_.contains(name); }
  [[nodiscard]] bool has_extension(std::string_view name) const { return extensions_.contains(name); }
  [[nodiscard]] bool has_publication(std::string_view name) const { return publications_.contains(name); }
  [[nodiscard]] bool has_constraint_in(const std::string& schema, const std::string& name) const;  // of any relation there
  // The domain, enumeration ... a column's type is made of in the end: domains followed to their base.
  [[nodiscard]] TypeName base_type(const TypeName& type) const;

  // What hangs on a relation or type, in order of names.
  [[nodiscard]] std::vector<const Relation*> children(const Relation& parent) const;     // that inherit, partitions among them
  [[nodiscard]] std::vector<const Relation*> descendants(const Relation& parent) const;  // with theirs, each once
  [[nodiscard]] std::vector<const Relation*> referencing(const Relation& table) const;   // tables with a foreign key to it
  [[nodiscard]] std::vector<const Relation*> views_of(const Relation& relation) const;   // views that read it, directly
  [[nodiscard]] std::vector<const Relation*> owned_sequences(const Relation& table) const;
  [[nodiscard]] std::vector<const Relation*> drawing_from(const Relation& sequence) const;  // tables with it in a default
  [[nodiscard]] std::vector<const Relation*> columns_of_type(const Name& type) const;       // relations with a column of it
  [[nodiscard]] std::vector<const Relation*> calling(const Name& routine) const;  // relations with it in a trigger, default ...
  [[nodiscard]] std::vector<const Type*> domains_over(const Name& type) const;
  [[nodiscard]] std::vector<const Routine*> routines_with(const Name& type) const;  // as an argument or result

  // All of it, by name.
  [[nodiscard]] const std::map<Name, Relation>& relations() const { return relations_; }
  [[nodiscard]] const std::map<Name, Type>& types() const { return types_; }
  [[nodiscard]] const std::multimap<Name, Routine>& all_routines() const { return routines_; }
  [[nodiscard]] const std::set<std::string, std::less<>>& schemas() const { return schemas_; }
  [[nodiscard]] const std::set<std::string, std::less<>>& extensions() const { return extensions_; }

  // Changes. Names are whole. What refers to a changed relation is kept up to date by the caller, reverse look-ups by the
  // catalog.
  void put(Relation relation);  // new, or in the place of the one of that name
  void change(const Name& name, const std::function<void(Relation&)>& edit);
  void remove(const Name& relation);
  void rename(const Name& from, const Name& to);  // a relation, with every reference to it
  void put(Type type);
  void remove_type(const Name& name);
  void rename_type(const Name& from, const Name& to);
  void put(Routine routine);                                                       // replaces the one with the same arguments
  void remove_routines(const Name& name, const std::vector<TypeName>* arguments);  // null: all of that name
  void rename_routines(const Name& from, const Name& to, const std::vector<TypeName>* arguments);
  void add_schema(std::string name) { schemas_.insert(std::move(name)); }
  void remove_schema(const std::string& name) { schemas_.erase(name); }  // itself; what stands in it is the caller's
  void rename_schema(const std::string& from, const std::string& to);
  void add_extension(std::string name) { extensions_.insert(std::move(name)); }
  void remove_extension(const std::string& name) { extensions_.erase(name); }
  void add_publication(std::string name) { publications_.insert(std::move(name)); }
  void remove_publication(const std::string& name) { publications_.erase(name); }

  // A hostile script can ask for more than its length lets expect: thousands of changes to thousands of partitions. Past a limit
  // the catalog gives up: it is emptied, stays so, and nothing may be concluded from it.
  [[nodiscard]] bool gave_up() const { return gave_up_; }
  void spend(std::size_t steps);

 private:
  enum class Space { relation, index, constraint, statistics, type, routine };
  struct Object {
    Space space = Space::relation;
    Name name;
    auto operator<=>(const Object&) const = default;
  };
  using Links = std::vector<Object>;  // sorted, each once

  template <typename Thing>
  static Links links_of(const Thing& thing);
  template <typename Thing>
  static std::uint64_t fingerprint(const Thing& thing);
  void link(const Object& object, Links links);
  void unlink(const Object& object);
  void relink_routines(const Name& name);
  void hold(std::size_t before, std::size_t after);
  template <typename Holds>
  std::vector<const Relation*> dependents(const Object& on, Holds holds) const;
  void redirect(Space space, const Name& from, const Name& to);
  [[nodiscard]] bool knows(Space space, const Name& name) const;
  [[nodiscard]] Name resolve(Space space, const Name& name) const;

  std::map<Name, Relation> relations_;
  std::map<Name, Name> index_tables_;
  std::map<Name, Name> statistics_tables_;
  std::map<Name, std::size_t> constraint_names_;   // how many relations of the schema have one
  std::map<Object, std::set<Object>> dependents_;  // of a relation, type or routine: those whose entries name it
  std::map<Object, Links> links_;
  std::map<Name, Type> types_;
  std::multimap<Name, Routine> routines_;
  std::set<std::string, std::less<>> schemas_;
  std::set<std::string, std::less<>> extensions_;
  std::set<std::string, std::less<>> publications_;
  std::vector<std::string> search_path_;
  std::size_t held_ = 0;
  std::size_t spent_ = 0;
  bool gave_up_ = false;
};

}  // namespace safeops::sql
