#include "sql/analysis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sql/plpgsql_text.hpp"

namespace safeops::sql {

namespace {

// DO in EXECUTE in DO ...: nobody who wants to be read goes further.
constexpr int deepest = 8;

std::string deep_comment_message() {
  return fmt::format("comments are nested deeper than {}", Limits::comment_nesting);
}

std::optional<Span> first_placeholder(const Scan& scan) {
  for (const RawStatement& statement : scan.statements)
    if (statement.placeholder) return statement.placeholder;
  return {};
}

bool runs_now(const Analysis::Place& place) {
  return place.container != Container::function_body;
}

// The query where it stands in the body, all of the body when that cannot be told. Of a PERFORM, kept as SELECT, the place
// is that of all but the first letter.
Fragment locate(const EmbeddedQuery& query, const Fragment& body) {
  if (!query.at) return Fragment::untraced(query.query, body.whole());
  const Fragment found = body.part(*query.at, query.query);
  return query.query.empty() || body.text()[query.at->begin] == query.query.front() ? found : found.begun_earlier();
}

// An expression is only worth a statement of its own when it may do something.
bool does_something(const Finding& finding) {
  return !finding.calls.empty() || finding.statement.phase() != Phase::neutral;
}

bool harms_nothing(const Effect& effect) {
  using Kind = Effect::Kind;
  constexpr std::array kinds{Kind::create_schema, Kind::create_view, Kind::create_type, Kind::create_sequence,
                             Kind::grant,         Kind::comment,     Kind::select};
  return std::find(kinds.begin(), kinds.end(), effect.kind) != kinds.end();
}

bool is_computed(const Name& name) {
  return name.name == "%I" || name.schema == "%I";
}

// Of a template: is it known what the statement does, whatever is put in? What it makes may have any name; what it changes or
// takes away has to be known, and a setting its value.
bool tells_enough(const Finding& finding) {
  const auto& effects = finding.statement.effects;
  if (finding.body || !finding.inside.empty()) return false;
  if (std::any_of(finding.calls.begin(), finding.calls.end(), is_computed)) return false;
  if (std::any_of(effects.begin(), effects.end(), [](const Effect& each) { return each.kind == Effect::Kind::setting; }))
    return false;
  if (finding.statement.kind == "CREATE TABLE" || finding.statement.kind == "CREATE TABLE AS") return true;
  return !finding.statement.names_computed || std::all_of(effects.begin(), effects.end(), harms_nothing);
}

void relocate(Query& query, const Fragment& fragment) {
  for (Query::Scope& scope : query.scopes)
    for (Query::Reference& reference : scope.references) reference.span = fragment.to_file(reference.span);
}

// The places in what a statement says become places in the file.
void relocate(Command& command, const Fragment& fragment) {
  std::visit(
      [&](auto& form) {
        if constexpr (requires { form.query; }) relocate(form.query, fragment);
        if constexpr (requires { form.body; }) relocate(form.body, fragment);
        if constexpr (std::is_same_v<std::decay_t<decltype(form)>, CreateSchema>)
          for (Command& element : form.elements) relocate(element, fragment);
      },
      command.form);
}

}  // namespace

void Analysis::add(const Fragment& fragment, Finding finding, const Place& place) {
  Statement& statement = finding.statement;
  const Finding outer{.statement = {.span = statement.span}, .routine = finding.routine, .body = std::move(finding.body)};
  statement.direction = place.direction;
  statement.container = place.container;
  statement.span = fragment.to_file(statement.span);
  for (Effect& effect : statement.effects) effect.span = fragment.to_file(effect.span);
  relocate(statement.command, fragment);
  statements_.push_back(std::move(statement));
  notes_.push_back({std::move(finding.calls), place.routine});
  Place inner = place;
  ++inner.depth;
  if (!outer.routine.empty()) {
    routines_.push_back(outer.routine);
    inner.routine = routines_.size() - 1;
    inner.container = Container::function_body;
  } else if (runs_now(place)) {
    inner.container = Container::do_block;
  }
  for (Finding& each : finding.inside) add(fragment, std::move(each), inner);
  if (outer.body) add_body(fragment, outer, inner);
}

void Analysis::add_body(const Fragment& fragment, const Finding& finding, const Place& place) {
  const Body& body = *finding.body;
  if (body.language == Body::Language::other || !body.quote) return;
  if (place.depth > deepest) return add_unproved(fragment.to_file(finding.statement.span), place);
  const Fragment code = fragment.literal(*body.quote, body.code);
  if (body.language == Body::Language::sql)
    read_sql(code, place);
  else
    read_plpgsql_body(fragment, finding.statement.span, code, place);
}

void Analysis::add(Problem::Kind kind, Span span, std::string message, const Place& place) {
  add({kind, span, std::move(message), place.direction});
}

// A parse without a tree: of a body or expression, found to be made of `scan`, in a text that stands at `span`.
void Analysis::add_unparsed(const Parsed& parsed, const Scan& scan, const Fragment& code, Span span, const Place& place) {
  const auto placeholder = first_placeholder(scan);
  const bool is_template = placeholder && parsed.outcome == Parsed::Outcome::rejected;
  Problem problem = is_template ? templated(code.to_file(*placeholder)) : problem_of(parsed, {}, {});
  add(problem.kind, is_template ? problem.span : span, std::move(problem.message), place);
}

void Analysis::read_sql(const Fragment& fragment, const Place& place) {
  const Scan found = scan(fragment.text(), ScanMode::fragment);
  if (!found.deep_comments.empty()) return add(Problem::Kind::limit, fragment.whole(), deep_comment_message(), place);
  Statements read = read_statements(fragment.text(), found, budget_);
  for (Problem& problem : read.problems) add(problem.kind, fragment.to_file(problem.span), std::move(problem.message), place);
  for (Finding& finding : read.findings) add(fragment, std::move(finding), place);
}

std::optional<std::vector<EmbeddedQuery>> Analysis::queries_of(const Fragment& fragment, Span statement, const Fragment& body,
                                                               const Place& place) {
  const Scan found = scan(body.text(), ScanMode::fragment);
  const Span whole = fragment.to_file(statement);
  if (!found.deep_comments.empty()) {
    add(Problem::Kind::limit, whole, deep_comment_message(), place);
    return {};
  }
  Parsed parsed = parse_anywhere(fragment.text().substr(statement.begin, statement.end - statement.begin), Grammar::plpgsql,
                                 is_plain_body(found, body.text().size()), budget_);
  if (parsed.outcome == Parsed::Outcome::rejected && needs_catalog(parsed.text)) return split_plpgsql(body.text());
  if (parsed.outcome != Parsed::Outcome::tree) {
    add_unparsed(parsed, found, body, whole, place);
    return {};
  }
  auto queries = read_plpgsql(parsed.text, body.text());
  if (!queries) add(Problem::Kind::limit, whole, "the body is nested too deeply to be read", place);
  return queries;
}

void Analysis::read_plpgsql_body(const Fragment& fragment, Span statement, const Fragment& body, const Place& place) {
  const auto queries = queries_of(fragment, statement, body, place);
  if (!queries) return;
  for (const EmbeddedQuery& query : *queries) read_query(locate(query, body), query.use, place);
}

void Analysis::read_query(const Fragment& query, EmbeddedQuery::Use use, const Place& place) {
  switch (use) {
    case EmbeddedQuery::Use::statement:
      return read_sql(query, place);
    case EmbeddedQuery::Use::expression:
    case EmbeddedQuery::Use::assignment:
      if (query.text().find('(') != std::string::npos) read_expression(query, use, place);
      return;
    case EmbeddedQuery::Use::dynamic:
      return read_execute(query, place);
  }
}

void Analysis::read_expression(const Fragment& query, EmbeddedQuery::Use use, const Place& place) {
  const Scan found = scan(query.text(), ScanMode::fragment);
  const Grammar grammar = use == EmbeddedQuery::Use::expression ? Grammar::expression : Grammar::assignment;
  Parsed parsed = parse_anywhere(query.text(), grammar, is_plain_body(found, query.text().size()), budget_);
  const Span whole{0, static_cast<std::uint32_t>(query.text().size())};
  if (parsed.outcome != Parsed::Outcome::tree) return add_unparsed(parsed, found, query, query.whole(), place);
  std::vector<Finding> findings;
  {
    const Tree tree(parsed.text);
    for (const Node raw : tree.root().list("stmts")) findings.push_back(read_statement(raw["stmt"], query.text(), 0, whole));
  }
  for (Finding& finding : findings)
    if (does_something(finding)) add(query, std::move(finding), place);
}

void Analysis::read_execute(const Fragment& query, const Place& place) {
  const Scan found = scan(query.text(), ScanMode::fragment);
  Parsed parsed = parse_anywhere(query.text(), Grammar::expression, is_plain_body(found, query.text().size()), budget_);
  std::optional<DynamicText> dynamic;
  if (parsed.outcome == Parsed::Outcome::tree) {
    const Tree tree(parsed.text);
    const std::vector<Node> statements = tree.root().list("stmts");
    const std::vector<Node> targets =
        statements.empty() ? std::vector<Node>{} : statements.front()["stmt"]["SelectStmt"].list("targetList");
    if (targets.size() == 1) dynamic = dynamic_text(targets.front()["ResTarget"]["val"]);
  }
  if (!dynamic || place.depth >= deepest) return add_unproved(query.whole(), place);
  Place inner = place;
  ++inner.depth;
  if (runs_now(place)) inner.container = Container::dynamic_literal;
  read_dynamic(*dynamic, query, inner);
}

void Analysis::read_dynamic(const DynamicText& dynamic, const Fragment& query, const Place& place) {
  if (dynamic.computed()) return read_template(Fragment::untraced(dynamic.text, query.whole()), place);
  read_sql(dynamic.literal ? query.literal(*dynamic.literal, dynamic.text) : Fragment::untraced(dynamic.text, query.whole()),
           place);
}

bool Analysis::add_results(const Fragment& query, const Place& place) {
  const Scan found = scan(query.text(), ScanMode::fragment);
  Parsed parsed = parse_anywhere(query.text(), Grammar::sql, is_plain_body(found, query.text().size()), budget_);
  if (parsed.outcome != Parsed::Outcome::tree) return false;
  std::vector<DynamicText> values;
  {
    const Tree tree(parsed.text);
    const std::vector<Node> statements = tree.root().list("stmts");
    if (statements.size() != 1) return false;
    for (const Node target : statements.front()["stmt"]["SelectStmt"].list("targetList")) {
      auto value = dynamic_text(target["ResTarget"]["val"]);
      if (!value) return false;
      values.push_back(std::move(*value));
    }
  }
  Place inner = place;
  ++inner.depth;
  for (const DynamicText& value : values) read_dynamic(value, query, inner);
  return !values.empty();
}

void Analysis::read_template(const Fragment& fragment, const Place& place) {
  const Scan found = scan(fragment.text(), ScanMode::fragment);
  if (!found.deep_comments.empty()) return add_unproved(fragment.whole(), place);
  Statements read = read_statements(fragment.text(), found, budget_);
  if (!read.problems.empty()) return add_unproved(fragment.whole(), place);
  for (Finding& finding : read.findings) {
    finding.statement.names_computed = fragment.text().find(DynamicText::computed_name) != std::string::npos;
    if (tells_enough(finding))
      add(fragment, std::move(finding), place);
    else
      add_unproved(fragment.whole(), place,
                   fmt::format("EXECUTE of {} with parts that are put in when it runs", finding.statement.kind));
  }
}

void Analysis::add_unproved(Span span, const Place& place, std::string_view detail) {
  Finding finding;
  finding.statement.kind = "EXECUTE";
  finding.statement.span = span;
  Effect& effect = finding.statement.effects.emplace_back();
  effect.kind = Effect::Kind::dynamic_sql;
  effect.detail = detail;
  effect.span = span;
  add(Fragment("", 0), std::move(finding), place);
}

}  // namespace safeops::sql
