// Prints the C++ table of the lists that a strategic merge patch merges item by item, from the OpenAPI definitions that kustomize
// carries: every built-in kind, and below it only the fields that lead to such a list. Types that look alike are one.
package main

import (
	"fmt"
	"sort"
	"strings"

	"k8s.io/kube-openapi/pkg/validation/spec"
	"sigs.k8s.io/kustomize/kyaml/openapi"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

type field struct {
	name  string
	child string // definition
	merge bool
	keys  []string
}

type table struct {
	definitions map[string]spec.Schema
	useful      map[string]bool // definitions with a merged list in or below them
	numbers     map[string]int  // by definition
	known       map[string]int  // by how a type is written
	types       []string
}

func main() {
	openapi.SchemaForResourceType(yaml.TypeMeta{APIVersion: "v1", Kind: "Pod"}) // loads the definitions
	t := table{openapi.Schema().Definitions, map[string]bool{}, map[string]int{}, map[string]int{}, nil}
	for grown := true; grown; {
		grown = false
		for name := range t.definitions {
			if !t.useful[name] && len(t.fields(name)) > 0 {
				t.useful[name] = true
				grown = true
			}
		}
	}
	t.print(t.kinds())
}

// fields are those that are merged lists or lead to one.
func (t *table) fields(definition string) []field {
	var fields []field
	for name, schema := range t.definitions[definition].Properties {
		f := field{name: name, child: target(schema)}
		if isList(schema) {
			strategies, keys := (&openapi.ResourceSchema{Schema: &schema}).PatchStrategyAndKeyList()
			if !contains(strings.Split(strategies, ","), "merge") {
				continue
			}
			f.child, f.merge, f.keys = target(*schema.Items.Schema), true, keys
		}
		if f.merge || t.useful[f.child] {
			fields = append(fields, f)
		}
	}
	sort.Slice(fields, func(i, j int) bool { return fields[i].name < fields[j].name })
	return fields
}

func isList(schema spec.Schema) bool {
	return len(schema.Type) == 1 && schema.Type[0] == "array" && schema.Items != nil && schema.Items.Schema != nil
}

func target(schema spec.Schema) string {
	return strings.TrimPrefix(schema.Ref.String(), "#/definitions/")
}

func contains(words []string, word string) bool {
	for _, w := range words {
		if w == word {
			return true
		}
	}
	return false
}

// number writes the type of a definition down, below all it refers to, and answers its number.
func (t *table) number(definition string) int {
	if !t.useful[definition] {
		return -1
	}
	if number, done := t.numbers[definition]; done {
		return number
	}
	var text strings.Builder
	for _, f := range t.fields(definition) {
		keys := append(append([]string{}, f.keys...), "", "")
		fmt.Fprintf(&text, "    {%q, %d, %t, {%q, %q}},\n", f.name, t.number(f.child), f.merge, keys[0], keys[1])
	}
	number, same := t.known[text.String()]
	if !same {
		number = len(t.types)
		t.known[text.String()] = number
		t.types = append(t.types, text.String())
	}
	t.numbers[definition] = number
	return number
}

func (t *table) kinds() []string {
	var kinds []string
	for name, definition := range t.definitions {
		marks, _ := definition.Extensions["x-kubernetes-group-version-kind"].([]any)
		for _, mark := range marks {
			if m, ok := mark.(map[string]any); ok && t.useful[name] {
				version := fmt.Sprint(m["version"])
				if group, _ := m["group"].(string); group != "" {
					version = group + "/" + version
				}
				kinds = append(kinds, fmt.Sprintf("    {%q, %q, ", version, m["kind"])+name)
			}
		}
	}
	sort.Strings(kinds)
	for i, kind := range kinds {
		cut := strings.LastIndex(kind, " ") + 1
		kinds[i] = fmt.Sprintf("%s%d},\n", kind[:cut], t.number(kind[cut:]))
	}
	return kinds
}

func (t *table) print(kinds []string) {
	fmt.Print("// Written by tests/oracle/merge_schema; `./dev oracle` says when it is stale.\n// clang-format off\n")
	fmt.Print("#include \"flux/merge_schema.hpp\"\n\nnamespace safeops::flux {\nnamespace {\n\n")
	fmt.Print("constexpr MergeField fields[] = {\n")
	starts := "0"
	count := 0
	for number, text := range t.types {
		fmt.Printf("    // %d\n%s", number, text)
		count += strings.Count(text, "\n")
		starts += fmt.Sprintf(", %d", count)
	}
	fmt.Printf("};\n\nconstexpr std::size_t starts[] = {%s};\n\n", starts)
	fmt.Printf("constexpr MergeKind kinds[] = {\n%s};\n\n}  // namespace\n\n", strings.Join(kinds, ""))
	fmt.Print("const MergeTable merge_table{fields, starts, kinds};\n\n}  // namespace safeops::flux\n")
}
