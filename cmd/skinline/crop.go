package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"skinline/photos"
	"skinline/storage"
)

func (c *console) cropVerb() *cobra.Command {
	var code, aspect string
	var view storage.View
	var rect photos.Rect
	var reset bool
	cmd := &cobra.Command{
		Use:   "crop --client CODE --view VIEW",
		Short: "Set the crop that all photos of a view share",
		Long: `Set the crop that all photos of a view share. --rect is x,y,width,height in
pixels of the view's reference photo as displayed. With --aspect alone the crop
is the largest of that shape in the middle; --reset shows the whole reference.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if rect.Empty() && aspect == "" && !reset {
				return fmt.Errorf("give --rect, --aspect or --reset: %w", errUsage)
			}
			return c.withLibrary(func(l *storage.Library) error {
				h, err := loadHistory(l, code)
				if err != nil {
					return err
				}
				frame, err := h.frame(view)
				if err != nil {
					return err
				}
				reference, err := h.photo(frame.Reference)
				if err != nil {
					return err
				}
				frame.Aspect = aspect
				if aspect == "" {
					frame.Aspect = "free"
				}
				frame.CropSet = !reset
				if frame.Crop, err = cropOf(reference.Info, rect, aspect); err != nil {
					return err
				}
				if _, err := l.SetViewFrame(frame); err != nil {
					return fmt.Errorf("store crop: %w", err)
				}
				return nil
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&code, "client", "", "the client's code")
	f.StringVar((*string)(&view), "view", "", "the view")
	f.Var(&value[photos.Rect]{to: &rect, kind: "rect", parse: parseRect}, "rect", "x,y,width,height in pixels of the reference")
	f.Var(oneOf(&aspect, "aspect", "4:5", "3:4", "1:1", "16:9", "free"), "aspect", "4:5, 3:4, 1:1, 16:9 or free")
	f.BoolVar(&reset, "reset", false, "show the whole reference again")
	require(cmd, "client", "view")
	cmd.MarkFlagsMutuallyExclusive("reset", "rect")
	cmd.MarkFlagsMutuallyExclusive("reset", "aspect")
	offerViews(cmd, "view")
	return cmd
}

// cropOf is rect, in pixels of the reference, in relative coordinates and
// shrunk about its middle to the aspect; without a rect the whole reference is.
func cropOf(reference photos.Info, rect photos.Rect, aspect string) (photos.Rect, error) {
	crop := photos.Whole(reference.Width, reference.Height)
	if !rect.Empty() {
		if rect.X < 0 || rect.Y < 0 || rect.X+rect.W > float64(reference.Width) || rect.Y+rect.H > float64(reference.Height) {
			return crop, fmt.Errorf("the crop does not lie inside the reference photo of %d x %d pixels", reference.Width, reference.Height)
		}
		crop = relativeRect(rect, reference)
	}
	if slices.Contains([]string{"", "free"}, aspect) {
		return crop, nil
	}
	across, down, _ := strings.Cut(aspect, ":")
	w, errW := strconv.ParseFloat(across, 64)
	h, errH := strconv.ParseFloat(down, 64)
	if errW != nil || errH != nil || w <= 0 || h <= 0 {
		return crop, fmt.Errorf("%q is not an aspect: %w", aspect, errUsage)
	}
	scale := min(crop.W/w, crop.H/h)
	return photos.Rect{
		X: crop.X + (crop.W-w*scale)/2, Y: crop.Y + (crop.H-h*scale)/2,
		W: w * scale, H: h * scale,
	}, nil
}
