import { isIP } from 'node:net'
import { CommandError } from './command-error.ts'
import type { InputField } from './input-field.ts'

/** Addresses and networks (`203.0.113.0/26`); at most so many. */
export function addresses(description: string, { writes, most }: { readonly writes?: string; readonly most: number }): InputField<readonly string[]> {
  return {
    description, type: '[String!]', isRequired: true, writes, reads: [],
    parse(value, name) {
      const given = Array.isArray(value) ? value.flatMap((item: unknown) => typeof item === 'string' && isNetwork(item.trim()) ? [item.trim()] : []) : []
      if (!Array.isArray(value) || given.length !== value.length || given.length > most) throw new CommandError('VALIDATION_FAILED', name)
      return [...new Set(given)]
    },
  }
}

/** As strict as Postgres: what passes here is an address there. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || address.includes('%') || rest.length > 0) return false
  return bits === undefined || (/^(?:0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}
