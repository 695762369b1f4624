import { literal, type Mask } from './mask.ts'

const NETMASK = '(?:/[0-9]{1,3})?'
const V4 = `^[0-9]{1,3}[.][0-9]{1,3}[.][0-9]{1,3}[.][0-9]{1,3}${NETMASK}$`
const V6 = `^[0-9a-fA-F]{0,4}:[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]{0,37}${NETMASK}$`
const UNREADABLE = '•.•.•.•'
const V6_REST = ':•:•:•:•:•:•'

/** `203.0.•.•`, and of an IPv6 address the first 32 bits; a leading `::` counts as zeros, so a mapped IPv4 address shows nothing of it. */
export const ip: Mask = {
  sql: (column) => {
    const group = (place: number) => `coalesce(nullif(translate(split_part(${column}, ':', ${place}), 'ABCDEF', 'abcdef'), ''), '0')`
    return `case when ${column} ~ ${literal(V4)} then split_part(${column}, '.', 1) || '.' || split_part(${column}, '.', 2) || '.•.•'`
      + ` when ${column} ~ ${literal(V6)} then ${group(1)} || ':' || ${group(2)} || ${literal(V6_REST)} else ${literal(UNREADABLE)} end`
  },
  value: (text) => {
    if (new RegExp(V4).test(text)) return `${text.split('.').slice(0, 2).join('.')}.•.•`
    if (!new RegExp(V6).test(text)) return UNREADABLE
    return `${text.split(':').slice(0, 2).map((group) => group === '' ? '0' : group.toLowerCase()).join(':')}${V6_REST}`
  },
}
