package main

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	apiv1 "github.com/cloudnative-pg/cloudnative-pg/api/v1"
	"github.com/cloudnative-pg/cloudnative-pg/internal/webhook/guard"
	webhook "github.com/cloudnative-pg/cloudnative-pg/internal/webhook/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	utiljson "k8s.io/apimachinery/pkg/util/json"
)

// Who refuses an object, and because of which fields. Accepted when there are none.
type verdict struct {
	by     string
	fields []string
}

func (v verdict) accepted() bool { return len(v.fields) == 0 }

func (v verdict) String() string {
	if v.accepted() {
		return ""
	}
	slices.Sort(v.fields)
	return v.by + " " + strings.Join(slices.Compact(v.fields), " ")
}

// The webhooks of one kind, on objects as JSON.
type admission struct {
	complete func(object map[string]any) error
	validate func(object, old map[string]any) error
}

func admissionOf[S any, T interface {
	*S
	guard.AdmittableObject
}](webhooks *guard.Admission[T]) admission {
	ctx := context.Background()
	return admission{
		complete: func(object map[string]any) error {
			var typed T = new(S)
			if err := convert(object, typed); err != nil || webhooks.Defaulter == nil {
				return err
			}
			if err := webhooks.Defaulter.Default(ctx, typed); err != nil {
				return err
			}
			var completed map[string]any
			if err := convert(typed, &completed); err != nil {
				return err
			}
			addMissing(object, completed, "spec")
			return nil
		},
		validate: func(object, old map[string]any) error {
			var typed, before T = new(S), new(S)
			if err := errors.Join(convert(object, typed), convert(old, before)); err != nil {
				return err
			}
			if old == nil {
				_, err := webhooks.Validator.ValidateCreate(ctx, typed)
				return err
			}
			addStatus(before)
			_, err := webhooks.Validator.ValidateUpdate(ctx, before, typed)
			return err
		},
	}
}

func convert(from, to any) error {
	text, err := json.Marshal(from)
	if err != nil {
		return err
	}
	return utiljson.Unmarshal(text, to)
}

// addMissing takes over what the defaulter set. What it leaves out, as Go's `omitempty` does, stays.
func addMissing(object, completed map[string]any, keys ...string) {
	for _, key := range keys {
		before, isMap := object[key].(map[string]any)
		after, staysMap := completed[key].(map[string]any)
		if isMap && staysMap {
			inner := make([]string, 0, len(after))
			for name := range after {
				inner = append(inner, name)
			}
			addMissing(before, after, inner...)
		} else if value, there := completed[key]; there && !addToList(object[key], value) {
			object[key] = value
		}
	}
}

func addToList(before, after any) bool {
	olds, isList := before.([]any)
	news, staysList := after.([]any)
	if !isList || !staysList || len(olds) != len(news) {
		return false
	}
	for index := range olds {
		item := map[string]any{"": olds[index]}
		addMissing(item, map[string]any{"": news[index]}, "")
		olds[index] = item[""]
	}
	return true
}

// addStatus writes what the operator has written of a running Cluster: the major version is held against it.
func addStatus(before any) {
	if cluster, is := before.(*apiv1.Cluster); is {
		if major, err := cluster.GetPostgresqlMajorVersion(); err == nil {
			cluster.Status.PGDataImageInfo = &apiv1.ImageInfo{Image: cluster.Spec.ImageName, MajorVersion: major}
		}
	}
}

// An API server with the CRDs and webhooks of CloudNativePG and its Barman Cloud plugin.
type operator struct {
	crds     map[string]*crd
	webhooks map[string]admission
}

func newOperator(crdDirectories []string) (*operator, error) {
	crds, err := readCRDs(crdDirectories)
	return &operator{crds: crds, webhooks: map[string]admission{
		"Backup":          admissionOf(webhook.NewBackupAdmissionGuard()),
		"Cluster":         admissionOf(webhook.NewClusterAdmissionGuard()),
		"Database":        admissionOf(webhook.NewDatabaseAdmissionGuard()),
		"Pooler":          admissionOf(webhook.NewPoolerAdmissionGuard()),
		"ScheduledBackup": admissionOf(webhook.NewScheduledBackupAdmissionGuard()),
	}}, err
}

// judge says what becomes of `object` when it is applied, over `old` unless that is nil, which must be one that was accepted.
func (o *operator) judge(object, old map[string]any) verdict {
	stored, v := o.admit(object)
	if !v.accepted() {
		return v
	}
	var before map[string]any
	if old != nil {
		if before, v = o.admit(old); !v.accepted() {
			return verdict{"old", v.fields}
		}
	}
	kind := object["kind"].(string)
	if v = o.crds[kind].validate(stored, before); !v.accepted() {
		return v
	}
	if webhooks, has := o.webhooks[kind]; has {
		return refusedBy("webhook", webhooks.validate(stored, before))
	}
	return v
}

// admit makes what would be stored, before it is validated.
func (o *operator) admit(object map[string]any) (map[string]any, verdict) {
	kind := object["kind"].(string)
	var stored map[string]any
	if err := convert(object, &stored); err != nil {
		return nil, refusedBy("decode", err)
	}
	if metadata, is := stored["metadata"].(map[string]any); is {
		if annotations, is := metadata["annotations"].(map[string]any); is {
			delete(annotations, "cnpg.io/validation")
		}
	}
	if unknown := o.crds[kind].unknown(stored); len(unknown) > 0 {
		return nil, verdict{"unknown", unknown}
	}
	o.crds[kind].setDefaults(stored)
	if webhooks, has := o.webhooks[kind]; has {
		if err := webhooks.complete(stored); err != nil {
			return nil, refusedBy("decode", err)
		}
	}
	return stored, verdict{}
}

func refusedBy(who string, err error) verdict {
	if err == nil {
		return verdict{}
	}
	v := verdict{by: who}
	var status apierrors.APIStatus
	if errors.As(err, &status) && status.Status().Details != nil {
		for _, cause := range status.Status().Details.Causes {
			v.fields = append(v.fields, cause.Field)
		}
	}
	var mistyped *json.UnmarshalTypeError
	if errors.As(err, &mistyped) {
		v.fields = append(v.fields, mistyped.Field)
	}
	if len(v.fields) == 0 {
		v.fields = []string{"?"}
	}
	return v
}
