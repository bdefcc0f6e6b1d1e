// Scores a file of name pairs with Watchman's own similarity of two entities; built by bench/peers.py.
//
// usage: peer PAIRS.csv SCORES.csv
//        peer --all PAIRS.csv
//
// SCORES.csv has the column score, in the order of the rows. Prints the microseconds a pair with names normalized
// anew, then with names normalized before, each the least of three passes, and the version. With --all it prints
// the microseconds a pair when every name on the left is compared with every one on the right, each name normalized
// once; one pass.
package main

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"runtime/debug"
	"time"

	"github.com/moov-io/watchman/pkg/search"
)

const (
	module  = "github.com/moov-io/watchman"
	repeats = 3
)

func entityOf(schema, name string) search.Entity[search.Value] {
	entity := search.Entity[search.Value]{Name: name, Source: search.SourceAPIRequest}
	switch schema {
	case "Person":
		entity.Type = search.EntityPerson
		entity.Person = &search.Person{Name: name}
	case "Vessel":
		entity.Type = search.EntityVessel
		entity.Vessel = &search.Vessel{Name: name}
	case "Organization":
		entity.Type = search.EntityOrganization
		entity.Organization = &search.Organization{Name: name}
	default:
		entity.Type = search.EntityBusiness
		entity.Business = &search.Business{Name: name}
	}
	return entity
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func version() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, dep := range info.Deps {
			if dep.Path == module {
				return dep.Version
			}
		}
	}
	return "?"
}

func compareAll(left, right []search.Entity[search.Value]) {
	started := time.Now()
	for i := range left {
		left[i] = left[i].Normalize()
		right[i] = right[i].Normalize()
	}
	sum := 0.0
	for i := range left {
		for j := range right {
			sum += search.Similarity(left[i], right[j])
		}
	}
	if sum < 0 {
		os.Exit(1)
	}
	fmt.Printf("%.4f\n", 1e6*time.Since(started).Seconds()/float64(len(left)*len(right)))
}

func main() {
	path, all := os.Args[1], false
	if path == "--all" {
		path, all = os.Args[2], true
	}
	file, err := os.Open(path)
	fail(err)
	rows, err := csv.NewReader(file).ReadAll()
	fail(err)
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	rows = rows[1:]
	var left, right []search.Entity[search.Value]
	for _, row := range rows {
		left = append(left, entityOf(row[column["schema"]], row[column["name1"]]))
		right = append(right, entityOf(row[column["schema"]], row[column["name2"]]))
	}
	if all {
		compareAll(left, right)
		return
	}
	scores := make([]float64, len(rows))
	preparedLeft := make([]search.Entity[search.Value], len(rows))
	preparedRight := make([]search.Entity[search.Value], len(rows))
	anew, before := math.Inf(1), math.Inf(1)
	for pass := 0; pass < repeats; pass++ {
		started := time.Now()
		for i := range rows {
			preparedLeft[i] = left[i].Normalize()
			preparedRight[i] = right[i].Normalize()
			scores[i] = search.Similarity(preparedLeft[i], preparedRight[i])
		}
		anew = math.Min(anew, time.Since(started).Seconds())
		started = time.Now()
		for i := range rows {
			scores[i] = search.Similarity(preparedLeft[i], preparedRight[i])
		}
		before = math.Min(before, time.Since(started).Seconds())
	}
	out, err := os.Create(os.Args[2])
	fail(err)
	fmt.Fprintln(out, "score")
	for _, score := range scores {
		fmt.Fprintf(out, "%.6f\n", score)
	}
	fail(out.Close())
	each := 1e6 / float64(len(rows))
	fmt.Printf("%.3f %.3f %s\n", each*anew, each*before, version())
}
