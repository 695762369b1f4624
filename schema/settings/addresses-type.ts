import { z } from 'zod'

const MISTAKE = 'must be a list of name=http://host:port/path, separated by spaces'

const address = z.tuple([z.string().min(1), z.url({ protocol: /^https?$/ })])

function pairOf(entry: string): unknown {
  const at = entry.indexOf('=')
  return [entry.slice(0, Math.max(at, 0)), entry.slice(at + 1)]
}

function grouped(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>()
  for (const [name, url] of pairs) groups.set(name, [...groups.get(name) ?? [], url])
  return groups
}

/** Subgraphs and where they listen: `name=url` pairs, separated by spaces or commas. A name may stand there for each of its processes. */
export const addressesType = z.string().transform((text, context): ReadonlyMap<string, readonly string[]> => {
  const pairs = z.array(address).safeParse(text.split(/[\s,]+/).filter((entry) => entry !== '').map(pairOf))
  if (pairs.success) return grouped(pairs.data)
  context.addIssue({ code: 'custom', message: MISTAKE })
  return z.NEVER
})
