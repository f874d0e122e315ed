// Prints when robfig/cron v1.2.0, which CloudNativePG reads `ScheduledBackup.spec.schedule` with, lets schedules fire: one line
// for each line of the file named by the argument, up to its first tab, with the next runs after each of the starts behind it.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/robfig/cron"
)

const runs = 4

var starts = []time.Time{
	time.Date(2026, time.February, 27, 23, 30, 15, 0, time.UTC),
	time.Date(2027, time.December, 31, 23, 59, 59, 0, time.UTC),
}

func next(schedule cron.Schedule, start time.Time) []string {
	var times []string
	for at := schedule.Next(start); !at.IsZero() && len(times) < runs; at = schedule.Next(at) {
		times = append(times, at.Format(time.RFC3339))
	}
	return times
}

func line(text string) string {
	schedule, err := cron.Parse(text)
	if err != nil {
		return text + "\trefused"
	}
	for _, start := range starts {
		text += "\t" + strings.Join(append([]string{start.Format(time.RFC3339)}, next(schedule, start)...), " ")
	}
	return text
}

func main() {
	file, err := os.Open(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		schedule, _, _ := strings.Cut(lines.Text(), "\t")
		fmt.Println(line(schedule))
	}
}
