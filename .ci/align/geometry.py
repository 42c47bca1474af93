"""Plane transforms, errors, and the motion a viewer sees.

Matrices are 3 x 3 and act on pixels with centres at integers of the oriented,
full-size photo. T maps the photo (a, AFTER) to the reference (b, BEFORE)."""
import cv2
import numpy as np


def apply(T, points):
    h = np.c_[points, np.ones(len(points))] @ np.asarray(T, float).T
    return h[:, :2] / h[:, 2:]


def square(M):
    return None if M is None else np.vstack([M, [0, 0, 1]])


def scaling(s):
    """Full-size pixels to pixels of a copy s times as large."""
    return np.array([[s, 0, .5 * s - .5], [0, s, .5 * s - .5], [0, 0, 1.]])


def two_points(p, q):
    """The similarity that takes the two points p to the two points q."""
    z = lambda v: complex(*v)
    k = (z(q[1]) - z(q[0])) / (z(p[1]) - z(p[0]))
    t = z(q[0]) - k * z(p[0])
    return np.array([[k.real, -k.imag, t.real], [k.imag, k.real, t.imag], [0, 0, 1.]])


def similarity(p, q, weights=None):
    """The similarity of least squares that takes points p to q."""
    w = np.ones(len(p)) if weights is None else np.asarray(weights, float)
    zp, zq = p[:, 0] + 1j * p[:, 1], q[:, 0] + 1j * q[:, 1]
    cp, cq = (w * zp).sum() / w.sum(), (w * zq).sum() / w.sum()
    k = (w * np.conj(zp - cp) * (zq - cq)).sum() / (w * abs(zp - cp)**2).sum()
    t = cq - k * cp
    return np.array([[k.real, -k.imag, t.real], [k.imag, k.real, t.imag], [0, 0, 1.]])


def error(T, truth, points, norm):
    """Mean distance over the points between where T and the truth take them,
    as a share of norm; infinite for no transform."""
    if T is None:
        return np.inf
    with np.errstate(all='ignore'):
        e = np.linalg.norm(apply(T, points) - apply(truth, points), axis=1).mean() / norm
    return float(e) if np.isfinite(e) else np.inf


def apart(T, mark):
    """Mean distance between where T takes the spots and where they are."""
    points = np.array(mark['points'])
    return np.inf if T is None else float(np.linalg.norm(apply(T, points[:, 2:]) - points[:, :2], axis=1).mean() / mark['norm'])


def local_norm(grey, radius=20, eps=9.):
    """Brightness and contrast made even over neighbourhoods, 8 bits."""
    f = grey.astype(np.float32)
    m = cv2.GaussianBlur(f, (0, 0), radius)
    s = np.sqrt(cv2.GaussianBlur((f - m)**2, (0, 0), radius) + eps)
    return np.clip(128 + 40 * (f - m) / s, 0, 255).astype(np.uint8)


def warp(im, M, width, height, flags=cv2.INTER_CUBIC):
    """The photo through M, blurred first where that makes it smaller."""
    s = np.sqrt(abs(np.linalg.det(M[:2, :2])))
    if s < .8:
        im = cv2.GaussianBlur(im, (0, 0), .5 * np.sqrt(1 / s**2 - 1))
    return cv2.warpPerspective(im, M, (width, height), flags=flags)


def eye_frame(left, right, iod, width, eye_y):
    """Photo to an upright frame of that width, eyes iod apart and centred at eye_y."""
    d = right - left
    k, turn = iod / np.linalg.norm(d), -np.arctan2(d[1], d[0])
    W = np.eye(3)
    W[:2, :2] = k * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    W[:2, 2] = np.array([width / 2, eye_y]) - W[:2, :2] @ ((left + right) / 2)
    return W


def peak(r, x, y):
    """Sub-pixel place of a maximum of r at x, y: a parabola each way."""
    f = lambda a, b, c: (a - c) / (2 * (a - 2 * b + c)) if a - 2 * b + c != 0 else 0
    return x + f(r[y, x - 1], r[y, x], r[y, x + 1]), y + f(r[y - 1, x], r[y, x], r[y + 1, x])


IOD, SIDE = 160, 416


def motion(pair, T):
    """What a viewer sees when flipping: the median distance, as a share of the
    distance of the eyes, by which 25 patches of the face still move. Both photos
    are brought to the photo's frame with eyes 160 pixels apart, made even, and
    patches of .34 eye distances are matched within .2 (NCC above .55, sub-pixel).
    Infinite where fewer than 6 patches match."""
    if T is None:
        return np.inf
    ev = np.array(pair['eval'])
    W = eye_frame(ev[:2].mean(0), ev[2:4].mean(0), IOD, SIDE, .36 * SIDE)
    a, b = pair.grey()

    def even(im, M):
        g = cv2.GaussianBlur(warp(im, M, SIDE, SIDE).astype(np.float32), (0, 0), 1.6)
        m = cv2.GaussianBlur(g, (0, 0), 16)
        return (g - m) / np.sqrt(cv2.GaussianBlur((g - m)**2, (0, 0), 16) + 20)

    try:
        A, B = even(a, W), even(b, W @ np.linalg.inv(np.array(T)))
    except (np.linalg.LinAlgError, cv2.error):
        return np.inf
    half, search, moved = int(.17 * IOD), int(.2 * IOD), []
    for y in np.linspace(.30 * SIDE, .62 * SIDE, 5).astype(int):
        for x in np.linspace(.28 * SIDE, .72 * SIDE, 5).astype(int):
            p = A[y - half:y + half + 1, x - half:x + half + 1]
            q = B[y - half - search:y + half + search + 1, x - half - search:x + half + search + 1]
            if p.std() < .3:
                continue
            r = cv2.matchTemplate(q, p, cv2.TM_CCOEFF_NORMED)
            _, best, _, at = cv2.minMaxLoc(r)
            if best < .55 or at[0] in (0, 2 * search) or at[1] in (0, 2 * search):
                continue
            u, v = peak(r, *at)
            moved.append(np.hypot(u - search, v - search) / IOD)
    return float(np.median(moved)) if len(moved) >= 6 else np.inf


def paired(ours, theirs, rounds=4000, seed=1):
    """Median of ours - theirs, its 95 % interval by resampling pairs, the share
    of pairs where ours is smaller. Failures count as the end of the search, .2."""
    d = np.minimum(ours, .2) - np.minimum(theirs, .2)
    rng = np.random.default_rng(seed)
    m = np.median(d[rng.integers(0, len(d), (rounds, len(d)))], axis=1)
    return float(np.median(d)), *np.percentile(m, [2.5, 97.5]).tolist(), float((d < 0).mean())
