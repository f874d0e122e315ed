package main

var quantities = []any{"", "0", "1", "-1Gi", "1Gi", "1.5Gi", "100Gi", "0.5m", "1e3", "10GiB", "1 Gi", ".5Gi", "ten", "1Ei", 5, 1.5}

var sizes = append([]any{"15Gi", "20Gi", "20480Mi", "21474836480"}, quantities...)

// What fields of these names are set to, wherever they are.
var fields = map[string][]any{
	"backupID":         {"", "20260105T030000"},
	"collationVersion": {"", "x"},
	"destinationPath":  {"", "s3://backups/", "backups", 7},
	"encoding":         {"", "UTF8", "LATIN1", 7},
	"imageName": {"", "postgresql", "registry.example.com/postgresql:latest", "registry.example.com/postgresql:12.1",
		"registry.example.com/postgresql:13", "registry.example.com/postgresql:16.9", "registry.example.com/postgresql:17beta1",
		"registry.example.com/postgresql:18", "registry.example.com:5000/postgresql", "registry.example.com/postgresql:v17",
		"registry.example.com/postgresql:17.5-1@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1",
		"registry.example.com/postgresql@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1", 17},
	"imagePullPolicy":     {"", "Always", "Never", "IfNotPresent", "always"},
	"major":               {0, 9, 10, 12, 13, 16, 17, 18, 19, "17"},
	"maxParallel":         {0, 1, -1, "1"},
	"name":                {"", "x", "app", "postgres", "template0", "template1", "streaming_replica", "pg_monitor", "cnpg_metrics", "two words", "../x", "A.B", 7},
	"retentionPolicy":     {"", "30d", "7w", "3m", "0d", "030d", "30", "d", "30D", "30 d", "1y", "9d", 30},
	"schedule":            schedules,
	"size":                sizes,
	"storage":             sizes,
	"connectionLimit":     {-2, -1, 0, 10, "10"},
	"podAntiAffinityType": {"", "preferred", "required", "Required"},
	"targetLSN":           {"", "0/0", "16/B374D848", "FFFFFFFF/FFFFFFFF", "0", "g/0", "123456789/0"},
	"targetName":          {"", "before", "tab\there", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"},
	"targetTLI":           {"", "latest", "1", "0", "-1", "x", "99999999999"},
	"targetTime": {"", "2026-01-05T03:00:00Z", "2026-01-05T03:00:00+02:00", "2026-01-05 03:00:00", "2026-01-05 03:00:00.00000+00:00",
		"2026-01-05 03:00:00+02", "2026-01-05", "2026-02-30T03:00:00Z", "yesterday", "2026-01-05T03:00:00"},
	"metricsQueriesTTL": durationTexts,
	"minApplyDelay":     durationTexts,
	"targetXID":         {"", "0", "5", "4294967295", "4294967296", "-1", "x"},
	"validUntil":        {"", "2026-01-05T03:00:00Z", "2026-01-05T03:00:00.5+02:00", "2026-01-05 03:00:00Z", "2026-01-05", "infinity"},
}

var durationTexts = []any{"", "0", "0s", "90s", "1h30m", "1.5h", "-1m", "90", "1 h", "30d"}

var schedules = []any{"", "0 0 3 * * *", "0 3 * * *", "0 0 3 * *", "* * * * * * *", "@daily", "@every 6h", "@every x", "@Daily", "@reboot",
	"0 0 25 * * *", "60 0 3 * * *", "0 0 3 ? * MON-FRI", "0 0 3 * * 7", "0 0 3 * * SUN", "0 0 3 * * sunday", "0 0 3 0 * *", "0 0 3 32 * *",
	"0 0 3 * 13 *", "0 */15 * * * *", "0 */0 * * * *", "0 10-5 * * * *", "0 0 3,15 * * *", "0 0 3, * * *", "0 0/5 * * * *", "0  0  3 * * *",
	" 0 0 3 * * *", "0 0 3 * JAN *", "TZ=UTC 0 0 3 * * *", "0 0 3 L * *", "0 0 -1 * * *", "0 0 3.5 * * *", "0 5-5 * * * *", "0 5-70 * * * *", 5}

var parameters = map[string][]any{
	"archive_mode":              {"on", "off", "always", "ON"},
	"hot_standby":               {"on", "off"},
	"hot_standby_feedback":      {"on", "off", "of", "maybe", ""},
	"jit":                       {"on", "", 7, true},
	"log_destination":           {"csvlog", "stderr"},
	"max_slot_wal_keep_size":    {"1GB", "-1", "x"},
	"max_wal_senders":           {"0", "10"},
	"max_wal_size":              {"1GB", "2 GB", "2", "512", "80MB", "79MB", "100GB", "3TB", "2gb", "x", ""},
	"min_wal_size":              {"80MB", "1GB", "1025MB", "64kB", "100", "x"},
	"my.extension.name":         {"x"},
	"my.extension":              {"x"},
	"My_Ext.Name":               {"x"},
	"bad name":                  {"x"},
	"1abc":                      {"x"},
	"shared_buffers":            {"128MB", "16384", "1GB", "100GB", "1 GB", "512kB", "8gb", "x", ""},
	"shared_preload_libraries":  {"", "pg_stat_statements"},
	"sync_replication_slots":    {"on", "off"},
	"synchronous_standby_names": {"*"},
	"wal_level":                 {"minimal", "replica", "logical", "archive", "Replica", ""},
	"wal_log_hints":             {"on", "off", "maybe"},
}

var annotations = map[string][]any{
	"alpha.cnpg.io/failoverQuorum":   {"true", "false", "x", ""},
	"cnpg.io/hibernation":            {"on", "off", "On", ""},
	"cnpg.io/podPatch":               {`[]`, `[{"op":"add","path":"/metadata/labels/a","value":"b"}]`, `{}`, `x`, ``},
	"alpha.cnpg.io/livenessPinger":   {`{}`, `{"enabled":true}`, `{"enabled":false}`, `{"enabled":true,"requestTimeout":500}`, `x`, ``},
	"cnpg.io/volumeSnapshotDeadline": {"10", "x", "-1", "1.5", ""},
}
