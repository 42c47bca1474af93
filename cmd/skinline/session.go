package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"skinline/storage"
)

func (c *console) sessionVerb() *cobra.Command {
	return group("session", "Add, list or remove sessions", c.sessionAdd(), c.sessionList(), c.sessionRemove())
}

func (c *console) sessionAdd() *cobra.Command {
	var code string
	var s storage.Session
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "add --client CODE --date DATE",
		Short: "Add a session",
		Example: `  skinline session add --client C-0142 --date 2026-04-14 \
    --zone cheek-left=1.25mm,3 --zone forehead=0.5mm,2,"mild erythema" --device "pen, 12 pins"`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			var err error
			if s.Notes, err = c.text(s.Notes); err != nil {
				return err
			}
			return c.withLibrary(func(l *storage.Library) error {
				h, err := loadHistory(l, code)
				if err != nil {
					return err
				}
				s.ClientID = h.client.ID
				if s.Kind == "" {
					s.Kind = likelyKind(h, len(s.Zones) > 0)
				}
				added, err := l.CreateSession(s)
				if err != nil {
					return fmt.Errorf("add session: %w", err)
				}
				if asJSON {
					return c.printJSON(added)
				}
				c.printf("%s  %s  %s\n", added.Date, added.Kind, added.ID)
				return nil
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&code, "client", "", "the client's code")
	f.Var(date(&s.Date), "date", "the session's date, as in 2026-04-14")
	f.Var(oneOf(&s.Kind, "kind", storage.KindBaseline, storage.KindTreatment, storage.KindFollowUp), "kind",
		"baseline, treatment or follow-up (default: treatment with zones, else baseline when it is the first, else follow-up)")
	f.Var(list(&s.Zones, "zone", storage.ParseZoneTreatment), "zone", "ZONE[-SIDE]=DEPTH[,PASSES[,ENDPOINT]]; may be repeated")
	f.StringVar(&s.Device, "device", "", "device and cartridge")
	f.StringVar(&s.Practitioner, "practitioner", "", "who treated")
	f.StringVar(&s.Notes, "notes", "", "notes, or - to read them from standard input")
	f.Var(date(&s.NextDue), "next-due", "date of the next session")
	f.BoolVar(&asJSON, "json", false, "print the session as one JSON object")
	require(cmd, "client", "date")
	return cmd
}

// likelyKind is what a session is for when nobody said.
func likelyKind(h history, treated bool) storage.SessionKind {
	switch {
	case treated:
		return storage.KindTreatment
	case len(h.sessions) == 0:
		return storage.KindBaseline
	}
	return storage.KindFollowUp
}

func (c *console) sessionList() *cobra.Command {
	var code string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list --client CODE",
		Short: "List a client's sessions",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return c.withLibrary(func(l *storage.Library) error {
				h, err := loadHistory(l, code)
				if err != nil {
					return err
				}
				for _, s := range h.sessions {
					if asJSON {
						if err := c.printJSON(s); err != nil {
							return err
						}
						continue
					}
					c.printf("%s  %s  %s\n", s.Date, s.Kind, s.ID)
				}
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&code, "client", "", "the client's code")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object a session")
	require(cmd, "client")
	return cmd
}

func (c *console) sessionRemove() *cobra.Command {
	var code, id string
	var on storage.Date
	cmd := &cobra.Command{
		Use:   "remove --client CODE --date DATE | --id ID",
		Short: "Move a session with its photos to the trash",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if (id == "") == on.IsZero() || (id == "" && code == "") {
				return fmt.Errorf("name the session by --client and --date, or by --id: %w", errUsage)
			}
			return c.withLibrary(func(l *storage.Library) error {
				session := storage.ID(id)
				if id == "" {
					h, err := loadHistory(l, code)
					if err != nil {
						return err
					}
					s, err := h.sessionOn(on)
					if err != nil {
						return err
					}
					session = s.ID
				}
				removal, err := l.RemoveSession(session)
				return c.printRemoval(removal, err)
			})
		},
	}
	cmd.Flags().StringVar(&code, "client", "", "the client's code")
	cmd.Flags().Var(date(&on), "date", "the session's date")
	cmd.Flags().StringVar(&id, "id", "", "the session's identifier, as session list prints it")
	return cmd
}
