"""The worst pairs side by side, and the confidence curve, as pictures."""
import glob
import os

import cv2
import numpy as np

from geometry import apply, warp

COLOURS = [(60, 60, 220), (200, 120, 30), (40, 150, 40), (150, 40, 150), (30, 140, 200)]


def draw_worst(out, results, side=480):
    """One picture a result: reference | photo aligned | both at once."""
    for old in glob.glob(os.path.join(out, 'worst-*.png')):
        os.remove(old)
    for i, r in enumerate(results, 1):
        pair = r['pair']
        a, b = (cv2.imread(pair[k]) for k in 'ab')
        ev = apply(pair['T'], np.array(pair['eval']))
        middle, reach = (ev.max(0) + ev.min(0)) / 2, (ev.max(0) - ev.min(0)).max() * (.6 if r['set'] in ('skin', 'oxford', 'phantom-skin') else 1.2)
        k = side / (2 * reach)
        V = np.array([[k, 0, side / 2 - k * middle[0]], [0, k, side / 2 - k * middle[1]], [0, 0, 1.]])
        x, y = warp(b, V, side, side), warp(a, V @ np.array(r['T']), side, side)
        row = np.hstack([x, y, cv2.addWeighted(x, .5, y, .5, 0)])
        label = np.full((26, row.shape[1], 3), 40, np.uint8)
        text = f'{r["id"]}  {r["method"]}  {r["status"]}  error {100 * r["error"]:.2f} %  confidence {r["confidence"]:.2f}  {r["how"]}'
        cv2.putText(label, text, (6, 18), cv2.FONT_HERSHEY_SIMPLEX, .5, (255, 255, 255), 1, cv2.LINE_AA)
        cv2.imwrite(os.path.join(out, f'worst-{i:02d}-{r["id"]}.png'), np.vstack([row, label]))


def draw_curve(path, rows, width=760, height=460):
    """90th percentile of the error (log scale) over the share accepted, a line a
    group, as the confidence asked for falls from left to right."""
    left, top, right, bottom = 70, 20, 190, 50
    im = np.full((height, width, 3), 255, np.uint8)
    low, high = np.log10(.0001), np.log10(1)
    at = lambda s, e: (int(left + s * (width - left - right)), int(height - bottom - (np.clip(np.log10(max(e, 1e-6)), low, high) - low) / (high - low) * (height - top - bottom)))
    write = lambda text, p, colour=(60, 60, 60): cv2.putText(im, text, p, cv2.FONT_HERSHEY_SIMPLEX, .42, colour, 1, cv2.LINE_AA)
    for e in (.0001, .001, .01, .05, .1, 1):
        cv2.line(im, at(0, e), at(1, e), (225, 225, 225), 1)
        write(f'{100 * e:g} %', (12, at(0, e)[1] + 4))
    for s in (0, .25, .5, .75, 1):
        cv2.line(im, at(s, .0001), at(s, 1), (225, 225, 225), 1)
        write(f'{100 * s:g} %', (at(s, 1)[0] - 12, height - bottom + 18))
    write('share of the pairs accepted; 90th percentile of their error', (left, height - 12))
    for i, group in enumerate(dict.fromkeys(r[0] for r in rows)):
        colour = COLOURS[i % len(COLOURS)]
        line = [at(r[2], r[4]) for r in rows if r[0] == group]
        for p, q in zip(line, line[1:]):
            cv2.line(im, p, q, colour, 2, cv2.LINE_AA)
        cv2.circle(im, line[-1], 4, colour, -1, cv2.LINE_AA)
        write(group, (width - right + 15, top + 20 + 20 * i), colour)
    cv2.imwrite(path, im)
