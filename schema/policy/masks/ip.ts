import { literal, type Mask } from './mask.ts'

const OCTET = '[0-9]{1,3}'
const NETMASK = '(/[0-9]{1,3})?'
const V4 = `^(${OCTET}[.]${OCTET})[.]${OCTET}[.]${OCTET}${NETMASK}$`
const V6 = `^[0-9a-f:.]{2,45}${NETMASK}$`
const GROUP = '[0-9a-f]{1,4}'
const TWO_GROUPS = `^(${GROUP}:${GROUP}):`
const ONE_GROUP = `^(${GROUP})::`
const UNREADABLE = '•.•.•.•'
const V6_REST = ':•:•:•:•:•:•'

/** `203.0.•.•`, and of an IPv6 address the first 32 bits; a leading `::` counts as zeros, so a mapped IPv4 address shows nothing of it. */
export const ip: Mask = {
  sql: (column) => {
    const text = `translate(${column}, 'ABCDEF', 'abcdef')`
    return `case when ${text} ~ ${literal(V4)} then substring(${text} from ${literal(V4)}) || '.•.•'`
      + ` when ${text} ~ ${literal(V6)} and ${text} ~ ':' then coalesce(substring(${text} from ${literal(TWO_GROUPS)}),`
      + ` substring(${text} from ${literal(ONE_GROUP)}) || ':0', '0:0') || ${literal(V6_REST)} else ${literal(UNREADABLE)} end`
  },
  value: (text) => {
    const address = text.replace(/[A-F]/g, (letter) => letter.toLowerCase())
    const v4 = new RegExp(V4).exec(address)
    if (v4) return `${v4[1]}.•.•`
    if (!new RegExp(V6).test(address) || !address.includes(':')) return UNREADABLE
    return `${firstGroups(address)}${V6_REST}`
  },
}

function firstGroups(address: string): string {
  const two = new RegExp(TWO_GROUPS).exec(address)?.[1]
  if (two !== undefined) return two
  const one = new RegExp(ONE_GROUP).exec(address)?.[1]
  return one === undefined ? '0:0' : `${one}:0`
}
