"""What people use instead: features of OpenCV with RANSAC, Fourier-Mellin, Haar
eyes, dlib landmarks, and dlib refined by ECC on the face. Each works on the
decoded photos and times itself from there, on the wall clock and on processors.

peer(pair) -> (T or None, wall ms, processor ms)."""
import os
import subprocess
import time

import cv2
import numpy as np

from geometry import apply, eye_frame, local_norm, scaling, similarity, square, two_points, warp

WORK = 1200  # long side at which features are found
LANDMARKS = '/usr/share/dlib/shape_predictor_68_face_landmarks.dat'
CASCADES = '/usr/share/opencv4/haarcascades/'


def reduced(grey, work=WORK):
    s = min(1, work / max(grey.shape))
    return (cv2.resize(grey, None, fx=s, fy=s, interpolation=cv2.INTER_AREA) if s < 1 else grey), s


def timed(f):
    def peer(pair):
        a, b = pair.grey()
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            T = f(a, b)
        except cv2.error:
            T = None
        return T, 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)
    return peer


def features(detector, norm, even=False, homography=False):
    """Ratio test at .75, RANSAC at 3 pixels of the working size."""
    @timed
    def match(a, b):
        (x, sa), (y, sb) = reduced(a), reduced(b)
        if even:
            x, y = local_norm(x), local_norm(y)
        ka, da = detector.detectAndCompute(x, None)
        kb, db = detector.detectAndCompute(y, None)
        if da is None or db is None or len(ka) < 3 or len(kb) < 3:
            return None
        both = cv2.BFMatcher(norm).knnMatch(da, db, k=2)
        good = [m[0] for m in both if len(m) == 2 and m[0].distance < .75 * m[1].distance]
        if len(good) < 4:
            return None
        p = np.float32([ka[m.queryIdx].pt for m in good])
        q = np.float32([kb[m.trainIdx].pt for m in good])
        if homography:
            M, _ = cv2.findHomography(p, q, cv2.RANSAC, 3)
        else:
            M = square(cv2.estimateAffinePartial2D(p, q, method=cv2.RANSAC, ransacReprojThreshold=3, maxIters=2000, confidence=.99)[0])
        return None if M is None else np.linalg.inv(scaling(sb)) @ M @ scaling(sa)
    return match


@timed
def fourier_mellin(a, b):
    """Turn and scale by log-polar phase correlation, then the shift."""
    n = 512
    s = n / max(*a.shape, *b.shape)

    def canvas(x):
        y = cv2.resize(x, None, fx=s, fy=s, interpolation=cv2.INTER_AREA).astype(np.float32)
        o = np.full((n, n), y.mean(), np.float32)
        o[:y.shape[0], :y.shape[1]] = y
        return o

    a, b, hann = canvas(a), canvas(b), cv2.createHanningWindow((n, n), cv2.CV_32F)
    v, u = np.mgrid[-.5:.5:n * 1j, -.5:.5:n * 1j]
    c = np.cos(np.pi * u) * np.cos(np.pi * v)
    high = ((1 - c) * (2 - c)).astype(np.float32)
    spectrum = lambda x: np.log1p(np.abs(np.fft.fftshift(np.fft.fft2((x - x.mean()) * hann)))).astype(np.float32) * high
    polar = lambda x: cv2.warpPolar(spectrum(x), (n, n), (n / 2, n / 2), n / 2, cv2.INTER_LINEAR + cv2.WARP_POLAR_LOG)
    (dx, dy), _ = cv2.phaseCorrelate(polar(a), polar(b), hann)
    k, turn, best = np.exp(-dx * np.log(n / 2) / n), dy * 2 * np.pi / n, (None, -1)
    for t in (turn, turn + np.pi):
        M = np.eye(3)
        M[:2, :2] = k * np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])
        M[:2, 2] = n / 2 - M[:2, :2] @ np.array([n / 2, n / 2])
        (x, y), r = cv2.phaseCorrelate(cv2.warpAffine(a, M[:2], (n, n), borderMode=cv2.BORDER_REPLICATE), b, hann)
        if r > best[1]:
            M[:2, 2] += [x, y]
            best = (M, r)
    return np.linalg.inv(scaling(s)) @ best[0] @ scaling(s)


