import type { CollectedSpan } from './collector.ts'

/** A trace as indented lines: name, and the subgraph where there is one; children in the order of their lines. Several equal ones are one line. */
export const spanTree = (spans: readonly CollectedSpan[], traceId: string): string => {
  const all = spans.filter(span => span.traceId === traceId)
  const known = new Set(all.map(({ spanId }) => spanId))
  const below = (parent: string | undefined, depth: number): string[] => {
    const lines = all.filter(({ parentId }) => (parent === undefined ? parentId === undefined || !known.has(parentId) : parentId === parent))
      .map(({ name, spanId, service, attributes: { 'veil.subgraph': subgraph } }) =>
        [`${'  '.repeat(depth)}${name}${subgraph === undefined ? '' : ` ${subgraph}`} (${service})`, ...below(spanId, depth + 1)].join('\n'))
    return [...new Set(lines)].sort()
  }
  return below(undefined, 0).join('\n')
}
