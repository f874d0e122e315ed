package main

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cloudnative-pg/cloudnative-pg/pkg/postgres"
	structural "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
)

// One value of an object, set or removed.
type mutation struct {
	path    []string // keys, and indexes of lists
	value   any
	removed bool
}

func (m mutation) field() string {
	escape := strings.NewReplacer("~", "~0", "/", "~1")
	text := ""
	for _, key := range m.path {
		text += "/" + escape.Replace(key)
	}
	return text
}

func (m mutation) text() string {
	if m.removed {
		return "-"
	}
	text, _ := json.Marshal(m.value)
	return string(text)
}

// brief is a verdict without the field, where that is the one that was changed.
func (m mutation) brief(v verdict) string {
	if slices.Equal(v.fields, []string{strings.Join(m.path, ".")}) {
		return v.by
	}
	return v.String()
}

// apply gives a changed copy.
func (m mutation) apply(object map[string]any) map[string]any {
	var changed map[string]any
	if err := convert(object, &changed); err != nil {
		panic(err)
	}
	m.change(changed, m.path)
	return changed
}

func (m mutation) change(value any, path []string) any {
	switch parent := value.(type) {
	case map[string]any:
		if len(path) > 1 {
			parent[path[0]] = m.change(parent[path[0]], path[1:])
		} else if m.removed {
			delete(parent, path[0])
		} else {
			parent[path[0]] = m.value
		}
		return parent
	case []any:
		index, _ := strconv.Atoi(path[0])
		if len(path) > 1 {
			parent[index] = m.change(parent[index], path[1:])
		} else if m.removed {
			return slices.Delete(parent, index, index+1)
		} else if index == len(parent) {
			return append(parent, m.value)
		} else {
			parent[index] = m.value
		}
		return parent
	}
	return value
}

type mutator struct{ made []mutation }

func mutations(object map[string]any, shape *structural.Structural) []mutation {
	var m mutator
	m.set([]string{"metadata", "name"}, "a", "a.b", "1a", strings.Repeat("a", 50), strings.Repeat("a", 51))
	for _, name := range slices.Sorted(maps.Keys(annotations)) {
		if metadata := object["metadata"].(map[string]any); metadata["annotations"] == nil {
			break
		}
		m.set([]string{"metadata", "annotations", name}, annotations[name]...)
	}
	spec := shape.Properties["spec"]
	m.walk([]string{"spec"}, object["spec"], &spec)
	return m.made
}

func (m *mutator) set(path []string, values ...any) {
	for _, value := range values {
		m.made = append(m.made, mutation{path: slices.Clone(path), value: value})
	}
}

func (m *mutator) remove(path []string) {
	m.made = append(m.made, mutation{path: slices.Clone(path), removed: true})
}

func (m *mutator) walk(path []string, value any, shape *structural.Structural) {
	switch value := value.(type) {
	case map[string]any:
		m.walkMap(path, value, shape)
	case []any:
		for index, item := range value {
			at := append(slices.Clone(path), strconv.Itoa(index))
			m.remove(at)
			m.walk(at, item, shape.Items)
		}
		if len(value) > 0 {
			m.set(append(slices.Clone(path), strconv.Itoa(len(value))), value[0])
		}
	}
}

func (m *mutator) walkMap(path []string, value map[string]any, shape *structural.Structural) {
	known := slices.Sorted(maps.Keys(shape.Properties))
	if inner := shape.AdditionalProperties; inner != nil {
		known = slices.Sorted(maps.Keys(value))
		if path[len(path)-1] == "parameters" && strings.Contains(strings.Join(path, "."), "postgresql") {
			m.setParameters(path)
		}
		for _, key := range known {
			m.setField(append(slices.Clone(path), key), value, inner.Structural)
		}
		return
	}
	for _, key := range known {
		field := shape.Properties[key]
		m.setField(append(slices.Clone(path), key), value, &field)
	}
}

func (m *mutator) setField(path []string, parent map[string]any, shape *structural.Structural) {
	m.set(path, edges(path[len(path)-1], shape)...)
	value, present := parent[path[len(path)-1]]
	if !present {
		return
	}
	m.remove(path)
	m.set(path, nil)
	m.walk(path, value, shape)
}

func (m *mutator) setParameters(path []string) {
	for _, name := range slices.Sorted(maps.Keys(postgres.FixedConfigurationParameters)) {
		m.set(append(slices.Clone(path), name), "x")
	}
	for _, name := range slices.Sorted(maps.Keys(parameters)) {
		for _, value := range parameters[name] {
			m.set(append(slices.Clone(path), name), value)
		}
	}
}

// edges are values at and beyond the limits of what a field takes.
func edges(name string, shape *structural.Structural) []any {
	if special, has := fields[name]; has && shape.Type != "object" && shape.Type != "array" {
		return special
	}
	if shape.ValueValidation != nil && len(shape.ValueValidation.Enum) > 0 {
		values := []any{"", "other"}
		for _, word := range shape.ValueValidation.Enum {
			values = append(values, word.Object)
		}
		return values
	}
	switch {
	case shape.XIntOrString:
		return quantities
	case shape.Type == "integer":
		return []any{0, 1, -1, 2, 100, 2147483648, "1", 1.5}
	case shape.Type == "boolean":
		return []any{true, false, "true", 1}
	case shape.Type == "string":
		return []any{"", "x", "../x", "Upper_Case", "two words", strings.Repeat("x", 70), 7, true}
	case shape.Type == "array":
		return []any{[]any{}, map[string]any{}, "x"}
	}
	return []any{map[string]any{}, []any{}, "x"}
}
