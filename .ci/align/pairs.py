"""The pairs of photos: those of the shared corpus with their truth, simulated
ones, rolled ones, large ones, and pairs of different subjects.

A pair is a dict: id, set, a (AFTER) and b (BEFORE) as paths; with a truth also
T (pixels of a to pixels of b), eval (points of a where the error is taken) and
norm (what the error is a share of: distance of the eyes in b, or its diagonal)."""
import glob
import itertools
import json
import os
import re
import subprocess

import cv2
import numpy as np

from geometry import apply, similarity

REAL = ('caltech', 'yale', 'stock', 'press')
FACES = ('facelight', 'facebg', 'mp12', *REAL, 'further')
SETS = ('facelight', 'facebg', 'skin', 'mp12', *REAL, 'further', 'oxford', 'phantom-face', 'phantom-skin')
SEEDS = range(1, 7)  # invented persons
ROLLS = (0, 45, 90, 135, 180)

# Whose photo the synthetic pairs were made of: facelight and facebg by number
# modulo 13, skin by number divided by 3. Equal letters are the same person.
BASES = 'AABCCDEBAFGGG'
SKIN_BASES = 'AABCCDEBAFG'


class Pair(dict):
    """A pair that reads its photos, grey, when first asked."""
    pictures = {}  # of the last pair asked

    def grey(self):
        a, b = (Pair.pictures.get(f) for f in (self['a'], self['b']))
        a = cv2.imread(self['a'], cv2.IMREAD_GRAYSCALE) if a is None else a
        b = cv2.imread(self['b'], cv2.IMREAD_GRAYSCALE) if b is None else b
        Pair.pictures = {self['a']: a, self['b']: b}
        return a, b


def lines(path):
    return [json.loads(l) for l in open(path)] if os.path.exists(path) else []


