# Makes ten data files in a folder, of kinds that notebooks read, and prints as JSON what pandas says they take in memory:
# {"name", "reader", "size", "rows", "arrow", "objects"}, the latter two as bytes by memory_usage(deep=True), with text as pandas 3 keeps it and as
# Python objects (the default before).
# Usage: makeDataFiles.py FOLDER
import csv
import json
import os
import random
import sys
import warnings

import pandas as pd

warnings.simplefilter("ignore")
draw = random.Random(20)
folder = sys.argv[1]
cities = ["Graz", "Wien", "Linz", "Salzburg", "Innsbruck", "Bregenz"]
words = "the a sample of words that make up reviews orders and notes with no meaning at all but lengths like those of text".split()
start = pd.Timestamp("2021-03-01")


def sentence(least, most):
    return " ".join(draw.choice(words) for _ in range(draw.randint(least, most)))


def path(name):
    return os.path.join(folder, name)


def write_csv(name, header, rows, **options):
    with open(path(name), "w", newline="", encoding="utf8") as file:
        writer = csv.writer(file, **options)
        writer.writerow(header)
        writer.writerows(rows)


def write_lines(name, records):
    with open(path(name), "w", encoding="utf8") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def moment(index):
    return (start + pd.Timedelta(minutes=index)).isoformat(sep=" ")


# Customers: a number, a fraction, a category, a name of its own, a flag, a moment.
write_csv("customers.csv", ["id", "score", "city", "name", "active", "since"],
          ([i, f"{draw.random():.6f}", draw.choice(cities), f"customer number {i}", draw.random() < 0.5, moment(i)] for i in range(50_000)))
# Measurements: numbers alone, some of them missing.
write_csv("measurements.csv", [f"x{i}" for i in range(12)],
          ([("" if draw.random() < 0.1 else f"{draw.gauss(0, 100):.9g}") if i % 3 else draw.randint(0, 10**6) for i in range(12)] for _ in range(30_000)))
# Reviews: long texts with delimiters, quotes and line breaks, tabs between the columns.
write_csv("reviews.tsv", ["id", "stars", "text"],
          ([i, draw.randint(1, 5), f'{sentence(5, 60)}, "{sentence(1, 3)}"\n{sentence(0, 30)}'] for i in range(15_000)), delimiter="\t")
# Events: columns that are empty at first and fill later; flags with gaps; letters beyond ASCII.
write_csv("events.csv", ["kind", "user", "note", "ok", "amount"],
          ([draw.choice(["view", "click", "order"]), f"Jürgen Müller {i}" if i % 2 else f"Łukasz Ñandú {i}", sentence(2, 6) if draw.random() < i / 60_000 else "",
            draw.choice(["True", "False", ""]), draw.randint(1, 999) / 100] for i in range(60_000)), delimiter=";")

# Parquet: categories and numbers; text of its own in every row; sensors; what pandas keeps as categories, days and text beyond ASCII.
rows = 60_000
pd.DataFrame({"shop": [draw.choice(cities) for _ in range(rows)], "item": [f"SKU-{draw.randint(1, 2000):06d}" for _ in range(rows)],
              "price": [draw.random() * 100 for _ in range(rows)], "count": pd.Series([draw.randint(1, 9) for _ in range(rows)], dtype="int32"),
              "sold": [start + pd.Timedelta(minutes=i) for i in range(rows)]}).to_parquet(path("sales.parquet"))
pd.DataFrame({"id": range(40_000), "title": [f"{sentence(1, 4)} {i}" for i in range(40_000)], "body": [f"{sentence(10, 60)} {i}" for i in range(40_000)]}).to_parquet(path("texts.parquet"), compression="zstd", row_group_size=10_000)
pd.DataFrame({"t": [start + pd.Timedelta(seconds=i) for i in range(80_000)], "value": pd.Series([draw.gauss(0, 1) for _ in range(80_000)], dtype="float32"),
              "level": pd.Series([draw.choice([1, 2, None]) for _ in range(80_000)], dtype="Int32").astype(object), "alarm": [draw.choice([True, False, None]) for _ in range(80_000)],
              "raw": pd.Series([draw.randint(0, 255) for _ in range(80_000)], dtype="uint8")}).to_parquet(path("sensors.parquet"), compression="gzip")
pd.DataFrame({"grade": pd.Categorical([draw.choice("ABCDE") for _ in range(50_000)]), "day": [(start + pd.Timedelta(days=i % 900)).date() for i in range(50_000)],
              "name": [f"Иван Петров {i}" for i in range(50_000)], "town": [draw.choice(cities + [None]) for _ in range(50_000)]}).to_parquet(path("people.parquet"), compression=None)

# JSON lines: orders as a web shop logs them; users with keys that are there or not.
write_lines("orders.jsonl", ({"order": i, "customer": f"customer number {draw.randint(1, 9999)}", "city": draw.choice(cities), "total": round(draw.random() * 500, 2), "paid": draw.random() < 0.9,
                              "comment": sentence(0, 15)} for i in range(40_000)))
write_lines("users.jsonl", ({"name": f"Zoë {draw.choice(words)} {i}", "created_at": moment(i), "zip": f"{draw.randint(1000, 9999)}", **({"phone": f"+43 {draw.randint(10**6, 10**7)}"} if i % 3 else {}),
                             **({"age": draw.randint(18, 90)} if i % 5 else {}), "vip": draw.choice([True, False, None])} for i in range(40_000)))

readers = {
    "csv": ("pandas.read_csv", pd.read_csv), "tsv": ("pandas.read_table", pd.read_table),
    "parquet": ("pandas.read_parquet", pd.read_parquet), "jsonl": ("pandas.read_json", lambda name: pd.read_json(name, lines=True)),
}
results = []
for name in sorted(os.listdir(folder)):
    label, read = readers[name.rsplit(".", 1)[1]]
    if name == "events.csv":
        read = lambda file: pd.read_csv(file, sep=";")
    sizes = {}
    for store in ("arrow", "objects"):
        with pd.option_context("future.infer_string", store == "arrow"):
            frame = read(path(name))
        sizes[store] = int(frame.memory_usage(deep=True, index=False).sum())
    results.append({"name": name, "reader": label, "size": os.path.getsize(path(name)), "rows": len(frame), **sizes})
    if "--dtypes" in sys.argv:
        print(name, frame.memory_usage(deep=True, index=False).to_dict(), dict(frame.dtypes), file=sys.stderr)
json.dump(results, sys.stdout)
