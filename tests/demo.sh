#!/bin/sh
# What `make demo` runs once the environment stands: articles in, three questions, exports and pages out, under $BUILD.
# Variables: KG (the program), BUILD (the folder to write), STORE (the store's folder).
set -eu

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
if [ ! -t 1 ]; then say() { printf '\n== %s\n' "$*"; }; fi

mkdir -p "$BUILD"
rm -rf "$STORE"

say "1. Reading the articles in data/articles/"
"$KG" ingest data/articles/ --store "$STORE"

say "2. Checking the store against the shapes"
"$KG" validate --violations --store "$STORE"

say "3. Three questions"
echo "Which agreements is the Governorate of Mazandaran a party of?"
"$KG" query agreements-of-institution --institution "استانداری مازندران" --store "$STORE"
echo
echo "Who signed for whom, in which office?"
"$KG" query signatures --store "$STORE" | head -n 12
echo
echo "Which sentences say so? Everything about one party, each fact with its quotes:"
"$KG" show "مرکز ملی فضای مجازی" --store "$STORE"

say "4. Writing $BUILD/agreements.ttl and the pages"
"$KG" export --format turtle -o "$BUILD/agreements.ttl" --store "$STORE"
"$KG" view -o "$BUILD/pages" --store "$STORE"

say "Done. Open these:"
echo "  $BUILD/pages/index.html    the pages and networks"
echo "  $BUILD/agreements.ttl      the graph in Turtle"
echo "  $STORE            the store"
echo
echo "Try next:"
echo "  $KG query --store $STORE      the library of questions"
echo "  $KG stats --store $STORE      what the store covers, and what was left out and why"
