import ipaddr from 'ipaddr.js'
import { z } from 'zod'

const isNetwork = (text: string): boolean => ipaddr.isValidCIDR(text) || (ipaddr.isValid(text) && (text.includes(':') || ipaddr.IPv4.isValidFourPartDecimal(text)))

/** Networks as `10.0.0.0/8` or `2001:db8::/32`, or single addresses, between spaces or commas. */
export const networksType = z.string().transform((text) => text.split(/[\s,]+/).filter((network) => network !== ''))
  .refine((networks) => networks.every(isNetwork), 'must be networks like 10.0.0.0/8, separated by spaces')
