import { cost, WEIGHTS } from './costs.ts'
import type { TypeBlock } from './type-block.ts'

/** The page of a list and its edges; the count is a field of its own, so that it costs only those who ask. */
export const connectionTypes = (type: string, nodeType: string = type): readonly TypeBlock[] => [
  {
    keyword: 'type', name: `${type}Connection`, description: `A page of ${nodeType} rows.`, directives: [cost(0)],
    members: [
      `"The rows of the page."\nnodes: [${nodeType}!]!`,
      `"The rows of the page, each with its cursor."\nedges: [${type}Edge!]!`,
      '"Where the page stands."\npageInfo: PageInfo!',
      `"Rows of the whole list, counted only when selected."\ntotalCount: SafeInt! ${cost(WEIGHTS.count)}`,
    ],
  },
  {
    keyword: 'type', name: `${type}Edge`, description: `A ${nodeType} row in a page.`, directives: [cost(0)],
    members: ['"Place of the row, for `after` and `before`."\ncursor: String!', `"The row."\nnode: ${nodeType}!`],
  },
]
