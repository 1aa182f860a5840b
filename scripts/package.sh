#!/usr/bin/env bash
# Makes what is released: the .NET tool's package, and the command as one self-contained file.
#
#   scripts/package.sh [tool] [single-file] [--into FOLDER]     default: both, into artifacts/
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
into=$root/artifacts
what=()
while [ $# -gt 0 ]; do
  case $1 in
    tool | single-file) what+=("$1") ;;
    --into) into=${2:?--into needs a folder}; shift ;;
    -h | --help) sed -n '2,4s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "package.sh: unknown argument $1" >&2; exit 2 ;;
  esac
  shift
done
[ "${#what[@]}" -gt 0 ] || what=(tool single-file)

# shellcheck source=scripts/sdk.sh
. "$root/scripts/sdk.sh"
use_sdk
begin_build
trap end_build EXIT
cd "$root"
mkdir -p "$into"
into=$(readlink -f "$into")

for each in "${what[@]}"; do
  case $each in
    tool)
      "$dotnet" pack src/Slipway.Cli -c Release -o "$into" "${build_flags[@]}"
      ls "$into"/Slipway.Cli.*.nupkg
      ;;
    single-file)
      # Not trimmed: a trimmed Kestrel does not start. Not composite: that compiles the whole framework a second time, for minutes, and
      # the command starts no sooner. The build has analysed the same sources. Intermediate files stay out of the way of ordinary builds.
      "$dotnet" publish src/Slipway.Cli -c Release -r linux-x64 --self-contained -p:PublishSingleFile=true -p:PublishReadyToRun=true \
        -p:IncludeNativeLibrariesForSelfExtract=true -p:EnableCompressionInSingleFile=false -p:DebugType=embedded \
        -p:PublishReadyToRunComposite=false -p:RunAnalyzers=false \
        --artifacts-path "$into/obj" -o "$into/single-file" "${build_flags[@]}"
      mv "$into/single-file/slipway" "$into/slipway-linux-x64"
      rm -rf "$into/single-file"
      ls "$into/slipway-linux-x64"
      ;;
  esac
done
