#!/usr/bin/env bash
# Proves both commands where nothing was ever installed: makes a bare Debian 12 root, puts Debian's own Node and npm and
# a clone of this repository into it, and runs a command there with the time it took.
#
#   scripts/bare-root.sh <folder>                     make the root and clone into it (as root; about two minutes)
#   scripts/bare-root.sh <folder> run <command…>      run a command in the clone, for example: npm test
#   scripts/bare-root.sh <folder> remove              unmount and delete it
#
# Mirrors, certificates and npm's settings are those of this machine, so that a closed network works too.
set -euo pipefail

root=${1:?name a folder}
act=${2:-make}
here=$(cd "$(dirname "$0")/.." && pwd)
clone=/srv/shoal

mount_all() {
  mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
  mkdir -p "$root/dev/shm"
  mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"
  mountpoint -q "$root/dev/shm" || mount -t tmpfs tmpfs "$root/dev/shm"
}

make() {
  local mirror
  mirror=$(apt-get indextargets --format '$(ORIGIN) $(REPO_URI) $(CODENAME)' | awk '$1 == "Debian" && $3 == "bookworm" { print $2; exit }')
  debootstrap --variant=minbase --include=ca-certificates bookworm "$root" "$mirror"
  copy_settings
  mount_all
  inside 'apt-get update -qq && apt-get install -y -qq --no-install-recommends nodejs npm git >/dev/null'
  refresh
}

copy_settings() {
  cp /etc/resolv.conf /etc/hosts "$root/etc/"
  rm -f "$root"/etc/apt/sources.list
  cp -r /etc/apt/sources.list* "$root/etc/apt/"
  cp /etc/apt/apt.conf.d/99* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
  cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
  [ ! -f "$HOME/.npmrc" ] || cp "$HOME/.npmrc" "$root/root/.npmrc"
}

# The last commit only: what is not committed is not in anybody's clone.
refresh() {
  rm -rf "$root$clone"
  git clone -q "$here" "$root$clone"
}

inside() {
  chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    ${NODE_EXTRA_CA_CERTS:+NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt} bash -c "$1"
}

case $act in
make) make ;;
refresh) refresh ;;
run)
  shift 2
  mount_all
  time inside "cd $clone && $*"
  ;;
remove)
  for dir in dev/shm dev proc; do mountpoint -q "$root/$dir" && umount "$root/$dir"; done
  rm -rf --one-file-system "$root"
  ;;
*) sed -n '2,10p' "$0" && exit 1 ;;
esac
