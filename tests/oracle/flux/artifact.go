package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/fluxcd/pkg/sourceignore"
)

// copyArtifact copies the files source-controller would take from a checkout: regular ones that no rule ignores. `ignore` is the
// source's own spec.ignore.
func copyArtifact(checkout, ignore, artifact string) error {
	domain := strings.Split(checkout, string(filepath.Separator))
	patterns, err := sourceignore.LoadIgnorePatterns(checkout, domain)
	if err != nil {
		return err
	}
	patterns = append(patterns, sourceignore.ReadPatterns(strings.NewReader(ignore), domain)...)
	matcher := sourceignore.NewDefaultMatcher(patterns, domain)
	return filepath.WalkDir(checkout, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || matcher.Match(strings.Split(path, string(filepath.Separator)), entry.IsDir()) {
			return err
		}
		relative, _ := filepath.Rel(checkout, path)
		target := filepath.Join(artifact, relative)
		if entry.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		if !entry.Type().IsRegular() {
			return nil
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return os.WriteFile(target, content, 0o644)
	})
}
