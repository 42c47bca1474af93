package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"skinline/photos"
	"skinline/storage"
)

// clientRecord is a client with everything that belongs to it.
type clientRecord struct {
	storage.Client
	Sessions []sessionRecord     `json:"sessions"`
	Frames   []storage.ViewFrame `json:"frames"`
}

type sessionRecord struct {
	storage.Session
	Photos []photoRecord `json:"photos"`
}

type photoRecord struct {
	ID           storage.ID          `json:"id"`
	SHA256       string              `json:"sha256"`
	View         storage.View        `json:"view"`
	Phase        storage.Phase       `json:"phase"`
	Taken        string              `json:"taken,omitempty"` // "2026-04-14T10:11:12", the camera's wall clock
	Offset       string              `json:"offset,omitempty"`
	TakenSource  storage.TakenSource `json:"taken_source"`
	OriginalName string              `json:"original_name"`
	Size         int64               `json:"size"`
	Info         photos.Info         `json:"info"`
	Aligned      bool                `json:"aligned"`
	Alignment    *storage.Alignment  `json:"alignment,omitempty"`
	Attempt      *storage.Attempt    `json:"attempt,omitempty"` // the last alignment that was refused
}

func recordOf(p storage.Photo) photoRecord {
	r := photoRecord{
		ID: p.ID, SHA256: p.SHA256, View: p.View, Phase: p.Phase, TakenSource: p.TakenSource,
		OriginalName: p.OriginalName, Size: p.Size, Info: p.Info, Aligned: p.Alignment != nil, Alignment: p.Alignment, Attempt: p.Attempt,
	}
	if !p.Taken.Local.IsZero() {
		r.Taken, r.Offset = p.Taken.Local.Format(wallClock), offset(p.Taken.Offset)
	}
	return r
}

// wallClock is a camera's time as it stated it.
const wallClock = "2006-01-02T15:04:05"

// offset is minutes from UTC as "+02:00", or "" when not stated.
func offset(minutes *int) string {
	if minutes == nil {
		return ""
	}
	return time.Time{}.In(time.FixedZone("", *minutes*60)).Format("-07:00")
}

func (c *console) clientShow() *cobra.Command {
	var code string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show CODE",
		Short: "Show a client with its sessions and photos",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			code, err := oneCode(code, args)
			if err != nil {
				return err
			}
			return c.withLibrary(func(l *storage.Library) error {
				record, err := loadRecord(l, code)
				if err != nil {
					return err
				}
				if asJSON {
					return c.printJSON(record)
				}
				c.printRecord(record)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&code, "client", "", "the client's code, instead of CODE")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

// oneCode is the client's code, given as an argument or as a flag.
func oneCode(flag string, args []string) (string, error) {
	switch {
	case len(args) == 1 && flag == "":
		return args[0], nil
	case len(args) == 0 && flag != "":
		return flag, nil
	}
	return "", fmt.Errorf("give the client's code once: %w", errUsage)
}

func loadRecord(l *storage.Library, code string) (clientRecord, error) {
	h, err := loadHistory(l, code)
	if err != nil {
		return clientRecord{}, err
	}
	record := clientRecord{Client: h.client, Sessions: []sessionRecord{}, Frames: h.frames}
	for _, s := range h.sessions {
		one := sessionRecord{Session: s, Photos: []photoRecord{}}
		for _, p := range h.photos {
			if p.SessionID == s.ID {
				one.Photos = append(one.Photos, recordOf(p))
			}
		}
		record.Sessions = append(record.Sessions, one)
	}
	return record, nil
}

func (c *console) printRecord(r clientRecord) {
	c.printf("%s  %s\n", r.Code, r.Name)
	if r.Concern != "" {
		c.printf("Concern: %s\n", r.Concern)
	}
	if r.Notes != "" {
		c.printf("Notes: %s\n", r.Notes)
	}
	for _, s := range r.Sessions {
		c.printf("\n%s  %s  %s\n", s.Date, s.Kind, s.Device)
		for _, z := range s.Zones {
			c.printf("  %s\n", zoneText(z))
		}
		if s.Notes != "" {
			c.printf("  %s\n", s.Notes)
		}
		for _, p := range s.Photos {
			state := "not aligned"
			if p.Aligned {
				state = "aligned"
			}
			c.printf("  photo %s  %s  %s  %s  %s\n", p.ID, orDash(string(p.View)), orDash(string(p.Phase)), orDash(p.Taken), state)
		}
	}
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
