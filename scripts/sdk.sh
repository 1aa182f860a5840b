# shellcheck shell=bash
# Finds the .NET SDK, or installs it into .cache/dotnet. Sourced by slipway, test and bench, which set $root.
: "${root:?the folder of the repository}"

sdk_channel=10.0
os_release=/etc/os-release
build_flags=()
compiler_pipe=

# The folder of a dotnet that can run and build here; also sets DOTNET_ROOT, which the built programs look at.
use_sdk() {
  local candidate
  if ! ldconfig -p 2>/dev/null | grep -q libicuuc; then
    export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
  fi
  for candidate in "${DOTNET_ROOT:+$DOTNET_ROOT/dotnet}" "$(command -v dotnet || true)" "$root/.cache/dotnet/dotnet" "$HOME/.dotnet/dotnet"; do
    if [ -x "$candidate" ] && (cd "$root" && "$candidate" --version >/dev/null 2>&1); then
      set_dotnet "$candidate"
      return 0
    fi
  done
  install_sdk || return 1
  set_dotnet "$root/.cache/dotnet/dotnet"
}

set_dotnet() {
  dotnet=$1
  local home
  home=$(dirname "$(readlink -f "$dotnet")")
  if [ -d "$home/shared" ]; then
    export DOTNET_ROOT=$home
    export PATH=$home:$PATH
  fi
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
}

install_sdk() {
  local script=$root/.cache/dotnet-install.sh log=$root/.cache/dotnet-install.log
  mkdir -p "$root/.cache"
  echo "Installing the .NET SDK $sdk_channel into .cache/dotnet (once)…" >&2
  if fetch https://dot.net/v1/dotnet-install.sh "$script" >"$log" 2>&1 &&
    bash "$script" --channel "$sdk_channel" --install-dir "$root/.cache/dotnet" --no-path >>"$log" 2>&1 &&
    (cd "$root" && "$root/.cache/dotnet/dotnet" --version >>"$log" 2>&1); then
    return 0
  fi
  {
    echo "The .NET SDK $sdk_channel is missing, and could not be installed:"
    tail -n 5 "$log" | sed 's/^/    /'
    echo "Install it with:"
    sdk_commands | sed 's/^/    /'
    echo "or unpack its archive (https://dotnet.microsoft.com/download/dotnet/$sdk_channel) into $root/.cache/dotnet, then run this again."
  } >&2
  return 1
}

# The commands that install the SDK on this system, from packages where it has them.
sdk_commands() {
  local name='' version='' as
  as=$(as_root)
  if [ -r "$os_release" ]; then
    name=$(sed -nE 's/^ID="?([^"]*)"?$/\1/p' "$os_release")
    version=$(sed -nE 's/^VERSION_ID="?([^"]*)"?$/\1/p' "$os_release")
  fi
  case $name:$version in
    ubuntu:22.04)
      echo "${as}apt-get update && ${as}apt-get install -y software-properties-common && ${as}add-apt-repository -y ppa:dotnet/backports"
      echo "${as}apt-get install -y dotnet-sdk-$sdk_channel"
      ;;
    ubuntu:*)
      echo "${as}apt-get update && ${as}apt-get install -y dotnet-sdk-$sdk_channel"
      ;;
    debian:?*)
      echo "${as}apt-get update && ${as}apt-get install -y curl ca-certificates"
      echo "curl -fsSLo /tmp/microsoft.deb https://packages.microsoft.com/config/debian/$version/packages-microsoft-prod.deb"
      echo "${as}dpkg -i /tmp/microsoft.deb && ${as}apt-get update && ${as}apt-get install -y dotnet-sdk-$sdk_channel"
      ;;
    *)
      echo "curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel $sdk_channel --install-dir $root/.cache/dotnet"
      ;;
  esac
}

# What stands before a command that only root may give.
as_root() { [ "$EUID" -eq 0 ] || echo "sudo "; }

fetch() {
  # A bare system, as root: nobody to ask, and nothing to break.
  if ! command -v curl >/dev/null && ! command -v wget >/dev/null && [ "$EUID" -eq 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends curl ca-certificates libssl3 zlib1g; } || return 1
  fi
  if command -v curl >/dev/null; then
    curl -fsSL --retry 2 --connect-timeout 10 -o "$2" "$1"
  elif command -v wget >/dev/null; then
    wget -q --tries=2 --timeout=20 -O "$2" "$1"
  else
    echo "Neither curl nor wget is installed: $(as_root)apt-get install -y curl ca-certificates" >&2
    return 1
  fi
}

# Where the environment turns the compiler server off (pipelines do, so that nothing lingers), builds take several times as
# long. A server of our own, ended by end_build, is as tidy and keeps the speed.
begin_build() {
  build_flags=(-nologo -v:quiet -p:UseSharedCompilation=true)
  if [ "${CI:-}" = true ] || [ "${UseSharedCompilation:-true}" = false ]; then
    compiler_pipe=slipway-$$
    build_flags+=("-p:SharedCompilationId=$compiler_pipe" -nodeReuse:false)
  fi
}

end_build() {
  [ -n "$compiler_pipe" ] || return 0
  local version server
  version=$(cd "$root" && "$dotnet" --version) || return 0
  server=$("$dotnet" --list-sdks | sed -nE "s|^$version \[(.*)\]$|\1/$version/Roslyn/bincore/VBCSCompiler|p")
  if [ -x "$server" ]; then
    "$server" -shutdown "-pipename:$compiler_pipe" >/dev/null 2>&1 || true
  elif [ -f "$server.dll" ]; then
    "$dotnet" "$server.dll" -shutdown "-pipename:$compiler_pipe" >/dev/null 2>&1 || true
  fi
  compiler_pipe=
}