def haar_eyes():
    faces = cv2.CascadeClassifier(CASCADES + 'haarcascade_frontalface_alt2.xml')
    eyes = cv2.CascadeClassifier(CASCADES + 'haarcascade_eye_tree_eyeglasses.xml')

    def find(grey):
        x, s = reduced(grey, 640)
        found = faces.detectMultiScale(x, 1.1, 4, minSize=(40, 40))
        if not len(found):
            return None
        fx, fy, fw, fh = (int(v / s) for v in max(found, key=lambda r: r[2]))
        part = grey[fy:fy + int(.6 * fh), fx:fx + fw]
        z = min(1, 320 / max(1, fw))
        part = cv2.resize(part, None, fx=z, fy=z, interpolation=cv2.INTER_AREA)
        at = [((x + w / 2) / z + fx, (y + h / 2) / z + fy) for x, y, w, h in eyes.detectMultiScale(part, 1.05, 3, minSize=(int(.1 * fw * z),) * 2)]
        left, right = ([p for p in at if (p[0] < fx + fw / 2) == side] for side in (True, False))
        return (max(left, key=lambda p: p[1]), max(right, key=lambda p: p[1])) if left and right else None

    @timed
    def align(a, b):
        p, q = find(a), find(b)
        return None if p is None or q is None else two_points(p, q)
    return align


class Dlib:
    """dlib through a pipe: .ci/align/dliblm.cpp."""

    def __init__(self, program):
        self.process = subprocess.Popen([program, LANDMARKS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def marks(self, path):
        self.process.stdin.write(path + '\n')
        self.process.stdin.flush()
        found, wall, cpu, *xy = map(float, self.process.stdout.readline().split('\t'))
        return (np.array(xy).reshape(-1, 2) if found else None), wall, cpu

    def both(self, pair):
        p, wa, ca = self.marks(pair['a'])
        q, wb, cb = self.marks(pair['b'])
        return p, q, wa + wb, ca + cb

    def align(self, pair):
        """The 21 landmarks of nose and eyes, least median of squares."""
        p, q, wall, cpu = self.both(pair)
        return (None if p is None or q is None else self.rigid(p, q)), wall, cpu

    @staticmethod
    def rigid(p, q):
        return square(cv2.estimateAffinePartial2D(p[27:48], q[27:48], method=cv2.LMEDS)[0])

    def refined(self, pair):
        """The same, then ECC on the locally normalised face inside an ellipse,
        brought back to a similarity: the best chain known of these libraries."""
        p, q, wall, cpu = self.both(pair)
        if p is None or q is None:
            return None, wall, cpu
        a, b = pair.grey()
        w0, c0 = time.perf_counter(), time.process_time()
        T = self.ecc(a, b, p, self.rigid(p, q))
        return T, wall + 1000 * (time.perf_counter() - w0), cpu + 1000 * (time.process_time() - c0)

    @staticmethod
    def ecc(a, b, p, M):
        n = 320
        W = eye_frame(p[36:42].mean(0), p[42:48].mean(0), 100, n, .38 * n)
        A = local_norm(warp(a, W, n, n, cv2.INTER_LINEAR), 10)
        B = local_norm(warp(b, W @ np.linalg.inv(M), n, n, cv2.INTER_LINEAR), 10)
        mask = np.zeros((n, n), np.uint8)
        cv2.ellipse(mask, (n // 2, n // 2), (int(.34 * n), int(.40 * n)), 0, 0, 360, 255, -1)
        try:
            _, E = cv2.findTransformECC(A, B, np.eye(3, dtype=np.float32)[:2], cv2.MOTION_AFFINE, (3, 60, 1e-5), mask, 3)
        except cv2.error:
            return M
        corners = np.array([[100, 120], [220, 120], [160, 160], [160, 220.]])
        S = similarity(corners, apply(square(E.astype(float)), corners))
        return np.linalg.inv(W @ np.linalg.inv(M)) @ S @ W


def all_peers(dlib_program):
    """name -> peer, for the sets that each is meant for."""
    sift, patient = cv2.SIFT_create(4000), cv2.SIFT_create(4000, contrastThreshold=.01)
    peers = {
        'orb': features(cv2.ORB_create(2000), cv2.NORM_HAMMING),
        'akaze': features(cv2.AKAZE_create(), cv2.NORM_HAMMING),
        'sift': features(sift, cv2.NORM_L2),
        'sift-even': features(patient, cv2.NORM_L2, even=True),
        'fourier-mellin': fourier_mellin,
    }
    faces, scenes = {}, {'sift-homography': features(sift, cv2.NORM_L2, homography=True)}
    if os.path.exists(CASCADES):
        faces['haar-eyes'] = haar_eyes()
    if dlib_program and os.path.exists(LANDMARKS):
        d = Dlib(dlib_program)
        faces |= {'dlib-68': d.align, 'dlib-68+ecc': d.refined}
    return peers, faces, scenes
