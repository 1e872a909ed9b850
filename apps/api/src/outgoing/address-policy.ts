// Where Diwan may connect to on a stranger's word. The ranges are those of IANA's special-purpose registries, as ipaddr.js has them.
import ipaddr from 'ipaddr.js';

export type AddressPolicy = (address: string, port: number) => boolean;

/** Azure's metadata and DNS service: public by its number, inside the machine by its meaning. */
const azureWireServer = '168.63.129.16';
const globalUnicast = ipaddr.parseCIDR('2000::/3');
const webPorts: ReadonlySet<number> = new Set([80, 443]);

/** Public addresses on the ports of the web; nothing of this machine, its network, its cloud, or of a tunnel into them. */
export const publicWeb: AddressPolicy = (address, port) => webPorts.has(port) && isPublicAddress(address);

/** @param address as a resolver gives it. An IPv4 address inside an IPv6 one is judged as what it is. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast' || parsed.toString() === azureWireServer) return false;
  // Outside of 2000::/3 nothing is given out: "::7f00:1" would else be an address like any other.
  return parsed.kind() === 'ipv4' || parsed.match(globalUnicast);
}
