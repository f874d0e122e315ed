package main

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// result is what one Kustomization applies, or why it cannot.
type result struct {
	name    string
	objects []object
	err     error
}

// repository is one checkout, followed from its sync roots.
type repository struct {
	checkout string
	from     cluster
	ignore   map[client.ObjectKey]string // spec.ignore of the GitRepositories
	results  []result
	seen     map[string]bool
}

// follow applies the sync roots of a checkout and, recursively, every Kustomization they deliver. What is delivered late may hold
// variables for what came early, so it is done again until nothing new is learnt.
func follow(checkout string) ([]result, error) {
	declared, err := syncFiles(checkout)
	if err != nil {
		return nil, err
	}
	r := &repository{checkout: checkout, ignore: map[client.ObjectKey]string{},
		from: cluster{configMaps: map[client.ObjectKey]corev1.ConfigMap{}, secrets: map[client.ObjectKey]corev1.Secret{}}}
	for _, made := range declared {
		r.learn(made)
	}
	for known := -1; known != r.learnt(); {
		known = r.learnt()
		r.results, r.seen = nil, map[string]bool{}
		for _, made := range declared {
			if isKustomization(made) {
				r.applyAll(made)
			}
		}
	}
	return r.results, nil
}

func (r *repository) learnt() int {
	return len(r.from.configMaps) + len(r.from.secrets) + len(r.ignore)
}

func (r *repository) applyAll(kustomization object) {
	name := kustomization.GetNamespace() + "/" + kustomization.GetName()
	if r.seen[name] {
		return
	}
	r.seen[name] = true
	objects, err := r.apply(kustomization)
	r.results = append(r.results, result{name, objects, err})
	for _, made := range objects {
		r.learn(made)
	}
	for _, made := range objects {
		if isKustomization(made) {
			r.applyAll(made)
		}
	}
}

func (r *repository) apply(kustomization object) ([]object, error) {
	artifact, err := os.MkdirTemp("", "artifact")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(artifact)
	source, _, _ := unstructured.NestedString(kustomization.Object, "spec", "sourceRef", "name")
	key := client.ObjectKey{Namespace: kustomization.GetNamespace(), Name: source}
	if err := copyArtifact(r.checkout, r.ignore[key], artifact); err != nil {
		return nil, err
	}
	return apply(kustomization, artifact, r.from)
}

func (r *repository) learn(made object) {
	key := client.ObjectKeyFromObject(&made)
	switch made.GetKind() {
	case "ConfigMap":
		var held corev1.ConfigMap
		if runtime.DefaultUnstructuredConverter.FromUnstructured(made.Object, &held) == nil {
			r.from.configMaps[key] = held
		}
	case "Secret":
		var held corev1.Secret
		if runtime.DefaultUnstructuredConverter.FromUnstructured(made.Object, &held) != nil {
			return
		}
		if held.Data == nil {
			held.Data = map[string][]byte{}
		}
		for name, value := range held.StringData {
			held.Data[name] = []byte(value)
		}
		r.from.secrets[key] = held
	case "GitRepository":
		if ignore, ok, _ := unstructured.NestedString(made.Object, "spec", "ignore"); ok {
			r.ignore[key] = ignore
		}
	}
}

func isKustomization(made object) bool {
	return made.GetKind() == "Kustomization" && made.GroupVersionKind().Group == "kustomize.toolkit.fluxcd.io"
}

// syncFiles gives what the gotk-sync.yaml files declare.
func syncFiles(checkout string) ([]object, error) {
	var declared []object
	err := filepath.WalkDir(checkout, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.Name() != "gotk-sync.yaml" {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		objects, err := decode(content)
		declared = append(declared, objects...)
		return err
	})
	return declared, err
}

func decode(text []byte) ([]object, error) {
	var objects []object
	for decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(text), 4096); ; {
		var made object
		err := decoder.Decode(&made.Object)
		if err == io.EOF {
			return objects, nil
		}
		if err != nil {
			return nil, err
		}
		if made.Object != nil {
			objects = append(objects, made)
		}
	}
}
