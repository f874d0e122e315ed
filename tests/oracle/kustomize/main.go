// Renders directories with kustomize and with safeops-check and compares: documents as data and in order, and whether each of
// them refuses. What needs a network is not rendered: kustomize is kept from it.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"sync"
)

type verdict int

const (
	equal verdict = iota
	bothRefuse
	noted // kustomize refuses what we pass over with a note: a remote base, a chart, a plugin
	differs
	weRefuse
	weAccept
	unexpected // not what the name of its folder promises
)

var titles = map[verdict]string{
	equal: "equal", bothRefuse: "refused by both", noted: "noted, not rendered", differs: "DIFFERENT",
	weRefuse: "REFUSED BY US ONLY", weAccept: "REFUSED BY KUSTOMIZE ONLY", unexpected: "NOT AS ITS FOLDER SAYS",
}

type result struct {
	directory string
	verdict   verdict
	details   []string
}

type oracle struct {
	kustomize  string
	program    string
	repository string
	scratch    string
	quiet      []string // the environment that keeps kustomize from the network
}

func main() {
	var o oracle
	flag.StringVar(&o.kustomize, "kustomize", "kustomize", "the kustomize binary")
	flag.StringVar(&o.program, "program", "safeops-check", "the safeops-check binary")
	suite := flag.String("suite", "", "a directory to be taken for a repository of its own")
	all := flag.Bool("all", false, "list every directory, not only those that differ")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: kustomize_oracle [-kustomize FILE] [-program FILE] [-all] -suite DIRECTORY | REPOSITORY [DIRECTORY...]")
	}
	flag.Parse()
	if (flag.NArg() == 0) == (*suite == "") {
		flag.Usage()
		os.Exit(2)
	}
	ok := o.compare(*suite, flag.Args(), *all)
	os.RemoveAll(o.scratch)
	if !ok {
		os.Exit(1)
	}
}

func (o *oracle) compare(suite string, arguments []string, all bool) bool {
	var err error
	if o.scratch, err = os.MkdirTemp("", "oracle"); err != nil {
		fatal("%v", err)
	}
	var directories []string
	if suite != "" {
		o.repository = o.commit(suite)
	} else {
		o.repository, directories = arguments[0], arguments[1:]
	}
	if len(directories) == 0 {
		directories = o.discover()
	}
	if len(directories) == 0 {
		fatal("%s has no kustomization files", o.repository)
	}
	o.cutOff()
	return report(o.run(directories), all)
}

// commit makes a repository of a directory.
func (o *oracle) commit(directory string) string {
	repository := filepath.Join(o.scratch, "suite")
	if err := os.CopyFS(repository, os.DirFS(directory)); err != nil {
		fatal("%v", err)
	}
	for _, arguments := range [][]string{{"init", "-q"}, {"add", "-A", "-f"}, {"commit", "-q", "-m", "suite"}} {
		command := exec.Command("git", append([]string{"-C", repository, "-c", "user.name=a", "-c", "user.email=a@b",
			"-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"}, arguments...)...)
		if output, err := command.CombinedOutput(); err != nil {
			fatal("git %s: %s", arguments[0], output)
		}
	}
	return repository
}

// discover lists the directories with a kustomization file at HEAD. In a suite that is split into accepted/ and refused/, only
// the cases themselves count, not the bases inside of them.
func (o *oracle) discover() []string {
	names, err := exec.Command("git", "-C", o.repository, "ls-tree", "-r", "-z", "--name-only", "HEAD").Output()
	if err != nil {
		fatal("cannot list the files of %s: %v", o.repository, err)
	}
	seen := map[string]bool{}
	for _, name := range strings.Split(string(names), "\x00") {
		switch filepath.Base(name) {
		case "kustomization.yaml", "kustomization.yml", "Kustomization":
			directory := filepath.Dir(name)
			if parts := strings.Split(directory, "/"); promised(directory) != nil && len(parts) != 2 {
				continue
			}
			seen[directory] = true
		}
	}
	directories := make([]string, 0, len(seen))
	for directory := range seen {
		directories = append(directories, directory)
	}
	sort.Strings(directories)
	return directories
}

// promised is whether kustomize is to build the directory, as the first folder of its path says; nil when it says nothing.
func promised(directory string) *bool {
	first, _, _ := strings.Cut(directory, "/")
	builds := first == "accepted"
	if !builds && first != "refused" {
		return nil
	}
	return &builds
}

