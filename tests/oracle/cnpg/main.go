// Says what a Kubernetes with CloudNativePG in it makes of the objects of the rules' cases, and of those below objects/ with one value
// changed: as new objects, and in place of others.
//
//	cnpg verdicts ROOT CRD_DIRECTORY...
//	cnpg shapes CRD_DIRECTORY...           prints the C++ table of the CRDs' fields instead
//
// The verdicts are JSON: object, then field (a JSON pointer), then a list for each value, of two verdicts and the value; none is given
// where the field is removed. A verdict is empty where the object is accepted, else who refuses it, and where if not at that field.
// The first verdict is on a new object, the second on a change of the object as it is written. An object of a case has the field "",
// and the old object for a value if there is one.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-logr/logr"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/yaml"
)

func main() {
	out := bufio.NewWriter(os.Stdout)
	err := fmt.Errorf("usage: cnpg verdicts ROOT CRD_DIRECTORY... | cnpg shapes CRD_DIRECTORY...")
	switch {
	case len(os.Args) > 3 && os.Args[1] == "verdicts":
		err = printVerdicts(out, os.Args[2], os.Args[3:])
	case len(os.Args) > 2 && os.Args[1] == "shapes":
		err = printShapes(out, os.Args[2:])
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func printVerdicts(out *bufio.Writer, root string, crdDirectories []string) error {
	ctrl.SetLogger(logr.Discard())
	asked, err := newOperator(crdDirectories)
	if err != nil {
		return err
	}
	objects, err := readObjects(root, filepath.Join(root, "tests/oracle/cnpg/objects/*.yaml"))
	if err != nil {
		return err
	}
	fmt.Fprint(out, "{")
	for _, object := range objects {
		if v := asked.judge(object.value, nil); !v.accepted() {
			return fmt.Errorf("%s is not valid: %s", object.name, v)
		}
		fmt.Fprintf(out, "\n%q: {", object.name)
		printMutations(out, asked, object.value)
		fmt.Fprint(out, "},")
	}
	lines, err := judgeCases(asked, root)
	fmt.Fprintf(out, "%s\n}\n", strings.Join(lines, ","))
	return err
}

// printMutations prints a line for each field: what is said of its values.
func printMutations(out *bufio.Writer, asked *operator, object map[string]any) {
	said := map[string][]string{}
	seen := map[string]bool{}
	for _, m := range mutations(object, asked.crds[object["kind"].(string)].shape) {
		field := m.field()
		if name := field + m.text(); !seen[name] {
			seen[name] = true
			said[field] = append(said[field], judgeMutation(asked, object, m))
		}
	}
	for index, field := range slices.Sorted(maps.Keys(said)) {
		if index > 0 {
			fmt.Fprint(out, ",")
		}
		fmt.Fprintf(out, "\n  %q: [%s]", field, strings.Join(said[field], ", "))
	}
}

func judgeMutation(asked *operator, object map[string]any, m mutation) string {
	changed := m.apply(object)
	created := asked.judge(changed, nil)
	updated := created
	if created.accepted() && m.path[0] == "spec" {
		updated = asked.judge(changed, object)
	}
	entry := []any{m.brief(created), m.brief(updated)}
	if !m.removed {
		entry = append(entry, m.value)
	}
	text, _ := json.Marshal(entry)
	return string(text)
}

type document struct {
	name  string // path#index
	value map[string]any
}

func (d document) identity() string {
	metadata, _ := d.value["metadata"].(map[string]any)
	return fmt.Sprint(d.value["kind"], metadata["namespace"], metadata["name"])
}

// readObjects reads the documents of all files that fit the pattern.
func readObjects(root, pattern string) ([]document, error) {
	var objects []document
	files, _ := filepath.Glob(pattern)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		path, _ := filepath.Rel(root, file)
		for index, part := range strings.Split(string(text), "\n---\n") {
			object := document{name: fmt.Sprintf("%s#%d", path, index)}
			if err := yaml.Unmarshal([]byte(part), &object.value); err != nil {
				return nil, fmt.Errorf("%s: %w", object.name, err)
			}
			objects = append(objects, object)
		}
	}
	return objects, nil
}
