package main

import (
	"context"
	"os"
	"path/filepath"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structural "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apimachinery/pkg/util/validation/field"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"sigs.k8s.io/yaml"
)

// What the API server holds the objects of one kind to.
type crd struct {
	kind      string
	shape     *structural.Structural
	validator validation.SchemaValidator
	rules     *cel.Validator
}

// readCRDs gives them by kind.
func readCRDs(directories []string) (map[string]*crd, error) {
	crds := map[string]*crd{}
	for _, directory := range directories {
		files, _ := filepath.Glob(filepath.Join(directory, "*.yaml"))
		for _, file := range files {
			read, err := readCRD(file)
			if err != nil {
				return nil, err
			}
			crds[read.kind] = read
		}
	}
	return crds, nil
}

func readCRD(file string) (*crd, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var definition apiextensionsv1.CustomResourceDefinition
	if err := yaml.Unmarshal(text, &definition); err != nil {
		return nil, err
	}
	var schema apiextensions.JSONSchemaProps
	written := definition.Spec.Versions[0].Schema.OpenAPIV3Schema
	if err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(written, &schema, nil); err != nil {
		return nil, err
	}
	shape, err := structural.NewStructural(&schema)
	if err != nil {
		return nil, err
	}
	validator, _, err := validation.NewSchemaValidator(&schema)
	if err != nil {
		return nil, err
	}
	return &crd{definition.Spec.Names.Kind, shape, validator, cel.NewValidator(shape, true, celconfig.PerCallLimit)}, nil
}

// unknown gives the fields that the CRD does not have, and removes them. Flux applies on the server's side, which refuses them.
func (c *crd) unknown(object map[string]any) []string {
	return pruning.PruneWithOptions(object, c.shape, true, structural.UnknownFieldPathOptions{TrackUnknownFieldPaths: true})
}

func (c *crd) setDefaults(object map[string]any) {
	defaulting.PruneNonNullableNullsWithoutDefaults(object, c.shape)
	defaulting.Default(object, c.shape)
}

// validate gives what schema and CEL rules refuse; `old` is nil for a new object. As in the API server, rules are asked only of what
// has the right shape.
func (c *crd) validate(object, old map[string]any) verdict {
	errors := validation.ValidateCustomResource(nil, object, c.validator)
	errors = append(errors, listtype.ValidateListSetsAndMaps(nil, c.shape, object)...)
	if len(errors) > 0 {
		return refusal("schema", errors)
	}
	var before any
	if old != nil {
		before = old
	}
	errors, _ = c.rules.Validate(context.Background(), nil, c.shape, object, before, celconfig.RuntimeCELCostBudget)
	return refusal("rule", errors)
}

func refusal(by string, errors field.ErrorList) verdict {
	v := verdict{by: by}
	for _, one := range errors {
		v.fields = append(v.fields, one.Field)
	}
	return v
}