// cutOff puts a `git` that fails first in kustomize's path, and a proxy that is not there in its way.
func (o *oracle) cutOff() {
	folder := filepath.Join(o.scratch, "bin")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		fatal("%v", err)
	}
	if err := os.WriteFile(filepath.Join(folder, "git"), []byte("#!/bin/sh\nexit 1\n"), 0o755); err != nil {
		fatal("%v", err)
	}
	o.quiet = append(os.Environ(), "PATH="+folder, "HTTP_PROXY=http://127.0.0.1:9", "HTTPS_PROXY=http://127.0.0.1:9")
}

func (o *oracle) run(directories []string) []result {
	results := make([]result, len(directories))
	var group sync.WaitGroup
	queue := make(chan int)
	for range runtime.NumCPU() {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := range queue {
				results[i] = o.judge(directories[i])
			}
		}()
	}
	for i := range directories {
		queue <- i
	}
	close(queue)
	group.Wait()
	return results
}

func (o *oracle) judge(directory string) result {
	theirs, theirErrors, theyBuild := o.execute(exec.Command(o.kustomize, "build", "--load-restrictor", "LoadRestrictionsNone",
		filepath.Join(o.repository, directory)), o.quiet)
	ours, ourErrors, weBuild := o.execute(exec.Command(o.program, "render", directory, "--repo", o.repository, "--at", "HEAD"), nil)
	passed := passedOver(ourErrors)
	promise := promised(directory)
	switch {
	case promise != nil && *promise != theyBuild:
		return result{directory, unexpected, []string{"kustomize: " + lastLine(theirErrors)}}
	case !theyBuild && !weBuild:
		return result{directory, bothRefuse, []string{"kustomize: " + lastLine(theirErrors), "ours: " + errorLine(ourErrors)}}
	case !weBuild:
		return result{directory, weRefuse, []string{errorLine(ourErrors)}}
	case !theyBuild && passed:
		return result{directory, noted, []string{lastLine(theirErrors)}}
	case !theyBuild:
		return result{directory, weAccept, []string{lastLine(theirErrors)}}
	}
	return compareStreams(directory, theirs, ours)
}

// passedOver is whether we say that something is only known elsewhere. That a field is deprecated or a target selects nothing is said too.
func passedOver(notes string) bool {
	for _, line := range strings.Split(notes, "\n") {
		if strings.HasPrefix(line, "note: ") && !strings.Contains(line, "is deprecated") && !strings.Contains(line, "matches no object") {
			return true
		}
	}
	return false
}

func compareStreams(directory string, theirs, ours []byte) result {
	theirDocuments, err := readDocuments(theirs)
	if err != nil {
		return result{directory, differs, []string{"kustomize's output cannot be read: " + err.Error()}}
	}
	ourDocuments, err := readDocuments(ours)
	if err != nil {
		return result{directory, differs, []string{"our output cannot be read: " + err.Error()}}
	}
	if found := differences(theirDocuments, ourDocuments); len(found) > 0 {
		return result{directory, differs, found}
	}
	return result{directory, equal, []string{fmt.Sprintf("%d objects", len(ourDocuments))}}
}

func (o *oracle) execute(command *exec.Cmd, environment []string) (output []byte, errors string, ok bool) {
	var errorText strings.Builder
	command.Env = environment
	command.Stderr = &errorText
	output, err := command.Output()
	if exit, failed := err.(*exec.ExitError); failed && exit.ExitCode() < 0 {
		fatal("%s: %v", command, err)
	} else if err != nil && !failed {
		fatal("%s: %v", command, err)
	}
	return output, errorText.String(), err == nil
}

// report prints what differs and the counts; false when anything does, or when nothing was rendered.
func report(results []result, all bool) bool {
	counts := map[verdict]int{}
	for _, r := range results {
		counts[r.verdict]++
		if !all && r.verdict <= noted {
			continue
		}
		fmt.Printf("%s: %s\n", r.directory, titles[r.verdict])
		for i, line := range r.details {
			if i == 10 {
				fmt.Printf("    and %d more\n", len(r.details)-i)
				break
			}
			fmt.Printf("    %s\n", line)
		}
	}
	fmt.Printf("%d directories:", len(results))
	for v := equal; v <= unexpected; v++ {
		if counts[v] > 0 {
			fmt.Printf(" %d %s;", counts[v], titles[v])
		}
	}
	fmt.Println()
	return counts[equal] > 0 && counts[equal]+counts[bothRefuse]+counts[noted] == len(results)
}

func errorLine(text string) string {
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "error: ") {
			return line
		}
	}
	return lastLine(text)
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}

func fatal(format string, arguments ...any) {
	fmt.Fprintf(os.Stderr, "oracle: "+format+"\n", arguments...)
	os.Exit(2)
}
