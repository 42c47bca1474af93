"""Runs Skinline's own aligner through its command line."""
import json
import resource
import subprocess

import numpy as np


class Skinline:
    def __init__(self, program):
        self.program = program

    def align(self, pairs, model='similarity'):
        """What the program says of each pair, in order: its JSON lines."""
        paths = [p[k] for p in pairs for k in 'ba']
        done = subprocess.run([self.program, 'align', '--json', '--model', model, *paths], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode == 2 and not done.stdout:  # usage: this model is not offered
            return [{'status': 'refused', 'reason': done.stderr.strip(), 'matrix': None, 'confidence': 0, 'align_ms': 0, 'method': ''} for _ in pairs]
        said = [json.loads(l) for l in done.stdout.splitlines()]
        if len(said) != len(pairs):
            raise SystemExit(f'{self.program} align said {len(said)} lines of {len(pairs)} pairs: {done.stderr[-800:]}')
        return said

    def processor(self, pair, times):
        """Processor ms of aligning once: what a run of the program over copies of the
        pair takes more than a run that decodes the same photos and is given points."""
        given = ['--points', '10,10=10,10 200,200=200,200']
        paths = [pair['b'], pair['a']]
        with_points = self.used(sum(([*given, *paths] for _ in range(times)), []))
        return (self.used(paths * times) - with_points) / times

    def used(self, args):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([self.program, 'align', '--json', *args], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def matrix(said):
    return None if said['matrix'] is None else np.array(said['matrix'], float)
