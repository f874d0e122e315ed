package main

import (
	"bufio"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"

	structural "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
)

// The C++ table of the CRDs' fields. Equal lists of fields, such as those of a Secret's key, are written once.
type shapes struct {
	groups   map[string]int
	order    []string
	isFilled bool // by a webhook, with what Go does not leave out of an object's JSON
}

// Fields that are durations in Go, and any text in the schema.
var durations = []string{"metricsQueriesTTL", "minApplyDelay"}

// The form of the schemas' patterns: first, inner and last letters.
var patterns = regexp.MustCompile(`^\^(?:\[(.+?)\])?(\()?\[(.+?)\]\*(?:\[(.+?)\]\)?\??)?\$$`)

var filledKinds = []string{"Backup", "Cluster", "Database", "ScheduledBackup"}

func printShapes(out *bufio.Writer, crdDirectories []string) error {
	crds, err := readCRDs(crdDirectories)
	if err != nil {
		return err
	}
	s := shapes{groups: map[string]int{"": 0}, order: []string{""}}
	var kinds []string
	for _, kind := range slices.Sorted(maps.Keys(crds)) {
		if kind == "FailoverQuorum" {
			continue
		}
		s.isFilled = slices.Contains(filledKinds, kind)
		spec := crds[kind].shape.Properties["spec"]
		kinds = append(kinds, fmt.Sprintf("    {%q, %s},\n", kind, s.field("spec", &spec, true)))
	}
	fmt.Fprint(out, "// Written by tests/oracle/cnpg; `./dev oracle` says when it is stale.\n// clang-format off\n"+
		"#include \"rules/cnpg/shape.hpp\"\n\n#include <algorithm>\n#include <array>\n\nnamespace safeops::rules {\nnamespace {\n\n"+
		"using enum Shape;\n\nconstexpr auto fields = std::to_array<Field>({\n")
	begin, begins := 0, []string{}
	for index, group := range s.order {
		begins = append(begins, fmt.Sprint(begin))
		if group != "" {
			fmt.Fprintf(out, "    // %d\n    %s,\n", index, strings.ReplaceAll(group, "\n", ",\n    "))
			begin += strings.Count(group, "\n") + 1
		}
	}
	begins = append(begins, fmt.Sprint(begin))
	fmt.Fprintf(out, "});\n\nconstexpr auto begins = std::to_array<std::uint16_t>({%s});\n\n", strings.Join(begins, ", "))
	fmt.Fprintf(out, "constexpr auto kinds = std::to_array<std::pair<std::string_view, Field>>({\n%s});\n\n", strings.Join(kinds, ""))
	fmt.Fprint(out, "}  // namespace\n\n"+
		"std::span<const Field> fields_in(std::uint16_t group) {\n"+
		"  return std::span(fields).subspan(begins[group], static_cast<std::size_t>(begins[group + 1] - begins[group]));\n}\n\n"+
		"const Field* shape_of_spec(std::string_view kind) {\n"+
		"  const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const auto& known) { return known.first == kind; });\n"+
		"  return found == kinds.end() ? nullptr : &found->second;\n}\n\n}  // namespace safeops::rules\n")
	return nil
}

func (s *shapes) group(fields []string) int {
	text := strings.Join(fields, "\n")
	if known, has := s.groups[text]; has {
		return known
	}
	s.groups[text] = len(s.order)
	s.order = append(s.order, text)
	return s.groups[text]
}

func (s *shapes) field(name string, shape *structural.Structural, required bool) string {
	kind, inside := "anything", 0
	switch {
	case shape.XIntOrString && shape.ValueValidation != nil && shape.ValueValidation.Pattern != "":
		kind = "quantity"
	case shape.XIntOrString:
		kind = "number_or_text"
	case shape.Type == "string" && shape.ValueValidation != nil && shape.ValueValidation.Format == "date-time":
		kind = "time"
	case slices.Contains(durations, name):
		kind = "duration"
	case shape.Type == "array":
		kind, inside = "list", s.group([]string{s.field("", shape.Items, false)})
	case shape.Type == "object" && shape.AdditionalProperties != nil && shape.AdditionalProperties.Structural != nil:
		kind, inside = "table", s.group([]string{s.field("", shape.AdditionalProperties.Structural, false)})
	case shape.Type == "object":
		kind, inside = "object", s.group(s.members(shape))
	case shape.Type == "string":
		kind = "text"
	case shape.Type != "":
		kind = shape.Type
	}
	return fmt.Sprintf("{%q, %s, %v, %d, %s}", name, kind, required && !s.fills(shape), inside, limits(shape))
}

// fills says whether the field may be missing because the webhook adds an empty one, and the schema takes that.
func (s *shapes) fills(shape *structural.Structural) bool {
	v := shape.ValueValidation
	return s.isFilled && shape.Type != "array" && (v == nil || len(v.Enum) == 0 && v.MinLength == nil)
}

func (s *shapes) members(shape *structural.Structural) []string {
	var fields []string
	for _, name := range slices.Sorted(maps.Keys(shape.Properties)) {
		field := shape.Properties[name]
		required := shape.ValueValidation != nil && slices.Contains(shape.ValueValidation.Required, name)
		fields = append(fields, s.field(name, &field, required && field.Default.Object == nil))
	}
	return fields
}

func limits(shape *structural.Structural) string {
	var words, parts []string
	v := shape.ValueValidation
	if v == nil {
		v = &structural.ValueValidation{}
	}
	for _, word := range v.Enum {
		words = append(words, fmt.Sprint(word.Object))
	}
	if len(words) > 0 {
		parts = append(parts, fmt.Sprintf(".words = %q", strings.Join(words, "|")))
	}
	least, most := v.Minimum, v.Maximum
	if v.Format == "int32" {
		least, most = orElse(least, math.MinInt32), orElse(most, math.MaxInt32)
	}
	if least != nil {
		parts = append(parts, fmt.Sprintf(".least = %.0f", *least))
	}
	if most != nil {
		parts = append(parts, fmt.Sprintf(".most = %.0f", *most))
	}
	shortest, letters := int64(0), ""
	if v.Pattern != "" && !shape.XIntOrString {
		shortest, letters = spelling(v.Pattern)
	}
	if v.MinLength != nil {
		shortest = max(shortest, *v.MinLength)
	}
	if shortest > 0 {
		parts = append(parts, fmt.Sprintf(".shortest = %d", shortest))
	}
	if v.MaxLength != nil {
		parts = append(parts, fmt.Sprintf(".longest = %d", *v.MaxLength))
	}
	if letters != "" {
		parts = append(parts, letters)
	}
	if keys := shape.XListMapKeys; len(keys) > 0 {
		parts = append(parts, fmt.Sprintf(".keys = %q", strings.Join(keys, "|")))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func spelling(pattern string) (shortest int64, letters string) {
	found := patterns.FindStringSubmatch(pattern)
	if found == nil {
		panic("no such pattern is known: " + pattern)
	}
	first, isOptional, inner, last := found[1], found[2] != "", found[3], found[4]
	if first != "" {
		shortest = 1
	}
	if last != "" && !isOptional {
		shortest = 2
	}
	if first == "" {
		first = inner
	}
	if last == "" {
		last = inner
	}
	return shortest, fmt.Sprintf(".letters = {%q, %q, %q}", first, inner, last)
}

func orElse(limit *float64, otherwise float64) *float64 {
	if limit != nil {
		return limit
	}
	return &otherwise
}
