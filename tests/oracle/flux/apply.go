package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	securejoin "github.com/cyphar/filepath-securejoin"
	"github.com/fluxcd/pkg/kustomize"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/kustomize/api/resmap"
	"sigs.k8s.io/kustomize/api/resource"
	"sigs.k8s.io/yaml"
)

type object = unstructured.Unstructured

// cluster answers what variables are taken from: the ConfigMaps and Secrets that the Kustomizations deliver.
type cluster struct {
	client.Client
	configMaps map[client.ObjectKey]corev1.ConfigMap
	secrets    map[client.ObjectKey]corev1.Secret
}

func (c cluster) Get(_ context.Context, key client.ObjectKey, into client.Object, _ ...client.GetOption) error {
	found := false
	switch wanted := into.(type) {
	case *corev1.ConfigMap:
		*wanted, found = c.configMaps[key]
	case *corev1.Secret:
		*wanted, found = c.secrets[key]
	}
	if !found {
		return apierrors.NewNotFound(schema.GroupResource{Resource: "object"}, key.String())
	}
	return nil
}

// apply does with one Kustomization what kustomize-controller does, up to what it sends to the cluster. It writes a kustomization
// into the artifact, the files of the source.
func apply(kustomization object, artifact string, from cluster) ([]object, error) {
	path, _, _ := unstructured.NestedString(kustomization.Object, "spec", "path")
	directory, err := securejoin.SecureJoin(artifact, path)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(directory); err != nil {
		return nil, errors.New("the path does not exist")
	}
	if _, err := kustomize.NewGenerator(artifact, kustomization).WriteFile(directory); err != nil {
		return nil, err
	}
	built, err := kustomize.SecureBuild(artifact, directory, false)
	if err != nil {
		return nil, err
	}
	for _, item := range built.Resources() {
		if err := substitute(kustomization, item, built, from); err != nil {
			return nil, fmt.Errorf("%s: %w", item.CurId(), err)
		}
	}
	return finish(built, kustomization)
}

func substitute(kustomization object, item *resource.Resource, built resmap.ResMap, from cluster) error {
	if item.GetName() == "" || item.GetKind() == "" || item.GetApiVersion() == "" {
		return errors.New("not an object")
	}
	postBuild, ok, _ := unstructured.NestedMap(kustomization.Object, "spec", "postBuild")
	if !ok {
		return nil
	}
	always := kustomize.SubstituteWithAlways(postBuild["substituteStrategy"] == "Always")
	changed, err := kustomize.SubstituteVariables(context.Background(), from, kustomization, item, always)
	if err == nil && changed != nil {
		_, err = built.Replace(item)
	}
	return err
}

func finish(built resmap.ResMap, kustomization object) ([]object, error) {
	objects := []object{}
	for _, item := range built.Resources() {
		text, err := item.AsYAML() // printing changes what folded blocks hold, and it is what is printed that the controller applies
		if err != nil {
			return nil, err
		}
		made := object{}
		if err := yaml.Unmarshal(text, &made.Object); err != nil {
			return nil, err
		}
		if strings.HasPrefix(made.GetAPIVersion(), "kustomize.config.k8s.io/") {
			continue
		}
		if labels := with(made.GetLabels(), kustomization, "labels"); len(labels) > 0 {
			made.SetLabels(labels)
		}
		if annotations := with(made.GetAnnotations(), kustomization, "annotations"); len(annotations) > 0 {
			made.SetAnnotations(annotations)
		}
		objects = append(objects, made)
	}
	return objects, nil
}

// with adds what the Kustomization gives all objects in common.
func with(held map[string]string, kustomization object, field string) map[string]string {
	common, _, _ := unstructured.NestedStringMap(kustomization.Object, "spec", "commonMetadata", field)
	if held == nil {
		return common
	}
	for key, value := range common {
		held[key] = value
	}
	return held
}
