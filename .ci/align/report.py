"""Tables, bars, pictures and the confidence curve of a run: out/bench/align."""
import collections
import csv
import datetime
import os
import platform

import cv2
import numpy as np

import pairs as photos
from geometry import apart, paired
from pictures import draw_curve, draw_worst

ORDER = [*photos.SETS, *(f'roll{d}' for d in photos.ROLLS)]
# What counts as wrong, as a share of the norm: real faces, where the truth
# itself is uncertain by 2 %; scenes; everything whose truth is exact.
WRONG = collections.defaultdict(lambda: .005, {s: .05 for s in (*photos.REAL, 'further', *(f'roll{d}' for d in photos.ROLLS))} | {'oxford': .01})
# The persons on whose photos gates and weights were set; the others are held out.
TUNED = {'caltech-1', 'yale-01', 'yale-02', 'yale-03', 'press-G'}


def percent(share):
    return 'fail' if not share < 10 else f'{100 * share:.2f}'


class Report:
    def __init__(self, results, times, marks):
        self.results, self.times, self.marks = results, times, marks
        self.text, self.bars = [], []
        self.quiet = os.getloadavg()[1] < 1.5 * os.cpu_count()

    def say(self, line=''):
        self.text.append(line)
        print(line)

    def of(self, name, method, key='error'):
        return np.array([r[key] for r in self.results if r['set'] == name and r['method'] == method and key in r])

    def ours(self, name, model='skinline'):
        return [r for r in self.results if r['set'] == name and r['method'] == model]

    def errors(self):
        for name in ORDER:
            methods = list(dict.fromkeys(r['method'] for r in self.results if r['set'] == name))
            if not methods:
                continue
            floors = [r['pair']['floor'] for r in self.ours(name) if 'floor' in r['pair']]
            floor = f', truth uncertain by {100 * np.median(floors):.1f} % (median)' if floors else ''
            self.say(f'\n## {name}, {len(self.ours(name))} pairs{floor}')
            self.say(f'{"method":20s} {"<0.5%":>6s} {"<1%":>6s} {"<2%":>6s} {"<5%":>6s} {"median %":>9s} {"p90 %":>7s} {"ms":>6s} {"cpu ms":>7s}')
            for m in sorted(methods, key=lambda m: (np.median(self.of(name, m)), m)):
                e = self.of(name, m)
                shares = ' '.join(f'{100 * (e < k).mean():5.0f}%' for k in (.005, .01, .02, .05))
                cpu = np.median(self.of(name, m, 'cpu'))
                self.say(f'{m:20s} {shares} {percent(np.median(e)):>9s} {percent(np.percentile(e, 90, method="higher")):>7s} {np.median(self.of(name, m, "ms")):6.0f} {f"{cpu:7.0f}" if cpu else "      -"}')

    def verdicts(self):
        """What was accepted, and how wrong it was."""
        self.say('\n## what Skinline said, and the error of it')
        self.say(f'{"set":22s} {"pairs":>5s}   {"aligned":>8s} {"wrong":>5s} {"median":>7s} {"largest":>8s}   {"landmarks":>9s} {"wrong":>5s} {"median":>7s} {"largest":>8s}   {"refused":>7s}')
        for name in ORDER:
            for model in ('skinline', 'skinline-homography'):
                ours = self.ours(name, model)
                if not ours:
                    continue
                row = f'{name + ("" if model == "skinline" else ", homogr."):22s} {len(ours):5d}'
                for status in ('aligned', 'landmarks'):
                    e = np.array([r['error'] for r in ours if r['status'] == status])
                    row += f'   {len(e):8d} {(e >= WRONG[name]).sum():5d} {percent(np.median(e)) if len(e) else "-":>7s} {percent(e.max()) if len(e) else "-":>8s}'
                self.say(row + f'   {sum(r["status"] == "refused" for r in ours):8d}')
        negative = self.ours('negative')
        for kind in dict.fromkeys(r['pair']['kind'] for r in negative):
            n = collections.Counter(r['status'] for r in negative if r['pair']['kind'] == kind)
            self.say(f'different: {kind:11s} {sum(n.values()):5d}   {n["aligned"]:8d} {n["aligned"]:5d} {"":16s}   {n["landmarks"]:8d} {n["landmarks"]:5d} {"":16s}   {n["refused"]:8d}')
        self.say('wrong: at least 5 % of the distance of the eyes on real faces, 1 % of the diagonal on scenes, 0.5 % elsewhere')

    def held_out(self):
        self.say('\n## persons on whose photos gates were set, and the others')
        for name in ('caltech', 'yale'):
            for label, tuned in (('tuned', True), ('held out', False)):
                ours = [r for r in self.ours(name) if (photos.person(r['pair']['a']) in TUNED) == tuned]
                if ours:
                    e, m = (np.array([r[k] for r in ours]) for k in ('error', 'motion'))
                    placed = sum(r['status'] != 'refused' for r in ours)
                    self.say(f'{name:8s} {label:9s} {len(ours):3d} pairs, {placed:3d} placed  <2%: {100 * (e < .02).mean():3.0f}%  <5%: {100 * (e < .05).mean():3.0f}%  median {percent(np.median(e))}  motion {percent(np.median(m))}')

    def motions(self):
        for name in photos.REAL:
            methods = list(dict.fromkeys(r['method'] for r in self.results if r['set'] == name))
            if not methods:
                continue
            self.say(f'\n## {name}: motion left when flipping, % of the distance of the eyes')
            for m in sorted(methods, key=lambda m: (np.median(self.of(name, m, 'motion')), m)):
                e = self.of(name, m, 'motion')
                self.say(f'{m:20s} <1%: {100 * (e < .01).mean():3.0f}%  <2%: {100 * (e < .02).mean():3.0f}%  <5%: {100 * (e < .05).mean():3.0f}%  median {percent(np.median(e))}')
            for peer in ('dlib-68', 'dlib-68+ecc'):
                if d := self.against(name, peer):
                    self.say(f'skinline minus {peer}, the {d[4]} pairs it placed: median {100 * d[0]:+.2f} [95 % {100 * d[1]:+.2f}, {100 * d[2]:+.2f}], better in {100 * d[3]:.0f} %')

    def against(self, name, peer):
        """Motion, paired, over the pairs that Skinline placed; nothing without the peer."""
        theirs = {r['id']: r['motion'] for r in self.results if r['set'] == name and r['method'] == peer}
        both = [(r['motion'], theirs[r['id']]) for r in self.ours(name) if r['status'] != 'refused' and r['id'] in theirs]
        return (*paired(*np.array(both).T), len(both)) if len(both) > 2 else None

    def marked(self):
        rows = [r for r in self.results if 'marked' in r]
        if not rows:
            return
        self.say('\n## how far marked spots lie from each other, % of the distance of the eyes (mean of a pair)')
        for name in dict.fromkeys(r['set'] for r in rows):
            some = [r for r in rows if r['set'] == name]
            by = collections.defaultdict(list)
            for r in some:
                by[r['method']].append(r['marked'])
            marks = [self.marks[r['id']] for r in some if r['method'] == 'skinline']
            by['(best similarity)'] = [apart(m['matrix'], m) for m in marks]
            self.say(f'{name}: {len(marks)} pairs, their similarity uncertain by {percent(np.median([m["uncertainty"] for m in marks]))} (median)')
            for m, e in sorted(by.items(), key=lambda i: (np.median(i[1]), i[0])):
                e = np.array(e)
                self.say(f'  {m:20s} <1%: {100 * (e < .01).mean():3.0f}%  <2%: {100 * (e < .02).mean():3.0f}%  <5%: {100 * (e < .05).mean():3.0f}%  median {percent(np.median(e))}  p90 {percent(np.percentile(e, 90, method="higher"))}')

    def clocks(self):
        if not self.times:
            return
        self.say('\n## time at 12 megapixels, decoding excluded, median of interleaved repeats; peers at 1200 pixels')
        for name, table in self.times.items():
            mine = np.median([r[:2] for r in table['skinline']], axis=0)
            self.say(f'{name}: skinline {mine[0]:.0f} ms, {mine[1]:.0f} ms of processors ({table["skinline"][-1][2]}, {len(table["skinline"])} repeats)')
            for peer, rows in table.items():
                if peer != 'skinline':
                    theirs = np.median([r[:2] for r in rows], axis=0)
                    self.say(f'  {peer:12s} {theirs[0]:5.0f} ms, {theirs[1]:5.0f} ms of processors: ratio {mine[0] / theirs[0]:.2f}, processors {mine[1] / theirs[1]:.2f}')

    def bar(self, what, value, holds):
        self.bars.append((what, value, bool(holds)))

    def check(self):
        """The bars. Shares are compared as whole per cents, as they are printed."""
        share = lambda e, k: round(100 * (np.asarray(e) < k).mean())
        for name in ('facelight', 'facebg', 'mp12'):
            if len(e := self.of(name, 'skinline')):
                self.bar(f'{name}: 100 % below 0.5 %, median at most 0.05 %', f'{share(e, .005)} %, {percent(np.median(e))} %', share(e, .005) == 100 and np.median(e) <= .0005)
        if len(e := self.of('skin', 'skinline')):
            self.bar('skin: 97 % below 0.5 %', f'{share(e, .005)} %', share(e, .005) >= 97)
            if len(peer := self.of('skin', 'sift-even')):
                self.bar('skin: not worse than SIFT on local contrast', f'{share(e, .005)} % and median {percent(np.median(e))} against {share(peer, .005)} % and {percent(np.median(peer))}',
                         share(e, .005) >= share(peer, .005) and np.median(e) <= np.median(peer))
        if len(e := self.of('caltech', 'skinline')):
            moved = np.median(self.of('caltech', 'skinline', 'motion'))
            self.bar('caltech: 98 % below 5 %', f'{share(e, .05)} %', share(e, .05) >= 98)
            self.bar('caltech: 78 % below 2 %', f'{share(e, .02)} %', share(e, .02) >= 78)
            self.bar('caltech: motion at most 1.45 %', percent(moved), moved <= .0145)
            if d := self.against('caltech', 'dlib-68+ecc'):
                self.bar('caltech: motion paired better than dlib + ECC', f'{100 * d[0]:+.2f} [{100 * d[1]:+.2f}, {100 * d[2]:+.2f}]', d[2] < 0)
        if len(e := self.of('yale', 'skinline')):
            moved = np.median(self.of('yale', 'skinline', 'motion'))
            self.bar('yale: 97 % below 5 %', f'{share(e, .05)} %', share(e, .05) >= 97)
            self.bar('yale: motion at most 2.9 %', percent(moved), moved <= .029)
        if stock := self.ours('stock'):
            e = [r['error'] for r in stock if r['status'] == 'aligned']
            self.bar('stock: aligned is 97 % below 5 %, and half is aligned', f'{len(e)} of {len(stock)}, {share(e, .05) if e else 0} %', e and share(e, .05) >= 97 and 2 * len(e) >= len(stock))
        if len(e := self.of('oxford', 'skinline-homography')):
            self.bar('oxford, homography: 92 % below 1 %', f'{share(e, .01)} %', share(e, .01) >= 92)
            if len(peer := self.of('oxford', 'sift')):
                e = self.of('oxford', 'skinline')
                self.bar('oxford, similarity: not worse than SIFT below 1 %', f'{share(e, .01)} % against {share(peer, .01)} %', share(e, .01) >= share(peer, .01))
        if negative := self.ours('negative'):
            n = sum(r['status'] == 'aligned' for r in negative)
            self.bar(f'different subjects: none of {len(negative)} aligned', f'{n} (and {sum(r["status"] == "landmarks" for r in negative)} by landmarks)', n == 0)
        if len(e := self.of('roll0', 'skinline')):
            for d in photos.ROLLS[1:]:
                turned = share(self.of(f'roll{d}', 'skinline'), .05)
                self.bar(f'turned by {d}: within 3 points of upright', f'{turned} % against {share(e, .05)} % below 5 %', turned >= share(e, .05) - 3)
        for name, table in self.times.items():
            median = {m: np.median([r[:2] for r in rows], axis=0) for m, rows in table.items()}
            for peer, most in (('orb', 3),) if 'skin' in name else (('sift', .5), ('akaze', .9)):
                wall, cpu = median['skinline'] / median[peer]
                refused = table['skinline'][-1][2] == 'refused'
                ratio = wall if self.quiet else cpu  # a wall clock on a busy machine measures the others
                self.bar(f'{name}: at most {most} x {peer.upper()} by {"the clock" if self.quiet else "processors"}', f'clock {wall:.2f}, processors {cpu:.2f}{", refused" if refused else ""}', ratio <= most and not refused)
        self.say('\n## bars')
        for what, value, holds in self.bars:
            self.say(f'{"holds " if holds else "MISSED"}  {what:58s} {value}')
        return sum(not b[2] for b in self.bars)

    def failures(self):
        rows = [r for n in ORDER for m in ('skinline', 'skinline-homography') for r in self.ours(n, m) if r['status'] == 'refused' or r['error'] >= WRONG[n]]
        rows += [r for r in self.ours('negative') if r['status'] != 'refused']
        out = []
        for r in rows:
            out.append(f'{r["id"]:32s} {r["method"]:20s} {r["status"]:10s} {percent(r.get("error", np.inf)):>8s} {r["how"] or "":14s} confidence {r["confidence"] or 0:.2f}  {r["reason"] or ""}'
                       + (f'  {os.path.basename(r["pair"]["b"])} {os.path.basename(r["pair"]["a"])}' if r['set'] == 'negative' else ''))
        return out

    def curve(self):
        """(group, threshold, accepted share, median, p90, wrong share) as the
        confidence asked for is lowered; refused pairs are never accepted."""
        groups = {'synthetic faces': ('facelight', 'facebg'), 'skin': ('skin',), 'near-frontal faces': ('caltech', 'yale'), 'posed faces': ('stock', 'press'), 'scenes': ('oxford',)}
        rows = []
        for group, names in groups.items():
            ours = [r for n in names for r in self.ours(n)]
            said = sorted((r for r in ours if r['status'] != 'refused'), key=lambda r: -r['confidence'])
            for i, r in enumerate(said, 1):
                if i < len(said) and said[i]['confidence'] == r['confidence']:
                    continue
                e = np.array([s['error'] for s in said[:i]])
                wrong = np.mean([s['error'] >= WRONG[s['set']] for s in said[:i]])
                rows.append((group, r['confidence'], i / len(ours), np.median(e), np.percentile(e, 90, method='higher'), wrong))
        negative = self.ours('negative')
        said = sorted((r for r in negative if r['status'] != 'refused'), key=lambda r: -r['confidence'])
        rows += [('different subjects', r['confidence'], i / len(negative), '', '', 1) for i, r in enumerate(said, 1)]
        return rows


