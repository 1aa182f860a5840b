#!/usr/bin/env bash
# Builds one version of the example's image.
#
#   ./build-image.sh VERSION [--sql FILE] [--into FOLDER] [--engine podman|docker|none]
#
# --sql     the queries of this version (default: report.sql)
# --into    where the image's files are put together (default: .build); versions share what they can
# --engine  what builds the image (default: podman, else docker); none: only the folder FOLDER/VERSION, for LocalEcs's process mode
#
# No registry is needed: the image is made from the host's Node.js and the libraries that it loads.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
version=
sql=$here/report.sql
into=$here/.build
engine=
# What stands before a command that only root may give.
as=
[ "$EUID" -eq 0 ] || as="sudo "

fail() { echo "build-image.sh: $1" >&2; exit 1; }

while [ $# -gt 0 ]; do
  case $1 in
    --sql | --into | --engine)
      [ $# -ge 2 ] || fail "$1 needs a value"
      case $1 in --sql) sql=$2 ;; --into) into=$2 ;; --engine) engine=$2 ;; esac
      shift 2
      ;;
    -h | --help) sed -n '2,10s/^# \{0,1\}//p' "$here/build-image.sh"; exit 0 ;;
    -*) fail "unknown option $1" ;;
    *) version=$1; shift ;;
  esac
done
[ -n "$version" ] || fail "name a version, such as 1.0.0"
[ -f "$sql" ] || fail "there is no file $sql"

if [ -z "$engine" ]; then
  if command -v podman >/dev/null; then engine=podman
  elif command -v docker >/dev/null; then engine=docker
  else fail "neither podman nor docker is here: ${as}apt-get install -y podman runc, or use --engine none"
  fi
fi
for program in node npm; do
  command -v $program >/dev/null || fail "Node.js 18 or newer with npm is needed: ${as}apt-get update && ${as}apt-get install -y --no-install-recommends nodejs npm"
done

# The job with its packages, once for all versions.
job=$into/job
mkdir -p "$into"
if [ ! -e "$into/job-complete" ] || [ -n "$(find "$here" -path "$here/.build" -prune -o -path "$here/node_modules" -prune -o -newer "$into/job-complete" -type f -print -quit)" ]; then
  rm -rf "$job"
  mkdir -p "$job"
  cp -Rp "$here/report.mjs" "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$here/lib" "$here/data" "$job/"
  (cd "$job" && npm ci --omit=dev --ignore-scripts --loglevel=error >npm.log 2>&1) || { cat "$job/npm.log" >&2; fail "npm ci failed"; }
  rm -f "$job/npm.log"
  touch "$into/job-complete"
fi

if [ "$engine" = none ]; then
  rm -rf "${into:?}/$version"
  mkdir -p "$into/$version"
  for part in report.mjs lib data node_modules package.json; do cp -Rp --reflink=auto "$job/$part" "$into/$version/"; done
  cp "$sql" "$into/$version/report.sql"
  echo "$into/$version"
  exit 0
fi

# Node.js and its libraries at the paths where its loader looks for them.
runtime=$into/runtime
if [ ! -e "$runtime/usr/bin/node" ]; then
  mkdir -p "$runtime/usr/bin"
  for library in $(ldd "$(readlink -f "$(command -v node)")" "$job"/node_modules/@duckdb/*/*.node "$job"/node_modules/@duckdb/*/*.so |
    grep -oE '/[^ ):]+\.so[^ ):]*' | grep -v "^$job" | sort -u); do
    mkdir -p "$runtime$(dirname "$library")"
    cp -Lp "$library" "$runtime$library"
  done
  cp -Lp "$(readlink -f "$(command -v node)")" "$runtime/usr/bin/node"
fi

cp "$sql" "$into/report.sql"
"$engine" build --quiet --tag "tz-report:$version" --file "$here/Containerfile" "$into" >/dev/null
echo "tz-report:$version"
