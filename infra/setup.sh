#!/bin/sh
# Brings a machine to where `npm start` (sh infra/setup.sh start), `npm run demo` (… demo) or `npm test` (… test) can run.
# Idempotent: seconds when nothing is missing. It says what it does, and names what it cannot install.
set -eu

goal=${1:-start}
cd "$(dirname "$0")/.."
root=$(pwd)
export TURBO_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1
export ONNXRUNTIME_NODE_INSTALL=skip # the CUDA libraries, which nothing here uses

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ]; }

case $goal in
  start | demo | test) ;;
  *) fail "usage: sh infra/setup.sh start|demo|test" ;;
esac

node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 20) ? 0 : 1)' ||
  fail "Node.js >= 20.20 is needed, this is $(node --version). 需要 Node.js 20.20 或更新版本。"

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif has sudo && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

apt_updated=
apt_install() { # apt_install PACKAGE...: false where this machine or this user cannot
  has apt-get || return 1
  as_root true || return 1
  if [ -z "$apt_updated" ]; then
    say "apt-get update"
    as_root apt-get update -qq >/dev/null 2>&1 || return 1
    apt_updated=1
  fi
  say "apt-get install $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
}

# --- node modules -----------------------------------------------------------------------------------------------
stamp=node_modules/.sightline-lock
lock=$(node -e 'console.log(require("crypto").createHash("sha256").update(require("fs").readFileSync("package-lock.json")).digest("hex"))')
if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$lock" ]; then
  say "npm ci (about a minute)"
  npm ci --no-audit --no-fund --loglevel=error || fail "npm ci failed; see above"
  printf '%s' "$lock" >"$stamp"
fi

# --- ffmpeg >= 5 --------------------------------------------------------------------------------------------------
ffmpeg=${FFMPEG_PATH:-ffmpeg}
ffmpeg_ok() { # built with a version >= 5, or from the development branch (N-…, git-…), which is newer
  v=$("$ffmpeg" -version 2>/dev/null | sed -n '1s/^ffmpeg version [n]*\([0-9A-Za-z]*\).*/\1/p')
  case $v in '') return 1 ;; [0-9]*) [ "$v" -ge 5 ] ;; *) return 0 ;; esac
}
if ! ffmpeg_ok; then
  [ -z "${FFMPEG_PATH:-}" ] || fail "FFMPEG_PATH=$FFMPEG_PATH is not an ffmpeg >= 5"
  apt_install ffmpeg || true
  ffmpeg_ok || fail "ffmpeg >= 5 is missing and could not be installed here. Install the package 'ffmpeg', or set FFMPEG_PATH. 缺少 ffmpeg 5 或更新版本，请安装软件包 ffmpeg 或设置 FFMPEG_PATH。"
fi

# --- what only the tests need --------------------------------------------------------------------------------------
optional() { # optional PROGRAM PACKAGE...: without it its tests are skipped; with CI=true that is a failure
  program=$1
  shift
  has "$program" && return 0
  if apt_install "$@" && has "$program"; then return 0; fi
  [ "${CI:-}" = true ] && fail "$program is missing and could not be installed: package(s) $*"
  say "$program is missing (package(s) $*): the tests that need it are skipped"
}
if [ "$goal" = test ]; then
  has chromium-browser || has google-chrome || optional chromium chromium
  optional redis-server redis-server
  optional strace strace
  optional openssl openssl
  if [ -z "${SIGHTLINE_TEST_S3:-}" ] && ! has minio; then
    if ! has radosgw || ! has ceph-mon || ! has ceph-osd; then optional radosgw radosgw ceph-mon ceph-osd; fi
  fi
fi

# --- made from sources: database client, screens, model weights ---------------------------------------------------
run_quietly() { # run_quietly WHAT COMMAND...
  what=$1
  shift
  log="$root/.sightline/setup.log"
  mkdir -p "$root/.sightline"
  "$@" >"$log" 2>&1 || { cat "$log" >&2; fail "$what failed"; }
}
run_quietly "prisma generate" npm run --silent generate
run_quietly "building the screens" npx turbo run build --output-logs=errors-only
if [ -z "${SIGHTLINE_MODEL_MIRROR:-}" ] && [ -d ../shared/models ]; then
  SIGHTLINE_MODEL_MIRROR=$(cd ../shared/models && pwd)
  export SIGHTLINE_MODEL_MIRROR
fi
models() { node infra/bin/sightline.mjs models "$@"; }
if [ "$goal" != test ]; then
  if ! models verify yolox-nano >/dev/null 2>&1; then
    say "fetching the models · 正在下载模型"
    models pull yolox-nano || {
      say "the default model can be had from nowhere; taking the fallback · 默认模型无法下载，改用备用模型"
      models verify centernet-mobilenet >/dev/null 2>&1 || models pull centernet-mobilenet ||
        [ "$goal" = start ] || fail "no model could be fetched; put one into a folder and set SIGHTLINE_MODEL_MIRROR"
    }
  fi
  for name in hyperlpr-plates hyperlpr-colour ppocr-reader aizoo-mask onfire-flame person-reid movenet-lightning blazeface-back; do
    models verify "$name" >/dev/null 2>&1 || models pull "$name" >/dev/null 2>&1 || true
  done
  models missing
fi
if [ "$goal" = demo ]; then
  say "drawing the cameras' films (only what is missing)"
  node infra/bin/sightline.mjs simulate --draw || fail "drawing the cameras failed"
fi
say "ready"