def person(path):
    """Who is in a photo of the corpus; scenes have the name of their folder."""
    name = os.path.basename(path)
    number = int((re.findall(r'\d+', name) or ['0'])[0])
    if '/oxford/' in path:
        return 'scene-' + path.split('/')[-2]
    if name.startswith(('facelight', 'facebg')):
        return 'press-' + BASES[number % 13]
    if name.startswith('skin'):
        return 'press-' + SKIN_BASES[number // 3 % 11]
    if name.startswith('mp12'):
        return 'press-A'
    if name.startswith('stock'):
        return 'press-G'
    if '/caltech/' in path:
        return f'caltech-{1 if number < 22 else 2 if number < 42 else 3}'
    return name.split('.')[0].replace('subject', 'yale-')


def corpus(folder):
    """The pairs with truth."""
    found = []
    for m in lines(os.path.join(folder, 'manifest.jsonl')):
        m |= {k: os.path.join(folder, m[k]) for k in 'ab'}
        if os.path.exists(m['a']) and os.path.exists(m['b']):
            found.append(Pair(m))
    return found


def further(known):
    """Real pairs that the corpus does not list: neighbours among the photos that one
    photo is paired with, by way of it. They are of use where they are marked."""
    found = []
    for (name, _), spokes in itertools.groupby([p for p in known if p['set'] in ('caltech', 'yale')], key=lambda p: (p['set'], person(p['a']))):
        spokes = list(spokes)
        hub = spokes[0]['a']
        spokes = [p for p in spokes if p['a'] == hub and 'light' not in os.path.basename(p['b'])]
        for p, q in itertools.pairwise(spokes):
            ids = '-'.join(re.sub(r'^(image_0*|subject)', '', os.path.basename(x['b']).rsplit('.', 1)[0]).replace('.', '') for x in (p, q))
            found.append(Pair(id=f'{name}-{ids}', set='further', a=p['b'], b=q['b'], norm=q['norm'], eval=apply(p['T'], np.array(p['eval'])).tolist(),
                              **{k: (np.array(q[k]) @ np.linalg.inv(np.array(p[k]))).tolist() for k in ('T', 'T_dlib', 'T_mesh')}))
    return found


def phantoms(program, out):
    """Simulated persons at two dates: the pairs, and the photos by kind and seed."""
    pairs, photos = [], {}
    for seed in SEEDS:
        folder = os.path.join(out, f'phantom-{seed}')
        index = os.path.join(folder, 'index.jsonl')
        if not os.path.exists(index):
            text = subprocess.run([program, 'phantom', '--out', folder, '--seed', str(seed), '--date', '2026-01-05', '--date', '2026-04-07'], stdout=subprocess.PIPE, text=True, check=True).stdout
            with open(index, 'w') as f:
                f.write(text)
        for view, kind in (('frontal', 'face'), ('cheek-left-close', 'skin')):
            before, after = sorted((l for l in lines(index) if l['view'] == view), key=lambda l: l['taken'])
            names = sorted(set(before['landmarks']) & set(after['landmarks']))
            p, q = (np.array([l['landmarks'][n] for n in names]) for l in (after, before))
            T = similarity(p, q)  # exact: the two differ by a similarity
            h, w = cv2.imread(before['file'], 0).shape
            if kind == 'face':
                eyes = [f'{side} eye, {corner} corner' for side, corner in (('right', 'outer'), ('right', 'inner'), ('left', 'inner'), ('left', 'outer'))]
                ev = np.array([after['landmarks'][n] for n in eyes + ['nose tip', 'nose tip', 'right mouth corner', 'left mouth corner']])
                moved = apply(T, ev)
                norm = np.linalg.norm(moved[:2].mean(0) - moved[2:4].mean(0))
            else:
                ev, norm = np.array([[x * w, y * h] for x in (.1, .3, .5, .7, .9) for y in (.1, .3, .5, .7, .9)]), np.hypot(w, h)
            pairs.append(Pair(id=f'phantom-{kind}-{seed}', set='phantom-' + kind, a=after['file'], b=before['file'], T=T.tolist(), eval=ev.tolist(), norm=float(norm)))
            photos[kind, seed] = before['file'], after['file']
    return pairs, photos


def enlarged(pair, name, out, long=4000):
    """The pair at 12 megapixels with what a sensor adds."""
    made = Pair(pair, id=name, set='large')
    rng = np.random.default_rng(7)
    for k in 'ab':
        made[k] = os.path.join(out, f'{name}-{k}.jpg')
        if os.path.exists(made[k]):
            continue
        im = cv2.imread(pair[k])
        s = long / max(im.shape[:2])
        im = cv2.resize(im, None, fx=s, fy=s, interpolation=cv2.INTER_CUBIC).astype(np.float32)
        im += rng.normal(0, 3, im.shape[:2]).astype(np.float32)[..., None]
        cv2.imwrite(made[k], np.clip(im, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 92])
    return made


def rolled(pair, degrees, out):
    """The pair with its AFTER photo turned about its centre, nothing cut off."""
    if degrees == 0:
        return Pair(pair, set='roll0', id=pair['id'] + '@0')
    im = cv2.imread(pair['a'])
    h, w = im.shape[:2]
    M = np.vstack([cv2.getRotationMatrix2D(((w - 1) / 2, (h - 1) / 2), degrees, 1), [0, 0, 1]])
    corners = apply(M, np.array([[0, 0], [w - 1, 0], [0, h - 1], [w - 1, h - 1.]]))
    low, high = np.floor(corners.min(0)), np.ceil(corners.max(0))
    M[:2, 2] -= low
    path = os.path.join(out, f"{pair['id']}@{degrees}.png")
    if not os.path.exists(path):
        size = tuple(int(v) + 1 for v in high - low)
        cv2.imwrite(path, cv2.warpPerspective(im, M, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(128, 128, 128)))
    back = np.linalg.inv(M)
    more = {k: (np.array(pair[k]) @ back).tolist() for k in ('T', 'T_dlib', 'T_mesh') if k in pair}
    return Pair(pair, id=f"{pair['id']}@{degrees}", set=f'roll{degrees}', a=path, eval=apply(M, np.array(pair['eval'])).tolist(), **more)


def negatives(folder, phantom_photos):
    """Pairs of different subjects: persons, patches of skin of different persons,
    scenes, a face or skin against a scene, and simulated persons."""
    rng = np.random.default_rng(2026)
    found = []

    def add(kind, a, b):
        found.append(Pair(id=f'not-{kind}-{len(found):03d}', set='negative', kind=kind, a=a, b=b))

    at = lambda *pattern: sorted(f for p in pattern for f in glob.glob(os.path.join(folder, p)))
    pick = lambda photos: photos[rng.integers(len(photos))]
    by_person = {}
    for f in at('caltech/*', 'yale/*', 'stock/*', 'press/face*', 'synth/face*'):
        by_person.setdefault(person(f), []).append(f)
    for p, q in itertools.combinations(sorted(by_person), 2):
        # One photographer, one wall, one light: the hardest. Twice as many.
        for _ in range(2 if p.split('-')[0] == q.split('-')[0] else 1):
            add('person', pick(by_person[p]), pick(by_person[q]))
    skin = at('press/skin*', 'synth/skin*')
    site = lambda f: int(re.findall(r'\d+', os.path.basename(f))[0]) % 3
    different = [(f, g) for f, g in itertools.combinations(skin, 2) if person(f) != person(g) and site(f) == site(g)]
    for i in rng.permutation(len(different))[:70]:
        add('skin', *different[i])
    scenes = {s: at(f'oxford/{s}/*') for s in ('boat', 'graf', 'leuven', 'ubc')}
    if all(scenes.values()):
        for p, q in itertools.combinations(scenes, 2):
            for _ in range(6):
                add('scene', pick(scenes[p]), pick(scenes[q]))
        for photos in [*by_person.values(), skin, skin]:
            add('scene', pick(photos), pick(scenes[pick(list(scenes))]))
    for m in lines(os.path.join(folder, 'negative.jsonl')):
        add('scene', *(os.path.join(folder, m[k]) for k in 'ab'))
    for p, q in itertools.combinations(SEEDS, 2):
        for kind in ('face', 'skin'):
            add('phantom', phantom_photos[kind, p][1], phantom_photos[kind, q][0])
    for p in SEEDS:
        add('phantom', phantom_photos['face', p][1], phantom_photos['skin', SEEDS[p % len(SEEDS)]][0])
        if by_person:
            add('phantom', phantom_photos['face', p][1], pick(by_person[pick(sorted(by_person))]))
            add('phantom', phantom_photos['skin', p][1], pick(skin))
    return [n for n in found if os.path.exists(n['a']) and os.path.exists(n['b'])]