def write(out, results, times, marks):
    """Prints and writes everything; the number of bars missed."""
    r = Report(results, times, marks)
    cpu = next((l.split(':', 1)[1].strip() for l in open('/proc/cpuinfo') if l.startswith('model name')), platform.processor()) if os.path.exists('/proc/cpuinfo') else platform.processor()
    r.say(f'{datetime.date.today()}, {cpu}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, OpenCV {cv2.__version__}')
    for section in (r.errors, r.verdicts, r.held_out, r.motions, r.marked, r.clocks):
        section()
    missed = r.check()
    with open(os.path.join(out, 'report.txt'), 'w') as f:
        f.write('\n'.join(r.text) + '\n')
    with open(os.path.join(out, 'failures.txt'), 'w') as f:
        f.write('\n'.join(r.failures()) + '\n')
    rows = r.curve()
    with open(os.path.join(out, 'confidence.csv'), 'w', newline='') as f:
        w = csv.writer(f)
        w.writerow(('group', 'confidence at least', 'accepted share', 'median error', 'p90 error', 'wrong share'))
        w.writerows(rows)
    draw_curve(os.path.join(out, 'confidence.png'), [c for c in rows if c[3] != ''])
    placed = [s for s in results if s['method'].startswith('skinline') and s['status'] != 'refused' and 'error' in s and not s['set'].startswith('roll')]
    draw_worst(out, sorted(placed, key=lambda s: -s['error'] / WRONG[s['set']])[:10])
    return missed
