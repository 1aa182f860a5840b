# shellcheck shell=bash
# What the tests need beside the .NET SDK: container engine, shells whose completion is tested, Python with AWS's models and an independent
# stand-in, PostgreSQL, Node.js for the example, shellcheck, git. Their packages bear the same names in Debian and Ubuntu.
# Sourced by test, which sets $root. Installs where that needs no question (as root, or in a pipeline), else names the command.
: "${root:?the folder of the repository}"

# runc lies where only root's PATH looks.
have() {
  local PATH=$PATH:/usr/sbin:/sbin
  command -v "$1" >/dev/null 2>&1
}

system_packages() {
  local wanted=()
  # Without what Debian only recommends, podman has no --init, and none but root can use it.
  have podman || wanted+=(podman catatonit uidmap)
  have runc || wanted+=(runc)
  have python3 || wanted+=(python3)
  python3 -c 'import croniter' 2>/dev/null || /usr/bin/python3 -c 'import croniter' 2>/dev/null || wanted+=(python3-croniter)
  have postgres || compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || wanted+=(postgresql)
  have shellcheck || wanted+=(shellcheck)
  have zsh || wanted+=(zsh)
  have fish || wanted+=(fish)
  have git || wanted+=(git)
  have node || wanted+=(nodejs)
  have npm || wanted+=(npm)
  if ! python_complete && ! python3 -c 'import venv, ensurepip' 2>/dev/null; then wanted+=(python3-venv); fi
  [ "${#wanted[@]}" -gt 0 ] || return 0

  local install="apt-get install -y --no-install-recommends ${wanted[*]}"
  if ! have apt-get; then
    name_missing "with this system's package manager: ${wanted[*]}"
  elif [ "$EUID" -eq 0 ]; then
    install_packages "" "${wanted[@]}"
  elif [ "${CI:-}" = true ] && sudo -n true 2>/dev/null; then
    install_packages "sudo -n" "${wanted[@]}"
  else
    name_missing "sudo apt-get update && sudo $install"
  fi
}

install_packages() {
  local as=$1 log=$root/.cache/apt.log
  shift
  echo "Installing $* …"
  # The lists may be missing (fresh image) or fine: look for the packages first, since an update takes longer than the installation.
  if ! DEBIAN_FRONTEND=noninteractive $as apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=120 "$@" >"$log" 2>&1; then
    $as apt-get update -q >>"$log" 2>&1 || true
    if ! DEBIAN_FRONTEND=noninteractive $as apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=120 "$@" >>"$log" 2>&1; then
      tail -n 5 "$log" >&2
      name_missing "apt-get update && apt-get install -y $*"
    fi
  fi
}

python_complete() {
  have python3 && have moto_server && have aws && python3 -c 'import boto3, botocore, flask, moto' 2>/dev/null
}

# The machine's Python when it has everything, else one of our own in .cache/venv.
python_packages() {
  if python_complete; then return 0; fi
  # Named above; this script makes the rest once it is there.
  if ! python3 -c 'import venv, ensurepip' 2>/dev/null; then return 0; fi
  local venv=$root/.cache/venv log=$root/.cache/venv.log
  if [ ! -x "$venv/bin/moto_server" ] || [ "$root/tests/requirements.txt" -nt "$venv/complete" ]; then
    echo "Installing moto, boto3 and the AWS CLI into .cache/venv …"
    if ! python3 -m venv --clear "$venv" >"$log" 2>&1 ||
      ! "$venv/bin/python" -m pip install -q --disable-pip-version-check -r "$root/tests/requirements.txt" >>"$log" 2>&1; then
      tail -n 5 "$log" >&2
      name_missing "python3 -m venv .cache/venv && .cache/venv/bin/pip install -r tests/requirements.txt"
      return 0
    fi
    touch "$venv/complete"
  fi
  export PATH=$venv/bin:$PATH
}

missing=()
name_missing() { missing+=("$1"); }

# Returns non-zero when something is missing that could not be installed.
use_components() {
  mkdir -p "$root/.cache"
  system_packages
  python_packages
  [ "${#missing[@]}" -gt 0 ] || return 0
  echo "The tests need more than this machine has. Install it with:" >&2
  printf '    %s\n' "${missing[@]}" >&2
  return 1
}
