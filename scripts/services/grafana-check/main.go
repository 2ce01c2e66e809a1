// Reads dashboards, one file each, as Grafana's own foundation SDK does: fields it does not know, and values of another type, are told.
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/grafana/grafana-foundation-sdk/go/cog/plugins"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
)

// The SDK gives an error without a word where there is none.
func says(err error) string {
	if err == nil {
		return ""
	}
	return strings.TrimSpace(err.Error())
}

func check(path string) string {
	bytes, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	var read dashboard.Dashboard
	if wrong := says(read.UnmarshalJSONStrict(bytes)); wrong != "" {
		return wrong
	}
	return says(read.Validate())
}

func main() {
	plugins.RegisterDefaultPlugins()
	code := 0
	for _, path := range os.Args[1:] {
		if wrong := check(path); wrong != "" {
			fmt.Printf("%s: %s\n", path, wrong)
			code = 1
		}
	}
	os.Exit(code)
}
