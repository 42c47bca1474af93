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
        """Processor ms of aligning once. A run over copies of the pair takes more than
        a run that is given points, which reads no pixels, by decoding, aligning and
        judging whether the photos may be compared; the program's own clocks say how
        that parts. An estimate: loading the networks counts, spread over the copies."""
        paths = [pair['b'], pair['a']]
        _, idle = self.used(sum((['--points', '10,10=10,10 200,200=200,200', *paths] for _ in range(times)), []))
        said, busy = self.used(paths * times)
        align, decode, judge = (sum(s[k] for s in said) for k in ('align_ms', 'decode_ms', 'judge_ms'))
        return (busy - idle) * align / (align + decode + judge) / times if align else 0

    def used(self, args):
        """What the program said, and the processor ms it and its workers took."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([self.program, 'align', '--json', *args], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return [json.loads(l) for l in done.stdout.splitlines()], 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def matrix(said):
    return None if said['matrix'] is None else np.array(said['matrix'], float)
