import type { PlainAnswer } from './two-gateways.ts'

/** What only our answers have. */
const OURS = ['x-request-id', 'x-content-type-options', 'cache-control']
/** What only those of the library's own server have: it lets every other site read its answers. */
const THEIRS = ['access-control-allow-origin']
/** What says nothing of the graph, or of an answer that is another one anyway. */
const OF_ANOTHER_VALUE = ['date', 'content-length', 'keep-alive', 'cache-control', 'content-type']

/** How the headers of two answers differ beyond what docs/compatibility.md lists, each as a text. */
export function headerDifferences({ headers: own }: PlainAnswer, { headers: plain }: PlainAnswer): readonly string[] {
  const added = [...own.keys()].filter((name) => !plain.has(name) && !OURS.includes(name))
  const missing = [...plain.keys()].filter((name) => !own.has(name) && !THEIRS.includes(name))
  const changed = [...own].filter(([name, value]) => plain.has(name) && plain.get(name) !== value && !OF_ANOTHER_VALUE.includes(name))
  return [
    ...added.map((name) => `header ${name} of ours alone`),
    ...missing.map((name) => `header ${name} of theirs alone`),
    ...changed.map(([name, value]) => `header ${name} ${value} instead of ${plain.get(name) ?? ''}`),
  ]
}
