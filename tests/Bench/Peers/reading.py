"""Reads the national month with pandas and sums it. Asked for rounds on standard input, answers in lines of JSON (see Round.cs)."""
import hashlib
import json
import platform
import sys
import time

try:
    import pandas
except ImportError as missing:
    print(json.dumps({"absent": f"{sys.executable} has no {missing.name}"}), flush=True)
    sys.exit()

KEYS = ["Local Authority Code", "Acute Or Non Acute Description", "Reason For Delay"]
CODES = json.loads(sys.argv[2])
DAYS = ["NHS", "Social Care", "Both B"]
TYPES = {**dict.fromkeys(KEYS, str), **dict.fromkeys(DAYS, int)}


def peak_mb():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 / 1e6 for line in status if line.startswith("VmHWM"))


def in_words(sums):
    rows = sorted(("|".join([CODES.get(key[0], key[0]), *key[1:]]), *map(int, days)) for key, days in zip(sums.index, sums.to_numpy()) if any(days))
    text = "\n".join("|".join(map(str, row)) for row in rows)
    nhs, social_care, both = (sum(row[column] for row in rows) for column in (1, 2, 3))
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return (f"{nhs + social_care + both:,} days (NHS {nhs:,}, social care {social_care:,}, both {both:,})"
            f" in {len(rows):,} sums that are not zero, digest {digest}")


print(json.dumps({"ready": f"{pandas.__version__}, Python {platform.python_version()}"}), flush=True)
for _ in iter(sys.stdin.readline, ""):
    began, cpu_began = time.perf_counter(), time.process_time()
    sums = pandas.read_csv(sys.argv[1], usecols=KEYS + DAYS, dtype=TYPES).groupby(KEYS)[DAYS].sum()
    took, cpu = (time.perf_counter() - began) * 1000, (time.process_time() - cpu_began) * 1000
    print(json.dumps({"measures": [{"name": "file to sums", "milliseconds": took, "cpu": cpu}], "check": in_words(sums)}), flush=True)
print(json.dumps({"peakMb": peak_mb()}), flush=True)
