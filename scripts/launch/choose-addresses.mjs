const VIRTUAL = /^(docker|br-|veth|virbr|cni|flannel|tailscale|tun|tap|wg|utun)/;

/** This machine's IPv4 addresses that others can reach, those of real interfaces and private networks first. */
export function chooseAddresses(interfaces) {
  return Object.entries(interfaces)
    .flatMap(([name, addresses]) => (addresses ?? []).map((address) => ({ ...address, name })))
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'))
    .sort((a, b) => toRank(a) - toRank(b))
    .map(({ address }) => address);
}

function toRank({ name, address }) {
  const isPrivate = /^(192\.168\.|10\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address);
  return (VIRTUAL.test(name) ? 2 : 0) + (isPrivate ? 0 : 1);
}
