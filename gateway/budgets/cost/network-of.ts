import ipaddr from 'ipaddr.js'

/** By what callers who are nobody are told apart: an IPv6 network is given away whole, so who has one address of it has them all. */
export const networkOf = (address: string): string => {
  if (!ipaddr.isValid(address)) return 'unknown'
  const parsed = ipaddr.process(address)
  return parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, 4).map(part => part.toString(16)).join(':') : parsed.toString()
}
