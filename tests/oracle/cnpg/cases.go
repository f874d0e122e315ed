package main

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
)

// judgeCases gives a line for each object of a rule's cases: what is said of it as a new one, and in place of the one of its name
// in the case's base or in the layout below that.
func judgeCases(asked *operator, root string) ([]string, error) {
	var lines []string
	rules, _ := filepath.Glob(filepath.Join(root, "rules/cnpg/*"))
	for _, rule := range rules {
		if name := filepath.Base(rule); !strings.HasPrefix(name, "invalid-") && name != "forbidden-update" {
			continue
		}
		err := filepath.WalkDir(rule, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".yaml") || !strings.Contains(path, "/head/") {
				return err
			}
			judged, err := judgeCase(asked, root, path)
			lines = append(lines, judged...)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return lines, nil
}

func judgeCase(asked *operator, root, path string) ([]string, error) {
	objects, err := readObjects(root, path)
	if err != nil {
		return nil, err
	}
	folder, file, _ := strings.Cut(path, "/head/")
	olds, err := readObjects(root, filepath.Join(folder, "base", file))
	if err != nil {
		return nil, err
	}
	if len(olds) == 0 {
		if olds, err = readObjects(root, filepath.Join(root, "fixtures/layouts/shop", file)); err != nil {
			return nil, err
		}
	}
	var lines []string
	for _, object := range objects {
		if asked.crds[fmt.Sprint(object.value["kind"])] != nil {
			lines = append(lines, judgeOver(asked, object, olds))
		}
	}
	return lines, nil
}

func judgeOver(asked *operator, object document, olds []document) string {
	created := asked.judge(object.value, nil)
	for _, old := range olds {
		if old.identity() == object.identity() && asked.judge(old.value, nil).accepted() {
			updated := asked.judge(object.value, old.value)
			return fmt.Sprintf("\n%q: {\"\": [[%q, %q, %q]]}", object.name, created, updated, old.name)
		}
	}
	return fmt.Sprintf("\n%q: {\"\": [[%q]]}", object.name, created)
}
