// Compares what `safeops-check render NAME` prints of every Flux Kustomization in some repositories with what
// kustomize-controller's own library makes of it.
//
//	flux PROGRAM DIRECTORY...
//
// Each directory below a DIRECTORY is a repository. Exits with 1 on any difference, and when there was nothing to compare.
package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"

	"sigs.k8s.io/yaml"
)

type tally struct{ equal, refused, different int }

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: flux PROGRAM DIRECTORY...")
		os.Exit(2)
	}
	var total tally
	for _, directory := range os.Args[2:] {
		cases, _ := filepath.Glob(filepath.Join(directory, "*"))
		for _, repository := range cases {
			if err := compareRepository(os.Args[1], repository, &total); err != nil {
				fmt.Printf("%s: %v\n", repository, err)
				total.different++
			}
		}
	}
	fmt.Printf("%d Kustomizations are equal, %d are refused by both, %d differ\n", total.equal, total.refused, total.different)
	if total.different > 0 || total.equal == 0 {
		os.Exit(1)
	}
}

func compareRepository(program, directory string, total *tally) error {
	checkout, err := os.MkdirTemp("", "checkout")
	if err != nil {
		return err
	}
	defer os.RemoveAll(checkout)
	if err := commit(directory, checkout); err != nil {
		return err
	}
	expected, err := follow(checkout)
	if err != nil {
		return err
	}
	if len(expected) == 0 {
		return fmt.Errorf("no gotk-sync.yaml with a Kustomization")
	}
	for _, one := range expected {
		difference := compare(program, checkout, one)
		switch {
		case difference != "":
			total.different++
			fmt.Printf("%s %s differs:\n%s\n", filepath.Base(directory), one.name, difference)
		case one.err != nil:
			total.refused++
		default:
			total.equal++
		}
	}
	return nil
}

// commit makes a git repository of the files: the program reads nothing else.
func commit(directory, checkout string) error {
	for _, command := range [][]string{
		{"cp", "-R", directory + "/.", checkout},
		{"git", "-C", checkout, "init", "-q"},
		{"git", "-C", checkout, "add", "-A", "-f"},
		{"git", "-C", checkout, "-c", "user.name=Oracle", "-c", "user.email=oracle@example.com", "-c", "commit.gpgsign=false",
			"commit", "-q", "-m", "case"},
	} {
		if output, err := exec.Command(command[0], command[1:]...).CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %s", strings.Join(command, " "), output)
		}
	}
	return nil
}

// compare gives what differs, or nothing.
func compare(program, checkout string, expected result) string {
	var output, errors bytes.Buffer
	command := exec.Command(program, "render", expected.name, "--repo", checkout, "--at", "HEAD")
	command.Stdout, command.Stderr = &output, &errors
	_ = command.Run()
	code := command.ProcessState.ExitCode()
	if code != 0 && code != 1 {
		return fmt.Sprintf("  ours ends with %d: %s", code, errors.String())
	}
	failed := code == 1
	if failed != (expected.err != nil) {
		return fmt.Sprintf("  flux: %v\n  ours: failed is %v: %s", expected.err, failed, errors.String())
	}
	if failed {
		return ""
	}
	actual, err := decode(output.Bytes())
	if err != nil {
		return fmt.Sprintf("  ours is not YAML: %v", err)
	}
	if len(actual) != len(expected.objects) {
		return fmt.Sprintf("  flux applies %d objects, ours %d", len(expected.objects), len(actual))
	}
	for index, wanted := range expected.objects {
		left, right := text(wanted), text(actual[index])
		if !reflect.DeepEqual(left, right) {
			return fmt.Sprintf("--- flux, object %d\n%s--- ours\n%s", index+1, left, right)
		}
	}
	return ""
}

func text(made object) string {
	written, err := yaml.Marshal(made.Object)
	if err != nil {
		return err.Error()
	}
	return string(written)
}
