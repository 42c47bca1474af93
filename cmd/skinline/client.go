package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"skinline/storage"
)

func (c *console) clientVerb() *cobra.Command {
	return group("client", "Add, list, show, edit or remove clients",
		c.clientAdd(), c.clientList(), c.clientShow(), c.clientEdit(), c.clientRemove())
}

// clientFlags are the facts of a client that can be given.
func clientFlags(cmd *cobra.Command, to *storage.Client) {
	f := cmd.Flags()
	f.StringVar(&to.Name, "name", to.Name, "name, or - to read it from standard input")
	f.StringVar(&to.Concern, "concern", to.Concern, "what the course is for, as in \"acne scars\"")
	f.IntVar(&to.Fitzpatrick, "fitzpatrick", to.Fitzpatrick, "skin type 1 to 6, 0 for not recorded")
	f.StringArrayVar(&to.Tags, "tag", nil, "tag; may be repeated")
	f.StringVar(&to.Notes, "notes", to.Notes, "notes, or - to read them from standard input")
}

// readTyped replaces a "-" in name or notes by standard input.
func (c *console) readTyped(to *storage.Client) error {
	if to.Name == "-" && to.Notes == "-" {
		return fmt.Errorf("only one of --name and --notes can be standard input: %w", errUsage)
	}
	var err error
	if to.Name, err = c.text(to.Name); err != nil {
		return err
	}
	to.Notes, err = c.text(to.Notes)
	return err
}

func (c *console) clientAdd() *cobra.Command {
	var client storage.Client
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "add [CODE]",
		Short: "Add a client and print the code",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				client.Code = args[0]
			}
			if err := c.readTyped(&client); err != nil {
				return err
			}
			return c.withLibrary(func(l *storage.Library) error {
				added, err := l.CreateClient(client)
				if err != nil {
					return fmt.Errorf("add client: %w", err)
				}
				if asJSON {
					return c.printJSON(added)
				}
				c.printf("%s\n", added.Code)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&client.Code, "code", "", "the practice's own short name; the next free C-number when left out")
	clientFlags(cmd, &client)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the client as one JSON object")
	return cmd
}

// clientLine is a client in a list.
type clientLine struct {
	storage.Client
	Sessions    int          `json:"sessions"`
	Photos      int          `json:"photos"`
	LastSession storage.Date `json:"last_session,omitzero"`
	NextDue     storage.Date `json:"next_due,omitzero"`
	HasBaseline bool         `json:"has_baseline"`
}

func (c *console) clientList() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the clients",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return c.withLibrary(func(l *storage.Library) error {
				clients, err := l.Clients()
				if err != nil {
					return fmt.Errorf("list clients: %w", err)
				}
				if asJSON {
					for _, s := range clients {
						line := clientLine{s.Client, s.Sessions, s.Photos, s.LastSession, s.NextDue, s.HasBaseline}
						if err := c.printJSON(line); err != nil {
							return err
						}
					}
					return nil
				}
				table := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
				fmt.Fprintln(table, "CODE\tNAME\tCONCERN\tSESSIONS\tPHOTOS\tLAST")
				for _, s := range clients {
					fmt.Fprintf(table, "%s\t%s\t%s\t%d\t%d\t%s\n", s.Code, s.Name, s.Concern, s.Sessions, s.Photos, s.LastSession)
				}
				return table.Flush()
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object a client")
	return cmd
}

func (c *console) clientEdit() *cobra.Command {
	var given storage.Client
	cmd := &cobra.Command{
		Use:   "edit CODE",
		Short: "Change the facts of a client that are given as flags",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := c.readTyped(&given); err != nil {
				return err
			}
			return c.withLibrary(func(l *storage.Library) error {
				client, err := findClient(l, args[0])
				if err != nil {
					return err
				}
				if _, err := l.UpdateClient(edited(client, given, cmd.Flags().Changed)); err != nil {
					return fmt.Errorf("change client: %w", err)
				}
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&given.Code, "code", "", "a new code")
	clientFlags(cmd, &given)
	return cmd
}

// edited is client with those facts of given whose flags were set.
func edited(client, given storage.Client, set func(flag string) bool) storage.Client {
	for flag, apply := range map[string]func(){
		"code":        func() { client.Code = given.Code },
		"name":        func() { client.Name = given.Name },
		"concern":     func() { client.Concern = given.Concern },
		"fitzpatrick": func() { client.Fitzpatrick = given.Fitzpatrick },
		"tag":         func() { client.Tags = given.Tags },
		"notes":       func() { client.Notes = given.Notes },
	} {
		if set(flag) {
			apply()
		}
	}
	return client
}

func (c *console) clientRemove() *cobra.Command {
	return &cobra.Command{
		Use:   "remove CODE",
		Short: "Move a client with all sessions and photos to the trash",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return c.withLibrary(func(l *storage.Library) error {
				client, err := findClient(l, args[0])
				if err != nil {
					return err
				}
				removal, err := l.RemoveClient(client.ID)
				return c.printRemoval(removal, err)
			})
		},
	}
}
