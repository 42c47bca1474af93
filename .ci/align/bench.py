"""Runs Skinline's aligner and its peers over the pairs, one pair after the
other so that times are of the same machine state, and reports.

bench.py PROGRAM DLIBLM; see docs/alignment.md. Environment: SKINLINE_SHARED,
EVERY (every nth pair of a set only), ONLY (names of sets, negative, roll, time),
PEERS (names of methods, or none: Skinline alone)."""
import json
import os
import sys
import time

import cv2
import numpy as np

import pairs as photos
import report
from geometry import apart, error, motion
from peers import all_peers
from skinline import Skinline, matrix

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get('SKINLINE_SHARED', os.path.join(ROOT, '../shared'))
CORPUS = os.path.abspath(os.path.join(SHARED, 'corpus/align'))
OUT = os.path.join(ROOT, 'out/bench/align')
MARKS = os.path.join(ROOT, 'photos/align/testdata/marks.jsonl')
EVERY = int(os.environ.get('EVERY', 1))
ONLY = set(os.environ.get('ONLY', '').replace(',', ' ').split())
PEERS = set(os.environ.get('PEERS', '').replace(',', ' ').split())
REPEATS = 7


def wanted(name):
    return not ONLY or name in ONLY


def truth(pair, method):
    """No landmark model is judged by itself: dlib by the mesh, Skinline, which may
    end with the mesh, by dlib. A similarity on a scene: by the best similarity."""
    if pair['set'] == 'oxford':
        return pair['T' if method.endswith('homography') else 'T_sim']
    if method.startswith('dlib'):
        return pair.get('T_mesh', pair['T'])
    if method.startswith('skinline'):
        return pair.get('T_dlib', pair['T'])
    return pair['T']


class Bench:
    def __init__(self, program, dliblm):
        self.skinline = Skinline(program)
        self.everywhere, self.on_faces, self.on_scenes = all_peers(dliblm)
        self.marks = {m['pair']: m for m in photos.lines(MARKS)}
        self.results = []
        self.log = open(os.path.join(OUT, 'results.jsonl'), 'w')

    def keep(self, pair, method, T, ms, cpu=0, said=None):
        r = {'id': pair['id'], 'set': pair['set'], 'method': method, 'T': None if T is None else np.asarray(T).tolist(), 'ms': ms, 'cpu': cpu}
        if said:
            r |= {k: said.get(k) for k in ('status', 'reason', 'confidence', 'residual')} | {'how': said.get('method')}
        if 'T' in pair:
            r['error'] = error(T, truth(pair, method), pair['eval'], pair['norm'])
        if pair['set'] in photos.REAL:
            r['motion'] = motion(pair, T)
        if m := self.marks.get(pair['id']):
            r['marked'] = apart(T, m)
        self.results.append(r | {'pair': pair})
        self.log.write(json.dumps(r) + '\n')

    def peers_for(self, pair):
        more = self.on_scenes if pair['set'] == 'oxford' else self.on_faces if pair['set'] in photos.FACES + ('phantom-face',) or pair['set'].startswith('roll') else {}
        return self.everywhere | more

    def with_peers(self, pair):
        for model in ('similarity', 'homography') if pair['set'] == 'oxford' else ('similarity',):
            said = self.skinline.align([pair], model)[0]
            self.keep(pair, 'skinline' if model == 'similarity' else 'skinline-homography', matrix(said), said['align_ms'], said=said)
        for name, peer in self.peers_for(pair).items():
            if PEERS and name not in PEERS:
                continue
            T, ms, cpu = peer(pair)
            self.keep(pair, name, T, ms, cpu)

    def alone(self, chosen, batch=16):
        for i in range(0, len(chosen), batch):
            some = chosen[i:i + batch]
            for pair, said in zip(some, self.skinline.align(some)):
                self.keep(pair, 'skinline', matrix(said), said['align_ms'], said=said)

    def times(self, pair):
        """Wall and processor ms of the aligner and of features at 1200 pixels, repeats interleaved."""
        table = {}
        for _ in range(REPEATS if EVERY == 1 else 5):
            said = self.skinline.align([pair, pair])[1]  # the second: nothing is loaded any more
            table.setdefault('skinline', []).append((said['align_ms'], self.skinline.processor(pair, 2), said['status']))
            for name in ('orb', 'akaze', 'sift', 'sift-even'):
                table.setdefault(name, []).append((*self.everywhere[name](pair)[1:], ''))
        return table


def main():
    os.makedirs(OUT + '/turned', exist_ok=True)
    program, dliblm = os.path.abspath(sys.argv[1]), (sys.argv[2:] or [''])[0]
    cv2.setRNGSeed(1)
    started = time.time()
    tell = lambda what: print(f'{time.time() - started:6.0f} s  {what}', file=sys.stderr, flush=True)

    known = photos.corpus(CORPUS)
    if not known:
        print(f'no photos at {CORPUS} (SKINLINE_SHARED names the folder above corpus): simulated ones only', file=sys.stderr)
    tell('simulated photos')
    simulated, by_seed = photos.phantoms(program, OUT)
    bench = Bench(program, dliblm)
    known += simulated + [p for p in photos.further(known) if p['id'] in bench.marks]
    for name in photos.SETS:
        chosen = [p for p in known if p['set'] == name][::EVERY]
        if chosen and wanted(name):
            tell(f'{name}, {len(chosen)} pairs')
            for pair in chosen:
                bench.with_peers(pair)
    if wanted('roll'):
        upright = [p for p in known if p['set'] == 'caltech'][::EVERY]
        for degrees in photos.ROLLS if upright else ():
            tell(f'turned by {degrees} degrees, {len(upright)} pairs')
            bench.alone([photos.rolled(p, degrees, OUT + '/turned') for p in upright])
    if wanted('negative'):
        different = photos.negatives(CORPUS, by_seed)[::EVERY]
        tell(f'different subjects, {len(different)} pairs')
        bench.alone(different)
    times = {}
    if wanted('time'):
        large = {p['id']: p for p in known if p['set'] == 'mp12'}
        for kind in ('face', 'skin'):
            name = f'large-{kind}'
            large[name] = photos.enlarged(next(p for p in simulated if p['set'] == 'phantom-' + kind), name, OUT)
        for name, pair in large.items():
            tell(f'time, {name}')
            times[name] = bench.times(pair)
    bench.log.close()
    tell('report')
    missed = report.write(OUT, bench.results, times, bench.marks)
    tell('done')
    sys.exit(missed > 0)


main()
