import { z } from 'zod'

const MISTAKE = 'must be a list of name=http://host:port/path, separated by spaces'

const address = z.tuple([z.string().min(1), z.url({ protocol: /^https?$/ })])

function pairOf(entry: string): unknown {
  const at = entry.indexOf('=')
  return [entry.slice(0, Math.max(at, 0)), entry.slice(at + 1)]
}

/** Subgraphs and where they listen: `name=url` pairs, separated by spaces or commas. */
export const addressesType = z.string().transform((text, context): ReadonlyMap<string, string> => {
  const pairs = z.array(address).safeParse(text.split(/[\s,]+/).filter((entry) => entry !== '').map(pairOf))
  if (pairs.success) return new Map(pairs.data)
  context.addIssue({ code: 'custom', message: MISTAKE })
  return z.NEVER
})
