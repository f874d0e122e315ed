package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"sort"
	"strings"

	"sigs.k8s.io/yaml"
)

// readDocuments reads a stream of YAML documents as an API server's client would, in order. Numbers keep their spelling.
func readDocuments(stream []byte) ([]any, error) {
	var documents []any
	for _, text := range strings.Split("\n"+string(stream), "\n---\n") {
		if strings.TrimSpace(text) == "" {
			continue
		}
		asJSON, err := yaml.YAMLToJSONStrict([]byte(text + "\n"))
		if err != nil {
			return nil, err
		}
		decoder := json.NewDecoder(bytes.NewReader(asJSON))
		decoder.UseNumber()
		var document any
		if err := decoder.Decode(&document); err != nil {
			return nil, err
		}
		documents = append(documents, document)
	}
	return documents, nil
}

// differences says where the two lists differ, one line each, document by document.
func differences(theirs, ours []any) []string {
	var found []string
	for i := 0; i < max(len(theirs), len(ours)); i++ {
		switch {
		case i >= len(ours):
			found = append(found, "missing: "+identify(theirs[i]))
		case i >= len(theirs):
			found = append(found, "too many: "+identify(ours[i]))
		case identify(theirs[i]) != identify(ours[i]):
			found = append(found, fmt.Sprintf("document %d: kustomize %s, ours %s", i, identify(theirs[i]), identify(ours[i])))
		default:
			compare(identify(theirs[i]), theirs[i], ours[i], &found)
		}
	}
	return found
}

func compare(path string, theirs, ours any, found *[]string) {
	theirMap, theyHaveMap := theirs.(map[string]any)
	ourMap, weHaveMap := ours.(map[string]any)
	theirList, theyHaveList := theirs.([]any)
	ourList, weHaveList := ours.([]any)
	switch {
	case theyHaveMap && weHaveMap:
		compareMaps(path, theirMap, ourMap, found)
	case theyHaveList && weHaveList && len(theirList) == len(ourList):
		for i := range theirList {
			compare(fmt.Sprintf("%s[%d]", path, i), theirList[i], ourList[i], found)
		}
	case !reflect.DeepEqual(theirs, ours):
		*found = append(*found, fmt.Sprintf("%s: kustomize %s, ours %s", path, show(theirs), show(ours)))
	}
}

func compareMaps(path string, theirs, ours map[string]any, found *[]string) {
	keys := map[string]bool{}
	for key := range theirs {
		keys[key] = true
	}
	for key := range ours {
		keys[key] = true
	}
	sorted := make([]string, 0, len(keys))
	for key := range keys {
		sorted = append(sorted, key)
	}
	sort.Strings(sorted)
	for _, key := range sorted {
		their, known := theirs[key]
		our, given := ours[key]
		switch {
		case !given:
			*found = append(*found, fmt.Sprintf("%s.%s: kustomize %s, ours has none", path, key, show(their)))
		case !known:
			*found = append(*found, fmt.Sprintf("%s.%s: kustomize has none, ours %s", path, key, show(our)))
		default:
			compare(path+"."+key, their, our, found)
		}
	}
}

func identify(document any) string {
	object, _ := document.(map[string]any)
	metadata, _ := object["metadata"].(map[string]any)
	return fmt.Sprintf("%v %v %v/%v", object["apiVersion"], object["kind"], metadata["namespace"], metadata["name"])
}

func show(value any) string {
	text, _ := json.Marshal(value)
	if len(text) > 300 {
		return string(text[:300]) + " ..."
	}
	return string(text)
}
