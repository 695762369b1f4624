import ipaddr from 'ipaddr.js'

/** Addresses from which something may come. */
export type Networks = readonly (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[]

/** An IPv4 address inside an IPv6 one is the IPv4 address; the name of an interface is no part of an address. */
const readAddress = (text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined => {
  const [bare = ''] = text.split('%')
  return ipaddr.isValid(bare) && isPlain(bare) ? ipaddr.process(bare) : undefined
}

/** The library takes `10.1` and `0x7f.1` for addresses, as old system calls do. */
const isPlain = (text: string): boolean => text.includes(':') || ipaddr.IPv4.isValidFourPartDecimal(text)

const MAPPED_BITS = 96

/** `::ffff:10.0.0.0/104` is `10.0.0.0/8`. */
const readNetwork = (text: string): Networks[number] | undefined => {
  const [address = '', bits] = text.split('/')
  if (!ipaddr.isValid(address) || !isPlain(address)) return undefined
  const given = ipaddr.parse(address)
  const longest = given.kind() === 'ipv4' ? 32 : 128
  const length = bits === undefined ? longest : /^\d{1,3}$/.test(bits) ? Number(bits) : -1
  if (length < 0 || length > longest) return undefined
  const plain = ipaddr.process(address)
  if (plain.kind() === given.kind()) return [given, length]
  return length >= MAPPED_BITS ? [plain, length - MAPPED_BITS] : [given, length]
}

/** Reads networks as `10.0.0.0/8`, `2001:db8::/32` or a single address; undefined where one is none. */
export const readNetworks = (texts: readonly string[]): Networks | undefined => {
  const networks = texts.map(readNetwork)
  const known = networks.filter(network => network !== undefined)
  return known.length === networks.length ? known : undefined
}

/** Whether an address lies in one of the networks; an address that nobody knows lies in none. */
export const isInNetworks = (networks: Networks, address: string | undefined): boolean => {
  const known = address === undefined ? undefined : readAddress(address)
  if (!known) return false
  return networks.some(([network, bits]) => network.kind() === known.kind() && known.match(network, bits))
}

const known = new WeakMap<readonly string[], Networks | undefined>()

const networksOf = (texts: readonly string[]): Networks | undefined => {
  if (!known.has(texts)) known.set(texts, readNetworks(texts))
  return known.get(texts)
}

/** Whether a credential that is bound to these networks may be used from there. None: from anywhere; one that cannot be read: from nowhere. */
export const isAllowedFrom = (texts: readonly string[], address: string | undefined): boolean => {
  if (texts.length === 0) return true
  const networks = networksOf(texts)
  return networks !== undefined && isInNetworks(networks, address)
}

const IPV6_SITE_BITS = 64

/** The part of an address that one customer has: all of an IPv4 address, the first 64 bits of an IPv6 one. */
export const siteOf = (address: string | undefined): string => {
  const known = address === undefined ? undefined : readAddress(address)
  if (!known) return 'unknown'
  return known instanceof ipaddr.IPv6 ? ipaddr.IPv6.networkAddressFromCIDR(`${known.toString()}/${IPV6_SITE_BITS}`).toString() : known.toString()
}
