#!/usr/bin/python3
"""Marks pairs of real faces without any landmark model and without Skinline's
aligner: .ci/align/mark.py OUT [SHARED] proposes, draws sheets for the eye, and
writes OUT/marks.jsonl of what is left after .ci/align/review.json.

Textured spots of the rigid part of the face (around the eyes, brows, nose,
forehead and upper cheeks; no mouth, no jaw) are matched by normalised
correlation, sub-pixel, on photos made even in local contrast and enlarged to
160 pixels between the eyes. A match counts if three sizes of patch find the
same place, back again leads to where it began, and dense flow (DIS) agrees; and
if it comes out the same from several starts: first the corpus' transforms, each
also moved four ways, then the similarity found so, moved four ways. What is
more than 4 % of the distance of the eyes from the similarity that most spots
agree with is another place and goes, as does what lies on an iris; a pair where
that is more than three spots in ten is left out, since raised brows and turned
heads leave no one answer. One spot stays of each part of the face. The matrix is their least squares (Huber); resampling
the spots says how uncertain it is (90th percentile).

review.json: {pair: "drop" or [numbers of spots to leave out]}."""
import itertools
import json
import os
import sys

import cv2
import numpy as np

import pairs as photos
from geometry import apply, eye_frame, peak, similarity, warp

HERE = os.path.dirname(os.path.abspath(__file__))
IOD, SIDE, EYES = 160, 448, 180
SIZES = (22, 16, 28)  # half the side of a patch; the first finds, the others confirm
ASTRAY = 4  # per cent of the distance of the eyes: further off is another place
TOGETHER = .7  # with fewer spots of the face near one similarity, brows or eyes have moved, and which is right?
SETS = ('caltech', 'yale', 'stock', 'further')


def even(im):
    g = cv2.GaussianBlur(im.astype(np.float32), (0, 0), 1.2)
    m = cv2.GaussianBlur(g, (0, 0), 14)
    return (g - m) / np.sqrt(cv2.GaussianBlur((g - m)**2, (0, 0), 14) + 12)


def rigid():
    """The part of the frame that talking, smiling and blinking move least."""
    mask = np.zeros((SIDE, SIDE), np.uint8)
    x = SIDE // 2
    cv2.ellipse(mask, (x, EYES), (130, 42), 0, 0, 360, 255, -1)      # eyes
    cv2.ellipse(mask, (x, EYES - 60), (105, 70), 0, 0, 360, 255, -1)  # brows and forehead
    cv2.ellipse(mask, (x, EYES + 62), (48, 62), 0, 0, 360, 255, -1)  # nose
    cv2.ellipse(mask, (x, EYES + 45), (110, 30), 0, 0, 360, 255, -1)  # upper cheeks
    return mask


def spot(A, B, p, at, half, search):
    """Where the patch of A about p is in B near at; None where it is not."""
    p, at = np.round(p).astype(int), np.round(at).astype(int)
    reach = half + search
    if min(p.min() - half, at.min() - reach) < 0 or max(p.max() + half, at.max() + reach) >= SIDE:
        return None
    patch = A[p[1] - half:p[1] + half + 1, p[0] - half:p[0] + half + 1]
    r = cv2.matchTemplate(B[at[1] - reach:at[1] + reach + 1, at[0] - reach:at[0] + reach + 1], patch, cv2.TM_CCOEFF_NORMED)
    _, best, _, (x, y) = cv2.minMaxLoc(r)
    if best < .6 or not (0 < x < 2 * search and 0 < y < 2 * search):
        return None
    u, v = peak(r, x, y)
    return np.array([at[0] - search + u, at[1] - search + v])


def match(A, B, p, search, sizes):
    """Where the spot p of A is in B: all sizes of patch agree and it leads back."""
    q = spot(A, B, p, p, sizes[0], search)
    if q is None:
        return None
    for half in sizes[1:]:
        other = spot(A, B, p, q, half, 5)
        if other is None or np.linalg.norm(other - q) > 1.3:
            return None
    back = spot(B, A, q, p, sizes[0], 5)
    if back is None or np.linalg.norm(back - (p + np.round(q) - q)) > .8:
        return None
    return q


def matches(A, B, corners, search, sizes):
    """index of corner -> place in B. With several sizes dense flow must agree, too."""
    found = {i: q for i, p in enumerate(corners) if (q := match(A, B, p, search, sizes)) is not None}
    if len(sizes) == 1:
        return found
    grey = lambda f: np.clip(128 + 45 * f, 0, 255).astype(np.uint8)
    flow = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM).calc(grey(A), grey(B), None)
    along = lambda p: p + flow[int(p[1]), int(p[0])]
    return {i: q for i, q in found.items() if np.linalg.norm(along(corners[i]) - q) <= 3}


