#!/bin/sh
# Installs the peers that Mintmark is measured against into benchmarks/.peers: development only.
# Needs npm and python3 with pip. What cannot be installed is skipped by the benchmark.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
peers="$here/.peers"
python=${PYTHON:-python3}
mkdir -p "$peers"

npm install --prefix "$peers" --no-audit --no-fund --ignore-scripts \
  @digitalbazaar/vc@7 \
  @digitalbazaar/data-integrity@2 \
  @digitalbazaar/eddsa-rdfc-2022-cryptosuite@1 \
  @digitalbazaar/ed25519-multikey@1

"$python" -m pip install --quiet --upgrade --target "$peers/python" pyoxigraph PyNaCl
echo "The peers are in $peers."
