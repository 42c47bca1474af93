package decode

import (
	"bytes"
	"slices"
	"strings"
)

// magics are the first bytes of files that are not told apart by more.
var magics = []struct{ magic, kind string }{
	{"\xff\xd8\xff", "JPEG"},
	{"\x89PNG\r\n\x1a\n", "PNG"},
	{"GIF87a", "GIF"},
	{"GIF89a", "GIF"},
	{"BM", "BMP"},
	{"II+\x00", "BigTIFF"},
	{"MM\x00+", "BigTIFF"},
	{"IIU\x00", "RW2"},
	{"IIRO", "Olympus raw"},
	{"IIRS", "Olympus raw"},
	{"FUJIFILMCCD-RAW", "RAF"},
	{"II*\x00\x10\x00\x00\x00CR", "CR2"},
	{"II*\x00", "TIFF"},
	{"MM\x00*", "TIFF"},
	{"\x00\x00\x00\x0cjP  ", "JPEG 2000"},
	{"\xff\x4f\xff\x51", "JPEG 2000"},
	{"\xff\x0a", "JPEG XL"},
	{"\x00\x00\x00\x0cJXL ", "JPEG XL"},
	{"8BPS", "Photoshop"},
	{"%PDF-", "PDF"},
	{"\x1aE\xdf\xa3", "video"},
	{"PK\x03\x04", "ZIP"},
	{"\x00\x00\x01\x00", "icon"},
}

// sniff names the type of a file by its content, "" when it is none known.
func sniff(data []byte) string {
	for _, m := range magics {
		if bytes.HasPrefix(data, []byte(m.magic)) {
			return m.kind
		}
	}
	if len(data) >= 12 && string(data[:4]) == "RIFF" {
		if string(data[8:12]) == "WEBP" {
			return "WebP"
		}
		return "video"
	}
	if len(data) >= 12 && string(data[4:8]) == "ftyp" {
		return sniffBrand(data)
	}
	start := strings.ToLower(string(bytes.TrimLeft(data[:min(len(data), 256)], "\xef\xbb\xbf \t\r\n")))
	switch {
	case strings.HasPrefix(start, "<svg"), strings.HasPrefix(start, "<?xml") && strings.Contains(start, "<svg"):
		return "SVG"
	case strings.HasPrefix(start, "<!doctype html"), strings.HasPrefix(start, "<html"):
		return "web page"
	}
	return ""
}

// sniffBrand tells the ISO base media files apart by their first brands.
func sniffBrand(data []byte) string {
	brands := []string{string(data[8:12])}
	for at := 16; at+4 <= min(len(data), 64, int(data[2])<<8|int(data[3])); at += 4 {
		brands = append(brands, string(data[at:at+4]))
	}
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return slices.Contains(brands, n) })
	}
	switch {
	case has("avif", "avis"):
		return "AVIF"
	case has("heic", "heix", "hevc", "heim", "heis", "mif1", "msf1"):
		return "HEIC"
	case has("crx "):
		return "Canon raw"
	}
	return "video"
}

func unsupported(kind string) error {
	const convert = "save it as JPEG or PNG and add that"
	switch kind {
	case "":
		return refuse(ErrUnsupported, "this is not a photo of any kind known here")
	case "Canon raw", "Olympus raw":
		return refuse(ErrUnsupported, "this is %s file, which cannot be read yet; let the camera record JPEG beside it", article(kind))
	case "video":
		return refuse(ErrUnsupported, "this is a video, not a photo")
	case "PDF", "web page", "SVG", "ZIP":
		return refuse(ErrUnsupported, "this is %s, not a photo", article(strings.Replace(kind, "ZIP", "ZIP archive", 1)))
	}
	return refuse(ErrUnsupported, "this is %s picture, which cannot be read yet; %s", article(kind), convert)
}

func article(kind string) string {
	if strings.ContainsRune("AOi", rune(kind[0])) || kind == "SVG" {
		return "an " + kind
	}
	return "a " + kind
}