def agreement(p, q, within):
    """The similarity through two spots that most spots are within a distance of,
    and which those are. p are places in the frame, q in b."""
    best = (0, None)
    zp, zq = p[:, 0] + 1j * p[:, 1], q[:, 0] + 1j * q[:, 1]
    for i, j in itertools.combinations(range(len(p)), 2):
        if abs(zp[i] - zp[j]) < .35 * IOD:
            continue
        k = (zq[j] - zq[i]) / (zp[j] - zp[i])
        off = abs(k * zp + zq[i] - k * zp[i] - zq)
        score = np.maximum(0, 1 - (off / within)**2).sum()  # ties broken by how near
        if score > best[0]:
            best = (score, off < within)
    return best[1]


def gather(b, W, A, corners, starts, unit, least, search, sizes):
    """Spots found at the same place from at least that many of the starts:
    indices of corners, places in b."""
    places = {}
    for T in starts:
        B = even(warp(b, W @ np.linalg.inv(T), SIDE, SIDE))
        for i, q in matches(A, B, corners, search, sizes).items():
            places.setdefault(i, []).append(apply(T @ np.linalg.inv(W), q[None])[0])
    index, q = [], []
    for i, seen in sorted(places.items()):
        seen = np.array(seen)
        middle = np.median(seen, axis=0)
        near = np.linalg.norm(seen - middle, axis=1) < .6 * unit
        if near.sum() >= least:
            index.append(i)
            q.append(seen[near].mean(0))
    return index, np.array(q)


def moved(T, W, by):
    """T and T moved four ways by so many pixels of the frame."""
    out = [T]
    for dx, dy in ((by, 0), (-by, 0), (0, by), (0, -by)):
        M = np.eye(3)
        M[:2, 2] = dx, dy
        out.append(T @ np.linalg.inv(W) @ M @ W)
    return out


def gaze(spots, corners):
    """Spots on an iris or its reflections, which look where they want."""
    eyes = corners[:2].mean(0), corners[2:].mean(0)
    return np.min([np.linalg.norm(spots - e, axis=1) for e in eyes], axis=0) < .15 * IOD


def thinned(spots):
    """One spot a cell of .14 distances of the eyes, so that no part of a face counts twice."""
    _, first = np.unique(np.floor(spots / (.14 * IOD)), axis=0, return_index=True)
    return np.isin(np.arange(len(spots)), first)


def steady(p, q, unit):
    """The similarity by least squares that spots far off pull less (Huber, 1 %)."""
    w = np.ones(len(p))
    for _ in range(8):
        T = similarity(p, q, w)
        w = np.minimum(1, unit / np.maximum(np.linalg.norm(apply(T, p) - q, axis=1), 1e-9))
    return T


def mark(pair, leave_out):
    """The marks of a pair as a record, or the reason why there are none; and what to draw."""
    a, b = pair.grey()
    ev = np.array(pair['eval'])
    W = eye_frame(ev[:2].mean(0), ev[2:4].mean(0), IOD, SIDE, EYES)
    A = even(warp(a, W, SIDE, SIDE))
    corners = cv2.goodFeaturesToTrack(A, 90, .015, 9, mask=rigid(), blockSize=9)
    if corners is None:
        return 'no texture', None
    corners = np.round(corners[:, 0]).astype(float)
    unit = pair['norm'] / 100  # pixels of b in one per cent of the distance of the eyes
    first = [*moved(np.array(pair['T']), W, 3), *(np.array(pair[k]) for k in ('T_dlib', 'T_mesh'))]
    index, q = gather(b, W, A, corners, first, unit, 2, 16, SIZES[:1])
    inside = agreement(corners[index], q, 2 * unit) if len(index) > 4 else None
    if inside is None or inside.sum() < 4:
        return f'{len(index)} spots from the first starts', None
    T = similarity(corners[index][inside], q[inside]) @ W
    index, q = gather(b, W, A, corners, moved(T, W, 4), unit, 4, 9, SIZES)
    inside = agreement(corners[index], q, 1.5 * unit) if len(index) > 6 else None
    if inside is None or inside.sum() < 5:
        return f'{len(index)} spots', None
    number = np.array(index)
    p = apply(np.linalg.inv(W), corners[number])
    T = similarity(p[inside], q[inside])
    # Not everything on a face moves as one: what is a little off is the face's doing, and stays.
    near = np.linalg.norm(apply(T, p) - q, axis=1) < ASTRAY * unit
    face = ~gaze(apply(W, p), apply(W, ev[:4]))
    if near[face].mean() < TOGETHER:
        return f'only {100 * near[face].mean():.0f} % of {face.sum()} spots move together', None
    keep = near & face & ~np.isin(number, leave_out)
    keep[keep] = thinned(apply(W, p[keep]))
    spread = np.ptp(apply(W, p[keep]), axis=0) / IOD if keep.any() else (0, 0)
    if keep.sum() < 7 or spread[0] < .6 or spread[1] < .25:
        return f'{keep.sum()} of {len(p)} spots, {spread[0]:.2f} x {spread[1]:.2f}', None
    T = steady(p[keep], q[keep], unit)
    rng = np.random.default_rng(5)
    unsure = []
    for _ in range(400):
        some = rng.integers(0, keep.sum(), keep.sum())
        if len(set(some)) > 3:
            S = steady(p[keep][some], q[keep][some], unit)
            unsure.append(np.linalg.norm(apply(S, ev) - apply(T, ev), axis=1).mean() / pair['norm'])
    left = np.linalg.norm(apply(T, p[keep]) - q[keep], axis=1)
    record = {
        'pair': pair['id'], 'points': np.round(np.c_[q[keep], p[keep]], 2).tolist(), 'matrix': np.round(T, 6).tolist(), 'norm': round(pair['norm'], 2),
        'residual': round(float(np.sqrt((left**2).mean())), 3), 'uncertainty': round(float(np.percentile(unsure, 90)), 5),
        'how': 'correlation of spots from several starts, looked at',
    }
    return record, (W, p, q, keep, T, number)


def draw(pair, record, work):
    """One strip: both faces in the frame of the marks with crosses, then the spots enlarged in pairs."""
    W, p, q, keep, T, number = work
    a, b = (cv2.imread(pair[k]) for k in 'ab')
    V = np.diag([.5, .5, 1.])
    faces = []
    for im, M, xy in ((a, W, p), (b, W @ np.linalg.inv(T), q)):
        f = warp(im, V @ M, SIDE // 2, SIDE // 2)
        for n, c in enumerate(apply(V @ M, xy)):
            cv2.drawMarker(f, tuple(np.round(c).astype(int)), (0, 255, 0) if keep[n] else (0, 0, 255), cv2.MARKER_CROSS, 7, 1)
        faces.append(f)
    crops, chosen = [], np.flatnonzero(keep)
    order = chosen[np.argsort(apply(W, p[chosen])[:, 0])]
    for n in order[np.linspace(0, len(order) - 1, min(9, len(order))).astype(int)]:
        pair_of = []
        for im, M, c in ((a, W, p[n]), (b, W @ np.linalg.inv(T), q[n])):
            at = apply(M, c[None])[0]
            Z = np.array([[2., 0, 56 - 2 * at[0]], [0, 2, 56 - 2 * at[1]], [0, 0, 1]])
            t = warp(im, Z @ M, 112, 112)
            for u, v in (((56, 0), (56, 44)), ((56, 68), (56, 112)), ((0, 56), (44, 56)), ((68, 56), (112, 56))):
                cv2.line(t, u, v, (0, 255, 255), 1)
            pair_of.append(t)
        cv2.putText(pair_of[0], str(number[n]), (3, 12), cv2.FONT_HERSHEY_SIMPLEX, .4, (0, 0, 255), 1)
        crops.append(np.vstack(pair_of))
    while len(crops) < 9:
        crops.append(np.zeros((224, 112, 3), np.uint8))
    strip = np.hstack([*faces, *crops])
    label = f'{pair["id"]}: {keep.sum()} of {len(keep)}, residual {100 * record["residual"] / pair["norm"]:.2f} %, uncertain {100 * record["uncertainty"]:.2f} %'
    cv2.putText(strip, label, (4, 12), cv2.FONT_HERSHEY_SIMPLEX, .4, (0, 255, 255), 1)
    return strip


def main():
    out = sys.argv[1]
    shared = sys.argv[2] if len(sys.argv) > 2 else os.environ.get('SKINLINE_SHARED', os.path.join(HERE, '../../../shared'))
    review = json.load(open(os.path.join(HERE, 'review.json'))) if os.path.exists(os.path.join(HERE, 'review.json')) else {}
    os.makedirs(out, exist_ok=True)
    kept, strips = [], []
    known = photos.corpus(os.path.join(shared, 'corpus/align'))
    for pair in known + photos.further(known):
        if pair['set'] not in SETS or review.get(pair['id']) == 'drop':
            continue
        record, work = mark(pair, review.get(pair['id'], []))
        if work is None:
            print(pair['id'], record, flush=True)
            continue
        kept.append(record)
        strips.append(draw(pair, record, work))
    with open(os.path.join(out, 'marks.jsonl'), 'w') as f:
        f.writelines(json.dumps(r) + '\n' for r in kept)
    for i in range(0, len(strips), 7):
        cv2.imwrite(os.path.join(out, f'sheet-{i // 7:02d}.png'), np.vstack(strips[i:i + 7]))
    unsure = [r['uncertainty'] for r in kept]
    print(f'{len(kept)} pairs, uncertain by {100 * np.median(unsure):.2f} % of the distance of the eyes (median), {100 * max(unsure):.2f} % (most)')


if __name__ == "__main__":
    main()
